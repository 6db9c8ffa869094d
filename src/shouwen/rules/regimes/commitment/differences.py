"""What a version of a guide says otherwise than another, part by part, so that whoever reviews or
reads it need not compare two pages (5.2.1a, 5.3a).

Scalars are compared as a whole; parts of a list are known by their keys, so that what moved is not
said to be gone. Two guides are equal exactly where there is no difference."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from shouwen.rules.facts.guide import (
    Basis,
    Condition,
    Fee,
    Ground,
    Guide,
    Limit,
    Material,
    Option,
    Question,
    Result,
    Situation,
    Step,
    Term,
)
from shouwen.rules.labels import DIFFERENCES, GUIDE_PARTS, label
from shouwen.rules.words import Change, Effect

Item = Basis | Condition | Material | Step | Ground | Question | Situation
Value = Any
"""What a part of a guide may be: text, number, word of a list, limit, basis, or items of a list."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing said otherwise: ``part`` is the guide's field, of a list also which item by
    ``name`` and which ``field`` of it; what it was and what it is, in words; and what that is to
    the applicant."""

    part: str
    change: Change
    before: str
    after: str
    effect: Effect
    name: str = ""
    field: str = ""


def sentence(difference: Difference) -> str:
    """A difference in words: “承诺时限原来是“10 个工作日”，现在是“8 个工作日”。”"""
    part, change = GUIDE_PARTS[difference.part], str(difference.change)
    field = GUIDE_PARTS[f"{difference.part}.{difference.field}"] if difference.field else ""
    if difference.name and field:
        change = "changed_in"
    elif field:
        part = f"{part}的{field}"
    return DIFFERENCES[change].format(
        part=part,
        field=field,
        name=difference.name,
        before=difference.before,
        after=difference.after,
    )


def differences(before: Guide, after: Guide) -> tuple[Difference, ...]:
    """Everything that ``after`` says otherwise than ``before``, in the order of a guide."""
    return tuple(
        found
        for field in fields(Guide)
        for found in _of_part(field.name, getattr(before, field.name), getattr(after, field.name))
    )


def _of_part(part: str, before: Value, after: Value) -> Iterator[Difference]:
    if before == after:
        return
    if isinstance(before, tuple):
        yield from _of_list(part, before, after)
    elif isinstance(before, Result | Fee):
        yield from _of_fields(part, "", before, after)
    else:
        effect = _effect(part, before, after)
        yield Difference(part, Change.CHANGED, said(before), said(after), effect)


def _of_list(part: str, before: Sequence[Item], after: Sequence[Item]) -> Iterator[Difference]:
    was, now = _keyed(before), _keyed(after)
    for key, item in was.items():
        if key not in now:
            yield Difference(
                part, Change.REMOVED, said(item), "", _FEWER.get(part, Effect.SAME), _name(item)
            )
        elif now[key] != item:
            yield from _of_fields(part, _name(now[key]), item, now[key])
    for key, item in now.items():
        if key not in was:
            more = reverse(_FEWER.get(part, Effect.SAME))
            yield Difference(part, Change.ADDED, "", said(item), more, _name(item))
    stayed = [key for key in was if key in now]
    if stayed != [key for key in now if key in was]:
        yield Difference(
            part,
            Change.MOVED,
            "、".join(_name(was[key]) for key in stayed),
            "、".join(_name(now[key]) for key in now if key in was),
            Effect.SAME,
        )


def _of_fields(part: str, name: str, before: Value, after: Value) -> Iterator[Difference]:
    for field in fields(before):
        was, now = getattr(before, field.name), getattr(after, field.name)
        if was != now:
            effect = _effect(f"{part}.{field.name}", was, now)
            yield Difference(part, Change.CHANGED, said(was), said(now), effect, name, field.name)


def _keyed(items: Sequence[Item]) -> dict[tuple[str, int], Item]:
    """Items by key; of a key that stands twice, as in a draft, by its place among them."""
    found: dict[tuple[str, int], Item] = {}
    for item in items:
        key = _key(item)
        found[key, sum(1 for there, _ in found if there == key)] = item
    return found


def _key(item: Item) -> str:
    match item:
        case Basis():
            return f"{item.law} {item.article}"
        case Question():
            return item.ask
        case _:
            return item.key


def _name(item: Item) -> str:
    """What people know an item by."""
    match item:
        case Basis():
            return said(item)
        case Material() | Step():
            return item.name
        case Question() | Situation():
            return item.ask
        case _:
            return item.text


def said(value: Value) -> str:
    """A part of a guide in words; empty where there is nothing."""
    match value:
        case None | "" | ():
            return ""
        case bool():
            return "是" if value else "否"
        case StrEnum():
            return label(value)
        case Limit():
            resting = f"（{said(value.basis)}）" if value.basis else ""
            return f"{value.n} {label(value.unit)}{resting}"
        case Basis():
            version = f"（{value.version}）" if value.version else ""
            return f"《{value.law}》{value.article}{version}{value.text}"
        case Term():
            before = f"，到期前 {value.apply_before} 天申请延续" if value.apply_before else ""
            resting = f"（{said(value.basis)}）" if value.basis else ""
            return f"{value.months} 个月{before}{resting}"
        case Option():
            return f"{value.text}（{value.key}）"
        case Question():
            return f"{value.ask}{value.answer}"
        case tuple():
            return "；".join(said(each) for each in value)
        case Condition() | Ground() | Material() | Step() | Situation():
            return _name(value)
        case _:
            return str(value)


# ── what it is to the applicant ──────────────────────────────────────────────────────────────────

_FEWER = {
    "conditions": Effect.BETTER,
    "materials": Effect.BETTER,
    "steps": Effect.BETTER,
    "grounds": Effect.BETTER,
    "questions": Effect.WORSE,  # what was explained is explained no more
    "situations": Effect.WORSE,
}
"""What one fewer of them is to the applicant; of others neither."""

_LESS_IS_BETTER = frozenset({"promise", "statute", "steps.limit", "visits", "materials.copies"})
_SAID_IS_BETTER = {"materials.sample": True, "materials.needed_in": True, "fee.amount": False}
_YES_IS_BETTER = {"immediate": True, "steps.needed": False}


def reverse(effect: Effect) -> Effect:
    """What the same change the other way round is."""
    return {Effect.BETTER: Effect.WORSE, Effect.WORSE: Effect.BETTER}.get(effect, Effect.SAME)


def _effect(place: str, before: Value, after: Value) -> Effect:
    if place in _LESS_IS_BETTER:
        return _by_amount(before, after)
    if place in _YES_IS_BETTER:
        return Effect.BETTER if after is _YES_IS_BETTER[place] else Effect.WORSE
    if place in _SAID_IS_BETTER and bool(before) != bool(after):
        return Effect.BETTER if bool(after) is _SAID_IS_BETTER[place] else Effect.WORSE
    return Effect.SAME


def _by_amount(before: Value, after: Value) -> Effect:
    """Less is better; amounts of two units are not compared, nor one that is not there."""
    if isinstance(before, Limit) and isinstance(after, Limit) and before.unit is after.unit:
        before, after = before.n, after.n
    if not (isinstance(before, int) and isinstance(after, int)) or before == after:
        return Effect.SAME
    return Effect.BETTER if after < before else Effect.WORSE
