"""What an office may set, and what a wrong value is answered with."""

import os
import re
import stat
import subprocess
import sys

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


def django(command, home, **environment):
    """Runs a command of Django in a process of its own, with only these variables set."""
    return subprocess.run(
        [sys.executable, "-m", "django", *command],
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "shouwen.config.settings",
            "SHOUWEN_HOME": str(home),
            **environment,
        },
        capture_output=True,
        text=True,
    )


def test_behind_tls_django_finds_nothing_unsafe(tmp_path):
    check = django(["check", "--deploy", "--fail-level", "INFO"], tmp_path, SHOUWEN_HTTPS="1")
    assert check.stderr == ""
    assert check.returncode == 0


def test_a_wrong_value_stops_the_program_with_its_sentence(tmp_path):
    check = django(["check"], tmp_path, SHOUWEN_HTTPS="on")
    assert check.returncode != 0
    assert check.stderr.endswith("SHOUWEN_HTTPS is 'on'; it must be 1 (yes) or 0 (no).\n")


def test_every_answer_says_what_a_browser_may_do_with_it(client):
    answer = client.head("/static/shouwen/favicon.svg")
    assert answer.status_code == 200
    policy = answer.headers["Content-Security-Policy"].split("; ")
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert not [rule for rule in policy if "unsafe" in rule]
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
