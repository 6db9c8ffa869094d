"""Fixture rows of the figures of first contact."""

from dataclasses import replace
from datetime import date, timedelta

from shouwen.queries.rows.books import Choice
from shouwen.queries.rows.contact_figures import (
    AgainRow,
    CameToRow,
    ContactFigures,
    Handed,
    MisroutedRow,
    MisrouterRow,
    SectionRow,
    StaleRow,
    WindowRow,
)
from shouwen.rules.words import ContactDisposition
from shouwen.web.desk.contact_figures import PlaceForm

WINDOW, MARKET, SOCIETY = "综合受理科", "市场准入科", "社会事务科"
UNIT = "广安区行政审批局"


def numbered(day: int, n: int) -> str:
    return f"511602-SW-202611{day:02}-{n:05}-3"


FIGURES = ContactFigures(
    since=date(2026, 10, 25),
    until=date(2026, 11, 23),
    place="",
    places=tuple(Choice(str(n), name, UNIT) for n, name in enumerate((WINDOW, MARKET, SOCIETY))),
    opens=True,
    came_to=(
        CameToRow(ContactDisposition.ANSWERED, (212, 388, 6, 41, 73)),
        CameToRow(ContactDisposition.TOLD_IN_FULL, (96, 120, 0, 18, 22)),
        CameToRow(ContactDisposition.ACCEPTED, (184, 0, 2, 0, 9)),
        CameToRow(ContactDisposition.GUIDED, (57, 31, 0, 0, 0)),
        CameToRow(ContactDisposition.CALLED_BACK, (12, 17, 0, 0, 0)),
        CameToRow(ContactDisposition.REFERRED, (22, 40, 1, 3, 5)),
        CameToRow(ContactDisposition.NOT_ELIGIBLE, (6, 3, 0, 0, 0)),
        CameToRow(ContactDisposition.LEFT, (2, 11, 0, 0, 0)),
        CameToRow(None, (3, 4, 0, 2, 4)),
    ),
    sections=(
        SectionRow(WINDOW, 1011, 9, 6, 48, 5, 11),
        SectionRow(MARKET, 240, 2, 2, 9, 1, 3),
        SectionRow(SOCIETY, 119, 0, 1, 4, 0, 0),
        SectionRow("", 4, 0, 4, 0, 0, 0),
    ),
    judged=1365,
    late=11,
    median=timedelta(minutes=12),
    reopened=7,
    handed=Handed(once=57, more=4, longest=3, waiting=2),
    misrouted=(
        MisroutedRow(
            "户外招牌设施设置审批",
            WINDOW,
            MARKET,
            "规划建设科招牌审批岗",
            3,
            (numbered(20, 47), numbered(18, 12), numbered(9, 33)),
        ),
        MisroutedRow(
            "食品（含保健食品）经营许可核发",
            WINDOW,
            SOCIETY,
            "市场准入科食品经营审批岗",
            2,
            (numbered(16, 5), numbered(3, 21)),
        ),
        MisroutedRow("", MARKET, SOCIETY, "", 1, (numbered(23, 8),)),
    ),
    more_misrouted=9,
    misrouters=(
        MisrouterRow("何雨桐", WINDOW, 4, briefed=True),
        MisrouterRow("潘嘉树", WINDOW, 1, briefed=False),
        MisrouterRow("罗一鸣", MARKET, 1, briefed=False),
    ),
    stale=(
        StaleRow("规划建设科科长", "规划建设科招牌审批岗", 2),
        StaleRow("办公室主任", "局领导副局长（分管经济、建设）", 1),
    ),
    again=(
        AgainRow(numbered(18, 12), numbered(20, 47), WINDOW, 2),
        AgainRow(numbered(16, 5), numbered(16, 61), MARKET, 0),
    ),
    more_again=12,
    nothing_at=(
        WindowRow(
            "一楼大厅4号窗口（综合窗口三）",
            WINDOW,
            21,
            (date(2026, 11, 4), date(2026, 11, 11), date(2026, 11, 12)),
        ),
    ),
    often=3,
    within=30,
    soon=10,
)
OF_A_SECTION = replace(FIGURES, places=FIGURES.places[:1], nothing_at=None)
NONE = replace(
    FIGURES,
    came_to=(),
    sections=(),
    judged=0,
    late=0,
    median=None,
    reopened=0,
    handed=Handed(),
    misrouted=(),
    more_misrouted=0,
    misrouters=(),
    stale=(),
    again=(),
    more_again=0,
    nothing_at=(),
)


def form(found: ContactFigures = FIGURES) -> PlaceForm:
    return PlaceForm(found=found)
