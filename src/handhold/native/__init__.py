"""The doors on a computer."""
