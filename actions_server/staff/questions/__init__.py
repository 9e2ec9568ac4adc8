"""The question desk: what nobody could answer, by meaning and demand, and what staff decide."""
