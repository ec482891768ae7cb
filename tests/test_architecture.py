"""Imports point one way: words at the bottom, the command line at the top."""

import ast
from pathlib import Path

import pytest

import summarizer

PACKAGE = Path(summarizer.__file__).parent
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_data" not in path.parts)

WORDS = {"errors", "models", "edition", "protocols"}
TOOLS = {
    "arxiv_ids",
    "assets",
    "cache",
    "config",
    "folder",
    "http",
    "lock",
    "mail",
    "markdown",
    "maths",
    "periods",
    "plugins",
    "prices",
    "record",
    "sentences",
    "templating",
    "tokens",
    "unseen",
}
STAGES = {
    "check",
    "compose",
    "fetch",
    "library",
    "llms",
    "read",
    "render",
    "select",
    "send",
    "sources",
    "summarize",
}
ADAPTERS = {"llms", "sources"}
"""Stages made of nothing but ways to reach the outside world; `pipeline` meets them as protocols only."""

EDGES = {"cli", "preview", "wiring"}

MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "models": set(),
    "edition": set(),
    "protocols": {"models"},
    **dict.fromkeys(TOOLS, WORDS | TOOLS),
    **{stage: WORDS | (TOOLS - {"config"}) | {stage} for stage in STAGES},
    "pipeline": WORDS | (TOOLS - {"config"}) | (STAGES - ADAPTERS),
    "press": WORDS | (TOOLS - {"config"}) | (STAGES - ADAPTERS) | {"pipeline"},
    "wiring": WORDS | TOOLS | STAGES | {"pipeline", "press", "wiring"},
    "preview": WORDS | TOOLS | {"wiring", "pipeline", "preview"},
    "cli": WORDS | TOOLS | {"wiring", "pipeline", "preview", "cli"},
    "__init__": WORDS,
    "__main__": {"cli"},
}


def imports(path: Path) -> set[str]:
    """Return our own modules that `path` imports anywhere, functions included; the package root is `__init__`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.ImportFrom(module=name, level=0):
                found.add(name or "")
            case ast.ImportFrom():
                pytest.fail(f"{path.name}: relative imports hide the direction; write summarizer.x")
            case ast.Import(names=names):
                found.update(alias.name for alias in names)
    ours = [name.split(".") for name in found if name.split(".")[0] == "summarizer"]
    return {parts[1] if len(parts) > 1 else "__init__" for parts in ours}


def place(path: Path) -> str:
    """Return the name under which a module stands in the table."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    """A module imports only what its layer allows; a new module must be given a place here."""
    assert imports(path) <= MAY_IMPORT[place(path)]


def test_tools_do_not_go_round_in_circles() -> None:
    """Tools may use one another, but never in a cycle."""
    graph = {name: imports(path) & TOOLS - {name} for path in MODULES if (name := place(path)) in TOOLS}
    while ready := [name for name, needs in graph.items() if not needs & graph.keys()]:
        for name in ready:
            del graph[name]
    assert not graph


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_has_a_reason_and_fits_one_sitting(path: Path) -> None:
    """One sentence at the top says what the module is for; modules and functions keep their bounds."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    first = (ast.get_docstring(tree) or "").partition("\n")[0]
    assert first.endswith((".", ":")), f"{path.name} needs a one-line reason"
    assert len(text.splitlines()) <= 300
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno <= 40, f"{node.name} is too long"


@pytest.mark.parametrize("path", sorted(Path(__file__).parent.rglob("test_*.py")), ids=lambda path: path.stem)
def test_every_test_says_what_it_proves(path: Path) -> None:
    """Each test has a sentence, so that the list of tests reads like a specification."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            assert ast.get_docstring(node), f"{path.name}: {node.name} has no sentence"


def test_every_module_has_its_tests() -> None:
    """Tests mirror modules: `summarizer/a/b.py` is proved in `tests/a/test_b.py`."""
    exempt = {"__init__.py", "__main__.py", "models.py", "edition.py", "protocols.py"}
    here = Path(__file__).parent
    missing = [
        str(path.relative_to(PACKAGE))
        for path in MODULES
        if path.name not in exempt and not (here / path.relative_to(PACKAGE).parent / f"test_{path.name}").exists()
    ]
    assert not missing


def test_the_public_names_are_real() -> None:
    """`__all__` is the promise: every name in it exists."""
    assert all(hasattr(summarizer, name) for name in summarizer.__all__)
