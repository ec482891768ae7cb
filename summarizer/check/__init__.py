"""Check a summary against its paper, by rules that cannot be talked round."""
