"""Which characters papers can draw, asked before a number is spent."""

import os
import struct
import subprocess
import sys
from dataclasses import replace

import pylopdf_fonts_zh_cn
import pytest
import typst
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shouwen.papers import undrawable
from shouwen.papers.fonts import code_points, families
from shouwen.rules.papers import canonical
from shouwen.rules.words import PaperKind
from tests.papers.drawing import draw
from tests.papers.examples import DECISION, EXAMPLES, RECEIPT


@pytest.mark.parametrize("kind", PaperKind)
def test_the_examples_can_be_drawn(kind):
    assert undrawable(canonical(EXAMPLES[kind])) == ()


def test_rare_characters_of_names_can_be_drawn():
    assert undrawable("堃喆玥䶮㛃") == ()
    draw(replace(RECEIPT, applicant="赵堃喆玥䶮㛃"))


def test_a_character_no_font_has_is_named_once():
    assert undrawable("张\U0002146c三\U0002146c👍") == ("\U0002146c", "👍")


@pytest.mark.parametrize("char", ["\x07", "\u202e", "\u200b", "\ufeff", "\ue000", "\ud800"])
def test_what_cannot_be_seen_counts_as_undrawable(char):
    assert undrawable(f"张{char}三") == (char,)


def test_line_breaks_and_tabs_are_no_hindrance():
    assert undrawable("第一行\r\n第二行\t第三格") == ()


@settings(max_examples=60)
@given(st.characters(categories=["L", "N", "P", "S"]))
@example("〇")
@example("Ć")
@example("각")
@example("\U0002146c")
def test_the_answer_agrees_with_what_the_typesetter_can_draw(char):
    paper = replace(DECISION, decision=f"准予{char}。")
    if undrawable(char):
        with pytest.raises(typst.TypstError, match="could not be displayed"):
            draw(paper)
    else:
        draw(paper)


def test_the_character_map_of_old_fonts_is_read_too():
    """Format 4 in a collection's second font: A–C, of which A is a hole; 中 by way of the glyph
    list; and the closing segment."""
    ends, starts = (0x43, 0x4E2D, 0xFFFF), (0x41, 0x4E2D, 0xFFFF)
    deltas, ranges, glyphs = (0x10000 - 0x41, 0, 1), (0, 4, 0), (7,)
    form4 = struct.pack(">7H", 4, 42, 0, 6, 0, 0, 0)
    form4 += struct.pack(">3HH3H3H3HH", *ends, 0, *starts, *deltas, *ranges, *glyphs)
    cmap = struct.pack(">HHHHI", 0, 1, 3, 1, 12) + form4
    head = struct.pack(">4sIIII", b"ttcf", 0x10000, 2, 999, 20)
    table = struct.pack(">IHHHH4sIII", 0x10000, 1, 0, 0, 0, b"cmap", 0, 48, len(cmap))

    assert code_points(head + table + cmap, 1) == {0x42, 0x43, 0x4E2D}


def test_every_role_can_fall_back_on_every_font():
    assert {frozenset(names) for names in families().values()} == {
        frozenset({"Noto Serif SC", "Noto Sans SC"})
    }
    assert families()["hei"][0] == "Noto Sans SC"
    assert families()["fang"][0] == "Noto Serif SC"


def test_an_office_may_bring_its_own_fangsong(tmp_path):
    own = "FangSong Own"
    bundled = pylopdf_fonts_zh_cn.sans_path().read_bytes()
    renamed = bundled.replace("Noto Sans SC".encode("utf-16-be"), own.encode("utf-16-be"))
    (tmp_path / "own.otf").write_bytes(renamed)

    ask = "from shouwen.papers.fonts import families; print(families()['fang'][0])"
    answer = subprocess.run(
        [sys.executable, "-c", ask],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "shouwen.config.settings",
            "SHOUWEN_FONT_DIRS": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout.strip() == own
