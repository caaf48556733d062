"""What a sentence claims, and whether an abstract says the same: numbers, names, directions, words."""
