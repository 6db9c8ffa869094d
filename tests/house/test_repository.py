"""What is in the repository: nothing huge, nothing secret, nothing of one machine."""

import re
import subprocess

import pytest

from tools.docs import ROOT

LARGEST = 1_500_000  # bytes
OF_ONE_MACHINE = re.compile(
    "|".join(
        [
            r"pypi\.org",
            r"pythonhosted\.org",
            r"npmjs\.(org|com)",
            r"deb\.debian\.org",
            r"(?<![\w.])/(work|root|home/\w+)/",
            r"--(extra-)?index-url|--find-links",
            r"BEGIN [A-Z ]*PRIVATE KEY",
        ]
    )
)


@pytest.fixture(scope="module")
def tracked():
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = [ROOT / name for name in listing.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def test_no_file_is_huge(tracked):
    assert [path for path in tracked if path.stat().st_size > LARGEST] == []


def test_no_file_names_a_registry_or_a_folder_of_one_machine(tracked):
    found = {
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked
        if path != ROOT / "tests/house/test_repository.py"
        and (match := OF_ONE_MACHINE.search(path.read_text(encoding="utf-8", errors="ignore")))
    }
    assert found == set()


@pytest.mark.parametrize("lock", ["run", "test"])
def test_every_locked_package_has_its_hashes(lock):
    text = (ROOT / f"requirements/{lock}.txt").read_text(encoding="utf-8")
    packages = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert [package for package in packages if "--hash=sha256:" not in package] == []
