"""The contact desk in its moods: before the first word, a guide read out, a step that was barred."""

from dataclasses import replace
from typing import Any

from shouwen.queries.contact_desk import NAMES, WAYS
from shouwen.queries.contact_page import HINTS, KEYS
from shouwen.queries.rows.acts import ActBarred
from shouwen.queries.rows.contact_desk import Chosen, ContactDesk, Panel, PanelAct, Way
from shouwen.queries.rows.find import Hits
from shouwen.rules.clauses import clauses
from shouwen.rules.judge import MOVES
from shouwen.rules.labels import ACT_LABELS
from shouwen.web.desk.contact import DOORS
from shouwen.web.desk.contact_forms import RegisterForm
from tests.web.contact_rows import OPEN, WANTED
from tests.web.directory_rows import HITS
from tests.web.services_rows import GUIDE

TELL = "contact.tell_in_full"
IDS = {"request_id": "0198c0de-0000-7000-8000-000000000001", "seen": 0}


def _ways(open: str = "", barred: str = "") -> tuple[Way, ...]:
    return tuple(
        Way(
            acts,
            KEYS[acts[0]],
            NAMES[acts[0]],
            HINTS[acts[0]],
            MOVES[acts[0]].clause,
            barred if acts[0] == "contact.refer_outside" else "",
            open in acts,
        )
        for acts in WAYS
    )


BLANK = ContactDesk(Hits(""), (), _ways(), None, None)
PANEL = Panel(
    TELL,
    ACT_LABELS[TELL],
    KEYS[TELL],
    "4.1",
    clauses()["4.1"].zh,
    (PanelAct("contact.tell_not_eligible", ACT_LABELS["contact.tell_not_eligible"]),),
    (),
    Chosen("公共场所卫生许可新办", service="A1"),
    GUIDE,
    8,
)
TELLING = replace(BLANK, hits=HITS, likely=OPEN.likely, ways=_ways(TELL), panel=PANEL)
WRITTEN = replace(TELLING, likely=(), ways=_ways(TELL, "本单位就管这件事"), contact=OPEN)
BARRED = (
    ActBarred(TELL, ACT_LABELS[TELL], "4.1", "还没有念：材料、不予办理的情形。六项说全才算告知。"),
)


def blank() -> RegisterForm:
    return RegisterForm(initial=IDS)


def record() -> RegisterForm:
    return RegisterForm(
        initial=IDS
        | {"channel": "phone", "wanted": WANTED, "phone": "0826-555-0177", "name": "李女士"}
    )


def telling() -> Any:
    form = DOORS[TELL].form(
        asked=(), prefix="do", initial=IDS | {"service": "A1", "how": "contact"}
    )
    form.fields["service"].widget = form.fields["request_id"].widget
    return form


def told_in_part() -> Any:
    said = {
        "do-request_id": IDS["request_id"],
        "do-seen": "0",
        "do-service": "A1",
        "do-how": "contact",
        "do-parts": ["basis", "limit", "procedure", "fee"],
    }
    form = DOORS[TELL].form(said, asked=(), prefix="do")
    form.fields["service"].widget = form.fields["request_id"].widget
    return form
