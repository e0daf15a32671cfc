"""The Python of the browser home: our packages and the pure-Python ones they need, in one zip."""

from __future__ import annotations

import base64
import hashlib
import re
import zipfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

# Not all of requirements/browser.txt: doubleratchet's metadata asks for pydantic and cryptography, which are
# compiled and of which it needs almost nothing; see handhold.bond.pydantic_stand_in.
SHIPPED = (
    "anyio",
    "attrs",
    "cattrs",
    "doubleratchet",
    "idna",
    "jinja2",
    "markupsafe",  # its compiled part is an optional speed-up and is left out with all others
    "python-multipart",
    "segno",
    "starlette",
    "typing-extensions",
)
NOT_OURS = ("rehearsal", "native", "relay", "cli")
FORBIDDEN = (
    *(f"handhold.{name}" for name in NOT_OURS),
    *(
        "pydantic_core",
        "cryptography",
        "msgspec",
        "nacl",
        "rbcl",
        "uvicorn",
        "websockets",
        "hypothesis",
        "cffi",
    ),
)
UNDER_ANY_APP = (
    *("handhold/__init__.py", "handhold/doors.py"),
    *("handhold/companion/greeting.py", "handhold/companion/world.py"),
    *("handhold/wire/", "handhold/browser/"),
)
COMPILED = (".so", ".pyd", ".dylib", ".c", ".pyi", ".pyc")
EPOCH = (1980, 1, 1, 0, 0, 0)


class Unlike(Exception):
    """What is installed is not what the lock says."""


def write(target: Path, root: Path, overlay: Path | None = None) -> None:
    """Write the zip: names sorted, times fixed, so that the same files are the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name, path in sorted(sources(root, overlay).items()):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, path.read_bytes())


def sources(root: Path, overlay: Path | None = None) -> dict[str, Path]:
    """Where each file of the zip comes from. An overlay is another app on the same doors, for tests."""
    found = _ours(root / "src")
    if overlay:
        found = {name: path for name, path in found.items() if name.startswith(UNDER_ANY_APP)} | _ours(
            overlay
        )
    locked = _locked(root / "requirements/browser.txt")
    for name in SHIPPED:
        found |= _installed(name, locked[name])
    return found


def strangers(modules: list[str]) -> list[str]:
    """Those of the snapshot's modules that must not be in it."""
    return [name for name in modules if any(name == bad or name.startswith(f"{bad}.") for bad in FORBIDDEN)]


def _ours(source: Path) -> dict[str, Path]:
    found = {}
    for path in sorted((source / "handhold").rglob("*")):
        parts = path.relative_to(source).parts
        # The page's static files are served beside the bundle; Python never reads them.
        left_out = parts[1] in NOT_OURS or "__pycache__" in parts or "static" in parts
        if path.is_file() and not left_out and path.suffix != ".po":
            found["/".join(parts)] = path
    return found


def _locked(requirements: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", requirements.read_text(), re.MULTILINE))


def _installed(name: str, version: str) -> dict[str, Path]:
    """The Python files of one installed package, each checked against the hash its wheel recorded."""
    try:
        package: Distribution = distribution(name)
    except PackageNotFoundError:
        raise Unlike(f"{name} is not installed: run `make setup`") from None
    if package.version != version:
        raise Unlike(f"{name} {package.version} is installed, the lock says {version}: run `make setup`")
    found = {}
    for file in package.files or ():
        if (
            file.suffix in COMPILED
            or "__pycache__" in file.parts
            or file.parts[0] == ".."
            or file.hash is None
        ):
            continue
        path = Path(str(file.locate()))
        digest = hashlib.new(file.hash.mode, path.read_bytes()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != file.hash.value:
            raise Unlike(f"{path} was changed after it was installed")
        found[str(file)] = path
    return found
