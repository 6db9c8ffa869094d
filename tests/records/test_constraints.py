"""Every constraint, broken on purpose: the database holds what the law and the office rest on,
whoever writes to it and however."""

import re
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Subquery, UniqueConstraint

from shouwen.acts import Barred
from shouwen.acts.absence import Leave, Line, designate_stand_in, enter_sudden_absence, hand_over
from shouwen.acts.applying import Scan, add_files, begin_answer, begin_application
from shouwen.acts.assessment import StageDue, open_cycle
from shouwen.acts.case import accept_case, start_step
from shouwen.acts.catalogue import Item, draft_version
from shouwen.acts.double_duty import Record, record_integrity
from shouwen.acts.pledge import Saying, draft_pledge
from shouwen.acts.publications import Shown, record_publication
from shouwen.acts.receiving import Upload
from shouwen.acts.unlisted import Asking, receive_unlisted
from shouwen.acts.wording import write_in_english
from shouwen.life.publishing import hand_of
from shouwen.records import triggers
from shouwen.records.casefile.absence import owed_on
from shouwen.records.casefile.books import books_of
from shouwen.records.keys import new_key
from shouwen.records.models import (
    Absence,
    Account,
    Assessment,
    AssessmentStep,
    Case,
    CaseMaterial,
    ClockEvent,
    Correction,
    CorrectionPoint,
    Counter,
    Cover,
    DoubleDuty,
    Draft,
    DraftFile,
    Duty,
    DutyDay,
    Function,
    HandoverLine,
    Jurisdiction,
    LedgerEntry,
    Letter,
    Mailbox,
    Matter,
    Obligation,
    OutsidePublication,
    Paper,
    Pledge,
    Post,
    RefusedAttempt,
    Rendering,
    Scheme,
    Section,
    SectionDuty,
    Service,
    ServiceOfPaper,
    ServiceVersion,
    Sitting,
    StepRun,
    Tally,
    Unit,
    Unlisted,
    Wording,
)
from shouwen.rules.facts.cycle import Share
from shouwen.rules.facts.guide import Guide
from shouwen.rules.words import (
    AbsenceKind,
    AssessmentStage,
    Medium,
    PartyIdKind,
    PledgeKind,
    ServiceKind,
)
from tests.acts.world import FOUNDED, at
from tests.databases import furnished
from tests.records import (
    consultation_breaks,
    contact_breaks,
    directory_breaks,
    hearing_breaks,
    licence_breaks,
    limit_breaks,
    post_breaks,
    refusal_breaks,
    return_breaks,
    succession_breaks,
)

MODELS = apps.get_app_config("records").get_models()
CONSTRAINTS = {
    constraint.name: (model, constraint)
    for model in MODELS
    for constraint in model._meta.constraints
}
LATER = at("2026-12-01 09:00")


@pytest.fixture(scope="module")
def founded(founded, django_db_blocker, tmp_path_factory):
    """The office with something of everything there is to break, written once for all tests here:
    what each breaks is rolled back."""
    home = tmp_path_factory.mktemp("rows")
    with django_db_blocker.unblock(), furnished(founded, home, written) as office:
        yield office


@pytest.fixture
def rows(founded, world):
    """What there is to break: the cases that are told apart, and the draft of a version."""
    return dict(founded[2])


def written(world):
    """A case that was decided, one that is to be corrected, a step begun, an attempt refused, a
    second version of a service, and somebody fallen ill with all that handed over: something of
    everything there is to break."""
    decided, told, accepted = world.decided(), world.told(), world.accepted()
    food = world.holder("food")
    start_step(
        StepRun.objects.get(case=accepted, key="review").pk, by=food, at=at("2026-09-21 11:00")
    )
    with pytest.raises(Barred):
        accept_case(told, by=food, at=at("2026-09-21 12:00"))
    service = Service.objects.get(versions=world.versions["food"])
    drafted = draft_version(
        world.jurisdiction,
        by=world.holder("bureau_head"),
        at=at("2026-09-21 09:00"),
        item=Item(service.code, service.name),
        guide=Guide.draft(service.name, ServiceKind.LICENCE),
    )
    paper = Paper.objects.filter(matter=decided).latest("issued_at")
    Rendering.objects.create(id=new_key(LATER), paper=paper, digest="sha256:0", pdf=b"%PDF")
    consultation_breaks.somebody_asked(world)
    contact_breaks.asked_and_answered(world)
    directory_breaks.another_unit_listed(world)
    hearing_breaks.right_told(world)
    limit_breaks.limits_moved(world)
    post_breaks.post_came(world)
    refusal_breaks.said_no(world)
    return_breaks.given_back(world)
    fallen_ill(world)
    assessed(world)
    promised(world)
    asked_for_what_is_unlisted(world)
    told_elsewhere(world)
    writing_at_home(world, told)
    return {"decided": decided, "told": told, "accepted": accepted, "draft": drafted.matter}


def fallen_ill(world):
    """The handler is away of a sudden; the head designated somebody, and wrote the list."""
    head, now = world.holder("market_head"), at("2026-09-21 14:00")
    enter_sudden_absence(
        world.jurisdiction,
        by=head,
        at=now,
        person=world.holder("food").person,
        leave=Leave(AbsenceKind.ILLNESS, now, returns_at=at("2026-09-28 09:00")),
    )
    cover = Cover.objects.get(post=world.posts["food"])
    designate_stand_in(cover.pk, by=head, at=now, person=world.people["shenqinghe"])
    lines = tuple(Line(row.pk, "等现场核查") for row in owed_on(cover.post_id))
    hand_over(cover.pk, by=head, at=now, lines=lines)


def promised(world):
    """A promise was written down, and a case counted."""
    draft_pledge(
        world.jurisdiction,
        by=world.holder("bureau_head"),
        at=LATER,
        saying=Saying(PledgeKind.FEES, "不收费", "一分不收。", "不收费的事项数"),
    )
    Tally.objects.create(
        id=new_key(LATER),
        jurisdiction_id=world.jurisdiction,
        service=Service.objects.get(versions=world.versions["food"]),
        month=date(2026, 9, 1),
        what="taken",
        of="working-day",
        value=3,
        n=1,
    )


def assessed(world):
    """A year's assessment was laid down, and a leader recorded something of the double duty."""
    keeper, director, now = world.holder("bureau_head"), world.holder("director"), LATER
    post = world.posts["bureau_head"].pk
    days = [date(2026, 12, day) for day in (4, 11, 18, 24, 31)]
    open_cycle(
        world.jurisdiction,
        by=keeper,
        at=now,
        year=2026,
        stages=tuple(map(StageDue, AssessmentStage, days, [post] * len(days))),
        shares=(Share("岗位职责完成情况", 100, True),),
    )
    record = Record("廉政谈话", now.date(), "谈话记录 2026-11")
    record_integrity(world.posts["director"].pk, by=director, at=now, record=record)


def told_elsewhere(world):
    """What is published is written in English, and was shown in the press and on the board."""
    version = world.versions["food"]
    by = hand_of(version, LATER).keeper
    write_in_english(version, by=by, at=LATER, texts={"name": "Food business licence"})
    photo = Upload("版面.pdf", "application/pdf", 1, "sha256:0")
    for of in (version, None):
        shown = Shown(Medium.PRESS, "渝州日报 4 版", LATER.date(), photo, of)
        record_publication(books_of(world.jurisdiction), by=by, at=LATER, shown=shown)


def writing_at_home(world, told):
    """Somebody applies from home, and answers a notice from there; neither is sent yet."""
    begin_application(world.versions["food"], LATER)
    answer = begin_answer(told, LATER)
    upload = Upload("申请表.pdf", "application/pdf", 1, "sha256:0")
    add_files(answer, LATER, "application", [Scan(upload)])


def asked_for_what_is_unlisted(world):
    """Somebody wants what no guide covers."""
    asking = Asking(
        "摆一个小摊", "徐禾", PartyIdKind.RESIDENT_ID, "11010519491231002X", "0826-555-0177"
    )
    receive_unlisted(world.jurisdiction, by=world.holder("window_1"), at=LATER, asking=asking)


def again(found, **changes):
    """Write a row once more, under a key of its own, with some columns changed."""
    row = found.first()
    row.pk = new_key(LATER)
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def state_of_case(rows, **changes):
    Case.objects.filter(matter=rows["told"]).update(**changes)


def published(rows, **changes):
    ServiceVersion.objects.filter(state="published", statute_n=20).update(**changes)


def draft(rows, **changes):
    ServiceVersion.objects.filter(matter=rows["draft"]).update(**changes)


def open_obligation(rows, **changes):
    found = Obligation.objects.filter(matter=rows["told"], ended_at=None)
    assert found.update(**changes)


def shown_elsewhere(**changes):
    again(OutsidePublication.objects.filter(version__isnull=False), **changes)


def absent(rows, **changes):
    assert Absence.objects.update(**changes)


WITHDRAWN = {
    "state": "withdrawn",
    "withdrawn_at": LATER,
    "withdrawn_because": "事项已划转",
    "valid_until": LATER,
}


def version_of_no_known_state(rows):
    """What says when it is in force knows the states as well, and PostgreSQL asks it first."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(
                "ALTER TABLE records_serviceversion"
                " DROP CONSTRAINT its_state_says_when_it_is_in_force"
            )
    draft(rows, state="secret")


def version_in_force_twice(rows):
    in_force = {"published_at": LATER, "valid_from": LATER, "state": "published"}
    draft(rows, promise_n=9, limit_unit="working-day", **in_force)


def announced_twice(rows):
    drafted = ServiceVersion.objects.get(matter=rows["draft"])
    matter = Matter.objects.get(pk=rows["draft"])
    promised = {"promise_n": 9, "limit_unit": "working-day", "published_at": LATER}
    for number in (8, 9):
        matter.pk = new_key(LATER)
        matter.save(force_insert=True)
        drafted.pk, drafted.number, drafted.state = matter.pk, number, "announced"
        for name, value in {**promised, "announced_for": LATER}.items():
            setattr(drafted, name, value)
        drafted.save(force_insert=True)


def on_duty_twice(rows):
    post = Post.objects.get(key="director")
    for _ in range(2):
        DutyDay.objects.create(id=new_key(LATER), unit=Unit.objects.get(), day=LATER, post=post)


def another_scheme(rows, **columns):
    first = Scheme.objects.get(number=1)
    Scheme.objects.create(
        matter_id=rows["decided"],
        jurisdiction=first.jurisdiction,
        unit=first.unit,
        content={},
        **{"number": 2, **columns},
    )


BREAKS = {
    **consultation_breaks.BREAKS,
    **contact_breaks.BREAKS,
    **directory_breaks.BREAKS,
    **hearing_breaks.BREAKS,
    **licence_breaks.BREAKS,
    **limit_breaks.BREAKS,
    **post_breaks.BREAKS,
    **refusal_breaks.BREAKS,
    **return_breaks.BREAKS,
    **succession_breaks.BREAKS,
    # promises, and what was kept of them
    "what_is_counted_is_known": [lambda rows: Tally.objects.update(what="hopes")],
    "one_tally_of_a_thing": [lambda rows: again(Tally.objects)],
    "wording_language_is_known": [lambda rows: Wording.objects.update(language="tlh")],
    "worded_once_a_language": [lambda rows: again(Wording.objects)],
    "publication_medium_is_known": [lambda rows: shown_elsewhere(medium="rumour")],
    "a_publication_says_where_and_has_its_photograph": [
        lambda rows: shown_elsewhere(place=""),
        lambda rows: shown_elsewhere(photo_digest=""),
    ],
    "nothing_is_shown_before_it_is_published": [
        lambda rows: shown_elsewhere(day=date(2020, 1, 1)),
        lambda rows: shown_elsewhere(since=None),
        lambda rows: shown_elsewhere(version=None),
    ],
    "pledge_kind_is_known": [lambda rows: Pledge.objects.update(kind="slogan")],
    "pledge_state_is_known": [lambda rows: Pledge.objects.update(state="forgotten")],
    "measure_is_known": [lambda rows: Pledge.objects.update(measure="feeling")],
    "an_explanation_names_service_and_month": [
        lambda rows: Pledge.objects.update(kind="overrun"),
        lambda rows: Pledge.objects.update(month=date(2026, 9, 1)),
        lambda rows: Pledge.objects.update(kind="overrun", month=date(2026, 9, 1)),
    ],
    "a_published_pledge_has_a_date": [lambda rows: Pledge.objects.update(state="published")],
    # the office
    "one_unit_of_a_key": [lambda rows: again(Unit.objects)],
    "complaints_have_a_section_and_a_phone": [
        lambda rows: Unit.objects.update(complaint_phone=""),
        lambda rows: Unit.objects.update(complaint_section=""),
    ],
    "one_section_of_a_key": [lambda rows: again(Section.objects.filter(is_office=False))],
    "one_post_of_a_key": [lambda rows: again(Post.objects.filter(heads_section=False))],
    "one_head_a_section": [
        lambda rows: again(Post.objects.filter(heads_section=True), key="another")
    ],
    "sitting_role_is_known": [lambda rows: Sitting.objects.update(role="guest")],
    "sitting_ends_after_it_began": [
        lambda rows: Sitting.objects.filter(pk=first(Sitting)).update(until=since(Sitting)),
        lambda rows: Sitting.objects.filter(pk=first(Sitting)).update(
            until=since(Sitting) - timedelta(days=1)
        ),
    ],
    "one_open_sitting_of_a_role": [lambda rows: again(Sitting.objects)],
    "one_office_a_unit": [
        lambda rows: again(Section.objects.filter(is_office=True), key="another")
    ],
    "post_rank_is_known": [lambda rows: Post.objects.update(rank="king")],
    "only_deputies_follow_in_order": [
        lambda rows: Post.objects.filter(rank="staff").update(deputy_order=3),
        lambda rows: Post.objects.filter(deputy_order=1).update(rank="head"),
    ],
    "one_duty_leader_a_day": [on_duty_twice],
    # the scheme of duties
    "one_function_of_a_key": [lambda rows: again(Function.objects)],
    "one_section_duty_of_a_key": [lambda rows: again(SectionDuty.objects)],
    "duty_group_is_known": [lambda rows: Duty.objects.update(group="hobby")],
    "schemes_are_numbered": [lambda rows: another_scheme(rows, number=1)],
    "one_scheme_in_force": [
        lambda rows: another_scheme(rows, approved_at=LATER, published_at=LATER)
    ],
    "published_means_approved": [
        lambda rows: another_scheme(rows, published_at=LATER, superseded_at=LATER)
    ],
    # absences
    "absence_kind_is_known": [lambda rows: absent(rows, kind="holiday")],
    "absence_ends_after_it_begins": [
        lambda rows: absent(rows, returns_at=F("leaves_at")),
        lambda rows: absent(rows, leaves_at=LATER),
    ],
    "nobody_is_back_who_was_not_away": [
        lambda rows: absent(rows, away_from=None, ended_at=LATER),
        lambda rows: absent(rows, away_from=LATER, ended_at=LATER - timedelta(seconds=1)),
    ],
    "approved_means_by_somebody": [lambda rows: absent(rows, approved_at=LATER)],
    "nobody_approves_their_own_absence": [
        lambda rows: absent(rows, approved_at=LATER, approved_by=F("person"))
    ],
    "one_stand_in_on_a_post": [lambda rows: again(Cover.objects)],
    "cover_ends_after_it_began": [
        lambda rows: Cover.objects.update(since=LATER, until=LATER - timedelta(seconds=1))
    ],
    "lines_stand_in_order": [lambda rows: again(HandoverLine.objects, obligation=None)],
    "handed_over_once": [lambda rows: again(HandoverLine.objects, position=99)],
    # the year's assessment, double duty
    "one_assessment_a_year": [lambda rows: again(Assessment.objects)],
    "assessment_stage_is_known": [lambda rows: AssessmentStep.objects.update(stage="gossip")],
    "each_stage_once": [lambda rows: again(AssessmentStep.objects)],
    "a_finished_stage_has_its_paper": [lambda rows: AssessmentStep.objects.update(done_at=LATER)],
    "double_duty_is_beside_business": [lambda rows: DoubleDuty.objects.update(group="business")],
    "double_duty_has_its_paper": [lambda rows: DoubleDuty.objects.update(reference="")],
    # what no guide covers
    "unlisted_id_kind_is_known": [lambda rows: Unlisted.objects.update(id_kind="name")],
    "what_is_wanted_is_written": [lambda rows: Unlisted.objects.update(wish="")],
    "a_referral_says_to_whom_and_why": [
        lambda rows: Unlisted.objects.update(referred_to="某局", referred_phone="0826-555-0190"),
        lambda rows: Unlisted.objects.update(reason="不归我们管。"),
        lambda rows: Unlisted.objects.update(
            case=rows["told"], referred_to="某局", referred_phone="0826-555-0190", reason="不归。"
        ),
    ],
    # services
    "one_service_of_a_code": [lambda rows: again(Service.objects)],
    "version_state_is_known": [version_of_no_known_state],
    "versions_are_numbered": [lambda rows: draft(rows, number=1)],
    "one_published_version_a_service": [version_in_force_twice],
    "one_announced_version_a_service": [announced_twice],
    "its_state_says_when_it_is_in_force": [
        lambda rows: published(rows, valid_from=None),
        lambda rows: published(rows, valid_until=LATER),
        lambda rows: published(rows, state="superseded"),
        lambda rows: published(rows, state="announced", valid_from=None),
        lambda rows: published(rows, **{**WITHDRAWN, "valid_until": None}),
        lambda rows: draft(rows, valid_from=LATER),
    ],
    "a_withdrawal_says_since_when_and_why": [
        lambda rows: published(rows, **{**WITHDRAWN, "withdrawn_because": ""}),
        lambda rows: published(rows, **{**WITHDRAWN, "withdrawn_at": None}),
    ],
    "a_call_back_says_what_came_of_it": [
        lambda rows: state_of_case(rows, called_back_at=LATER),
        lambda rows: state_of_case(rows, call_back_result="pressed", call_back_said="是窗口劝的"),
        lambda rows: state_of_case(
            rows, called_back_at=LATER, call_back_result="pressed", call_back_said="是窗口劝的"
        ),
    ],
    "what_was_told_says_when_how_and_where": [
        lambda rows: state_of_case(rows, told_on=LATER),
        lambda rows: state_of_case(rows, told_on=LATER, told_by="print"),
        lambda rows: state_of_case(rows, told_on=LATER, told_by="rumour", told_reference="1"),
        lambda rows: state_of_case(rows, told_by="print", told_reference="1"),
    ],
    "promise_within_statute": [
        lambda rows: published(rows, promise_n=21),
        lambda rows: draft(rows, promise_n=2, statute_n=1, limit_unit="day"),
    ],
    "limits_have_one_unit": [
        lambda rows: published(rows, limit_unit="week"),
        lambda rows: published(rows, limit_unit=None),
        lambda rows: draft(rows, statute_n=20, limit_unit=None),
    ],
    "published_means_promised_and_dated": [
        lambda rows: published(rows, published_at=None),
        lambda rows: published(rows, promise_n=None),
    ],
    # matters
    "matter_kind_is_known": [lambda rows: Matter.objects.update(kind="rumour")],
    "a_number_is_given_once": [lambda rows: again(Matter.objects.filter(kind="case"))],
    "ended_means_by_what_and_how": [
        lambda rows: open_obligation(rows, ended_at=LATER),
        lambda rows: open_obligation(rows, ended_at=LATER, ended_by="case.withdraw"),
        lambda rows: open_obligation(rows, ended_at=LATER, outcome="met"),
        lambda rows: open_obligation(rows, ended_by="case.withdraw", outcome="met"),
        lambda rows: open_obligation(rows, outcome="met"),
        lambda rows: open_obligation(
            rows, ended_at=LATER, ended_by="case.withdraw", outcome="lost"
        ),
    ],
    "missed_means_by_whom": [
        lambda rows: Obligation.objects.update(missed_at=LATER),
        lambda rows: Obligation.objects.update(missed_by=F("bearer")),
    ],
    "one_open_obligation_of_a_kind": [lambda rows: again(Obligation.objects.filter(ended_at=None))],
    "clock_events_stand_in_order": [lambda rows: again(ClockEvent.objects)],
    # cases
    "id_kind_is_known": [lambda rows: state_of_case(rows, id_kind="library_card")],
    "accepted_after_received": [
        lambda rows: state_of_case(rows, accepted_at=at("2026-09-20 09:00"))
    ],
    "decided_after_accepted": [
        lambda rows: state_of_case(
            rows, accepted_at=LATER, decided_at=LATER - timedelta(seconds=1)
        ),
        lambda rows: state_of_case(rows, decided_at=LATER),
    ],
    "a_withdrawal_is_signed_and_says_who_proposed_it": [
        lambda rows: state_of_case(rows, withdrawal_signed_by="徐禾"),
        lambda rows: state_of_case(rows, withdrawal_proposed_by="party"),
    ],
    "whose_phone_is_known_is_found_by_it": [
        lambda rows: state_of_case(rows, phone_key=""),
        lambda rows: state_of_case(rows, phone=""),
    ],
    "why_it_is_not_done_at_once_is_said_at_the_window": [
        lambda rows: state_of_case(rows, channel="online", not_at_once="系统停机")
    ],
    "way_of_the_result_is_known": [lambda rows: state_of_case(rows, result_by="pigeon")],
    # what is written at home
    "a_draft_is_opened_by_number_and_code_or_by_its_case": [
        lambda rows: Draft.objects.filter(case=None).update(code=""),
        lambda rows: Draft.objects.filter(case=None).update(number=None),
        lambda rows: Draft.objects.exclude(case=None).update(number="0123456789", code="K7"),
    ],
    "a_draft_that_was_sent_says_what_it_became": [
        lambda rows: Draft.objects.update(sent_at=LATER),
        lambda rows: Draft.objects.update(sent_as=rows["told"]),
    ],
    "one_answer_of_a_case_is_being_written": [lambda rows: again(Draft.objects.exclude(case=None))],
    "files_of_a_draft_have_their_place": [lambda rows: again(DraftFile.objects)],
    "check_is_known": [lambda rows: CaseMaterial.objects.update(check_result="so-so")],
    "one_filing_of_a_material_at_a_time": [lambda rows: again(CaseMaterial.objects)],
    "correction_state_is_known": [lambda rows: Correction.objects.update(state="lost")],
    "one_first_correction_notice_per_case": [lambda rows: again(Correction.objects)],
    "a_changed_law_has_its_article_and_its_day": [
        lambda rows: Correction.objects.update(supplementary=True, article="第一条"),
        lambda rows: Correction.objects.update(supplementary=True, commences=date(2026, 9, 1)),
        lambda rows: Correction.objects.update(article="第一条", commences=date(2026, 9, 1)),
    ],
    "a_notice_names_a_material_once": [lambda rows: again(CorrectionPoint.objects)],
    "step_state_is_known": [lambda rows: StepRun.objects.update(state="skipped")],
    "one_run_of_a_step": [lambda rows: again(StepRun.objects)],
    "a_done_step_was_begun_and_ended": [
        lambda rows: StepRun.objects.filter(state="waiting").update(state="done"),
        lambda rows: StepRun.objects.filter(state="running").update(state="done"),
    ],
    # papers and letters
    "paper_kind_is_known": [lambda rows: again(Paper.objects, number="1", kind="leaflet")],
    "a_paper_number_is_given_once": [lambda rows: again(Paper.objects)],
    "way_of_service_is_known": [lambda rows: again(ServiceOfPaper.objects, by="pigeon")],
    "letter_channel_is_known": [lambda rows: Letter.objects.update(channel="pigeon")],
    "one_counter_each": [lambda rows: again(Counter.objects)],
    # the ledger
    "actor_kind_is_known": [lambda rows: again(LedgerEntry.objects, seq=99, actor_kind="ghost")],
    "a_chain_is_numbered": [lambda rows: again(LedgerEntry.objects)],
    "refused_attempts_fold_per_minute": [lambda rows: again(RefusedAttempt.objects)],
}

ONCE = {
    "Mailbox.address": lambda rows: again(Mailbox.objects),
    **contact_breaks.ONCE,
    **hearing_breaks.ONCE,
    **licence_breaks.ONCE,
    **refusal_breaks.ONCE,
    "Jurisdiction.code": lambda rows: again(Jurisdiction.objects),
    "Account.sign_in": lambda rows: again(Account.objects, person=None),
    "Account.person": lambda rows: again(
        Account.objects.filter(person__isnull=False), sign_in="another"
    ),
    "Letter.key": lambda rows: again(Letter.objects),
    "LedgerEntry.request_id": lambda rows: [
        again(LedgerEntry.objects, seq=seq, request_id="form-1") for seq in (98, 99)
    ],
    "Rendering.paper": lambda rows: again(Rendering.objects),
    "Draft.number": lambda rows: again(Draft.objects.filter(case=None)),
}


def first(model):
    return model.objects.values_list("pk", flat=True).first()


def since(model):
    return model.objects.get(pk=first(model)).since


def names(error, name):
    """Whether the database's words name the constraint: by name, or as SQLite does for what is
    unique, by its columns."""
    if name in str(error):
        return True
    model, constraint = CONSTRAINTS[name]
    columns = {
        f"{model._meta.db_table}.{model._meta.get_field(f).column}" for f in constraint.fields
    }
    return set(re.findall(r"records_\w+\.\w+", str(error))) == columns


@pytest.mark.parametrize(
    ("name", "way"), [(name, n) for name, ways in BREAKS.items() for n in range(len(ways))]
)
def test_the_database_itself_refuses_what_breaks(rows, name, way):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BREAKS[name][way](rows)
    assert names(refused.value, name), refused.value


def test_every_constraint_of_every_table_is_broken_above():
    assert set(BREAKS) == set(CONSTRAINTS)


@pytest.mark.parametrize("name", ONCE)
def test_what_there_is_once_there_is_once(rows, name):
    model, field = name.split(".")
    column = apps.get_model("records", model)._meta.get_field(field).column
    with pytest.raises(IntegrityError, match=column), transaction.atomic():
        ONCE[name](rows)


def test_every_column_that_is_unique_is_tried_above():
    unique = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("records").get_models()
        for field in model._meta.concrete_fields
        if field.unique and not field.primary_key
    }
    assert unique == set(ONCE)


def test_every_unique_constraint_on_a_condition_still_lets_others_be(rows):
    """The second supplementary notice, the ended obligation of a kind, the past sitting, whoever
    stood in before: what the condition leaves out may repeat."""
    again(Correction.objects, supplementary=True)
    again(Correction.objects, supplementary=True)
    for _ in range(2):
        again(Obligation.objects.filter(ended_at__isnull=False))
    for year in (2019, 2020):
        ended = at(f"{year}-12-31 18:00")
        again(Sitting.objects, since=ended - timedelta(days=99), until=ended)
    for _ in range(2):
        again(Cover.objects, until=LATER)
    for _ in range(2):
        again(Draft.objects.exclude(case=None), sent_at=LATER, sent_as_id=rows["told"])
    for key in ("one", "two"):
        again(Section.objects.filter(is_office=True), key=key, is_office=False)
    for matter, number in (("decided", 2), ("told", 3)):
        past = {"number": number, "approved_at": LATER, "published_at": LATER}
        another_scheme({"decided": rows[matter]}, superseded_at=LATER, **past)
    contact_breaks.others_may_be()
    licence_breaks.others_may_be()
    limit_breaks.others_may_be()
    refusal_breaks.others_may_be()
    return_breaks.others_may_be()
    succession_breaks.others_may_be()
    conditioned = {
        name
        for name, (_, constraint) in CONSTRAINTS.items()
        if isinstance(constraint, UniqueConstraint) and constraint.condition
    }
    assert conditioned == {
        *contact_breaks.ONCE_WHERE,
        *licence_breaks.ONCE_WHERE,
        *limit_breaks.ONCE_WHERE,
        *refusal_breaks.ONCE_WHERE,
        *return_breaks.ONCE_WHERE,
        *succession_breaks.ONCE_WHERE,
        "one_first_correction_notice_per_case",
        "one_open_obligation_of_a_kind",
        "one_open_sitting_of_a_role",
        "one_stand_in_on_a_post",
        "one_head_a_section",
        "one_office_a_unit",
        "one_announced_version_a_service",
        "one_published_version_a_service",
        "one_scheme_in_force",
        "one_answer_of_a_case_is_being_written",
    }


# --- Sittings ----------------------------------------------------------------------------------
JULY, AUGUST, SEPTEMBER = (at(f"2019-0{month}-01 09:00") for month in (7, 8, 9))
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (JULY, AUGUST),
        (JULY - SECOND, JULY + SECOND),
        (AUGUST - SECOND, AUGUST + SECOND),
        (JULY + SECOND, AUGUST - SECOND),
        (JULY - SECOND, AUGUST + SECOND),
    ],
)
def test_no_two_of_a_role_sit_on_a_post_at_once(world, since, until):
    """Decision 5: written anew, or moved there."""
    again(Sitting.objects, since=JULY, until=AUGUST)
    with pytest.raises(IntegrityError, match="sittings_do_not_overlap"), transaction.atomic():
        again(Sitting.objects, since=since, until=until)
    again(Sitting.objects, since=AUGUST, until=SEPTEMBER)
    moved = Sitting.objects.filter(since=AUGUST)
    with pytest.raises(IntegrityError, match="sittings_do_not_overlap"), transaction.atomic():
        moved.update(since=since, until=until)


def test_nor_does_anybody_sit_down_where_somebody_sits_with_an_open_end(world):
    with pytest.raises(IntegrityError, match="sittings_do_not_overlap"), transaction.atomic():
        again(Sitting.objects, since=LATER, until=LATER + SECOND)


def test_sittings_that_touch_and_those_of_another_post_or_role_do_not_meet(world):
    again(Sitting.objects, since=JULY, until=AUGUST)
    again(Sitting.objects, since=AUGUST, until=SEPTEMBER)
    again(Sitting.objects, since=JULY - SECOND, until=JULY)
    other = {"holder": "b_role", "b_role": "holder"}[Sitting.objects.get(pk=first(Sitting)).role]
    again(Sitting.objects, since=JULY, until=AUGUST, role=other)
    elsewhere = Sitting.objects.exclude(post=Sitting.objects.get(pk=first(Sitting)).post).first()
    again(Sitting.objects, since=JULY, until=AUGUST, post=elsewhere.post)


# --- Append-only -------------------------------------------------------------------------------
def run(sql):
    """One statement of plain SQL, in a savepoint."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("table", triggers.APPEND_ONLY)
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_what_was_written_there_stays(table, statement):
    with pytest.raises(IntegrityError, match=f"{table} is append-only"):
        run(statement.format(table))


@pytest.mark.usefixtures("rows")
@pytest.mark.engine("postgresql")
@pytest.mark.parametrize("table", triggers.APPEND_ONLY)
def test_nor_is_the_whole_table_emptied(table):
    run("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="is append-only"):
        run(f"TRUNCATE {table} CASCADE")


@pytest.mark.usefixtures("rows")
@pytest.mark.engine("sqlite")
def test_nor_replaced_row_by_row():
    """REPLACE deletes without asking a trigger, unless recursive triggers are on."""
    with pytest.raises(IntegrityError, match="records_ledgerentry is append-only"):
        run("REPLACE INTO records_ledgerentry SELECT * FROM records_ledgerentry")


@pytest.mark.parametrize(
    "then",
    [
        {"missed_at": LATER + timedelta(days=1)},
        {"missed_at": None, "missed_by": None},
        {"missed_by": Subquery(Post.objects.filter(key="director").values("pk"))},
    ],
)
def test_a_miss_is_marked_once(rows, then):
    found = Obligation.objects.filter(matter=rows["told"], ended_at=None)
    found.update(missed_at=LATER, missed_by=F("bearer"))
    found.update(missed_at=LATER)
    with pytest.raises(IntegrityError, match="missed is set once"), transaction.atomic():
        found.update(**then)
    assert found.get().missed_at == LATER


def test_every_trigger_is_there_and_comes_back_when_it_was_lost(db):
    missing = triggers.names(connection) - triggers.installed(connection)
    assert missing == set()
    with connection.cursor() as cursor:
        of = " ON records_obligation" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {triggers.MISSED_ONCE}{of}")
    assert triggers.names(connection) - triggers.installed(connection) == {triggers.MISSED_ONCE}
    triggers.install()
    assert triggers.names(connection) <= triggers.installed(connection)


# --- Versions ----------------------------------------------------------------------------------
def superseded(rows, since, until):
    """A version of the licence for food that was in force then."""
    draft(
        rows,
        state="superseded",
        promise_n=9,
        limit_unit="working-day",
        published_at=since,
        valid_from=since,
        valid_until=until,
    )


@pytest.mark.parametrize("until", [LATER, FOUNDED + SECOND])
def test_no_two_versions_of_a_service_were_in_force_at_one_time(rows, until):
    """5.1a: not even for a second, and not in the past."""
    with pytest.raises(IntegrityError, match="versions_do_not_overlap"), transaction.atomic():
        superseded(rows, FOUNDED - SECOND, until)


def test_a_version_is_in_force_until_the_instant_at_which_the_next_one_is(rows):
    superseded(rows, JULY, FOUNDED)
    periods = ServiceVersion.objects.filter(service__versions=rows["draft"]).order_by("valid_from")
    assert list(periods.values_list("valid_until", flat=True)) == [FOUNDED, None]
