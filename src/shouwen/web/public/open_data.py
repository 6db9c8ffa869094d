"""The same guides for programs: open data, news and the map of the site.

Addresses in them are those people type (``SHOUWEN_URL``), whatever name the server was asked by."""

import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override

from shouwen.exchange import open_data as published
from shouwen.exchange.changes import rss
from shouwen.exchange.sitemap import Addresses
from shouwen.exchange.sitemap import sitemap as map_of
from shouwen.now import now
from shouwen.queries import catalogue, open_data
from shouwen.queries.rows import OpenService
from shouwen.web.public.views import shared

PAGES = ("home", "who", "promise", "duties", "regulation")
"""Pages that search engines may show, besides the guides."""


@shared
def service_json(request: HttpRequest, code: str) -> HttpResponse:
    """A guide as plain JSON."""
    return data(_json(published.plain(_published(code), address)), "application/json")


@shared
def service_jsonld(request: HttpRequest, code: str) -> HttpResponse:
    """A guide as JSON-LD after CPSV-AP."""
    linked = published.linked(_published(code), address, _public("home"))
    return data(_json(linked), "application/ld+json")


@shared
def services_json(request: HttpRequest) -> HttpResponse:
    """All published guides in short."""
    return data(published.services_json(open_data.services(), address), "application/json")


@shared
def services_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table."""
    table = published.services_csv(open_data.services(), address)
    return data(table, "text/csv; charset=utf-8")


@shared
def changes(request: HttpRequest) -> HttpResponse:
    """What was published and withdrawn of late."""
    office = catalogue.office()
    feed = rss(
        open_data.changes(),
        office.name if office else "",
        _public("home"),
        _public("changes"),
        version_address,
    )
    return data(feed, "application/rss+xml; charset=utf-8")


@shared
def sitemap(request: HttpRequest) -> HttpResponse:
    """The public pages, for search engines."""
    pages = tuple(_in_languages(name) for name in PAGES)
    return HttpResponse(map_of(pages, open_data.services(), _guide), content_type="application/xml")


def address(code: str) -> str:
    """The public address of a service's guide."""
    return _public("service", code)


def version_address(code: str, number: int) -> str:
    """The public address of one version of it."""
    return _public("service-version", code, number)


def _public(name: str, *arguments: str | int) -> str:
    return settings.PUBLIC_URL + reverse(name, args=arguments)


def _in_languages(name: str, *arguments: str) -> Addresses:
    """A page's address in each language."""
    found = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            found.append((language, _public(name, *arguments)))
    return tuple(found)


def _guide(code: str) -> Addresses:
    """A guide's."""
    return _in_languages("service", code)


def _published(code: str) -> OpenService:
    try:
        return open_data.service(code, now())
    except LookupError as missing:
        raise Http404 from missing


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def data(content: bytes, kind: str) -> HttpResponse:
    """Open to the pages of other sites too."""
    return HttpResponse(content, content_type=kind, headers={"Access-Control-Allow-Origin": "*"})
