"""An event loop whose time passes at once: waits are exact, and take none."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


class _Hasty(selectors.DefaultSelector):
    """A selector that moves the clock on instead of waiting."""

    now = 0.0

    def select(self, timeout: float | None = None) -> Any:
        self.now += max(timeout or 0.0, 0.0)
        return super().select(0)


class HastyLoop(asyncio.SelectorEventLoop):
    """A loop in which only timers wait for anything; it has no use for threads or connections."""

    def __init__(self) -> None:
        self.hasty = _Hasty()
        super().__init__(self.hasty)

    def time(self) -> float:
        return self.hasty.now


def run(main: Coroutine[Any, Any, Result]) -> tuple[Result, float]:
    """Run to the end; return the result and how many seconds it would have taken."""
    loop = HastyLoop()
    try:
        return loop.run_until_complete(main), loop.time()
    finally:
        loop.close()
