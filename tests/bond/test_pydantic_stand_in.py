"""The unchanged `doubleratchet` on the stand-in, in an interpreter of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from handhold.bond import channel
from handhold.bond.bond import Bond
from handhold.bond.derivation import Draw
from handhold.doors import Sealer

IN_THE_BROWSER = """
import json, sys
from handhold.bond import pydantic_stand_in
pydantic_stand_in.install()
from handhold.bond import channel
from handhold.bond.bond import Bond
from handhold.native.sealer import load
given = json.load(sys.stdin)
assert "pydantic_core" not in sys.modules
bond = Bond(**{name: bytes.fromhex(value[4:]) if str(value).startswith("hex:") else value
               for name, value in given["bond"].items()})
opened = channel.open(load(), bond, bytes.fromhex(given["envelope"]), lambda size: b"d" * size)
after, reply = channel.seal(load(), opened.bond, opened.plain + b", too", lambda size: b"e" * size)
print(json.dumps({"plain": opened.plain.decode(), "heard": opened.bond.ratchet, "said": after.ratchet,
                  "reply": reply.hex()}))
assert "pydantic_core" not in sys.modules
"""


def test_states_travel_between_the_real_one_and_the_stand_in(
    sealer: Sealer, bonds: tuple[Bond, Bond], draw: Draw
) -> None:
    """A state made with pydantic goes on without it, to the very same JSON, and the other way round."""
    ours, theirs = bonds
    ours, lost = channel.seal(sealer, ours, b"lost", draw)
    ours, envelope = channel.seal(sealer, ours, b"hello", draw)
    fields = {name: getattr(theirs, name) for name in Bond.__dataclass_fields__}
    written = {
        name: f"hex:{value.hex()}" if isinstance(value, bytes) else value for name, value in fields.items()
    }
    run = subprocess.run(
        [sys.executable, "-c", IN_THE_BROWSER],
        input=json.dumps({"bond": written, "envelope": envelope.hex()}),
        env={"PYTHONPATH": str(Path(channel.__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stderr == ""
    answer = json.loads(run.stdout)
    here = channel.open(sealer, theirs, envelope, lambda size: b"d" * size)
    assert isinstance(here, channel.Opened)
    after, reply = channel.seal(sealer, here.bond, b"hello, too", lambda size: b"e" * size)
    assert (answer["plain"], answer["heard"], answer["said"]) == ("hello", here.bond.ratchet, after.ratchet)
    assert len(json.loads(answer["heard"])["skipped_message_keys"]) == 1
    assert bytes.fromhex(answer["reply"]) == reply
    opened = channel.open(sealer, ours, bytes.fromhex(answer["reply"]), draw)
    assert isinstance(opened, channel.Opened)
    late = channel.open(sealer, here.bond, lost, draw)
    assert isinstance(late, channel.Opened)
