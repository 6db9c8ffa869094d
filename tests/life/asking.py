"""What people ask in the life in which everything happens once: each way of asking, and each thing that
comes of it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

Happens = tuple[datetime, str, str, str | None, dict[str, Any]]

WINDOW, FOOD, CIVIL, CLERK = "heyutong", "luoyiming", "renxiaoman", "zouyichen"
RELIEF, HEAD = "baizhixing", "jianglinxi"
SIX = ["basis", "limit", "procedure", "fee", "materials", "grounds"]
WHY = "按职责归那个岗位。"
ELSEWHERE = {"body": "区自然资源和规划局", "phone": "0826-555-0191", "confirmed": True}


class Asking:
    """Collects what is done about those who ask; ``at`` gives the instants of the life."""

    def __init__(self, at: Callable[[int, str], datetime], code: str) -> None:
        """``code`` is that of a service."""
        self.at, self.code = at, code
        self.happens: list[Happens] = []

    def asks(self, who: str, day: int, clock: str, channel: str = "visit", **said: Any) -> None:
        """Somebody is asked in person or by telephone, by ``who`` it is registered."""
        self.comes(who, day, clock, "contact.register", WINDOW, channel, **said)

    def comes(
        self, contact: str, day: int, clock: str, act: str, by: str, channel: str, **said: Any
    ) -> None:
        """``contact`` is made, by registering or by receiving it."""
        unseen = {"unseen": True} if said.pop("unseen", False) else {}
        wanted = {"channel": channel, "text": "想问一件事。", "name": "徐禾", **said}
        self.on(contact, day, clock, act, by, wanted=wanted, **unseen)

    def on(self, contact: str, day: int, clock: str, act: str, who: str, **brings: Any) -> None:
        """An act on a contact."""
        self.happens.append((self.at(day, clock), act, who, contact, {"brings": brings}))

    def does(self, contact: str, day: int, clock: str, act: str, **brings: Any) -> None:
        """What the window does on a contact it holds."""
        self.on(contact, day, clock, f"contact.{act}", WINDOW, **brings)


def asked(at: Callable[[int, str], datetime], code: str) -> Iterator[Happens]:
    """Everything that may come of being asked, once; ``code`` is that of a service whose guide is
    told."""
    life = Asking(at, code)
    _on_the_spot(life)
    _promised(life)
    _reported(life)
    _handed(life)
    _misrouted(life)
    _in_writing(life)
    yield from life.happens


def _on_the_spot(life: Asking) -> None:
    """Answered and rated; told, opened again and answered; guided; nobody there, which is accounted
    for; elsewhere; unfit; gone; a case."""
    life.asks("answered", 0, "09:31", phone="0826-555-0171")
    life.does("answered", 0, "09:36", "answer", text="带身份证原件。")
    life.on("answered", 1, "10:00", "contact.rate", "party", stars=4)
    life.asks("told", 0, "09:41", channel="phone", phone="0826-555-0172")
    life.does("told", 0, "09:45", "tell_in_full", service=life.code, how="contact", parts=SIX)
    life.on("told", 2, "10:00", "contact.reopen", "party", text="那边说不归他们。")
    life.does("told", 2, "10:20", "answer", text="已问清，就在一楼办。")
    life.asks("guided", 0, "10:11")
    life.does("guided", 0, "10:13", "guide", post="civil", told=True)
    life.asks("found empty", 0, "10:21")
    life.does("found empty", 0, "10:23", "give_phone", post="water", told=True)
    said = "到现场核查去了。"
    life.on("found empty", 1, "09:20", "contact.account_for_empty", "luchengyu", text=said)
    life.asks("elsewhere", 0, "10:31")
    life.does("elsewhere", 0, "10:33", "refer_outside", elsewhere=ELSEWHERE)
    life.asks("unfit", 0, "10:41")
    may = {"reason": "户籍不在本区。", "may_apply": True}
    life.does("unfit", 0, "10:45", "tell_not_eligible", service=life.code, how="print", **may)
    life.asks("left", 0, "10:51")
    life.does("left", 0, "10:55", "record_left", reason="回去拿身份证，没有再来。")
    life.asks("applies", 0, "09:05")
    life.does("applies", 0, "09:15", "accept", case="granted")


def _promised(life: Asking) -> None:
    """Called back; called three times for nothing; whose it is found out, and still to be; asked of
    others, once outside."""
    for n, (contact, calls) in enumerate((("called", 1), ("gone", 3))):
        life.asks(contact, 1, f"09:1{n}", phone="0826-555-0173")
        life.does(contact, 1, f"09:2{n}", "take_for_absent", post="food", why="经办人开会去了。")
        life.on(contact, 1, f"10:0{n}", "contact.confirm_call", FOOD)
        for day in range(calls):
            life.on(contact, 1, f"1{day}:3{n}", "contact.note_call", FOOD, text="没有人接。")
    life.on("called", 1, "14:00", "contact.call_back", FOOD, text="材料齐了，可以来。")
    life.on("gone", 2, "14:10", "contact.record_left", FOOD, reason="打了三次都没有人接。")
    no_phone = {"phone_declined": True, "other_way": "周五再来窗口"}
    for n, contact in enumerate(("found out", "not found yet")):
        day = 33 * n + 1
        life.asks(contact, day, "09:31", **no_phone)
        life.does(contact, day, "09:35", "find_out", why="要查一下归哪里。")
    life.does("found out", 2, "09:40", "tell_found", elsewhere=ELSEWHERE)
    life.asks("of others", 1, "10:11", phone="0826-555-0174")
    for day, whom in ((1, {"post": "food"}), (2, {"outside": ELSEWHERE["body"]})):
        asks = {"question": "要不要另办手续？", "why": "要问过才能答。", "days": 2}
        life.does("of others", day, "10:15", "ask", **asks, **whom)
        answers = FOOD if "post" in whom else WINDOW
        life.on("of others", 3, f"09:1{day}", "contact.answer_question", answers, text="不用。")
    life.does("of others", 3, "14:00", "tell_asker", how="call", text="不用另办手续。")


def _reported(life: Asking) -> None:
    """A colleague is complained of, which is passed on; a clue goes to the discipline body."""
    who = {"name": "徐禾", "phone": "0826-555-0175", "about": [FOOD]}
    for contact, kind in (("complaint", "complaint"), ("clue", "discipline")):
        life.asks(contact, 2, "09:31", unseen=True, text=f"我要反映一个人（{kind}）。")
        life.does(contact, 2, "09:35", "register_report", report={"kind": kind, **who})
    life.does("complaint", 2, "09:45", "pass_on", post="oversight_clerk", why="投诉归那里查办。")
    life.on("complaint", 2, "10:10", "contact.confirm_report", "guwenbo")
    life.does("clue", 2, "09:46", "pass_outside", elsewhere={**ELSEWHERE, "body": "区纪委监委"})


def _handed(life: Asking) -> None:
    """Taken over and answered; declined, so that the superior of both assigns it; confirmed by
    nobody."""
    for n, contact in enumerate(("handed", "disputed", "silent")):
        life.asks(contact, 3, f"09:2{n}", phone="0826-555-0176")
        life.does(contact, 3, f"09:3{n}", "hand_over", post="civil", why=WHY)
    life.on("handed", 3, "10:10", "contact.confirm", CIVIL)
    life.on("handed", 3, "10:20", "contact.answer", CIVIL, text="可以代办。")
    life.on("disputed", 3, "10:11", "contact.decline", CIVIL, why="窗口就能答。")
    life.does("disputed", 3, "10:30", "ask_to_assign", why="两边都说不归自己。")
    life.on("disputed", 3, "13:40", "contact.assign", "tangruolan", post="civil", why=WHY)
    life.on("disputed", 3, "14:10", "contact.answer", CIVIL, text="已经答复来人。")


def _misrouted(life: Asking) -> None:
    """Sent to the wrong post three times, which is gone through by the head; and three times again,
    where the last was right after all, so that nothing is."""
    for day in (4, 5):
        for n in range(3):
            contact = f"misrouted {day} {n}"
            life.asks(contact, day, f"09:2{n}", phone="0826-555-0176")
            life.does(contact, day, f"09:3{n}", "hand_over", post="relief", why=WHY)
            life.on(contact, day, f"10:1{n}", "contact.decline", RELIEF, why="窗口就能答。")
            if (day, n) != (5, 2):
                life.does(contact, day, f"10:3{n}", "answer", text="在一楼就能办。")
    said = {"text": "三件都该在窗口答。", "on": life.at(4, "14:00").date().isoformat()}
    life.on("misrouted 4 2", 4, "14:00", "briefing.hold", HEAD, gone_through=said)
    life.does("misrouted 5 2", 5, "10:40", "ask_to_assign", why="两边都说不归自己。")
    life.on("misrouted 5 2", 5, "13:40", "contact.assign", "tangruolan", post="relief", why=WHY)
    life.on("misrouted 5 2", 5, "14:00", "briefing.drop", HEAD)
    life.on("misrouted 5 2", 5, "14:10", "contact.answer", RELIEF, text="已经答复来人。")


def _in_writing(life: Asking) -> None:
    """A letter that the clerk opens, who mends what was written down; a mail that nobody opens, so
    that it is the leader's on duty, after which its writer writes more; a question that waits. A line
    of the directory is wrong, and mended; another is wrong still."""
    life.comes("letter", 1, "10:01", "contact.receive", CLERK, "letter")
    life.on("letter", 1, "10:20", "contact.take", CLERK)
    mended = {"channel": "letter", "text": "想问两件事。", "name": "徐禾"}
    life.on("letter", 1, "10:25", "contact.correct_record", CLERK, wanted=mended)
    life.on("letter", 1, "10:40", "contact.answer", CLERK, text="已经回信。")
    life.comes("mail", 2, "09:01", "contact.receive", "party", "email", email="xu@example.org")
    life.on(
        "mail", 2, "14:00", "contact.note_reply", "party", text="还有一件。", message_id="<2@x>"
    )
    life.on("mail", 2, "14:20", "contact.answer", "fangshuhe", text="两件都可以办。")
    life.comes("question", 33, "16:50", "contact.receive", "party", "web")
    for act, who, day, line, brings in (
        ("report", WINDOW, 0, "water", {"wrong": "电话打不通"}),
        ("mend", "yangqiwen", 1, "water", {"reach": {"phone": "0826-555-0161", "place": "304室"}}),
        ("report", WINDOW, 2, "food", {}),
        ("confirm", "weisiyuan", 3, "food", {}),
        ("report", WINDOW, 4, "food", {}),
    ):
        life.on(line, day, "11:00", f"office.{act}_entry", who, **brings)
