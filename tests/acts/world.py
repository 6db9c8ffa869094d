"""The demo office as acts find it, and cases brought to where a test begins."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from shouwen.acts import Party, Staff
from shouwen.acts.case import (
    Judgement,
    accept_case,
    decide_grant,
    deliver_result,
    examine_materials,
    finish_step,
    issue_correction_notice,
    receive_correction,
    start_step,
)
from shouwen.acts.catalogue import Item, draft_version, withdraw_version
from shouwen.acts.founding import found_office
from shouwen.acts.receiving import Application, Filed, receive_application
from shouwen.life.office import office
from shouwen.life.publishing import put_in_force
from shouwen.life.setting import setting
from shouwen.records.models import Account, Case, Matter, Obligation, Post, ServiceVersion, StepRun
from shouwen.rules.facts.casefile import Handover
from shouwen.rules.facts.guide import Guide
from shouwen.rules.words import Channel, Check, PartyIdKind, ServedBy
from shouwen.rules.worktime import CST

FOUNDED = datetime(2026, 7, 6, 9, tzinfo=CST)
HAND_OVER = Handover(ServedBy.HAND, "徐禾", PartyIdKind.RESIDENT_ID, "11010519491231002X")


SERVICES = {service.handler: service for service in setting(21).services}
"""The services people come for in a life, by the post that handles each."""


def at(text: str) -> datetime:
    """An instant in Chinese time."""
    return datetime.fromisoformat(text).replace(tzinfo=CST)


@dataclass
class World:
    """One office with published services; who acts is named by sign-in, posts by key."""

    jurisdiction: UUID
    people: dict[str, UUID]
    posts: dict[str, Post]
    holders: dict[UUID, Staff]  # by post
    versions: dict[str, UUID] = field(default_factory=dict)  # by key of the handling post

    def staff(self, key: str) -> Staff:
        return Staff(self.people[key])

    def holder(self, post: str) -> Staff:
        return self.holders[self.posts[post].pk]

    def publish(self, code: str, handler: str, guide: Guide, when: datetime = FOUNDED) -> UUID:
        """The next version of a service, in force."""
        post = self.posts[handler]
        item = Item(code, guide.name, section=post.section_id, handler=post.pk)
        return put_in_force(self.jurisdiction, item, guide, when)

    def draft(self, code: str, handler: str, guide: Guide, when: str) -> UUID:
        """A draft of the next version of a service, laid down by who keeps the catalogue."""
        post = self.posts[handler]
        item = Item(code, guide.name, section=post.section_id, handler=post.pk)
        keeper = self.holder("bureau_head")
        return draft_version(
            self.jurisdiction, by=keeper, at=at(when), item=item, guide=guide
        ).matter

    def withdraw(self, version: UUID, when: str) -> None:
        """A version that is offered no more."""
        withdraw_version(version, by=self.holder("bureau_head"), at=at(when), reason="事项已划转")

    # ── a case ──────────────────────────────────────────────────────────────────────────────

    def application(self, service: str, check: Check = Check.MET, **other: Any) -> Application:
        """What an applicant brings: every material of the guide, each of three pages."""
        version = ServiceVersion.objects.get(pk=self.versions[service])
        guide = Guide.from_json(version.guide)
        brought = {
            "applicant": "徐禾",
            "id_kind": PartyIdKind.RESIDENT_ID,
            "id_number": "11010519491231002X",
            "channel": Channel.COUNTER,
            "materials": tuple(Filed(m.key, pages=3, check=check) for m in guide.materials),
            "phone": "0826-555-0177",
            "email": "xuhe@example.org",
            "electronic_service": True,
            "not_at_once": "决定由审核岗作，今天下班前办结。" if guide.immediate else "",
        }
        return Application(**{**brought, **other})

    def receive(self, service: str = "food", when: str = "2026-09-21 10:00", **other: Any) -> UUID:
        """A case received at the window, its materials examined at once unless said otherwise."""
        check = other.pop("check", Check.MET)
        done = receive_application(
            self.versions[service],
            by=self.holder("window_1"),
            at=at(when),
            application=self.application(service, check, **other),
        )
        return done.matter

    def fault(self, case: UUID, key: str, when: str, by: str = "food") -> None:
        """A material found faulty, in full words."""
        found = Judgement(Check.FAULTY, "没有签名", "《食品安全法》第三十五条第二款", "请签名")
        examine_materials(case, by=self.holder(by), at=at(when), judgements={key: found})

    def tell(self, case: UUID, when: str, by: str = "food") -> None:
        """The correction notice, handed over."""
        issue_correction_notice(case, by=self.holder(by), at=at(when), handover=HAND_OVER)

    def told(self, received: str = "2026-09-21 10:00", told: str = "2026-09-21 11:00") -> UUID:
        """A case of which one material is to be corrected."""
        case = self.receive(when=received)
        self.fault(case, "application", told)
        self.tell(case, told)
        return case

    def correct(self, case: UUID, when: str, *keys: str) -> None:
        """The applicant hands in materials anew."""
        answers = tuple(Filed(key, pages=3) for key in keys)
        receive_correction(case, by=Party(), at=at(when), answers=answers)

    def met(self, case: UUID, key: str, when: str, by: str = "food") -> None:
        """A material found as it must be."""
        found = {key: Judgement(Check.MET)}
        examine_materials(case, by=self.holder(by), at=at(when), judgements=found)

    def accepted(self, service: str = "food", when: str = "2026-09-21 10:00") -> UUID:
        """A case accepted when it was received."""
        case = self.receive(service, when)
        accept_case(case, by=self.holder(service), at=at(when))
        return case

    def work_steps(self, case: UUID, when: str) -> None:
        """Every needed step begun and finished by whoever does it."""
        for step in StepRun.objects.filter(case=case, needed=True).order_by("position"):
            doer = self.holders[step.doer_id]
            start_step(step.pk, by=doer, at=at(when))
            finish_step(step.pk, by=doer, at=at(when), opinion="符合要求")

    def decided(self, when: str = "2026-09-22 15:00") -> UUID:
        """A licence for food, granted by the leader."""
        case = self.accepted()
        self.work_steps(case, "2026-09-22 10:00")
        decide_grant(
            case, by=self.holder("deputy_people"), at=at(when), facts="材料齐全，符合条件。"
        )
        return case

    def delivered(self) -> UUID:
        """A case that came to its end."""
        case = self.decided()
        deliver_result(
            case, by=self.holder("window_1"), at=at("2026-09-23 09:30"), handover=HAND_OVER
        )
        return case


def make_world(only: tuple[str, ...] = ("food", "relief")) -> World:
    """Found the demo office; publish of each of the posts ``only`` the service of a life."""
    jurisdiction = found_office(office(), at=FOUNDED, password="x", chosen=True)
    accounts = Account.objects.select_related("person")
    posts = {post.key: post for post in Post.objects.all()}
    holders = {
        post.pk: Staff(post.sittings.get(role="holder").person_id) for post in posts.values()
    }
    world = World(jurisdiction, {a.sign_in: a.person_id for a in accounts}, posts, holders)
    for handler in only:
        service = SERVICES[handler]
        world.versions[handler] = world.publish(service.code, handler, service.guide)
    return world


# --- What a case looks like afterwards ---------------------------------------------------------
def state(case: UUID) -> str:
    return Matter.objects.values_list("state", flat=True).get(pk=case)


def case_row(case: UUID) -> Case:
    return Case.objects.get(matter=case)


def owed(case: UUID) -> dict[str, datetime | None]:
    """What is open on a case, and by when, in Chinese time."""
    rows = Obligation.objects.filter(matter=case, ended_at=None)
    return {row.kind: row.due_at and row.due_at.astimezone(CST) for row in rows}


def ended(case: UUID) -> Mapping[str, tuple[str, str]]:
    """What has ended on a case: by which act, and how."""
    rows = Obligation.objects.filter(matter=case, ended_at__isnull=False).order_by("opened_at")
    return {row.kind: (row.ended_by.partition(".")[2], row.outcome) for row in rows}
