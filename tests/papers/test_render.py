"""Papers as they come out of the typesetter: what can be read, checked and kept."""

import hashlib
import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from shouwen.papers import render
from shouwen.rules.papers import TOLD_ONCE, CasePaper, ReceivedMaterial, canonical
from shouwen.rules.words import PaperKind
from tests.papers.drawing import draw, drawn_anew, read, words
from tests.papers.examples import (
    ACCEPTANCE_NOTICE,
    CORRECTION_NOTICE,
    DECISION,
    DEEMED_ACCEPTANCE,
    EXAMPLES,
    ISSUED_AT,
    KINDS,
    RECEIPT,
)
from tests.papers.office_examples import (
    AB_TABLE,
    ABSENCE_FORM,
    HANDOVER_SHEET,
    POST_DESCRIPTION,
    SUDDEN_ABSENCE,
)

ALL = pytest.mark.parametrize("paper", EXAMPLES.values(), ids=EXAMPLES)
INSIDE = [
    EXAMPLES[kind]
    for kind in (
        PaperKind.ABSENCE_FORM,
        PaperKind.HANDOVER_SHEET,
        PaperKind.EXTENSION_FORM,
        PaperKind.REFUSAL_FORM,
    )
]
SIGNED = [
    EXAMPLES[PaperKind.RETURN_SLIP],
    EXAMPLES[PaperKind.SERVICE_RECORD],
]  # by whoever takes something: the office seals nothing
OF_A_CASE = pytest.mark.parametrize(
    "paper",
    [each for each in EXAMPLES.values() if isinstance(each, CasePaper) and each not in INSIDE],
)
OFFICIAL = pytest.mark.parametrize("paper", [CORRECTION_NOTICE, ACCEPTANCE_NOTICE, DECISION])
PT_PER_MM = 72 / 25.4


def tags(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """Every element of the structure tree."""
    found, waiting = [], [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Array):
            waiting.extend(element)
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                found.append(element)
            if "/K" in element:
                waiting.append(element.K)
    return found


@ALL
def test_a_paper_declares_itself_archival_and_accessible(paper):
    with pikepdf.open(io.BytesIO(draw(paper))) as pdf:
        meta = pdf.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
        assert meta["pdfuaid:part"] == "1"
        assert meta["dc:title"] == f"{paper.title} {paper.number}"
        assert str(pdf.Root.Lang) == "zh-CN"
        assert pdf.Root.MarkInfo.Marked


@ALL
def test_a_screen_reader_finds_title_and_meaning_of_the_code(paper):
    with pikepdf.open(io.BytesIO(draw(paper))) as pdf:
        elements = tags(pdf)
        kinds = [str(element.S) for element in elements]
        assert kinds.count("/H1") == 1
        (figure,) = [
            element for element in elements if element.S == "/Figure" and "/Alt" in element
        ]
        assert paper.check_url in str(figure.Alt)


def test_the_table_of_materials_has_header_cells():
    with pikepdf.open(io.BytesIO(draw(RECEIPT))) as pdf:
        kinds = [str(element.S) for element in tags(pdf)]

    assert kinds.count("/TH") == 5
    assert kinds.count("/TR") >= 1 + len(RECEIPT.materials)


@pytest.mark.needs("pdftotext")
def test_a_receipt_says_all_that_the_clause_asks_for():
    said = words(draw(RECEIPT))

    for material in RECEIPT.materials:
        assert material.name in said
    assert "共6项，46页" in said
    assert "2026年11月26日" in said
    assert RECEIPT.condition in said
    for part in (RECEIPT.handler, RECEIPT.handler_phone, RECEIPT.lookup_code, RECEIPT.case_number):
        assert part in said
    assert "5116**********2417" in said
    assert "代理人赵堃喆" in said
    assert "2026年11月16日10:26" in said


@pytest.mark.needs("pdftotext")
def test_a_receipt_issued_anew_says_which_edition_it_is_and_why():
    said = words(draw(replace(RECEIPT, edition=2, reissue_reason="经办人变更")))

    assert "第2版，代替以前各版：经办人变更" in said
    assert "代替以前各版" not in words(draw(RECEIPT))


@pytest.mark.needs("pdftotext")
def test_a_receipt_says_why_what_is_possible_on_the_spot_was_not_done_there():
    said = words(draw(replace(RECEIPT, why_not_at_once="登记系统停机到 11 点")))

    assert "没有当场办结的理由：登记系统停机到11点" in said
    assert "没有当场办结" not in words(draw(RECEIPT))


@pytest.mark.needs("pdftotext")
def test_a_completion_time_that_may_still_move_is_marked():
    assert "放假安排尚未公布" in words(draw(replace(RECEIPT, provisional=True)))
    assert "放假安排尚未公布" not in words(draw(RECEIPT))


@pytest.mark.needs("pdftotext")
def test_a_correction_notice_tells_everything_once():
    said = words(draw(CORRECTION_NOTICE))

    for fault in CORRECTION_NOTICE.faults:
        for part in (fault.material, fault.problem, fault.ground, fault.cure):
            assert part in said
    assert TOLD_ONCE in said
    assert "第1次补正通知" in said
    assert "15个工作日内补正，截止日为2026年12月7日" in said
    assert CORRECTION_NOTICE.consequence in said


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize(
    "kind",
    [
        PaperKind.SUPPLEMENTARY_NOTICE,
        PaperKind.CHANGED_LAW_NOTICE,
        PaperKind.SUPPLY_INVITATION,
    ],
)
def test_a_notice_beside_the_one_says_what_it_is_about_and_what_it_is_not(kind):
    paper = EXAMPLES[kind]
    said = words(draw(paper))
    for fault in paper.faults:
        for part in (fault.material, fault.problem, fault.ground, fault.cure, fault.department):
            assert part.replace(" ", "") in said
    assert paper.statement in said


@pytest.mark.needs("pdftotext")
def test_a_supplementary_notice_names_the_notice_it_follows_and_what_still_waits():
    said = words(draw(EXAMPLES[PaperKind.SUPPLEMENTARY_NOTICE]))
    assert "按照广审补〔2026〕208号通知" in said
    assert "从业人员健康合格证明，仍按原通知补正" in said
    assert "第1次补充通知" in said


@pytest.mark.needs("pdftotext")
def test_a_decision_made_at_once_lists_materials_and_pages_in_the_place_of_a_receipt():
    said = words(draw(replace(DECISION, materials=RECEIPT.materials)))
    assert "当场受理、当场办结" in said
    for material in RECEIPT.materials:
        assert (
            f"{material.name}：{material.form}，{material.copies}份，共{material.pages}页" in said
        )
    assert "收件回执单" not in words(draw(DECISION))


@pytest.mark.needs("pdftotext")
def test_a_point_names_the_department_that_asks_where_that_is_another():
    asked = replace(CORRECTION_NOTICE.faults[0], department="区消防救援大队")
    assert "提出部门：区消防救援大队" in words(draw(replace(CORRECTION_NOTICE, faults=(asked,))))
    assert "提出部门" not in words(draw(CORRECTION_NOTICE))


@pytest.mark.needs("pdftotext")
def test_an_acceptance_notice_says_by_when_a_decision_is_owed():
    said = words(draw(ACCEPTANCE_NOTICE))

    assert "受理日期为2026年11月16日" in said
    assert "法定时限为20个工作日，本机关至迟于2026年12月14日作出决定" in said
    assert "承诺时限为8个工作日，至迟于2026年11月26日办结" in said
    assert "第八十二条" in said
    assert "第四十五条" in said


@pytest.mark.needs("pdftotext")
def test_without_a_statutory_limit_only_the_promise_is_told():
    said = words(draw(replace(ACCEPTANCE_NOTICE, statute="", decide_by=None)))

    assert "法定时限" not in said
    assert "至迟于2026年11月26日办结" in said


@pytest.mark.needs("pdftotext")
def test_a_deemed_acceptance_says_so_with_its_article():
    said = words(draw(DEEMED_ACCEPTANCE))

    assert "第三十二条第一款第四项，该申请自收到申请材料之日起即为受理" in said
    assert "决定予以受理" not in said


@pytest.mark.needs("pdftotext")
def test_a_decision_says_what_was_found_on_which_ground_and_what_is_decided():
    said = words(draw(DECISION))

    for part in (*DECISION.facts, *DECISION.basis, DECISION.decision, DECISION.result):
        assert part in said
    assert "准予行政许可决定书" in said


@ALL
@pytest.mark.needs("pdftotext")
def test_every_paper_has_its_number_and_the_clauses_it_fulfils(paper):
    said = words(draw(paper))

    assert paper.number in said
    assert "、".join(paper.clauses) in said


@OF_A_CASE
@pytest.mark.needs("pdftotext")
def test_a_paper_for_an_applicant_names_where_to_complain_and_has_a_place_for_the_seal(paper):
    said = words(draw(paper))

    assert paper.complaint_section in said
    assert paper.complaint_phone in said
    assert ("（印章）" in said) is (paper not in SIGNED)


@ALL
@pytest.mark.needs("pdftoppm")
def test_the_code_on_the_printed_paper_leads_to_the_check_page(paper):
    command = ["pdftoppm", "-r", "110", "-gray", "-png", "-"]
    pages = subprocess.run(command, input=draw(paper), capture_output=True, check=True).stdout
    pictures = [b"\x89PNG" + part for part in pages.split(b"\x89PNG")[1:]]

    seen = [
        code.text
        for picture in pictures
        for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    ]

    assert seen == [paper.check_url]


@ALL
def test_what_the_code_says_can_also_be_typed(paper):
    assert "验证码" + paper.check_url.rpartition("/")[2] in words(draw(paper))


@ALL
def test_the_same_content_gives_the_same_bytes(paper):
    first = draw(paper)
    draw(replace(paper, number="另一份"))

    assert drawn_anew(paper) == first


def test_another_process_gives_the_same_bytes_too():
    there = (
        "import hashlib; from tests.papers.drawing import draw;"
        "from tests.papers.examples import RECEIPT;"
        "print(hashlib.sha256(draw(RECEIPT)).hexdigest())"
    )
    answer = subprocess.run(
        [sys.executable, "-c", there], capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == hashlib.sha256(draw(RECEIPT)).hexdigest()


def test_the_time_stamp_is_the_time_of_issue():
    with pikepdf.open(io.BytesIO(draw(RECEIPT))) as pdf:
        assert str(pdf.docinfo.CreationDate) == "D:20261116023100Z"
    assert draw(RECEIPT, ISSUED_AT + timedelta(minutes=1)) != draw(RECEIPT)


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize(
    "hostile",
    [
        '#read("/etc/passwd")',
        "= 标题 *粗* _斜_ $x^2$ <label> @ref",
        "#panic() // 注释 /* 块 */ \\ \\u{41}",
        '"引号" “中文引号” \\"',
        '</script><script>alert("x")</script>',
    ],
)
@pytest.mark.parametrize(
    ("paper", "part"),
    [
        *((paper, "applicant") for paper in EXAMPLES.values() if isinstance(paper, CasePaper)),
        (POST_DESCRIPTION, "qualification"),
        (AB_TABLE, "duty_leader"),
        (ABSENCE_FORM, "reason"),
        (HANDOVER_SHEET, "holder"),
    ],
)
def test_what_people_write_is_drawn_as_written(paper, part, hostile):
    assert "".join(hostile.split()) in words(draw(replace(paper, **{part: hostile})))


@pytest.mark.needs("pdftotext")
def test_line_breaks_within_a_part_are_kept():
    said = read(draw(replace(DECISION, facts=("第一行\n第二行",))))

    assert re.search(r"第一行\s*\n\s*第二行", said)


@pytest.mark.needs("pdftotext")
def test_many_materials_flow_on_with_their_header_and_one_signature():
    materials = tuple(
        ReceivedMaterial(
            name=f"第{n}件" + "名称很长的材料" * (n % 5 + 1), form="原件", copies=1, pages=n
        )
        for n in range(1, 41)
    )
    pdf = draw(replace(RECEIPT, applicant="名称很长的公司" * 12, materials=materials))
    pages = ["".join(page.split()) for page in read(pdf).split("\f")[:-1]]

    assert len(pages) == 3
    assert all("材料名称" in page for page in pages[:2])
    assert "".join(pages).count("申请人（签字）") == 1
    for material in materials:
        assert material.name in "".join(pages)
    assert "第2页，共3页" in pages[1]


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize(("paper", "right_edge"), [(RECEIPT, 120), (DECISION, 184)])
def test_a_long_name_without_spaces_breaks_within_its_column(paper, right_edge):
    name = "SichuanGuanganHemuHospitalityManagementConsultingLimitedLiabilityCompany"
    pdf = draw(replace(paper, applicant=name))
    pieces = re.findall(r'xMax="(.+?)" .*>([A-Za-z]{6,})', read(pdf, "-bbox"))

    assert name in words(pdf)
    assert len(pieces) >= 2
    assert max(float(edge) for edge, _ in pieces) / PT_PER_MM <= right_edge


@pytest.mark.needs("pdftotext")
def test_a_usual_receipt_is_one_page_and_a_usual_notice_two():
    def pages(paper):
        return read(draw(paper)).count("\f")

    assert pages(RECEIPT) == 1
    assert [pages(paper) for paper in (CORRECTION_NOTICE, ACCEPTANCE_NOTICE, DECISION)] == [2, 2, 2]


@pytest.mark.needs("pdftotext")
def test_an_official_page_holds_22_lines_of_28_characters():
    """GB/T 9704-2012, 5.2.3."""
    pdf = draw(replace(DECISION, facts=("字" * 28 * 50,)))
    full_page = read(pdf, "-f", "2", "-l", "2", "-layout").splitlines()
    lines = [line.strip() for line in full_page if "字" in line]

    assert len(lines) == 22
    assert set(lines) == {"字" * 28}


@OFFICIAL
@pytest.mark.needs("pdftotext")
def test_official_text_stays_within_the_type_area(paper):
    """GB/T 9704-2012, 5.2.2: 156 × 225 mm, 37 mm from the top, 28 mm from the binding edge. The
    blank half of a closing mark at the end of a line may stand beyond it."""
    blank_half = 15.75 / 2 / PT_PER_MM
    boxes = re.findall(
        r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.+?)<', read(draw(paper), "-bbox")
    )
    for *edges, word in boxes:
        left, top, right, bottom = (float(edge) / PT_PER_MM for edge in edges)
        if word.isdecimal() or word == "—":
            continue  # the page number stands below, on purpose
        assert left >= 28 - 0.5, word
        assert right <= 28 + 156 + blank_half + 0.1, word
        assert top >= 37 - 1.5, word
        assert bottom <= 37 + 225 + 1.5, word


def last_page(pdf):
    """The words of the last page with their edges in millimetres: left, top, right, bottom."""
    page = read(pdf, "-bbox").rpartition("<page ")[2]
    boxes = re.findall(r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.+?)<', page)
    return [(word, [float(edge) / PT_PER_MM for edge in edges]) for *edges, word in boxes]


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("lines", [1, 4, 11, 15, 16, 17, 18, 22, 38, 39, 61])
def test_the_seal_stands_under_three_lines_of_text_and_on_nothing_but_unit_and_date(lines):
    """GB/T 9704-2012, 7.3.5; 42 mm is as wide as a seal may be."""
    pdf = draw(replace(DECISION, facts=("字" * 28 * lines,)))
    found = last_page(pdf)
    (mark,) = [edges for word, edges in found if word == "（印章）"]
    centre = (mark[0] + mark[2]) / 2, (mark[1] + mark[3]) / 2 - 0.40 * 42
    left, right = centre[0] - 21, centre[0] + 21
    top, bottom = centre[1] - 21, centre[1] + 21

    upon = {
        word
        for word, edges in found
        if edges[0] < right and edges[2] > left and edges[1] < bottom and edges[3] > top
    }
    above = {round(edges[1]) for _, edges in found if edges[3] <= top}

    assert upon == {DECISION.unit, "2026年11月25日", "（印章）"}
    assert len(above) >= 3


@pytest.mark.needs("pdftotext")
def test_long_names_of_unit_and_section_push_nothing_over_anything():
    long = "广安区行政审批和数字政务服务管理委员会办公室"
    found = last_page(draw(replace(DECISION, unit=long, complaint_section=long)))
    lines = [(left, (top + bottom) / 2, right) for _, (left, top, right, bottom) in found]

    for one, other in combinations(lines, 2):
        side_by_side = one[2] <= other[0] + 4 or other[2] <= one[0] + 4
        assert (
            side_by_side or abs(one[1] - other[1]) > 3
        )  # millimetres; closing marks have a blank half


@pytest.mark.needs("pdftotext")
def test_a_short_decision_is_one_page():
    short = replace(DECISION, facts=(DECISION.facts[0],), validity="", delivery="")

    assert read(draw(short)).count("\f") == 1


@OFFICIAL
@pytest.mark.needs("pdftotext")
def test_a_paper_is_drawn_with_the_version_it_was_issued_with(paper):
    kind = KINDS[type(paper)]
    first = render(kind, "1", json.loads(canonical(paper)), ISSUED_AT)

    assert paper.applicant in words(first)
    assert first != draw(paper)


@pytest.mark.needs("pdftotext")
def test_a_post_description_tells_every_duty_with_its_powers():
    said = words(draw(POST_DESCRIPTION))

    for duty in POST_DESCRIPTION.duties:
        for part in (duty.task, duty.requirement, duty.indicator, duty.source, duty.powers):
            assert part in said
    assert "业务职责（共3项）" in said
    assert "B角谢子涵" in said
    assert "广审岗责〔2026〕2号，2026年6月24日由局长程建国批准" in said


@pytest.mark.needs("pdftotext")
def test_a_table_of_ab_roles_flows_on_under_its_header_and_the_name_of_its_section():
    many = replace(
        AB_TABLE, posts=tuple(replace(AB_TABLE.posts[0], post=f"第{n}岗") for n in range(90))
    )
    pages = ["".join(page.split()) for page in read(draw(many), "-raw").split("\f")[:-1]]

    assert len(pages) == 3
    assert all("代行人由谁指定局领导90个岗位" in page for page in pages)
    for post in many.posts:
        assert post.post in "".join(pages)


@pytest.mark.needs("pdftotext")
def test_a_table_of_ab_roles_shows_who_is_on_duty_who_follows_and_what_is_vacant():
    said = words(draw(AB_TABLE))

    assert "1.副局长（审批）彭兰2.副局长（勘验、监督）贺铭" in said
    assert "当日值班领导副局长（勘验、监督）贺铭" in said
    assert "民办教育审查岗空缺沈秋" in said


@pytest.mark.needs("pdftotext")
def test_an_absence_form_tells_its_steps_in_the_order_of_time():
    said = words(draw(ABSENCE_FORM)).partition("办理经过")[2]
    steps = [
        "申请谢子涵",
        "同意代行韩露",
        "同意代行何文静",
        "办公室确认接手曾丽华",
        "批准罗继明",
        "离岗谢子涵",
    ]

    assert [said.index(step) for step in steps] == sorted(said.index(step) for step in steps)
    assert "销假人" in said


@pytest.mark.needs("pdftotext")
def test_a_sudden_absence_is_entered_first_and_says_what_is_still_owed():
    said = words(draw(SUDDEN_ABSENCE))

    assert "病假（突发，先登记）" in said
    assert "登记杜航" in said
    assert "尚未指定" in said
    assert "待补批" in said


@pytest.mark.needs("pdftotext")
def test_an_extension_and_the_return_are_told_once_they_are_known():
    later = "延至2026年11月30日12:00，罗继明2026年11月27日10:02批准"
    known = replace(ABSENCE_FORM, extensions=(later,), signed_in_at=ISSUED_AT + timedelta(days=14))
    said = words(draw(known))

    assert later in said
    assert "谢子涵已于2026年11月30日10:31返岗销假" in said
    assert "销假人" not in said


@pytest.mark.needs("pdftotext")
def test_a_hand_over_sheet_lists_what_is_owed_and_who_signed():
    said = words(draw(HANDOVER_SHEET))

    for line in HANDOVER_SHEET.lines:
        for part in (line.number, line.matter, line.owed, line.comment):
            assert "".join(part.split()) in said
    assert said.count("离岗期间到期") == 3
    assert all("".join(thing.split()) in said for thing in HANDOVER_SHEET.things)
    assert "交出谢子涵2026年11月23日16:51" in said
    assert "接收韩露2026年11月24日08:41" in said


@pytest.mark.needs("pdftotext")
def test_a_leader_who_signs_for_somebody_is_named():
    said = words(draw(replace(HANDOVER_SHEET, signed_for=True)))

    assert "交出罗继明2026年11月23日16:51（直接领导代谢子涵签）" in said


@pytest.mark.needs("pdftotext")
def test_what_came_back_is_signed_for_too():
    back = replace(
        HANDOVER_SHEET,
        back_at=ISSUED_AT + timedelta(days=14),
        taken_back_at=ISSUED_AT + timedelta(days=14, minutes=4),
    )

    assert "交回韩露2026年11月30日10:31收回谢子涵2026年11月30日10:35" in words(draw(back))


@pytest.mark.needs("pdftotext")
def test_papers_for_the_office_alone_say_so():
    inside = [paper for paper in EXAMPLES.values() if "内部文书，不对外公开" in words(draw(paper))]

    assert {id(paper) for paper in inside} == {id(paper) for paper in INSIDE}


@pytest.mark.needs("pdftotext")
def test_every_paper_that_leaves_the_office_names_where_to_complain():
    stays = (*INSIDE, POST_DESCRIPTION)
    for paper in EXAMPLES.values():
        if paper not in stays:
            said = words(draw(paper))
            assert "效能监督科" in said, paper
            assert "0826-555-0112" in said, paper


def test_a_template_version_that_does_not_exist_is_said():
    with pytest.raises(FileNotFoundError, match="no template version 99 for the paper receipt"):
        render(PaperKind.RECEIPT, "99", {}, ISSUED_AT)
