"""Starter letters: approved paragraphs whose blanks a family fills in on its own device."""
