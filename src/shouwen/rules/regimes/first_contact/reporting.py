"""Reports and complaints go into the register, and past whoever they are about (1.3.4b)."""

from shouwen.rules.facts.casefile import Owing
from shouwen.rules.facts.contact import Contact, Elsewhere, Report
from shouwen.rules.facts.seats import Actor
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.words import ReportKind


@guard("1.3.4b", "没有这一件，或者不归您办。")
def nobody_it_is_about_acts_on_it(contact: Contact, actor: Actor) -> Params | None:
    """Nothing about it comes over their desk; nor are they told that it is there."""
    return NOTHING if actor.person in contact.about else None


@guard("1.3.4b", "还缺：{parts}。不愿意说的，勾“匿名”或者“不留电话”，照样登记。")
def a_report_has_name_and_phone(report: Report) -> Params | None:
    """Matter, name and phone go into the register; nobody is made to give theirs."""
    if report.anonymous:
        return None
    phone = report.phone.strip() or report.phone_declined
    missing = [
        part for part, there in (("姓名", report.name.strip()), ("电话", phone)) if not there
    ]
    return {"parts": "、".join(missing)} if missing else None


@guard("1.3.4b", "没有要转出的投诉举报，或者已经转出。")
def a_report_is_to_be_passed_on(owing: Owing) -> Params | None:
    """A report is passed on once."""
    return None if "pass_on_report" in owing.open else NOTHING


@guard("1.3.4b", "纪检线索只转纪检机关，不在本单位流转：请用“转外单位处理”。")
def a_clue_goes_to_the_discipline_body(contact: Contact) -> Params | None:
    """Each kind of report goes its own way; a clue to a discipline matter past everybody here."""
    return NOTHING if contact.reported is ReportKind.DISCIPLINE else None


@guard("1.3.4b", "服务投诉由本单位的投诉科室查办，不转外单位：请用“转出投诉举报”。")
def a_complaint_stays_in_the_house(contact: Contact) -> Params | None:
    """What is complained of our own service is answered here (5.4c)."""
    return NOTHING if contact.reported is ReportKind.COMPLAINT else None


@guard("1.3.4b", "没有转来要您签收的投诉举报。")
def a_report_waits_for_them(contact: Contact, owing: Owing) -> Params | None:
    """Whom a report was passed on to acknowledges it."""
    waits = contact.waiting is not None and "confirm_contact" in owing.open
    return None if waits else NOTHING


@guard("1.3.4b", "请写明转给哪个机关、电话多少。")
def it_is_said_whom_it_went_to(elsewhere: Elsewhere) -> Params | None:
    """A clue to a discipline matter and a petition leave the office."""
    return None if elsewhere.body.strip() and elsewhere.phone.strip() else NOTHING


@guard("1.3.4b", "登记了的投诉举报不能当作来人离开：请转出处理。")
def what_was_reported_is_passed_on(contact: Contact) -> Params | None:
    """A report goes its way whether or not whoever made it stays."""
    return NOTHING if contact.reported else None
