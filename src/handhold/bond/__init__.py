"""What ties two people's apps: pairing, the channel between them, live keys. Pure and synchronous."""
