"""What breaks the constraints of contacts (regime 1)."""

from django.db.models import F

from shouwen.acts import contact as acts
from shouwen.acts.contact import Wanted
from shouwen.records.keys import new_key
from shouwen.records.models import (
    Briefing,
    Consultation,
    Contact,
    ContactAbout,
    ContactHandover,
    ContactMessage,
    Disposition,
    Entry,
)
from shouwen.rules.facts.contact import Report
from shouwen.rules.words import ContactChannel, ReportKind
from tests.acts.world import at

WHEN = at("2026-12-01 09:00")


def asked_and_answered(world):
    """A contact that was handed over and answered, with a message since, on which a briefing is owed;
    and one that reports."""
    window, food = world.holder("window_1"), world.holder("food")
    wanted = Wanted(ContactChannel.PHONE, "开面馆要办什么", "李女士", "0826-555-0177")

    def came(when):
        done = acts.register(world.jurisdiction, by=window, at=at(when), wanted=wanted)
        return done.matter

    one = came("2026-09-21 09:30")
    post = world.posts["food"].pk
    acts.hand_over(one, by=window, at=at("2026-09-21 09:31"), post=post, why="归食品")
    acts.confirm(one, by=food, at=at("2026-09-21 09:32"))
    acts.answer(one, by=food, at=at("2026-09-21 09:33"), text="要食品经营许可")
    whom = {"person_id": window.person, "post": world.posts["window_1"]}
    opened = at("2026-09-21 09:32")
    Briefing.objects.create(id=new_key(opened), contact_id=one, opened_at=opened, **whom)
    two = came("2026-09-21 09:40")
    about = frozenset({food.person})
    report = Report(ReportKind.COMPLAINT, "李女士", "0826-555-0177", about=about)
    acts.register_report(two, by=window, at=at("2026-09-21 09:41"), report=report)
    acts.note_reply(two, by=window, at=at("2026-09-21 09:42"), text="又来电话")


def contact(**changes):
    return lambda rows: Contact.objects.filter(disposition="answered").update(**changes)


def handed(**changes):
    return lambda rows: ContactHandover.objects.update(**changes)


def briefed(**changes):
    return lambda rows: Briefing.objects.update(**changes)


def came_to(kind, **changes):
    """What it came to, said to be of a kind; nothing else of it stays."""
    empty = {"text": "", "version": None, "told_by": "", "target": None, "phone": "", "case": None}
    return lambda rows: Disposition.objects.filter(kind="answered").update(
        kind=kind, **{**empty, **changes}
    )


def a_line():
    """A line of the directory."""
    return Entry.objects.first()


def again(model, **changes):
    """A row once more, under a key of its own."""

    def write(rows):
        row = model.objects.first()
        row.pk = new_key(WHEN)
        for name, value in changes.items():
            setattr(row, name, value)
        row.save(force_insert=True)

    return write


def two_hand_overs_wait(rows):
    ContactHandover.objects.update(state="waiting", answered_at=None)
    again(ContactHandover, nth=2)(rows)


def one_mail_twice(rows):
    for _ in range(2):
        again(ContactMessage, message_id="<1@example.org>")(rows)


def others_may_be():
    """Of hand-overs that were answered, and of briefings that ended, there may be several."""
    ended = {"ended_at": WHEN, "ended_by": Contact.objects.get(sealed=False).first_officer}
    for nth in (2, 3):
        again(ContactHandover, nth=nth)({})
        again(Briefing, **ended)({})


ONCE = {"ContactMessage.message_id": one_mail_twice}
ONCE_WHERE = {"one_hand_over_waits", "one_briefing_at_a_time"}

BREAKS = {
    "contact_channel_is_known": [contact(channel="pigeon")],
    "what_is_asked_is_written": [contact(wanted="")],
    "who_was_asked_first_has_a_post_and_a_time": [contact(holder=None), contact(taken_at=None)],
    "a_disposition_has_its_time": [
        contact(disposition="shelved"),
        contact(disposed_at=None),
        contact(disposition="", settled_at=None),
    ],
    "no_contact_ends_with_nothing": [contact(disposition="", disposed_at=None)],
    "a_declined_phone_is_not_kept": [contact(phone_declined=True)],
    "who_left_a_phone_is_found_by_it": [contact(phone_key=""), contact(phone="")],
    "a_rating_is_one_of_five": [
        contact(rating=6, rated_at=WHEN),
        contact(rating=0, rated_at=WHEN),
        contact(rating=3),
        contact(rated_at=WHEN),
    ],
    "a_contact_is_about_somebody_once": [again(ContactAbout)],
    "hand_overs_of_a_contact_have_an_order": [again(ContactHandover)],
    "handover_kind_is_known": [handed(kind="thrown")],
    "handover_state_is_known": [handed(state="lost")],
    "a_contact_is_handed_over_with_why": [handed(why="")],
    "nobody_hands_over_to_themselves": [handed(to_post=F("from_post"))],
    "a_hand_over_waits_until_it_is_answered": [
        handed(answered_at=None),
        handed(state="waiting"),
    ],
    "who_declines_a_contact_says_why": [handed(state="declined")],
    "one_hand_over_waits": [two_hand_overs_wait],
    "one_briefing_at_a_time": [again(Briefing)],
    "a_briefing_says_what_was_gone_through_and_when": [
        briefed(said="逐件讲过"),
        briefed(held_on=WHEN.date()),
        briefed(held_on=WHEN.date(), said="逐件讲过"),
        briefed(ended_at=WHEN, ended_by=F("person"), said="逐件讲过"),
    ],
    "a_briefing_was_ended_by_somebody": [
        briefed(ended_at=WHEN),
        briefed(ended_by=F("person")),
    ],
    "nobody_goes_through_it_with_themselves": [
        briefed(ended_at=WHEN, ended_by=F("person"), held_on=WHEN.date(), said="逐件讲过"),
    ],
    "disposition_kind_is_known": [came_to("shelved", text="好")],
    "what_was_said_to_the_asker_is_written": [
        came_to(kind) for kind in ("answered", "called_back", "outcome_told", "left")
    ],
    "a_guide_is_told_by_its_version": [
        came_to("told_in_full"),
        came_to("told_in_full", told_by="print"),
        came_to("not_eligible", text="没有场所"),
    ],
    "what_was_accepted_is_a_case": [came_to("accepted")],
    "who_is_guided_knows_where_and_whom_to_call": [
        came_to("guided"),
        came_to("phone_given", phone="0826-555-0121"),
    ],
    "what_is_taken_for_another_names_their_post": [came_to("taken_for_absent", not_at_once="不在")],
    "who_is_referred_knows_to_whom": [came_to("referred"), came_to("referred", body="某局")],
    "who_is_referred_by_the_directory_has_a_phone_that_is_right": [
        lambda rows: came_to("referred", body="某局", body_phone="1", entry=a_line())(rows),
        lambda rows: came_to("answered", text="好", entry=a_line(), body_confirmed_at=WHEN)(rows),
    ],
    "what_is_not_done_at_once_says_why": [came_to("finding_out"), came_to("asking")],
    "a_report_is_of_a_kind": [came_to("reported"), came_to("reported", report_kind="gossip")],
    "a_message_says_something": [lambda rows: ContactMessage.objects.update(text="")],
    "a_consultation_is_on_one_case_or_contact": [
        lambda rows: Consultation.objects.update(case=None),
        lambda rows: Consultation.objects.update(contact=Contact.objects.first()),
    ],
}
