"""What a person is asked about a story, and what not."""

from __future__ import annotations

from pipelines.bodies.register import load_register
from pipelines.news.linking import decide
from pipelines.vocabulary import Framework, Rating, ReviewSubject
from tests.pipelines.news_pages import inspection, release, story

SHEFFIELD = inspection("pdu-sheffield", Framework.CORE_2021, "2023-03-30", rating=Rating.INADEQUATE)
CLEAR = "HM Inspectorate of Probation rated the Sheffield probation delivery unit 'inadequate' this week."


def test_a_clear_story_raises_no_question() -> None:
    article = story("Sheffield probation service rated inadequate by inspectors", CLEAR, "2023-03-30")
    assert decide(article, load_register(), [SHEFFIELD], []).questions == ()


def test_a_story_near_the_line_of_relevance_is_asked_about() -> None:
    article = story("Probation report", "Staff in Sheffield are worried about what comes next.", "2023-03-30")
    (asked,) = decide(article, load_register(), [], []).questions
    assert asked.subject is ReviewSubject.RELEVANCE
    assert not asked.is_proposed
    assert asked.score < asked.line
    assert asked.evidence.quote == "Staff in Sheffield are worried about what comes next."


def test_a_story_that_a_report_of_the_time_made_coverage_is_asked_about() -> None:
    article = story("Probation report", "Staff in Sheffield are worried about what comes next.", "2023-03-30")
    (asked,) = decide(article, load_register(), [SHEFFIELD], []).questions
    assert asked.subject is ReviewSubject.RELEVANCE
    assert asked.is_proposed


def test_two_services_that_the_same_words_name_are_both_asked_about() -> None:
    both = [
        inspection("pdu-birmingham-north-east-and-solihull", Framework.CORE_2021, "2022-08-18"),
        inspection("pdu-birmingham-central-and-south", Framework.CORE_2021, "2022-08-20"),
    ]
    article = story(
        "Birmingham probation service criticised by inspectors",
        "HM Inspectorate of Probation found too few staff in Birmingham's probation service.",
        "2022-08-22",
    )
    decision = decide(article, load_register(), both, [])
    assert decision.links == ()
    assert {one.inspection_id for one in decision.questions} == {one.inspection_id for one in both}
    assert not any(one.is_proposed for one in decision.questions)
    assert {one.subject for one in decision.questions} == {ReviewSubject.LINK}


def test_a_story_that_repeats_a_little_of_a_release_is_asked_about() -> None:
    words = "The unit that serves the steel city has been short of staff since spring and now must act"
    article = story(
        "HM Inspectorate of Probation criticises probation unit",
        f"A report on the service is out. {words[:55]}.",
        "2023-03-30",
    )
    announced = release(words, "2023-03-30", "pdu-sheffield")
    asked = decide(article, load_register(), [SHEFFIELD], [announced]).questions
    (one,) = [question for question in asked if question.subject is ReviewSubject.LINK]
    assert one.inspection_id == SHEFFIELD.inspection_id
    assert one.evidence.quote in words
    assert not one.is_proposed
