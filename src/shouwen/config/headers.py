"""How our pages go over the wire: what a browser may do with them (nothing but what they need), and
which are made smaller."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class Headers:
    """Middleware: puts both policies on every response."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        return response


WORDS = re.compile(r"text/|image/svg|application/(?:json|ld\+json|xml|rss\+xml)")


class Compressed(GZipMiddleware):
    """Middleware: sends compressed what is the same for everybody: style sheets, open data. A page
    for one person is not: how well it compresses would tell what is in it."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Compress a whole answer of words that anybody may keep."""
        shared = "public" in response.headers.get("Cache-Control", "")
        words = WORDS.match(response.headers.get("Content-Type", ""))
        if not (shared and words and response.status_code == 200 and request.method == "GET"):
            return response
        return super().process_response(request, response)
