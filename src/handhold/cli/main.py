"""`handhold`: the one command, and the list of what it can do."""

from __future__ import annotations

import importlib

import click

# A command's module is loaded when it is asked for: `handhold check` should not wait for a web server.
COMMANDS = {
    "run": "handhold.cli.run:run",
    "relay": "handhold.cli.relay:relay",
    "check": "handhold.cli.check:check",
    "demo": "handhold.cli.demo:demo",
    "verify": "handhold.cli.verify:verify",
    "bench": "handhold.cli.bench:bench",
}


class Lazy(click.Group):
    """A group whose commands are imported when they are named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        found = getattr(importlib.import_module(module), name)
        assert isinstance(found, click.Command)
        return found


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="handhold")
def main() -> None:
    """Bring up something new with somebody you love, kindly."""
