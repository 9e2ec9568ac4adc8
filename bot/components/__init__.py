"""Our own steps in the NLU pipeline."""
