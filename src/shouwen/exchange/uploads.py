"""Files that people hand in: known by their content, kept under their own hash (decision 12).

A file is written aside, pressed onto the disk and renamed into its place before any act names it,
so that an act never points to half a file. The same file handed in twice is kept once."""

import os
import re
import zipfile
from collections.abc import Callable, Iterable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from shouwen.acts.receiving import Upload

SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)
PACKAGES = (
    (
        "word/document.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    ("OFD.xml", "application/ofd"),  # GB/T 33190
)
"""Kinds that are ZIP archives, by the part that each of them has."""

KINDS = "PDF、JPG、PNG、DOCX、OFD"
LONGEST_NAME = 200
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f/\\\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What no name holds: controls, what parts a path, and signs that make ``fdp.exe`` read as a PDF."""


class Refused(ValueError):
    """A file that is not kept; its text says why and how to mend it."""


def keep(root: Path, name: str, chunks: Iterable[bytes], at_most: int) -> Upload:
    """Keep a file of at most so many bytes below ``root``. Raises :class:`Refused`."""
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = _UNPRINTABLE.sub("", name)[-LONGEST_NAME:] or "未命名"
    with NamedTemporaryFile(dir=root, delete=False) as aside:
        try:
            digest, size = sha256(), 0
            for chunk in chunks:
                size += len(chunk)
                if size > at_most:
                    raise Refused(
                        f"“{name}”超过 {at_most // 1024 // 1024} MB。请分成几个文件，或者降低扫描精度。"
                    )
                digest.update(chunk)
                aside.write(chunk)
            aside.flush()
            kind = _kind(Path(aside.name))
            if kind is None:
                raise Refused(f"“{name}”的内容不是 {KINDS} 中的一种。请另存为其中一种再交。")
            os.fsync(aside.fileno())
        except BaseException:
            os.unlink(aside.name)
            raise
    kept = place(root, f"sha256:{digest.hexdigest()}")
    kept.parent.mkdir(mode=0o700, exist_ok=True)
    os.replace(aside.name, kept)
    _press(kept.parent)
    return Upload(name, kind, size, f"sha256:{digest.hexdigest()}")


def place(root: Path, digest: str) -> Path:
    """Where the file with this digest lies."""
    hashed = digest.removeprefix("sha256:")
    return root / hashed[:2] / hashed


def forget_orphans(root: Path, before: datetime, attached: Callable[[set[str]], set[str]]) -> int:
    """Delete files kept before ``before`` that no case has; answers with how many.

    ``attached`` says which of some digests a case has. A form that names a file no longer than a
    day before finds it still there: whoever calls waits longer than that (decision 12)."""
    old = [path for path in root.glob("*/*") if path.stat().st_mtime < before.timestamp()]
    digests = {f"sha256:{path.name}": path for path in old}
    forgotten = set(digests) - attached(set(digests))
    for digest in forgotten:
        digests[digest].unlink(missing_ok=True)
    return len(forgotten)


def _kind(path: Path) -> str | None:
    """What a file is by its content, whatever its name says; None for what is not taken."""
    with path.open("rb") as file:
        start = file.read(8)
    for signature, kind in SIGNATURES:
        if start.startswith(signature):
            return kind
    if not zipfile.is_zipfile(path):
        return None
    try:
        with zipfile.ZipFile(path) as archive:
            parts = set(archive.namelist())
    except zipfile.BadZipFile:
        return None
    return next((kind for part, kind in PACKAGES if part in parts), None)


def _press(folder: Path) -> None:
    """Make sure that a renamed file is still there after a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
