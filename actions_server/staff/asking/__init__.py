"""A console that shows what the assistant would answer a family now, and why."""
