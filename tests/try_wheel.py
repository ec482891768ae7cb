"""Build the wheel, install it in an empty environment outside the checkout, and make an issue from there.

Run by `make wheel` and so by CI: what works in a checkout may still be missing from the wheel.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
CONSTRAINTS = ROOT / "constraints.txt"


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command without our checkout on its path; its output, or its own words and the end."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> None:
    """Do all of it in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as place:
        there = Path(place)
        run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", there / "dist", cwd=ROOT)
        [wheel] = (there / "dist").glob("*.whl")
        venv.create(there / "env", with_pip=True)
        python = there / "env" / "bin" / "python"
        install = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
        run(python, *install, "-c", CONSTRAINTS, wheel, cwd=there)
        shutil.copytree(
            ROOT / "examples" / "weekly", there / "weekly", ignore=shutil.ignore_patterns("issues", "state")
        )
        summarizer = there / "env" / "bin" / "summarizer"
        sys.stdout.write(run(summarizer, "-C", there / "weekly", "issue", cwd=there))
        run(summarizer, "init", there / "new", cwd=there)
        missing = [
            name for name in ("issue.html", "issue.txt", "issue.eml") if not list(there.glob(f"weekly/issues/*/{name}"))
        ]
        if missing:
            sys.exit(f"the wheel made no {', '.join(missing)}")
        sys.stdout.write(f"{wheel.name} works in an empty environment\n")


if __name__ == "__main__":
    main()
