"""The compiler refuses what would go wrong, and what it makes is safe."""

import subprocess
import sys

import pytest

from summarizer.errors import TemplateError
from summarizer.protocols import Compiler
from summarizer.render.mjml import MjmlCompiler

MJML = "<mjml><mj-body><mj-section><mj-column>{}</mj-column></mj-section></mj-body></mjml>"


def test_it_makes_html_without_what_xml_forbids() -> None:
    """A control character in a title is no reason not to send."""
    compiler: Compiler = MjmlCompiler()
    html = compiler.compile(MJML.format("<mj-text>a\x00\x1b b</mj-text>"))
    assert html.startswith("<!doctype html>")
    assert "a b" in html


@pytest.mark.parametrize(
    ("mjml", "message"),
    [
        (MJML.format("<mj-image/>"), "left out on purpose"),
        (MJML.format('<mj-text><img src="https://x.org/a.png"/></mj-text>'), "<img>"),
        (MJML.format('<mj-text><p onclick="a()">b</p></mj-text>'), "onclick="),
        (MJML.replace("<mj-section>", '<mj-section padding="a b">'), "mjml cannot make HTML of this"),
        (MJML.format(f"<mj-text>{'<b>' * 5000}{'</b>' * 5000}</mj-text>"), "mjml cannot make HTML of this"),
    ],
)
def test_what_is_refused(mjml: str, message: str) -> None:
    """Before, during and after: every complaint is a `TemplateError`."""
    with pytest.raises(TemplateError, match=message):
        MjmlCompiler().compile(mjml)


def test_mjml_is_loaded_when_it_is_needed() -> None:
    """Commands that draw nothing do not wait for it."""
    code = "import sys, summarizer.render.mjml, summarizer.render.email; sys.exit('mjml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
