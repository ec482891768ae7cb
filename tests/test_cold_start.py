"""The command line starts at once."""

import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.cli import COMMANDS
from tests.commands import clean

HEAVY = ("openai", "tiktoken", "mjml", "httpx2", "sklearn", "starlette", "uvicorn", "genai_prices", "pydantic", "rich")
ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_imports_nothing_heavy(command: str) -> None:
    """Neither the help page nor that of any command pays for what only a run needs."""
    script = (
        "import sys; from summarizer.cli import main\n"
        f"assert main([*{[command] if command else []}, '--help']) == 0\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=clean({}), cwd=ROOT
    )
    assert done.stderr.strip() == "[]"
