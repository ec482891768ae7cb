"""Ways out for a finished email, and the list of who has it."""
