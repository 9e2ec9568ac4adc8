"""Where families get stuck, as numbers a board can act on and nobody can turn back into a family.

Events become counts in `aggregate`, counts become bands in `suppress`, and everything after that
sees bands only. This package imports nothing else of ours.
"""
