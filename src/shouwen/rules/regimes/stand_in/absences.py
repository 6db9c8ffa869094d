"""What stands in the way of leaving, and of coming back (3.1–3.5)."""

from collections.abc import Callable

from shouwen.rules.facts.absence import Absence, Cover
from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.seats import Actor, Hands
from shouwen.rules.verdict import NOTHING, Params, guard
from shouwen.rules.words import Bearer, Rank, SeatRule


@guard("3.2a", "为什么离岗还没有写。请写一句话，审批的人要看。")
def the_absence_has_a_reason(absence: Absence) -> Params | None:
    """Whoever approves must know what for."""
    return None if absence.reason.strip() else NOTHING


@guard("3.2a", "请写明几时回来，而且要晚于离岗时间。")
def it_ends_after_it_begins(absence: Absence) -> Params | None:
    """Of a planned absence the return is planned too; of a sudden one it may be unknown."""
    if absence.returns_at is None:
        return None if absence.sudden else NOTHING
    return None if absence.returns_at > absence.leaves_at else NOTHING


@guard(
    "3.2a",
    "离岗要事先报批，{leaves_at:%m-%d %H:%M} 已经过了。突发疾病、事故或亲属去世的，"
    "请登记“突发离岗”，不用审批。",
)
def it_is_asked_beforehand(absence: Absence, moment: Moment) -> Params | None:
    """Consent comes before leaving; only what is sudden is told afterwards."""
    return None if moment.at <= absence.leaves_at else {"leaves_at": absence.leaves_at}


@guard("3.2a", "突发疾病、事故、亲属去世不用请示：请登记“突发离岗”，登记后立即生效。")
def it_could_be_planned(absence: Absence) -> Params | None:
    """What is sudden is never asked for."""
    return NOTHING if absence.sudden else None


@guard("3.2a", "只有突发疾病、事故、亲属去世才能事后登记；其他离岗请事先报批。")
def it_is_sudden(absence: Absence) -> Params | None:
    """No other absence starts without being asked for."""
    return None if absence.sudden else NOTHING


@guard("3.2a", "不能登记还没有发生的突发离岗。请写实际离岗的时间，或者改为事先报批。")
def it_has_happened(absence: Absence, moment: Moment) -> Params | None:
    """A sudden absence is a fact when it is entered."""
    return None if absence.leaves_at <= moment.at else NOTHING


@guard("2.4.4", "名册上没有这个人，或者已经离开本单位。请从名册里选一位。")
def they_are_of_the_office(absence: Absence) -> Params | None:
    """Whose absence is taken down is somebody of the office."""
    return None if absence.name and not absence.left else NOTHING


@guard("2.4.4", "{name}还是本单位的人：回岗、取消都由本人办。")
def they_have_left_the_office(absence: Absence) -> Params | None:
    """Only the absence of somebody who left the office ends without them."""
    return None if absence.left else {"name": absence.name}


@guard("2.4.4", "顶岗的{name}还是本单位的人，不用另找人。")
def the_stand_in_has_left_the_office(absence: Absence) -> Params | None:
    """Whoever stands in goes on until they leave the office or another is designated."""
    cover = absence.hand
    return None if cover is None or cover.left else {"name": cover.name}


@guard("3.1", "您现在不在任何岗位上，没有工作要请人代行，离岗不用在这里报批。")
def they_sit_on_a_post(absence: Absence) -> Params | None:
    """Stand-ins are for posts; who sits on none leaves none empty."""
    return None if absence.seated else NOTHING


@guard("3.1", "{name}的突发离岗已经登记过了，还没有回岗，不用再登记。")
def it_was_not_entered_before(absence: Absence) -> Params | None:
    """What is sudden is entered once, by whoever hears of it first. A planned absence is no bar to
    it: who is on leave or will be falls ill all the same."""
    return {"name": absence.name} if absence.entered_before else None


@guard("3.2a", "突发离岗登记时不填顶岗人，由直接领导来指定。请去掉{posts}的顶岗人再登记。")
def no_stand_in_is_named_yet(absence: Absence) -> Params | None:
    """Whoever enters it takes down what happened; who stands in is the direct leader's to say, who
    is asked at once."""
    named = [cover for cover in absence.covers if cover.stand_in is not None]
    return {"posts": _posts(named)} if named else None


@guard("3.1", "{name}在这段时间里已经有一次离岗。请先取消或者结束那一次，需要更久的请申请延长。")
def nobody_is_away_twice(absence: Absence) -> Params | None:
    """One absence at a time: who stands in must be clear."""
    return {"name": absence.name} if absence.also_away else None


@guard("3.1", "{posts}还没有人顶岗。请指定一位那段时间在岗的人{instead}。")
def somebody_stands_in_on_every_post(absence: Absence) -> Params | None:
    """On each post that they sit on, those they stand in on themselves included (3.5)."""
    open_posts = [cover for cover in _in_question(absence) if cover.stand_in is None]
    if not open_posts:
        return None
    return {"posts": _posts(open_posts), "instead": _instead(open_posts[0])}


@guard("3.1", "{posts}不能由离岗的人自己顶岗。请指定另一个人{instead}。")
def nobody_stands_in_for_themselves(absence: Absence) -> Params | None:
    """Whoever is away is not there."""
    found = [c for c in _in_question(absence) if c.stand_in == absence.person]
    return {"posts": _posts(found), "instead": _instead(found[0])} if found else None


@guard(
    "3.5",
    "{name}那段时间要顶{posts}，还没有人接。请先由直接领导给{posts}另外指定顶岗的人，"
    "或者改一改时间再申请。",
)
def nothing_else_waits_for_them(absence: Absence) -> Params | None:
    """What came upon them after they had asked: nobody leaves a post on which they stand in
    without a next one."""
    if not absence.uncovered:
        return None
    return {"name": absence.name, "posts": "、".join(absence.uncovered)}


@guard("2.4.4", "{name}不在本单位的岗位上，不能顶{post}。请指定另一个人{instead}。")
def every_stand_in_is_of_the_office(absence: Absence) -> Params | None:
    """Who left, or never came, stands in nowhere."""
    return _first(absence, lambda cover: cover.stranger)


@guard("3.5", "{name}那段时间也不在，不能顶{post}。请指定另一个人{instead}，或者改一改离岗时间。")
def every_stand_in_is_there(absence: Absence) -> Params | None:
    """Nobody plans to be away without a next one, nor do two stand in for each other."""
    return _first(absence, lambda cover: cover.away)


@guard("2.7.4", "{name}没有{post}要求的资格（{lacks}），不能顶这个岗。请指定另一个人{instead}。")
def every_stand_in_is_qualified(absence: Absence) -> Params | None:
    """A stand-in has the qualification that the post needs (3.2b)."""
    found = next((c for c in _in_question(absence) if c.stand_in and c.lacks), None)
    return {**_named(found), "lacks": found.lacks} if found else None


@guard("3.2b", "{name}那段时间已经在顶{elsewhere}，不能再顶{post}。请指定另一个人{instead}。")
def no_stand_in_covers_another_window(absence: Absence) -> Params | None:
    """One person at one window."""
    found = next((c for c in _in_question(absence) if c.window and c.elsewhere), None)
    return {**_named(found), "elsewhere": found.elsewhere} if found else None


@guard("3.2b", "{name}还没有答应顶{post}。窗口和受理岗位离岗前，顶岗的人要先答应。")
def window_stand_ins_agreed(absence: Absence) -> Params | None:
    """At a window the delegate has agreed before the request is approved."""
    return _first(absence, lambda cover: cover.window and not cover.agreed)


@guard("3.3b", "{name}还没有答应顶{post}。请等{name}答应，或者由直接领导指定顶岗的人。")
def every_stand_in_agreed_or_was_designated(absence: Absence) -> Params | None:
    """A stand-in has agreed, is the post's B-role, or was designated by the direct leader."""
    return _first(absence, lambda cover: not (cover.agreed or cover.designated or cover.b_role))


@guard("3.4a", "主要领导离岗，要指定一名副职代行职责，所有岗位都由这一名副职代行。")
def exactly_one_deputy_is_named(absence: Absence) -> Params | None:
    """None or two are refused; so is somebody who is no deputy, by the next guard. Where an act is
    about one post, those on which nobody sits by now are filled after it. In a unit without a
    deputy they name nobody: the superior body appoints, and the Office asks it."""
    if absence.rank is not Rank.MAIN:
        return None
    named = {cover.stand_in for cover in absence.covers if not _is_filled_later(absence, cover)}
    if not absence.deputies:
        return None if named <= {None} else NOTHING
    return None if len(named) == 1 and None not in named else NOTHING


@guard(
    "3.4a",
    "主要领导不在岗，由一名副职代行职责；{name}不是副职，不能顶{post}。请指定一名副职{instead}。",
)
def a_deputy_acts_for_the_main_leader(absence: Absence) -> Params | None:
    """Whoever designates: nobody but a deputy sits on the main leader's post."""
    return _first(absence, lambda cover: cover.rank is Rank.MAIN and not cover.a_deputy)


@guard(
    "3.4a",
    "主要领导没有指定的，{post}按他排定的副职次序代行。请指定次序在前的副职{instead}；"
    "要换别的副职，等主要领导自己指定。",
)
def the_order_of_deputies_holds(absence: Absence, actor: Actor) -> Params | None:
    """Nobody but the main leader chooses among deputies, and no deputy chooses herself: whoever
    designates otherwise takes down whom the main leader's order names."""
    cover = absence.hand
    if cover is None or cover.rank is not Rank.MAIN or not cover.a_deputy:
        return None
    own = absence.rank is Rank.MAIN and actor.person == absence.person
    if own or cover.stand_in == cover.in_order:
        return None
    return {"post": cover.post, "instead": f"（可请{cover.in_order_name}）"}


@guard(
    "3.4a", "这个岗位由主要领导或者副职指定顶岗人。本单位没有别的副职、由上级指定的，才在这里登记。"
)
def the_superior_body_appoints(absence: Absence) -> Params | None:
    """Where a unit has no deputy, who acts for the main leader is for the superior body to say."""
    cover = absence.hand
    of_main = cover is not None and cover.rank is Rank.MAIN
    return None if of_main and not absence.deputies else NOTHING


@guard(
    "3.4a",
    "现在由您代行主要领导，别的副职都不在岗，没有人能批。请等主要领导或者一位副职回来再申请；"
    "突发疾病、事故或亲属去世的，请登记“突发离岗”。",
)
def somebody_above_is_there(absence: Absence) -> Params | None:
    """Who acts for the main leader is let go by the next deputy in the order, and by nobody below."""
    return NOTHING if absence.acts_alone else None


@guard("3.4b", "{posts}的顶岗人要由主要领导指定。请主要领导先指定，再批准。")
def the_main_leader_seats_a_deputys_stand_in(
    absence: Absence, actor: Actor, hands: Hands
) -> Params | None:
    """The main leader's consent to the absence is a designation; nobody else's is."""
    found = [c for c in absence.covers if c.rank is Rank.DEPUTY and not c.designated]
    if not found or _sits(actor, hands, Bearer.MAIN):
        return None
    return {"posts": _posts(found)}


@guard("3.4a", "这是主要领导自己的离岗登记。其他人离岗请填离岗申请。")
def the_main_leader_is_away(absence: Absence) -> Params | None:
    """Only the main leader leaves without anybody's consent."""
    return None if absence.rank is Rank.MAIN else NOTHING


@guard("3.4a", "主要领导离岗不用审批，请用“主要领导离岗”指定一名副职代行。")
def somebody_may_approve_it(absence: Absence) -> Params | None:
    """Above the main leader there is nobody in the office to ask."""
    return NOTHING if absence.rank is Rank.MAIN else None


@guard("3.2a", "自己的离岗要由别人办。请科室负责人、分管领导或者主要领导来办。")
def nobody_decides_on_their_own(absence: Absence, actor: Actor) -> Params | None:
    """Neither as the holder of the post above nor as its stand-in. Above the main leader there is
    nobody in the office."""
    own = actor.person == absence.person and absence.rank is not Rank.MAIN
    return NOTHING if own else None


@guard("3.2c", "批准后{sections}就没有人了。请办公室先确认接手，再批准。")
def the_office_takes_over_an_empty_section(absence: Absence) -> Params | None:
    """A whole section out: the Office confirms first what it takes over."""
    if not absence.sections or absence.confirmed:
        return None
    return {"sections": "、".join(absence.sections.values())}


@guard("3.2c", "这次离岗不会让科室空着，不用办公室接手。")
def a_section_would_be_empty(absence: Absence) -> Params | None:
    """The Office takes over where nobody else is left."""
    return None if absence.sections else NOTHING


@guard("3.1", "这个岗位没有指定您顶岗，不能由您来办。")
def the_stand_in_acts_in_person(absence: Absence, actor: Actor) -> Params | None:
    """Nobody agrees or signs for another."""
    cover = absence.hand
    return None if cover is not None and cover.stand_in == actor.person else NOTHING


@guard("3.3a", "交接单由离岗的人自己填写；人已经不在的，由直接领导代填。")
def the_holder_hands_over(
    absence: Absence, actor: Actor, hands: Hands, moment: Moment
) -> Params | None:
    """Who is leaving says how things stand; where they have left, the direct leader may."""
    if actor.person == absence.person:
        return None
    gone = absence.away_from is not None and absence.away_from <= moment.at
    leads = _sits(actor, hands, Bearer.HEAD, Bearer.LEADER, Bearer.MAIN)
    return None if gone and leads else NOTHING


@guard("3.3a", "原定的离岗时间已经过去，交接没有办好，这次离岗没有开始。请取消，需要的话重新申请。")
def it_may_still_begin(absence: Absence, moment: Moment) -> Params | None:
    """Nothing is handed over for a time that is over."""
    due = absence.returns_at
    over = absence.away_from is None and due is not None and due <= moment.at
    return NOTHING if over else None


@guard("3.3a", "原定回来的时间还没有到，这次离岗还能开始。")
def it_can_begin_no_more(absence: Absence, moment: Moment) -> Params | None:
    """What has not begun by the time it was to end never does."""
    due = absence.returns_at
    over = absence.away_from is None and due is not None and due <= moment.at
    return None if over else NOTHING


@guard("3.5", "交还由顶岗的人来办；顶岗的人不在的，由直接领导代办。")
def the_stand_in_or_their_leader_hands_back(
    absence: Absence, actor: Actor, hands: Hands
) -> Params | None:
    """Nobody's absence stays open because who stood in is away by now, or left the office."""
    cover = absence.hand
    if cover is not None and cover.stand_in == actor.person:
        return None
    leads = _sits(actor, hands, Bearer.HEAD, Bearer.LEADER, Bearer.MAIN)
    return None if cover is not None and cover.gone and leads else NOTHING


@guard("3.5", "{away_from:%m-%d %H:%M} 才离岗，回岗不能比这更早。")
def they_had_left(absence: Absence, moment: Moment) -> Params | None:
    """Nobody is back before they were away, however late that is entered."""
    since = absence.away_from
    return None if since is None or since <= moment.at else {"away_from": since}


@guard("3.3a", "这要由离岗的人自己办：{name}。")
def it_is_their_own_absence(absence: Absence, actor: Actor) -> Params | None:
    """Cancelling, extending and signing in are the person's own."""
    return None if actor.person == absence.person else {"name": absence.name}


@guard("3.3a", "交接单上这几项还没有写办到哪一步：{lines}。")
def every_line_is_commented(absence: Absence) -> Params | None:
    """What is in progress and pending is reported line by line."""
    cover = absence.hand
    if cover is None or not cover.uncommented:
        return None
    return {"lines": "、".join(cover.uncommented)}


@guard("3.3a", "交接单还没有交过来。")
def the_list_was_handed_over(absence: Absence) -> Params | None:
    """Nobody signs for what they have not seen."""
    return None if absence.hand is not None and absence.hand.handed else NOTHING


@guard("3.3a", "这份交接单已经签收过了。")
def the_list_was_not_taken(absence: Absence) -> Params | None:
    """It is signed for once; afterwards it is what was taken."""
    return NOTHING if absence.hand is not None and absence.hand.taken else None


@guard("3.3a", "这份交接单已经看过了。")
def the_list_was_not_seen(absence: Absence) -> Params | None:
    """The direct leader sees it once."""
    return NOTHING if absence.hand is not None and absence.hand.seen else None


@guard("3.3a", "事先报批的离岗不满一天，不用交接单。")
def a_list_is_called_for(absence: Absence) -> Params | None:
    """A list belongs to an absence of a day or more (3.3a: "以上" includes one day), and to a sudden
    one however short (3.2a)."""
    return None if absence.listed else NOTHING


@guard("3.1", "您已经答应顶这个岗了。确实顶不了的，请直接领导另外指定。")
def the_stand_in_has_not_answered(absence: Absence) -> Params | None:
    """One answer."""
    return NOTHING if absence.hand is not None and absence.hand.agreed else None


@guard("3.1", "离岗已经开始，您已经在顶这个岗。确实顶不了的，请直接领导另外指定。")
def the_stand_in_does_not_sit_yet(absence: Absence, moment: Moment) -> Params | None:
    """Who sits on the post goes when somebody else does (3.5)."""
    begun = absence.away_from is not None and absence.away_from <= moment.at
    return NOTHING if begun else None


@guard("3.3b", "这个岗位刚才已经另外指定了顶岗的人。请刷新页面再看。")
def nobody_else_was_designated(absence: Absence) -> Params | None:
    """Of two designations at once the second sees the first."""
    return NOTHING if absence.hand is None else None


@guard("3.4b", "副职离岗，由主要领导指定专人代行；其他人只能提议。")
def the_main_leader_designates_for_a_deputy(
    absence: Absence, actor: Actor, hands: Hands
) -> Params | None:
    """Only the main leader, or who lawfully acts for them, seats a deputy's stand-in."""
    cover = absence.hand
    if cover is None or cover.rank is not Rank.DEPUTY or _sits(actor, hands, Bearer.MAIN):
        return None
    return NOTHING


@guard(
    "3.4a",
    "主要领导已经指定{name}代行，{name}在岗：代行的人不把这个岗转给别人，别的副职也不来换，"
    "等主要领导回来再定。",
)
def the_deputy_named_stays(absence: Absence, actor: Actor) -> Params | None:
    """Who acts for the main leader does not pass that on, nor does another deputy take it."""
    cover = absence.hand
    if cover is None or cover.rank is not Rank.MAIN or actor.person == absence.person:
        return None
    return None if cover.stand_in is None or cover.gone else {"name": cover.name}


@guard("3.3a", "还没有指定顶岗的人。请直接领导先指定，再写交接单。")
def a_stand_in_is_named(absence: Absence) -> Params | None:
    """A list is handed over to somebody."""
    return None if absence.hand is not None and absence.hand.stand_in is not None else NOTHING


@guard("3.2a", "离岗已经开始，不能取消。请办回岗。")
def it_has_not_begun(absence: Absence, moment: Moment) -> Params | None:
    """What has begun ends by coming back."""
    begun = absence.away_from is not None and absence.away_from <= moment.at
    return NOTHING if begun else None


@guard("3.3a", "离岗还不能开始：{posts}的顶岗或者交接还没有办好。")
def everything_was_handed_over(absence: Absence, moment: Moment) -> Params | None:
    """A planned absence of a day or more does not start before; nor does any before its time."""
    if absence.away_from is not None and absence.away_from <= moment.at:
        return None
    waiting = [c for c in absence.covers if not (c.handed and c.taken and c.seen)]
    return {"posts": _posts(waiting)}


@guard("3.5", "还没有到说好回来的时间。")
def the_return_is_overdue(absence: Absence, moment: Moment) -> Params | None:
    """Until then nothing is late."""
    due = absence.returns_at
    return None if due is not None and due <= moment.at else NOTHING


@guard("3.5", "找到的情况已经记下了。")
def what_was_found_out_is_new(absence: Absence) -> Params | None:
    """It is told once each time that they are not back."""
    return NOTHING if absence.found_out else None


@guard("3.5", "找到的情况还没有写。请写一句话：人在哪里，为什么没有回来，几时能回来。")
def what_was_found_out_is_said(absence: Absence) -> Params | None:
    """What was found out is recorded, and no verdict on it."""
    return None if absence.found_out.strip() else NOTHING


@guard("3.5", "有交接单的离岗，回岗要先签到，再由顶岗人交还。")
def nothing_is_to_be_handed_back(absence: Absence) -> Params | None:
    """A short absence ends when its person is back."""
    return NOTHING if any(cover.taken for cover in absence.covers) else None


@guard("3.5", "这次离岗没有办过交接，回岗登记即可，不用交还。")
def something_is_to_be_handed_back(absence: Absence) -> Params | None:
    """What was handed over is handed back."""
    return None if any(cover.taken for cover in absence.covers) else NOTHING


@guard("3.5", "{posts}还没有交还。请顶岗人先交还。")
def everything_was_handed_back(absence: Absence) -> Params | None:
    """The absence is closed when every stand-in has handed back."""
    waiting = [cover for cover in absence.covers if cover.taken and not cover.back]
    return {"posts": _posts(waiting)} if waiting else None


@guard("3.5", "这个岗位没有交接过，或者已经交还了。")
def this_post_is_to_be_handed_back(absence: Absence) -> Params | None:
    """Each stand-in hands back once."""
    cover = absence.hand
    return None if cover is not None and cover.taken and not cover.back else NOTHING


@guard("3.2a", "延长后的时间要晚于原来说好的时间，而且要在到期以前提出。")
def the_extension_is_asked_in_time(absence: Absence, moment: Moment) -> Params | None:
    """An extension is approved anew, beforehand like the absence itself."""
    before, wanted = absence.returns_at, absence.wanted_until
    known = before or max(absence.leaves_at, moment.at)  # where nobody knew how long
    return None if wanted is not None and wanted > known >= moment.at else NOTHING


@guard(
    "3.2a",
    "说好 {returns_at:%m-%d %H:%M} 回来，已经过了，不能再批准延长。请本人办回岗；"
    "突发疾病、事故或亲属去世的，请登记“突发离岗”。",
)
def the_extension_is_approved_in_time(absence: Absence, moment: Moment) -> Params | None:
    """Consent to the longer absence comes before the shorter one is over."""
    due = absence.returns_at
    return None if due is None or moment.at <= due else {"returns_at": due}


@guard("3.2a", "没有等待批准的延长申请。")
def an_extension_was_asked_for(absence: Absence) -> Params | None:
    """Only what was asked for is approved."""
    return NOTHING if absence.wanted_until is None else None


@guard("3.2a", "不批准的理由还没有写。请写一句话，申请的人要看。")
def the_refusal_has_a_reason(absence: Absence) -> Params | None:
    """Whoever may not leave is told why."""
    return None if absence.declined_because.strip() else NOTHING


def _sits(actor: Actor, hands: Hands, *bearers: Bearer) -> bool:
    """Whether the actor sits on a post of one of the bearers, and not for the Office (3.2c)."""
    posts = {hands.of(bearer) for bearer in bearers}
    return any(seat.post in posts and seat.rule is not SeatRule.OFFICE for seat in actor.seats)


def _first(absence: Absence, wrong: Callable[[Cover], bool]) -> Params | None:
    found = next((c for c in _in_question(absence) if c.stand_in and wrong(c)), None)
    return _named(found) if found else None


def _in_question(absence: Absence) -> tuple[Cover, ...]:
    """The stand-in at hand, where an act is about one: of two posts that nobody sits on, one is
    filled before the other. Else all of them."""
    return (absence.hand,) if absence.hand else absence.covers


def _is_filled_later(absence: Absence, cover: Cover) -> bool:
    at_hand = absence.at_hand in (None, cover.id)
    return not at_hand and (cover.stand_in is None or cover.gone)


def _named(cover: Cover) -> dict[str, object]:
    return {"name": cover.name or "这个人", "post": cover.post, "instead": _instead(cover)}


def _instead(cover: Cover) -> str:
    return f"（可请{cover.instead}）" if cover.instead else ""


def _posts(covers: list[Cover]) -> str:
    return "、".join(cover.post for cover in covers)
