"""The words of the pages: gathered into catalogues, and made ready to be read.

    python web/words.py extract    refresh every catalogue from the templates and the code
    python web/words.py compile    write the .mo beside each .po (not tracked; setup and the build do it)

A new language is a new folder: copy `locale/en`, translate, compile. English is its own key, so its catalogue
is complete by itself; other languages keep what they have, and new sentences come in untranslated.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
COMPANION = ROOT / "src/handhold/companion"
LOCALE = COMPANION / "locale"
FIRST_PAGE = ROOT / "web/site/index.html"
GATE = ROOT / "src/handhold/native/gate.py"
REFUSALS = ROOT / "src/handhold/journey/refusals.py"
SOURCE_LANGUAGE = "en"
CALLS = {"_": None, "gettext": None, "say": None, "mark": None}
JINJA = {
    "extensions": "jinja2.ext.i18n",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "newstyle_gettext": "true",
    "silent": "false",
}

Found = tuple[str, str]
"""A sentence, and the file in which it stands."""


def main() -> None:
    """Do what was asked."""
    match sys.argv[1:]:
        case ["extract"]:
            for path in catalogues():
                path.write_bytes(refreshed(path))
                print(f"{path.relative_to(ROOT)}: {len(read(path))} sentences")
        case ["compile"]:
            for path in catalogues():
                compile_one(path)
        case _:
            sys.exit(__doc__)


def catalogues() -> list[Path]:
    """Every tracked catalogue."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/handhold.po"))


def read(path: Path) -> Catalog:
    """A catalogue as it stands."""
    with path.open("rb") as stream:
        return read_po(stream, locale=path.parts[-3])


def refreshed(path: Path) -> bytes:
    """The catalogue with today's sentences, those that are translated as they were."""
    language, old = path.parts[-3], read(path)
    new = Catalog(
        locale=language, project="handhold", header_comment=f"# The words of handhold, in {language}."
    )
    for sentence, where in sentences():
        had = old.get(sentence)
        kept = had.string if had else ""
        said = sentence if language == SOURCE_LANGUAGE else kept
        new.add(sentence, said, locations=[(where, 0)])
    return _written(new)


def sentences() -> Iterator[Found]:
    """Every sentence of the pages, those before Python is up included, and of the code.

    The text of a refusal is its key.
    """
    for path in (FIRST_PAGE, *sorted((COMPANION / "templates").glob("*.html"))):
        yield from _in(path, "jinja2.ext:babel_extract", JINJA)
    for path in (GATE, *sorted(COMPANION.rglob("*.py"))):
        yield from _in(path, "python", {})
    for node in ast.walk(ast.parse(REFUSALS.read_text("utf-8"))):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            yield str(node.value.value), _name(REFUSALS)


def _in(path: Path, method: str, options: dict[str, str]) -> Iterator[Found]:
    with path.open("rb") as stream:
        for _, message, _, _ in extract(method, stream, CALLS, options=options):
            yield str(message), _name(path)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix().removeprefix("src/handhold/")


def _written(catalogue: Catalog) -> bytes:
    """As a file that changes only when words or their places do: no dates, no addresses, no line numbers."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=100, include_lineno=False, omit_header=True)
    comment, language = catalogue.header_comment, catalogue.locale
    head = (
        f'{comment}\nmsgid ""\nmsgstr ""\n"Language: {language}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    return head.encode() + stream.getvalue()


def compile_one(path: Path) -> None:
    """Write the form that gettext reads."""
    with path.with_suffix(".mo").open("wb") as stream:
        write_mo(stream, read(path))


if __name__ == "__main__":
    main()
