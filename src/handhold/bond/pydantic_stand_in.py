"""Just enough of pydantic for `doubleratchet`, which uses it to write its state as JSON and to read it again.

pydantic has a compiled core, and a memory snapshot with a compiled extension in it does not restore. Only the
browser home calls `install`; on a computer the real one is used, and a test holds both to the same JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any, get_args, get_origin, get_type_hints


@dataclass(frozen=True)
class PlainValidator:
    """Marks a field that a function reads."""

    read: Callable[[Any], Any]


@dataclass(frozen=True)
class PlainSerializer:
    """Marks a field that a function writes."""

    write: Callable[[Any], Any]


class BaseModel:
    """Fields from annotations; in from keywords or nested dictionaries, out as JSON."""

    def __init__(self, **given: Any) -> None:
        for name, kind in _fields(self).items():
            setattr(self, name, _read(kind, given[name] if name in given else getattr(type(self), name)))

    def model_dump_json(self) -> str:
        """The model as JSON text."""
        return json.dumps(_write(type(self), self), separators=(",", ":"), ensure_ascii=False)


def _read(kind: Any, value: Any) -> Any:
    for mark in getattr(kind, "__metadata__", ()):
        if isinstance(mark, PlainValidator):
            return mark.read(value)
    if get_origin(kind) is list:
        return [_read(get_args(kind)[0], item) for item in value]
    model = _model(kind)
    return model(**value) if model and isinstance(value, dict) else value


def _write(kind: Any, value: Any) -> Any:
    for mark in getattr(kind, "__metadata__", ()):
        if isinstance(mark, PlainSerializer):
            return mark.write(value)
    if isinstance(value, list):
        return [_write(get_args(kind)[0], item) for item in value]
    if isinstance(value, BaseModel):
        return {name: _write(inner, getattr(value, name)) for name, inner in _fields(value).items()}
    return value


def _fields(model: Any) -> dict[str, Any]:
    kind: Any = type(model)
    return _hints(kind)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _model(kind: Any) -> type[BaseModel] | None:
    models = [one for one in (kind, *get_args(kind)) if isinstance(one, type) and issubclass(one, BaseModel)]
    return models[0] if models else None


def install() -> None:
    """Stand in for pydantic in this interpreter, before `doubleratchet` is imported."""
    serializers, validators = (
        ModuleType("pydantic.functional_serializers"),
        ModuleType("pydantic.functional_validators"),
    )
    serializers.PlainSerializer = PlainSerializer  # type: ignore[attr-defined]
    validators.PlainValidator = PlainValidator  # type: ignore[attr-defined]
    pydantic = ModuleType("pydantic")
    pydantic.BaseModel = BaseModel  # type: ignore[attr-defined]
    for module in (pydantic, serializers, validators):
        sys.modules[module.__name__] = module
