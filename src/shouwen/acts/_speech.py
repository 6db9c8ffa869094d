"""How acts put things into the words that papers print."""

from shouwen.rules.facts.guide import Basis, Limit
from shouwen.rules.labels import label


def limit_in_words(limit: Limit | None) -> str:
    """``20个工作日``; empty where there is no limit."""
    return f"{limit.n}{label(limit.unit)}" if limit else ""


def article(basis: Basis) -> str:
    """《公共场所卫生管理条例》第八条."""
    return f"《{basis.law}》{basis.article}"
