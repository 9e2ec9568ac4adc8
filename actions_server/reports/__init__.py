"""What families told us, for families to read: signed releases and nothing else."""
