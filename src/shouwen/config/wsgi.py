"""The door that a WSGI server opens: ``gunicorn shouwen.config.wsgi``."""

import codecs
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwen.config.settings")
_site = get_wsgi_application()


def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """The site, for requests in UTF-8. Django reads even the address in whatever encoding a
    request claims, and breaks on some of them before a page of ours could answer."""
    if _in_utf8(environ.get("CONTENT_TYPE", "")):
        return _site(environ, start_response)
    start_response("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
    return ["请求的文字编码看不懂。请用 UTF-8 再发一次。\n".encode()]


def _in_utf8(content_type: str) -> bool:
    """Whether a header Content-Type can be read, and claims no other encoding."""
    try:
        _kind, said = parse_header_parameters(content_type)
        return codecs.lookup(said.get("charset", "utf-8")).name == "utf-8"
    except (ValueError, LookupError):
        return False
