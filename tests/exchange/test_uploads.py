"""Files that nobody's case has do not stay (decision 12)."""

import os
from datetime import UTC, datetime, timedelta

from shouwen.exchange.uploads import forget_orphans, keep, place

NOW = datetime(2026, 9, 21, 9, tzinfo=UTC)
PDF = b"%PDF-1.7 "


def kept(root, content, age):
    upload = keep(root, "scan.pdf", [PDF + content], 1000)
    when = (NOW - age).timestamp()
    os.utime(place(root, upload.digest), (when, when))
    return upload.digest


def test_a_file_of_a_form_nobody_sent_goes_and_one_of_a_case_stays(tmp_path):
    orphan = kept(tmp_path, b"a", timedelta(days=3))
    of_a_case = kept(tmp_path, b"b", timedelta(days=3))
    fresh = kept(tmp_path, b"c", timedelta(hours=20))
    before = NOW - timedelta(days=2)
    assert forget_orphans(tmp_path, before, lambda digests: digests & {of_a_case}) == 1
    assert [place(tmp_path, d).exists() for d in (orphan, of_a_case, fresh)] == [False, True, True]


def test_a_file_handed_in_again_is_young_again(tmp_path):
    digest = kept(tmp_path, b"a", timedelta(days=3))
    os.utime(place(tmp_path, digest), (0, 0))
    keep(tmp_path, "again.pdf", [PDF + b"a"], 1000)
    assert forget_orphans(tmp_path, NOW - timedelta(days=2), lambda digests: set()) == 0


def test_without_any_upload_there_is_nothing_to_forget(tmp_path):
    assert forget_orphans(tmp_path / "uploads", NOW, lambda digests: set()) == 0
