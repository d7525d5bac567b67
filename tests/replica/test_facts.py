"""The replica's facts keep the promises that other tests rely on."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from pipelines.bodies.frameworks import find_standard
from pipelines.bodies.register import load_register
from pipelines.vocabulary import UNRATED_FRAMEWORKS, BodyKind, Framework, Rating
from tests.replica import facts
from tests.replica.facts import ReportFact, StandardFact

REPORTS = facts.load_reports()
BY_KEY = {report.key: report for report in REPORTS}
EDITIONS = range(1, facts.LAST_EDITION + 1)
HOSTS = {
    f"{outlet}.test"
    for outlet in ("severn-evening-post", "brumdaily", "ridings-herald", "public-broadcaster", "humber-local")
}
OUTSIDE_TEN_DAYS = {"rh-halifax-followup-2025": 40}
"""The one late follow-up, and how many days late."""


def kind_of(report: ReportFact) -> BodyKind:
    return load_register().bodies[report.body_ids[0]].kind


def band(standard: StandardFact) -> Rating:
    """The rating that the lowest percentage gives."""
    lowest = min(question.percent for question in standard.key_questions)
    limits = ((50, Rating.INADEQUATE), (65, Rating.REQUIRES_IMPROVEMENT), (80, Rating.GOOD))
    return next((rating for limit, rating in limits if lowest < limit), Rating.OUTSTANDING)


@pytest.mark.parametrize(
    ("framework", "kinds", "least"),
    [
        ((Framework.TRUST_OMI2, Framework.TRUST_IOAP_2013), (BodyKind.TRUST,), 2),
        ((Framework.QUALITY_IMPACT_2016,), (BodyKind.CRC,), 4),
        ((Framework.CORE_2018,), (BodyKind.CRC,), 6),
        ((Framework.CORE_2018,), (BodyKind.NPS_DIVISION,), 4),
        ((Framework.CORE_2021,), (BodyKind.PDU,), 12),
        ((Framework.CORE_2023,), (BodyKind.PDU,), 12),
        ((Framework.CORE_2023,), (BodyKind.REGION,), 4),
        ((Framework.NATIONAL_2025,), (BodyKind.NATIONAL,), 1),
        ((Framework.DYNAMIC_2025,), (BodyKind.REGION,), 4),
        ((Framework.YJS_2018,), (BodyKind.YOUTH_JUSTICE_SERVICE,), 6),
        ((Framework.YJS_2021,), (BodyKind.YOUTH_JUSTICE_SERVICE,), 6),
        ((Framework.YJS_2025,), (BodyKind.YOUTH_JUSTICE_SERVICE,), 3),
        ((Framework.JOINT,), (BodyKind.YOUTH_JUSTICE_SERVICE,), 2),
        ((Framework.THEMATIC,), (BodyKind.NATIONAL,), 2),
    ],
)
def test_every_era_is_there(
    framework: tuple[Framework, ...], kinds: tuple[BodyKind, ...], least: int
) -> None:
    found = [report for report in REPORTS if report.framework in framework and kind_of(report) in kinds]
    assert len(found) >= least
    assert any("pdf" in report.shapes for report in found)


def test_bodies_existed_when_they_were_inspected() -> None:
    register = load_register()
    for report in REPORTS:
        when = report.fieldwork_start or report.published.date() - timedelta(days=90)
        for body_id in report.body_ids:
            assert register.bodies[body_id].existed(when), (report.key, body_id)


def test_points_add_up_to_the_printed_score_on_every_night() -> None:
    for edition in EDITIONS:
        for report in facts.reports(edition):
            if report.score is None:
                continue
            counted = [standard for standard in report.standards if standard.counts]
            assert sum(standard.rating.points for standard in counted) == report.score, report.key
            assert 3 * len(counted) == report.score_max, report.key


def test_percentages_fit_their_ratings_on_every_night() -> None:
    asked = [
        (report.key, standard)
        for edition in EDITIONS
        for report in facts.reports(edition)
        for standard in report.standards
        if standard.key_questions
    ]
    assert len({key for key, _ in asked}) > 40
    for key, standard in asked:
        assert band(standard) is standard.rating, (key, standard.code)


def test_unrated_programmes_have_no_rating_and_rated_ones_do() -> None:
    for report in REPORTS:
        rated = report.framework not in UNRATED_FRAMEWORKS
        assert (report.overall_rating is not None) is rated, report.key
        assert bool(report.standards) is rated, report.key


def test_standards_are_those_of_the_framework() -> None:
    for report in REPORTS:
        for standard in report.standards:
            found = find_standard(
                report.framework, standard.printed_name, code=standard.code or None, kind=kind_of(report)
            )
            assert found is not None, (report.key, standard.printed_name)
            assert found.counts_towards_score is standard.counts, (report.key, standard.printed_name)


def test_recommendations_are_numbered_continuously() -> None:
    for report in REPORTS:
        assert len(report.recommendations) >= 3, report.key
        numbers = [recommendation.number for recommendation in report.recommendations]
        assert numbers == list(range(1, len(numbers) + 1)), report.key


def test_fieldwork_comes_two_to_seven_months_before_publication() -> None:
    for report in REPORTS:
        if report.fieldwork_start is not None:
            days = (report.published.date() - report.fieldwork_start).days
            assert 50 <= days <= 230, (report.key, days)


def test_no_two_documents_share_an_address() -> None:
    releases, others = facts.load_releases(), facts.load_others()
    post_ids = [r.post_id for r in REPORTS] + [r.post_id for r in releases] + [d.post_id for d in others]
    documents = [(r.site, r.slug) for r in REPORTS] + [("hale", d.slug) for d in others]
    for values in (
        post_ids,
        documents,
        [(release.site, release.slug) for release in releases],
        [story.url for story in facts.load_stories()],
    ):
        assert [value for value, times in Counter(values).items() if times > 1] == []
    files = Counter((r.site, r.title, f"{r.published:%Y-%m}") for r in REPORTS if "pdf" in r.shapes)
    assert max(files.values()) == 1


def test_reports_name_their_release_and_releases_share_their_reports_day() -> None:
    for release in facts.load_releases():
        for key in release.report_keys:
            assert BY_KEY[key].release_key == release.key
            assert BY_KEY[key].published == release.published
            assert BY_KEY[key].first_edition <= release.first_edition
    assert any(len(release.report_keys) > 2 for release in facts.load_releases())


def test_siblings_of_one_day_share_one_summary() -> None:
    shared = Counter(report.summary for report in REPORTS if report.summary)
    assert shared
    assert min(shared.values()) >= 2


def test_welsh_twins_are_the_same_inspection() -> None:
    twins = [report for report in REPORTS if report.language == "cy"]
    assert len(twins) == 2
    for twin in twins:
        english = BY_KEY[twin.twin_key or ""]
        assert english.twin_key == twin.key
        assert (english.body_ids, english.score, english.standards) == (
            twin.body_ids,
            twin.score,
            twin.standards,
        )


def test_some_places_were_inspected_under_two_frameworks() -> None:
    frameworks: dict[str, set[Framework]] = {}
    for report in REPORTS:
        for body_id in report.body_ids:
            frameworks.setdefault(body_id, set()).add(report.framework)
    assert sum(len(found) > 1 for found in frameworks.values()) >= 8


def test_stories_refer_to_reports_that_are_out() -> None:
    for story in facts.load_stories():
        for key in story.report_keys:
            report = BY_KEY[key]
            assert report.first_edition <= story.first_edition, story.key
            late = story.published - report.published
            assert timedelta() <= late <= timedelta(days=10) or late.days == OUTSIDE_TEN_DAYS[story.key]


def test_matches_and_hard_negatives_at_every_outlet() -> None:
    stories = facts.load_stories()
    assert sum(bool(story.report_keys) for story in stories) >= 27
    assert sum(bool(story.looks_like) for story in stories) >= 17
    for story in stories:
        assert bool(story.looks_like) is not bool(story.report_keys), story.key
        address = urlsplit(story.url)
        assert address.hostname == f"{story.outlet}.test"
        assert address.hostname in HOSTS
    assert {f"{story.outlet}.test" for story in stories if story.looks_like} == HOSTS


def test_syndicated_copies_share_most_of_their_words_under_another_headline() -> None:
    stories = {story.key: story for story in facts.load_stories()}
    copies = [story for story in stories.values() if story.copy_of]
    assert len({story.copy_of for story in copies}) >= 2
    for copy in copies:
        original = stories[copy.copy_of or ""]
        shared = set(copy.paragraphs) & set(original.paragraphs)
        assert len(shared) >= 5, copy.key
        assert copy.headline != original.headline
        assert copy.outlet != original.outlet


def six_grams(paragraphs: tuple[str, ...]) -> set[tuple[str, ...]]:
    words = " ".join(paragraphs).replace("“", "").replace("”", "").replace('"', "").split()
    return {tuple(words[at : at + 6]) for at in range(len(words) - 5)}


def test_several_stories_quote_the_release_nearly_verbatim() -> None:
    releases = {key: release for release in facts.load_releases() for key in release.report_keys}
    quoting = [
        story
        for story in facts.load_stories()
        if any(
            key in releases and len(six_grams(story.paragraphs) & six_grams(releases[key].paragraphs)) >= 8
            for key in story.report_keys
        )
    ]
    assert len(quoting) >= 12


def test_later_editions_bring_new_documents() -> None:
    for load in (facts.reports, facts.releases, facts.stories):
        keys = [{fact.key for fact in load(edition)} for edition in EDITIONS]
        assert keys[1] - keys[0]
        assert keys[2] - keys[1]


def test_the_second_edition_corrects_one_report_and_loses_a_page() -> None:
    first = {report.key: report for report in facts.reports(1)}
    second = {report.key: report for report in facts.reports(2)}
    lost = set(first) - set(second)
    assert lost == facts.gone(2)
    assert len(lost) == 1
    changed = [key for key in first.keys() & second.keys() if first[key] != second[key]]
    assert len(changed) == 1
    before, after = first[changed[0]], second[changed[0]]
    assert before.score != after.score
    rated = zip(before.standards, after.standards, strict=True)
    assert sum(old.rating is not new.rating for old, new in rated) == 1
    assert "pdf" in after.shapes


def test_the_second_edition_rewrites_a_headline() -> None:
    first = {story.key: story.headline for story in facts.stories(1)}
    assert [s.key for s in facts.stories(2) if first.get(s.key, s.headline) != s.headline] == [
        "rh-middlesbrough-2025"
    ]


def test_the_third_edition_reissues_a_file_and_brings_the_page_back() -> None:
    second = {report.key: report for report in facts.reports(2)}
    third = {report.key: report for report in facts.reports(3)}
    assert facts.gone(3) == set()
    assert facts.gone(2) <= set(third)
    stamped = [report for key, report in third.items() if report.producer_stamp]
    assert len(stamped) == 1
    assert not second[stamped[0].key].producer_stamp
    assert stamped[0].standards == second[stamped[0].key].standards


def test_chief_inspectors_are_those_of_the_day() -> None:
    assert BY_KEY["nps-wales-2019"].chief_inspector == "Dame Glenys Stacey"
    assert BY_KEY["lambeth-2022"].chief_inspector == "Justin Russell"
    assert BY_KEY["gwent-2025"].chief_inspector == "Martin Jones"


def test_other_documents_are_of_four_kinds_and_have_detail_rows() -> None:
    others = facts.load_others()
    assert len({document.kind for document in others}) == 4
    assert any(document.details for document in others)


def test_earlier_recommendations_and_key_facts_are_told_in_every_form_and_in_many_eras() -> None:
    judged = [report for report in REPORTS if report.earlier is not None]
    described = [report for report in REPORTS if report.key_facts is not None]
    assert {report.earlier.form for report in judged if report.earlier} == {
        "table", "numbered table", "explained table", "list", "grouped",
    }  # fmt: skip
    assert {report.key_facts.form for report in described if report.key_facts} == {
        "figure first", "label first", "years", "list", "lines",
    }  # fmt: skip
    assert len({report.framework for report in judged}) >= 5
    assert len({report.framework for report in described}) >= 7
    entries = facts._yaml("earlier.yml")
    assert {entry["report"] for entry in entries} == {report.key for report in judged}
    for report, entry in ((BY_KEY[entry["report"]], entry) for entry in entries):
        asked = entry.get("items") or BY_KEY[entry["of"]].recommendations
        assert len(entry["statuses"]) <= len(asked), report.key
        assert "of" not in entry or BY_KEY[entry["of"]].published < report.published
