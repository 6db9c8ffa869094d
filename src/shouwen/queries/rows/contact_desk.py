"""The contact desk: one screen from the first word to what comes of it."""

from dataclasses import dataclass
from datetime import date

from shouwen.queries.rows.act_page import PostAsked
from shouwen.queries.rows.contact import ContactPage, Likely
from shouwen.queries.rows.find import Hits
from shouwen.rules.facts.guide import Guide


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands on the screen so far: what was said, the hit that was ``chosen`` (kind and key),
    and which disposition is ``open``; ``sent``, that it is to be done as it was drawn."""

    wanted: str = ""
    name: str = ""
    phone: str = ""
    chosen: str = ""
    open: str = ""
    sent: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """The hit that was taken, as forms ask for it: a service, a post with its holder, or another
    unit with its phone and when that was last confirmed (1.3.3)."""

    name: str = ""
    service: str = ""
    post: str = ""
    person: str = ""  # who holds it
    entry: str = ""  # of the directory
    body: str = ""
    phone: str = ""
    confirmed: date | None = None
    nobody_there: bool = False  # in the section of the post (1.3.2b)


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a contact comes to something: the acts behind its key, the likeliest first,
    and the sentence of what bars it now."""

    acts: tuple[str, ...]
    key: str
    label: str
    hint: str
    clause: str
    barred: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class PanelAct:
    """An act behind the way that is open."""

    act: str
    label: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The act whose form stands beside the contact. ``guide`` is what is told part by part, in
    version ``version``."""

    act: str
    label: str
    key: str
    clause: str
    clause_text: str
    others: tuple[PanelAct, ...]
    asked: tuple[PostAsked, ...]
    chosen: Chosen
    guide: Guide | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class ContactDesk:
    """The screen; ``contact`` is None until it is written down."""

    hits: Hits
    likely: tuple[Likely, ...]
    ways: tuple[Way, ...]
    panel: Panel | None
    contact: ContactPage | None
    barred: str = ""  # why the viewer may write none down
