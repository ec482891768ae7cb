"""An issue served on this machine alone, drawn again at every save."""
