"""The page of somebody else whom a hearing is about: what they were told, and the hearing asked for
from home, signed with their name (行政许可法 art. 46–47)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from shouwen.acts import Party
from shouwen.acts.hearing import ask
from shouwen.now import now
from shouwen.queries.interested import hearing_page, is_named
from shouwen.web.public.answering import in_their_name
from shouwen.web.public.forms import InterestedForm
from shouwen.web.public.frame import INTERESTED, asks
from shouwen.web.public.views import ask_for_case


@asks
@csrf_exempt
@never_cache
def hearing(request: HttpRequest, token: str) -> HttpResponse:
    """Until when a hearing may be asked for, and its form; then when and where it is."""
    party = INTERESTED.opens(token)
    if party is None:
        return ask_for_case(request, status=410, expired=True)
    found = hearing_page(party, now())

    def do(said: dict[str, Any]) -> None:
        key, name = found.hearing.key, said["signed_by"]
        ask(key, by=Party(), at=now, request_id=str(said["request_id"]), name=name)

    return in_their_name(
        request,
        party,
        token,
        "hearing",
        InterestedForm,
        do,
        page=found,
        is_named=is_named,
        onward="hearing",
    )
