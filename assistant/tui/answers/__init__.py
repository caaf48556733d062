"""An answer on the screen, from the question to the settled text."""
