"""What fits a model's window, and how tokens are counted."""
