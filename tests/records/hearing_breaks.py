"""What breaks the constraints of hearings (行政许可法 art. 47–48)."""

from shouwen.acts.hearing import tell_right
from shouwen.records.keys import new_key
from shouwen.records.models import Hearing, InterestedParty
from tests.acts.world import HAND_OVER, at

WHEN = at("2026-12-01 09:00")


def right_told(world):
    """A case whose applicant was told of the right to a hearing."""
    when, stakes = at("2026-09-21 14:30"), "共用排烟道。"
    case = world.accepted()
    tell_right(case, by=world.holder("food"), at=when, stakes=stakes, handover=HAND_OVER)


def heard(**changes):
    return lambda rows: Hearing.objects.update(**changes)


def interested(**columns):
    """Somebody else who was told of the right, written past the acts."""

    def write(rows):
        hearing = Hearing.objects.get()
        said = {"name": "何立群", "phone": "0826-555-0179", "by": "hand", "proof": "E00000009"}
        InterestedParty.objects.create(
            id=new_key(WHEN),
            hearing=hearing,
            told_at=WHEN,
            right=hearing.right,
            **{**said, **columns},
        )

    return write


def brought(**columns):
    """The same, with a notice of the time."""

    def write(rows):
        said = {"noticed_at": WHEN, "notice_by": "post", "notice_proof": "EMS1"}
        interested(notice=Hearing.objects.get().right, **{**said, **columns})(rows)

    return write


def told_twice(rows):
    interested()(rows)
    interested(proof="E00000010")(rows)


BREAKS = {
    "way_to_an_interested_party_is_known": [interested(by="pigeon")],
    "an_interested_party_can_be_reached_and_was_told": [
        interested(**{part: ""}) for part in ("name", "phone", "proof")
    ],
    "an_interested_party_is_told_once": [told_twice],
    "a_notice_to_an_interested_party_was_brought_with_proof": [
        interested(notice_by="post"),
        brought(notice_proof=""),
        brought(notice_by="electronic"),
        brought(noticed_at=None),
    ],
    "hearing_state_is_known": [heard(state="wished")],
    "a_hearing_made_known_says_when_where_and_who_chairs": [
        heard(state="set"),
        heard(state="set", begins_at=WHEN, place="三楼"),
    ],
    "a_hearing_held_has_signed_minutes": [heard(minutes="……"), heard(held_at=WHEN)],
}
ONCE = {"Hearing.case": lambda rows: again()}


def again():
    """A second right to a hearing in one case."""
    row = Hearing.objects.get()
    row.pk = new_key(WHEN)
    row.save(force_insert=True)
