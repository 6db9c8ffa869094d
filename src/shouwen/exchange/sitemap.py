"""Where search engines find the public pages: a sitemap (sitemaps.org, protocol 0.9)."""

from collections.abc import Callable
from functools import lru_cache
from xml.sax.saxutils import escape

from shouwen.queries.rows import OpenCatalogue

Addresses = tuple[tuple[str, str], ...]
"""One page: each language with its address in it, the first the one that stands for all."""


@lru_cache(maxsize=2)
def sitemap(
    pages: tuple[Addresses, ...], catalogue: OpenCatalogue, addresses: Callable[[str], Addresses]
) -> bytes:
    """Addresses of ``pages`` in each language and of every published guide, these once, with the
    day of their version and where they stand in the other languages. The protocol takes 50,000; a
    county has some thousand services."""
    guides = (
        _url(addresses(service.code), f"<lastmod>{service.published_on}</lastmod>")
        for service in catalogue.services
    )
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
            ' xmlns:xhtml="http://www.w3.org/1999/xhtml">',
            *(_url(page[n:] + page[:n]) for page in pages for n in range(len(page))),
            *guides,
            "</urlset>\n",
        )
    ).encode()


def _url(addresses: Addresses, more: str = "") -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(address)}"/>'
        for language, address in addresses
    )
    return f"<url><loc>{escape(addresses[0][1])}</loc>{more}{links}</url>"
