"""The backend without a model, and what composes its texts."""
