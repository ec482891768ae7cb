"""What an entry comes to in one line: the first sentence of its TL;DR, still marked if it was."""

from markdown_it.tree import SyntaxTreeNode

from summarizer.markdown.source import MARK, escape, is_quiet, one_line, tree, words
from summarizer.sentences import split_sentences


def teaser(body: str) -> str:
    """Return Markdown of one sentence: of the quotation in `body`, else of its first paragraph; "" if it has neither.

    A sentence of which any part is marked as not found is marked as a whole.
    """
    source = _source(tree(body))
    text = one_line(words(source)) if source else ""
    if source is None or not text:
        return ""
    sentence = split_sentences(text)[0]
    claims = [one_line(words(part)) for part in source.walk() if part.type == "link" and part.attrs["href"] == MARK]
    marked = any(text.find(claim) < len(sentence) for claim in claims)
    return f"[{escape(sentence)}]({MARK})" if marked else escape(sentence)


def _source(root: SyntaxTreeNode) -> SyntaxTreeNode | None:
    quotations = [block for block in root.children if block.type == "blockquote"]
    paragraphs = [block for parent in (*quotations, root) for block in parent.children if block.type == "paragraph"]
    return next((block.children[0] for block in paragraphs if not is_quiet(block)), None)
