"""Guides as open data: held against the shapes of CPSV-AP, and saying what the guide says."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, SH

from shouwen.exchange.open_data import duration, linked
from shouwen.life.office import services
from shouwen.queries.rows import Office, OpenService, ServicePage, StaffRow
from shouwen.rules.facts.guide import Limit
from shouwen.rules.words import LimitUnit

PROFILE = Path(__file__).parent / "cpsv_ap"
HOME = "https://office.example/"
CPSV = rdflib.Namespace("http://purl.org/vocab/cpsv#")
CV = rdflib.Namespace("http://data.europa.eu/m8g/")
ELI = rdflib.Namespace("http://data.europa.eu/eli/ontology#")
DCT = rdflib.DCTERMS
WRITTEN = {service.key: service.guide for service in services()}
FOOD = WRITTEN["food_business"]

# rdflib's own reader of JSON-LD uses what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


def address(code):
    return f"{HOME}services/{code}/"


def told(guide, *, offered=True):
    """A guide with an office around it, as the graph that a reader of JSON-LD makes of it."""
    page = ServicePage(
        code="511A-1",
        guide=guide,
        version=2,
        published_on=date(2026, 8, 15),
        section="市场准入科",
        section_phone="0826-555-0140",
        staff=(StaffRow("罗一鸣", "食品经营审批岗", "0826-555-0142"),),
        needed=guide.materials,
        current=offered,
        offered=offered,
    )
    office = Office("审批局", "效能监督科", "0826-555-0112", "一楼大厅", "工作日 09:00–17:00")
    content = linked(OpenService(page, office, "511602"), address, HOME)
    return rdflib.Graph().parse(data=content, format="json-ld")


@pytest.fixture(scope="module")
def vocabulary():
    return rdflib.Graph().parse(PROFILE / "cpsv-ap.ttl")


@pytest.fixture(scope="module")
def shapes():
    return rdflib.Graph().parse(PROFILE / "cpsv-ap-SHACL.ttl")


def faults(graph, shapes, vocabulary):
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, ont_graph=vocabulary)
    return [
        (str(report.value(fault, SH.resultPath)), str(report.value(fault, SH.resultMessage)))
        for fault in report.subjects(RDF.type, SH.ValidationResult)
    ]


@pytest.mark.parametrize("key", WRITTEN)
def test_every_written_guide_keeps_to_the_profile(key, shapes, vocabulary):
    assert faults(told(WRITTEN[key]), shapes, vocabulary) == []


def test_a_withdrawn_guide_keeps_to_the_profile_too(shapes, vocabulary):
    assert faults(told(FOOD, offered=False), shapes, vocabulary) == []


def test_the_shapes_find_what_is_left_out(shapes, vocabulary):
    graph = told(FOOD)
    graph.remove((None, CV.hasCompetentAuthority, None))
    graph.remove((None, DCT.description, None))
    paths = {path for path, _ in faults(graph, shapes, vocabulary)}
    assert {str(CV.hasCompetentAuthority), str(DCT.description)} <= paths


def test_no_term_is_invented(shapes, vocabulary):
    known = {
        *vocabulary.subjects(RDF.type),
        *shapes.objects(None, SH.path),
        *shapes.objects(None, SH.targetClass),
        *(RDF.type, RDFS.label),  # of any graph
        ELI.version_date,  # the profile leaves the words for laws to ELI
    }
    for guide in WRITTEN.values():
        graph = told(guide)
        assert {*graph.predicates(), *graph.objects(None, RDF.type)} <= known


def test_the_graph_says_what_the_guide_says():
    guide = FOOD
    graph, here = told(guide), rdflib.URIRef(address("511A-1"))
    assert graph.value(here, RDF.type) == CPSV.PublicService
    assert str(graph.value(here, DCT.title)) == guide.name
    assert graph.value(here, DCT.title).language == "zh-Hans"
    for path, parts in (
        (CPSV.hasInput, [material.name for material in guide.materials]),
        (CV.holdsRequirement, [condition.text for condition in guide.conditions]),
        (CPSV.produces, [guide.result.name]),
        (CV.hasLegalResource, [f"《{basis.law}》{basis.article}" for basis in guide.basis]),
    ):
        told_of = [str(graph.value(node, DCT.title)) for node in graph.objects(here, path)]
        assert sorted(told_of) == sorted(parts), path
    rule = graph.value(here, CPSV.follows)
    assert str(graph.value(rule, DCT.description)) == "承诺 10 个工作日，法定 20 个工作日"
    phones = {str(phone) for phone in graph.objects(None, CV.telephone)}
    assert phones == {"0826-555-0140", "0826-555-0112"}


def test_what_costs_nothing_costs_nought_and_a_fee_is_in_words():
    free, paid = FOOD, next(g for g in WRITTEN.values() if g.fee.amount)
    assert [float(value) for value in told(free).objects(None, CV.hasValue)] == [0.0]
    graph = told(paid)
    assert not list(graph.objects(None, CV.hasValue))
    cost = next(graph.subjects(RDF.type, CV.Cost))
    assert str(graph.value(cost, DCT.description)) == paid.fee.amount


def test_a_status_says_whether_it_is_offered():
    adms = rdflib.Namespace("http://www.w3.org/ns/adms#")
    for offered, last in ((True, "Completed"), (False, "Withdrawn")):
        (status,) = told(FOOD, offered=offered).objects(None, adms.status)
        assert str(status).endswith(last)


@pytest.mark.parametrize(
    ("n", "unit", "days"),
    [
        (5, LimitUnit.WORKING_DAY, "P7D"),
        (1, LimitUnit.WORKING_DAY, "P2D"),
        (20, LimitUnit.WORKING_DAY, "P28D"),
        (30, LimitUnit.DAY, "P30D"),
        (3, LimitUnit.MONTH, "P3M"),
        (4, LimitUnit.WORKING_HOUR, "P2D"),
    ],
)
def test_working_time_is_told_in_days_of_the_calendar_never_in_fewer(n, unit, days):
    guide = replace(FOOD, promise=Limit(n, unit), immediate=False)
    assert duration(guide) == days
    assert duration(replace(guide, immediate=True)) == "P1D"
