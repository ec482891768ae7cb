"""Make a newsletter of papers: fetch, select, read, summarize, check, compose, render, send."""

from summarizer.errors import SummarizerError
from summarizer.models import Entry, Issue, Paper, Pick, Reply, Request, Skipped, Summary, Window
from summarizer.protocols import LLM, Mailer, Source, Store

__all__ = [
    "LLM",
    "Entry",
    "Issue",
    "Mailer",
    "Paper",
    "Pick",
    "Reply",
    "Request",
    "Skipped",
    "Source",
    "Store",
    "SummarizerError",
    "Summary",
    "Window",
]
