"""One letter, said in Chinese and sent.

A template's first line is the subject; the first paragraph after it is all that a short message
says, an e-mail says the rest too. Without a gateway for short messages they are printed, as
e-mails are without a mail server: the demo office and a first trial need neither.

A gateway is an address that takes ``{"to", "text"}`` as JSON by POST, each with the letter's key as
``Idempotency-Key``; what speaks to a carrier in its own way stands behind it."""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from shouwen.rules.labels import OWED_LABELS
from shouwen.rules.words import LetterChannel
from shouwen.rules.worktime import CST


class Text(NamedTuple):
    """What a letter says: subject, the gist in one paragraph, and more."""

    subject: str
    gist: str
    more: str


def compose(template: str, params: Mapping[str, Any]) -> Text:
    """The words of a letter. ``KeyError`` where ``params`` lack what the template asks for."""
    tracking = settings.PUBLIC_URL + reverse("track-find")
    said = _template(template).format(**_in_words(params), url=tracking)
    subject, _, body = said.partition("\n")
    gist, _, more = body.partition("\n\n")
    return Text(subject, gist.strip(), more.strip())


def send(
    channel: LetterChannel,
    to: str,
    template: str,
    params: Mapping[str, Any],
    *,
    key: str,
    papers: Sequence[tuple[str, bytes]] = (),
) -> None:
    """Send one letter; whatever hinders it is raised. An e-mail carries ``key`` as its Message-ID,
    so that a letter sent twice is shown once, and encloses ``papers``, PDFs by their numbers."""
    text = compose(template, params)
    if channel is LetterChannel.EMAIL:
        _, _, host = settings.DEFAULT_FROM_EMAIL.rpartition("@")
        EmailMessage(
            subject=text.subject,
            body=f"{text.gist}\n\n{text.more}\n".replace("\n\n\n", "\n"),
            to=[to],
            attachments=[(f"{number}.pdf", pdf, "application/pdf") for number, pdf in papers],
            headers={
                "Message-ID": f"<{key.replace(':', '.')}@{host}>",
                "Auto-Submitted": "auto-generated",  # no robot answers it (RFC 3834)
            },
        ).send()
    elif channel is LetterChannel.SMS and settings.SMS_URL:
        _hand_over(to, text.gist, key)
    else:
        sys.stdout.write(f"[{channel}] {to}: {text.gist}\n")
        sys.stdout.flush()


def _hand_over(to: str, text: str, key: str) -> None:
    """Give a short message to the gateway; any answer but a yes is raised (``URLError``)."""
    said = json.dumps({"to": to, "text": text}, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": key}
    if settings.SMS_TOKEN:
        headers["Authorization"] = f"Bearer {settings.SMS_TOKEN}"
    asked = Request(settings.SMS_URL, said, headers)  # noqa: S310 - the setting is http or https
    with urlopen(asked, timeout=settings.EMAIL_TIMEOUT):  # noqa: S310 - the same
        return


@cache
def _template(name: str) -> str:
    return files(__package__).joinpath("templates", f"{name}.txt").read_text(encoding="utf-8")


def _in_words(params: Mapping[str, Any]) -> dict[str, Any]:
    """Kinds of obligation by their label, a due time as Chinese time; the rest as it is."""
    said = dict(params)
    if "kind" in said:
        said["kind"] = OWED_LABELS[said["kind"]]
    if "due" in said:
        due = datetime.fromisoformat(said["due"]).astimezone(CST)
        said["due"] = _moment(due)
    return said


def _moment(at: datetime) -> str:
    """A limit in days ends at 24:00 of its last day, which is how people say it."""
    if at.hour == at.minute == 0:
        day = at.date().fromordinal(at.date().toordinal() - 1)
        return f"{day.year}年{day.month}月{day.day}日24时"
    return f"{at.year}年{at.month}月{at.day}日{at:%H:%M}"
