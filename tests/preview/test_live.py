"""The last drawing that worked stays in sight, and everyone who watches hears of a new one."""

import asyncio
from collections.abc import Callable

import pytest

from summarizer.edition import Pages
from summarizer.errors import DraftError
from summarizer.preview.live import Live, Shown


def pages(html: str) -> Pages:
    """Make an issue that differs by its HTML alone."""
    return Pages(subject="Ten papers", html=html, text="Ten papers", warnings=())


def drawing(*drawn: str | Exception) -> Callable[[], Pages]:
    """Return a way to draw that gives, or raises, one after the other."""
    turns = iter(drawn)

    def draw() -> Pages:
        turn = next(turns)
        if isinstance(turn, Exception):
            raise turn
        return pages(turn)

    return draw


def test_nothing_is_shown_before_the_first_drawing() -> None:
    """Neither an issue nor a complaint."""
    assert Live(drawing()).shown == Shown(pages=None, error=None)


def test_a_mistake_is_shown_over_the_last_drawing_until_it_is_mended() -> None:
    """The editor keeps the issue in sight while mending it."""
    mistake = DraftError("issue.md, line 3: no title")
    live = Live(drawing("one", mistake, "two"))

    async def turns() -> list[Shown]:
        shown = []
        for _ in range(3):
            await live.redraw()
            shown.append(live.shown)
        return shown

    assert asyncio.run(turns()) == [
        Shown(pages=pages("one")),
        Shown(pages=pages("one"), error=mistake),
        Shown(pages=pages("two")),
    ]


def test_a_bug_is_raised() -> None:
    """What is no mistake of the editor's keeps its traceback."""
    with pytest.raises(ZeroDivisionError):
        asyncio.run(Live(drawing(ZeroDivisionError())).redraw())


def test_versions_come_as_they_are_drawn_until_the_end() -> None:
    """The one at hand first, unless it is known already; then each that differs from the last."""

    async def turns() -> None:
        live = Live(drawing("one", "one", "two"))
        await live.redraw()
        one = live.shown.version
        newcomer, watcher = live.versions(""), live.versions(one)
        assert await anext(newcomer) == one
        waiting = [asyncio.ensure_future(anext(each)) for each in (newcomer, watcher)]
        await live.redraw()
        await live.redraw()
        two = live.shown.version
        assert await asyncio.gather(*waiting) == [two, two]
        ending = [asyncio.ensure_future(anext(each, "the end")) for each in (newcomer, watcher)]
        await asyncio.sleep(0)
        live.close()
        assert await asyncio.gather(*ending) == ["the end", "the end"]

    asyncio.run(turns())


def test_versions_tell_what_is_seen_apart() -> None:
    """An issue, another one, and the same one under a message are three; the hint counts."""
    shown = [
        Shown(),
        Shown(pages=pages("one")),
        Shown(pages=pages("two")),
        Shown(pages=pages("one"), error=DraftError("line 3")),
        Shown(pages=pages("one"), error=DraftError("line 4")),
        Shown(pages=pages("one"), error=DraftError("line 4", hint="Write a title.")),
    ]
    assert len({each.version for each in shown}) == len(shown)
    assert Shown(pages=pages("one")).version == shown[1].version
