"""A bar: why an act may not be done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Bar:
    """An act is refused under ``clause`` for the reason ``code``.

    The sentence people read is looked up by code when it is read (``shouwen.rules.sentences``)
    and filled with ``params``; neither ledger nor tables hold a language (decision 15)."""

    clause: str
    code: str
    params: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
