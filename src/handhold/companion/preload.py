"""Everything read from the package's files, read once: a memory snapshot has no files behind it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from jinja2 import DictLoader, Environment, StrictUndefined

from handhold import playbooks, wording
from handhold.companion.language import translations


def _read(folder: Traversable, ending: str) -> dict[str, str]:
    return {item.name: item.read_text("utf-8") for item in folder.iterdir() if item.name.endswith(ending)}


@cache
def templates() -> Environment:
    """All templates, in one environment that escapes everything and refuses an undefined name."""
    sources = _read(files("handhold.companion") / "templates", ".html")
    environment = Environment(
        loader=DictLoader(sources),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        cache_size=-1,
    )
    environment.install_gettext_translations(translations(), newstyle=True)  # type: ignore[attr-defined]
    return environment


def preload() -> None:
    """Read and compile all of it: the snapshot build calls this, and so does a native start."""
    environment = templates()
    for name in environment.list_templates():
        environment.get_template(name)
    playbooks.library()
    wording.check("warm up")
