"""Pairing, the ratchet, envelopes and live keys; randomness comes in as arguments."""
