"""Bringing a version of a service into force the whole way, by whoever sits on the posts that may:
what founding a simulated office, benchmarks and tests begin from."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shouwen.acts import CLOCK, Staff
from shouwen.acts.catalogue import Item, approve_version, draft_version, publish, submit_version
from shouwen.acts.pledge import Saying, draft_pledge, publish_pledge
from shouwen.acts.wording import publish_in_english, write_in_english
from shouwen.life.office import pledges
from shouwen.records.casefile.case import hands
from shouwen.records.casefile.office import Office, office
from shouwen.records.casefile.pledge import pledged
from shouwen.records.models import Jurisdiction, ServiceVersion
from shouwen.rules.facts.guide import Guide
from shouwen.rules.facts.wording import Texts
from shouwen.rules.regimes.stand_in import seat
from shouwen.rules.words import Bearer, PledgeKind, Power, Rank


@dataclass(frozen=True, slots=True)
class Hand:
    """Who keeps the catalogue, who reviews what of it a post handles, and who publishes that."""

    keeper: Staff
    reviewer: Staff
    leader: Staff


def put_in_force(place: UUID, item: Item, guide: Guide, at: datetime) -> UUID:
    """The next version of a service: drafted, reviewed and published at one instant, in an office
    that has promised what every office promises first (5.2.4). Answers with its matter. Raises
    ``Barred`` where it may not be published."""
    keep_to_ones_word(place, at)
    drafted = draft_version(place, by=CLOCK, at=at, item=item, guide=guide).matter
    through(drafted, at)
    return drafted


def through(drafted: UUID, at: datetime) -> None:
    """Send a draft for review, approve and publish it, in force at once."""
    hand = hand_of(drafted, at)
    submit_version(drafted, by=hand.keeper, at=at)
    approve_version(drafted, by=hand.reviewer, at=at)
    publish(drafted, by=hand.leader, at=at)


def say_in_english(version: UUID, texts: Texts, at: datetime) -> None:
    """Publish a version in English, too."""
    keeper = hand_of(version, at).keeper
    write_in_english(version, by=keeper, at=at, texts=texts)
    publish_in_english(version, by=keeper, at=at)


def keep_to_ones_word(place: UUID, at: datetime) -> None:
    """The demo office's promises on conduct and fees, where one of those kinds is not public yet."""
    missing = {PledgeKind.CONDUCT, PledgeKind.FEES} - pledged(place)
    for saying in pledges():
        if saying.kind in missing:
            promise(place, saying, at)


def promise(place: UUID, saying: Saying, at: datetime) -> UUID:
    """Something said besides the guides: written by who keeps them, published by the main leader at
    one instant. Answers with its matter."""
    here = office(Jurisdiction.objects.get(pk=place))
    posts = here.roster.posts.values()
    keeper = next(post.id for post in posts if Power.PUBLISH in post.powers)
    main = next(post.id for post in posts if post.rank is Rank.MAIN)
    written = draft_pledge(place, by=_on(here, keeper, at), at=at, saying=saying).matter
    publish_pledge(written, by=_on(here, main, at), at=at)
    return written


def hand_of(version: UUID, at: datetime) -> Hand:
    """Who may do what on a version, as the office stands at ``at``."""
    row = ServiceVersion.objects.select_related("service").get(pk=version)
    here = office(Jurisdiction.objects.get(pk=row.jurisdiction_id))
    keeps = (post for post in here.roster.posts.values() if Power.PUBLISH in post.powers)
    parts = hands(here, row.service.handler_id, None, Guide.from_json(row.guide))
    return Hand(
        keeper=_on(here, next(post.id for post in keeps), at),
        reviewer=_on(here, parts.of(Bearer.HEAD), at),
        leader=_on(here, parts.of(Bearer.LEADER), at),
    )


def _on(here: Office, post: UUID | None, at: datetime) -> Staff:
    assert post is not None, "every service of a simulated office has people above it"
    person = seat(here.roster, post, at).person
    assert person is not None, "and somebody sits there"
    return Staff(person)
