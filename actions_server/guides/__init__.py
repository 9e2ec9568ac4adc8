"""Readable pages: guides, search, and the assistant without JavaScript."""
