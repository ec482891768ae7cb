"""Have a summary written: by a model or by the built-in summarizer."""
