"""Ways to get papers; `wiring` holds the table of their names."""
