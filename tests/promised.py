"""Which tests hold which promise: read from the marks in the tests, and written into the document.

Run `.venv/bin/python tests/promised.py` after adding a test that holds a promise.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "promises.md"
HEADING = re.compile(r"^### (\d+)\. .+$", re.MULTILINE)
TEST = re.compile(r"^- `(tests/[^`]+::\w+)`$", re.MULTILINE)
HELD_BY = "Held by:\n\n"


def marked() -> dict[int, set[str]]:
    """For each promise, the tests that carry its mark, as `tests/path.py::name`."""
    found: dict[int, set[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text())
        whole_file = set(_of_whole_file(tree))
        for test in cases_in(tree):
            for number in whole_file.union(*map(_promises, test.decorator_list)):
                found.setdefault(number, set()).add(f"{path.relative_to(ROOT)}::{test.name}")
    return found


def named(document: str) -> dict[int, set[str]]:
    """For each promise in the document, the tests that it names."""
    _, *parts = HEADING.split(document)
    return {
        int(number): set(TEST.findall(text)) for number, text in zip(parts[::2], parts[1::2], strict=True)
    }


def cases_in(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every test function of a file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield node


def written(document: str, held: dict[int, set[str]]) -> str:
    """The document with its lists of tests replaced by the tests that carry the marks."""
    lines = re.sub(rf"{HELD_BY}(- `.+`\n)*", "", document)
    for number, tests in sorted(held.items(), reverse=True):
        listed = "".join(f"- `{test}`\n" for test in sorted(tests))
        heading = re.search(rf"^### {number}\. .+\n\n(.+\n)+", lines, re.MULTILINE)
        if heading:
            lines = f"{lines[: heading.end()]}\n{HELD_BY}{listed}{lines[heading.end() :]}"
    return re.sub(r"\n{3,}", "\n\n", lines).rstrip() + "\n"


def _of_whole_file(tree: ast.Module) -> Iterator[int]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark":
            for call in ast.walk(node.value):
                yield from _promises(call)


def _promises(mark: ast.AST) -> list[int]:
    if not (isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.promise"):
        return []
    return [ast.literal_eval(argument) for argument in mark.args]


if __name__ == "__main__":
    DOCUMENT.write_text(written(DOCUMENT.read_text(), marked()))
