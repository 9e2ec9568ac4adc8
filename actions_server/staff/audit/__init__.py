"""A record of every staff action, chained so that a change of it is noticed."""
