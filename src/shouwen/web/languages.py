"""In which language a page speaks: the one its address begins with.

Never the one a browser prefers: one address is one page, for whoever keeps a copy of it and for
whoever is sent its link."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_path, override


class Language:
    """Middleware: speaks the language of the address while the page is made, and says which."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with override(language):
            response = self.respond(request)
        response.headers.setdefault("Content-Language", language)
        return response
