"""Keeping what families read true: what is due, links that break, and telling the owners."""
