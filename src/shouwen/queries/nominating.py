"""Which rows may be meant by a question, and how well each meets it (decision 17).

The database counts how many rows each token of the question leads to and names those that the
rarest lead to; how well these meet it is worked out here. So what a search costs depends on what is
asked for, not on how many rows there are."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from uuid import UUID

from django.db.models import Count, Model, QuerySet, TextField
from django.db.models.functions import Cast

from shouwen.queries.asked import Part, Reading, Sense

LOOKED_AT = 60  # rows that are compared in full
LED_TO = 5000  # by the tokens that nominate: rarer ones come first
IN_TEXT = 0.6  # worth of what stands in the text, beside what stands in the name
UNKNOWN = 0.2  # what a token says that leads to no row; one that leads to one says 0.5

SURE = 0.8  # a question met so well holds no typing error
LEAST = 0.2  # how well the question must be met at all,
BESIDE_THE_BEST = 0.5  # and compared with what meets it best


@dataclass(frozen=True, slots=True)
class Meant:
    """A row that may be meant: how well it meets the question, up to 1, and how many tokens of its
    name were asked for."""

    key: UUID
    met: float
    named: int


def meant(
    leads: QuerySet[Model], to: str, senses: tuple[Sense, ...], least: float
) -> Iterator[Meant]:
    """The rows that the tokens of ``senses`` lead ``to``, a column of ``leads``, in no order; none
    where even all tokens together would not meet the question as well as ``least``."""
    wanted = {t for sense in senses for part in sense for way in part.readings for t in way.tokens}
    leads = leads.filter(token__in=wanted)
    led = dict(leads.values_list("token").annotate(Count(to)).order_by())
    question = _Question(senses, led)
    if question.met_by(dict.fromkeys(led, 1)) < least:
        return
    nominated = _nominated(leads, to, led, question)
    found: dict[UUID, dict[str, bool]] = defaultdict(dict)
    rows = leads.filter(**{f"{to}__in": nominated}).values_list(to, "token", "in_name")
    for key, token, in_name in rows:
        found[key][token] = in_name
    for key, has in found.items():
        met = question.met_by({token: 1 if has[token] else IN_TEXT for token in has})
        yield Meant(key, met, sum(has.values()))


def _nominated(
    leads: QuerySet[Model], to: str, led: Mapping[str, int], question: "_Question"
) -> list[UUID]:
    """The rows that are looked at: those that the rarest tokens lead to."""
    nominating, rows = [], 0
    for token in sorted(led, key=led.__getitem__):
        rows += led[token]
        if nominating and rows > LED_TO:
            break
        nominating.append(token)
    as_text = Cast(to, TextField())  # thousands, of which few are ever read as keys
    pairs = leads.filter(token__in=nominating).values_list(as_text, "token")[:LED_TO]
    found: dict[str, list[str]] = defaultdict(list)
    for key, token in pairs:
        found[key].append(token)
    met: dict[frozenset[str], float] = {}
    ranked = []
    for key, has in found.items():
        same = frozenset(has)
        if same not in met:
            met[same] = question.met_by(dict.fromkeys(same, 1))
        ranked.append((-met[same], key))
    return [UUID(key) for _, key in nsmallest(LOOKED_AT, ranked)]


class _Question:
    """What is asked for, with what each token of it is worth."""

    def __init__(self, senses: Iterable[Sense], led: Mapping[str, int]) -> None:
        """``led`` says how many rows each token leads to: what leads to few says more, and what
        leads to none is a word of theirs that we do not know."""

        def worth(token: str) -> float:
            rows = led.get(token, 0)
            return 1 / (1 + rows.bit_length()) if rows else UNKNOWN

        self.senses = [[self._weighed(part, worth) for part in sense] for sense in senses]

    def _weighed(
        self, part: Part, worth: Callable[[str], float]
    ) -> tuple[float, list[tuple[Reading, float, dict[str, float]]]]:
        ways = []
        for way in part.readings:
            tokens = {token: worth(token) for token in way.tokens}
            ways.append((way, sum(tokens.values()), tokens))
        return max(of for _, of, _ in ways), ways

    def met_by(self, has: Mapping[str, float]) -> float:
        """How well its best sense is met by a row that has these tokens, each so well: 0 to 1, and
        1 is all of it."""
        best = 0.0
        for sense in self.senses:
            met = 0.0
            for says, ways in sense:
                met += says * max(self._share(has, *way) for way in ways)
            best = max(best, met / sum(says for says, _ in sense))
        return best

    @staticmethod
    def _share(
        has: Mapping[str, float], way: Reading, of: float, tokens: Mapping[str, float]
    ) -> float:
        share = sum(tokens[token] * has[token] for token in tokens.keys() & has.keys()) / of
        return way.worth * (share * share if way.whole else share)
