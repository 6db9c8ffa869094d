"""Renewals in a life: some who come for what ends have one that was given before, and ask for it in
time or too late (行政许可法 art. 50)."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from shouwen.life.applicants import Guest
from shouwen.life.office import Service
from shouwen.rules.worktime import CST

SHARE = 0.08  # of those who come for what ends
ENDS_IN = (5, 60)  # days from when they come


def perhaps_renewing(who: Guest, service: Service, at: datetime, chance: Random) -> Guest:
    """The same guest, perhaps with a licence from before that is soon to end."""
    if service.guide.result.term is None or chance.random() >= SHARE:
        return who
    return renewing(who, at, chance.randint(*ENDS_IN), chance.randrange(10**6))


def renewing(who: Guest, at: datetime, ends_in: int, n: int) -> Guest:
    """The same guest, with a licence from before that ends so many days later."""
    until = at.astimezone(CST).date() + timedelta(days=ends_in)
    return replace(who, renews=f"原证〔{until.year - 5}〕{n}号", renews_until=until)
