"""Sentences that failed the check, on their way back to the model and into the text again."""
