"""Guessing is slow: who failed too often has to wait.

Failures are counted in Django's cache, by visitor and by what was guessed. The default cache is a
worker's own, so that four workers allow four times as many tries: still nothing against the 32⁸
codes of one number. An office with many servers shares one cache by its settings."""

from contextlib import suppress
from hashlib import sha256
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

FAILURES = 10  # in one window
WINDOW = 10 * 60  # seconds, from the first failure


def visitor(request: HttpRequest) -> str:
    """The network address a request comes from; of IPv6 the /64 that one household has.

    Behind the proxy that ends TLS it is what that proxy wrote down last, since whatever stands
    before it the visitor may have made up."""
    address = request.META["REMOTE_ADDR"]
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        address = request.headers.get("X-Forwarded-For", address).rsplit(",", 1)[-1].strip()
    try:
        ip = ip_address(address)
    except ValueError:
        return address  # a socket has no address
    return str(ip if ip.version == 4 else ip_network(f"{ip}/64", strict=False))


def blocked(*guesses: str, most: int = FAILURES) -> bool:
    """Whether there were too many failures under any of these keys."""
    counts = cache.get_many([_key(guess) for guess in guesses])
    return any(count >= most for count in counts.values())


def failed(*guesses: str) -> None:
    """Count one failure under each of these keys."""
    for guess in guesses:
        cache.add(_key(guess), 0, WINDOW)
        with suppress(ValueError):  # the window ended this very moment
            cache.incr(_key(guess))


def too_many(request: HttpRequest) -> HttpResponse:
    """The page that asks to wait."""
    answer = render(request, "429.html", status=429)
    answer.headers["Retry-After"] = str(WINDOW)
    return answer


def _key(guess: str) -> str:
    return f"failed:{sha256(guess.encode()).hexdigest()}"  # a guess may hold what no key may
