"""Prices come from a list on this machine, and what is not in it has no price."""

import subprocess
import sys

import pytest

from summarizer.prices import Price, price_of

MINI = Price(input=0.75, cached_input=0.075, output=4.50)
GPT_4O_MINI = Price(input=0.15, cached_input=0.075, output=0.60)


@pytest.mark.parametrize(("model", "price"), [("gpt-5.4-mini", MINI), ("gpt-4o-mini", GPT_4O_MINI)])
def test_openai_models_have_their_list_price(model: str, price: Price) -> None:
    """What OpenAI's price page said in May 2026, for a million tokens."""
    assert price_of(model) == price


def test_a_surcharge_for_long_prompts_is_left_out() -> None:
    """The price is that of a paper, not of a library."""
    assert price_of("gpt-5.4") == Price(input=2.5, cached_input=0.25, output=15)


def test_a_known_address_has_its_own_prices() -> None:
    """The provider is known by its address."""
    price = price_of("deepseek-chat", "https://api.deepseek.com/v1")
    assert price is not None
    assert price != price_of("gpt-5.4-mini")


def test_openai_behind_a_proxy_costs_what_openai_costs() -> None:
    """At an address nobody knows, a name of OpenAI's is taken for OpenAI's."""
    assert price_of("gpt-5.4-mini", "http://127.0.0.1:4000/v1") == MINI


@pytest.mark.parametrize("model", ["no-such-model", "llama3.1:8b", "", "\x00"])
def test_an_unknown_model_at_an_unknown_address_has_no_price(model: str) -> None:
    """Unknown is not free, and a model on one's own machine has no list price."""
    assert price_of(model, "http://127.0.0.1:11434/v1") is None


def test_an_unknown_model_has_no_price() -> None:
    """A name the list does not have."""
    assert price_of("gpt-0-imaginary") is None


def test_a_price_is_looked_up_once() -> None:
    """It is asked for at every call."""
    assert price_of("gpt-5.4-mini") is price_of("gpt-5.4-mini")


def test_cached_tokens_are_part_of_the_input() -> None:
    """A million input tokens of which a tenth were cached, and a hundred thousand output tokens."""
    cost = MINI.cost(input_tokens=1_000_000, cached_input_tokens=100_000, output_tokens=100_000)
    assert cost == pytest.approx(0.9 * 0.75 + 0.1 * 0.075 + 0.1 * 4.50)


def test_nothing_costs_nothing() -> None:
    """No tokens, no dollars."""
    assert MINI.cost(input_tokens=0) == 0.0


def test_the_price_list_is_loaded_only_when_asked() -> None:
    """Importing the module does not import the list."""
    code = "import sys, summarizer.prices; sys.exit('genai_prices' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
