"""Every error that a user can see.

SummarizerError                something the user can act on: exit 1
├── ConfigError                a setting is missing or makes no sense
├── SourceError                a source could not be read
├── DraftError                 issue.md or issue.json cannot be read: names the line
├── TemplateError              a prompt or a template cannot be filled
├── ModelError                 the model cannot be used at all: no key, 401, no such model
├── DeliveryError              a message could not be handed over
├── StoreError                 the cache or a file cannot be read or written
├── Locked                     another run holds the lock: exit 5
└── PaperError                 concerns one paper; the run goes on without it
    ├── ReadError              its text cannot be had
    └── SummaryError           no usable summary came back
        ├── Busy               the server asks for time: worth trying again
        ├── BadReply           what came back is not what was asked for
        └── OverBudget         the ceiling is reached; nothing more is bought: exit 4
"""


class SummarizerError(Exception):
    """Something went wrong that the user can act on.

    `str(error)` says what happened; `hint` says what to do about it.
    """

    hint = ""
    exit_code = 1
    retryable = False

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint or self.hint
        if self.hint:
            self.add_note(f"hint: {self.hint}")


class ConfigError(SummarizerError):
    """A setting is missing or makes no sense."""


class SourceError(SummarizerError):
    """A source could not be read."""


class DraftError(SummarizerError):
    """`issue.md` or `issue.json` is not what it should be; the message names the file and the line."""


class TemplateError(SummarizerError):
    """A prompt or a template cannot be filled; the message names the file and the line."""


class ModelError(SummarizerError):
    """The model cannot be used at all; asking it about another paper would not help."""


class DeliveryError(SummarizerError):
    """A message could not be handed over."""


class StoreError(SummarizerError):
    """A file or the cache cannot be read or written."""


class Locked(SummarizerError):
    """Another run is at work on the same newsletter."""

    exit_code = 5
    hint = "Wait until it is done; a lock whose run has died frees itself."


class PaperError(SummarizerError):
    """Concerns one paper: it is skipped with this reason, and the run goes on."""


class ReadError(PaperError):
    """The text of a paper cannot be had."""


class SummaryError(PaperError):
    """No usable summary of a paper came back."""


class Busy(SummaryError):
    """The server asks for time, or did not answer: worth trying again.

    `retry_after` is what it asked for, in seconds; 0 when it did not say.
    """

    retryable = True
    hint = "Run the same command again later; what was answered is kept and not paid for twice."

    def __init__(self, message: str, *, retry_after: float = 0.0) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class BadReply(SummaryError):
    """A model answered, but not in the form it was asked for: cut, empty, refused or invalid."""

    def __init__(self, message: str, *, retryable: bool = False) -> None:
        super().__init__(message)
        self.retryable = retryable


class OverBudget(SummaryError):
    """The next call could pass the ceiling, so it was not made."""

    exit_code = 4
    hint = "Raise max_cost in summarizer.toml or with --max-cost, and run the same command again."
