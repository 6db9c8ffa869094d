"""The catalogues of the languages: what there is to be said, and what was said of it.

``python -m tools.catalogues`` reads every sentence that the public can meet and brings the English
catalogue up to date: what is new comes with an empty place to be filled by hand, what nobody says
any more goes. ``python -m tools.catalogues compile`` (part of ``make setup``) makes what Django
reads: English from its catalogue, traditional characters from the same sentences by
:mod:`shouwen.queries.traditional`. No gettext is needed for either.

A template is read by Django's own parser, so a sentence is found here exactly as the page will ask
for it. The desk is in Chinese only and has no sentence here."""

import ast
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polib

from shouwen.queries.traditional import traditional

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "shouwen"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
COMPILED = {
    "en": CATALOGUE.with_suffix(".mo"),
    "zh_Hant": SOURCE / "locale" / "zh_Hant" / "LC_MESSAGES" / "django.mo",
}

FIRST = ("public/", "screens/", "error.html", "40", "41", "42", "50", "forms/")
"""How the names of public templates begin; what they include or extend comes along."""

MODULES = (
    "web/public/*.py",
    "web/failures.py",
    "web/throttle.py",
    "web/uploads.py",
    "web/charts.py",
    "web/templatetags/shouwen.py",
    "queries/applying.py",
    "queries/catalogue.py",
    "queries/days.py",
    "queries/promise.py",
    "queries/regulation.py",
    "queries/asking.py",
    "queries/track.py",
    "queries/who.py",
)
"""Modules whose every sentence may stand on a public page."""

PARTS = {"web/forms.py": ("Asking", "TrackForm", "PaperCheckForm", "RenewsForm")}
"""Modules of which only these classes do."""

CALLS = {
    "_": 1,
    "gettext": 1,
    "gettext_lazy": 1,
    "gettext_noop": 1,
    "ngettext": 2,
    "ngettext_lazy": 2,
    "pgettext": 1,
    "pgettext_lazy": 1,
    "npgettext": 2,
}
"""What a sentence is asked for by, and of how many texts it is made."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence: as it stands in Chinese, in the plural, and what sets it apart from its likes."""

    text: str
    plural: str | None = None
    context: str | None = None


# ── what there is to be said ─────────────────────────────────────────────────────────────────────


def messages() -> dict[Message, str]:
    """Every sentence the public can meet, with where it was found first. Needs Django set up."""
    found: dict[Message, str] = {}
    for where, message in (*_of_templates(), *_of_modules(), *_of_words()):
        found.setdefault(message, where)
    return found


def _of_templates() -> Iterator[tuple[str, Message]]:
    from django.template import engines

    folder = SOURCE / "web" / "templates"
    names = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))]
    waiting = [name for name in names if name.startswith(FIRST)]
    engine = engines["django"].engine  # type: ignore[attr-defined]  # the one of the templates
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen or not (folder / name).exists():
            continue
        seen.add(name)
        for node in _nodes(engine.get_template(name).nodelist):
            waiting += _others(node)
            yield from ((f"web/templates/{name}", each) for each in _of_node(node))


def _nodes(nodes: Iterable[Any]) -> Iterator[Any]:
    for node in nodes:
        yield node
        for inner in (getattr(node, name, None) or () for name in node.child_nodelists):
            yield from _nodes(inner)


def _others(node: Any) -> Iterator[str]:
    """The templates that a node brings along."""
    for holder in ("template", "parent_name"):
        constant = getattr(getattr(node, holder, None), "var", None)
        if isinstance(constant, str):
            yield "".join(constant)  # a constant of a template is no plain string
    if isinstance(getattr(node, "filename", None), str):
        yield node.filename


def _of_node(node: Any) -> Iterator[Message]:
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode

    if isinstance(node, TranslateNode) and isinstance(node.filter_expression.var.literal, str):
        yield Message(node.filter_expression.var.literal)
    elif isinstance(node, BlockTranslateNode):
        singular, _names = node.render_token_list(node.singular)
        plural = node.render_token_list(node.plural)[0] if node.plural else None
        yield Message(singular, plural)


def _of_modules() -> Iterator[tuple[str, Message]]:
    for pattern in (*MODULES, *PARTS):
        for path in sorted(SOURCE.glob(pattern)):
            name = path.relative_to(SOURCE).as_posix()
            tree = ast.parse(path.read_text(encoding="utf-8"))
            only = PARTS.get(pattern)
            parts = [
                part
                for part in tree.body
                if only is None or (isinstance(part, ast.ClassDef) and part.name in only)
            ]
            for part in parts:
                yield from ((name, each) for each in _of_code(part))


def _of_code(part: ast.AST) -> Iterator[Message]:
    for node in ast.walk(part):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        name = node.func.id
        if name not in CALLS:
            continue
        constants = (each.value for each in node.args if isinstance(each, ast.Constant))
        said = [each for each in constants if isinstance(each, str)]
        context = said.pop(0) if "pgettext" in name and said else None
        if len(said) >= CALLS[name]:
            yield Message(said[0], said[1] if CALLS[name] == 2 else None, context)


def _of_words() -> Iterator[tuple[str, Message]]:
    """Words of the rules that stand on public pages."""
    from shouwen.queries import catalogue, regulation
    from shouwen.queries.days import WEEKDAYS
    from shouwen.rules import identity
    from shouwen.rules.labels import LABELS
    from shouwen.rules.papers.case import RECEIVED_IN_FULL
    from shouwen.rules.words import (
        Channel,
        HeldUp,
        LimitUnit,
        MaterialForm,
        MaterialSource,
        Medium,
        PaperKind,
        PartyIdKind,
        PledgeKind,
        SeatRule,
        ServiceKind,
    )

    shown = (Channel, MaterialForm, MaterialSource, Medium, PaperKind, PartyIdKind, SeatRule)
    for kind in (*shown, HeldUp, PledgeKind, ServiceKind):
        yield from (("rules/labels.py", Message(text)) for text in LABELS[kind].values())
    for text in LABELS[LimitUnit].values():
        yield "rules/labels.py", Message(text)
        yield "rules/labels.py", Message(text, text, "how many")
    for text in WEEKDAYS:
        yield "queries/days.py", Message(text, context="weekday")
    for text in dict.fromkeys((*catalogue.ICONS, catalogue.OTHER_EVENTS, *_life_events())):
        yield "queries/catalogue.py", Message(text)
    for text in (*regulation.REGIMES, *regulation.WHAT.values()):
        yield "queries/regulation.py", Message(text)
    for text in regulation.UNITS.values():
        yield "queries/regulation.py", Message(text, text)
    yield "rules/papers/case.py", Message(RECEIVED_IN_FULL)
    for text in identity.SENTENCES.values():
        yield "rules/identity.py", Message(text)


def _life_events() -> Iterator[str]:
    """Under which the demo office lists its services."""
    from shouwen.life.office import services

    yield from (service.guide.life_event for service in services())


# ── what was said of it ──────────────────────────────────────────────────────────────────────────


def refresh() -> polib.POFile:
    """The English catalogue with a place for every sentence; what was written stays."""
    before = {
        (entry.msgctxt, entry.msgid, entry.msgid_plural or None): entry
        for entry in (polib.pofile(str(CATALOGUE)) if CATALOGUE.exists() else ())
    }
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": "shouwen",
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for message, where in sorted(messages().items(), key=lambda each: (each[1], each[0].text)):
        old = before.get((message.context, message.text, message.plural))
        entry = polib.POEntry(
            msgctxt=message.context,
            msgid=message.text,
            occurrences=[(where, "")],
            flags=["python-format"] if "%(" in message.text else [],
        )
        if message.plural is None:
            entry.msgstr = old.msgstr if old else ""
        else:
            entry.msgid_plural = message.plural
            entry.msgstr_plural = old.msgstr_plural if old else {0: "", 1: ""}
        catalogue.append(entry)
    return catalogue


def in_traditional(english: polib.POFile) -> polib.POFile:
    """The same sentences in traditional characters."""
    catalogue = polib.POFile()
    catalogue.metadata = {
        **english.metadata,
        "Language": "zh_Hant",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    for entry in english:
        said = traditional(entry.msgid)
        made = polib.POEntry(msgctxt=entry.msgctxt, msgid=entry.msgid)
        if entry.msgid_plural:
            made.msgid_plural, made.msgstr_plural = entry.msgid_plural, {0: said}
        else:
            made.msgstr = said
        catalogue.append(made)
    return catalogue


def compiled() -> dict[str, bytes]:
    """What Django reads, by language."""
    english = polib.pofile(str(CATALOGUE))
    return {"en": english.to_binary(), "zh_Hant": in_traditional(english).to_binary()}


def main() -> None:
    """Refreshes the catalogue, or compiles it."""
    if sys.argv[1:] == ["compile"]:
        for language, content in compiled().items():
            COMPILED[language].parent.mkdir(parents=True, exist_ok=True)
            COMPILED[language].write_bytes(content)
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwen.config.settings")
    os.environ.setdefault("SHOUWEN_SECRET_KEY", "signs nothing that lasts")
    import django

    django.setup()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    catalogue = refresh()
    catalogue.save(str(CATALOGUE))
    unsaid = [entry for entry in catalogue if not entry.translated()]
    print(f"{len(catalogue)} sentences, {len(unsaid)} still to be said in English")


if __name__ == "__main__":
    main()
