"""Bytes across the border between Python and JavaScript: one copy each way, nothing kept."""

from __future__ import annotations

from typing import Any

from pyodide.ffi import to_js

# Whatever JavaScript hands over: its shape is told by the module in web/site that made it.
Foreign = Any


def give(data: bytes) -> Foreign:
    """Bytes as a JavaScript Uint8Array of its own."""
    return to_js(data)


def take(value: Foreign) -> bytes:
    """A JavaScript Uint8Array as bytes."""
    taken: bytes = value.to_bytes()
    return taken
