"""What the two have agreed, and what may happen next. Pure: no clock, no chance, no I/O."""
