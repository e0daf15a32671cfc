"""Sealing what is kept: keys, the sealed record, unlocking."""
