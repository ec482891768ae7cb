"""LaTeX in titles and abstracts as plain Unicode for people; prose is never lost."""

from summarizer.maths.prose import readable

__all__ = ["readable"]
