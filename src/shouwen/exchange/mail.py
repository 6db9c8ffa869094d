"""An e-mail as people mean it: who wrote, what they say, what they enclose (1.3.4a).

Made of whatever bytes a mailbox holds; nothing in them makes the reading fail. What cannot be read
is said to be so, and the mail itself stays in the mailbox."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import Compat32
from email.utils import collapse_rfc2231_value, parseaddr
from hashlib import sha256

from shouwen.exchange.plain import plain

LONGEST_LINE = 300  # signs of a subject or a name
MOST_READ = 400_000  # bytes of one part of the text
MOST_PARTS = 500

_OLD_LETTER = re.compile(
    r"^\s*(?:"
    r"-{2,}\s*(?:original message|原始邮件|原邮件|回复的?原?邮件|forwarded message|转发邮件).*"
    r"|on\s.{4,200}\swrote:"
    r"|(?:在|于)?.{4,200}写道[:：]"
    r"|_{10,}"
    r"|(?:from|发件人)\s*[:：].{0,200}"
    r")\s*$",
    re.IGNORECASE,
)
"""A line under which an earlier letter begins."""

_REFERENCE = re.compile(r"<([^<>\s]{1,250})>")
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\ufeff]"
)
_ANSWERS_BY_ITSELF = re.compile(
    r"^\s*(?:自动回复|自动答复|外出自动回复|auto(?:matic)?[ -]?(?:reply|response)|out of (?:the )?office)"
    r"\b|^\s*(?:自动回复|自动答复)",
    re.IGNORECASE,
)
_BY_MACHINE = frozenset({"bulk", "junk", "list", "auto_reply"})
_SAME = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "x-gbk": "gb18030"}
"""Charsets that senders name and do not keep to: the wider one reads both."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that came with a mail; ``whole`` is False where only its beginning was fetched."""

    name: str
    content: bytes
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail. ``id`` names it for ever: its Message-ID, or a hash of the mail where it has none.
    ``refers_to``: the mails it answers, nearest first. ``text`` is what they wrote this time,
    without what their program quoted of earlier letters; empty where nothing can be read.
    ``automatic``: a program wrote it (RFC 3834), an absence notice, a bounce, a newsletter."""

    id: str
    refers_to: tuple[str, ...]
    sender: str
    name: str
    subject: str
    text: str
    enclosed: tuple[Enclosed, ...]
    automatic: bool


class _AsTheyCame(Compat32):
    """Headers as they came: how they are to be read is for us to find out."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """The raw value, its undeclared bytes as surrogates."""
        return value


_POLICY = _AsTheyCame()


def read(raw: bytes, *, whole: bool = True) -> Mail:
    """The mail in some bytes; ``whole`` is False where they are only the beginning of it."""
    try:
        message = message_from_bytes(raw, policy=_POLICY)
        text, enclosed = _content(message, whole)
    except RecursionError:  # parts within parts within parts: made by hand, for us to fall over
        message = BytesHeaderParser(policy=_POLICY).parsebytes(raw[:MOST_READ])
        text, enclosed = "", ()
    name, sender = parseaddr(_line(message, "From"))
    refers_to = _references(message)
    return Mail(
        id=_own_name(message, raw),
        refers_to=refers_to,
        sender=sender[:320],
        name=name,
        subject=_line(message, "Subject"),
        text=_own_words(text) if refers_to else text,
        enclosed=enclosed,
        automatic=_is_automatic(message, sender),
    )


# ── headers ──────────────────────────────────────────────────────────────────────────────────────


def _line(message: Message, name: str) -> str:
    """A header on one line, in whatever ways it was packed."""
    return " ".join(_clean(_header(message.get(name) or "")).split())[:LONGEST_LINE]


def _header(value: str) -> str:
    try:
        parts = decode_header(_unfolded(value))
    except (ValueError, LookupError):  # an encoded word that is none
        parts = [(value, None)]
    return "".join(
        part if isinstance(part, str) else _decoded(part, charset or "") for part, charset in parts
    )


def _unfolded(value: str) -> str:
    """Bytes that nobody declared, read; the rest unfolded."""
    undeclared = value.encode("ascii", "surrogateescape")
    said = value if undeclared.isascii() else _decoded(undeclared, "")
    return re.sub(r"\r?\n[ \t]+", " ", said)


def _references(message: Message) -> tuple[str, ...]:
    named = [str(message.get(name) or "") for name in ("In-Reply-To", "References")]
    nearest, earlier = (_REFERENCE.findall(each[:20_000]) for each in named)
    return tuple(dict.fromkeys([*nearest, *reversed(earlier)]))[:30]


def _own_name(message: Message, raw: bytes) -> str:
    found = _REFERENCE.search(str(message.get("Message-ID") or ""))
    return _clean(found[1]) if found else f"sha256:{sha256(raw).hexdigest()}"


def _is_automatic(message: Message, sender: str) -> bool:
    """Whether a program wrote it and nobody waits for an answer."""

    def said(name: str) -> str:
        return str(message.get(name) or "").partition(";")[0].strip().lower()

    return (
        said("Auto-Submitted") not in {"", "no"}
        or said("Precedence") in _BY_MACHINE
        or any(message.get(name) for name in ("X-Autoreply", "X-Autorespond", "List-Id"))
        or str(message.get("Return-Path") or "").strip() == "<>"
        or sender.partition("@")[0].lower() in {"mailer-daemon", "postmaster"}
        or message.get_content_type() == "multipart/report"
        or _ANSWERS_BY_ITSELF.match(_line(message, "Subject")) is not None
    )


# ── what it holds ────────────────────────────────────────────────────────────────────────────────


def _content(message: Message, whole: bool) -> tuple[str, tuple[Enclosed, ...]]:
    """Text and files. A letter within the letter is a file of it."""
    texts: list[str] = []
    enclosed: list[Enclosed] = []
    answers = bool(_references(message))
    parts = list(_leaves(message))
    for n, part in enumerate(parts, 1):
        name = _file_name(part)
        last = n == len(parts)
        if part.get_content_maintype() == "text" and not name:
            texts.append(_text(part, answers))
        elif name or part.get_content_maintype() != "text":
            content = part.get_payload(decode=True)
            content = content if isinstance(content, bytes) else part.as_bytes(policy=_POLICY)
            enclosed.append(Enclosed(name or "未命名", content, whole or not last))
    return "\n\n".join(text for text in texts if text), tuple(enclosed)


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, in their order; of alternatives the plainest that says
    anything."""
    waiting = [message]
    for _ in range(MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        inner = part.get_payload()
        if part.get_content_maintype() != "multipart" or not isinstance(inner, list):
            yield part
        elif part.get_content_subtype() == "alternative":
            waiting.append(_plainest(inner))
        else:
            waiting += reversed(inner)


def _plainest(alternatives: list[Message]) -> Message:
    for part in alternatives:
        if part.get_content_type() == "text/plain" and _text(part, False):
            return part
    return alternatives[-1]


def _file_name(part: Message) -> str:
    """The name of a part that is a file, declared or not; empty for what is text."""
    named = part.get_param("filename", header="content-disposition") or part.get_param("name")
    if named:
        said = named if isinstance(named, str) else collapse_rfc2231_value(named)
        return " ".join(_clean(_header(said)).split())[-LONGEST_LINE:]
    disposition = str(part.get("Content-Disposition") or "").strip().lower()
    return "未命名" if disposition.startswith("attachment") else ""


def _text(part: Message, answers: bool) -> str:
    """The words of a part of text; of an answer without what HTML marks as quoted."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    charset = part.get_param("charset")
    said = _decoded(content[:MOST_READ], charset if isinstance(charset, str) else "")
    if part.get_content_subtype() == "html":
        said = plain(said, quoted=not answers) or plain(said)
    return _clean(said).replace("\r\n", "\n").replace("\r", "\n").strip()


def _decoded(content: bytes, charset: str) -> str:
    """Bytes as words: in the charset they name, else in the first of those we meet that fits."""
    named = charset.strip().strip("\"'").lower()
    for each in (_SAME.get(named, named), "utf-8", "gb18030"):
        try:
            return content.decode(each)
        except (LookupError, ValueError):
            continue
    return content.decode("gb18030" if named in _SAME else "utf-8", "replace")


def _clean(text: str) -> str:
    """Without signs that nobody sees, and without halves of signs: no table takes those."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _CONTROLS.sub("", whole)


def _own_words(text: str) -> str:
    """What was written this time: nothing marked with ``>``, nothing under the line with which a
    program begins to quote. Where nothing else is left, all of it."""
    own: list[str] = []
    for line in text.splitlines():
        if _OLD_LETTER.match(line):
            break
        if not line.startswith(">"):
            own.append(line)
    return "\n".join(own).strip() or text
