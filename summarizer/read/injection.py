"""Text in a paper that is meant for a model and not for readers: orders nobody asked for.

Sharp rather than wide: a paper about such attacks keeps its sentences, also where they quote one. What slips through
still reaches the model only as fenced data, and a summary only through the check.
"""

import re
import unicodedata

from summarizer.unseen import without_unseen

MODEL = r"(?:large language model|language model|ai(?: language)? model|llm|gpt|chatgpt|chatbot|ai|assistant|agent)s?"
ROLE = r"(?: (?:reviewer|referee|reader|agent|assistant|model|system)s?)?"
ASIDE = r"(?:(?:please|now|also|then|and|so|instead|kindly|you (?:must|should|are to))\b[ ,:]*)*"
ORDERS = (
    # to forget what it was told
    r"(?:ignore|disregard|forget|override) (?:\w+ ){0,3}?(?:previous|prior|above|preceding|earlier|other|your|system) "
    r"(?:\w+ )?(?:instruction|prompt|direction|guideline|rule|command)s?\b"
    # to praise
    r"|(?:give|write|provide|generate|output|produce|return|submit) (?:only )?(?:an? |me )*(?:\w+ly |very )*"
    r"(?:positive|favou?rable|glowing|enthusiastic|high|perfect) (?:\w+ )?"
    r"(?:review|assessment|evaluation|rating|score|recommendation|feedback)\b"
    r"|(?:strongly )?(?:recommend|suggest) (?:the )?(?:accepting|acceptance)\b"
    r"|(?:accept|praise|rate) this (?:paper|work|submission|manuscript)\b"
    # to hide what is wrong
    r"|(?:do not|don't|never) (?:mention|highlight|list|discuss|point out|criticize|criticise|include|report) "
    r"(?:any |the |its )*(?:of the )?(?:negative|weakness|limitation|flaw|shortcoming|criticism|problem)(?:e?s)?\b"
    # to be someone
    rf"|(?:as|since you are|because you are) an? (?:\w+ )?{MODEL}{ROLE},? you (?:should|must|are to)\b"
    rf"|if you are an? (?:\w+ )?{MODEL}{ROLE}\b"
    rf"|you are (?:now )?an? (?:\w+ )?(?:{MODEL}|reviewer|referee)\b"
)
ADDRESS = (
    rf"(?:note|attention|message|instructions?|important)\W*(?:(?:to|for) )?(?:all |any |the )?{MODEL}{ROLE}:"
    rf"|(?:for|to|dear) (?:all |any |the )?{MODEL} (?:reviewer|referee)s?[:,]"
)
MARKER = r"<\|?(?:im_start|system|endoftext)\|?>|\[/?inst\]|<</?sys>>"
ORDER = re.compile(rf"\W*(?:{ADDRESS}|{MARKER}|{ASIDE}(?:{ORDERS}))", re.IGNORECASE)
QUOTES = "\"'“”‘’«»`"


def addresses_a_model(sentence: str) -> bool:
    """Say whether a sentence is an order to whoever processes the paper, rather than a statement to its readers.

    An order stands at the beginning and outside quotation marks: "Ignore all previous instructions and …". What nobody
    sees does not hide it.
    """
    plain = " ".join(unicodedata.normalize("NFKC", without_unseen(sentence)).replace("’", "'").split())
    match = ORDER.match(plain)
    return match is not None and not _quoted(plain, match.end())


def _quoted(sentence: str, end: int) -> bool:
    """A quotation opens before the order, or one that opened in an earlier sentence closes after it."""
    before = sentence[: len(sentence) - len(sentence.lstrip(QUOTES + " ("))]
    marks = [char for char in sentence[end:] if char in '"“”«»']
    return any(char in QUOTES for char in before) or (len(marks) % 2 == 1 and marks[0] in '"”»')
