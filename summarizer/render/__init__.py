"""Draw an edition as an email and as its plain-text twin."""
