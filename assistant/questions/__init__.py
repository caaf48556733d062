"""What a question asks: read from its words, for every backend alike."""
