"""The form in which a guide is written: nothing typed is lost, rows come, go and move."""

from dataclasses import replace

import pytest

from shouwen.life.office import services
from shouwen.rules.facts.guide import Basis, Guide, Term
from shouwen.rules.words import ServiceKind
from shouwen.web.desk.services_forms import MOST, GuideForm, changed, merged, rows, written

SERVICES = {service.key: service.guide for service in services()}
FOOD = SERVICES["food_business"]


def said(guide: Guide = FOOD, **typed: str):
    """A guide as opened, with something typed over it; ``_`` stands for the dash of a name."""
    found = written(guide)
    for name, value in typed.items():
        found[name.replace("__", "-")] = value
    return found


@pytest.mark.parametrize("key", SERVICES)
def test_a_guide_goes_through_the_form_unchanged(key):
    form = GuideForm(written(SERVICES[key]))
    assert form.is_valid(), [(field.html_name, field.errors) for field in form.wrong]
    assert form.guide() == SERVICES[key]


def test_an_empty_draft_goes_through_unchanged():
    draft = Guide.draft("取水许可", ServiceKind.LICENCE)
    assert GuideForm(written(draft)).guide() == draft


def test_a_term_with_days_of_its_own_goes_through_with_its_article():
    basis = Basis("食品经营许可和备案管理办法", "第三十三条", "2023-06-15")
    guide = replace(FOOD, result=replace(FOOD.result, term=Term(60, 90, basis)))
    assert GuideForm(written(guide)).guide() == guide


def test_lines_that_a_browser_ends_otherwise_are_the_same_text():
    one = FOOD.to_json() | {"summary": "第一行\n第二行"}
    typed = said(Guide.from_json(one), summary="第一行\r\n第二行")
    assert GuideForm(typed).guide() == Guide.from_json(one)


def test_what_is_no_number_is_asked_for_anew_and_is_still_there():
    form = GuideForm(said(promise__n="七天", materials__application__copies="两"))
    assert not form.is_valid()
    wrong = {field.html_name: field.value() for field in form.wrong}
    assert wrong == {"promise-n": "七天", "materials-application-copies": "两"}
    assert form.guide().promise.n == 0, "the rest can be read meanwhile"


def test_the_article_of_a_limit_without_its_days_is_not_lost():
    form = GuideForm(said(statute__n=""))
    assert not form.is_valid()
    assert form.statute.basis["law"].value() == FOOD.statute.basis.law
    assert "还没有写几天" in str(form.wrong[0].errors)


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────


def keys(typed, name="materials"):
    return [row.key for row in getattr(GuideForm(typed), name)]


def test_a_row_moves_up_and_down_with_all_that_was_typed_in_it():
    typed = said(materials__premises_note__name="场所说明，改过的")
    before = keys(typed)
    assert before[:2] == ["application", "premises_note"]
    assert changed(typed, "up:materials:premises_note") == "materials-premises_note"
    assert keys(typed)[:2] == ["premises_note", "application"]
    assert GuideForm(typed).guide().materials[0].name == "场所说明，改过的"
    changed(typed, "down:materials:premises_note")
    assert keys(typed) == before
    changed(typed, "up:materials:application")
    assert keys(typed) == before, "the first stays the first"


def test_a_row_is_taken_out_and_another_comes_at_the_end_with_a_key_of_its_own():
    typed = said()
    assert changed(typed, "remove:materials:premises_note") == "materials"
    place = changed(typed, "add:materials")
    assert "premises_note" not in keys(typed)
    assert place == f"materials-{keys(typed)[-1]}"
    new = GuideForm(typed).guide().materials[-1]
    assert (new.name, new.copies) == ("", 1)
    assert new.key not in {material.key for material in FOOD.materials}


def test_a_situation_comes_with_two_answers_on_which_materials_may_depend():
    typed = said()
    place = changed(typed, "add:situations")
    typed[f"{place}-ask"] = "开的是什么店？"
    first, second = rows(typed, f"{place}-options")
    typed[f"{place}-options-{first}-text"] = "餐馆"
    key = place.partition("-")[2]
    typed.setlist("materials-premises_note-needed_in", [f"{key}.{first}"])
    guide = GuideForm(typed).guide()
    assert guide.situations[-1].options[0].text == "餐馆"
    assert guide.material("premises_note").needed_in == (f"{key}.{first}",)
    changed(typed, f"remove:{place}-options:{second}")
    assert [option.key for option in GuideForm(typed).guide().situations[-1].options] == [first]


def test_an_answer_that_is_gone_is_still_seen_where_a_material_depends_on_it():
    typed = said()
    typed.setlist("materials-premises_note-needed_in", ["gone.away"])
    form = GuideForm(typed)
    assert form.is_valid()
    assert form.guide().material("premises_note").needed_in == ("gone.away",)


def test_a_list_has_an_end():
    typed = said()
    for _time in range(MOST["steps"] + 5):
        changed(typed, "add:steps")
    assert len(keys(typed, "steps")) == MOST["steps"]


def test_a_full_guide_fits_into_what_a_form_may_bring():
    from django.conf import settings

    typed = said(Guide.draft("全", ServiceKind.LICENCE))
    for name, most in MOST.items():
        for _time in range(most):
            changed(typed, f"add:{name}")
    for situation in rows(typed, "situations"):
        for _time in range(MOST["options"]):
            changed(typed, f"add:situations-{situation}-options")
    fields = [field for part in GuideForm(typed).parts() for field in part]
    named = sum(len(values) for _name, values in typed.lists())
    assert len(fields) + named < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


@pytest.mark.parametrize(
    "do",
    [
        "",
        "up",
        "up:",
        "remove:materials:none",
        "add:nothing",
        "set:",
        "fly:materials:premises_note",
    ],
)
def test_what_no_button_asks_changes_nothing(do):
    typed = said()
    changed(typed, do)
    assert GuideForm(typed).guide() == FOOD


def test_a_row_whose_key_is_no_key_is_not_read():
    typed = said()
    typed.appendlist("materials", "../etc")
    typed.appendlist("materials", "premises_note")
    assert keys(typed) == [material.key for material in FOOD.materials]


# ── two texts of one draft ───────────────────────────────────────────────────────────────────────


def test_what_only_one_of_two_changed_is_as_they_changed_it():
    mine, theirs = said(summary="我写的"), said(quota="每年一百件")
    both, clashes = merged(said(), mine, theirs)
    guide = GuideForm(both).guide()
    assert (guide.summary, guide.quota, clashes) == ("我写的", "每年一百件", [])


def test_where_both_changed_it_mine_stands_and_theirs_is_told():
    both, clashes = merged(said(), said(summary="我写的"), said(summary="他写的"))
    assert (GuideForm(both).guide().summary, clashes) == ("我写的", ["summary"])


def test_rows_that_either_added_are_both_there():
    mine, theirs = said(), said()
    one, other = changed(mine, "add:materials"), changed(theirs, "add:materials")
    mine[f"{one}-name"], theirs[f"{other}-name"] = "我添的", "他添的"
    both, clashes = merged(said(), mine, theirs)
    assert [m.name for m in GuideForm(both).guide().materials][-2:] == ["我添的", "他添的"]
    assert clashes == []


def test_a_row_they_took_out_stays_where_i_typed_in_it():
    theirs = said()
    changed(theirs, "remove:materials:premises_note")
    both, _clashes = merged(said(), said(materials__premises_note__name="我改的"), theirs)
    assert GuideForm(both).guide().material("premises_note").name == "我改的"
    untouched, _clashes = merged(said(), said(), theirs)
    assert "premises_note" not in keys(untouched)
