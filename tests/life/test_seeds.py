"""Defects that a life found, each as the shortest life that had it (``life.shrink``)."""
# ruff: noqa: E501 - scripts are pasted as they were printed

from shouwen.life.script import Script
from shouwen.life.shrink import broken_by
from tests.databases import Committed


def test_seed_12_6_1_stamps_in_order(committed_db: Committed) -> None:
    # 511602-BA-20260525-00001-5: closed 2026-05-31 03:17:13+00:00, before decided 2026-06-01 00:21:11+00:00
    script = Script.from_lines(
        r"""{"seed": 12, "staff": 21, "start": "2026-04-26T16:00:00+00:00"}
{"n": 2404, "at": "2026-05-24T22:28:02+00:00", "act": "case.receive_application", "who": "party", "subject": "513A0166300000-511602000000-000-008778175-1-00", "brings": {"application": {"applicant": "石磊明", "id_kind": "resident_id", "id_number": "519999199610167749", "phone": "0826-555-0194", "email": "applicant@example.org", "channel": "counter", "materials": [{"key": "enterprise", "pages": 2}, {"key": "project", "pages": 2}, {"key": "investment", "pages": 2}, {"key": "declaration", "pages": 2}]}}}
{"n": 2838, "at": "2026-05-30T04:56:54+00:00", "act": "case.examine_materials", "who": "tianruyi", "subject": 2404, "brings": {"judgements": {"enterprise": {"check": "met"}, "project": {"check": "met"}, "investment": {"check": "met"}, "declaration": {"check": "met"}}}}
{"n": 2843, "at": "2026-05-30T05:16:55+00:00", "act": "case.accept_case", "who": "tianruyi", "subject": 2404}
{"n": 2984, "at": "2026-06-01T00:21:11+00:00", "act": "case.decide_grant", "who": "tianruyi", "subject": 2404, "brings": {"facts": "事实"}}
{"n": 2996, "at": "2026-05-31T03:17:13+00:00", "act": "case.deliver_result", "who": "heyutong", "subject": 2404, "brings": {"handover": {"by": "hand", "to": "甲", "identity": "resident_id", "identity_number": "1"}}, "recorded_at": "2026-06-01T03:17:13+00:00"}
"""
    )
    assert broken_by(script, "6.1 stamps in order") == ()


def test_seed_1007_6_1_a_due_date_is_what_the_calendar_gives(committed_db: Committed) -> None:
    # The second opinion's own: what had begun late and was extended since was to begin by the new end.
    # 511602-LG-20260304-00006-2: begin is due 2026-03-11 01:30:00+00:00, not 2026-03-13 01:35:00+00:00
    script = Script.from_lines(
        r"""{"seed": 1007, "staff": 21, "start": "2026-03-02T00:00:00+08:00"}
{"n": 54, "at": "2026-03-04T13:37:00+08:00", "act": "absence.request_absence", "who": "duyunfei", "subject": "511602", "brings": {"leave": {"kind": "leave", "leaves_at": "2026-03-09T09:00:00+08:00", "returns_at": "2026-03-11T09:30:00+08:00", "reason": "年休假", "stand_ins": {}}}}
{"n": 55, "at": "2026-03-04T14:03:56+08:00", "act": "absence.approve_absence", "who": "tangruolan", "subject": 54}
{"n": 95, "at": "2026-03-09T09:00:00+08:00", "act": "clock.sweep", "who": "clock"}
{"n": 96, "at": "2026-03-09T09:00:00+08:00", "act": "absence.hand_over", "who": "duyunfei", "subject": 54, "brings": {"lines": "材料已收齐，按程序办理", "things": "公章一枚"}, "post": "society_head"}
{"n": 101, "at": "2026-03-09T09:52:45+08:00", "act": "absence.see_hand_over", "who": "tangruolan", "subject": 54, "post": "society_head"}
{"n": 102, "at": "2026-03-09T09:54:26+08:00", "act": "absence.take_hand_over", "who": "weisiyuan", "subject": 54, "post": "society_head"}
{"n": 103, "at": "2026-03-09T09:55:00+08:00", "act": "clock.sweep", "who": "clock"}
{"n": 117, "at": "2026-03-10T09:00:00+08:00", "act": "absence.ask_extension", "who": "duyunfei", "subject": 54, "brings": {"until": "2026-03-13T09:35:00+08:00"}}
{"n": 118, "at": "2026-03-10T10:00:39+08:00", "act": "absence.approve_extension", "who": "tangruolan", "subject": 54}
"""
    )
    assert broken_by(script, "6.1 a due date is what the calendar gives") == ()


def test_seed_125_no_act_fails(committed_db: Committed) -> None:
    # What never came was judged as if it had: silence could not accept, for the receipt lacked pages.
    script = Script.from_lines(
        r"""{"seed": 125, "staff": 21, "start": "2026-04-26T16:00:00+00:00"}
{"n": 180, "at": "2026-05-09T03:34:10+00:00", "act": "case.receive_application", "who": "qinmanwen", "subject": "511A0074300005-511602000000-000-115113016823646795-1-00", "brings": {"application": {"applicant": "孟长河", "id_kind": "resident_id", "id_number": "519999199505256520", "phone": "0826-555-0173", "email": "applicant@example.org", "channel": "counter", "materials": [{"key": "application", "pages": 2}, {"key": "identity", "pages": 2}, {"key": "place", "pages": 2}, {"key": "approval", "check": "not_needed"}, {"key": "mandate", "check": "not_needed"}]}}}
{"n": 190, "at": "2026-05-09T06:30:10+00:00", "act": "case.examine_materials", "who": "shenqinghe", "subject": 180, "brings": {"judgements": {"application": {"check": "met"}, "identity": {"check": "faulty", "fault": "没有签名", "ground": "指南", "cure": "x"}, "place": {"check": "faulty", "fault": "没有签名", "ground": "指南", "cure": "x"}, "approval": {"check": "faulty", "fault": "没有签名", "ground": "指南", "cure": "x"}, "mandate": {"check": "faulty", "fault": "没有签名", "ground": "指南", "cure": "x"}}}, "recorded_at": "2026-05-09T06:40:10+00:00"}
{"n": 292, "at": "2026-05-20T13:31:21+00:00", "act": "clock.sweep", "who": "clock"}
"""
    )
    assert broken_by(script, "no act fails") == ()


def test_seed_200_3_4a_the_main_leader_names_one_deputy(committed_db: Committed) -> None:
    # 2 were named: one of them by a late entry, dated before the absence was announced at all.
    script = Script.from_lines(
        r"""{"seed": 200, "staff": 21, "start": "2026-04-26T16:00:00+00:00"}
{"n": 41, "at": "2026-05-02T13:42:04+00:00", "act": "absence.announce_absence", "who": "hanmingzhe", "subject": "511602", "brings": {"leave": {"kind": "leave", "leaves_at": "2026-05-02T13:42:04+00:00", "returns_at": "2026-05-04T13:42:04+00:00", "reason": "外出办事", "stand_ins": {"director": "luchengyu"}}}}
{"n": 47, "at": "2026-05-01T14:03:05+00:00", "act": "absence.designate_stand_in", "who": "hanmingzhe", "subject": 41, "brings": {"person": "tangruolan"}, "recorded_at": "2026-05-02T14:03:05+00:00", "post": "director"}
"""
    )
    assert broken_by(script, "3.4a the main leader names one deputy") == ()


def test_seed_5000_6_1_a_due_date_is_what_the_calendar_gives(committed_db: Committed) -> None:
    # The second opinion's own: an extension of what had no end was due by what was asked for later.
    # 511602-LG-20260427-00001-H: approve_extension is due 2026-04-29 10:20:03+00:00, not 2026-04-29 17:24:05+00:00
    script = Script.from_lines(
        r"""{"seed": 5000, "staff": 21, "start": "2026-04-26T16:00:00+00:00"}
{"n": 20, "at": "2026-04-27T04:18:01+00:00", "act": "absence.enter_sudden_absence", "who": "fangshuhe", "subject": "511602", "brings": {"leave": {"kind": "illness", "leaves_at": "2026-04-27T04:18:01+00:00", "returns_at": null, "reason": "外出办事", "stand_ins": {}}, "person": "jianglinxi"}}
{"n": 43, "at": "2026-04-27T09:20:03+00:00", "act": "absence.ask_extension", "who": "jianglinxi", "subject": 20, "brings": {"until": "2026-04-29T10:20:03+00:00"}, "recorded_at": "2026-04-27T10:20:03+00:00"}
{"n": 68, "at": "2026-04-27T17:24:05+00:00", "act": "absence.ask_extension", "who": "jianglinxi", "subject": 20, "brings": {"until": "2026-04-29T17:24:05+00:00"}}
"""
    )
    assert broken_by(script, "6.1 a due date is what the calendar gives") == ()


def test_seed_5017_2_4_2_whoever_acted_sat_on_the_post(committed_db: Committed) -> None:
    # The second opinion's own: who was back was entered later, and the books had sent it elsewhere.
    # 511602-XK-20260427-00001-5: consultation.answer was done by somebody not seated there
    script = Script.from_lines(
        r"""{"seed": 5017, "staff": 21, "start": "2026-04-26T16:00:00+00:00"}
{"n": 2, "at": "2026-04-27T02:30:00+00:00", "act": "case.receive_application", "who": "qinmanwen", "subject": "511A0079400007-511602000000-000-115113016823646795-1-00", "brings": {"application": {"applicant": "孟长河", "id_kind": "resident_id", "id_number": "519999198908202389", "phone": "0826-555-0173", "email": "applicant@example.org", "channel": "counter", "materials": [{"key": "third_party_note", "pages": 2}, {"key": "filing", "check": "not_needed"}, {"key": "report", "check": "not_needed"}, {"key": "mandate", "check": "not_needed"}]}}}
{"n": 23, "at": "2026-04-27T07:12:03+00:00", "act": "consultation.ask", "who": "maozijun", "subject": 2, "brings": {"kind": "consult", "question": "徐禾", "days": 1, "post": "project"}}
{"n": 37, "at": "2026-04-27T11:16:06+00:00", "act": "absence.enter_sudden_absence", "who": "tianruyi", "subject": "511602", "brings": {"leave": {"kind": "bereavement", "leaves_at": "2026-04-27T11:16:06+00:00", "returns_at": null, "reason": "外出办事", "stand_ins": {}}, "person": "tianruyi"}}
{"n": 83, "at": "2026-05-02T17:30:13+00:00", "act": "consultation.answer", "who": "maozijun", "subject": 2, "brings": {"text": "现场核查不符"}}
{"n": 89, "at": "2026-05-01T18:30:15+00:00", "act": "absence.come_back", "who": "tianruyi", "subject": 37, "recorded_at": "2026-05-02T18:30:15+00:00"}
"""
    )
    assert broken_by(script, "2.4.2 whoever acted sat on the post") == ()


def test_seed_5041_no_act_fails(committed_db: Committed) -> None:
    # What the section head owes since silence escalated ran out, and it escalated again.
    # an act: IntegrityError: UNIQUE constraint failed: records_obligation.matter_id, records_obligation.kind, records_obligation.about
    script = Script.from_lines(
        r"""{"seed": 5041, "staff": 21, "start": "2026-04-26T16:00:00+00:00"}
{"n": 176, "at": "2026-05-08T22:28:21+00:00", "act": "case.receive_application", "who": "party", "subject": "513A0166300000-511602000000-000-008778175-1-00", "brings": {"application": {"applicant": "余青禾", "id_kind": "resident_id", "id_number": "51999919690303660X", "phone": "0826-555-0199", "email": "applicant@example.org", "channel": "counter", "materials": [{"key": "enterprise", "pages": 2}, {"key": "project", "pages": 2}, {"key": "declaration", "pages": 2}]}}, "recorded_at": "2026-05-08T22:29:21+00:00"}
{"n": 282, "at": "2026-05-20T07:15:26+00:00", "act": "clock.sweep", "who": "clock"}
{"n": 378, "at": "2026-05-21T17:33:38+00:00", "act": "case.escalate_silence", "who": "clock", "subject": 176}
"""
    )
    assert broken_by(script, "no act fails") == ()


def test_seed_6012_4_4b_it_is_known_how_a_paper_reached_the_person(committed_db: Committed) -> None:
    # What tells of the right to be heard hung on a board that nobody had been looked for before.
    # 511602-JF-20260427-00001-4: nobody knows how 广审听权〔2026〕1号 reached the person
    script = Script.from_lines(
        r"""{"seed": 6012, "staff": 21, "start": "2026-04-26T16:00:00+00:00"}
{"n": 2, "at": "2026-04-27T01:00:01+00:00", "act": "case.receive_application", "who": "party", "subject": "51201700200001-511602000000-000-11511301008778255F-1-00", "brings": {"application": {"applicant": "黎初晴", "id_kind": "resident_id", "id_number": "519999198002139627", "phone": "0826-555-0191", "email": "applicant@example.org", "channel": "counter", "materials": [{"key": "application", "pages": 2}, {"key": "declaration", "pages": 2}]}}}
{"n": 8, "at": "2026-04-27T02:25:01+00:00", "act": "case.examine_materials", "who": "baizhixing", "subject": 2, "brings": {"judgements": {"application": {"check": "met", "pages": 2}, "declaration": {"check": "met", "pages": 2}, "mandate_to_check": {"check": "met", "pages": 2}}}}
{"n": 38, "at": "2026-04-27T07:18:11+00:00", "act": "case.accept_case", "who": "baizhixing", "subject": 2}
{"n": 65, "at": "2026-04-27T15:17:13+00:00", "act": "hearing.tell_right", "who": "baizhixing", "subject": 2, "brings": {"stakes": "现场核查不符", "handover": {"by": "public_notice", "to": "徐禾", "identity": "resident_id", "identity_number": "x", "tracking": "x"}}}
"""
    )
    assert broken_by(script, "4.4b it is known how a paper reached the person") == ()


def test_seed_6013_3_3a_a_day_or_more_begins_handed_over(committed_db: Committed) -> None:
    # The leader saw the list before it was taken, by a late entry: away from when it was seen.
    # 511602-LG-20260508-00001-E: began before it was handed over
    script = Script.from_lines(
        r"""{"seed": 6013, "staff": 21, "start": "2026-04-26T16:00:00+00:00"}
{"n": 71, "at": "2026-05-07T19:34:12+00:00", "act": "absence.request_absence", "who": "fangshuhe", "subject": "511602", "brings": {"leave": {"kind": "errand", "leaves_at": "2026-05-08T19:34:12+00:00", "returns_at": "2026-05-10T19:34:12+00:00", "reason": "外出办事", "stand_ins": {}}}}
{"n": 135, "at": "2026-05-08T12:21:21+00:00", "act": "absence.approve_absence", "who": "hanmingzhe", "subject": 71}
{"n": 156, "at": "2026-05-08T20:03:21+00:00", "act": "absence.hand_over", "who": "fangshuhe", "subject": 71, "brings": {"lines": "已联系", "things": ""}, "post": "bureau_head"}
{"n": 202, "at": "2026-05-09T09:29:28+00:00", "act": "absence.take_hand_over", "who": "xiaanning", "subject": 71, "post": "bureau_head"}
{"n": 205, "at": "2026-05-09T09:24:28+00:00", "act": "absence.see_hand_over", "who": "hanmingzhe", "subject": 71, "recorded_at": "2026-05-09T09:34:28+00:00", "post": "bureau_head"}
"""
    )
    assert broken_by(script, "3.3a a day or more begins handed over") == ()


def test_seed_17_no_act_fails(committed_db: Committed) -> None:
    # The stage itself: sent again, it said what was left to hand back by then, which was nothing.
    # an act: Reused: request id life-17-8645 was used before with other input
    script = Script.from_lines(
        r"""{"seed": 17, "staff": 60, "start": "2026-01-05T00:00:00+08:00"}
{"n": 6241, "at": "2026-03-30T14:28:11+08:00", "act": "case.receive_application", "who": "shenqinghe", "subject": "511A0074300005-511602000000-000-115113016823646795-1-00", "brings": {"application": {"applicant": "崔一帆", "id_kind": "resident_id", "id_number": "519999198110231009", "channel": "counter", "materials": [{"key": "application", "form": "original", "copies": 1, "pages": 6}, {"key": "identity", "form": "original_and_copy", "copies": 1, "pages": 9}, {"key": "place", "form": "copy", "copies": 1, "pages": 8}, {"key": "mandate", "form": "original", "check": "not_needed"}], "phone": "0826-555-0192", "email": "", "subject": "向阳社区食堂", "result_by": "hand"}}}
{"n": 6244, "at": "2026-03-30T14:37:23+08:00", "act": "case.examine_materials", "who": "shenqinghe", "subject": 6241, "brings": {"judgements": {"application": {"check": "met"}, "identity": {"check": "met"}, "place": {"check": "met"}, "approval": {"check": "missing", "fault": "没有提交", "ground": "《市场主体登记管理条例》第十四条第一款：在有效期内，与原件核对一致", "cure": "请提交许可经营项目的批准文件，在有效期内，与原件核对一致"}, "mandate": {"check": "not_needed"}}}}
{"n": 6248, "at": "2026-03-30T14:39:39.270963+08:00", "act": "case.issue_correction_notice", "who": "shenqinghe", "subject": 6241, "brings": {"handover": {"by": "hand", "to": "崔一帆", "identity": "resident_id", "identity_number": "519999198110231009", "tracking": ""}}}
{"n": 7865, "at": "2026-04-22T13:35:28.204992+08:00", "act": "case.receive_correction", "who": "staff037", "subject": 6241, "brings": {"answers": [{"key": "approval", "copies": 1, "pages": 1}]}}
{"n": 8390, "at": "2026-04-29T10:37:20.705621+08:00", "act": "case.examine_materials", "who": "shenqinghe", "subject": 6241, "brings": {"judgements": {"approval": {"check": "met"}}}}
{"n": 8394, "at": "2026-04-29T10:48:02.705621+08:00", "act": "case.accept_case", "who": "shenqinghe", "subject": 6241, "brings": {"served_by": "hand"}}
{"n": 8395, "at": "2026-04-29T10:51:36.705621+08:00", "act": "case.decide_grant", "who": "shenqinghe", "subject": 6241, "brings": {"facts": "申请材料齐全，符合法定形式；申请人符合公布的各项条件。"}}
{"n": 8632, "at": "2026-05-06T11:04:12.705621+08:00", "act": "return_of_materials.ask_for_return", "who": "party", "subject": 6241, "brings": {"wish": {"by": "hand", "asked_by": "崔一帆"}}}
{"n": 8645, "at": "2026-05-06T13:01:35.215957+08:00", "act": "return_of_materials.hand_back", "who": "shenqinghe", "subject": 6241, "brings": {"marks": "copy_kept", "taking": {"by": "hand", "taker": "applicant", "signed": true, "shown": {"name": "崔一帆", "kind": "resident_id", "number": "519999198110231009"}}}}
{"n": 8645, "at": "2026-05-06T13:01:35.215957+08:00", "act": "return_of_materials.hand_back", "who": "shenqinghe", "subject": 6241, "brings": {"marks": "copy_kept", "taking": {"by": "hand", "taker": "applicant", "signed": true, "shown": {"name": "崔一帆", "kind": "resident_id", "number": "519999198110231009"}}}}
"""
    )
    assert broken_by(script, "no act fails") == ()


def test_seed_6106_4_3a_whoever_was_asked_owes_an_answer(committed_db: Committed) -> None:
    # The second opinion's own: of what was asked and answered at one instant it saw what was owed then.
    script = Script.from_lines(
        r"""{"seed": 6106, "staff": 21, "start": "2026-04-26T16:00:00+00:00"}
{"n": 1, "at": "2026-04-27T01:05:00+00:00", "act": "case.receive_application", "who": "heyutong", "subject": "511F0287700000-511602000000-000-11511301008778298W-1-00", "brings": {"application": {"applicant": "范思齐", "id_kind": "resident_id", "id_number": "519999196510302022", "phone": "0826-555-0171", "email": "applicant@example.org", "channel": "counter", "materials": [{"key": "application", "pages": 2}, {"key": "adopter_identity", "pages": 2}, {"key": "marriage", "pages": 2}, {"key": "giver_identity", "pages": 2}, {"key": "single_giver", "check": "not_needed"}, {"key": "disability", "check": "not_needed"}]}}}
{"n": 12, "at": "2026-04-27T02:06:01+00:00", "act": "consultation.ask", "who": "renxiaoman", "subject": 1, "brings": {"kind": "consult", "question": "徐禾", "days": 3, "post": "oversight_head"}}
{"n": 13, "at": "2026-04-27T02:06:01+00:00", "act": "consultation.answer", "who": "xiaanning", "subject": 1, "brings": {"text": "符合"}}
"""
    )
    assert broken_by(script, "4.3a whoever was asked owes an answer") == ()


def test_seed_501_1_1a_whoever_was_asked_first_stays(committed_db: Committed) -> None:
    # The second opinion's own: who came back at the instant at which the clock gave it away sat there.
    # 511602-SW-20260420-00001-X: another was asked first than stands on file
    script = Script.from_lines(
        r"""{"seed": 501, "staff": 40, "start": "2026-04-20T00:00:00+08:00"}
{"n": 2, "at": "2026-04-20T09:20:00+08:00", "act": "absence.announce_absence", "who": "hanmingzhe", "subject": "511602", "brings": {"leave": {"kind": "meeting", "leaves_at": "2026-04-20T11:30:00+08:00", "returns_at": "2026-04-20T14:00:00+08:00", "reason": "全科参加学习", "stand_ins": {"director": "tangruolan"}}}}
{"n": 23, "at": "2026-04-20T11:30:00+08:00", "act": "clock.sweep", "who": "clock"}
{"n": 26, "at": "2026-04-20T12:25:00+08:00", "act": "contact.receive", "who": "party", "subject": "511602", "brings": {"wanted": {"channel": "email", "text": "租房补贴一年能领几次？", "name": "史若谷", "phone": "", "phone_declined": false, "other_way": "", "email": "asks95@example.org"}}}
{"n": 31, "at": "2026-04-20T13:45:00+08:00", "act": "clock.sweep", "who": "clock"}
{"n": 32, "at": "2026-04-20T14:00:00+08:00", "act": "clock.sweep", "who": "clock"}
{"n": 30, "at": "2026-04-20T14:00:00+08:00", "act": "absence.come_back", "who": "hanmingzhe", "subject": 2}
"""
    )
    assert broken_by(script, "1.1a whoever was asked first stays") == ()


def test_seed_504_6_1_a_due_date_is_what_the_calendar_gives(committed_db: Committed) -> None:
    # The second opinion's own: who gave a hearing up leaves the others the days that they had.
    # 511602-XK-20260421-00006-5: ask_hearing is due 2026-04-29 16:00:00+00:00, not 2026-05-08 00:00:00+08:00
    script = Script.from_lines(
        r"""{"seed": 504, "staff": 40, "start": "2026-04-20T00:00:00+08:00"}
{"n": 62, "at": "2026-04-21T14:12:52+08:00", "act": "case.receive_application", "who": "staff030", "subject": "511A0005200004-511602000000-000-115113016823646795-1-00", "brings": {"application": {"applicant": "邱远山", "id_kind": "resident_id", "id_number": "519999199009293584", "channel": "counter", "materials": [{"key": "application", "form": "original", "copies": 1, "pages": 1}, {"key": "premises_note", "form": "original", "copies": 1, "pages": 4}, {"key": "equipment_list", "form": "original", "copies": 1, "pages": 3}, {"key": "staff_and_rules", "form": "copy", "copies": 1, "pages": 3}, {"key": "layout_plan", "form": "original", "copies": 1, "pages": 6}, {"key": "mandate", "form": "original", "check": "not_needed"}], "phone": "0826-555-0171", "email": "applicant71@example.org", "subject": "晨光超市", "result_by": "hand"}}}
{"n": 66, "at": "2026-04-21T14:38:51.566009+08:00", "act": "case.examine_materials", "who": "luoyiming", "subject": 62, "brings": {"judgements": {"application": {"check": "met"}, "premises_note": {"check": "met"}, "equipment_list": {"check": "met"}, "staff_and_rules": {"check": "met"}, "layout_plan": {"check": "met"}, "mandate": {"check": "not_needed"}}}}
{"n": 67, "at": "2026-04-21T14:52:08.566009+08:00", "act": "case.accept_case", "who": "luoyiming", "subject": 62, "brings": {"served_by": "hand"}}
{"n": 91, "at": "2026-04-22T09:07:12.918915+08:00", "act": "hearing.tell_right", "who": "luoyiming", "subject": 62, "brings": {"stakes": "经营场所与楼上住户共用排烟道，关系到住户的安宁。", "handover": {"by": "hand", "to": "邱远山", "identity": "resident_id", "identity_number": "519999199009293584", "tracking": ""}}}
{"n": 93, "at": "2026-04-22T09:23:12.918915+08:00", "act": "hearing.tell_interested", "who": "luoyiming", "subject": 62, "brings": {"interested": {"name": "姚静姝", "phone": "0826-555-0176", "email": ""}, "handover": {"by": "hand", "to": "姚静姝", "identity": "resident_id", "identity_number": "519999199809045247", "tracking": ""}}}
{"n": 144, "at": "2026-04-22T15:48:44.275809+08:00", "act": "hearing.ask", "who": "party", "subject": 62, "brings": {"name": "邱远山"}}
{"n": 316, "at": "2026-04-27T10:10:39.248398+08:00", "act": "hearing.give_up", "who": "party", "subject": 62, "brings": {"name": "邱远山"}}
"""
    )
    assert broken_by(script, "6.1 a due date is what the calendar gives") == ()


def test_seed_506_4_2d_a_notice_and_its_case_agree(committed_db: Committed) -> None:
    # The second opinion's own: silence renewed the licence before anybody looked at the answer.
    # 511602-XK-20260427-00027-D: the notice is void, the case decided
    script = Script.from_lines(
        r"""{"seed": 506, "staff": 40, "start": "2026-04-20T00:00:00+08:00"}
{"n": 336, "at": "2026-04-27T16:06:44+08:00", "act": "case.receive_application", "who": "staff037", "subject": "511A0005200004-511602000000-000-115113016823646795-1-01", "brings": {"application": {"renews": "原证〔2021〕128367号", "renews_until": "2026-06-01", "applicant": "侯梦竹", "id_kind": "resident_id", "id_number": "519999197506030911", "channel": "counter", "materials": [{"key": "application", "form": "original", "copies": 1, "pages": 1}, {"key": "premises_note", "form": "original", "copies": 1, "pages": 4}, {"key": "staff_and_rules", "form": "copy", "copies": 1, "pages": 3}, {"key": "layout_plan", "form": "original", "copies": 1, "pages": 6}, {"key": "mandate", "form": "original", "check": "not_needed"}], "phone": "0826-555-0182", "email": "", "subject": "晨光超市", "result_by": "hand"}}}
{"n": 345, "at": "2026-04-27T16:40:00.086100+08:00", "act": "case.examine_materials", "who": "staff022", "subject": 336, "brings": {"judgements": {"application": {"check": "met"}, "premises_note": {"check": "faulty", "fault": "复印件模糊，看不清关键内容", "ground": "《食品安全法》第三十五条第二款：写明地址、面积、与有毒有害场所和污染源的距离", "cure": "请重新复印，或者带原件到窗口核对"}, "equipment_list": {"check": "missing", "fault": "没有提交", "ground": "《食品安全法》第三十五条第二款：按第三十三条第一款第二项逐项列明名称、数量和位置", "cure": "请提交主要设备、设施清单，按第三十三条第一款第二项逐项列明名称、数量和位置"}, "staff_and_rules": {"check": "met"}, "layout_plan": {"check": "met"}, "mandate": {"check": "not_needed"}}}}
{"n": 364, "at": "2026-04-28T10:02:43.030013+08:00", "act": "case.issue_correction_notice", "who": "staff022", "subject": 336, "brings": {"handover": {"by": "hand", "to": "侯梦竹", "identity": "resident_id", "identity_number": "519999197506030911", "tracking": ""}}}
{"n": 2165, "at": "2026-06-01T10:55:30.984258+08:00", "act": "case.receive_correction", "who": "staff037", "subject": 336, "brings": {"answers": [{"key": "premises_note", "copies": 1, "pages": 6}, {"key": "equipment_list", "copies": 1, "pages": 2}]}}
{"n": 2259, "at": "2026-06-02T00:00:00+08:00", "act": "clock.sweep", "who": "clock"}
"""
    )
    assert broken_by(script, "4.2d a notice and its case agree") == ()
