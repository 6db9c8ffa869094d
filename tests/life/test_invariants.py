"""Every invariant is seen to hold in a life, and seen to break where it is broken by hand."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, time, timedelta
from hashlib import sha256
from random import Random
from uuid import uuid4

import pytest
from django.db import connection, transaction

from shouwen.acts import Barred
from shouwen.life import setting, slow_calendar
from shouwen.life.contact_acts import REGISTERS
from shouwen.life.invariants import INVARIANTS, check_all
from shouwen.life.script import Stage, play
from shouwen.records import triggers
from shouwen.records.calendars import official_calendar
from shouwen.records.models import Matter, Paper, Rendering, ServiceOfPaper
from shouwen.rules import clock
from shouwen.rules.words import ClockEventKind, LimitUnit
from shouwen.rules.worktime import CST, OfficeHours, Window
from tests.databases import committed_copy
from tests.life.lives import everything_once

pytestmark = pytest.mark.database

# A case by what became of it: no two of the life are alike in this.
GRANTED = "(SELECT matter_id FROM records_case WHERE closed_at IS NOT NULL AND deemed = false"
GRANTED += " AND outcome = 'granted' AND channel = 'counter' AND matter_id IN (SELECT case_id FROM records_steprun))"
DEEMED = "(SELECT matter_id FROM records_case WHERE deemed = true)"
SETTLED = "(SELECT matter_id FROM records_ledgerentry WHERE act = 'case.settle_at_once')"
INVITED = "(SELECT matter_id FROM records_ledgerentry WHERE act = 'case.invite_supplement')"
OF_NOTICES = "paper_id IN (SELECT paper_id FROM records_correction)"
REFUSED = "(SELECT matter_id FROM records_ledgerentry WHERE act = 'refusal.approve_refusal')"
KEY = f"'{'0' * 31}1'"

ANNOUNCED = "(SELECT matter_id FROM records_ledgerentry WHERE act = 'absence.announce_absence')"

SECOND = "(SELECT matter_id FROM records_serviceversion WHERE number = 2 AND state = 'published')"
KEEPER = "(SELECT person_id FROM records_account WHERE sign_in = 'fangshuhe')"

PLANNING_HEAD = "(SELECT id FROM records_post WHERE key = 'planning_head')"
REPORTED = "(SELECT person_id FROM records_contactabout LIMIT 1)"


def of_contacts(act: str) -> str:
    """The contacts on which an act was done."""
    return f"(SELECT matter_id FROM records_ledgerentry WHERE act = 'contact.{act}')"


OF_CONTACTS = {
    "1.1b every open contact is somebody's": (
        "UPDATE records_obligation SET ended_at = opened_at, outcome = 'void',"
        " ended_by = 'contact.take' WHERE kind = 'take_contact' AND ended_at IS NULL",
        "UPDATE records_obligation SET ended_at = opened_at, outcome = 'void',"
        " ended_by = 'contact.answer' WHERE kind = 'confirm_contact' AND ended_at IS NULL",
        "UPDATE records_obligation SET ended_at = NULL, outcome = NULL, ended_by = NULL"
        f" WHERE kind = 'find_out' AND matter_id IN {of_contacts('tell_found')}",
        f"UPDATE records_contact SET holder_id = {PLANNING_HEAD}"
        " WHERE settled_at IS NULL AND taken_at IS NOT NULL",
    ),
    "1.1b no contact ends with nothing": (
        "DELETE FROM records_disposition",
        "UPDATE records_disposition SET text = ' ' WHERE kind = 'answered'",
        "UPDATE records_disposition SET body_phone = '' WHERE kind = 'referred'",
        "DELETE FROM records_disposition WHERE kind = 'called_back'",
        "DELETE FROM records_disposition WHERE kind = 'reported' AND body <> ''",
        "UPDATE records_contact SET settled_at = NULL",
    ),
    "1.3.1b who waits for what is done at once was told why": (
        "UPDATE records_case SET not_at_once = '' WHERE not_at_once <> ''",
        f"UPDATE records_case SET not_at_once = '停机' WHERE matter_id = {GRANTED}",
        "UPDATE records_paper SET content = REPLACE(content, 'why_not_at_once', 'why')"
        " WHERE kind = 'receipt'",
    ),
    "1.3.3 nobody is sent to a phone that nobody found right": (
        "UPDATE records_disposition SET body_confirmed_at = NULL WHERE kind = 'referred'",
        "UPDATE records_disposition SET body_confirmed_at = '2027-01-01 00:00:00'"
        " WHERE kind = 'referred'",
    ),
    "1.1a whoever was asked first stays": (
        f"UPDATE records_contact SET first_officer_id = {KEEPER} WHERE taken_at IS NOT NULL",
        f"UPDATE records_contact SET first_post_id = {PLANNING_HEAD} WHERE taken_at IS NOT NULL",
    ),
    "1.2c no hand-over waits in silence": (
        "UPDATE records_obligation SET missed_at = NULL, missed_by_id = NULL"
        " WHERE kind = 'confirm_contact' AND ended_at IS NULL",
        "UPDATE records_obligation SET ended_at = opened_at, outcome = 'void',"
        " ended_by = 'contact.answer' WHERE kind = 'confirm_contact' AND ended_at IS NULL",
        f"UPDATE records_contact SET holder_id = {PLANNING_HEAD}"
        " WHERE settled_at IS NULL AND taken_at IS NOT NULL",
        f"UPDATE records_contacthandover SET to_post_id = {PLANNING_HEAD}",
        "UPDATE records_contacthandover SET said = ' ' WHERE state = 'declined'",
        "UPDATE records_contacthandover SET answered_at = at WHERE answered_at IS NOT NULL",
        "DELETE FROM records_contacthandover WHERE state = 'waiting'",
    ),
    "1.2c nothing is handed round": (
        "UPDATE records_contacthandover SET kind = 'handed' WHERE kind = 'assigned'",
        "UPDATE records_contacthandover SET why = ' '",
    ),
    "1.3.2c what was promised is owed until it is done": (
        "DELETE FROM records_obligation WHERE kind = 'call_asker'",
        "UPDATE records_obligation SET ended_by = 'contact.answer' WHERE kind = 'find_out'"
        " AND ended_at IS NOT NULL",
        "DELETE FROM records_ledgerentry WHERE act = 'contact.note_call'",
        "UPDATE records_contact SET other_way = '' WHERE phone_declined",
        "UPDATE records_consultation SET told_at = NULL, told = '', told_by = '', state = 'answered'"
        " WHERE contact_id IS NOT NULL",
    ),
    "1.3.4b nobody whom a report is about has it": (
        f"UPDATE records_ledgerentry SET person = {REPORTED} WHERE act = 'contact.confirm_report'",
        "UPDATE records_obligation SET bearer_id = (SELECT id FROM records_post"
        " WHERE key = 'food') WHERE kind = 'pass_on_report'",
        "UPDATE records_contact SET sealed = false",
        "UPDATE records_ledgerentry SET act = 'contact.answer'"
        " WHERE act = 'contact.register_report'",
    ),
    "1.3.2c a declined phone is not kept": (
        "UPDATE records_contact SET phone = '0826-555-0177' WHERE phone_declined",
    ),
    "1.3.2c nobody is turned away for a phone": (
        "UPDATE records_refusedattempt SET code = 'there_is_a_way_back'"
        " WHERE act = 'contact.register'",
    ),
    "1.3.4a what came in writing came once": (
        "UPDATE records_contact SET channel = 'letter', name = '', email = '', wanted = '一',"
        f" received_at = '2026-04-28 02:01:00' WHERE matter_id IN {of_contacts('receive')}",
        f"UPDATE records_contact SET channel = 'visit' WHERE matter_id IN {of_contacts('take')}",
    ),
    "1.2a a rating is the asker's own": (
        "UPDATE records_contact SET rating = 5, rated_at = received_at WHERE rating IS NULL",
        "UPDATE records_ledgerentry SET actor_kind = 'clock' WHERE act = 'contact.rate'",
        "UPDATE records_contact SET rating = 6 WHERE rating IS NOT NULL",
    ),
    "4.4b a contact is as its ledger says": (
        f"UPDATE records_contact SET holder_id = {PLANNING_HEAD}"
        f" WHERE matter_id IN {of_contacts('confirm')}",
        "UPDATE records_disposition SET at = '2026-04-27 00:00:00'",
    ),
    "1.2b a wrong line is owed a mend": (
        "UPDATE records_entry SET reported_at = NULL, reported_by_id = NULL, wrong = ''"
        " WHERE reported_at IS NOT NULL",
        "UPDATE records_obligation SET ended_at = opened_at, outcome = 'met',"
        " ended_by = 'office.mend_entry' WHERE kind = 'mend_entry' AND ended_at IS NULL",
    ),
    "1.2b who misroutes so often is briefed": (
        "UPDATE records_briefing SET opened_at = '2026-06-30 00:00:00'",
        "UPDATE records_briefing SET ended_at = '2026-04-27 00:00:00'",
    ),
    "1.2b what is gone through is owed and said": (
        "DELETE FROM records_obligation WHERE kind = 'brief_officer'",
        "UPDATE records_obligation SET ended_at = NULL, ended_by = NULL, outcome = NULL"
        " WHERE kind = 'brief_officer'",
        "UPDATE records_obligation SET outcome = 'void' WHERE kind = 'brief_officer'",
        "UPDATE records_briefing SET held_on = NULL, said = ''",
        "UPDATE records_briefing SET ended_by_id = person_id",
    ),
}

PLANTS = OF_CONTACTS | {
    "6.5b a limit is extended once, by another person": (
        "UPDATE records_extension SET decided_by = asked_by WHERE decided_by IS NOT NULL",
    ),
    "6.5c an extension is in effect only when told before the old date": (
        "UPDATE records_extension SET told_at = '2026-06-30 00:00:00' WHERE state = 'told'",
        "UPDATE records_extension SET days = days + 1 WHERE state = 'told'",
        "DELETE FROM records_serviceofpaper WHERE paper_id IN"
        " (SELECT notice_id FROM records_extension)",
        "UPDATE records_extension SET state = 'lapsed', told_at = NULL, notice_id = NULL"
        " WHERE state = 'told'",
    ),
    "6.5a a clock stands still only as the applicant was told": (
        "UPDATE records_specialprocedure SET told_at = '2026-05-01 00:00:00'",
        "UPDATE records_specialprocedure SET ends_on = '2026-05-01'",
        "UPDATE records_specialprocedure SET kind = 'guide'",
        "DELETE FROM records_serviceofpaper WHERE paper_id IN"
        " (SELECT notice_id FROM records_specialprocedure)",
    ),
    "5.2.2e no moved promise ends after the law has it": (
        "UPDATE records_ledgerentry SET text = replace(text, '\"n\":3,', '\"n\":30,')"
        " WHERE act = 'extension.tell_extension'",
    ),
    "6.1 a right to be heard was told in writing and asked for in time": (
        "DELETE FROM records_serviceofpaper WHERE paper_id IN"
        " (SELECT right_id FROM records_hearing)",
        "UPDATE records_hearing SET asked_at = '2026-06-30 00:00:00' WHERE asked_at IS NOT NULL",
        "UPDATE records_ledgerentry SET at = '2026-04-30 00:00:00' WHERE act = 'hearing.lapse'",
    ),
    "6.1 what is granted for a period is on the register": (
        "DELETE FROM records_licence",
        "UPDATE records_licence SET apply_by = '2026-05-01'",
        "UPDATE records_licence SET valid_from = '2026-06-03' WHERE by_silence = true",
    ),
    "6.1 silence renews what was applied for in time": (
        "UPDATE records_case SET renews_in_time = false WHERE renews_in_time = true",
        "UPDATE records_licence SET by_silence = false WHERE by_silence = true",
        "UPDATE records_obligation SET missed_at = NULL, missed_by_id = NULL"
        " WHERE kind = 'decide_renewal'",
        "UPDATE records_case SET renews_until = '2026-06-05' WHERE renews <> ''",
        "UPDATE records_obligation SET ended_by = 'case.withdraw' WHERE kind = 'decide_renewal'",
    ),
    "6.1 a hearing was made known seven days before": (
        "UPDATE records_hearing SET begins_at = '2026-05-14 00:00:00' WHERE begins_at IS NOT NULL",
        "DELETE FROM records_serviceofpaper WHERE paper_id IN"
        " (SELECT notice_id FROM records_hearing)",
        "UPDATE records_ledgerentry SET person = (SELECT e.person FROM records_ledgerentry e"
        " WHERE e.act = 'case.examine_materials' AND e.matter_id = records_ledgerentry.matter_id)"
        " WHERE act = 'hearing.hold'",
        "UPDATE records_hearing SET chair_id = (SELECT id FROM records_post WHERE key = 'food')"
        " WHERE held_at IS NOT NULL",
        "UPDATE records_obligation SET ended_at = '2026-05-13 00:00:00'"
        " WHERE kind = 'bring_hearing_notice'",
    ),
    "6.1 a hearing is held in time or missed": (
        "UPDATE records_hearing SET signed_by = ' ' WHERE held_at IS NOT NULL",
        "UPDATE records_hearing SET held_at = '2026-05-08 00:00:00' WHERE held_at IS NOT NULL",
        "UPDATE records_hearing SET held_at = '2026-06-30 00:00:00' WHERE held_at IS NOT NULL",
    ),
    "7.4.3b nothing is decided on who is no more": (
        "UPDATE records_ledgerentry SET act = 'case.examine_materials'"
        " WHERE act = 'succession.note_successor'",
        "UPDATE records_obligation SET ended_at = NULL, outcome = NULL, ended_by = NULL"
        " WHERE kind = 'find_successor'",
    ),
    "7.4.3b what is issued names who took it over": (
        "UPDATE records_succession SET successor = '别人' WHERE successor <> ''",
    ),
    "6.1 nothing is decided while somebody may be heard": (
        "UPDATE records_hearing SET held_at = '2026-06-30 00:00:00' WHERE held_at IS NOT NULL",
        "UPDATE records_ledgerentry SET at = '2026-05-06 00:00:00' WHERE act = 'case.decide_grant'",
    ),
    "4.3a whoever was asked owes an answer": (
        "DELETE FROM records_obligation WHERE kind = 'answer_consultation'",
        "UPDATE records_obligation SET ended_at = NULL, outcome = NULL, ended_by = NULL"
        " WHERE kind = 'answer_consultation'",
        "UPDATE records_consultation SET due_at = '2026-05-08 08:00:00'",
        "UPDATE records_consultation SET post_id = (SELECT id FROM records_post"
        " WHERE key = 'relief') WHERE post_id IS NOT NULL",
        "UPDATE records_obligation SET due_at = '2026-07-01 16:00:00'"
        " WHERE kind = 'answer_consultation'",
        "UPDATE records_consultation SET due_at = '2026-06-30 16:00:00' WHERE kind = 'assist'",
    ),
    "4.3b the applicant learns what was answered": (
        "UPDATE records_consultation SET told = ' ' WHERE told <> ''",
        "UPDATE records_consultation SET told_at = '2026-04-27 00:00:00' WHERE told <> ''",
        "DELETE FROM records_obligation WHERE kind = 'tell_outcome'",
    ),
    "4.3a asking others stops no clock": (
        "UPDATE records_ledgerentry SET text = REPLACE(text, '\"clock\":[]', '\"clock\":[{}]')"
        " WHERE act = 'consultation.ask'",
    ),
    "4.3a no decision goes before a part of the work": (
        "UPDATE records_consultation SET answered_at = '2026-06-30 00:00:00' WHERE kind = 'assist'",
    ),
    "6.3 what is done at once is neither extended nor stopped": (
        "UPDATE records_extension SET case_id = (SELECT matter_id FROM records_ledgerentry"
        " WHERE act = 'case.settle_at_once' LIMIT 1)",
    ),
    "5.1b the figures of the promise are those of the cases": (
        "UPDATE records_tally SET n = n + 1",
        "UPDATE records_tally SET value = value + 1000 WHERE what = 'taken'",
        "DELETE FROM records_tally WHERE what = 'withdrawn'",
        "UPDATE records_tally SET month = '2026-09-01' WHERE month = '2026-05-01'",
        "UPDATE records_case SET counted = false WHERE counted",
    ),
    "5.1b every case that ended is counted": (
        "UPDATE records_case SET counted = false WHERE counted",
    ),
    "3.2a nobody consents to their own absence": (
        "UPDATE records_absence SET approved_by_id = person_id WHERE approved_at IS NOT NULL",
        "UPDATE records_ledgerentry SET person = (SELECT a.person_id FROM records_absence a"
        " WHERE a.matter_id = records_ledgerentry.matter_id) WHERE act = 'absence.approve_absence'",
    ),
    "3.2a no planned absence runs without consent before it": (
        "UPDATE records_absence SET approved_at = NULL",
        "UPDATE records_absence SET approved_at = away_from, leaves_at = '2026-05-01 00:00:00'"
        " WHERE approved_at IS NOT NULL",
        "UPDATE records_absence SET approved_at = leaves_at WHERE approved_at IS NOT NULL",
        "UPDATE records_absence SET away_from = '2026-05-01 00:00:00' WHERE kind = 'illness'",
        f"UPDATE records_absence SET person_id = (SELECT person_id FROM records_account"
        f" WHERE sign_in = 'fangshuhe') WHERE matter_id IN {ANNOUNCED}",
    ),
    "3.2b no window is left without a delegate who agreed": (
        "UPDATE records_cover SET agreed_at = NULL",
        "UPDATE records_cover SET agreed_at = until, person_id = NULL",
    ),
    "3.2c an empty section is the Office's first": (
        "UPDATE records_absence SET office_confirmed_at = NULL WHERE CAST(empties AS text) <> '[]'",
        "UPDATE records_absence SET empties = '[\"00000000-0000-0000-0000-000000000007\"]'"
        " WHERE kind = 'illness'",
    ),
    "3.2c no section is empty unnoticed": ("UPDATE records_absence SET empties = '[]'",),
    "3.3a a day or more is what the office's hours say": (
        "UPDATE records_absence SET a_day_or_more = NOT a_day_or_more",
    ),
    "3.3a a day or more begins handed over": (
        "UPDATE records_cover SET seen_at = NULL",
        "UPDATE records_cover SET taken_at = '2026-06-10 00:00:00' WHERE taken_at IS NOT NULL",
    ),
    "3.3a every line is commented": (
        "UPDATE records_handoverline SET comment = ' '",
        "UPDATE records_cover SET handed_at = NULL WHERE taken_at IS NOT NULL",
        "UPDATE records_cover SET back_at = '2026-05-01 00:00:00' WHERE back_at IS NOT NULL",
    ),
    "3.3a a list has everything that was owed": ("DELETE FROM records_handoverline",),
    "3.3b a sudden absence has its stand-in, or it is owed": (
        "DELETE FROM records_obligation WHERE kind = 'designate_stand_in'",
        "UPDATE records_obligation SET ended_at = opened_at, outcome = 'void',"
        " ended_by = 'absence.sign_in' WHERE kind = 'designate_stand_in' AND ended_at IS NULL",
    ),
    "3.4a the main leader names one deputy": (
        f"UPDATE records_cover SET person_id = (SELECT person_id FROM records_account"
        f" WHERE sign_in = 'fangshuhe') WHERE absence_id IN {ANNOUNCED}",
        f"DELETE FROM records_cover WHERE absence_id IN {ANNOUNCED}",
    ),
    "3.4b the main leader seats a deputy's stand-in": (
        "DELETE FROM records_ledgerentry WHERE act = 'absence.designate_stand_in'",
        "UPDATE records_ledgerentry SET post = (SELECT id FROM records_post WHERE"
        " key = 'bureau_head') WHERE act = 'absence.designate_stand_in'",
    ),
    "3.5 nobody stands in who is away by plan": (
        "DELETE FROM records_cover WHERE id IN (SELECT c.id FROM records_cover c"
        " JOIN records_post p ON p.id = c.post_id JOIN records_account a"
        " ON a.person_id = c.person_id WHERE p.key = 'window_1' AND a.sign_in = 'qinmanwen')",
    ),
    "3.1 state and stamps of an absence agree": (
        "UPDATE records_absence SET ended_at = NULL",
        "UPDATE records_absence SET declined_because = ''",
        "UPDATE records_absence SET away_from = leaves_at WHERE away_from IS NULL",
        "UPDATE records_cover SET back_at = NULL",
    ),
    "5.4d nothing is nobody's": (
        f"UPDATE records_obligation SET ended_at = '2026-06-01 00:00:00', outcome = 'met',"
        f" ended_by = 'case.decide_grant' WHERE matter_id = {DEEMED}",
        f"UPDATE records_matter SET state = 'closed' WHERE id = {DEEMED}",
        "UPDATE records_obligation SET ended_at = '2026-06-16 00:00:00', outcome = 'met',"
        " ended_by = 'absence.approve_absence' WHERE ended_at IS NULL"
        " AND kind IN ('approve_absence', 'agree_to_stand_in')",
    ),
    "2.4.4 every obligation is somebody's": (
        "UPDATE records_obligation SET bearer_id = NULL WHERE kind = 'decide'",
        "DELETE FROM records_sitting",
    ),
    "2.4.4 every post resolves to one person": (
        f"INSERT INTO records_sitting (id, post_id, person_id, role, since, until)"
        f" SELECT {KEY}, s.post_id, (SELECT o.person_id FROM records_sitting o"
        f" WHERE o.person_id <> s.person_id LIMIT 1), s.role, s.since, '2099-01-01 00:00:00'"
        f" FROM records_sitting s WHERE s.role = 'holder' LIMIT 1",
        "DELETE FROM records_sitting",
        "INSERT INTO records_cover (id, absence_id, post_id, person_id, signed_for, things, since,"
        f" until) SELECT {KEY}, absence_id, post_id, person_id, signed_for, things, since,"
        " '2099-01-01 00:00:00' FROM records_cover WHERE since IS NOT NULL LIMIT 1",
    ),
    "2.4.2 whoever acted sat on the post": (
        "UPDATE records_ledgerentry SET post = NULL WHERE act = 'absence.approve_absence'",
        'UPDATE records_ledgerentry SET text = REPLACE(text, \'"rule":"holder"\','
        ' \'"rule":"b_role"\')',
        f"UPDATE records_ledgerentry SET person = {KEY} WHERE act = 'case.accept_case'",
        "UPDATE records_ledgerentry SET post = NULL WHERE act = 'case.decide_grant'",
    ),
    "4.2c told once": (
        f"INSERT INTO records_correction (id, case_id, state, supplementary, article, paper_id,"
        f" told_at) SELECT {KEY}, case_id, state, false, '', paper_id, told_at"
        " FROM records_correction LIMIT 1",
    ),
    "4.2c told within five days where silence accepts": (
        "UPDATE records_correction SET told_at = '2026-05-08 16:00:00'",
    ),
    "4.2c nothing is named late": (
        "UPDATE records_casematerial SET check_result = 'faulty' WHERE key = 'staff_and_rules'",
        "UPDATE records_correctionpoint SET key = 'premises_note' WHERE key = 'layout_plan'",
    ),
    "4.2c silence accepts only where it may, and only when it is over": (
        "UPDATE records_case SET accepted_at = '2026-05-08 00:00:00' WHERE deemed = true",
        "UPDATE records_case SET deemed = true WHERE decided_at IS NOT NULL",
        f"UPDATE records_ledgerentry SET at = '2026-05-08 15:59:59' WHERE matter_id = {DEEMED}",
    ),
    "4.2c a notice counts from its proven service": (
        f"UPDATE records_serviceofpaper SET proof = '' WHERE {OF_NOTICES}",
        f"UPDATE records_serviceofpaper SET by = 'electronic' WHERE {OF_NOTICES}",
        f"DELETE FROM records_serviceofpaper WHERE {OF_NOTICES}",
    ),
    "4.2c later notices name only what is new": (
        "UPDATE records_correctionpoint SET filing = 0",
        "UPDATE records_correctionpoint SET fault = '没有签名' WHERE fault = '印章看不清'",
        "UPDATE records_correction SET commences = '2026-01-01' WHERE article <> ''",
        "UPDATE records_correction SET commences = '2027-01-01' WHERE article <> ''",
    ),
    "4.2c an invitation moves nothing": (
        f"UPDATE records_case SET deemed = false WHERE matter_id IN {INVITED}",
        "UPDATE records_paper SET content = REPLACE(content, '\"nth\":1', '\"nth\":2')"
        " WHERE kind = 'supply_invitation'",
        'UPDATE records_ledgerentry SET text = REPLACE(text, \'"after":"accepted"\','
        " '\"after\":\"decided\"') WHERE act = 'case.invite_supplement'",
    ),
    "6.3 what is settled at once is whole": (
        f"UPDATE records_case SET accepted_at = '2026-04-30 00:00:00' WHERE matter_id IN {SETTLED}",
        f"UPDATE records_casematerial SET check_result = 'faulty' WHERE case_id IN {SETTLED}",
        f"DELETE FROM records_clockevent WHERE kind = 'stop' AND matter_id IN {SETTLED}",
        "UPDATE records_paper SET content = REPLACE(content, '\"pages\":2', '\"pages\":0')"
        f" WHERE matter_id IN {SETTLED}",
        "DELETE FROM records_serviceofpaper WHERE paper_id IN"
        f" (SELECT id FROM records_paper WHERE matter_id IN {SETTLED})",
    ),
    "7.4.4a every return is in time or missed": (
        "DELETE FROM records_obligation WHERE kind = 'return_materials'",
        "UPDATE records_materialreturn SET state = 'asked'",
        "UPDATE records_materialreturn SET returned_at = '2026-06-16 00:00:00'",
    ),
    "7.4.4a nothing is handed back twice": (
        "UPDATE records_returnline SET material_id = (SELECT id FROM records_casematerial"
        " WHERE case_id NOT IN (SELECT case_id FROM records_materialreturn) LIMIT 1)"
        " WHERE id = (SELECT id FROM records_returnline ORDER BY id LIMIT 1)",
    ),
    "7.4.4b no return without identity": (
        "UPDATE records_materialreturn SET document_number = ''",
        "UPDATE records_materialreturn SET taker = 'agent'",
        "UPDATE records_materialreturn SET slip_id = (SELECT id FROM records_paper"
        " WHERE kind = 'receipt' LIMIT 1)",
    ),
    "7.4.3b a public notice comes last": (
        "UPDATE records_serviceofpaper SET outcome = 'posted', over_at = at"
        " WHERE outcome = 'failed'",
        "UPDATE records_serviceofpaper SET by = 'public_notice' WHERE outcome = 'served'",
    ),
    "7.1 no case ends in no but through a filed refusal": (
        f"DELETE FROM records_refusal WHERE case_id IN {REFUSED}",
        "UPDATE records_ledgerentry SET person = (SELECT person FROM records_ledgerentry"
        " WHERE act = 'refusal.review_refusal' LIMIT 1) WHERE act = 'refusal.approve_refusal'",
        "UPDATE records_refusal SET approver_id = reviewer_id",
        "UPDATE records_case SET outcome = 'refused' WHERE outcome = 'granted'",
    ),
    "7.4.3b nothing is closed on a no that was not served": (
        "DELETE FROM records_serviceofpaper WHERE paper_id IN"
        " (SELECT notice_id FROM records_refusal)",
        "UPDATE records_refusal SET reconsider_by = '2026-07-31'",
        "UPDATE records_refusal SET sue_by = '2026-07-31'",
    ),
    "7.4.3c every no names where to turn": (
        "UPDATE records_paper SET content = REPLACE(content, '广安区人民政府', '市行政审批局')"
        " WHERE kind = 'refusal'",
        "UPDATE records_paper SET content = REPLACE(content, '广安区人民法院', '')"
        " WHERE kind = 'non_acceptance'",
    ),
    "7.4.3a looking at a no stops no clock": (
        "UPDATE records_ledgerentry SET text = REPLACE(text, '\"clock\":[]', '\"clock\":[{}]')"
        " WHERE act = 'refusal.review_refusal'",
    ),
    "7.4.2b a filed refusal is one content in two copies": (
        "UPDATE records_paper SET digest = 'sha256:0' WHERE kind = 'refusal_form'",
        "UPDATE records_refusal SET form_id = notice_id WHERE form_id IS NOT NULL",
    ),
    "4.2d a notice and its case agree": (
        "UPDATE records_correction SET state = 'told' WHERE state = 'met'",
    ),
    "6.1 no due date lies before its start": (
        "UPDATE records_obligation SET due_at = '2026-04-01 00:00:00' WHERE kind = 'decide'",
        "UPDATE records_obligation SET due_at = opened_at WHERE kind = 'deliver'",
    ),
    "6.1 a due date is what the calendar gives": tuple(
        f"UPDATE records_obligation SET due_at = '2026-07-01 16:00:01' WHERE kind = '{kind}'"
        for kind in (
            *("examine_materials", "answer_receipt", "answer_silence", "check_correction"),
            *(
                "tell_new_faults",
                "review_refusal",
                "approve_refusal",
                "amend_refusal",
                "serve_refusal",
                "correct",
                "settle_lapse",
                "decide",
                "decide_by_law",
                "sign_decision",
            ),
            *("finish_step", "sign_off_step", "deliver", "do_at_once"),
            *("agree_to_stand_in", "approve_absence", "take_over_section", "hand_over"),
            *("take_hand_over", "see_hand_over", "designate_stand_in", "leave", "come_back"),
            *("find_absent", "approve_extension", "hand_back", "take_back"),
            *("ask_hearing", "hold_hearing", "bring_hearing_notice"),
            *("answer_consultation", "tell_outcome"),
            *("take_contact", "dispose_contact", "confirm_contact", "assign_contact"),
            *("call_asker", "find_out", "account_for_empty", "pass_on_report", "tell_asker"),
            "brief_officer",
        )
    ),
    "6.5a no due date moves without its event": (
        "UPDATE records_obligation SET due_at = '2026-07-01 16:00:00' WHERE kind = 'decide'",
        f"INSERT INTO records_clockevent (id, matter_id, clock, kind, position, at, n, basis,"
        f" calendar_version) SELECT {KEY}, matter_id, clock, 'extend', 9, at, 5, '', ''"
        f" FROM records_clockevent WHERE clock = 'promise' LIMIT 1",
    ),
    "5.2.2e the promise keeps within the statute": (
        "UPDATE records_serviceversion SET promise_n = 99 WHERE statute_n = 45",
        "UPDATE records_clockevent SET n = 9 WHERE clock = 'promise' AND n = 10",
    ),
    "5.2.2e missed only when over": (
        "UPDATE records_obligation SET missed_at = opened_at, missed_by_id = bearer_id"
        " WHERE kind = 'decide_by_law'",
    ),
    "5.2.2e what is owed will ring": (
        "UPDATE records_obligation SET bell_at = NULL WHERE missed_at IS NULL AND ended_at IS NULL",
        "UPDATE records_obligation SET bell_at = due_at WHERE missed_at IS NOT NULL",
    ),
    "6.1 stamps in order": (
        f"UPDATE records_case SET closed_at = received_at WHERE matter_id = {GRANTED}",
        "UPDATE records_correction SET told_at = '2026-04-26 00:00:00'",
        "UPDATE records_steprun SET ended_at = '2026-04-26 00:00:00' WHERE ended_at IS NOT NULL",
        "UPDATE records_obligation SET ended_at = '2026-04-26 00:00:00' WHERE outcome = 'met'",
    ),
    "6.1 state and stamps agree": (
        f"UPDATE records_case SET closed_at = NULL WHERE matter_id = {GRANTED}",
    ),
    "6.1 steps are done before the decision": (
        f"UPDATE records_steprun SET state = 'running' WHERE case_id = {GRANTED}",
        f"UPDATE records_steprun SET opinion = '' WHERE case_id = {GRANTED}",
    ),
    "6.5a acts are not dated back": (
        "UPDATE records_ledgerentry SET at = '2026-04-01 00:00:00' WHERE act = 'case.accept_case'",
        "UPDATE records_ledgerentry SET recorded_at = '2026-04-01 00:00:00'",
    ),
    "7.1 a withdrawal that looks unwilling is called back": (
        "UPDATE records_case SET withdrawal_proposed_by = 'office'"
        " WHERE withdrawal_proposed_by = 'party'",
    ),
    "7.1 a withdrawal is the applicant's": (
        "UPDATE records_case SET withdrawal_signed_by = '', withdrawal_proposed_by = ''",
    ),
    "5.1a every case runs under the version it was received under": (
        "UPDATE records_serviceversion SET valid_from = '2026-12-01 00:00:00'",
        "UPDATE records_serviceversion SET valid_until = valid_from",
        f"UPDATE records_case SET version_id = {SECOND} WHERE told_on IS NOT NULL",
        "UPDATE records_case SET told_on = NULL",
        "UPDATE records_case SET told_reference = ''",
        "UPDATE records_case SET told_on = '2026-02-20' WHERE told_on IS NOT NULL",
        "UPDATE records_case SET told_on = '2026-06-05' WHERE told_on IS NOT NULL",
    ),
    "5.1a nobody checked what they wrote": (
        f"UPDATE records_ledgerentry SET person = {KEEPER}"
        " WHERE act = 'service_version.approve_version'",
        f"UPDATE records_ledgerentry SET person = {KEEPER}"
        " WHERE act = 'service_version.publish_version'",
    ),
    "5.1a what is on its way to the public is somebody's": (
        "DELETE FROM records_obligation WHERE kind = 'come_into_force'",
    ),
    "5.1a one version is in force, from one to the next": (
        "UPDATE records_serviceversion SET valid_until = NULL",
        "UPDATE records_serviceversion SET valid_until = '2026-05-01 00:00:00'"
        " WHERE state = 'superseded'",
        "UPDATE records_serviceversion SET state = 'withdrawn' WHERE state = 'superseded'",
    ),
    "6.4b every case has its receipt": (
        "UPDATE records_paper SET kind = 'decision' WHERE kind = 'receipt'",
        "UPDATE records_paper SET content = '{}' WHERE kind = 'receipt'",
        "UPDATE records_paper SET content = REPLACE(content, '\"pages\":2', '\"pages\":0')",
        "UPDATE records_case SET applicant = ' '",
        "UPDATE records_case SET phone = ''",
    ),
    "6.4b a receipt is issued anew where it changes": (
        "UPDATE records_paper SET content = REPLACE(content, '\"edition\":2', '\"edition\":3')",
        "UPDATE records_paper SET content = REPLACE(content, '材料已补正，办结时间随受理日期确定', '')",
        'UPDATE records_paper SET content = REPLACE(content, \'"completes":"2026-05\','
        ' \'"completes":"2026-04\')',
    ),
    "4.4a a paper says what was issued": (
        "UPDATE records_paper SET content = content || ' ' WHERE kind = 'decision'",
        "UPDATE records_rendering SET digest = 'sha256:0'",
    ),
    "4.4b it is known how a paper reached the person": (
        "DELETE FROM records_serviceofpaper",
        "UPDATE records_obligation SET ended_at = opened_at, outcome = 'void',"
        " ended_by = 'case.deliver_result' WHERE kind = 'bring_again' AND ended_at IS NULL",
    ),
    "5.4d a letter is sent, waits or was given up": (
        "UPDATE records_letter SET sent_at = NULL, next_try_at = NULL, failure = ''",
        "UPDATE records_letter SET next_try_at = written_at",
    ),
    "5.4d no letter is written twice": (
        'INSERT INTO records_letter (id, key, channel, "to", template, params, written_at,'
        " next_try_at, attempts, sent_at, failure, jurisdiction_id, matter_id)"
        f" SELECT {KEY}, key || '2', channel, \"to\", template, params,"
        f" written_at, next_try_at, attempts, sent_at, failure, jurisdiction_id, matter_id"
        f" FROM records_letter LIMIT 1",
    ),
    "4.4b numbers run without gaps": (
        "UPDATE records_counter SET value = value + 1 WHERE kind = 'receipt'",
        "UPDATE records_paper SET number = REPLACE(number, '〕1号', '〕99号')",
        "UPDATE records_matter SET number = REPLACE(number, '-00002-', '-00009-')",
    ),
    "4.4b the ledger is whole": (
        "UPDATE records_ledgerentry SET text = REPLACE(text, '\"missed\":[]', '\"missed\": []')",
        "DELETE FROM records_ledgerentry WHERE act = 'case.accept_case'",
        "DELETE FROM records_ledgerentry WHERE act = 'case.deliver_result'",
        "UPDATE records_ledgerentry SET at = '2026-05-01 00:00:00' WHERE seq = 2",
        "UPDATE records_matter SET chain_length = chain_length + 1",
    ),
    "4.4b the tables say what the ledger says": (
        "UPDATE records_matter SET state = 'accepted' WHERE state = 'decided'",
        f"UPDATE records_obligation SET bearer_id = (SELECT id FROM records_post WHERE key = 'food')"
        f" WHERE matter_id = {DEEMED}",
        "DELETE FROM records_obligation WHERE kind = 'deliver'",
        "UPDATE records_clockevent SET at = '2026-05-01 00:00:00' WHERE kind = 'stop'",
        "UPDATE records_paper SET digest = 'sha256:0'",
        "UPDATE records_absence SET away_from = '2026-05-12 00:00:00' WHERE away_from IS NOT NULL",
        "UPDATE records_cover SET person_id = NULL WHERE since IS NOT NULL",
        "DELETE FROM records_cover WHERE designated_at IS NOT NULL",
    ),
    "5.4d no obligation ends without an act": (
        "UPDATE records_obligation SET ended_by = 'case.withdraw' WHERE kind = 'deliver'"
        " AND ended_at IS NOT NULL",
    ),
}


CONSTRAINTS = (
    ("records_briefing", "nobody_goes_through_it_with_themselves"),
    ("records_contact", "a_declined_phone_is_not_kept"),
    ("records_contact", "who_left_a_phone_is_found_by_it"),
    ("records_contact", "a_rating_is_one_of_five"),
    ("records_disposition", "who_is_referred_knows_to_whom"),
    ("records_case", "accepted_after_received"),
    ("records_case", "whose_phone_is_known_is_found_by_it"),
    ("records_materialreturn", "a_return_says_to_whom_by_which_document"),
    ("records_materialreturn", "an_agent_has_a_power_of_attorney"),
    ("records_serviceofpaper", "a_public_notice_says_where_and_until_when"),
    ("records_extension", "who_decides_on_an_extension_did_not_ask"),
    ("records_refusal", "who_approves_a_no_did_not_review_it"),
    ("records_case", "what_was_decided_is_known"),
    ("records_serviceversion", "promise_within_statute"),
    ("records_absence", "nobody_approves_their_own_absence"),
    ("records_sitting", "sittings_do_not_overlap"),
    ("records_serviceversion", "versions_do_not_overlap"),
    ("records_serviceversion", "its_state_says_when_it_is_in_force"),
    ("records_serviceversion", "a_withdrawal_says_since_when_and_why"),
    ("records_case", "what_was_told_says_when_how_and_where"),
)
"""What PostgreSQL would refuse of what is planted."""


@pytest.fixture(scope="module")
def lived(
    django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """A short life in which everything happened once, lived once for all tests here."""
    script = everything_once()
    with (
        django_db_blocker.unblock(),
        committed_copy(tmp_path_factory.mktemp("life")),
    ):
        setting.found(script.staff, script.start, password="not asked for")
        play(script)
        paper = Paper.objects.earliest("issued_at")
        digest = f"sha256:{sha256(b'%PDF').hexdigest()}"
        Rendering.objects.create(id=uuid4(), paper=paper, digest=digest, pdf=b"%PDF")
        says_nothing = {"wanted": {"channel": "visit", "text": " "}}
        asked = replace(script.commands[-1], n=0, act=REGISTERS, who="heyutong", subject="511602")
        assert isinstance(Stage(script.seed).do(replace(asked, brings=says_nothing)), Barred)
        yield


@pytest.fixture
def planting(lived: None) -> Iterator[None]:
    """The life with every guard of the database lifted, put right again afterwards."""
    with suppress(_Over), transaction.atomic():
        _lift_the_databases_own_guards()
        yield
        raise _Over


class _Over(Exception):
    """Takes back what was planted."""


def _lift_the_databases_own_guards() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX one_first_correction_notice_per_case")
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table, constraint in CONSTRAINTS:
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")
            return
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        for name in triggers.names(connection):
            cursor.execute(f"DROP TRIGGER {name}")


def test_nothing_is_broken_in_a_life_by_the_rules(lived: None) -> None:
    for name, (checked, broken) in check_all().items():
        assert not broken, (name, broken)
        assert checked, f"the life has nothing to check {name} on"


def test_every_invariant_has_its_violations_here() -> None:
    assert PLANTS.keys() == INVARIANTS.keys()


@pytest.mark.parametrize(
    ("name", "statement"),
    [
        pytest.param(name, statement, id=f"{name} {place}")
        for name, statements in PLANTS.items()
        for place, statement in enumerate(statements, 1)
    ],
)
def test_a_violation_is_found(planting: None, name: str, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount > 0, "nothing was planted"
    checked, broken = INVARIANTS[name].check()
    assert broken
    assert checked >= len(broken)


def test_some_matters_are_checked_without_the_others(planting: None) -> None:
    """What is broken on one matter is not seen while another is looked at."""
    with connection.cursor() as cursor:
        cursor.execute(PLANTS["5.4d nothing is nobody's"][1])
    one = Matter.objects.get(case__deemed=True)
    name = "5.4d nothing is nobody's"
    checked, broken = INVARIANTS[name].check([one.pk])
    assert (checked, [found.matter for found in broken]) == (1, [one.number])
    others = Matter.objects.exclude(pk=one.pk).values_list("pk", flat=True)
    assert INVARIANTS[name].check(others)[1] == ()


SUMS = (
    "4.4b numbers run without gaps",
    "5.1a one version is in force, from one to the next",
    "5.1b the figures of the promise are those of the cases",
)
ALWAYS = ("5.1b every case that ended is counted",)
SINCE = datetime.fromisoformat("2026-01-01T00:00:00+08:00")


@pytest.mark.parametrize(
    "name", [name for name, invariant in INVARIANTS.items() if invariant.around]
)
def test_what_came_since_the_last_look_is_looked_at_and_what_was_before_is_not(
    planting: None, name: str
) -> None:
    """Sums are looked at with everything; whoever is not counted yet, always."""
    with connection.cursor() as cursor:
        cursor.execute(PLANTS[name][0])
    whole, since = INVARIANTS[name].check(), check_all([], SINCE)[name]
    assert since == ((0, ()) if name in SUMS else whole)
    ahead = check_all([], SINCE + timedelta(days=3650))[name]
    assert ahead == (whole if name in ALWAYS else (0, ()))


def test_attempts_before_the_last_look_come_before_a_public_notice(planting: None) -> None:
    paper = Paper.objects.filter(kind="decision").earliest("issued_at")
    hung = datetime(2026, 6, 5, 10, tzinfo=CST)
    for before in (3, 2, 1, 0):
        ServiceOfPaper.objects.create(
            id=uuid4(),
            paper=paper,
            by="hand" if before else "public_notice",
            at=hung - before * timedelta(days=1),
            to="徐禾",
            outcome="failed" if before else "posted",
            place="滨江路 18 号",
            person="何雨桐",
            reason="没有人在",
            over_at=None if before else hung + timedelta(days=31),
        )
    name = "7.4.3b a public notice comes last"
    assert check_all([], hung - timedelta(hours=1))[name][1] == ()
    ServiceOfPaper.objects.filter(paper=paper, at__lt=hung - timedelta(days=2)).delete()
    assert check_all([], hung - timedelta(hours=1))[name][1]


def test_the_slow_calendar_agrees_with_the_fast_one_on_every_day() -> None:
    fast = official_calendar()
    day = fast.first_day
    while day <= fast.last_day:
        assert slow_calendar.worked(day) == fast.is_working_day(day), day
        day += timedelta(days=1)


def test_the_slow_calendar_gives_the_due_times_of_the_fast_one() -> None:
    chance, calendar = Random(7), official_calendar()
    stored = [
        [day, *span] for day in range(1, 7) for span in (("09:00", "12:00"), ("13:30", "17:00"))
    ]
    span = tuple(Window(*map(_time, found[1:])) for found in stored[:2])
    hours = OfficeHours(calendar=calendar, week=dict.fromkeys(range(1, 7), span), make_up=span)
    for _ in range(400):
        at = datetime(2015, 1, 1, tzinfo=CST) + timedelta(
            seconds=chance.randrange(20 * 365 * 86400)
        )
        unit, n = chance.choice(list(LimitUnit)), chance.randint(1, 40)
        terms = clock.Terms(n, unit, "", "")
        start = clock.ClockEvent(ClockEventKind.START, at, terms=terms)
        assert slow_calendar.due(at, n, unit, stored) == clock.fold([start], calendar, hours).at


def _time(text: str) -> time:
    return time.fromisoformat(text)
