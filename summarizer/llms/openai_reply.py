"""Read the body of a chat completion, as whatever server may have sent it."""

from pydantic import BaseModel, ValidationError

from summarizer.errors import BadReply
from summarizer.llms.counting import Unusable
from summarizer.models import Reply

SHOWN = 200
"""Characters of a refusal that are passed on."""


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _InputDetails(BaseModel):
    cached_tokens: int | None = None


class _Usage(BaseModel):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    prompt_tokens_details: _InputDetails | None = None


class _Completion(BaseModel):
    choices: list[_Choice] | None = None
    usage: _Usage | None = None


def read_reply(body: bytes, model: str) -> Reply:
    """Return what the model said.

    What is no chat completion raises a `BadReply`: a page of HTML, broken JSON. What is one, but cut, empty or
    refused, raises `Unusable`, with what it cost. A refusal or a cut would come again, the rest is worth a retry.
    """
    try:
        completion = _Completion.model_validate_json(body)
    except ValidationError as error:
        raise BadReply(f"the server sent no answer of {model} but something else", retryable=True) from error
    if not completion.choices:
        raise Unusable(f"{model} gave no answer", paid=_paid("", model, completion.usage), retryable=True)
    choice = completion.choices[0]
    reply = _paid(choice.message.content or "", model, completion.usage)
    if refusal := " ".join((choice.message.refusal or "").split()):
        raise Unusable(f"{model} refused: {refusal[:SHOWN]}", paid=reply)
    if choice.finish_reason == "content_filter":
        raise Unusable(f"the filter of the provider of {model} stopped the answer", paid=reply)
    if choice.finish_reason == "length":
        raise Unusable(f"the answer of {model} was cut at the limit of its length", paid=reply)
    if not reply.text.strip():
        raise Unusable(f"{model} gave an empty answer", paid=reply, retryable=True)
    return reply


def _paid(text: str, model: str, usage: _Usage | None) -> Reply:
    """Make a reply with what the server says it used; some say nothing, or numbers below zero."""
    usage = usage or _Usage()
    asked = max(usage.prompt_tokens or 0, 0)
    details = usage.prompt_tokens_details or _InputDetails()
    return Reply(
        text=text,
        model=model,
        input_tokens=asked,
        cached_input_tokens=min(max(details.cached_tokens or 0, 0), asked),
        output_tokens=max(usage.completion_tokens or 0, 0),
    )
