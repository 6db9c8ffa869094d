"""What was kept of each promise, for other programs: JSON and a table (5.1b).

Made of the rows that the promise page is made of, with the same left out: of fewer cases than the
policy's number no figure is told. ``docs/open_data.md`` says what each field means."""

import csv
import io
import json
from typing import Any

from shouwen.exchange.open_data import Address
from shouwen.queries.rows.promise import KeptOfAll, KeptRow
from shouwen.rules.labels import label

HEADINGS = (
    "编码 名称 科室 从 到 承诺期限 法定期限 期限单位 件数 按时 晚了 超过法定期限 一半的件 九成的件"
    " 用时单位 补正次数 延长次数 撤回 网址"
).split()


def kept_json(kept: KeptOfAll, address: Address) -> bytes:
    """A list of objects; null is what is not told, or was never promised."""
    rows = [
        {
            "code": row.code,
            "name": row.name,
            "section": section,
            "since": kept.since.isoformat(),
            "until": kept.until.isoformat(),
            "promise": row.promise.n if row.promise else None,
            "statute": row.statute.n if row.statute else None,
            "unit": row.promise.unit if row.promise else None,
            "fewer_than": kept.fewest if row.kept.few else None,
            **_figures(row),
            "address": address(row.code),
        }
        for row, section in zip(kept.rows, kept.sections, strict=True)
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def kept_csv(kept: KeptOfAll, address: Address) -> bytes:
    """A table for people: Chinese headings, UTF-8 with the mark by which spreadsheets know it."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(HEADINGS)
    for row, section in zip(kept.rows, kept.sections, strict=True):
        told = _figures(row)
        if row.kept.few:
            told["cases"] = f"不足 {kept.fewest}"
        table.writerow(
            [
                row.code,
                row.name,
                section,
                kept.since.isoformat(),
                kept.until.isoformat(),
                row.promise.n if row.promise else None,
                row.statute.n if row.statute else None,
                label(row.promise.unit) if row.promise else None,
                *(label(row.kept.unit) if name == "days_in" else told[name] for name in told),
                address(row.code),
            ]
        )
    return out.getvalue().encode("utf-8-sig")


def _figures(row: KeptRow) -> dict[str, Any]:
    kept = row.kept
    figures = {
        "cases": kept.cases,
        "in_time": kept.cases - kept.late,
        "late": kept.late,
        "beyond_law": kept.beyond_law,
        "median": kept.median,
        "ninth_decile": kept.ninth,
        "days_in": kept.unit,
        "corrections": kept.corrected,
        "extensions": kept.extended,
        "withdrawn": kept.withdrawn,
    }
    untold = {} if not kept.few else dict.fromkeys(set(figures) - {"days_in"})
    return figures | untold
