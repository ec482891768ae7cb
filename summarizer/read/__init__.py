"""Get the text of a paper, as numbered sentences."""
