"""Templates are found in the newsletter first, never guess at a value, and escape what readers see."""

from pathlib import Path
from typing import NoReturn

import pytest

from summarizer.errors import SourceError, TemplateError
from summarizer.templating import Templates, taking


def write(folder: Path, **files: str) -> Path:
    """Write templates: `a_txt` becomes `a.txt.j2`."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / (name.replace("_", ".") + ".j2")).write_text(text, encoding="utf-8")
    return folder


def test_the_newsletters_own_template_wins(tmp_path: Path) -> None:
    """Own first, shipped second; what is not overridden is still there."""
    own = write(tmp_path / "own", a="own")
    ours = write(tmp_path / "ours", a="ours", b="ours too")
    templates = Templates.for_prompts([own, tmp_path / "none", ours])
    assert (templates.fill("a.j2"), templates.fill("b.j2")) == ("own", "ours too")


@pytest.mark.parametrize(
    ("name", "shown"),
    [("a.mjml", "&lt;b&gt;"), ("a.html", "&lt;b&gt;"), ("a.xml", "&lt;b&gt;"), ("a.txt", "<b>"), ("a.md", "<b>")],
)
def test_markup_is_escaped_and_text_is_not(tmp_path: Path, name: str, shown: str) -> None:
    """Jinja's own list knows neither MJML nor names that end in .j2."""
    write(tmp_path, **{name.replace(".", "_"): "{{ x }}"})
    assert Templates.for_pages([tmp_path], {}).fill(f"{name}.j2", x="<b>") == shown


def test_filters_are_at_hand(tmp_path: Path) -> None:
    """A stage brings its own filters."""
    write(tmp_path, a="{{ x | loud }}")
    assert Templates.for_pages([tmp_path], {"loud": str.upper}).fill("a.j2", x="hi") == "HI"


def test_a_block_is_filled_alone(tmp_path: Path) -> None:
    """A prompt has one block for what is the same and one for the paper."""
    write(tmp_path, a="{% block one %}1{{ x }}{% endblock %}{% block two %}2{% endblock %}")
    templates = Templates.for_prompts([tmp_path])
    assert templates.fill_block("a.j2", "one", x="!") == "1!"
    with pytest.raises(TemplateError, match="no block called three"):
        templates.fill_block("a.j2", "three")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("one\n{{ nothing }}", "a.j2, line 2: 'nothing' is undefined"),
        ("one\ntwo\n{% if %}", "line 3: Expected an expression"),
        ("one\n{% include 'gone.j2' %}", "a.j2, line 2: no template called gone.j2"),
        ("{% include [] %}", "a.j2, line 1: an include without a name"),
        ("one\n{{ 1 / 0 }}", "a.j2, line 2: ZeroDivisionError: division by zero"),
        ("{{ 'title' + 1 }}", "a.j2, line 1: TypeError: can only concatenate str"),
        ("{% for x in 3 %}{% endfor %}", "a.j2, line 1: TypeError: 'int' object is not iterable"),
        ("one\n{% for x in 3 %}{{ loop.index }}{% endfor %}", "a.j2, line 2: TypeError: 'int' object"),
        ("{{ 3 | join }}", "a.j2, line 1: TypeError"),
        ("\n{{ range | tojson }}", "a.j2, line 2: TypeError: Object of type type is not JSON"),
        ("{{ 3 | upper(4) }}", "a.j2, line 1: TypeError"),
        ("{% include 'a.j2' %}", "a.j2, line 1: RecursionError"),
        ("{% macro m(x, x) %}{% endmacro %}", "a.j2: SyntaxError: duplicate argument"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    """A missing value is an error, never an empty string in someone's mail."""
    write(tmp_path, a=text)
    with pytest.raises(TemplateError) as caught:
        Templates.for_prompts([tmp_path]).fill("a.j2")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("one\n{{ nothing }}", "line 2: 'nothing' is undefined"),
        ("one\n{{ 1 / 0 }}", "line 2: ZeroDivisionError"),
        ("one\n{% if %}", "line 2: Expected an expression"),
        ("one\n{% include 'gone.j2' %}", "line 2: no template called gone.j2"),
    ],
)
def test_the_file_that_is_at_fault_is_named(tmp_path: Path, text: str, message: str) -> None:
    """A template of the newsletter's own that ours includes, by its path."""
    own, ours = write(tmp_path / "own", part=text), write(tmp_path / "ours", a="\n\n{% include 'part.j2' %}")
    with pytest.raises(TemplateError) as caught:
        Templates.for_pages([own, ours], {}).fill("a.j2")
    assert str(caught.value).startswith(f"{own / 'part.j2'}, {message}")


@pytest.mark.parametrize("text", ["one\n\n{{ nothing }}", "one\n\n{{ 1 / 0 }}"])
def test_a_block_knows_its_lines_too(tmp_path: Path, text: str) -> None:
    """They are the file's, not those of the code that Jinja makes of it."""
    write(tmp_path, a=f"{{% block one %}}\n{text}{{% endblock %}}")
    with pytest.raises(TemplateError, match=r"a\.j2, line 4: "):
        Templates.for_prompts([tmp_path]).fill_block("a.j2", "one")


@pytest.mark.parametrize("text", ["{% include 'b.j2' %}", "{% extends 'b.j2' %}"])
def test_a_file_that_is_not_text_is_named_with_its_line(tmp_path: Path, text: str) -> None:
    """As editors of long ago save it; with what to do."""
    (write(tmp_path, a=text) / "b.j2").write_bytes("one\ntwo\nWörter\n".encode("latin-1"))
    for name in ("a.j2", "b.j2"):
        with pytest.raises(TemplateError, match=r"b\.j2, line 3: not UTF-8") as caught:
            Templates.for_prompts([tmp_path]).fill(name)
        assert "UTF-8" in caught.value.hint


@pytest.mark.parametrize("text", ["{{ x | bad }}", "{{ [x] | map('bad') | list }}", "{{ own() }}"])
def test_a_bug_of_ours_stays_a_bug(tmp_path: Path, text: str) -> None:
    """It keeps its traceback, whichever way the template came to call it."""

    def bad(*_: object) -> NoReturn:
        raise ZeroDivisionError

    write(tmp_path, a=text)
    with pytest.raises(ZeroDivisionError):
        Templates.for_pages([tmp_path], {"bad": bad}).fill("a.j2", x="x", own=bad)


def test_an_error_of_ours_is_passed_on(tmp_path: Path) -> None:
    """What a filter raises on purpose says already what happened."""

    def refuse(_: object) -> NoReturn:
        raise SourceError("closed on Sundays")

    write(tmp_path, a="{{ 1 | refuse }}")
    with pytest.raises(SourceError, match="closed on Sundays"):
        Templates.for_pages([tmp_path], {"refuse": refuse}).fill("a.j2")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ 3 | loud }}", "a.j2, line 1: the filter loud cannot take '3'"),
        ("\n{{ nothing | loud }}", "a.j2, line 2: 'nothing' is undefined"),
        ("{{ 'hi' | loud(1, 2) }}", "a.j2, line 1: TypeError"),
    ],
)
def test_a_filter_can_say_what_it_takes(tmp_path: Path, text: str, message: str) -> None:
    """Another kind of value is the template's mistake, and no bug of the filter's."""
    templates = Templates.for_pages([write(tmp_path, a=text)], {"loud": taking(str, "loud", str.upper)})
    with pytest.raises(TemplateError) as caught:
        templates.fill("a.j2")
    assert message in str(caught.value)


def test_a_template_that_comes_later_is_seen(tmp_path: Path) -> None:
    """The newsletter's own takes over from ours while a preview runs, and gives way when it goes."""
    own, ours = tmp_path / "own", write(tmp_path / "ours", a="ours")
    templates = Templates.for_prompts([own, ours])
    seen = [templates.fill("a.j2")]
    write(own, a="own")
    seen.append(templates.fill("a.j2"))
    (own / "a.j2").unlink()
    assert [*seen, templates.fill("a.j2")] == ["ours", "own", "ours"]


def test_a_template_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    """The name is in the message."""
    with pytest.raises(TemplateError, match=r"no template called styl\.j2"):
        Templates.for_prompts([tmp_path]).fill("styl.j2")


def test_values_are_never_templates(tmp_path: Path) -> None:
    """Braces in a stranger's text stay braces."""
    write(tmp_path, a="{{ x }}")
    assert Templates.for_prompts([tmp_path]).fill("a.j2", x="{{ 7 * 7 }}") == "{{ 7 * 7 }}"
