"""Licences that end, as their pages show them: invented ones around October 2026."""

from datetime import date, datetime

from shouwen.queries.rows import LicenceRow, LicencesPage, Tag, Tone, TrackLicence
from shouwen.rules.worktime import CST

_AT = datetime(2026, 10, 9, 9, tzinfo=CST)


def _row(number, holder, until, state, **other):
    said = {
        "number": f"广审决〔2021〕{number}号",
        "service": "食品经营许可",
        "holder": holder,
        "case": f"511602-XK-20211012-0000{number}-4",
        "since": date(2021, 10, 21),
        "until": until,
        "apply_by": date(2026, 10, 8),
        "state": state,
    }
    return LicenceRow(**{**said, **other})


REGISTER = LicencesPage(
    lasting=(
        _row(
            7,
            "徐禾",
            date(2026, 10, 31),
            Tag("延续在办", Tone.SHARE),
            renewal="511602-XK-20260921-00001-3",
            reminded_at=_AT,
        ),
        _row(
            8,
            "广安市前锋区云岫山水文化旅游发展有限责任公司代市分公司",
            date(2026, 11, 3),
            Tag("过了申请延续的日子", Tone.LATE),
            reminded_at=_AT,
        ),
        _row(9, "秦岚", date(2026, 12, 1), Tag("快到期", Tone.WARN), reachable=False),
        _row(10, "永兴书城", date(2031, 9, 21), Tag("有效", Tone.OK)),
    ),
    ended=(_row(5, "罗记小面", date(2026, 9, 30), Tag("已届满", Tone.PAUSE), reminded_at=_AT),),
)
EMPTY = LicencesPage((), (), asked="云岫")
LICENCE = TrackLicence(
    "广审决〔2026〕7号", date(2026, 9, 22), date(2031, 9, 21), date(2031, 8, 22), "SPJY"
)
