"""The double-blind exchange: what both want shows, and nothing else.

`rounds` and `exchange` are what others call; `choice` and `dleq` are the proofs; `ristretto` is the group in
plain Python.
"""
