"""The EHC clock: which legal dates follow from where a family is, counted by the cautious rule."""
