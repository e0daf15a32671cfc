"""The double-blind exchange: what both want shows, and nothing else."""
