"""A desk to test from: the demo office on a day, and clients of those who work there."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.test import Client

from shouwen.records.models import Account, Matter
from tests.acts.world import World, at

DOORS = (
    "frame",
    "intake",
    "acts",
    "absence",
    "contact_screen",
)  # the modules of the desk that look at the clock


@dataclass
class Desk:
    """The office, what its doors take for now, and one client for each who signed in."""

    world: World
    monkeypatch: Any
    now: datetime = field(default_factory=lambda: at("2026-09-21 14:00"))

    def __post_init__(self) -> None:
        for door in DOORS:
            self.monkeypatch.setattr(f"shouwen.web.desk.{door}.now", self._now)

    def _now(self) -> datetime:
        return self.now.astimezone(UTC)

    def client(self, sign_in: str) -> Client:
        """The browser of somebody who signed in."""
        client = Client(raise_request_exception=True)
        client.force_login(Account.objects.get(sign_in=sign_in))
        return client


def number(case: Any) -> str:
    return Matter.objects.get(pk=case).number


def page(case: Any, act: str = "") -> str:
    """The address of a case, or of one act on it."""
    address = f"/desk/cases/{number(case)}/"
    return f"{address}acts/{act}/" if act else address


def sent(client: Client, address: str, /, **said: Any) -> Any:
    """A form of an act opened and sent, as an officer does it."""
    seen = client.get(address).context
    drawn = seen["form"].initial
    return client.post(address, {**{k: str(v) for k, v in drawn.items()}, **said})


def intake_form(materials: list[str], version: int = 1, **said: Any) -> dict[str, Any]:
    """An intake as typed: every material in order, three pages each."""
    lines = {
        f"form-{n}-{name}": value
        for n, _key in enumerate(materials)
        for name, value in (("check", "met"), ("pages", "3"))
    }
    return {
        "request_id": str(uuid4()),
        "version": str(version),
        "channel": "counter",
        "applicant": "徐禾",
        "id_kind": "resident_id",
        "id_number": "11010519491231002X",
        "phone": "0826-555-0177",
        "form-TOTAL_FORMS": str(len(materials)),
        "form-INITIAL_FORMS": str(len(materials)),
        **lines,
        **said,
    }
