"""The screen of the contact desk: what is found for the words, whose they may be, the ways in which it
may come to something, and the form of the one that is open (1.1b, 1.2b, 1.3)."""

from dataclasses import replace
from uuid import UUID

from shouwen.queries.books import sentences
from shouwen.queries.contact_page import HINTS, KEYS, asks, contact, is_large
from shouwen.queries.contacts import likely, registering
from shouwen.queries.find import find
from shouwen.queries.rows.contact import ContactPage
from shouwen.queries.rows.contact_desk import Asked, Chosen, ContactDesk, Panel, PanelAct, Way
from shouwen.queries.viewer import NotFound, Viewer
from shouwen.records.casefile.case import guide_of
from shouwen.records.casefile.contact import anybody_there
from shouwen.records.models import Entry, ServiceVersion
from shouwen.rules.clauses import clauses
from shouwen.rules.judge import MOVES
from shouwen.rules.labels import ACT_LABELS
from shouwen.rules.words import SittingRole, VersionState
from shouwen.rules.worktime import chinese_time

WAYS = (
    ("contact.answer",),
    ("contact.tell_in_full", "contact.tell_not_eligible"),
    ("contact.accept",),
    ("contact.guide", "contact.give_phone"),
    ("contact.take_for_absent", "contact.hand_over"),
    ("contact.refer_outside", "contact.find_out", "contact.ask"),
    ("contact.register_report",),
    ("contact.record_left",),
)
"""The acts behind each key of the bar, the likeliest first."""
NAMES = {
    "contact.tell_in_full": "一次告知",
    "contact.accept": "收件转办件",
    "contact.guide": "引导到科室",
    "contact.take_for_absent": "代收转经办",
    "contact.refer_outside": "转外单位",
    "contact.register_report": "登记投诉举报",
    "contact.record_left": "来人离开",
    "contact.answer": "答复",
}
"""What the bar calls each way; within it the acts have their own names."""
TOLD = frozenset({"contact.tell_in_full", "contact.tell_not_eligible"})


def contact_desk(viewer: Viewer, asked: Asked, number: str = "") -> ContactDesk:
    """The screen with what was ``asked`` so far, of a new contact or of the one numbered ``number``.
    Raises ``NotFound``."""
    written = contact(viewer, number) if number else None
    if written:
        asked = replace(asked, wanted=written.wanted, name=written.who, phone=written.phone)
    panel = panel_of(viewer, asked)
    return ContactDesk(
        hits=find(viewer, asked.wanted),
        likely=written.likely
        if written
        else likely(viewer, wanted=asked.wanted, name=asked.name, phone=asked.phone),
        ways=tuple(_way(acts, written, panel) for acts in WAYS),
        panel=panel,
        contact=written,
        barred=""
        if written
        else next((bar.sentence for bar in sentences(viewer, registering(viewer))), ""),
    )


def panel_of(viewer: Viewer, asked: Asked) -> Panel | None:
    """The form of the disposition that is open, if one is. Raises ``NotFound`` for none."""
    return _panel(viewer, asked, _chosen(viewer, asked.chosen)) if asked.open else None


def _way(acts: tuple[str, ...], written: ContactPage | None, panel: Panel | None) -> Way:
    first = acts[0]
    sentence = ""
    if written:
        barred = {bar.act: bar.sentence for bar in written.may_not}
        free = {option.act for option in written.may}
        if not free.intersection(acts):
            sentence = barred.get(first, "现在不能这样办")
    return Way(
        acts=acts,
        key=KEYS[first],
        label=NAMES[first],
        hint=HINTS[first],
        clause=MOVES[first].clause,
        barred=sentence,
        open=panel is not None and panel.act in acts,
    )


def _panel(viewer: Viewer, asked: Asked, chosen: Chosen) -> Panel:
    """The form of an act. Of a section in which nobody is, the phone is given (1.3.2b); what was sent
    stays the act that the officer saw."""
    act = asked.open
    acts = next((each for each in WAYS if act in each), None)
    if acts is None:
        raise NotFound(act)
    if act == "contact.guide" and chosen.nobody_there and not asked.sent:
        act = "contact.give_phone"
    told = _in_force(viewer, chosen.service) if act in TOLD else None
    return Panel(
        act=act,
        label=ACT_LABELS[act],
        key=KEYS[acts[0]],
        clause=MOVES[act].clause,
        clause_text=clauses()[MOVES[act].clause].zh,
        others=tuple(PanelAct(each, ACT_LABELS[each]) for each in acts if each != act),
        asked=tuple(
            asks(
                viewer,
                act,
                holder=viewer.posts[0] if viewer.posts else None,
                near=_section(viewer, chosen.post),
            )
        ),
        chosen=chosen,
        guide=guide_of(told) if told else None,
        version=told.number if told else 0,
    )


def _section(viewer: Viewer, post: str) -> frozenset[UUID] | None:
    """The section of the post that was found, to choose within in a large office."""
    if not post or not is_large(viewer):
        return None
    return frozenset({viewer.office.roster.posts[UUID(post)].section_id})


def _in_force(viewer: Viewer, code: str) -> ServiceVersion | None:
    """The version of a service that is told today."""
    rows = ServiceVersion.objects.filter(
        service__jurisdiction=viewer.office.jurisdiction,
        service__code=code,
        state=VersionState.PUBLISHED,
    )
    return rows.select_related("service").first() if code else None


def _chosen(viewer: Viewer, chosen: str) -> Chosen:
    """The hit that was taken; what is not there any more is nothing."""
    kind, _, key = chosen.partition(":")
    if kind == "service":
        return _service(viewer, key)
    try:
        about = UUID(key)
    except ValueError:
        return Chosen()
    if kind == "unit":
        return _unit(viewer, about)
    return _post(viewer, about)


def _unit(viewer: Viewer, key: UUID) -> Chosen:
    """Another unit that is listed, with its phone; one that is said to be wrong counts as confirmed by
    nobody."""
    listed = Entry.objects.select_related("other_unit").filter(
        jurisdiction=viewer.office.jurisdiction, pk=key, other_unit__closed_at=None
    )
    entry = listed.filter(other_unit__isnull=False).first()
    if entry is None:
        return Chosen()
    row, confirmed = entry.other_unit, entry.right_since
    name = f"{row.name}{row.section}"
    said = chinese_time(confirmed).date() if confirmed else None
    return Chosen(name, entry=str(entry.pk), body=name, phone=row.phone, confirmed=said)


def _service(viewer: Viewer, code: str) -> Chosen:
    row = _in_force(viewer, code)
    if row is None:
        return Chosen()
    post = row.service.handler_id
    empty = post is not None and not anybody_there(viewer.office.roster, post, viewer.at)
    return Chosen(row.service.name, service=code, post=str(post or ""), nobody_there=empty)


def _post(viewer: Viewer, key: UUID) -> Chosen:
    """A post, or the first of a section."""
    roster = viewer.office.roster
    posts = [key] if key in roster.posts else list(roster.by_section.get(key, ()))
    posts = [each for each in posts if not roster.posts[each].closed]
    if not posts:
        return Chosen()
    post = roster.posts[min(posts, key=lambda each: roster.posts[each].key)]
    empty = not anybody_there(roster, post.id, viewer.at)
    holder = next(iter(roster.sits_in(post.id, SittingRole.HOLDER, viewer.at)), None)
    return Chosen(
        f"{post.section} · {post.name}",
        post=str(post.id),
        person=str(holder or ""),
        nobody_there=empty,
    )
