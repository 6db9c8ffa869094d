"""The text of a ledger entry: ids, states, due times and digests; no personal content.

States, obligations and clocks can be rebuilt from these texts alone (decision 10). The text is
stored as hashed; its hash covers the hash of the entry before."""

import json
from datetime import UTC, datetime
from typing import Any

FORMAT = 1


def canonical(content: dict[str, Any]) -> str:
    """The one text of a JSON object: keys sorted, no spaces, times in UTC, ids as text; what has no
    order of its own is sorted too, so that two processes say the same of one request."""
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )


def _plain(value: object) -> str | list[str]:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    return str(value)
