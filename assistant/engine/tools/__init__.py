"""What a model may look up in the library."""
