"""The frame shows the email as someone sees it who prefers light, or dark."""

import pytest

from summarizer.preview.frame import framed

EMAIL = """<!doctype html>
<html><head><style type="text/css">
@media (prefers-color-scheme: dark) and (max-width: 480px) { p { color: white } }
@media (PREFERS-COLOR-SCHEME:light) { p > b { color: black } }
@media (width <= 480px) { p { margin: 0 } }
</style></head><body><p>We write (prefers-color-scheme: dark) in our style sheets.</p></body></html>
"""


@pytest.mark.parametrize(
    ("scheme", "dark", "light"),
    [
        ("dark", "(min-width: 0px)", "(max-width: 0px)"),
        ("light", "(max-width: 0px)", "(min-width: 0px)"),
    ],
)
def test_style_sheets_are_answered_what_the_reader_prefers(scheme: str, dark: str, light: str) -> None:
    """A condition that always holds for the one, and never for the other."""
    shown = framed(EMAIL, scheme)
    assert f"@media {dark} and (max-width: 480px) {{ p {{ color: white }} }}" in shown
    assert f"@media {light} {{ p > b {{ color: black }} }}" in shown
    assert f"color-scheme: {scheme}" in shown


def test_words_about_style_sheets_stay() -> None:
    """Only style sheets are answered; what readers read is theirs."""
    assert "We write (prefers-color-scheme: dark) in our style sheets." in framed(EMAIL, "dark")


def test_the_rest_of_the_email_is_left_alone() -> None:
    """Without a style sheet nothing changes, and what is added comes after the end."""
    assert framed("<p>Hello", "light").startswith("<p>Hello")


def test_links_open_in_tabs_of_their_own() -> None:
    """Inside the frame they would be blocked."""
    assert '<base target="_blank">' in framed(EMAIL, "light")
