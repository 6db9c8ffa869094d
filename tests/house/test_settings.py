"""What an office may set, and what a wrong value is answered with."""

import re
import stat

import pytest

from shouwen.config.environment import VARIABLES, BadSetting, read, secret_key
from tools.docs import ROOT


def test_a_variable_that_is_not_set_has_its_default(monkeypatch):
    monkeypatch.delenv("SHOUWEN_HOSTS", raising=False)
    assert read("SHOUWEN_HOSTS") == ["localhost", "127.0.0.1", "[::1]"]


@pytest.mark.parametrize(
    ("name", "value", "answer"),
    [
        ("SHOUWEN_HTTPS", "yes", "SHOUWEN_HTTPS is 'yes'; it must be 1 (yes) or 0 (no)."),
        ("SHOUWEN_UPLOAD_MB", "0", "SHOUWEN_UPLOAD_MB is '0'; it must be a whole number"),
        ("SHOUWEN_UPLOAD_MB", "²", "it must be a whole number above zero"),
        ("SHOUWEN_URL", "bureau.example", "an address that begins with http:// or https://"),
        ("SHOUWEN_SYNCHRONOUS", "off", "FULL, NORMAL or OFF"),
        ("DATABASE_URL", "mysql://host/name", "empty, or an address such as postgres://"),
    ],
)
def test_a_wrong_value_is_answered_by_what_it_may_be(monkeypatch, name, value, answer):
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting, match=re.escape(answer)):
        read(name)


def test_the_secret_key_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    home = tmp_path / "office"
    made = secret_key(home)
    assert len(made) >= 50
    assert secret_key(home) == made
    assert stat.S_IMODE((home / "secret.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert [path.name for path in home.iterdir()] == ["secret.key"]


def test_no_variable_is_read_that_the_table_does_not_list():
    named = {
        name
        for path in (ROOT / "src").rglob("*.py")
        for name in re.findall(r"\bSHOUWEN_[A-Z_]*[A-Z]\b", path.read_text(encoding="utf-8"))
    }
    assert named - VARIABLES.keys() == set()
