"""The library and its answers for other assistants, by the Model Context Protocol."""
