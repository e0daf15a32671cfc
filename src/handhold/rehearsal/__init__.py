"""Doors in memory, a clock moved by hand, the demo, verify. Never in the browser bundle."""
