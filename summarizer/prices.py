"""What a model's tokens cost, from the price list that the `genai-prices` package carries; nothing is downloaded."""

from dataclasses import dataclass
from functools import cache

MILLION = 1_000_000
SAMPLE = 1_000
"""Tokens to ask the price of: few enough to stay below every surcharge for long prompts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """US dollars for a million tokens."""

    input: float
    cached_input: float
    """For the input tokens that the provider had in its own cache."""
    output: float

    def cost(self, *, input_tokens: int, cached_input_tokens: int = 0, output_tokens: int = 0) -> float:
        """Return US dollars; the cached input tokens are counted among the input tokens, as providers report them."""
        fresh = input_tokens - cached_input_tokens
        dollars = fresh * self.input + cached_input_tokens * self.cached_input + output_tokens * self.output
        return dollars / MILLION


@cache
def price_of(model: str, base_url: str = "") -> Price | None:
    """Return today's list price of a model, or None when it is unknown, which is not the same as free.

    `base_url` says whose model it is; empty is OpenAI. At an address nobody knows, OpenAI's own models count as
    OpenAI's (a proxy), and everything else is unknown (a machine of one's own). Prices are those for a prompt of
    usual length, without discounts for batches.
    """
    if not base_url:
        return _listed(model, provider_id="openai")
    return _listed(model, provider_api_url=base_url) or _listed(model, provider_id="openai")


def _listed(model: str, *, provider_id: str | None = None, provider_api_url: str | None = None) -> Price | None:
    from genai_prices import Usage, calc_price  # noqa: PLC0415  # 0.16 s, wasted when nothing is bought

    def dollars(usage: Usage) -> float:
        if provider_id:
            found = calc_price(usage, model, provider_id=provider_id)
        else:
            found = calc_price(usage, model, provider_api_url=provider_api_url)
        return float(found.total_price) * MILLION / SAMPLE

    try:
        return Price(
            input=dollars(Usage(input_tokens=SAMPLE)),
            cached_input=dollars(Usage(input_tokens=SAMPLE, cache_read_tokens=SAMPLE)),
            output=dollars(Usage(output_tokens=SAMPLE)),
        )
    except LookupError:
        return None
