"""`summarizer summarize` takes an arXiv address in any form and prints what the paper says."""

import json
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest

from tests.commands import Done, run
from tests.fakes import NOON, paper
from tests.servers.arxiv import ArxivServer, error_feed
from tests.servers.model import ModelServer, says

ATTENTION = paper(
    "Attention & <all>",
    id="arxiv:1706.03762",
    url="https://arxiv.org/abs/1706.03762",
    version=7,
    abstract="Sequence models are slow. We propose a network of attention alone. It scores 28.4 BLEU in translation.",
    published=NOON,
    updated=NOON,
    pdf_url="https://arxiv.org/pdf/1706.03762v7",
)
OLD = paper("Old", id="arxiv:hep-th/9901001", url="https://arxiv.org/abs/hep-th/9901001", version=1, updated=NOON)


@pytest.fixture
def arxiv(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ArxivServer]:
    """An arXiv with two papers, and no newsletter anywhere."""
    monkeypatch.chdir(tmp_path)
    with ArxivServer([ATTENTION, OLD]) as server:
        monkeypatch.setenv("SUMMARIZER_ARXIV_URL", server.url)
        yield server


def builtin(*arguments: str) -> Done:
    """Summarize without a model."""
    return run("summarize", "--provider", "builtin", *arguments)


@pytest.mark.parametrize(
    "address",
    [
        "https://arxiv.org/abs/1706.03762",
        "https://arxiv.org/abs/1706.03762v7",
        "https://arxiv.org/pdf/1706.03762",
        "http://www.arxiv.org/pdf/1706.03762v7.pdf",
        "arXiv:1706.03762",
        "1706.03762",
        "1706.03762v7",
    ],
)
def test_any_form_of_an_address_will_do(arxiv: ArxivServer, address: str) -> None:
    """With and without a version."""
    done = builtin(address)
    assert (done.code, done.err) == (0, "")
    assert "Attention & <all>" in done.out
    assert "28.4 BLEU" in done.out
    assert "no model was used" in done.out


def test_old_ids_and_several_at_once(arxiv: ArxivServer) -> None:
    """In the order they were asked for."""
    done = builtin("hep-th/9901001", "1706.03762", "--format", "markdown")
    assert done.out.index("### [Old]") < done.out.index("### [Attention & \\<all>]")


def test_json_is_the_form_of_issue_json(arxiv: ArxivServer) -> None:
    """The same keys as everywhere."""
    record = json.loads(builtin("1706.03762", "--format", "json").out)
    assert record["entries"][0]["paper"]["id"] == "arxiv:1706.03762"
    assert record.keys() == json.loads(builtin("1706.03762", "--json").out).keys()


def test_html_is_a_page(arxiv: ArxivServer) -> None:
    """With the title as text, not as a tag."""
    tree = html5lib.parse(builtin("1706.03762", "--format", "html").out, namespaceHTMLElements=False)
    assert "Attention & <all>" in "".join(tree.itertext())


def test_text_keeps_to_the_terminal(arxiv: ArxivServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is wider than the terminal, but for addresses, which must not be broken."""
    monkeypatch.setenv("COLUMNS", "40")
    lines = builtin("1706.03762").out.splitlines()
    assert all(len(line) <= 40 or "https://" in line for line in lines)
    assert len(lines) > 8


def test_a_model_writes_and_criticizes_and_is_paid_once(arxiv: ArxivServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time the answer comes from the cache in the user's own folder."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    with ModelServer() as model:
        monkeypatch.setenv("OPENAI_BASE_URL", model.base_url)
        first, second = run("summarize", "1706.03762"), run("summarize", "1706.03762")
        assert first.out == second.out
        assert "Critique." in first.out
        assert len(model.requests) == 1


def test_a_style_of_ones_own_is_asked_for(arxiv: ArxivServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A newsletter's own prompts are used where there is one."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    (tmp_path / "prompts").mkdir()
    prompt = "{% block instructions %}Rhyme.{% endblock %}{% block paper %}{% include 'paper.j2' %}{% endblock %}"
    (tmp_path / "prompts" / "poem.j2").write_text(prompt, encoding="utf-8")
    (tmp_path / "summarizer.toml").write_text("", encoding="utf-8")
    with ModelServer() as model:
        monkeypatch.setenv("OPENAI_BASE_URL", model.base_url)
        assert run("summarize", "1706.03762", "--style", "poem", "--provider", "openai").code == 0
        assert model.requests[0].instructions == "Rhyme."


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["https://example.org/x"], "https://example.org/x is not a paper on arXiv", "arxiv.org/abs/1706.03762"),
        (["2401.99999"], "arXiv has no paper 2401.99999", "Check the number"),
        (["1706.03762"], "there is no key for OpenAI", "Set OPENAI_API_KEY"),
        (["1706.03762", "--provider", "opnai"], "there is no provider 'opnai'", "builtin"),
    ],
)
def test_what_cannot_be_done_is_said(arxiv: ArxivServer, arguments: list[str], message: str, hint: str) -> None:
    """Exit status 1, one sentence and a hint."""
    done = run("summarize", *arguments)
    assert done.code == 1
    assert message in done.err
    assert hint in done.err


def test_one_wrong_number_does_not_lose_the_rest(arxiv: ArxivServer) -> None:
    """What is there is printed, what is not is named, exit status 3."""
    done = builtin("1706.03762", "2401.99999")
    assert done.code == 3
    assert "28.4 BLEU" in done.out
    assert "arXiv has no paper 2401.99999" in done.err


def test_arxivs_own_error_is_passed_on(arxiv: ArxivServer) -> None:
    """In arXiv's words."""
    arxiv.faults.append(error_feed("id_list is too long"))
    done = builtin("1706.03762")
    assert done.code == 1
    assert "id_list is too long" in done.err


def test_a_refused_paper_is_told_on_standard_error(arxiv: ArxivServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was summarized is printed, exit status 3; nothing summarized at all is a failure."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    with ModelServer() as model:
        monkeypatch.setenv("OPENAI_BASE_URL", model.base_url)
        model.script(says(None, refusal="I cannot."))
        done = run("summarize", "1706.03762", "hep-th/9901001")
        assert done.code == 3
        assert "was skipped" in done.err
        model.script(says(None, refusal="I cannot."))
        assert run("summarize", "1706.03762v7", "hep-th/9901001", "--max-cost", "0.000001").code == 4
