"""Puts the browser build into the wheel, so that whoever installs handhold has the pages too.

A hook and not a setting: the editable install comes before there is anything to put in.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SITE = "build/site"


class CarrySite(BuildHookInterface):  # type: ignore[type-arg]
    """Called by hatchling before it builds."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the browser build. Raises `FileNotFoundError` where there is none."""
        if version != "standard":
            return
        site = Path(self.root) / SITE
        if not (site / "index.html").is_file():
            raise FileNotFoundError(f"{SITE} is not built: `make setup` builds it")
        build_data["force_include"][str(site)] = "handhold/site"
