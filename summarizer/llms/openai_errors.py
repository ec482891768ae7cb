"""What the OpenAI SDK raises, in our words: by kind, with what to do, and without the key."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from summarizer.errors import BadReply, Busy, ModelError, SummarizerError, SummaryError
from summarizer.llms.addresses import shown

if TYPE_CHECKING:  # 0.8 s: imported by whoever makes the first call
    from openai import APIConnectionError, APIStatusError

TOO_LONG = re.compile(
    r"context[ _](length|window|size)|maximum context|(prompt|request|input) (is |was )?too (long|large)", re.IGNORECASE
)
"""OpenAI, vLLM, llama.cpp and others each say it in their own way."""

FILTERED = {"content_filter", "content_policy_violation", "invalid_prompt"}
UNKNOWN_PARAMETER = re.compile(
    r"unsupported|not supported|unknown|unrecognized|unexpected|extra|not permitted", re.IGNORECASE
)
OUT_OF_CREDIT = {"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"}
SHOWN = 300
"""Characters of a server's own words that are passed on."""


@contextmanager
def told(*, model: str, address: str, secret: str, deadline: float) -> Iterator[None]:
    """Turn what the SDK raises into a `ModelError` (stop), a `Busy` (wait) or a `SummaryError` (this paper only).

    Bugs pass through untouched. An error that has the `secret` in it, because a server sent it back, is not kept as
    the cause.
    """
    from openai import APIConnectionError, APIStatusError  # noqa: PLC0415  # see above

    where = shown(address)
    failure: Exception
    try:
        yield
    except APIStatusError as error:
        failure, ours = error, _refused(error, model, where, secret)
    except APIConnectionError as error:
        failure, ours = error, _unreachable(error, where)
    except TimeoutError as error:
        failure, ours = error, Busy(f"{where} did not finish its answer within {deadline:g} seconds")
    else:
        return
    leaks = secret and any(secret in str(cause) for cause in _causes(failure))
    raise ours from (None if leaks else failure)


def refuses(error: "APIStatusError", parameter: str) -> bool:
    """Say whether a server complains that it does not know this parameter."""
    said = f"{error.message} {error.body}"
    return parameter in said and bool(UNKNOWN_PARAMETER.search(said)) and not TOO_LONG.search(said)


def retry_after(headers: Mapping[str, str], now: datetime) -> float:
    """Return how many seconds a server asks to wait, in any of the three ways there are; 0 when it does not say."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        if re.fullmatch(r"\d{1,9}(\.\d*)?", headers.get(name, "").strip()):
            return float(headers[name]) * unit
    try:
        date = parsedate_to_datetime(headers.get("retry-after", ""))
    except ValueError:
        return 0.0
    return max((date.replace(tzinfo=date.tzinfo or UTC) - now).total_seconds(), 0.0)


def _refused(error: "APIStatusError", model: str, where: str, secret: str) -> SummarizerError:
    said = _said(error)
    said = said.replace(secret, "…") if secret else said
    kind = {str(error.code), str(error.type)}
    if ours := _about_the_paper(error.status_code, kind, model, said):
        return ours
    if _asks_for_time(error.status_code) and not kind & OUT_OF_CREDIT:
        asked = retry_after(error.response.headers, datetime.now(UTC))
        return Busy(f"{where} is busy or failing (HTTP {error.status_code}){said}", retry_after=asked)
    return _about_the_model(error.status_code, kind, model, where, said)


def _about_the_paper(status: int, kind: set[str], model: str, said: str) -> SummaryError | None:
    if status == 413 or TOO_LONG.search(f"{said} {kind}"):  # noqa: PLR2004  # Content Too Large
        return SummaryError(f"the paper is too long for {model}{said}", hint="Try it from its abstract alone.")
    if kind & FILTERED:
        return BadReply(f"the filter of the provider of {model} refused the paper{said}")
    return None


def _asks_for_time(status: int) -> bool:
    return status in {408, 409, 429} or status >= 500  # noqa: PLR2004  # all server errors


def _about_the_model(status: int, kind: set[str], model: str, where: str, said: str) -> ModelError:
    if status == 402 or kind & OUT_OF_CREDIT:  # noqa: PLR2004  # Payment Required
        return ModelError(f"the account at {where} has no credit left{said}", hint="Add credit, then run again.")
    match status:
        case 401 | 403:
            hint = f"Check OPENAI_API_KEY, and that it may be used for {model}."
            return ModelError(f"{where} did not accept the key (HTTP {status}){said}", hint=hint)
        case 404:
            return ModelError(f"there is no {model} at {where}{said}", hint="Check name and base_url under [model].")
    hint = "Check [model] in the settings."
    return ModelError(f"{where} did not accept the request (HTTP {status}){said}", hint=hint)


def _said(error: "APIStatusError") -> str:
    """Return the server's own words, after a colon; none when it sent a page of HTML."""
    words = error.body.get("message") if isinstance(error.body, dict) else error.body
    if not isinstance(words, str) or "<html" in words.lower():
        return ""
    return f": {' '.join(words.split())[:SHOWN]}"


def _unreachable(error: "APIConnectionError", where: str) -> Busy:
    """Tell by what lies beneath, because the SDK takes a refused connection and a broken one for time-outs as well."""
    from aiohttp import ClientConnectorError  # noqa: PLC0415  # the SDK has imported both
    from httpx2 import ReadTimeout  # noqa: PLC0415

    causes = list(_causes(error))
    if any(isinstance(cause, ClientConnectorError) for cause in causes):
        return Busy(f"cannot connect to {where}: is that address right, and the server running?")
    if any(isinstance(cause, ReadTimeout | TimeoutError) for cause in causes):
        return Busy(f"{where} did not answer in time")
    return Busy(f"the connection to {where} broke")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__
