"""A guide on foot, by browser: written by who keeps the catalogue, returned and approved by who
leads the section, published by the leader above, read by the public; with scripts and without."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.visitor import Visitor

pytestmark = pytest.mark.engine("sqlite")

LICENCE = "食品（含保健食品）经营许可核发"


def begins(keeper: Visitor) -> str:
    """Find the licence in everyday words and begin its next version; answers with its address."""
    keeper.go("/desk/services/")
    keeper.look()
    keeper.page.get_by_label("按平常的说法找").fill("开饭店")
    keeper.page.get_by_role("button", name="找", exact=True).click()
    keeper.page.get_by_role("link", name=re.compile("起草下一版")).first.click()
    keeper.look()
    keeper.page.get_by_role("button", name="开始写").click()
    keeper.page.wait_for_url(re.compile(r"/desk/services/[0-9a-f-]{36}/$"))
    keeper.look()
    return keeper.page.url.removeprefix(keeper.site)


def does(who: Visitor, page: str, act: str, **typed: str) -> None:
    """Open the version, take one of the acts it offers, and send its form."""
    who.go(f"{page}review/")
    who.look()
    with who.page.expect_navigation():
        who.page.locator(f"a.may[href*='{act}']").first.click()
    who.look()
    for label, text in typed.items():
        who.page.get_by_label(label).fill(text)
    who.page.locator("main form[method=post] button[type=submit]").first.click()
    who.page.wait_for_url(f"**{page}review/")


def test_a_guide_goes_from_its_writer_to_the_public(visit):
    keeper, head, leader = (
        visit().sign_in(name) for name in ("fangshuhe", "weisiyuan", "tangruolan")
    )
    page = begins(keeper)
    form = keeper.page

    # A promise beyond the law is not kept; the page keeps it, and says so where it stands.
    form.locator("#id_promise-n").fill("21")
    form.locator("#id_promise-n").blur()
    expect(form.locator("#notes")).to_contain_text("承诺时限 21 比法定时限 20 长")
    expect(form.locator("#at-promise")).to_contain_text("改成 20")
    assert form.locator("#id_promise-n").input_value() == "21"
    keeper.look()

    # What is saved by itself is said, and the public page beside it follows.
    form.locator("#id_promise-n").fill("9")
    form.locator("#id_promise-n").blur()
    expect(form.locator("#notes .note")).to_have_count(0)
    mirror = form.frame_locator("#mirror iframe")
    expect(mirror.locator(".facts .changed dd")).to_contain_text("9 个工作日")
    expect(form.locator("#p-changes")).to_contain_text("对申请人更好")

    # A row comes without what was typed elsewhere being lost, and goes again.
    form.locator("#id_summary").fill("开饭店之前办好的许可证。")
    lines = form.locator("#p-materials .line")
    before = lines.count()
    form.get_by_role("button", name="添一份材料").click()
    expect(lines).to_have_count(before + 1)
    assert form.locator("#id_summary").input_value() == "开饭店之前办好的许可证。"
    last = lines.nth(before)
    last.get_by_label("名称").fill("窗口要求的其他材料")
    last.get_by_label("名称").blur()
    expect(last.locator(".checks")).to_contain_text("没有说清要什么")
    expect(mirror.locator(".materials .unfit")).to_contain_text("窗口要求的其他材料")
    keeper.look()
    last.locator(".checks").get_by_role("button", name="删掉这一条").first.click()
    expect(lines).to_have_count(before)

    expect(form.locator("#dock")).to_contain_text("都齐了")
    form.get_by_role("button", name="送审").click()
    form.wait_for_url(re.compile("submit_version"))
    keeper.look()
    form.locator("main form[method=post] button[type=submit]").first.click()
    form.wait_for_url(f"**{page}review/")

    # Sent back with what is to be mended, from the queue; mended without scripts.
    head.go("/desk/")
    head.look()
    head.page.get_by_role("link", name=re.compile("审核办事指南")).first.click()
    head.page.wait_for_url(f"**{page}review/")
    does(head, page, "return_version", 退回意见="承诺 8 天守得住。")
    plain = visit(scripts=False).sign_in("fangshuhe")
    plain.go(page)
    assert "承诺 8 天守得住。" in plain.page.inner_text("#notes")
    plain.page.locator("#id_promise-n").fill("21")
    plain.page.get_by_role("button", name="添一问一答").click()
    assert "承诺时限 21 比法定时限 20 长" in plain.page.inner_text("#notes")
    assert plain.page.locator("#p-questions .line").count() == 3, "the row has come all the same"
    plain.page.locator("#id_promise-n").fill("8")
    asked = plain.page.locator("#p-questions .line").last
    asked.get_by_label("问", exact=True).fill("几天能办好？")
    asked.get_by_label("答", exact=True).fill("八个工作日。")
    asked.get_by_role("button", name=re.compile("上移")).click()
    plain.page.wait_for_url(re.compile("#questions-"))
    plain.page.get_by_role("button", name="送审").click()
    plain.page.locator("main form[method=post] button[type=submit]").first.click()
    plain.page.wait_for_url(f"**{page}review/")

    does(head, page, "approve_version")
    does(leader, page, "publish_version")
    assert "施行中" in leader.page.inner_text("main")
    leader.go("/?asked=开饭店")
    leader.page.get_by_role("link", name=re.compile(LICENCE[:4])).first.click()
    leader.look()
    said = leader.page.inner_text("main")
    assert "第 2 版" in said
    assert "几天能办好？" in said


def test_two_who_write_one_draft_lose_nothing(visit):
    one, other = visit().sign_in("fangshuhe"), visit().sign_in("fangshuhe")
    page = begins(one)
    other.go(page)
    one.page.locator("#id_audience").fill("开饭店的人")
    one.page.locator("#id_audience").blur()
    expect(one.page.locator("#p-changes")).to_contain_text("开饭店的人")

    other.page.locator("#id_quota").fill("每年一百件")
    other.page.locator("#id_quota").blur()
    expect(other.page.locator("#notes")).to_contain_text("这中间有人保存过")
    other.look()
    other.page.get_by_role("button", name="把两份合起来看").click()
    expect(other.page.locator("#id_audience")).to_have_value("开饭店的人")
    assert other.page.locator("#id_quota").input_value() == "每年一百件"
    other.look()
    other.page.get_by_role("button", name="看过了，保存").click()
    expect(other.page.locator("#notes .note")).to_have_count(0)
    one.go(page)
    assert one.page.locator("#id_quota").input_value() == "每年一百件"
    assert one.page.locator("#id_audience").input_value() == "开饭店的人"
