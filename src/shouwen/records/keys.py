"""Primary keys: UUIDv7, made of the act's own time, so that rows lie in the order they came."""

from datetime import datetime
from secrets import token_bytes
from uuid import UUID


def new_key(at: datetime) -> UUID:
    """A UUIDv7 (RFC 9562) whose timestamp is ``at``; the remaining 74 bits are random."""
    millis = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    tail = int.from_bytes(token_bytes(10), "big")
    high = (millis << 16) | 0x7000 | (tail >> 68)
    low = (0b10 << 62) | (tail & ((1 << 62) - 1))
    return UUID(int=(high << 64) | low)


def first_key(at: datetime) -> UUID:
    """The least key that can have been made at ``at``: whatever is older has a smaller one."""
    return UUID(int=(int(at.timestamp() * 1000) & ((1 << 48) - 1)) << 80)
