"""All that crosses between a companion and a relay: the only code both halves share."""
