"""Rows of the proof list and of the acts beside it (5.3b)."""

from shouwen.queries import rows
from shouwen.queries.rows.books import BooksAsked, Choice
from shouwen.queries.rows.english import EnglishAsked
from shouwen.rules.facts.wording import texts
from shouwen.rules.words import Medium
from tests.web.fixtures import GUIDE, LICENCE, OFFICE, SERVICE, at

BOARD = rows.OutsideRow(
    "p1", Medium.NOTICE_BOARD, "一楼大厅公告栏", at(11, 2).date(), "公告栏.jpg", "方书禾"
)
PRESS = rows.OutsideRow("p2", Medium.PRESS, "渝州日报 4 版", at(11, 6).date(), "版面.pdf", "方书禾")

LINES = (
    rows.ProofLine(
        key="v2",
        code=LICENCE.code,
        name=SERVICE,
        number=2,
        published_at=at(11, 2, 9, 30),
        since=at(11, 2, 9, 30),
        until=None,
        english_since=at(11, 9, 15),
        outside=(BOARD, PRESS),
    ),
    rows.ProofLine(
        key="v1",
        code=LICENCE.code,
        name=SERVICE,
        number=1,
        published_at=at(3, 2, 9),
        since=at(3, 2, 9),
        until=at(11, 2, 9, 30),
        english_since=None,
        outside=(),
    ),
    rows.ProofLine(
        key="v3",
        code="511602-JF-0007",
        name="城镇住房保障家庭租赁补贴申请",
        number=1,
        published_at=at(11, 16, 10),
        since=None,
        until=None,
        english_since=None,
        outside=(),
    ),
)

PROOF = rows.ProofPage(
    at=at(11, 18, 9), office=OFFICE.name, lines=LINES, catalogue=(PRESS,), barred=()
)

RECORD = rows.ActPage(
    number="公布证明",
    service=OFFICE.name,
    party="",
    act="office.record_publication",
    label="登记对外公布",
    clause="5.3b",
    clause_text="通过新闻媒体、公示栏等形式公布。",
    follows=("列入公布证明清单，附照片。", "记入台账，不能删改。"),
    asked=(BooksAsked(versions=(Choice("v2", f"{SERVICE} 第 2 版（2026-11-02 公布）"),)),),
)

ENGLISH = rows.ActPage(
    number=f"{LICENCE.code} 第 2 版",
    service=SERVICE,
    party="",
    act="service_version.write_in_english",
    label="写英文办事指南",
    clause="5.3a",
    clause_text="公布办事指南。",
    follows=("写好的存下来；没有写齐以前，公众看到的是中文。", "记入台账，不能删改。"),
    asked=(EnglishAsked(texts(GUIDE), {"name": "Hygiene licence for a public place"}),),
)
