"""Every code has a sentence, every sentence a code, and the gaps are what the bars bring."""

import ast
import re
from collections import Counter
from string import Formatter

import pytest

from shouwen.rules import identity, papers
from shouwen.rules.judge import ALWAYS, MOVES
from shouwen.rules.regimes import commitment, post_duty
from shouwen.rules.sentences import SENTENCES, fill, template
from shouwen.rules.verdict import Bar, Guard
from tools.docs import ROOT

SOURCE = ROOT / "src/shouwen"
TREES = [
    ast.parse(path.read_text(encoding="utf-8"))
    for folder in ("rules", "acts")
    for path in (SOURCE / folder).rglob("*.py")
]
GUARDS = {
    need
    for move in MOVES.values()
    for need in (*move.needs, *move.leaves, *ALWAYS)
    if isinstance(need, Guard)
}


def gaps(sentence):
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def bars_in_code():
    """Each ``Bar(clause, code, {…})`` that names its code, with the names of its params."""
    for tree in TREES:
        for call in ast.walk(tree):
            if not (isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Bar"):
                continue
            _, code, *params = call.args
            if isinstance(code, ast.Constant):
                yield code.value, params[0] if params else None


CODED = list(bars_in_code())


@pytest.mark.parametrize("code", sorted({code for code, _ in CODED}))
def test_a_bar_that_the_code_makes_has_a_sentence(code):
    assert template(code)


@pytest.mark.parametrize(
    ("code", "params"),
    [
        pytest.param(code, {key.value for key in found.keys}, id=code)
        for code, found in CODED
        if isinstance(found, ast.Dict)
    ],
)
def test_a_sentence_has_no_gap_that_its_bar_does_not_fill(code, params):
    assert gaps(template(code)) <= params


def test_every_sentence_belongs_to_a_code_that_is_used():
    """The code of a guard is its name; papers make theirs of their parts; every other stands in the
    rules or acts once beside its sentence."""
    words = Counter(
        node.value
        for tree in TREES
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    written = SENTENCES.keys() - {guard.name for guard in GUARDS} - papers.SENTENCES.keys()
    assert {code for code in written if words[code] < 2} == set()


def test_no_code_has_two_sentences():
    rooms = [identity.SENTENCES, papers.SENTENCES, commitment.SENTENCES, post_duty.SENTENCES]
    counted = Counter(code for room in rooms for code in room)
    counted.update(guard.name for guard in GUARDS)
    assert [code for code, n in counted.items() if n > 1] == []


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_chinese_and_ends_where_a_sentence_ends(code):
    assert re.search("[\u4e00-\u9fff]", SENTENCES[code])
    assert SENTENCES[code].endswith("。")


def test_an_unknown_code_is_an_error_and_not_an_empty_page():
    with pytest.raises(KeyError):
        template("no_such_code")


def test_filling_leaves_words_that_look_like_gaps_alone():
    bar = Bar("4.2a", "every_material_was_examined", {"materials": "“{count}”"})
    assert "“{count}”" in fill(template(bar.code), bar)
