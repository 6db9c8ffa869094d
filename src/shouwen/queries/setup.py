"""What the administrator sees: whose accounts are open, and what the doctor found. Of the office's
work they see nothing (2.4.2)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from shouwen.queries.doctor import health
from shouwen.queries.rows import ActOption
from shouwen.queries.rows.setup import AccountPage, AccountRow, Finding, SetupOffice, SetupPage
from shouwen.queries.viewer import NotForYou, NotFound
from shouwen.records.casefile.books import books_of
from shouwen.records.models import Account, Jurisdiction, Sitting
from shouwen.rules.clauses import clauses
from shouwen.rules.judge import MOVES
from shouwen.rules.labels import ACT_LABELS
from shouwen.rules.words import SittingRole

OPEN, RESET, CLOSE = "office.open_account", "office.reset_password", "office.close_account"

HINTS = {
    OPEN: "生成一个口令，只显示这一次，请当面交给本人；本人第一次登录要换成自己的。",
    RESET: "原来的口令和登录马上失效；新口令只显示这一次，请当面交给本人，登录后要换成自己的。",
    CLOSE: "马上不能再登录；岗位和做过的事都不变。",
}

FINDINGS = {
    "tables_behind": ("数据表不是这个版本的", "运行 shouwen migrate"),
    "debug": ("出错时会把内部细节显示给来访的人", "去掉 SHOUWEN_DEBUG"),
    "weak_key": ("签名用的密钥太短", "去掉 SHOUWEN_SECRET_KEY，系统自己会生成"),
    "any_host": ("网站什么名字都应答", "在 SHOUWEN_HOSTS 里写明自己的名字"),
    "no_tls": ("别的机器登录时没有加密", "前面放加密的代理，设 SHOUWEN_HTTPS=1"),
    "not_durable": ("断电可能丢失办过的事", "去掉 SHOUWEN_SYNCHRONOUS"),
    "guards_missing": ("有的台账表没有防改的锁", "运行 shouwen migrate"),
    "calendar_missing": ("缺一年的放假安排，那一年的期限是暂定的", "升级到带有那一年日历的版本"),
    "no_office": ("还没有设立单位", "先设立单位，例如 shouwen demo"),
    "remedies_unknown": (
        "不知道谁复议本单位的决定、到哪个法院起诉，否定报备批不了",
        "请管理名册的岗位在机构名册里登记复议机关和法院",
    ),
    "service_without_handler": (
        "公布的事项没有经办岗位",
        "请公布办事指南的岗位起草下一版，写明经办岗位",
    ),
    "post_without_holder": ("岗位没有责任人", "请管理名册的岗位登记到岗"),
    "post_without_b_role": ("岗位没有 B角", "请管理名册的岗位指定 B角"),
    "closed_post_owes": ("撤销的岗位还有应办，现在由科室负责人代办", "在下一版方案里写明承接岗位"),
    "clock_stands": ("到时间的事没有人叫醒", "让 shouwen work 一直运行"),
    "letters_lie": ("写好的信没有发出去", "让 shouwen work 一直运行"),
    "letters_given_up": ("有的信发不出去，已经放弃", "改好邮件服务器的设置，用别的办法告诉那些人"),
    "mailbox_down": (
        "邮箱读不了，来信还在邮箱里",
        "改好邮件服务器或者 SHOUWEN_IMAP_URL，读得了就补收",
    ),
    "mailbox_unread": ("没有人读邮箱", "让 shouwen work 一直运行"),
    "mails_not_taken_in": ("有的邮件没有收进来", "请拆信的岗位到“来信登记”看一看，手工登记"),
    "fonts_missing": ("缺字体，文书画不出来", "带字体安装，或者设 SHOUWEN_FONT_DIRS"),
}
"""What the doctor finds, by code: what it is, how to mend it."""


def administers(account: UUID) -> Account:
    """The account, where it is the administrator's. Raises ``NotForYou`` for any other."""
    found = Account.objects.filter(pk=account, is_administrator=True, is_active=True).first()
    if found is None:
        raise NotForYou
    return found


def setup_page(account: UUID, at: datetime) -> SetupPage:
    """Accounts of every office, and what is missing or unsafe. Raises ``NotForYou``."""
    administrator = administers(account)
    found = health(at)
    return SetupPage(
        sign_in=administrator.sign_in,
        offices=tuple(_office(place) for place in Jurisdiction.objects.order_by("code")),
        findings=tuple(_findings([problem.code for problem in found.problems])),
        drafts=found.drafts,
    )


def _findings(codes: Iterable[str]) -> Iterator[Finding]:
    for code, n in Counter(codes).items():
        what, fix = FINDINGS[code]
        yield Finding(what, fix, n)


def _office(place: Jurisdiction) -> SetupOffice:
    accounts = Account.objects.filter(person__jurisdiction=place).select_related("person")
    posts: dict[UUID, list[str]] = {}
    sitting = Sitting.objects.filter(
        post__jurisdiction=place, until__isnull=True, role=SittingRole.HOLDER
    )
    for person, name in sitting.order_by("post__key").values_list("person", "post__name"):
        posts.setdefault(person, []).append(name)
    return SetupOffice(
        key=str(books_of(place.pk)),
        name=place.name,
        accounts=tuple(
            _account(row, posts.get(row.person_id, [])) for row in accounts.order_by("sign_in")
        ),
    )


def _account(row: Account, posts: Iterable[str]) -> AccountRow:
    left = row.person.left_at is not None
    acts = (RESET, CLOSE) if row.is_active else () if left else (OPEN,)
    if row.is_active:
        state = "等本人换口令" if row.password_given else "在用"
    else:
        state = "已停用" if row.password else "还没有开通"
    return AccountRow(
        key=str(row.person_id),
        name=row.person.name,
        sign_in=row.sign_in,
        posts=tuple(posts),
        state="已离开" if left else state,
        open=row.is_active,
        may=tuple(
            ActOption(act, ACT_LABELS[act], HINTS[act], negative=act == CLOSE) for act in acts
        ),
    )


def account_page(account: UUID, act: str, person: UUID) -> AccountPage:
    """One act on the account of a person. Raises ``NotForYou``, and ``NotFound`` for an act that is
    none, or not to be done on that account now."""
    administers(account)
    found = Account.objects.filter(person=person).select_related("person__jurisdiction").first()
    if found is None:
        raise NotFound(str(person))
    row = _account(found, ())
    option = next((each for each in row.may if each.act == act), None)
    if option is None:
        raise NotFound(act)
    clause = clauses()[MOVES[act].clause]
    return AccountPage(
        act=act,
        label=option.label,
        clause=clause.id,
        clause_text=clause.zh,
        books=str(books_of(found.person.jurisdiction_id)),
        account=row,
        follows=(option.hint, "记入台账，写明是管理员办的，不能删改。"),
        gives=act != CLOSE,
    )
