"""The sealed record a person keeps on a device. Pure: the sealer and the chance come as arguments."""
