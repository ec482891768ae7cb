"""Settings to whoever writes the summaries: the built-in summarizer, or a model with all that is put around it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from summarizer.cache import DiskStore
from summarizer.config import ModelSettings, Settings
from summarizer.errors import ConfigError
from summarizer.llms.addresses import server_of
from summarizer.llms.counting import Counting, Ledger
from summarizer.llms.openai import OpenAIModel
from summarizer.llms.remembering import Remembering
from summarizer.llms.retrying import Retrying
from summarizer.llms.validating import Validating
from summarizer.models import Document, Pick, Usage
from summarizer.plugins import load
from summarizer.prices import Price, price_of
from summarizer.protocols import LLM, Summarizer
from summarizer.summarize.builtin import BuiltinSummarizer
from summarizer.summarize.model import ModelSummarizer
from summarizer.templating import Templates


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes, what that has cost so far, and what to close in the end."""

    summarizer: Summarizer
    usage: Callable[[], Usage]
    forget: Callable[[Pick, Document], None]
    """Keep what was answered about a document no longer: the check has found that it is of no use."""
    close: Callable[[], None]

    @classmethod
    def of(
        cls,
        settings: Settings,
        environment: Mapping[str, str],
        *,
        cache: Path,
        prompts: Templates,
        beside: Path | None = None,
        max_cost: float,
        now: datetime,
    ) -> Self:
        """Make the writer that the settings ask for; nothing is connected before the first question.

        A model of one's own may stand in a file `beside` the config.
        """
        if settings.model.provider == "builtin":
            return cls(BuiltinSummarizer(now=now), Usage, lambda _pick, _document: None, lambda: None)
        model, ledger, store = _model(settings.model, environment, beside), Ledger(), DiskStore(cache)
        counted = Counting(model, ledger, partial(_price, settings.model, environment), max_cost)
        server = server_of(_base_url(settings.model, environment))
        llm = Remembering(Retrying(Validating(counted), ledger), store, ledger, server)
        summarizer = ModelSummarizer(
            llm=llm,
            prompts=prompts,
            style=settings.summarize.style,
            critique=settings.summarize.critique,
            language=settings.newsletter.language,
            now=now,
        )
        return cls(summarizer, ledger.usage, lambda *asked: llm.forget(summarizer.request(*asked)), store.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()


def _model(settings: ModelSettings, environment: Mapping[str, str], beside: Path | None) -> LLM:
    base_url = _base_url(settings, environment)
    if settings.provider == "openai":
        key = environment.get("OPENAI_API_KEY", "")
        return OpenAIModel(settings.name, base_url, key, settings.timeout, settings.timeout)
    if ":" in settings.provider:
        model: LLM = load(settings.provider, "model", beside=beside)(name=settings.name, base_url=base_url)
        return model
    hint = 'Known: builtin, openai, or "module:Class".'
    raise ConfigError(f"there is no provider {settings.provider!r}", hint=hint)


def _base_url(settings: ModelSettings, environment: Mapping[str, str]) -> str:
    return settings.base_url or environment.get("OPENAI_BASE_URL", "")


def _price(settings: ModelSettings, environment: Mapping[str, str]) -> Price | None:
    """Return what the editor says, else the list price, else None: unknown."""
    if settings.input_price or settings.output_price:
        return Price(input=settings.input_price, cached_input=settings.input_price, output=settings.output_price)
    return price_of(settings.name, _base_url(settings, environment))
