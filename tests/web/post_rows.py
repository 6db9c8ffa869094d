"""Rows of the desk that opens the post: letters, mails of every fate, and none."""

from typing import Any
from uuid import UUID

from shouwen.queries.rows.post import LetterRow, MailRow, PostPage
from shouwen.rules.words import ContactState, MailFate
from shouwen.web.desk.post import LetterForm
from tests.acts.world import at

NUMBER = "511602-SW-20261013-00047-3"
SUBJECTS = {
    MailFate.CONTACT: "开面馆要办哪些证",
    MailFate.MESSAGE: "回复：您问的事有答复了",
    MailFate.THANKS: "谢谢",
    MailFate.AUTOMATIC: "自动回复：我在休假",
    MailFate.HINDERED: "",
}
PAGE = PostPage(
    office=str(UUID(int=1)),
    letters=(
        LetterRow(
            number=NUMBER,
            wanted="请问低保的家庭收入怎么算，我家老人的退休金算不算在里面？盼复。",
            who="徐禾",
            at=at("2026-10-13 09:12"),
            state=ContactState.WAITING,
            files=2,
        ),
        LetterRow(NUMBER, "路灯坏了两个月", "", at("2026-10-13 09:05"), ContactState.OPEN, 0),
    ),
    mails=tuple(
        MailRow(
            key=str(UUID(int=n)),
            sender="xuhe@example.org",
            subject=subject,
            at=at("2026-10-13 08:55"),
            fate=fate,
            contact="" if fate in (MailFate.AUTOMATIC, MailFate.HINDERED) else NUMBER,
            failure="ValueError: stuck" if fate is MailFate.HINDERED else "",
            open=fate is MailFate.HINDERED,
        )
        for n, (fate, subject) in enumerate(SUBJECTS.items())
    ),
    reads=True,
    read_at=at("2026-10-13 09:20"),
)
NONE = PostPage(PAGE.office, (), (), reads=True, down_since=at("2026-10-13 08:00"))


def letter(said: dict[str, Any] | None = None) -> LetterForm:
    """The form of a letter, fresh or with what was typed."""
    fresh = {"request_id": UUID(int=7)}
    return LetterForm({**fresh, **said}, {}, initial=fresh) if said else LetterForm(initial=fresh)
