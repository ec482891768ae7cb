"""Errors say what to do, and survive a trip through a worker process."""

import pickle

import pytest

from summarizer import errors


def every_error() -> list[type[errors.SummarizerError]]:
    """Return the root and all that derive from it."""
    found, waiting = [], [errors.SummarizerError]
    while waiting:
        found.append(waiting[-1])
        waiting += waiting.pop().__subclasses__()
    return [kind for kind in found if kind.__module__ == errors.__name__]


@pytest.mark.parametrize("kind", every_error(), ids=lambda kind: kind.__name__)
def test_an_error_survives_a_round_trip(kind: type[errors.SummarizerError]) -> None:
    """Message and hint are the same after pickling."""
    error = kind("it broke")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 -- our own bytes
    assert (type(again), str(again), again.hint, again.exit_code) == (kind, "it broke", error.hint, error.exit_code)


def test_a_hint_shows_in_a_traceback() -> None:
    """Whoever lets an error through still sees what to do."""
    assert errors.ConfigError("no", hint="Set it.").__notes__ == ["hint: Set it."]
    assert not hasattr(errors.ConfigError("no"), "__notes__")


def test_exit_codes_are_as_documented() -> None:
    """Scripts rely on these."""
    assert {kind.__name__: kind.exit_code for kind in every_error() if kind.exit_code != 1} == {
        "Locked": 5,
        "OverBudget": 4,
    }


def test_only_passing_trouble_is_worth_another_try() -> None:
    """A busy server is; a bad key is not; of replies it is said each time."""
    assert errors.Busy("later", retry_after=3.0).retryable
    assert not errors.ModelError("401").retryable
    assert errors.BadReply("cut", retryable=True).retryable
    assert not errors.BadReply("refused").retryable
