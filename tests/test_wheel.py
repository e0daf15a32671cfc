"""The wheel is whole: installed where nothing else is, it serves the app."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ALONE = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
NOWHERE = "ws://127.0.0.1:9/relay"

pytestmark = pytest.mark.browser


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """What a command says. Raises `CalledProcessError` when it fails."""
    return subprocess.run(command, cwd=cwd, env=ALONE, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout and its browser build."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "web/words.py", "compile")
    run(sys.executable, "web/build.py")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def home(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel in it, and the packages it needs within sight.

    Those are seen through a path file that names the folder in which they lie here. Path files inside a
    folder added that way are not read, so the editable install of this checkout stays unseen.
    """
    folder = tmp_path_factory.mktemp("home")
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel)
    [packages] = folder.glob("lib/python*/site-packages")
    (packages / "needed.pth").write_text(sysconfig.get_path("purelib"))
    return folder


@dataclass(frozen=True)
class Served:
    """A running app: its host with the port, and the token that opens it once."""

    host: str
    token: str

    def ask(self, method: str, path: str, body: str = "", cookie: str = "") -> tuple[int, str, str]:
        """Status, page and cookie of one request, by number: only browsers know the name."""
        door = HTTPConnection("127.0.0.1", int(self.host.rpartition(":")[2]), timeout=30)
        door.request(method, path, body, {"host": self.host, "cookie": cookie})
        answer = door.getresponse()
        page, given = answer.read().decode(), answer.getheader("set-cookie", "")
        door.close()
        return answer.status, page, given.partition(";")[0]


@pytest.fixture
def served(home: Path, tmp_path: Path) -> Iterator[Served]:
    """`handhold run` of that environment, started far from the checkout."""
    program_path, folder = str(home / "bin" / "handhold"), str(tmp_path)
    command = [program_path, "run", "--port", "0", "--folder", folder, "--relay", NOWHERE]
    with subprocess.Popen(command, cwd=tmp_path, env=ALONE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout
        ready = re.match(r"READY http://([^/]+)/#(\w+)", program.stdout.readline())
        assert ready
        yield Served(ready[1], ready[2])
        program.terminate()


def test_the_wheel_carries_the_browser_build_and_the_words(wheel: Path) -> None:
    """All that the browser build has is in the wheel, the catalogues are, and nothing of the demo's."""
    names = set(zipfile.ZipFile(wheel).namelist())
    site = ROOT / "build" / "site"
    built = {f"handhold/site/{path.relative_to(site)}" for path in site.rglob("*") if path.is_file()}
    assert built <= names
    assert "handhold/companion/locale/en/LC_MESSAGES/handhold.mo" in names
    assert [name for name in names if "/demo/" in name] == []


def test_what_is_imported_is_the_wheel(home: Path, tmp_path: Path) -> None:
    """In that environment handhold is the installed one, and its pages' files are those inside it."""
    asked = "import handhold.native.site as site; print(site.__file__, site.folder())"
    for place in run(home / "bin" / "python", "-c", asked, cwd=tmp_path).split():
        assert Path(place).is_relative_to(home)


def test_the_installed_app_is_served(served: Served) -> None:
    """The first page asks what brings you, once the token of the terminal has bought a session."""
    status, page, _ = served.ask("GET", "/")
    assert (status, "What brings you" in page) == (200, False)
    status, _, cookie = served.ask("POST", "/enter", served.token)
    assert status == 204
    status, page, _ = served.ask("GET", "/", cookie=cookie)
    assert (status, "What brings you" in page) == (200, True)
    assert served.ask("GET", "/static/app.css")[0] == 200
