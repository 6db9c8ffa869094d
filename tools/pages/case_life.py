"""``docs/generated/case_life.svg``: the life of a case, drawn from its table of moves.

Boxes stand where :data:`PLACES` puts them; acts that leave the state as it is are written in the box,
the others on the lines between."""

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
LEFT, TOP, WIDTH, LINE = 170, 24, 216, 20
COLUMNS = (0, 350, 664, 980)  # how far right each column stands
ROWS = (0, 230)
STYLE = """
  text { font: 14px "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif;
    fill: #1d2733 }
  .state { font-weight: 600; font-size: 16px }
  .small { font-size: 12px; fill: #5b6775 }
  .halo { stroke: #ffffff; stroke-width: 5px; paint-order: stroke; stroke-linejoin: round }
  rect { fill: #f4f6f8; stroke: #8b97a5 }
  .end { stroke-width: 3px }
  line { stroke: #5b6775; stroke-width: 1.5px; marker-end: url(#head) }
  .ground { fill: #ffffff; stroke: none }
  marker path, circle { fill: #5b6775 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6ebf1 } .small { fill: #a3afbd } .halo { stroke: #10161d }
    rect { fill: #1a222c; stroke: #66727f } line { stroke: #a3afbd }
    .ground { fill: #10161d } marker path, circle { fill: #a3afbd }
  }"""

Point = tuple[float, float]


def write() -> str:
    """The picture."""
    within: dict[CaseState, list[Move]] = defaultdict(list)
    between: dict[tuple[CaseState | None, CaseState], list[Move]] = defaultdict(list)
    for move in MOVES.values():
        if move.life in ("case", "step"):
            for before in move.before:
                if move.after is None:
                    within[CaseState(before or "")].append(move)
                else:
                    between[before and CaseState(before), CaseState(move.after)].append(move)
    boxes = {state: _Box(state, within[state]) for state in PLACES}
    height = max(box.bottom for box in boxes.values()) + 62
    width = max(box.right for box in boxes.values()) + 24
    drawn = [_line(boxes, *ends, moves) for ends, moves in between.items()]
    drawn += [box.drawn() for box in boxes.values()]
    legend = _text(LEFT, height - 22, "◷ 由时间触发 · by the clock alone", "small")
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
        leaves = any(self.state in m.before for m in MOVES.values() if m.life == "case")
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


def _line(
    boxes: dict[CaseState, _Box], before: CaseState | None, after: CaseState, moves: list[Move]
) -> str:
    """An arrow from state to state, its acts beside it."""
    to = boxes[after]
    if before is None:
        y = to.top + 33
        dot = f'<circle cx="30" cy="{y}" r="6"/>'
        return f"{dot}\n{_arrow((38, y), (to.left, y))}\n{_beside(36, y - 12, moves)}"
    of = boxes[before]
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
        y = (ends[0][1] + ends[1][1]) / 2 + 4
        return f"{_arrow(*ends)}\n{_beside(x + side, y, moves, anchor)}"
    return _arrow((of.right, of.top), (to.left, to.bottom))


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
