"""A published guide as it is put into English, place by place (5.3a)."""

from uuid import UUID

from shouwen.queries import rows
from shouwen.queries.books import Judged, sentences
from shouwen.queries.ledger import since
from shouwen.queries.rows.english import EnglishAsked
from shouwen.queries.viewer import NotFound, Viewer
from shouwen.records.casefile.case import frozen_guide
from shouwen.records.models import ServiceVersion, Wording
from shouwen.rules.clauses import clauses
from shouwen.rules.facts.casefile import Moment
from shouwen.rules.facts.seats import Hands
from shouwen.rules.facts.version import PUBLIC
from shouwen.rules.facts.wording import Texts, texts
from shouwen.rules.judge import MOVES, judge
from shouwen.rules.labels import ACT_LABELS
from shouwen.rules.words import Language, MatterKind, Power, VersionState

FOLLOWS = {
    "service_version.write_in_english": (
        "写好的存下来；没有写齐以前，公众看到的是中文。",
        "已经公布英文的，改了立刻给公众看。",
    ),
    "service_version.publish_in_english": (
        "看英文网页的人，从这一刻起看到英文指南；有出入的，以中文为准。",
    ),
}


def english_act(viewer: Viewer, version: UUID, act: str, seen: int | None = None) -> rows.ActPage:
    """The page of an act on the English of a version. What was said in English of the version before
    in the same words is proposed again. Raises ``NotForYou``, and ``NotFound`` for a version that
    was not published."""
    viewer.needs(Power.PUBLISH)
    found = ServiceVersion.objects.select_related("matter", "service").filter(
        pk=version,
        jurisdiction=viewer.office.jurisdiction,
        state__in=[state.value for state in PUBLIC],
    )
    row = found.first()
    if row is None or act not in FOLLOWS:
        raise NotFound(str(version))
    guide = frozen_guide(row.pk)
    own = Wording.objects.filter(version=row, language=Language.ENGLISH).first()
    facts = {
        "actor": viewer.actor,
        "hands": Hands({}),
        "moment": Moment(viewer.at, row.matter.last_at),
        "guide": guide,
        "english": own.texts if own else {},
        "english_is_public": own is not None and own.published_at is not None,
    }
    move = MOVES[act]
    clause = clauses()[move.clause]
    return rows.ActPage(
        number=f"{row.service.code} 第 {row.number} 版",
        service=guide.name,
        party="",
        act=act,
        label=ACT_LABELS[act],
        clause=clause.id,
        clause_text=clause.zh,
        follows=(*FOLLOWS[act], "记入台账，不能删改。"),
        changed=since(viewer, row.pk, seen) if seen is not None else "",
        subject=str(row.pk),
        seen=row.matter.chain_length,
        barred=sentences(viewer, Judged(move, judge(move, VersionState(row.state), facts))),
        asked=(EnglishAsked(texts(guide), own.texts if own else _said_before(row)),),
        matter=MatterKind.SERVICE_VERSION,
    )


def _said_before(row: ServiceVersion) -> Texts:
    """The English of the last version that has any, where the Chinese is still the same."""
    before = (
        Wording.objects.filter(
            version__service=row.service_id,
            version__number__lt=row.number,
            language=Language.ENGLISH,
        )
        .order_by("-version__number")
        .first()
    )
    if before is None:
        return {}
    then, now = texts(frozen_guide(before.version_id)), texts(frozen_guide(row.pk))
    return {
        place: text for place, text in before.texts.items() if then.get(place) == now.get(place)
    }
