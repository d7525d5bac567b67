"""Parts that many eras share: foreword, ratings table, recommendations, what stands under a standard."""

from __future__ import annotations

from collections.abc import Sequence

from tests.replica import report_text as text
from tests.replica.facts import KeyQuestion, ReportFact, StandardFact
from tests.replica.report_pdf.sheet import Sheet
from tests.replica.report_pdf.style import BOLD, PALE, Cell, Column, rating_cell
from tests.replica.report_text import pick


def foreword(sheet: Sheet, fact: ReportFact, *, findings: bool = True) -> None:
    """The foreword on its own page, signed; with `findings` False the findings are left to another part."""
    sheet.page()
    sheet.heading(text.foreword_heading(fact))
    stated = {finding.sentence for finding in fact.findings}
    paragraphs = text.foreword(fact)
    if not findings:
        paragraphs = [p for p in paragraphs if not any(p.startswith(sentence) for sentence in stated)]
    notes = text.prose().notes
    for index, paragraph in enumerate(paragraphs):
        sheet.paragraph(paragraph, note=notes[pick(fact, "note", len(notes))] if index == 0 else None)
    sheet.space(20)
    sheet.line(fact.chief_inspector, size=11, font=BOLD)
    sheet.line(text.CHIEF_TITLE, size=11)


def findings(sheet: Sheet, fact: ReportFact, heading: str) -> None:
    """The findings in a part of their own."""
    if not fact.findings:
        return
    sheet.heading(heading)
    general = text.prose().general
    for index, finding in enumerate(fact.findings):
        follow = text.say(fact, general[(index + pick(fact, "follow", 5)) % len(general)])
        sheet.paragraph(f"{finding.sentence} {follow}")


def ratings_head(fact: ReportFact, *, fieldwork: bool) -> list[list[Cell]]:
    """First rows of a ratings table: service and score, fieldwork, overall rating."""
    score = (
        f"Score {fact.score}/{fact.score_max}"
        if fact.score is not None and fact.score_max is not None
        else ""
    )
    rows = [[Cell(text.service_name(fact), BOLD), Cell(score, BOLD)]]
    if fieldwork and fact.fieldwork_start is not None:
        rows.append([Cell("Fieldwork started"), Cell(f"{fact.fieldwork_start:%B %Y}")])
    if fact.overall_rating is not None:
        rows.append([Cell("Overall rating", BOLD), rating_cell(fact.overall_rating)])
    return rows


def ratings_rows(
    fact: ReportFact, standards: Sequence[StandardFact], *, is_stacked: bool = False, mark: str = ""
) -> list[list[Cell]]:
    """Rows of standards in two columns; `mark` is put on those that do not count."""
    rows = []
    for standard in standards:
        uncounted = "" if standard.counts else mark
        on_label = bool(uncounted) and pick(fact, "mark", 2) == 0
        label = Cell(text.full_label(fact, standard), mark=uncounted if on_label else "")
        rating = rating_cell(standard.rating, is_stacked=is_stacked, mark="" if on_label else uncounted)
        rows.append([label, rating])
    return rows


def label_columns(sheet: Sheet, rating_width: float = 150) -> tuple[Column, Column]:
    """Two columns: the label, and the rating at the right."""
    return Column(sheet.width - rating_width), Column(rating_width)


def ratings_page(
    sheet: Sheet,
    fact: ReportFact,
    heading: str = "Ratings",
    *,
    fieldwork: bool = False,
    is_stacked: bool = False,
    rating_width: float = 150,
) -> None:
    """The ratings on one page: score, overall rating, then every chapter's standards."""
    sheet.page()
    sheet.heading(heading)
    columns = label_columns(sheet, rating_width)
    mark = ""
    if any(not standard.counts for standard in fact.standards):
        mark = sheet.foot_note("The rating for resettlement does not contribute to the overall rating.")
    sheet.table(columns, ratings_head(fact, fieldwork=fieldwork))
    for chapter in text.chapters(fact):
        sheet.table([Column(sheet.width)], [[Cell(chapter.title, BOLD, PALE)]])
        sheet.table(columns, ratings_rows(fact, chapter.standards, is_stacked=is_stacked, mark=mark))
        sheet.table(columns, [[Cell(name), Cell(text.NOT_RATED)] for name in chapter.not_rated])
    sheet.end_table()


def recommendations(sheet: Sheet, fact: ReportFact, *, level: int = 1) -> None:
    """Recommendations under their addressees, numbered on over all of them."""
    if not fact.recommendations:
        return
    sheet.heading("Recommendations", level)
    sheet.paragraph(text.recommendations_intro(fact))
    for addressee, given in text.addressed(fact):
        sheet.keep_with_next(4)
        sheet.paragraph(f"{addressee} should:", font=BOLD)
        for recommendation in given:
            sheet.item(f"{recommendation.number}.", recommendation.text)
        sheet.after_list()


def background(sheet: Sheet, fact: ReportFact, heading: str = "Background") -> None:
    """About the place and, where the front matter does not say it, who led and when."""
    sheet.heading(heading)
    notes = text.prose().notes
    first, *others = text.background(fact)
    sheet.paragraph(first, note=notes[pick(fact, "place note", len(notes))])
    for paragraph in others:
        sheet.paragraph(paragraph)


def annexe(sheet: Sheet, fact: ReportFact, heading: str = "Annexe one: How we worked") -> None:
    """How inspectors worked."""
    sheet.heading(heading)
    for paragraph in text.method(fact):
        sheet.paragraph(paragraph)


def rated_chapters(
    sheet: Sheet, fact: ReportFact, *, rating_in_heading: bool, new_pages: bool = True
) -> None:
    """Every chapter with its standards; the rating beside the heading, or in a line below it."""
    for chapter in text.chapters(fact):
        if new_pages:
            sheet.page()
        sheet.heading(chapter.title)
        for standard in chapter.standards:
            _standard(sheet, fact, standard, rating_in_heading=rating_in_heading)
        for name in chapter.not_rated:
            sheet.heading(name, 2)
            sheet.paragraph(text.NO_CASES)


def _standard(sheet: Sheet, fact: ReportFact, standard: StandardFact, *, rating_in_heading: bool) -> None:
    name = text.full_label(fact, standard)
    if rating_in_heading:
        sheet.keep_with_next(6)
        sheet.enter(name, 2)
        sheet.table(label_columns(sheet), [[Cell(name, BOLD, PALE), rating_cell(standard.rating)]])
        sheet.end_table()
    else:
        sheet.heading(name, 2)
        sheet.table(label_columns(sheet, 350), [[Cell("Rating", BOLD), rating_cell(standard.rating)]])
        sheet.end_table()
    told = text.section_text(fact, standard.printed_name, standard.rating)
    sheet.paragraph(told.definition, font=BOLD)
    if standard.key_questions:
        subject = standard.printed_name.lower()
        sheet.paragraph(f"Our rating for {subject} is based on the following key questions:")
        key_questions(sheet, standard.key_questions)
    told_parts(sheet, told)


def key_questions(sheet: Sheet, questions: Sequence[KeyQuestion], head: str = "% yes") -> None:
    """The table of key questions with the percentage of cases in which each was answered yes."""
    rows = [[Cell("Key question", BOLD, PALE), Cell(head, BOLD, PALE)]]
    rows += [[Cell(asked.question), Cell(f"{asked.percent}%")] for asked in questions]
    sheet.table((Column(sheet.width - 80), Column(80, is_right=True)), rows, header=True)
    sheet.end_table()


def told_parts(sheet: Sheet, told: text.SectionText) -> None:
    """Paragraphs, then strengths and areas for improvement as bullets."""
    for paragraph in told.paragraphs:
        sheet.paragraph(paragraph)
    for heading, sentences in (("Strengths:", told.strengths), ("Areas for improvement:", told.weaknesses)):
        if not sentences:
            continue
        sheet.keep_with_next(3)
        sheet.paragraph(heading, font=BOLD)
        for sentence in sentences:
            sheet.item("•", sentence)
        sheet.after_list()


def subject(sheet: Sheet, fact: ReportFact, heading: str, topic: str) -> None:
    """A chapter of a report without ratings."""
    sheet.heading(heading)
    told = text.section_text(fact, heading, topic=topic)
    sheet.paragraph(told.definition, font=BOLD)
    told_parts(sheet, told)


def summary(sheet: Sheet, fact: ReportFact, heading: str, head: tuple[str, str]) -> None:
    """The table of percentages that unrated programmes print instead of ratings."""
    given = text.summary_rows(fact)
    if not given:
        return
    sheet.heading(heading)
    rows = [[Cell(head[0], BOLD, PALE), Cell(head[1], BOLD, PALE)]]
    rows += [[Cell(finding.measure), Cell(text.percent_cell(finding))] for finding in given]
    sheet.table((Column(sheet.width - 100), Column(100, is_right=True)), rows, header=True)
    sheet.end_table()
