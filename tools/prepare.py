"""Brings the programs of the distribution that only the tests need (`make prepare`).

As root on Debian what is missing is installed. Elsewhere it is named, and the tests that need it
are skipped; with ``CI=true`` nothing may be skipped, so then it is an error. Runs on the bare
interpreter, before there is a virtual environment.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# Debian's package, and a file or program by which its presence is known.
NEEDED = {
    "chromium": "chromium",
    "poppler-utils": "pdftoppm",
    "postgresql-15": "/usr/lib/postgresql/15/bin/initdb",
    "dovecot-imapd": "dovecot",
    "fonts-noto-cjk": "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
}


def missing() -> list[str]:
    """The packages that are not there."""
    return [
        package
        for package, sign in NEEDED.items()
        if not (Path(sign).exists() if sign.startswith("/") else shutil.which(sign))
    ]


def install(packages: list[str]) -> None:
    """Installs Debian packages; what apt cannot do shows in what is missing afterwards."""
    print(f"Installing for the tests: {', '.join(packages)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run(
            ["apt-get", "-qq", *command], env=quiet, stdin=subprocess.DEVNULL, check=False
        )


def main() -> int:
    """0 when the tests can run, 1 when CI lacks something."""
    packages = missing()
    if packages and os.geteuid() == 0 and shutil.which("apt-get"):
        install(packages)
        packages = missing()
    if packages:
        print(
            f"Not here: {', '.join(packages)}. The tests that need them are skipped; "
            f"to run them: sudo apt-get install {' '.join(packages)}",
            file=sys.stderr,
        )
    return 1 if packages and os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
