"""Where search engines find the public pages: a sitemap (sitemaps.org, protocol 0.9)."""

from collections.abc import Callable
from functools import lru_cache
from xml.sax.saxutils import escape

from shouwen.queries.rows import OpenCatalogue


@lru_cache(maxsize=2)
def sitemap(
    pages: tuple[str, ...], catalogue: OpenCatalogue, address: Callable[[str], str]
) -> bytes:
    """Addresses of ``pages`` and of every published guide, these with the day of their version.
    The protocol takes 50,000; a county has some thousand services."""
    guides = (
        _url(address(service.code), f"<lastmod>{service.published_on}</lastmod>")
        for service in catalogue.services
    )
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *(_url(page) for page in pages),
            *guides,
            "</urlset>\n",
        )
    ).encode()


def _url(address: str, more: str = "") -> str:
    return f"<url><loc>{escape(address)}</loc>{more}</url>"
