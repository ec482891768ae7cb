"""Summarize many papers at once, so that a slow answer holds up nobody."""

import asyncio
from collections.abc import Callable, Sequence

from summarizer.errors import OverBudget, PaperError
from summarizer.models import Document, Pick, Skipped, Unchecked, Usage
from summarizer.protocols import Progress, Summarizer


def summarize_all(
    pairs: Sequence[tuple[Pick, Document]],
    summarizer: Summarizer,
    *,
    concurrency: int,
    progress: Progress,
    usage: Callable[[], Usage] = Usage,
) -> list[Unchecked | Skipped]:
    """Return a draft or the reason there is none for each pair, in order, asking `concurrency` at a time.

    A `PaperError` is that paper's alone. Anything else (no key, a bug, Ctrl-C) ends the rest and is raised; answers
    that had arrived by then are kept by whoever keeps answers.
    """
    progress.begin("summarize", len(pairs))

    def told(pick: Pick, result: Unchecked | Skipped) -> None:
        failed = [f"skipped: {result.reason}"] if isinstance(result, Skipped) else []
        progress.advance(" · ".join([pick.paper.id, *failed, *_spent(usage())]))

    return asyncio.run(_summarize_all(pairs, summarizer, concurrency, told))


async def _summarize_all(
    pairs: Sequence[tuple[Pick, Document]],
    summarizer: Summarizer,
    concurrency: int,
    told: Callable[[Pick, Unchecked | Skipped], None],
) -> list[Unchecked | Skipped]:
    results: dict[int, Unchecked | Skipped] = {}
    waiting = iter(enumerate(pairs))

    async def work() -> None:
        for index, (pick, document) in waiting:  # shared: whoever is free takes the next
            results[index] = result = await _one(pick, document, summarizer)
            told(pick, result)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(min(concurrency, len(pairs))):
                group.create_task(work())
    except BaseExceptionGroup as errors:
        raise _first(errors) from None
    finally:
        await summarizer.close()
    return [results[index] for index in range(len(pairs))]


async def _one(pick: Pick, document: Document, summarizer: Summarizer) -> Unchecked | Skipped:
    try:
        return await summarizer.summarize(pick, document)
    except OverBudget as error:
        return Skipped(pick=pick, stage="budget", reason=str(error))
    except PaperError as error:
        return Skipped(pick=pick, stage="summarize", reason=str(error))


def _spent(usage: Usage) -> list[str]:
    """Say what the run has asked and spent so far; nothing where no model is asked."""
    if not usage.made and not usage.from_cache:
        return []
    cost = "price not known" if usage.cost_usd is None else f"${usage.cost_usd:.4f}"
    return [f"{usage.made} calls, {usage.from_cache} from the cache, {cost}"]


def _first(errors: BaseExceptionGroup[BaseException]) -> BaseException:
    """Return the first error itself: a task group wraps even a single one, and the user should see what happened."""
    first = errors.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first
