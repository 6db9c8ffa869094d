"""What somebody subscribes to in their own calendar: when they are away, for whom they stand in,
when they are on duty. It is fetched by programs that do not sign in, so its address is a secret;
neither kind nor reason of an absence is in it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from shouwen.queries.leavings import Leaving, leavings, on_time
from shouwen.queries.rows import Feed, FeedEvent
from shouwen.queries.seats import first_opening
from shouwen.queries.viewer import Viewer, see
from shouwen.records.models import Account
from shouwen.rules.regimes.stand_in import seat
from shouwen.rules.words import AbsenceState
from shouwen.rules.worktime import chinese_time, midnight_after

BEFORE, AHEAD = timedelta(days=31), timedelta(days=366)
_SALT = "shouwen.feed"


def token(person: UUID) -> str:
    """The secret in the address of somebody's feed. It is derived from their account and password,
    so that another password makes another address and the old one opens nothing."""
    return _token(Account.objects.get(person=person))


def feed(secret: str, at: datetime) -> Feed | None:
    """The feed whose address holds ``secret``; None where it is nobody's, or no more."""
    account = _account(secret)
    if account is None or not constant_time_compare(_token(account), secret):
        return None
    viewer = see(account.person_id, at)
    found = leavings(viewer.office.jurisdiction, at - BEFORE, at + AHEAD, viewer.person)
    return Feed(viewer.name, at, tuple(_events(viewer, found)))


def _token(account: Account) -> str:
    mac = salted_hmac(_SALT, f"{account.pk.hex}{account.password}", algorithm="sha256")
    return f"{account.pk.hex}{mac.hexdigest()}"


def _account(secret: str) -> Account | None:
    try:
        key = UUID(hex=secret[:32])
    except ValueError:
        return None
    return Account.objects.filter(pk=key, is_active=True, person__isnull=False).first()


def _events(viewer: Viewer, found: tuple[Leaving, ...]) -> Iterator[FeedEvent]:
    roster = viewer.office.roster
    for each in found:
        since, until = _span(viewer, each)
        if each.person == viewer.person:
            names = [cover.person for cover in each.covers if cover.person and not cover.until]
            by = "、".join(roster.people[person] for person in dict.fromkeys(names))
            yield FeedEvent(
                key=str(each.id),
                what=f"离岗（{by}顶岗）" if by else "离岗",
                since=since,
                until=until,
                tentative=not each.granted,
            )
            continue
        for cover in each.covers:
            if not each.granted or each.state is AbsenceState.CLOSED:
                continue
            post = roster.posts[cover.post]
            yield FeedEvent(
                key=str(cover.id),
                what=f"顶岗：{post.section}{post.name}（代{roster.people[each.person]}）",
                since=max(since, cover.since or since),
                until=cover.until or until,
                where=post.room,
            )
    yield from _duty(viewer)


def _span(viewer: Viewer, each: Leaving) -> tuple[datetime, datetime]:
    """From when to when; where nobody knows until when, until today ends."""
    period = each.period(viewer.at)
    tonight = midnight_after(chinese_time(max(viewer.at, period.since)).date())
    return period.since, period.until or tonight


def _duty(viewer: Viewer) -> Iterator[FeedEvent]:
    """The days on which they are the leader on duty, as planned."""
    first = chinese_time(viewer.at - BEFORE).date()
    roster = on_time(viewer.office.roster, viewer.at)
    for (unit, day), post in roster.duty.items():
        if day >= first and unit is not None:
            at = first_opening(viewer.office.units[unit].hours, day)
            if seat(roster, post, at).person == viewer.person:
                yield FeedEvent(
                    key=f"duty-{day}",
                    what="值班领导",
                    day=day,
                    where=viewer.office.units[unit].name,
                )
