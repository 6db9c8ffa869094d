"""``docs/generated/case_life.svg``: all lives of a case, drawn from their tables of moves.

Boxes stand where :data:`PLACES` puts them; acts that leave the state as it is are written in the box,
the others on the lines between. What runs beside a case stands below, a card each: in which states of
the case, its acts, and where they lead the case."""

from collections import defaultdict
from html import escape

from shouwen.rules.judge import MOVES
from shouwen.rules.labels import ACT_LABELS, label
from shouwen.rules.lives.move import Move
from shouwen.rules.words import CaseState

PATH = "docs/generated/case_life.svg"
PLACES = {  # column and row of each state
    CaseState.CORRECTING: (0, 0),
    CaseState.WITHDRAWN: (1, 0),
    CaseState.RECEIVED: (0, 1),
    CaseState.ACCEPTED: (1, 1),
    CaseState.DECIDED: (2, 1),
    CaseState.CLOSED: (3, 1),
}
NAMES = {
    "step": "环节",
    "consultation": "咨询和协办",
    "hearing": "听证",
    "interested_party": "听证的利害关系人",
    "licence": "证照",
    "extension": "延期",
    "special_procedure": "特别程序",
    "refusal": "否定报备",
    "lacking_ground": "指南里没有的理由",
    "succession": "申请人去世、终止",
    "service_of_paper": "送达文书",
    "return_of_materials": "退还材料",
}
"""What runs beside a case, as its card is headed; a life that is not named goes by its own."""
CARDS, GAP = 4, 20  # of cards: how many side by side, and the space between
MANY = 5  # states of a case: so many are not named one by one
UNDER = 30  # how far below the boxes an arrow goes round them
LEFT, TOP, WIDTH, LINE = 170, 24, 216, 20
COLUMNS = (0, 350, 690, 1006)  # how far right each column stands
ROWS = (0, 270)
STYLE = """
  text { font: 14px "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif;
    fill: #1d2733 }
  .state { font-weight: 600; font-size: 16px }
  .small { font-size: 12px; fill: #5b6775 }
  .halo { stroke: #ffffff; stroke-width: 5px; paint-order: stroke; stroke-linejoin: round }
  rect { fill: #f4f6f8; stroke: #8b97a5 }
  .end { stroke-width: 3px }
  line, polyline { fill: none; stroke: #5b6775; stroke-width: 1.5px; marker-end: url(#head) }
  .ground { fill: #ffffff; stroke: none }
  marker path, circle { fill: #5b6775 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6ebf1 } .small { fill: #a3afbd } .halo { stroke: #10161d }
    rect { fill: #1a222c; stroke: #66727f } line, polyline { stroke: #a3afbd }
    .ground { fill: #10161d } marker path, circle { fill: #a3afbd }
  }"""

Point = tuple[float, float]


def write() -> str:
    """The picture."""
    within: dict[CaseState, list[Move]] = defaultdict(list)
    between: dict[tuple[CaseState | None, CaseState], list[Move]] = defaultdict(list)
    for move in MOVES.values():
        if move.life == "case":
            for before in move.before:
                if move.after in (None, before):
                    within[CaseState(before or "")].append(move)
                else:
                    between[before and CaseState(before), CaseState(move.after)].append(move)
    boxes = {state: _Box(state, within[state]) for state in PLACES}
    below = max(box.bottom for box in boxes.values()) + UNDER + 62
    width = max(box.right for box in boxes.values()) + 24
    cards, bottom = _cards(below, width)
    height = bottom + 42
    drawn = [box.drawn() for box in boxes.values()]
    drawn += [_line(boxes, *ends, moves) for ends, moves in between.items()]
    drawn.append(_text(24, below - 18, "同时在办 · beside the case", "state"))
    drawn += cards
    legend = _text(24, height - 16, "◷ 由时间触发 · by the clock alone", "small")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        ' aria-label="一件办件从收件到办结 · the life of a case">\n'
        f"<style>{STYLE}\n</style>\n"
        '<marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8"'
        ' orient="auto"><path d="M0 0 8 4 0 8z"/></marker>\n'
        f'<rect class="ground" width="{width}" height="{height}"/>\n'
        + "\n".join(drawn)
        + f"\n{legend}\n</svg>\n"
    )


class _Box:
    """A state, with the acts that leave it as it is."""

    def __init__(self, state: CaseState, acts: list[Move]) -> None:
        column, row = PLACES[state]
        self.state, self.acts = state, acts
        self.left, self.top = LEFT + COLUMNS[column], TOP + ROWS[row]
        self.right = self.left + WIDTH
        self.bottom = self.top + 56 + (6 + LINE * len(acts) if acts else 0)
        self.middle = self.left + WIDTH / 2

    def drawn(self) -> str:
        """The box with its words."""
        leaves = any(self.state in m.before and m.after for m in MOVES.values() if m.life == "case")
        end = "" if leaves else ' class="end"'
        words = [
            _text(self.middle, self.top + 24, label(self.state), "state", "middle"),
            _text(self.middle, self.top + 42, self.state, "small", "middle"),
            *(
                _text(self.left + 14, self.top + 66 + LINE * n, _act(move))
                for n, move in enumerate(self.acts)
            ),
        ]
        box = (
            f'<rect{end} x="{self.left}" y="{self.top}" width="{WIDTH}"'
            f' height="{self.bottom - self.top}" rx="6"/>'
        )
        return "\n".join((box, *words))


def _cards(top: int, width: int) -> tuple[list[str], int]:
    """What runs beside a case: a card for each life, the longest first, each where most space is
    left; and how far down they reach."""
    lives: dict[str, list[Move]] = defaultdict(list)
    for move in MOVES.values():
        if move.life != "case" and isinstance(move.before[0], CaseState):
            lives[move.life].append(move)
    wide = (width - 48 - GAP * (CARDS - 1)) // CARDS
    ends = [top] * CARDS
    drawn = []
    for life, moves in sorted(lives.items(), key=lambda each: (-len(each[1]), each[0])):
        n = ends.index(min(ends))
        drawn.append(_card(24 + n * (wide + GAP), ends[n], wide, life, moves))
        ends[n] += 60 + LINE * len(moves) + GAP
    return drawn, max(ends)


def _card(x: int, y: int, wide: int, life: str, moves: list[Move]) -> str:
    """One life beside a case: in which of the case's states, and its acts."""
    states = [state for state in CaseState if any(state in move.before for move in moves)]
    some = "、".join(label(state) for state in states)
    within = some if len(states) < MANY else "各个阶段"
    words = [
        _text(x + 14, y + 24, NAMES.get(life, life), "state"),
        _text(x + 14, y + 42, f"{life} · {within}", "small"),
        *(_text(x + 14, y + 64 + LINE * n, _leading(move)) for n, move in enumerate(moves)),
    ]
    box = f'<rect x="{x}" y="{y}" width="{wide}" height="{60 + LINE * len(moves)}" rx="6"/>'
    return "\n".join((box, *words))


def _leading(move: Move) -> str:
    """An act with where it leads the case, if it does."""
    return _act(move) if move.after is None else f"{_act(move)} → {label(move.after)}"


def _line(
    boxes: dict[CaseState, _Box], before: CaseState | None, after: CaseState, moves: list[Move]
) -> str:
    """An arrow from state to state, its acts beside it."""
    to = boxes[after]
    if before is None and after is not CaseState.RECEIVED:
        x, top = to.middle, to.top - 62
        dot = f'<circle cx="{x}" cy="{top}" r="6"/>'
        return (
            f"{dot}\n{_arrow((x, top + 8), (x, to.top))}\n{_beside(x, top - 16, moves, 'middle')}"
        )
    if before is None:
        y = to.top + 33
        dot = f'<circle cx="30" cy="{y}" r="6"/>'
        return f"{dot}\n{_arrow((38, y), (to.left, y))}\n{_beside(36, y - 12, moves)}"
    of = boxes[before]
    if of.top == to.top and abs(PLACES[before][0] - PLACES[after][0]) > 1:
        return _under(boxes, of, to, moves)
    if of.top == to.top:
        y = of.top + 33
        middle = (of.right + to.left) / 2
        lines = _arrow((of.right, y), (to.left, y))
        return f"{lines}\n{_beside(middle, y - 12, moves, 'middle')}"
    up = to.top < of.top
    if of.left == to.left:
        x = of.middle + (-45 if up else 45)
        ends = ((x, of.top), (x, to.bottom)) if up else ((x, of.bottom), (x, to.top))
        side, anchor = (-10, "end") if up else (10, "start")
        y = (ends[0][1] + ends[1][1]) / 2 + 4 + LINE * (len(moves) - 1) / 2
        return f"{_arrow(*ends)}\n{_beside(x + side, y, moves, anchor)}"
    return _arrow((of.right, of.top), (to.left, to.bottom))


def _under(boxes: dict[CaseState, _Box], of: _Box, to: _Box, moves: list[Move]) -> str:
    """An arrow that goes under the boxes between, its acts over it."""
    y = max(box.bottom for box in boxes.values() if box.top == of.top) + UNDER
    bends = ((of.middle, of.bottom), (of.middle, y), (to.middle, y), (to.middle, to.bottom))
    way = " ".join(f"{x},{at}" for x, at in bends)
    words = _beside((of.middle + to.middle) / 2, y - 8, moves, "middle")
    return f'<polyline points="{way}"/>\n{words}'


def _arrow(start: Point, end: Point) -> str:
    (x1, y1), (x2, y2) = start, end
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'


def _beside(x: float, y: float, moves: list[Move], anchor: str = "start") -> str:
    """The acts of one arrow, one over the other, the last at ``y``."""
    last = len(moves) - 1
    return "\n".join(
        _text(x, y - LINE * (last - n), _act(move), "halo", anchor) for n, move in enumerate(moves)
    )


def _act(move: Move) -> str:
    by_clock = move.may.clock and not move.may.powers
    return f"◷ {ACT_LABELS[move.act]}" if by_clock else ACT_LABELS[move.act]


def _text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    marked = f' class="{kind}"' if kind else ""
    held = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{x}" y="{y}"{marked}{held}>{escape(words)}</text>'
