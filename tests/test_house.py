"""The house rules that no linter knows: sizes, names, sentences, and what must not lie about."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from promised import cases_in

ROOT = Path(__file__).parents[1]
TRACKED = subprocess.run(
    ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
).stdout.split()
CODE = [path for path in TRACKED if path.endswith(".py") and (ROOT / path).exists()]
TESTS = [path for path in CODE if Path(path).name.startswith("test_")]
BANNED = re.compile(
    r"(?:^|_)(utils?|helpers?|managers?|handlers?|base|common|misc|data|info|process(or)?)(?:_|$)",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"\b(pypi|npmjs|pythonhosted|debian|deb)\.(org|com)\b")
SCORES = re.compile(
    r"\b(scor(e|es|ed|ing)|streaks?|badges?|percent\w*|leaderboards?|ranking)\b|\d ?%(?!\})", re.I
)
MACHINE = re.compile(r"(?<![\w.])/(work|root)/\w")
FOREIGN = {"LICENSE", "LICENSE-playbooks"}
MIRRORED = {"Base_Model"}  # pydantic's own name, which the stand-in for it has to carry

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree(path: str) -> ast.Module:
    """A tracked Python file, parsed."""
    return ast.parse((ROOT / path).read_text())


def functions(path: str) -> Iterator[Function]:
    """Every function of a file, methods included."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


@pytest.mark.parametrize("path", CODE)
def test_a_file_fits_in_a_head(path: str) -> None:
    """No file is longer than 300 lines."""
    assert len((ROOT / path).read_text().splitlines()) <= 300


@pytest.mark.parametrize("path", CODE)
def test_a_function_fits_on_a_screen(path: str) -> None:
    """No function is longer than 40 lines."""
    long = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions(path)}
    assert {name: lines for name, lines in long.items() if lines > 40} == {}


@pytest.mark.parametrize("path", [path for path in CODE if not path.startswith("tests/")])
def test_names_say_what_a_thing_is(path: str) -> None:
    """No module and no class hides behind a word that fits anything."""
    names = [*Path(path).with_suffix("").parts]
    names += [_snake(node.name) for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)]
    assert [name for name in names if BANNED.search(name) and name not in MIRRORED] == []


@pytest.mark.parametrize("path", TESTS)
def test_a_test_says_what_it_holds(path: str) -> None:
    """Every test states the behaviour it holds in a sentence."""
    silent = [
        test.name for test in cases_in(tree(path)) if not re.search(r"[.?:)]$", ast.get_docstring(test) or "")
    ]
    assert silent == []


@pytest.mark.parametrize("path", TESTS)
def test_a_test_can_fail_and_does_not_wait(path: str) -> None:
    """No test is skipped, expected to fail, or sleeps."""
    calls = [ast.unparse(node) for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)]
    evasive = re.compile(
        r"^(pytest\.(mark\.)?(skip|skipif|xfail|importorskip)|time\.sleep|.*\.wait_for_timeout)$"
    )
    assert [call for call in calls if evasive.match(call)] == []


def test_every_page_is_async() -> None:
    """The browser has no threads: an endpoint that is not async could never answer there."""
    companion = [path for path in CODE if path.startswith("src/handhold/companion/")]
    pages = [path for path in companion if "/pages/" in path]
    sync = {node.name for path in pages for node in functions(path) if isinstance(node, ast.FunctionDef)}
    waiting = {node.name for path in pages for node in functions(path)} - sync
    routed = {name for path in companion for name in _endpoints(tree(path))}
    assert routed
    assert routed - waiting == set()
    imported = "\n".join((ROOT / path).read_text() for path in companion)
    assert not re.search(r"\b(StaticFiles|FileResponse)\b", imported)


def test_lock_files_hold_no_addresses() -> None:
    """A lock file says what and which, never where: whoever installs chooses that."""
    for path in TRACKED:
        if path.startswith("requirements/"):
            assert "://" not in (ROOT / path).read_text(), path
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []


def test_locked_means_hashed() -> None:
    """Every locked Python package has a hash."""
    for path in TRACKED:
        if path.startswith("requirements/") and path.endswith(".txt"):
            text = (ROOT / path).read_text()
            pins = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
            assert [pin.split()[0] for pin in pins if "==" in pin and "--hash=" not in pin] == []


@pytest.mark.parametrize("path", TRACKED)
def test_nothing_is_large_or_tied_to_a_place(path: str) -> None:
    """No tracked file is over 1 MB; none names a package registry or a path of somebody's machine."""
    content = (ROOT / path).read_bytes() if (ROOT / path).exists() else b""
    assert len(content) <= 1_000_000
    if path not in FOREIGN and b"\0" not in content:
        text = content.decode()
        assert not ADDRESS.search(text)
        assert not MACHINE.search(text)


@pytest.mark.promise(9)
@pytest.mark.parametrize("path", [path for path in TRACKED if Path(path).suffix in {".html", ".po", ".pot"}])
def test_nothing_keeps_score(path: str) -> None:
    """No page speaks of points, streaks, badges, percentages or ranks."""
    assert SCORES.findall((ROOT / path).read_text()) == []


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name)


def _endpoints(module: ast.Module) -> Iterator[str]:
    """The names of the functions that a module gives to `Route`."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Route") and len(node.args) > 1:
            yield ast.unparse(node.args[1]).rpartition(".")[2]
