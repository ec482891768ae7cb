"""`summarizer summarize`: one paper, or several, with or without a newsletter."""

import click

from summarizer.cli.options import Asked, with_asked
from summarizer.cli.show import show_papers


@click.command()
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "html"]),
    default="text",
    show_default=True,
    help="How to print it.",
)
@click.option("--style", metavar="S", help="The prompt to use: prompts/S.j2. Default: digest.")
@click.option("--provider", metavar="P", help="openai, builtin (no key) or module:Class. Default: openai.")
@click.option("--model", metavar="NAME", help="The model's name.")
@click.option("--max-cost", type=click.FloatRange(min=0), help="Dollars this run may spend; 0: no ceiling.")
@with_asked()
def summarize(
    *,
    asked: Asked,
    urls: tuple[str, ...],
    form: str,
    style: str | None,
    provider: str | None,
    model: str | None,
    max_cost: float | None,
) -> int:
    """Summarize papers: an arXiv address in any form, or a bare number. Needs no newsletter.

    \b
        summarizer summarize https://arxiv.org/abs/1706.03762
        summarizer summarize 1706.03762v5 hep-th/9901001 --provider builtin --format markdown
    """
    from summarizer.wiring.papers import Papers

    chosen = {"provider": provider, "name": model}
    with Papers.open(asked.folder, progress=asked.progress, model=chosen, style=style, max_cost=max_cost) as papers:
        return show_papers(papers.summarize(urls), papers, "json" if asked.json else form, asked)
