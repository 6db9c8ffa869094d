"""Finding whatever a caller may be told of while they speak: services, sections, posts, the people
who sit there now, phones and rooms, and other units (1.2b, 1.3.2a, 1.3.3)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from shouwen.queries.asked import Sense, closely, loosely
from shouwen.queries.nominating import BESIDE_THE_BEST, LEAST, SURE, Meant, meant
from shouwen.queries.rows.find import Hits, PostHit, SectionHit, ServiceHit, UnitHit
from shouwen.queries.search import Ranked, ranked
from shouwen.queries.viewer import Viewer
from shouwen.records.casefile.office import SectionFacts
from shouwen.records.models import Entry, EntryToken, OtherUnit, ServiceVersion
from shouwen.rules.facts.seats import Post, Roster, Seat
from shouwen.rules.regimes.stand_in import because, explain, found_at, seat
from shouwen.rules.words import Rank, SeatRule, SittingRole, VersionState
from shouwen.rules.worktime import chinese_time

MOST_ASKED = 200  # characters that are searched for: the end of what is being written
SERVICES, SECTIONS, POSTS, UNITS = 6, 3, 6, 4
"""How many of each are shown: what fits beside a telephone."""
SHORT = 0.1  # of a name that says nothing but what was asked for, at most


def find(viewer: Viewer, asked: str) -> Hits:
    """What may be meant by ``asked`` in the viewer's office; of texts longer than
    :data:`MOST_ASKED` characters by their end, which is what is being written."""
    asked = asked.strip()[-MOST_ASKED:]
    senses = closely(asked)
    services, entries = _found(viewer, asked, senses, SURE)
    if _best(services, entries) < SURE:
        senses = (*senses, *loosely(asked))
        services, entries = _found(viewer, asked, senses, LEAST)
    least = max(LEAST, BESIDE_THE_BEST * min(1.0, _best(services, entries)))
    listed = _Listed(viewer, [each for each in entries if each.met >= least])
    best = [each for each in services if each.score >= least]
    return Hits(
        asked,
        services=tuple(_told(best[:SERVICES])),
        sections=tuple(listed.sections()),
        posts=tuple(listed.posts()),
        units=tuple(listed.units()),
    )


def _found(
    viewer: Viewer, asked: str, senses: tuple[Sense, ...], least: float
) -> tuple[list[Ranked], list[Meant]]:
    """Services with how well they meet the question, best first, and entries of the directory."""
    leads = EntryToken.objects.filter(jurisdiction=viewer.office.jurisdiction)
    entries = list(meant(leads, "entry_id", senses, least))
    return ranked(viewer.office, asked, senses, least), entries


def _best(services: list[Ranked], entries: Iterable[Meant]) -> float:
    return max((services[0].score if services else 0.0, *(each.met for each in entries)))


# ── services ─────────────────────────────────────────────────────────────────────────────────────


def _told(found: Iterable[Ranked]) -> Iterator[ServiceHit]:
    """Services with what is told of them first."""
    found = tuple(found)
    rows = ServiceVersion.objects.filter(
        state=VersionState.PUBLISHED, service__in=[each.key for each in found]
    )
    columns = rows.values_list("service", "number", "statute_n", "guide")
    guides = {key: (number, statute, guide) for key, number, statute, guide in columns}
    for each in found:
        if each.key not in guides:
            yield ServiceHit(each.row)
            continue
        number, statute, guide = guides[each.key]
        yield ServiceHit(
            each.row,
            version=number,
            statute=statute,
            fee=guide["fee"]["amount"],
            materials=len(guide["materials"]),
            visits=guide["visits"],
        )


# ── the directory ────────────────────────────────────────────────────────────────────────────────


class _Listed:
    """The entries that may be meant, by what they are about."""

    def __init__(self, viewer: Viewer, entries: Iterable[Meant]) -> None:
        self.at, self.office = viewer.at, viewer.office
        self.roster = viewer.office.roster
        self.entries = {each.key: each for each in entries}

    def _close(self, key: UUID, name: str) -> float:
        """How well an entry meets the question, those first whose name says little else."""
        each = self.entries[key]
        return each.met + SHORT * min(1.0, each.named / len(name))

    def sections(self) -> Iterator[SectionHit]:
        """The sections, best first, each with somebody who is there."""
        found = [each for each in self.office.sections if each.id in self.entries]
        found.sort(key=lambda each: (-self._close(each.id, each.name), each.key))
        for section in found[:SECTIONS]:
            yield self._section(section)

    def _section(self, section: SectionFacts) -> SectionHit:
        here = self._there(section.id)
        return SectionHit(
            key=str(section.id),
            name=section.name,
            duties="；".join(section.duties),
            room=section.room,
            phone=self.roster.posts[here.post].phone if here else section.phone,
            person=self.roster.people[here.person] if here and here.person else "",
            post=self.roster.posts[here.post].name if here else "",
        )

    def _there(self, section: UUID) -> Seat | None:
        """Somebody of the section who is at their own desk, those who are no head first."""
        posts = [self.roster.posts[each] for each in self.roster.by_section.get(section, ())]
        posts.sort(key=lambda post: (list(Rank).index(post.rank), post.key))
        seats = (seat(self.roster, post.id, self.at) for post in posts if not post.closed)
        return next((s for s in seats if s.rule is SeatRule.HOLDER and not s.away), None)

    def posts(self) -> Iterator[PostHit]:
        """The posts, best first: those that are meant, and those whose holder is."""
        best: dict[UUID, float] = {}
        for key in self.entries:
            if key in self.roster.posts:
                best[key] = max(best.get(key, 0.0), self._close(key, self.roster.posts[key].name))
            elif key in self.roster.people:
                near = self._close(key, self.roster.people[key])
                for post in self.roster.posts_of(key, SittingRole.HOLDER, self.at):
                    best[post.id] = max(best.get(post.id, 0.0), near)
        found = [post for key in best if not (post := self.roster.posts[key]).closed]
        found.sort(key=lambda post: (-best[post.id], post.key))
        return (post_now(self.roster, post, self.at) for post in found[:POSTS])

    def units(self) -> Iterator[UnitHit]:
        """Other units, best first."""
        listed = Entry.objects.filter(
            pk__in=list(self.entries), other_unit__isnull=False, other_unit__closed_at=None
        )
        found = [(entry.other_unit, entry) for entry in listed.select_related("other_unit")]
        found.sort(key=lambda each: (-self._close(each[0].pk, _whole(each[0])), str(each[0].pk)))
        for row, entry in found[:UNITS]:
            confirmed = entry.right_since
            yield UnitHit(
                key=str(row.pk),
                name=row.name,
                section=row.section,
                tasks=row.tasks,
                phone=row.phone,
                address=row.address,
                hours=row.hours,
                confirmed=chinese_time(confirmed).date() if confirmed else None,
            )


def post_now(roster: Roster, post: Post, at: datetime) -> PostHit:
    """A post and who sits on it at ``at``."""
    explained = explain(roster, post.id, at)
    here = explained.seat
    desk = found_at(roster, here, at)
    own = here.rule is SeatRule.HOLDER and not here.away
    return PostHit(
        key=str(post.id),
        name=post.name,
        section=post.section,
        person=roster.people[here.person] if here.person else "",
        rule=here.rule,
        why="" if own else because(explained, roster),
        room=desk.room,
        phone=desk.phone,
        there=here.designated and not here.away,
    )


def _whole(unit: OtherUnit) -> str:
    return unit.name + unit.section
