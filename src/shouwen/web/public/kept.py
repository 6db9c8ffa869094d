"""Pages that are the same for everybody are drawn once, and kept as the bytes that are sent.

What a page shows is a frozen row. The page is kept by the whole of that row and by what stands round
it, so nobody has to say that it is stale: another version, another person on a post, another phone
or language is another page. Each process keeps its own; its row is asked for at every request, so
what another process published is seen at the next."""

import gzip
from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from shouwen.queries import catalogue

PAGES = 1024  # kept by a process, those asked for most recently: some 50 MB


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as it is sent, plain or compressed. Both say the same, which is what a weak ETag
    promises."""

    plain: bytes
    gzipped: bytes
    etag: str


def kept(request: HttpRequest, template: str, page: Hashable, **context: Any) -> HttpResponse:
    """A public page by its row. ``context`` is what else its template needs, the same whenever the
    row is."""
    office = catalogue.office()
    place = _place(template, request.path, get_language(), page, office)
    if not place:
        shown = {"page": page, "office": office, **context}
        place.append(_drawn(render_to_string(f"public/{template}.html", shown, request)))
    return _sent(request, place[0])


@lru_cache(maxsize=PAGES)
def _place(*_shown: Hashable) -> list[Drawn]:
    """Where the page that shows this is kept; nothing is there until somebody asked for it."""
    return []


def _drawn(text: str) -> Drawn:
    plain = text.encode()
    return Drawn(plain, gzip.compress(plain, mtime=0), f'W/"{sha256(plain).hexdigest()[:32]}"')


def _sent(request: HttpRequest, drawn: Drawn) -> HttpResponse:
    compressed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(drawn.gzipped if compressed else drawn.plain)
    response.headers["ETag"] = drawn.etag
    if compressed:
        response.headers["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
