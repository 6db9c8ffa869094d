"""The acts on a briefing: it was gone through with whoever handed over wrongly so often, or that is too
often no more (1.2b)."""

from shouwen.acts._frame.file import File
from shouwen.acts._frame.frame import act
from shouwen.records.casefile.misrouting import ContactBriefingRows
from shouwen.rules.facts.contact import GoneThrough


@act("briefing.hold", ContactBriefingRows)
def hold(file: File, *, gone_through: GoneThrough) -> None:
    """It was gone through with them: what, in words, and on which day. Their next count begins now."""
    rows: ContactBriefingRows = file.rows
    file.facts["gone_through"] = gone_through
    file.check()
    said = {"held_on": gone_through.on, "said": gone_through.text.strip()}
    file.change(rows.briefing, ended_at=file.at, ended_by_id=file.actor.person, **said)
    file.facts["briefing"] = rows.facet("briefing", file.at)


@act("briefing.drop", ContactBriefingRows)
def drop(file: File) -> None:
    """It is not so often any more: a superior gave it to the post after all, the directory was wrong, or
    they left the office. What still went wrong goes on counting."""
    row = file.rows.briefing
    file.change(row, ended_at=file.at, ended_by_id=file.actor.person)
