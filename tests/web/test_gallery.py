"""Every page of the gallery: complete, safe under the site's policy, and usable by everybody."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from time import process_time

import pikepdf
import pytest
from playwright.sync_api import expect

from shouwen.rules.labels import LABELS
from shouwen.rules.words import AbsenceKind
from shouwen.web.templatetags.shouwen import near
from tests.web import office_rows
from tests.web.fixtures import at
from tests.web.gallery import MISSING, PAGES, answer, html, render, staff
from tests.web.looking import faults

TEMPLATES = Path(__file__).parents[2] / "src" / "shouwen" / "web" / "templates"
STYLES = TEMPLATES.parent / "static" / "shouwen"
PUBLIC = [name for name, shown in PAGES.items() if shown.template.startswith("public/")]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


class Outline(HTMLParser):
    """What a page's markup says: tags with their attributes, ids, headings in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def ids(self) -> list[str]:
        return [attrs["id"] for _tag, attrs in self.tags if attrs.get("id")]


@pytest.fixture(params=list(PAGES))
def name(request: pytest.FixtureRequest) -> str:
    return request.param


def test_no_variable_is_missing(name: str) -> None:
    before, after = MISSING.split("%s")
    assert re.findall(f"{before}.*?{after}", render(name)) == []


def test_nothing_is_inline_so_the_strict_policy_holds(name: str) -> None:
    for tag, attrs in Outline(render(name)).tags:
        assert "style" not in attrs, (tag, attrs)
        assert not [each for each in attrs if each.startswith("on")], (tag, attrs)
        assert tag != "style"
        if tag == "script":
            assert attrs.get("src"), "a script in the page itself"


def test_each_id_stands_once_and_each_reference_finds_one(name: str) -> None:
    outline = Outline(render(name))
    ids = outline.ids()
    assert len(ids) == len(set(ids)), sorted({each for each in ids if ids.count(each) > 1})
    for tag, attrs in outline.tags:
        wanted = [
            *(attrs.get("aria-labelledby") or "").split(),
            *(attrs.get("aria-describedby") or "").split(),
            *filter(None, [attrs.get("for"), attrs.get("popovertarget")]),
        ]
        href = attrs.get("href") or ""
        if tag == "a" and href.startswith("#") and len(href) > 1:
            wanted.append(href[1:])
        assert set(wanted) <= set(ids), (tag, attrs)


def test_every_form_that_writes_carries_its_token(name: str) -> None:
    html = render(name)
    posts = len(re.findall(r'<form[^>]*method="post"', html))
    writes = 0 if name in PUBLIC else posts  # public forms only ask: no token, so no cookie
    assert html.count('name="csrfmiddlewaretoken"') == writes


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_page_says_where_to_complain(name: str) -> None:
    html = render(name)
    assert "局效能监督科" in html, "5.4b: the section"
    assert "tel:0826-555-0112" in html, "5.4b: its phone"
    assert "tel:12345" in html


@pytest.mark.parametrize("status", ["400", "403", "404", "429", "500", "503"])
def test_an_error_page_says_what_to_do_and_knows_nothing_of_the_database(status: str) -> None:
    assert PAGES[status].context() == {}
    html = render(status)
    assert "tel:12345" in html
    assert re.search(r'<h1>.+</h1>\s*<p class="lede">.{12,}</p>', html)


def test_every_template_is_in_the_gallery_or_part_of_one_that_is() -> None:
    shown = {page.template for page in PAGES.values()}
    pages = {
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if path.parent.name not in ("components", "forms") and not path.name.startswith("_")
    }
    assert pages - shown == {"base.html", "base_public.html", "base_staff.html", "error.html"}


def test_all_chinese_of_the_templates_can_be_translated() -> None:
    """But for a form that people print and sign: it is a paper, and marked as Chinese."""
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r'<article [^>]*lang="zh-Hans">.*?</article>', "", text, flags=re.DOTALL)
        text = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", "", text, flags=re.DOTALL)
        text = re.sub(r"{% translate .*?%}", "", text)
        assert not CHINESE.search(re.sub(r"[《》—，：。（）·]", "", text)), path


def test_the_intake_keeps_everything_that_was_typed() -> None:
    html = render("intake-errors")
    assert 'value="栖云客栈"' in html
    assert 'value="没有标面积。"' in html
    assert 'href="#form-3"' in html, "the summary leads to the material"


def test_an_act_that_is_barred_names_its_clause_and_says_why() -> None:
    html = render("case")
    barred = html[html.index('id="may-not"') :]
    assert 'href="/regulation/#c-4.2c"' in barred
    assert "材料没有变，不得再提其他问题" in barred


def test_a_due_time_at_midnight_is_twenty_four_hundred_of_the_day_before() -> None:
    assert "个工作日后到期（10-20 24:00）" in render("case"), "due at 10-21 00:00"


def test_everybody_reads_whom_to_ask_instead_and_never_why_somebody_is_away() -> None:
    for name in ("who", "wall"):
        html = render(name)
        assert "请找 01 窗 林晓" in html
        for kind in LABELS[AbsenceKind].values():
            assert kind not in html, (name, kind)


def test_a_seat_on_fallback_says_so_in_words_beside_its_mark() -> None:
    cards = render("seats").split('<li class="post-card ')
    (card,) = (each for each in cards if "<span>勘验岗二</span>" in each)
    assert card.startswith("fallback")
    assert "兜底：科室负责人接手，还没有人指定" in card


def test_a_day_without_a_leader_on_duty_is_a_hole_of_its_own() -> None:
    assert "没有值班领导" in render("seats-planned")
    assert "天没有值班领导" not in render("seats")


def test_whoever_cannot_stand_in_is_shown_with_the_reason_and_cannot_be_chosen() -> None:
    choices = render("absence-request").split('<label class="stand-in">')
    (zhou,) = (each for each in choices if "周敏" in each)
    assert " disabled" in zhou
    assert "不能：11-26 前离岗" in zhou
    (han,) = (each for each in choices if "有受理资格" in each)
    assert " disabled" not in han


def test_what_is_owed_on_an_absence_leads_to_the_absence() -> None:
    queue = render("queue-absence")
    assert 'href="/desk/absences/2026-118/"' in queue
    assert 'href="/desk/absences/2026-118/acts/absence.decline_absence/"' in queue
    for name in ("absence-act", "absence-ledger"):
        assert 'href="/desk/absences/2026-118/"' in render(name)
    assert "/desk/cases/" not in render("absence-act")


def test_a_line_handed_over_late_is_marked_and_says_so() -> None:
    lines = render("absence").split("<tr")
    (late,) = (each for each in lines if "巴山小馆" in each)
    assert 'class="late"' in late
    assert "超 1 天" in late


def test_the_matrix_of_two_thousand_posts_is_drawn_within_a_second() -> None:
    section = office_rows.SOCIAL_DUTIES
    sections = tuple(replace(section, key=f"s{n}", name=f"第 {n} 科") for n in range(400))
    whole = replace(office_rows.WHOLE_MATRIX, sections=sections)
    since = process_time()
    page = html(staff("matrix", "/desk/duties/", page=whole))
    assert process_time() - since < 1, "of this process: others may have the machine"
    assert page.count("post=") == 2000


def test_a_duty_that_no_post_bears_is_a_place_in_the_matrix() -> None:
    for name in ("matrix", "matrix-whole"):
        lines = [each for each in render(name).split("<tr") if "诊所备案事后核查" in each]
        assert lines
        assert all("没有岗位承担" in each for each in lines)


def test_the_legend_of_the_calendar_has_only_what_occurs() -> None:
    for name in ("track", "track-ours", "track-over"):
        page = render(name)
        weeks, key = page.split('<ul class="weeks-key"')
        drawn = set(re.findall(r'<li class="(\w+)', weeks[weeks.index('class="weeks"') :]))
        told = re.findall(r'<i class="(\w+)">', key[: key.index("</ul>")])
        assert set(told) == drawn - {"plain", "end"}, name
        assert len(told) == len(set(told))


def test_a_time_is_told_as_seen_from_now() -> None:
    now = at(11, 24, 10, 26)
    assert near(at(11, 24, 17, 30), now) == "今天 17:30"
    assert near(at(11, 25, 12), now) == "明天 12:00"
    assert near(at(11, 27, 9), now) == "11-27"
    assert near(at(11, 25), now) == "今天", "midnight ends the day before"


def test_every_clause_can_be_linked_to() -> None:
    ids = Outline(render("regulation")).ids()
    assert len([each for each in ids if each.startswith("c-")]) == 99


# ── in the browser ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def tab(browser):
    """Opens a page of the gallery in a tab of its own: ``tab("case", color_scheme="dark")``."""
    contexts = []

    def open_page(name: str, **options):
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.route("**/*", answer)
        page.goto(f"http://gallery.test/{name}")
        return page

    yield open_page
    for context in contexts:
        context.close()


def looks(name: str) -> Iterator[tuple[int, str, str]]:
    """Width, scheme and forced colours in which a page is looked at. The words of another language
    change its width and nothing of its colours."""
    yield 1440, "light", "none"
    yield 320 if name in PUBLIC else 390, "light", "none"  # WCAG 1.4.10: whatever device they have
    if name.endswith(("-en", "-hant")):
        return
    yield 1440, "dark", "none"
    if name in PUBLIC:
        yield 1440, "light", "active"


def test_the_dark_scheme_sets_colours_and_nothing_else() -> None:
    """So that axe, which has seen the page in light, need look at nothing else in dark."""
    sheets = "".join(path.read_text(encoding="utf-8") for path in STYLES.glob("*.css"))
    assert "light-dark(" not in sheets
    dark = re.findall(r"prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}\s*\}", sheets, re.DOTALL)
    assert len(dark) == sheets.count("prefers-color-scheme") == 1
    for said in filter(None, map(str.strip, dark[0].split(";"))):
        assert re.fullmatch(r"--[\w-]+: ([-\w ]+ )?(#[0-9a-f]{6}|rgb\([^)]+\))", said), said


@pytest.fixture(scope="module")
def window(browser) -> Iterator:
    """One tab, and what it complained of, for pages that are only looked at."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page, complaints = context.new_page(), []
    page.route("**/*", answer)
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page, complaints
    context.close()


@pytest.mark.needs("chromium")
def test_axe_finds_nothing_nothing_runs_over_the_edge_and_no_policy_is_broken(
    window, name: str
) -> None:
    page, complaints = window
    complaints.clear()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"http://gallery.test/{name}")
    for width, scheme, colours in looks(name):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, forced_colors=colours)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = faults(page, colours_alone=scheme == "dark")
        assert found == [], (width, scheme, colours)
    assert complaints == []


@pytest.mark.needs("chromium")
def test_keys_walk_open_and_explain_and_can_be_switched_off(tab) -> None:
    page = tab("case")
    focus = "document.activeElement.closest('li')?.innerText ?? document.activeElement.id"
    page.keyboard.press("j")
    here = page.evaluate(focus)
    page.keyboard.press("j")
    assert page.evaluate(focus) != here
    page.keyboard.press("k")
    assert page.evaluate(focus) == here

    page.keyboard.press("w")
    assert page.locator("#why").is_visible()
    page.keyboard.press("w")
    assert not page.locator("#why").is_visible()

    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("w511602")
    assert page.locator("#find").input_value() == "w511602", "letters are text while one types"
    assert not page.locator("#why").is_visible()

    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert "准予许可" in page.locator("#keys").inner_text()
    page.locator("#keys input").uncheck()
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("w")
    assert not page.locator("#why").is_visible(), "switched off"


@pytest.mark.needs("chromium")
def test_the_queue_refreshes_without_reload_and_keeps_the_focus(tab) -> None:
    page = tab("404")
    page.clock.install()
    page.goto("http://gallery.test/queue")
    row = page.locator("#o-o4")
    row.focus()
    page.clock.fast_forward(1_000)
    expect(page.locator("#peek h2")).to_have_text("今日签办")
    row.evaluate("row => row.dataset.old = 'yes'")
    page.clock.fast_forward(21_000)
    expect(page.locator("#o-o4:not([data-old])")).to_be_focused()


@pytest.mark.needs("chromium")
def test_the_wall_fits_its_screen_and_goes_on_to_the_next_by_itself(tab) -> None:
    page = tab("404", viewport={"width": 1920, "height": 1080})
    page.clock.install()
    page.goto("http://gallery.test/wall")
    fits = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    assert page.evaluate(fits) == [1920, 1080]
    page.goto("http://gallery.test/wall-second")
    expect(page.locator(".which")).to_have_text("2 / 2")
    page.clock.fast_forward(21_000)
    expect(page.locator(".windows li")).to_have_count(6)


@pytest.mark.needs("chromium")
def test_an_act_on_an_absence_is_done_by_its_key(tab) -> None:
    page = tab("absence")
    with page.expect_request("**/desk/absences/2026-118/acts/absence.designate_stand_in:c1/"):
        page.keyboard.press("z")


@pytest.mark.needs("chromium")
def test_a_wide_table_scrolls_by_keyboard_on_a_phone(tab) -> None:
    page = tab("absences", viewport={"width": 390, "height": 900})
    pan = page.locator(".pan")
    pan.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.pan').scrollLeft > 0", timeout=5_000)


@pytest.mark.needs("chromium")
def test_what_was_typed_is_there_again_after_leaving_the_page(tab) -> None:
    page = tab("intake")
    page.locator("#id_applicant").fill("青禾理发店")
    page.locator("#id_form-1-check_1").check()
    page.locator("#id_form-1-problem").fill("没有标面积。")
    page.goto("http://gallery.test/queue")
    page.goto("http://gallery.test/intake")
    assert page.locator("#id_applicant").input_value() == "青禾理发店"
    assert page.locator("#id_form-1-problem").input_value() == "没有标面积。"
    page.get_by_role("button", name="清空重填").click()
    page.goto("http://gallery.test/intake")
    assert page.locator("#id_applicant").input_value() == ""


@pytest.mark.needs("chromium")
def test_what_is_wrong_is_asked_only_where_something_is(tab) -> None:
    page = tab("intake")
    assert not page.locator("#id_form-0-problem").is_visible()
    page.locator("#id_form-0-check_1").check()
    assert page.locator("#id_form-0-problem").is_visible()
    page.locator("#id_form-0-check_0").check()
    assert not page.locator("#id_form-0-problem").is_visible()


def test_a_cases_own_picture_is_printed_on_one_sheet_lying_on_its_side(tab):
    page = tab("case-life")
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as printed:
        (sheet,) = printed.pages
        assert [round(float(side) / 72 * 25.4) for side in sheet.mediabox[2:]] == [297, 210]
