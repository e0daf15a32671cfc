"""Puts a vault that was made in memory where a browser keeps its own, before the app opens."""

from __future__ import annotations

from base64 import b64encode

from handhold.doors import Shelf

ELSEWHERE = "/static/app.css"  # of the same origin, and starts nothing

PLACE = """([generation, slots]) => new Promise((resolve, reject) => {
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const opening = indexedDB.open("handhold", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("shelf");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const change = opening.result.transaction("shelf", "readwrite");
    change.objectStore("shelf").put(generation, "generation");
    slots.forEach((slot, at) => change.objectStore("shelf").put(bytes(slot), `slot${at}`));
    change.oncomplete = () => { opening.result.close(); resolve(); };
  };
})"""


def given(shelf: Shelf) -> tuple[int, list[str]]:
    """What `PLACE` takes."""
    return shelf.generation, [b64encode(slot).decode() for slot in shelf.slots]
