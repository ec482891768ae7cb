"""Write `constraints.txt`: the versions in this environment, which are those that the tests have passed with."""

import re
import sys
from importlib.metadata import distributions
from pathlib import Path

OURS = {"summarizer", "pip", "setuptools"}
HEAD = """\
# The versions that the tests have passed with: `make constraints` writes this file.
# Names and versions only: where they come from is the business of whoever installs.
"""


def pins() -> list[str]:
    """Return `name==version` of every distribution here but our own and the installers."""
    found = {
        re.sub(r"[-_.]+", "-", distribution.name).lower(): distribution.version for distribution in distributions()
    }
    return [f"{name}=={version}" for name, version in sorted(found.items()) if name not in OURS]


if __name__ == "__main__":
    target = Path(__file__).parent.parent / "constraints.txt"
    target.write_text(HEAD + "\n".join(pins()) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(pins())} versions pinned in {target.name}\n")
