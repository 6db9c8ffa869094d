"""Papers as they come out of the typesetter: what can be read, checked and kept."""

import hashlib
import io
import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from shouwen.papers import render
from shouwen.rules.papers import TOLD_ONCE, ReceivedMaterial
from shouwen.rules.words import PaperKind
from tests.papers.drawing import draw, read, words
from tests.papers.examples import (
    ACCEPTANCE_NOTICE,
    CORRECTION_NOTICE,
    DECISION,
    DEEMED_ACCEPTANCE,
    EXAMPLES,
    ISSUED_AT,
    RECEIPT,
)

ALL = pytest.mark.parametrize("paper", EXAMPLES.values(), ids=EXAMPLES)
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
def test_every_paper_names_where_to_complain_and_which_clauses_it_fulfils(paper):
    said = words(draw(paper))

    assert paper.complaint_section in said
    assert paper.complaint_phone in said
    assert paper.number in said
    assert "、".join(paper.clauses) in said
    assert "（印章）" in said


@ALL
@pytest.mark.needs("pdftoppm")
def test_the_code_on_the_printed_paper_leads_to_the_check_page(paper):
    command = ["pdftoppm", "-r", "110", "-png", "-"]
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
    draw(replace(paper, applicant="另一位申请人"))

    assert draw(paper) == first


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
@ALL
def test_what_people_write_is_drawn_as_written(paper, hostile):
    assert "".join(hostile.split()) in words(draw(replace(paper, applicant=hostile)))


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


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("paper", [CORRECTION_NOTICE, ACCEPTANCE_NOTICE, DECISION])
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


def test_a_template_version_that_does_not_exist_is_said():
    with pytest.raises(FileNotFoundError, match="no template version 99 for the paper receipt"):
        render(PaperKind.RECEIPT, "99", {}, ISSUED_AT)
