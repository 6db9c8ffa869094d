"""A catalogue as large as a city's, to search in: the district's real list, many times over."""

from dataclasses import replace
from datetime import datetime
from itertools import count, cycle, islice
from uuid import UUID

from django.db.models import F

from shouwen.exchange.catalogue import demo_list, read
from shouwen.records.keys import new_key
from shouwen.records.models import (
    Jurisdiction,
    Matter,
    Section,
    Service,
    ServiceToken,
    ServiceVersion,
)
from shouwen.records.search import found_by
from shouwen.records.writing import insert
from shouwen.rules.facts.guide import Guide
from shouwen.rules.words import MatterKind, VersionState

ASKED = (
    "开饭馆要办什么证",
    "办低保",
    "身份证丢了",
    "挖马路",
    "食品经营许可证注销",
    "许可证",
    "公司变更登记",
    "shipin jingying xuke",
    "sfz",
    "身分证",
    "劳务派谴许可",
    "jiehunn dengji",
    "旅馆业特种行业许可正",
)
"""What people ask: everyday and common words, pinyin, initials, typing errors."""
ASKED_AT_THE_DESK = (
    "罗一鸣",
    "罗一名在不在",
    "luoyiming",
    "lym",
    "投诉找谁",
    "社会事务科电话",
    "5550142",
    "招牌归谁管",
)
"""What they ask at the desk besides: people, posts, sections, phones."""
PUBLISHED = 4  # one in so many
TOGETHER = 250  # services written in one go


def fill_catalogue(jurisdiction: UUID, services: int, guide: Guide, at: datetime) -> None:
    """Write services until there are so many, every fourth with a published guide. They are the
    rows that acts would write, without their matters' chains."""
    items, numbers = cycle(read(demo_list()).items), count(1)
    sections = cycle(Section.objects.filter(jurisdiction=jurisdiction).values_list("pk", flat=True))
    missing = services - Service.objects.filter(jurisdiction=jurisdiction).count()
    while missing > 0:
        rows = []
        for item in islice(items, min(missing, TOGETHER)):
            n = next(numbers)
            service = Service(
                id=new_key(at),
                jurisdiction_id=jurisdiction,
                code=f"{n}-{item.code}"[:80],
                name=item.name,
                department=item.department,
                section_id=next(sections),
            )
            rows.append(service)
            says = ""
            if n % PUBLISHED == 0:
                offered = replace(guide, name=item.name, summary=f"在广安区办理{item.name}。")
                says = offered.plainly
                rows += _published(service, offered, at)
            rows += [
                ServiceToken(
                    jurisdiction_id=jurisdiction,
                    token=token,
                    service_id=service.pk,
                    in_name=in_name,
                )
                for token, in_name in found_by(item.name, says).items()
            ]
        insert(rows)
        missing -= TOGETHER
    place = Jurisdiction.objects.filter(pk=jurisdiction)
    place.update(catalogue_version=F("catalogue_version") + 1)


def _published(service: Service, guide: Guide, at: datetime) -> tuple[Matter, ServiceVersion]:
    matter = Matter(
        id=new_key(at),
        jurisdiction_id=service.jurisdiction_id,
        kind=MatterKind.SERVICE_VERSION,
        state=VersionState.PUBLISHED,
        number=None,
        opened_at=at,
        last_at=at,
        chain_length=0,
        chain_head="",
    )
    version = ServiceVersion(
        matter=matter,
        jurisdiction_id=service.jurisdiction_id,
        service=service,
        number=1,
        state=VersionState.PUBLISHED,
        guide=guide.to_json(),
        statute_n=guide.statute.n if guide.statute else None,
        promise_n=guide.promise.n,
        limit_unit=guide.promise.unit,
        published_at=at,
        valid_from=at,
    )
    return matter, version
