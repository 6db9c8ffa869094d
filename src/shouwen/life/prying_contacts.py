"""What reports on somebody is not seen by them: they ask for it as doors do, and what they are answered
is read (1.3.4b). A part of ``life.prying``."""

from collections.abc import Callable, Iterator
from functools import partial
from uuid import UUID

from shouwen.life.shelf import OnFile, latest, select
from shouwen.queries import asking, contact_page, contacts, desk
from shouwen.queries.queue import peek, queue
from shouwen.queries.viewer import NotForYou, NotFound, Viewer, see

CONTACT = """SELECT name, phone, email, lookup_code FROM records_contact
    WHERE matter_id IN ({these})"""
WRONG_CODE = "A" * 12
ACTS = ("contact.answer", "contact.note_reply", "contact.reopen", "contact.confirm_report")
"""Acts whose pages are asked for by name."""


def pry(file: OnFile) -> Iterator[str]:
    """Ask for a contact without its code; and where it reports on somebody, as each of them."""
    (row,) = select(CONTACT, [file.matter.id])
    number, at = file.matter.number, latest()
    opened = asking.find(number, WRONG_CODE) or asking.find(f"{number}0", row.lookup_code)
    yield "a wrong code opened the contact" if opened else ""
    found = asking.find(number, row.lookup_code)
    yield "" if found == UUID(file.matter.id) else "the asker's code does not open the contact"
    if not file.about:
        return
    kept = [text for text in (row.name, row.phone, row.email) if text]
    public = repr(asking.asked(UUID(file.matter.id), at))
    for reported in file.about:
        viewer = see(UUID(reported.person), at)
        yield f"the asker's page names {viewer.name}" if viewer.name in public else ""
        for page, ask in _not_there(viewer, number):
            yield _not_found(f"{page} by {viewer.name}", ask, kept)
        for page, read in _lists(viewer, number):
            yield f"{page} of {viewer.name}: showed it" if _shows(read, number) else ""
        for owed in file.obligations:
            if owed.ended_at is None:
                ask = partial(peek, viewer, UUID(owed.id))
                yield _not_found(f"{owed.kind} by {viewer.name}", ask, kept)


def _not_there(viewer: Viewer, number: str) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "the report", partial(contact_page.contact, viewer, number)
    yield "its key", partial(contact_page.key_of, viewer, number)
    for act in ACTS:
        yield act, partial(contact_page.act, viewer, number, act)


def _lists(viewer: Viewer, number: str) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "the queue", partial(queue, viewer)
    yield "the list", partial(contacts.listed, viewer, "all")
    yield "the number", partial(desk.numbered, viewer, number)


def _shows(read: Callable[[], object], number: str) -> bool:
    """Whether what they are answered names it; who may ask for no number at all is answered nothing."""
    try:
        return number in repr(read())
    except NotForYou:
        return False


def _not_found(who: str, ask: Callable[[], object], kept: list[str]) -> str:
    """Empty where the answer is that it is not there, and says nothing of what is ``kept``."""
    try:
        ask()
    except NotFound as said:
        seen = [text for text in kept if text in str(said)]
        return f"{who}: showed {', '.join(seen)}" if seen else ""
    return f"{who}: answered, not refused"
