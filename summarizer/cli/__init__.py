"""The command line: options in, one library call, one result out; deliberate errors are two lines."""

from collections.abc import Sequence
from importlib import import_module

import click

from summarizer.errors import SummarizerError

COMMANDS = ("init", "issue", "preview", "render", "send", "summarize")
INTERRUPTED = 130


class Commands(click.Group):
    """Commands that are imported only when they are asked for, so that the command line starts at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        """Return the names, in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- the same
        """Import the module of that name; the command in it has the same name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"summarizer.cli.{cmd_name}"), cmd_name)
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="summarizer")
@click.option("-C", "folder", metavar="DIR", help="The newsletter's folder; default: here, or the nearest one above.")
@click.pass_context
def cli(ctx: click.Context, folder: str | None) -> None:
    """Make a newsletter of papers: fetch, choose, summarize, check, preview and send.

    \b
    A first issue, with no key and no account anywhere:
        summarizer init weekly
        cd weekly
        summarizer issue
        summarizer preview
    """
    ctx.obj = folder


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, by default with the process's own arguments, and return the exit status."""
    try:
        result = cli.main(arguments, prog_name="summarizer", standalone_mode=False)
    except SummarizerError as error:
        _complain(error)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted. What was answered is kept; the same command goes on from here.", err=True)
        return INTERRUPTED
    return result if isinstance(result, int) else 0


def _complain(error: SummarizerError) -> None:
    click.echo(f"Error: {error}", err=True)
    if error.hint:
        click.echo(f"Hint: {error.hint}", err=True)
