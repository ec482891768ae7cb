"""Take as a reply only what has the form that was asked for."""

import re
from dataclasses import dataclass, replace

from pydantic import BaseModel, ValidationError

from summarizer.errors import BadReply
from summarizer.models import Reply, Request
from summarizer.protocols import LLM

THOUGHTS = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
FENCE = re.compile(r"\A```\w*\s*\n(.*)\n\s*```\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Validating:
    """An LLM whose replies can be read as `request.answer`: `Reply.text` is that JSON and nothing around it."""

    llm: LLM

    @property
    def name(self) -> str:
        """The wrapped model's name."""
        return self.llm.name

    async def complete(self, request: Request) -> Reply:
        """Ask, and raise a `BadReply` that names the first thing wrong with the reply, if there is one."""
        reply = await self.llm.complete(request)
        text = bare(reply.text)
        if wrong := problem(text, request.answer):
            raise BadReply(f"{self.name} did not answer in the form asked for: {wrong}", retryable=True)
        return replace(reply, text=text)

    async def close(self) -> None:
        """Close the wrapped model."""
        await self.llm.close()


def bare(text: str) -> str:
    """Return a reply without the thoughts before it and the code fence around it, which smaller models like."""
    text = THOUGHTS.sub("", text).strip()
    fenced = FENCE.match(text)
    return fenced[1].strip() if fenced else text


def problem(text: str, answer: type[BaseModel]) -> str:
    """Return the first thing that keeps `text` from being such an answer, or an empty string."""
    try:
        answer.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        return f"{where}: {first['msg']}" if where else first["msg"]
    return ""
