"""Special procedures: what the limits leave out is what the law or the guide names, told in writing,
and no longer than told (6.5a, 行政许可法 art. 45)."""

from shouwen.rules.facts.casefile import Clocks, Moment
from shouwen.rules.facts.extension import Extensions
from shouwen.rules.facts.guide import Guide, Step
from shouwen.rules.facts.special_procedure import Declared, SpecialProcedures
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.words import (
    ExtensionState,
    LimitUnit,
    ServiceKind,
    SpecialKind,
    SpecialProcedureState,
)
from shouwen.rules.worktime import midnight_after


def stops_the_statute(kind: SpecialKind) -> bool:
    """Whether the limit set by law stands still too: for what a law names. What only the guide names
    stops the promise alone (6.5a)."""
    return kind is not SpecialKind.GUIDE


def optional_steps(guide: Guide) -> tuple[Step, ...]:
    """The steps that the guide names as taken only where a case calls for them: they are not in the
    promise, as every needed step is."""
    return tuple(step for step in guide.steps if not step.needed)


def step_named(declared: Declared, guide: Guide) -> Step | None:
    """The optional step of the guide that is to begin, if there is one of that key."""
    return next((step for step in optional_steps(guide) if step.key == declared.step), None)


@guard("6.5a", "特别程序还在进行，期限停着。请先结束它，再办这一步。")
def no_special_procedure_runs(special_procedures: SpecialProcedures) -> Params | None:
    """One at a time: while it runs the clock stands still, and nothing else moves it (6.5a)."""
    return NOTHING if special_procedures.running else None


@guard("6.5a", "期限 {due:%Y-%m-%d %H:%M} 已经到了，现在停表也改不了：请尽快办结，如实记为逾期。")
def the_limit_is_not_over(clocks: Clocks) -> Params | None:
    """What begins after the due date leaves nothing out (6.5a)."""
    over = clocks.promise is not None and clocks.now >= clocks.promise
    return {"due": clocks.promise} if over else None


@guard("6.5a", "办事指南里没有这个“需要时才有”的环节，不能据此停表。请从列出的环节中选。")
def the_guide_names_it(declared: Declared, guide: Guide) -> Params | None:
    """What no law names must stand in the published guide, as a step that only some cases take."""
    named = declared.kind is not SpecialKind.GUIDE or step_named(declared, guide) is not None
    return None if named else NOTHING


@guard(
    "6.5a",
    "请写明依据的法律条文。《行政许可法》第四十五条只管行政许可的听证、招标、拍卖、检验、检测、检疫、"
    "鉴定和专家评审。",
)
def its_article_is_named(declared: Declared, guide: Guide) -> Params | None:
    """Of a licence art. 45 names eight; anything else that stops a limit set by law stands in an
    article of its own (6.5a)."""
    if declared.kind is SpecialKind.GUIDE:
        return None
    of_the_eight = declared.kind is not SpecialKind.BY_ARTICLE
    by_art_45 = of_the_eight and guide.kind is ServiceKind.LICENCE
    return None if by_art_45 or declared.article.strip() else NOTHING


@guard("6.5a", "请写明是什么程序：要写进告知书。")
def the_procedure_has_a_name(declared: Declared) -> Params | None:
    """The applicant is told what for; the eight and the guide's steps have their names."""
    unnamed = declared.kind is SpecialKind.BY_ARTICLE and not declared.name.strip()
    return NOTHING if unnamed else None


@guard("6.5a", "请写明这个程序要几个工作日：要书面告诉申请人，到时自动恢复计时。")
def its_time_is_declared(declared: Declared) -> Params | None:
    """The applicant is told in writing how long it takes (行政许可法 art. 45)."""
    return None if declared.days > 0 else NOTHING


@guard("6.5a", "办事指南写的是 {most} 个工作日以内，不能告知更久。")
def it_takes_no_longer_than_the_guide_says(declared: Declared, guide: Guide) -> Params | None:
    """The step has a published limit of its own (5.3a)."""
    step = step_named(declared, guide) if declared.kind is SpecialKind.GUIDE else None
    if step is None or step.limit.unit is not LimitUnit.WORKING_DAY or not step.limit.n:
        return None
    return {"most": step.limit.n} if declared.days > step.limit.n else None


@guard(
    "5.2.2e",
    "这个程序只停承诺期限，不停法定期限。停这么久，承诺要到 {promised:%Y-%m-%d}，"
    "超过法定的 {by_law:%Y-%m-%d}。请减少天数。",
)
def the_promise_still_ends_within_the_statute(declared: Declared) -> Params | None:
    """The promise is never beyond the law, however it came to be moved (5.2.2e)."""
    if declared.promised and declared.by_law and declared.promised > declared.by_law:
        return {"promised": declared.promised, "by_law": declared.by_law}
    return None


@guard("6.5b", "有延期在等批准或者告知。请先办完延期，再按办事指南停表。")
def no_extension_waits_where_the_promise_alone_stops(
    declared: Declared, extensions: Extensions
) -> Params | None:
    """An extension that is under way was reckoned with promise and statute as they stood."""
    waits = extensions.has(ExtensionState.ASKED, ExtensionState.APPROVED)
    return NOTHING if waits and declared.kind is SpecialKind.GUIDE else None


@guard("6.5a", "这个特别程序已经结束。请刷新页面。")
def the_special_procedure_runs(special_procedures: SpecialProcedures) -> Params | None:
    """A procedure ends once, of two at once by one."""
    hand = special_procedures.hand
    return None if hand and hand.state is SpecialProcedureState.TOLD else NOTHING


@guard("6.5a", "现在没有特别程序在进行。")
def a_special_procedure_is_under_way(special_procedures: SpecialProcedures) -> Params | None:
    """Only what runs can be over."""
    return None if special_procedures.running else NOTHING


@guard("6.5a", "告知的时间到 {ends_on:%Y-%m-%d} 才满。")
def the_declared_days_are_over(
    special_procedures: SpecialProcedures, moment: Moment
) -> Params | None:
    """Only when the declared days are over does the clock go on by itself (6.5a)."""
    running = special_procedures.running
    if running is None or midnight_after(running.ends_on) <= moment.at:
        return None
    return {"ends_on": running.ends_on}
