"""What the editor wants."""

from summarizer.select.criteria import Criteria


def test_only_the_numbers_must_be_said() -> None:
    """A newsletter without interests, words or authors is the newest papers."""
    wanted = Criteria(in_depth=2, in_brief=3)
    assert wanted.interests == wanted.include == wanted.exclude == wanted.authors == ()
    assert (wanted.floor, wanted.limit) == (0.0, None)
