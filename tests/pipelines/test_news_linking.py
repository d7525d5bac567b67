"""Which inspection a story is about, and when that must not be said."""

from __future__ import annotations

import pytest

from pipelines.bodies.register import load_register
from pipelines.news import link
from pipelines.news.linking import decide
from pipelines.records import Article, InspectionRecord, ReleaseRecord
from pipelines.vocabulary import CoverageRule, Framework, Rating
from tests.pipelines.news_pages import REAL_PAGES, inspection, release, story
from tests.pipelines.news_stories import IRRELEVANT

INADEQUATE, REQUIRES_IMPROVEMENT, GOOD = Rating.INADEQUATE, Rating.REQUIRES_IMPROVEMENT, Rating.GOOD
INSPECTORATE = "HM Inspectorate of Probation published its report on the probation service this week."


def linked(
    article: Article, inspections: list[InspectionRecord], releases: list[ReleaseRecord] | None = None
) -> list[str]:
    return sorted(one.inspection_id for one in link(article, load_register(), inspections, releases or []))


def test_seed_story_is_about_both_halves_of_its_report() -> None:
    file = REAL_PAGES / "seed-worcester-news-2017.txt"
    if not file.is_file():
        pytest.skip(f"{file} is not on this machine")
    quality_impact = Framework.QUALITY_IMPACT_2016
    inspections = [
        inspection("crc-warwickshire-and-west-mercia", quality_impact, fieldwork="2017-07"),
        inspection("nps-midlands", quality_impact, fieldwork="2017-07"),
        inspection("nps-midlands", quality_impact, "2017-01-12", fieldwork="2016-09"),
        inspection("crc-staffordshire-and-west-midlands", quality_impact, "2017-01-12"),
        inspection(
            "crc-warwickshire-and-west-mercia", Framework.CORE_2018, "2019-07", rating=REQUIRES_IMPROVEMENT
        ),
    ]
    wanted = [one.inspection_id for one in inspections[:2]]
    for published in ("2017-11-09", "2017-10-03", None):
        article = story("Probation services must improve", file.read_text(encoding="utf-8"), published)
        assert linked(article, inspections) == wanted


def test_a_link_carries_rule_score_runner_up_and_words() -> None:
    article = story(
        "Sheffield probation service rated inadequate",
        f"{INSPECTORATE}\n" + "It was the worst result in years, staff said. " * 18 + "\n"
        "The Sheffield PDU came off worse than Doncaster PDU, which was rated 'Requires improvement'.",
        "2023-03-30",
    )
    sheffield = inspection("pdu-sheffield", Framework.CORE_2021, "2023-03-30", rating=INADEQUATE)
    doncaster = inspection("pdu-doncaster", Framework.CORE_2021, "2023-03-02", rating=REQUIRES_IMPROVEMENT)
    (found,) = link(article, load_register(), [sheffield, doncaster], [])
    assert found.inspection_id == sheffield.inspection_id
    assert found.rule is CoverageRule.GAZETTEER_WINDOW
    assert found.runner_up == doncaster.inspection_id
    assert found.margin is not None
    assert 0 < found.margin < found.score
    assert found.evidence.quote == article.title
    assert found.evidence.document_sha256 == article.payload_sha256


def test_quotes_from_the_text_stand_where_they_say() -> None:
    article = story(
        "Probation unit under pressure, says watchdog",
        f"{INSPECTORATE}\nThe Sheffield PDU is short of staff.\nMore follows.",
        "2023-03-30",
    )
    (found,) = link(
        article, load_register(), [inspection("pdu-sheffield", Framework.CORE_2021, "2023-03-30")], []
    )
    assert found.evidence.quote == "The Sheffield PDU is short of staff."
    assert (article.text or "")[found.evidence.char_start : found.evidence.char_end] == found.evidence.quote


@pytest.mark.parametrize("name", IRRELEVANT)
def test_hard_negatives_are_never_linked(name: str) -> None:
    headline, text = IRRELEVANT[name]
    bodies = (
        "pdu-hull-and-east-riding",
        "pdu-leeds",
        "pdu-warwickshire",
        "pdu-dorset",
        "yjs-coventry",
        "region-east-of-england",
        "pdu-worcestershire",
    )
    inspections = [inspection(body, Framework.CORE_2021, "2023-03-28") for body in bodies]
    decision = decide(story(headline, text, "2023-03-30"), load_register(), inspections, [])
    assert decision.links == ()
    assert decision.reason is not None
    assert "not about an inspection" in decision.reason


def test_reinspection_wins_over_the_older_inspection() -> None:
    old = inspection("yjs-barnet", Framework.YJS_2021, "2022-03-01", rating=INADEQUATE)
    new = inspection("yjs-barnet", Framework.YJS_2021, "2022-06-21", rating=GOOD)
    text = (
        "Barnet's youth justice service was rated 'inadequate' in March. "
        "HM Inspectorate of Probation has now rated it 'good'."
    )
    assert linked(
        story("Barnet youth justice service turns itself round", text, "2022-06-21"), [old, new]
    ) == [new.inspection_id]
    before = "Barnet's youth justice service has been rated 'inadequate' by HM Inspectorate of Probation."
    assert linked(story("Barnet youth justice service inadequate", before, "2022-03-02"), [old, new]) == [
        old.inspection_id
    ]


def test_two_units_one_story() -> None:
    inspections = [
        inspection("pdu-west-kent", Framework.CORE_2021, "2022-05", rating=INADEQUATE),
        inspection("pdu-west-sussex", Framework.CORE_2021, "2022-05", rating=INADEQUATE),
        inspection("pdu-east-kent", Framework.CORE_2021, "2022-05", rating=REQUIRES_IMPROVEMENT),
    ]
    article = story(
        "West Kent and West Sussex probation services rated inadequate", INSPECTORATE, "2022-05-10"
    )
    assert linked(article, inspections) == [one.inspection_id for one in inspections[:2]]


@pytest.mark.parametrize(
    ("headline", "text", "wanted"),
    [
        (
            "Surrey youth justice service praised",
            "Children are well served, HM Inspectorate of Probation says.",
            "yjs-surrey",
        ),
        (
            "Surrey probation service praised",
            "People on probation are well served, HM Inspectorate of Probation says.",
            "pdu-surrey",
        ),
    ],
)
def test_a_county_with_two_services_is_told_by_kind(headline: str, text: str, wanted: str) -> None:
    inspections = [
        inspection("pdu-surrey", Framework.CORE_2021, "2022-08-18", rating=GOOD),
        inspection("yjs-surrey", Framework.YJS_2021, "2022-08-16", rating=GOOD),
    ]
    assert [one.split(".")[0] for one in linked(story(headline, text, "2022-08-18"), inspections)] == [wanted]


def test_what_cannot_be_told_apart_is_not_linked() -> None:
    inspections = [
        inspection(
            "pdu-birmingham-north-east-and-solihull", Framework.CORE_2021, "2022-08-18", rating=INADEQUATE
        ),
        inspection("pdu-birmingham-central-and-south", Framework.CORE_2021, "2022-08-16", rating=INADEQUATE),
    ]
    article = story("Birmingham probation service rated inadequate", INSPECTORATE, "2022-08-19")
    decision = decide(article, load_register(), inspections, [])
    assert decision.links == ()
    assert decision.reason is not None
    assert all(one.inspection_id in decision.reason for one in inspections)
    named = story(
        "Birmingham probation service rated inadequate",
        f"{INSPECTORATE}\nThe unit covers Solihull too.",
        "2022-08-19",
    )
    assert linked(named, inspections) == [inspections[0].inspection_id]


def test_the_papers_own_patch_is_not_the_storys_place() -> None:
    inspections = [
        inspection("pdu-wirral", Framework.CORE_2021, "2023-03-28", rating=INADEQUATE),
        inspection("pdu-dorset", Framework.CORE_2021, "2023-03-28", rating=INADEQUATE),
    ]
    head = '<meta property="og:site_name" content="Wirral Globe">'
    text = (
        f"{INSPECTORATE}\nDorset PDU was rated inadequate.\nThe Wirral Globe is in the press council. "
        "Merseyside Police had no comment."
    )
    assert linked(
        story("Probation failings in Dorset laid bare", text, "2023-03-30", head=head), inspections
    ) == [inspections[1].inspection_id]


@pytest.mark.parametrize(
    ("published", "is_linked"),
    [
        ("2023-03-23", True),
        ("2023-03-21", False),
        ("2023-03-29", True),
        ("2023-07-26", True),
        ("2023-07-29", False),
        ("2022-03-30", False),
    ],
)
def test_window_around_publication(published: str, is_linked: bool) -> None:
    article = story("Sheffield probation service rated inadequate", INSPECTORATE, published)
    assert (
        bool(linked(article, [inspection("pdu-sheffield", Framework.CORE_2021, "2023-03-29")])) is is_linked
    )


@pytest.mark.parametrize(
    ("published", "is_linked"),
    [
        ("2023-02-25", True),
        ("2023-03-31", True),
        ("2023-07-28", True),
        ("2023-08-01", False),
        ("2023-02-21", False),
    ],
)
def test_window_around_a_month(published: str, is_linked: bool) -> None:
    article = story("Sheffield probation service rated inadequate", INSPECTORATE, published)
    assert bool(linked(article, [inspection("pdu-sheffield", Framework.CORE_2021, "2023-03")])) is is_linked


def test_a_story_without_a_date_is_linked_only_by_fieldwork() -> None:
    one = inspection("pdu-sheffield", Framework.CORE_2021, "2023-03-29", fieldwork="2022-11")
    undated = "Sheffield probation service rated inadequate"
    assert linked(story(undated, INSPECTORATE), [one]) == []
    assert linked(
        story(undated, f"{INSPECTORATE}\nThe inspection was carried out in November 2022."), [one]
    ) == [one.inspection_id]


def test_company_and_division_of_one_county_are_told_by_their_words() -> None:
    inspections = [
        inspection("crc-london", Framework.CORE_2018, "2019-08", rating=REQUIRES_IMPROVEMENT),
        inspection("nps-london", Framework.CORE_2018, "2019-08", rating=REQUIRES_IMPROVEMENT),
    ]
    private = story(
        "London's privately run probation service improves",
        "The community rehabilitation company is better, HM Inspectorate of Probation says.",
        "2019-08-21",
    )
    assert linked(private, inspections) == [inspections[0].inspection_id]
    public = story(
        "National Probation Service in London short of staff",
        "The NPS has too few officers, HM Inspectorate of Probation says.",
        "2019-08-21",
    )
    assert linked(public, inspections) == [inspections[1].inspection_id]


RELEASE = (
    "Probation services in Hull and the East Riding have gone backwards since the last visit, a report says. "
    "Too many officers carry caseloads that leave no time to think, and managers have not filled posts left "
    "empty for a year. "
    "“We found a service that knows its faults and has no plan to mend them,” the chief inspector said. "
    "Only a third of the cases looked at had a sound plan to keep other people safe from harm."
)
BOILERPLATE = (
    " HM Inspectorate of Probation is the independent inspector of probation and youth justice services in "
    "England and Wales, and reports on how well they work."
)


def test_text_of_a_release_names_the_inspection_without_any_place() -> None:
    inspections = [
        inspection("pdu-hull-and-east-riding", Framework.CORE_2021, "2023-03-28", rating=INADEQUATE),
        inspection("pdu-leeds", Framework.CORE_2021, "2023-03-28", rating=INADEQUATE),
    ]
    releases = [
        release(RELEASE + BOILERPLATE, "2023-03-28", "pdu-hull-and-east-riding"),
        release("Leeds probation staff work hard." + BOILERPLATE, "2023-03-28", "pdu-leeds"),
    ]
    text = "Inspectors have been scathing about our probation service.\n" + RELEASE.split(". ", 1)[1]
    article = story("Probation service 'has no plan', say inspectors", text, "2023-03-29")
    (found,) = link(article, load_register(), inspections, releases)
    assert found.inspection_id == inspections[0].inspection_id
    assert found.rule is CoverageRule.RELEASE_OVERLAP
    assert found.score >= 8
    assert found.evidence.quote in RELEASE
    assert (article.text or "")[found.evidence.char_start : found.evidence.char_end] == found.evidence.quote


def test_what_the_inspectorate_says_of_itself_is_no_overlap() -> None:
    releases = [
        release("Hull probation staff work hard." + BOILERPLATE, "2023-03-28", "pdu-hull-and-east-riding"),
        release("Leeds probation staff work hard." + BOILERPLATE, "2023-03-28", "pdu-leeds"),
    ]
    inspections = [
        inspection("pdu-hull-and-east-riding", Framework.CORE_2021, "2023-03-28"),
        inspection("pdu-leeds", Framework.CORE_2021, "2023-03-28"),
    ]
    article = story(
        "Leeds probation unit must improve",
        "The unit has too few staff, inspectors say.\n" + BOILERPLATE,
        "2023-03-29",
    )
    assert linked(article, inspections, releases) == [inspections[1].inspection_id]


def test_of_a_release_about_many_a_story_about_one_is_about_that_one() -> None:
    inspections = [
        inspection(body, Framework.CORE_2021, "2022-11-23", rating=INADEQUATE)
        for body in ("pdu-newham", "pdu-lewisham-and-bromley")
    ]
    releases = [release(RELEASE, "2022-11-23", "pdu-newham", "pdu-lewisham-and-bromley")]
    article = story("Newham probation unit fails inspection", RELEASE.split(". ", 1)[1], "2022-11-23")
    assert linked(article, inspections, releases) == [inspections[0].inspection_id]
    both = story("Probation units fail inspection", RELEASE.split(". ", 1)[1], "2022-11-23")
    assert linked(both, inspections, releases) == sorted(one.inspection_id for one in inspections)


def test_a_national_story_is_tied_to_the_national_report_not_to_a_place() -> None:
    national = inspection(
        "national-probation-service-england-and-wales",
        Framework.NATIONAL_2025,
        "2025-04-29",
        rating=REQUIRES_IMPROVEMENT,
    )
    thematic = inspection(
        "national-probation-service-england-and-wales",
        Framework.THEMATIC,
        "2025-05-01",
        title="An inspection of electronic monitoring and tagging",
    )
    local = inspection("pdu-leeds", Framework.CORE_2023, "2025-04-24", rating=INADEQUATE)
    text = (
        "The service is failing at a national level, HM Inspectorate of Probation said after its first "
        "inspection of how probation is run in England and Wales."
    )
    (found,) = link(
        story("Probation Service requires improvement nationally, say inspectors", text, "2025-04-29"),
        load_register(),
        [national, thematic, local],
        [],
    )
    assert (found.inspection_id, found.rule) == (national.inspection_id, CoverageRule.NATIONAL_REPORT)
    tags = (
        "HM Inspectorate of Probation looked at electronic monitoring. Tagging of people on probation is "
        "patchy, it found."
    )
    (found,) = link(
        story("Tagging by probation services patchy, inspectors say", tags, "2025-05-02"),
        load_register(),
        [national, thematic, local],
        [],
    )
    assert found.inspection_id == thematic.inspection_id


def test_the_region_around_a_unit_is_not_what_the_story_is_about() -> None:
    unit = inspection("pdu-north-tyneside-and-northumberland", Framework.CORE_2023, "2025-07-31")
    region = inspection("region-north-east", Framework.CORE_2023, "2025-06-24")
    text = (
        "Probation in North Tyneside and Northumberland must do better, HM Inspectorate of Probation says.\n"
        "The North East region said that it accepted the findings."
    )
    article = story("Probation service 'requires improvement'", text, "2025-07-31")
    assert linked(article, [unit, region]) == [unit.inspection_id]


@pytest.mark.parametrize(
    ("words", "is_about_both"),
    [
        ("Warwickshire was rated 'Requires improvement' on the same day.", True),
        ("The M42 runs from there into Warwickshire.", False),
    ],
)
def test_a_neighbour_of_the_same_day_counts_if_it_is_judged(words: str, is_about_both: bool) -> None:
    near = inspection("pdu-birmingham-north-east-and-solihull", Framework.CORE_2021, "2022-08-18")
    far = inspection("pdu-warwickshire", Framework.CORE_2021, "2022-08-18")
    article = story("Solihull probation service rated inadequate", f"{INSPECTORATE}\n{words}", "2022-08-18")
    wanted = [near, far] if is_about_both else [near]
    assert linked(article, [near, far]) == [one.inspection_id for one in wanted]


def test_an_inspection_without_any_date_needs_the_years_of_its_framework() -> None:
    undated = inspection("pdu-bedfordshire", Framework.CORE_2023)
    headline = "Bedfordshire probation service 'requires improvement'"
    assert linked(story(headline, INSPECTORATE, "2024-08-01"), [undated]) == [undated.inspection_id]
    assert linked(story(headline, INSPECTORATE, "2020-08-01"), [undated]) == []


def test_reports_of_one_year_are_not_published_together_for_that() -> None:
    about = inspection(
        "pdu-bristol-and-south-gloucestershire", Framework.CORE_2021, "2023", rating=INADEQUATE
    )
    beside = inspection("pdu-dorset", Framework.CORE_2021, "2023", rating=INADEQUATE)
    article = story(
        "New leaders, old problems at Bristol probation",
        f"{INSPECTORATE} Bristol's unit was rated 'inadequate'. Dorset was rated the same in the spring.",
        "2023-08-10",
    )
    assert linked(article, [about, beside]) == [about.inspection_id]


@pytest.mark.parametrize("words", ["England and Wales", "England & Wales"])
@pytest.mark.parametrize("published", ["2019-07-24", None])
def test_a_story_on_england_and_wales_is_not_about_wales(words: str, published: str | None) -> None:
    wales = inspection("crc-wales", Framework.CORE_2018, "2019-07", rating=REQUIRES_IMPROVEMENT)
    text = (
        f"{INSPECTORATE} Private probation companies across {words} were rated 'requires improvement' in "
        "2019, Dame Glenys Stacey, the chief inspector, said."
    )
    assert linked(story(f"Inspectors of probation in {words} despair", text, published), [wales]) == []
    about = text.replace(words, "Wales")
    assert linked(story("Private probation in Wales must improve", about, published), [wales]) != []


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (
            "Probation staff in Skegness must visit more homes",
            ["crc-humberside-lincolnshire-and-north-yorkshire"],
        ),
        ("Purple Futures slammed over probation in a coastal county", []),
    ],
)
def test_towns_tell_which_service_is_meant_and_a_company_of_many_does_not(
    words: str, wanted: list[str]
) -> None:
    ours = inspection(
        "crc-humberside-lincolnshire-and-north-yorkshire", Framework.CORE_2018, "2020-05-20", rating=GOOD
    )
    theirs = inspection("crc-merseyside", Framework.CORE_2018, "2020-05-06", rating=GOOD)
    article = story(words, f"{INSPECTORATE} It is a private company.", "2020-05-21")
    assert linked(article, [ours, theirs]) == [f"{one}.core_2018.2020-05" for one in wanted]


def test_a_company_is_enough_where_one_of_its_services_was_reported_on() -> None:
    article = story(
        "Union leader: we warned you about Working Links",
        "HM Inspectorate of Probation had rated the private firm inadequate days before it went bust.",
        "2019-02-18",
    )
    ours = inspection("crc-dorset-devon-and-cornwall", Framework.CORE_2018, "2019-02-15", rating=INADEQUATE)
    earlier = inspection("crc-wales", Framework.CORE_2018, "2018-06-01", rating=REQUIRES_IMPROVEMENT)
    assert linked(article, [ours, earlier]) == [ours.inspection_id]


def test_parts_of_a_shared_youth_service_name_it() -> None:
    tower_hamlets = inspection("yjs-tower-hamlets-and-city-of-london", Framework.YJS_2021, "2022-07-26")
    article = story(
        "Youth offending service told to improve",
        "HM Inspectorate of Probation has inspected youth justice services in Tower Hamlets.",
        "2022-07-27",
    )
    assert linked(article, [tower_hamlets]) == [tower_hamlets.inspection_id]


@pytest.mark.parametrize(
    ("opening", "is_about_all"),
    [("Three inspections came out this summer. ", True), ("A bad summer for probation. ", False)],
)
def test_a_round_up_is_about_each_report_it_gives_the_rating_of(opening: str, is_about_all: bool) -> None:
    one = inspection("pdu-liverpool-north", Framework.CORE_2021, "2023-06-29", rating=INADEQUATE)
    other = inspection("pdu-cheshire-west", Framework.CORE_2021, "2023-04-20", rating=REQUIRES_IMPROVEMENT)
    text = f"{opening}{INSPECTORATE} Liverpool North is inadequate. Cheshire West requires improvement."
    article = story("What inspectors found in the North West", text, "2023-07-24")
    assert (other.inspection_id in linked(article, [one, other])) is is_about_all


@pytest.mark.parametrize(
    ("headline", "published", "is_linked"),
    [
        ("MP appalled by youth justice failings in Reading", "2024-12-06", True),
        ("MP appalled by youth justice failings in Reading", "2024-09-06", False),
        ("MP appalled by youth justice failings in Swindon", "2024-12-06", False),
        ("Strike over youth justice failings in Reading", "2024-12-06", False),
    ],
)
def test_a_report_just_out_makes_coverage_of_a_story_under_the_line(
    headline: str, published: str, is_linked: bool
) -> None:
    report = inspection("yjs-reading", Framework.YJS_2021, "2024-12-03", rating=INADEQUATE)
    article = story(headline, "Five points out of 36: the politician wants answers.", published)
    assert not article.is_relevant
    decision = decide(article, load_register(), [report], [])
    assert [one.inspection_id for one in decision.links] == [report.inspection_id][: int(is_linked)]
    assert decision.article.is_relevant is is_linked
