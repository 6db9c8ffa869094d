"""A guide for other programs: plain JSON, JSON-LD after CPSV-AP 3.2, and all guides as one table.

Everything here is made of the rows the public page is made of; ``docs/open_data.md`` says what
each field means. ``address`` gives the public address of a service's guide by its code.
"""

import csv
import io
import json
import math
from collections.abc import Callable
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from shouwen.queries.rows import OpenCatalogue, OpenService, ServiceInShort
from shouwen.rules.facts.guide import Basis, Guide, Limit
from shouwen.rules.labels import label
from shouwen.rules.words import LimitUnit

Address = Callable[[str], str]
Node = dict[str, Any]

NO_FEE = "不收费"


# ── plain ────────────────────────────────────────────────────────────────────────────────────────


def plain(service: OpenService, address: Address) -> Node:
    """A guide as plain JSON types: who does it and where beside what was published."""
    page, office = service.page, service.office
    return {
        "code": page.code,
        "address": address(page.code),
        "version": page.version,
        "published_on": page.published_on.isoformat(),
        "offered": page.offered,
        "office": {
            "name": office.name,
            "area": service.area,
            "place": office.place,
            "hours": office.hours,
            "complaint_section": office.complaint_section,
            "complaint_phone": office.complaint_phone,
        },
        "section": page.section,
        "section_phone": page.section_phone,
        "staff": [asdict(person) for person in page.staff],
        "guide": page.guide.to_json(),
    }


@lru_cache(maxsize=2)
def services_json(catalogue: OpenCatalogue, address: Address) -> bytes:
    """All published guides in short: a list of objects."""
    rows = [
        {
            **asdict(service),
            "published_on": service.published_on.isoformat(),
            "address": address(service.code),
        }
        for service in catalogue.services
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


@lru_cache(maxsize=2)
def services_csv(catalogue: OpenCatalogue, address: Address) -> bytes:
    """The same as a table for people: Chinese headings and words, UTF-8 with the mark by which
    spreadsheets know it."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(HEADINGS)
    table.writerows(_line(service, address(service.code)) for service in catalogue.services)
    return out.getvalue().encode("utf-8-sig")


HEADINGS = (
    "编码 名称 类型 生活场景 服务对象 说明 承诺期限 法定期限 期限单位 当场办结 收费 到场次数"
    " 版本 公布日期 网址"
).split()


def _line(service: ServiceInShort, address: str) -> tuple[object, ...]:
    return (
        service.code,
        service.name,
        label(service.kind),
        service.life_event,
        service.audience,
        service.summary,
        service.promise,
        service.statute,
        label(service.unit),
        "是" if service.immediate else "否",
        service.fee or NO_FEE,
        service.visits,
        service.version,
        service.published_on.isoformat(),
        address,
    )


# ── linked ───────────────────────────────────────────────────────────────────────────────────────


LANGUAGE = "http://publications.europa.eu/resource/authority/language/ZHO"
CURRENCY = "http://publications.europa.eu/resource/authority/currency/CNY"
IN_FORCE = "http://purl.org/adms/status/Completed"
WITHDRAWN = "http://purl.org/adms/status/Withdrawn"

CONTEXT: Node = {
    "@language": "zh-Hans",
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dct:identifier": {"@language": None},
    "cv:telephone": {"@language": None},
    "cv:processingTime": {"@type": "xsd:duration"},
    "cv:hasValue": {"@type": "xsd:double"},
    "eli:version_date": {"@type": "xsd:date"},
}
"""Names of CPSV-AP 3.2 and the vocabularies it takes its terms from, written out, so that whoever
reads a guide fetches nothing else. Texts are Chinese; codes and phones are in no language."""

WORKING_DAYS_A_WEEK, DAYS_A_WEEK, WORKING_HOURS_A_DAY = 5, 7, 8


def linked(service: OpenService, address: Address, home: str) -> Node:
    """A guide as one ``cpsv:PublicService`` in JSON-LD; ``home`` is the address of the office's
    public pages, by which the office is known."""
    page, guide = service.page, service.page.guide
    here = address(page.code)
    return {
        "@context": CONTEXT,
        "@id": here,
        "@type": "cpsv:PublicService",
        "dct:identifier": page.code,
        "dct:title": guide.name,
        "dct:description": guide.summary,
        "dct:language": {"@id": LANGUAGE, "@type": "dct:LinguisticSystem"},
        "dct:audience": _concept(guide.audience),
        "adms:status": {
            "@id": IN_FORCE if page.offered else WITHDRAWN,
            "@type": "skos:Concept",
        },
        "cv:isClassifiedBy": _concept(label(guide.kind)),
        "cv:processingTime": duration(guide),
        "cv:hasCompetentAuthority": {
            "@id": home,
            "@type": "cv:PublicOrganisation",
            "dct:identifier": home,
            "dct:title": service.office.name,
            "skos:prefLabel": service.office.name,
            "dct:spatial": {"@type": "dct:Location", "dct:identifier": service.area},
        },
        "cv:hasLegalResource": [_law(basis) for basis in guide.basis],
        "cv:holdsRequirement": [
            _named("cv:Requirement", f"{here}#{condition.key}", condition.text)
            for condition in guide.conditions
        ],
        "cpsv:hasInput": [
            _named(
                "cv:Evidence",
                f"{here}#{material.key}",
                material.name,
                f"{material.when}{material.requirement}",
            )
            for material in guide.materials
        ],
        "cpsv:produces": _named(
            "cv:Output", f"{here}#result", guide.result.name, guide.result.validity
        ),
        "cpsv:follows": _time_limit(guide, here),
        "cv:hasCost": _cost(guide, here),
        "cv:hasChannel": {
            "@type": "cv:Channel",
            "dct:identifier": f"{here}#counter",
            "dct:description": service.office.place,
            "cv:openingHours": _hours(service.office.hours),
        },
        "cv:contactPoint": [
            _contact(page.section, page.section_phone, service.office.hours),
            _contact(
                service.office.complaint_section,
                service.office.complaint_phone,
                service.office.hours,
            ),
        ],
    }


def duration(guide: Guide) -> str:
    """The promise as an ISO 8601 duration, which knows no working time: the calendar days that so
    many working days take in weeks without a festival, rounded up. What is done within the visit
    takes the day. The exact words stand in the rule beside it."""
    n = guide.promise.n
    if guide.immediate:
        return "P1D"
    match guide.promise.unit:
        case LimitUnit.MONTH:
            return f"P{n}M"
        case LimitUnit.DAY:
            return f"P{n}D"
        case LimitUnit.WORKING_HOUR:
            n = math.ceil(n / WORKING_HOURS_A_DAY)
    return f"P{math.ceil(n * DAYS_A_WEEK / WORKING_DAYS_A_WEEK)}D"


def _concept(text: str) -> Node:
    return {"@type": "skos:Concept", "skos:prefLabel": text}


def _named(kind: str, identifier: str, title: str, description: str = "") -> Node:
    named = {"@type": kind, "dct:identifier": identifier, "dct:title": title}
    return {**named, "dct:description": description} if description else named


def _law(basis: Basis) -> Node:
    law = {
        "@type": "eli:LegalResource",
        "dct:title": f"《{basis.law}》{basis.article}",
        "eli:version_date": basis.version,
    }
    return {**law, "dct:description": basis.text} if basis.text else law


def _time_limit(guide: Guide, here: str) -> Node:
    """The promise in its own unit beside what the law allows (5.2.2e)."""
    promised = "当场办结" if guide.immediate else f"承诺 {_said(guide.promise)}"
    allowed = f"法定 {_said(guide.statute)}" if guide.statute else "法律没有规定期限"
    rule = _named("cpsv:Rule", f"{here}#limit", "办理时限", f"{promised}，{allowed}")
    bases = [limit.basis for limit in (guide.statute, guide.promise) if limit and limit.basis]
    return {**rule, "cpsv:implements": [_law(basis) for basis in bases]} if bases else rule


def _said(limit: Limit) -> str:
    return f"{limit.n} {label(limit.unit)}"


def _cost(guide: Guide, here: str) -> Node:
    """A fee in words; where there is none, the amount is nought."""
    cost = {
        "@type": "cv:Cost",
        "dct:identifier": f"{here}#fee",
        "dct:description": guide.fee.amount or NO_FEE,
    }
    if guide.fee.amount:
        return cost
    return {**cost, "cv:hasValue": "0", "cv:currency": {"@id": CURRENCY, "@type": "skos:Concept"}}


def _contact(section: str, phone: str, hours: str) -> Node:
    return {
        "@type": "cv:ContactPoint",
        "rdfs:label": section,
        "cv:telephone": phone,
        "cv:openingHours": _hours(hours),
    }


def _hours(hours: str) -> Node:
    return {"@type": "time:TemporalEntity", "dct:description": hours}
