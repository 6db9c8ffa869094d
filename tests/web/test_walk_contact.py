"""Four conversations at the contact desk, by keyboard alone: one's own matter, another section in which
nobody is, another unit, a complaint about a colleague, who sees nothing of it.

The screen is checked with axe in both schemes and at 390 px; what was pressed is counted, and how long
the screen itself took. A key is a fifth of a second, as in the keystroke-level model for somebody who
types well (Card, Moran, Newell, Communications of the ACM 23(7), 1980)."""

from datetime import timedelta
from time import perf_counter

import pytest
from pypinyin import lazy_pinyin

from shouwen.now import now
from tests.web.visitor import Visitor

pytestmark = pytest.mark.engine("sqlite")

NEW = "/desk/contact/new/"
KEY = 0.2  # seconds
FOOD = ("weisiyuan", "shenqinghe", "luoyiming")  # everybody of the section that permits food


class Officer:
    """Somebody at the desk who touches nothing but the keyboard; ``pressed`` counts the keys that are
    no words, ``waited`` the seconds until the screen had answered."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page, self.pressed, self.waited = visitor, visitor.page, 0, 0.0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def writes(self, words: str) -> None:
        self.page.keyboard.type(words)

    def calls(self, wanted: str, channel: str = "2") -> None:
        self.visitor.go(NEW)
        self.pressed = 0
        self.press(channel)
        self.writes(wanted)

    def finds(self, what: str) -> None:
        self.page.locator("#hits .hit", has_text=what).first.wait_for()

    def takes(self, what: str) -> None:
        """Down to the hit that says so, and Enter."""
        self.finds(what)
        hits = self.page.locator("#hits .hit").all_inner_texts()
        down = next(n for n, hit in enumerate(hits, 1) if what in hit)
        self.press(*["ArrowDown"] * down, "Enter")

    def opens(self, key: str) -> None:
        began = perf_counter()
        self.press(key)
        self.page.locator("#panel button[name=do]").wait_for()
        self.waited += perf_counter() - began

    def sends(self) -> str:
        """Control and Enter; the number of what was written down."""
        began = perf_counter()
        self.press("Control+Enter")
        self.page.wait_for_url("**/contact/new/?done=*")
        self.waited += perf_counter() - began
        return self.page.url.partition("done=")[2]


@pytest.fixture
def officer(visit) -> Officer:
    return Officer(visit().sign_in("heyutong"))


def test_ones_own_matter_is_told_in_full_with_a_key_for_each_part(officer):
    officer.calls("想开一家面馆，要办食品经营许可")
    officer.takes("食品（含保健食品）经营许可核发")
    officer.opens("g")
    officer.visitor.look()
    officer.press(*[" "] * 6)
    number = officer.sends()
    officer.visitor.go(f"/desk/contact/{number}/")
    officer.visitor.look()
    assert "食品（含保健食品）经营许可核发 第 1 版" in officer.page.inner_text("main")


def in_pinyin(words: str) -> int:
    """How many keys words take: the letters of their pinyin, and one to choose after each run of them
    and for each sign."""
    runs = [run for run in words.replace("；", "。").split("。") if run]
    letters = sum(len(each) for run in runs for each in lazy_pinyin(run))
    return letters + len(runs) + words.count("；") + words.count("。")


def test_the_common_call_takes_four_keys_besides_the_words(officer, record_property):
    question, answer = "你们几点下班", "工作日下午五点半；午间不休息。"
    officer.calls(question)
    officer.press("Escape")
    officer.opens("d")
    officer.writes(answer)
    officer.sends()
    asked, answered = (in_pinyin(words) * KEY for words in (question, answer))
    keys = (officer.pressed + 1) * KEY  # Control and Enter are two
    record_property(
        "said",
        f"The common call: {officer.pressed} keys besides the words, {keys:.1f} s; its question"
        f" {asked:.1f} s, its answer {answered:.1f} s, the screen itself {officer.waited:.1f} s.",
    )
    assert officer.pressed == 4


def test_another_section_in_which_nobody_is_is_told_of_with_its_phone(officer, visit):
    _away(FOOD)
    officer.calls("食品经营许可的现场核查什么时候来")
    officer.takes("食品经营审批岗")
    officer.opens("y")
    assert officer.page.locator("#panel-title").inner_text() == "科室无人，告知电话"
    officer.press("Tab", " ")
    number = officer.sends()
    officer.visitor.go(f"/desk/contact/{number}/")
    assert "0826-555" in officer.page.inner_text("main")


def test_what_another_unit_does_is_said_with_its_phone(officer):
    officer.calls("养老保险转移找谁")
    officer.press("Escape")
    officer.opens("w")
    officer.writes("区人力资源和社会保障局")
    officer.press("Tab")
    officer.writes("0826-555-0260")
    _to(officer, "[name=do-confirmed]")
    officer.press(" ")  # they called it, and it is right
    number = officer.sends()
    officer.visitor.go(f"/desk/contact/{number}/")
    page = officer.page.inner_text("main")
    assert "区人力资源和社会保障局" in page
    assert "电话核实于" in page


def test_a_complaint_about_a_colleague_is_nowhere_to_be_seen_for_them(officer, visit):
    officer.calls("办证的罗一鸣态度很差", channel="1")
    officer.takes("罗一鸣")
    officer.opens("t")
    _to(officer, "[name=do-kind]")
    officer.press(" ")
    _to(officer, "[name=do-anonymous]")
    officer.press(" ")
    number = officer.sends()
    colleague = visit(looks=False).sign_in("luoyiming")
    for where in ("/desk/", "/desk/contacts/?view=all", f"/desk/contact/{number}/"):
        colleague.go(where)
        assert number not in colleague.page.inner_text("main")
        assert "态度很差" not in colleague.page.inner_text("main")


def _to(officer: Officer, field: str) -> None:
    """From field to field with the tabulator."""
    for _ in range(20):
        if officer.page.evaluate("field => document.activeElement.matches(field)", field):
            return
        officer.press("Tab")
    raise AssertionError(f"the tabulator does not lead to {field}")


def _away(people: tuple[str, ...]) -> None:
    """Of a sudden they are ill, as the Office enters it."""
    from shouwen.acts import Staff
    from shouwen.acts.absence import Leave, enter_sudden_absence
    from shouwen.records.models import Account, Jurisdiction
    from shouwen.rules.words import AbsenceKind

    at = now()
    people_of = dict(Account.objects.values_list("sign_in", "person"))
    for who in people:
        leave = Leave(AbsenceKind.ILLNESS, at, at + timedelta(hours=8))
        enter_sudden_absence(
            Jurisdiction.objects.get().pk,
            by=Staff(people_of["fangshuhe"]),
            at=now(),
            person=people_of[who],
            leave=leave,
        )
