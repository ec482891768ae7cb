"""The issue as it stands: drawn again when told to, and told to everyone who watches."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from summarizer.edition import Pages
from summarizer.errors import SummarizerError


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What there is to see at one moment."""

    pages: Pages | None = None
    """The last that could be drawn; None before the first."""
    error: SummarizerError | None = None
    """Why what stands on disk now cannot be drawn."""

    @property
    def version(self) -> str:
        """The same for the same to see, even after the preview was started anew."""
        seen = (self.pages, self.error and (str(self.error), self.error.hint))
        return hashlib.sha256(repr(seen).encode("utf-8", "replace")).hexdigest()[:16]


class Live:
    """Draws an issue, and keeps the last drawing that worked in sight while the newest does not."""

    def __init__(self, draw: Callable[[], Pages]) -> None:
        self.shown = Shown()
        self._draw = draw
        self._drawing = asyncio.Lock()
        self._turned = asyncio.Event()
        self._closed = False

    async def redraw(self) -> None:
        """Draw the issue as it stands on disk. A mistake in it is shown, a bug is raised."""
        async with self._drawing:
            self.shown = await asyncio.to_thread(self._drawn)
        self._turn()

    async def versions(self, since: str) -> AsyncIterator[str]:
        """Yield each version to come, at once the present one if it is not `since`, until `close`."""
        while not self._closed:
            if self.shown.version == since:
                await self._turned.wait()
            else:
                since = self.shown.version
                yield since

    def close(self) -> None:
        """Let go of everyone who watches."""
        self._closed = True
        self._turn()

    def _drawn(self) -> Shown:
        try:
            return Shown(pages=self._draw())
        except SummarizerError as error:
            return Shown(pages=self.shown.pages, error=error)

    def _turn(self) -> None:
        self._turned.set()
        self._turned = asyncio.Event()
