"""The parts of the chat itself."""
