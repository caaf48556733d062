"""The command line: a line becomes one call."""
