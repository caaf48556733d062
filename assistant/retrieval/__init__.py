"""Which papers and which of their sentences answer, and whether any do."""
