"""What public pages have in common: the office round them, and addresses that open one thing for a
day."""

from typing import Any
from uuid import UUID

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from shouwen.queries import catalogue

OPENED_FOR = 24 * 60 * 60  # seconds that such an address is good for

asks = require_http_methods(["GET", "HEAD", "POST"])


def show(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """A public page: its row, and the office that every page names."""
    context["office"] = catalogue.office()
    return render(request, f"public/{template}.html", context, status=status)


class Key:
    """Makes the part of an address that opens one thing of a ``kind``, and reads it back. Nobody
    else can make one, and after a day it opens nothing: it may have stayed in somebody's browser."""

    def __init__(self, kind: str) -> None:
        """``kind`` keeps the keys of one kind from opening another."""
        self._signer = TimestampSigner(salt=f"shouwen.{kind}")

    def to(self, id: UUID) -> str:
        """A fresh key."""
        return self._signer.sign(id.hex)

    def opens(self, token: str) -> UUID | None:
        """What a key opens; None for one that is not ours, or older than a day."""
        try:
            return UUID(hex=self._signer.unsign(token, max_age=OPENED_FOR))
        except BadSignature:
            return None


TRACK = Key("track")
DRAFT = Key("draft")
CONTACT = Key("contact")
INTERESTED = Key("interested")
