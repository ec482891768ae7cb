"""The form of an answer, a question, and a model that takes its time, for the tests of everything around a model."""

import asyncio
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel

from summarizer.models import Reply, Request


class Point(BaseModel):
    """One claim with the numbers of the sentences behind it."""

    role: Literal["problem", "method", "result", "limit"]
    text: str
    evidence: list[int]


class Answer(BaseModel):
    """A short answer with its points."""

    tldr: str
    points: list[Point]


GOOD = '{"tldr": "It works.", "points": [{"role": "result", "text": "It works.", "evidence": [0]}]}'


def request(text: str = "[0] It works.", max_output_tokens: int = 500) -> Request:
    """Make a question; name only what the test is about."""
    return Request(instructions="Say what it says.", text=text, answer=Answer, max_output_tokens=max_output_tokens)


@dataclass
class SlowLLM:
    """A model that answers once it is told to, and says how many were asking at once."""

    input_tokens: int = 100
    output_tokens: int = 10
    name: str = "gpt-5.4-mini"
    asked: int = 0
    most_at_once: int = 0
    closed: bool = False
    _now: int = 0
    _go: asyncio.Event = field(default_factory=asyncio.Event)
    _arrived: asyncio.Queue[None] = field(default_factory=asyncio.Queue)

    async def arrivals(self, count: int) -> None:
        """Wait until so many more calls are here."""
        for _ in range(count):
            await self._arrived.get()

    def go(self) -> None:
        """Let all calls be answered, now and later."""
        self._go.set()

    async def complete(self, request: Request) -> Reply:
        self.asked += 1
        self._now += 1
        self._arrived.put_nowait(None)
        self.most_at_once = max(self.most_at_once, self._now)
        try:
            await self._go.wait()
            await asyncio.sleep(0)
        finally:
            self._now -= 1
        return Reply(text=GOOD, model=self.name, input_tokens=self.input_tokens, output_tokens=self.output_tokens)

    async def close(self) -> None:
        self.closed = True
