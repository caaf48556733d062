"""What is begun with a slash, from the menu or from the palette."""
