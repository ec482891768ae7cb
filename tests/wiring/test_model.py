"""The settings decide who writes, and nothing is imported, connected or paid for before the first question."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from summarizer.assets import shipped
from summarizer.config import Settings, parse_settings
from summarizer.errors import ConfigError
from summarizer.models import Usage
from summarizer.templating import Templates
from summarizer.wiring.model import Writer
from tests.fakes import NOON


def settings(**model: Any) -> Settings:
    """Make settings with this model."""
    return parse_settings({"model": model}, where="test")


def writer(tmp_path: Path, wanted: Settings, **environment: str) -> Writer:
    """Make the writer."""
    prompts = Templates.for_prompts([shipped("prompts")])
    return Writer.of(wanted, environment, cache=tmp_path / "cache", prompts=prompts, max_cost=1.0, now=NOON)


def test_the_built_in_summarizer_costs_nothing(tmp_path: Path) -> None:
    """It keeps nothing either."""
    with writer(tmp_path, settings(provider="builtin")) as made:
        assert made.summarizer.name == "built-in"
        assert made.usage() == Usage()
    assert not (tmp_path / "cache").exists()


def test_a_model_signs_with_its_name(tmp_path: Path) -> None:
    """With all that is put around it."""
    with writer(tmp_path, settings(provider="openai", name="gpt-x"), OPENAI_API_KEY="sk") as made:
        assert made.summarizer.name == "gpt-x"
        assert made.usage().cost_usd == 0.0


def test_a_model_of_ones_own_is_imported(tmp_path: Path) -> None:
    """Made with its name and address."""
    with writer(tmp_path, settings(provider="tests.fakes:OwnLLM", name="mine", base_url="http://127.0.0.1:1")) as made:
        assert made.summarizer.name == "mine at http://127.0.0.1:1"


@pytest.mark.parametrize("provider", ["opnai", "", "nowhere:X"])
def test_a_provider_that_is_none_is_said_so(tmp_path: Path, provider: str) -> None:
    """With those that are."""
    with pytest.raises(ConfigError):
        writer(tmp_path, settings(provider=provider))


def test_a_price_of_ones_own_wins(tmp_path: Path) -> None:
    """For models that no list knows."""
    wanted = settings(provider="openai", name="own-model", input_price=1.0, output_price=2.0)
    with writer(tmp_path, wanted, OPENAI_API_KEY="sk") as made:
        assert made.summarizer.name == "own-model"


def test_making_a_writer_imports_no_sdk() -> None:
    """0.8 seconds that a run answered from the cache does not pay."""
    script = (
        "import sys; from pathlib import Path; from summarizer.config import parse_settings\n"
        "from summarizer.templating import Templates; from summarizer.wiring.model import Writer\n"
        "from tests.fakes import NOON\n"
        "wanted = parse_settings({'model': {'provider': 'openai'}}, where='x')\n"
        "Writer.of(wanted, {}, cache=Path('x'), prompts=Templates.for_prompts([]), max_cost=0, now=NOON)\n"
        "assert 'openai' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[2])
