"""The official working calendar that the package brings, with the notices it rests on."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from shouwen.rules.worktime import Calendar, MakeUp, MovableFestivals, OfficialYear, Run


@cache
def official_calendar() -> Calendar:
    """The calendar of the data files, read once (6.1): official from 2007 through the last year
    with a notice, provisional through 2050."""
    return Calendar(
        (_official_year(int(year), facts) for year, facts in _data("calendar_cn.toml").items()),
        {int(year): MovableFestivals(**days) for year, days in _data("festivals.toml").items()},
    )


def _official_year(year: int, facts: dict[str, Any]) -> OfficialYear:
    off: list[tuple[date, date, str]] = facts["off"]
    work: list[tuple[date, str]] = facts["work"]
    return OfficialYear(
        year=year,
        notices=tuple(facts["notices"]),
        off=tuple(Run(*run) for run in off),
        work=tuple(MakeUp(*make_up) for make_up in work),
    )


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("shouwen.records").joinpath("data", name).read_text("utf-8"))
