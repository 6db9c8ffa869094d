"""Plain values (what JSON and TOML hold) read as frozen dataclasses.

The dataclass is the schema: its fields, their types and defaults say what may and must be there.
A part that may be ``None`` may also be absent, for TOML knows no null.
"""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


def read(kind: type[T], value: Any, where: str = "") -> T:
    """``value`` as ``kind``: a dataclass, a word of an enum, a tuple of one kind, an optional or
    a plain type such as ``str``, ``int`` or ``bool``.

    Raises ``ValueError`` naming the place (``materials[2].form``) and what is wrong there."""
    result: T = _read(kind, value, where or kind.__name__)
    return result


def _read(kind: Any, value: Any, where: str) -> Any:
    if isinstance(kind, UnionType):
        inner = next(k for k in get_args(kind) if k is not type(None))
        return None if value is None else _read(inner, value, where)
    if get_origin(kind) is tuple:
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise ValueError(f"{where}: a list is expected, not {value!r}")
        item = get_args(kind)[0]
        return tuple(_read(item, part, f"{where}[{n}]") for n, part in enumerate(value))
    if is_dataclass(kind) and isinstance(kind, type):
        return _read_parts(kind, value, where)
    if issubclass(kind, StrEnum):
        return _read_word(kind, value, where)
    if type(value) is not kind:
        raise ValueError(f"{where}: {kind.__name__} is expected, not {value!r}")
    return value


def _read_parts(kind: type, value: Any, where: str) -> Any:
    if not isinstance(value, Mapping):
        raise ValueError(f"{where}: the parts of {kind.__name__} are expected, not {value!r}")
    schema = _schema(kind)
    if unknown := sorted(value.keys() - schema.hints.keys()):
        raise ValueError(f"{where}: unknown part {', '.join(unknown)}")
    if missing := sorted(schema.required - value.keys()):
        raise ValueError(f"{where}: missing part {', '.join(missing)}")
    parts = dict.fromkeys(schema.nullable) | dict(value)
    return kind(**{n: _read(schema.hints[n], part, f"{where}.{n}") for n, part in parts.items()})


def _read_word(kind: type[StrEnum], value: Any, where: str) -> StrEnum:
    try:
        return kind(value)
    except ValueError:
        raise ValueError(f"{where}: {value!r} is none of {', '.join(kind)}") from None


@dataclass(frozen=True, slots=True)
class _Schema:
    hints: dict[str, Any]
    required: frozenset[str]
    nullable: frozenset[str]  # without default, but may be None


@cache
def _schema(kind: Any) -> _Schema:
    hints = get_type_hints(kind)
    bare = {f.name for f in fields(kind) if f.default is f.default_factory is MISSING}
    nullable = frozenset(name for name in bare if type(None) in get_args(hints[name]))
    return _Schema(hints, frozenset(bare - nullable), nullable)
