"""The blind relay: it stores padded ciphertext, forwards live frames, and knows nobody."""
