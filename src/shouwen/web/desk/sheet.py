"""Figures as a spreadsheet opens them."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

AT_ONCE = "=+-@\t\r"
"""With what a spreadsheet takes a text for a formula."""


def sheet(name: str, lines: Iterable[Sequence[object]]) -> HttpResponse:
    """A download ``name``, line by line; no text in it is taken for a formula."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.write("\ufeff")  # by which spreadsheets know it is UTF-8
    csv.writer(answer).writerows([_plain(each) for each in line] for line in lines)
    return answer


def _plain(cell: object) -> object:
    if isinstance(cell, str) and cell.startswith(tuple(AT_ONCE)):
        return f"'{cell}"
    return cell
