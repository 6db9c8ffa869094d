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
