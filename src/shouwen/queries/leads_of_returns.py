"""Leads on materials that were asked back: held back again and again, and fetched by one and the same
person for many (7.4.4, domain of E)."""

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.db.models import Exists, OuterRef

from shouwen.queries.looking_back import LookBack
from shouwen.queries.rows.leads import Lead
from shouwen.records.keys import first_key
from shouwen.records.models import LedgerEntry, MaterialReturn, ReturnLine
from shouwen.rules.policy import number
from shouwen.rules.words import Fate, Taker


def held_back_again(back: LookBack) -> Iterator[Lead]:
    """One person held materials back on more returns than any article is likely to ask for: what was
    handed in belongs to the applicant (7.4.4a)."""
    done = LedgerEntry.objects.filter(
        back.here("matter__jurisdiction"),
        pk__gte=first_key(back.since),
        act="return_of_materials.hand_back",
    )
    held = ReturnLine.objects.filter(
        material_return__case=OuterRef("matter"),
        material_return__returned_at=OuterRef("at"),
        fate=Fate.HELD_BACK,
    )
    by: dict[UUID, list[str]] = defaultdict(list)
    of: dict[UUID, int] = defaultdict(int)
    rows = done.annotate(held=Exists(held)).order_by("-pk")
    for person, matter, kept in rows.values_list("person", "matter__number", "held"):
        of[person] += 1
        if kept:
            by[person].append(matter)
    for person, cases in by.items():
        if len(cases) >= number("held_back_noticed"):
            yield Lead(
                clause="7.4.4a",
                matter=cases[0],
                text=f"{back.name(person)}办理退还材料 {of[person]} 次，其中 {len(cases)} 次留下了材料不退。",
                evidence=(*cases, "看签收单上写的依据，是不是真要求留下这些材料"),
            )


def fetched_by_one_for_many(back: LookBack) -> Iterator[Lead]:
    """One person fetched by power of attorney what belongs to several applicants who have nothing in
    common (7.4.4c)."""
    found = MaterialReturn.objects.filter(
        back.here("case__jurisdiction"), pk__gte=first_key(back.since), taker=Taker.AGENT
    )
    fetched: dict[str, dict[str, str]] = defaultdict(dict)
    names: dict[str, str] = {}
    columns = ("document_number", "taker_name", "case__id_number", "case__matter__number")
    for document, name, whose, matter in found.order_by("-pk").values_list(*columns):
        fetched[document].setdefault(whose, matter)
        names.setdefault(document, name)
    for document, cases in fetched.items():
        if len(cases) >= number("fetched_for_many"):
            first, *others = cases.values()
            yield Lead(
                clause="7.4.4c",
                matter=first,
                text=f"{names[document]}一个人凭委托书领走了 {len(cases)} 个申请人的材料。",
                evidence=(*others, "看委托书，并问申请人是不是自己委托的"),
            )
