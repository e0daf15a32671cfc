"""Another app on the same doors, for the tests of the home."""
