"""A preview of one file, really served, for tests to look at and to edit."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from summarizer.assets import shipped
from summarizer.edition import Pages
from summarizer.errors import DraftError
from summarizer.preview.server import Preview
from summarizer.templating import Templates

EMAIL = """<!doctype html>
<html lang="en"><head><title>Ten papers</title><meta name="viewport" content="width=device-width">
<style>
  body {{ margin: 0; background: #f4f1ea; color: #26231f; }}
  p {{ max-width: 600px; margin: 20px auto 2000px; }}
  @media (prefers-color-scheme: dark) {{ body {{ background: #1b1a18; color: #e9e4da; }} }}
</style></head>
<body><p>{words} <a href="https://example.org/">A link</a></p><p>The end</p>
<script>document.title = "a script ran"</script><img alt="" src="https://pixels.invalid/pixel.png"></body></html>
"""


@dataclass
class Desk:
    """A draft on disk, and how it is drawn."""

    draft: Path

    @property
    def templates(self) -> Path:
        """Return a folder whose files are drawn, too, when it is there."""
        return self.draft.parent / "newsletter" / "templates"

    def save(self, words: str) -> None:
        """Save other words as careful editors do: a new file takes the place of the old one."""
        new = self.draft.with_suffix(".new")
        new.write_text(words)
        new.replace(self.draft)

    def draw(self) -> Pages:
        """Draw the words. "mistake" is one, "bug" is one."""
        words = "".join(file.read_text() for file in (self.draft, *self.templates.glob("*.j2")))
        if "mistake" in words:
            raise DraftError(f"{self.draft.name}, line 7: no title", hint="Write one after ###.")
        if "bug" in words:
            raise ZeroDivisionError
        return Pages(subject=f"Subject: {words}", html=EMAIL.format(words=words), text=f"Text: {words}\n", warnings=())


@contextmanager
def serving(folder: Path) -> Iterator[tuple[Preview, Desk]]:
    """Serve a draft in `folder` from a thread, watching what it is drawn from."""
    desk = Desk(folder / "issue.md")
    desk.save("first words")
    templates = Templates.for_pages([shipped("templates")], {})
    preview = Preview(desk.draw, [desk.draft, desk.templates], templates)
    thread = threading.Thread(target=preview.run)
    thread.start()
    try:
        yield preview, desk
    finally:
        preview.stop()
        thread.join()
