"""Choose what is worth reading: no network, no files, no model."""
