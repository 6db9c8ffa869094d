"""A published guide is written in English, and published in it once it is whole (5.3a).

Only what is published is put into another language: its text never changes again, so neither does
what the other says. Chinese is what binds."""

from shouwen.acts._frame.file import File
from shouwen.acts._frame.frame import act
from shouwen.acts._frame.ledger import canonical
from shouwen.records.casefile.version import VersionRows
from shouwen.records.models import Wording
from shouwen.rules.facts.wording import Texts
from shouwen.rules.papers import digest
from shouwen.rules.words import Language


@act("service_version.write_in_english", VersionRows)
def write_in_english(file: File, *, texts: Texts) -> None:
    """Write down texts by their places. What is half written is kept, and shown to nobody."""
    rows: VersionRows = file.rows
    written = {place: text.strip() for place, text in texts.items() if text.strip()}
    file.facts["english"] = written
    file.check()
    if rows.english is None:
        file.add(
            Wording(
                id=file.key(),
                version=rows.version,
                language=Language.ENGLISH,
                texts=written,
                written_at=file.at,
            )
        )
    else:
        file.change(rows.english, texts=written, written_at=file.at)
    file.also["english"] = digest(canonical(written))
    file.change_catalogue()


@act("service_version.publish_in_english", VersionRows)
def publish_in_english(file: File) -> None:
    """From now on whoever reads English reads it in English."""
    rows: VersionRows = file.rows
    assert rows.english is not None, "no guide is without words, so what is whole was written"
    file.change(rows.english, published_at=file.at)
    file.also["english"] = digest(canonical(rows.english.texts))
    file.change_catalogue()
