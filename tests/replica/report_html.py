"""The body of a report as the inspectorate's web pages hold it, without the site's furniture.

The markup varies from report to report as it does between authors: codes with or without a space, a rating
as a picture's text, notes as superscripts or in brackets, sections in an accordion.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from pipelines.vocabulary import Framework, Rating
from tests.replica import report_text as text
from tests.replica import report_welsh as welsh
from tests.replica.facts import ReportFact, StandardFact
from tests.replica.report_text import pick


def report_body(fact: ReportFact) -> str:
    """The report as Gutenberg writes it: h2 for every part, well-formed, no ids on headings.

    Every value of the fact stands in it once in its place (ratings table, key-question table, list of
    recommendations, foreword for findings) and agrees wherever it is repeated.
    """
    if fact.language == "cy":
        return _joined(_welsh(fact))
    parts: list[str] = [*_opening(fact)]
    if fact.standards or fact.overall_rating is not None:
        parts += ["<h2>Ratings</h2>", _ratings(fact)]
    parts += _recommendations(fact)
    parts += [*_background(fact), *_key_facts(fact)]
    if fact.standards:
        for number, chapter in enumerate(text.chapters(fact)):
            parts += _chapter(fact, chapter, in_accordion=number == 1 and _has_accordion(fact))
    else:
        for heading, topic in text.unrated_sections(fact):
            parts += _subject(fact, heading, topic)
    parts += [*_earlier(fact), *_annexe(fact), *_notes(fact)]
    return _joined([*parts, f"<p><small>{text.REPLICA_NOTE}</small></p>"])


def _has_accordion(fact: ReportFact) -> bool:
    return not fact.not_rated and pick(fact, "accordion", 3) == 0


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(parts)


def _p(sentence: str) -> str:
    return f"<p>{escape(sentence, quote=False)}</p>"


def _list(sentences: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(sentence, quote=False)}</li>" for sentence in sentences)
    return f'<ul class="wp-block-list">{items}</ul>'


def _table(rows: Iterable[str], *, head: str = "") -> str:
    head = f"<thead>{head}</thead>" if head else ""
    return f'<figure class="wp-block-table"><table>{head}<tbody>{"".join(rows)}</tbody></table></figure>'


def _row(*cells: str, tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def _opening(fact: ReportFact) -> list[str]:
    office = text.CHIEF_TITLE
    parts = [f"<h2>{text.foreword_heading(fact)}</h2>"]
    if fact.framework is Framework.NATIONAL_2025:
        caption = f"<figcaption>{office}, {escape(fact.chief_inspector)}</figcaption>"
        parts.insert(0, f'<figure class="wp-block-image"><img alt="" src="/portrait.jpg"/>{caption}</figure>')
    first, *others = text.foreword(fact)
    parts.append(f"<p>{escape(first, quote=False)}{_mark(fact, 1)}</p>")
    parts += [_p(paragraph) for paragraph in others]
    parts.append(f"<p><strong>{escape(fact.chief_inspector)}</strong><br/>{office}</p>")
    return parts


def _ratings(fact: ReportFact) -> str:
    """The ratings table: score, overall rating, fieldwork, then the standards under their chapters."""
    rows = []
    if fact.score is not None and fact.score_max is not None:
        score = f"Score {fact.score}/{fact.score_max}"
        rows.append(_row(escape(text.service_name(fact)), score))
    else:
        rows.append(_row(escape(text.service_name(fact)), ""))
    if fact.fieldwork_start is not None:
        rows.append(_row("Fieldwork started", f"{fact.fieldwork_start:%B %Y}"))
    if fact.overall_rating is not None:
        rows.append(_row("<strong>Overall rating</strong>", _overall_cell(fact, fact.overall_rating)))
    is_split = (
        pick(fact, "columns", 3) == 1
        and not fact.not_rated
        and all(text.label(fact, s.code, s.printed_name)[0] for s in fact.standards)
    )
    for chapter in text.chapters(fact):
        rows.append(f'<tr><td colspan="{3 if is_split else 2}"><strong>{chapter.title}</strong></td></tr>')
        rows += [_standard_row(fact, standard, is_split=is_split) for standard in chapter.standards]
        rows += [_row(escape(name), text.NOT_RATED) for name in chapter.not_rated]
    table = _table(rows)
    if any(not standard.counts for standard in fact.standards):
        table += "\n\n" + _p("* This rating does not contribute to the overall rating.")
    return table


def _overall_cell(fact: ReportFact, rating: Rating) -> str:
    if pick(fact, "picture", 5) == 0:
        return f'<img alt="{rating}" src="/{rating.name.lower()}.png"/>'
    return f"<strong>{_rating(fact, rating)}</strong>"


def _rating(fact: ReportFact, rating: Rating) -> str:
    """A rating's word; some authors write a capital in the middle of it."""
    return rating.title() if pick(fact, "capitals", 5) == 1 else rating.value


def _standard_row(fact: ReportFact, standard: StandardFact, *, is_split: bool) -> str:
    code, name = text.label(fact, standard.code, standard.printed_name)
    rating = _rating(fact, standard.rating) + ("" if standard.counts else "*")
    if is_split:
        return _row(code, escape(name), rating)
    return _row(escape(text.full_label(fact, standard)), rating)


def _recommendations(fact: ReportFact) -> list[str]:
    if not fact.recommendations:
        return []
    parts = ["<h2>Recommendations</h2>", _p(text.recommendations_intro(fact))]
    for addressee, given in text.addressed(fact):
        who = f"{escape(addressee, quote=False)} should:"
        parts.append(f"<h3>{who}</h3>" if pick(fact, "addressee", 2) else f"<p><strong>{who}</strong></p>")
        start = f' start="{given[0].number}"' if given[0].number != 1 else ""
        items = "".join(f"<li>{escape(r.text, quote=False)}</li>" for r in given)
        parts.append(f'<ol{start} class="wp-block-list">{items}</ol>')
    return parts


def _background(fact: ReportFact) -> list[str]:
    first, second = text.background(fact)
    sentences = [sentence for sentence in (text.led_by(fact), text.fieldwork_sentence(fact)) if sentence]
    parts = ["<h2>Background</h2>", f"<p>{escape(first, quote=False)}{_mark(fact, 2)}</p>", _p(second)]
    if sentences:
        parts.append(_p(" ".join(sentences)))
    if len(fact.body_ids) > 1:
        parts.append(_p(f"We inspected the work of two providers: {text.both_providers(fact)}."))
    if rows := text.summary_rows(fact):
        header = _row("What we looked at", "Cases", tag="th")
        cells = (
            _row(escape(r.measure, quote=False), escape(text.percent_cell(r), quote=False)) for r in rows
        )
        parts.append(_table(cells, head=header))
    return parts


def _chapter(fact: ReportFact, chapter: text.Chapter, *, in_accordion: bool) -> list[str]:
    parts = [f"<h2>{chapter.title}</h2>"]
    level = "h2" if pick(fact, "depth", 4) == 0 and not in_accordion else "h3"
    sections = []
    for standard in chapter.standards:
        heading = escape(text.full_label(fact, standard))
        body = _joined(_standard(fact, standard))
        if in_accordion:
            button = f'<span class="govuk-accordion__section-button">{heading}</span>'
            sections.append(
                '<div class="govuk-accordion__section"><div class="govuk-accordion__section-header">'
                f'<h3 class="govuk-accordion__section-heading">{button}</h3></div>'
                f'<div class="govuk-accordion__section-content">{body}</div></div>'
            )
        else:
            sections += [f"<{level}>{heading}</{level}>", body]
    for name in chapter.not_rated:
        sections += [f"<h3>{escape(name)}</h3>", _p(text.NO_CASES)]
    if in_accordion:
        return [*parts, f'<div class="govuk-accordion" id="accordion-default">{"".join(sections)}</div>']
    return parts + sections


def _standard(fact: ReportFact, standard: StandardFact) -> list[str]:
    told = text.section_text(fact, standard.printed_name, standard.rating)
    parts = [f"<p><strong>{escape(told.definition, quote=False)}</strong></p>"]
    if standard.key_questions:
        subject = standard.printed_name.lower()
        parts.append(_p(f"Our rating for {subject} is based on the following key questions:"))
        rows = (_row(escape(q.question, quote=False), f"{q.percent}%") for q in standard.key_questions)
        parts.append(_table(rows, head=_row("Key question", "Percentage ‘Yes’", tag="th")))
    return [*parts, *_told(told)]


def _told(told: text.SectionText) -> list[str]:
    parts = [_p(paragraph) for paragraph in told.paragraphs]
    if told.strengths:
        parts += ["<h4>Strengths</h4>", _list(told.strengths)]
    if told.weaknesses:
        parts += ["<h4>Areas for improvement</h4>", _list(told.weaknesses)]
    return parts


def _subject(fact: ReportFact, heading: str, topic: str) -> list[str]:
    told = text.section_text(fact, heading, topic=topic)
    parts = [f"<h2>{heading}</h2>", f"<p><strong>{escape(told.definition, quote=False)}</strong></p>"]
    if fact.framework is not Framework.QUALITY_IMPACT_2016:
        return [*parts, *_told(told)]
    for provider in text.provider_names(fact):
        told = text.section_text(fact, f"{heading} {provider}", topic=topic)
        parts += [f"<h3>{escape(text.provider_heading(heading, provider))}</h3>", *_told(told)]
    return parts


def _earlier(fact: ReportFact) -> list[str]:
    """What became of the last inspection's recommendations: they are not this report's."""
    told = fact.earlier
    if told is None:
        return []
    parts = [f"<h2>{escape(told.heading)}</h2>", _p(told.intro)]
    if told.form == "numbered table":
        header = _row("No.", "Recommendation", "Addressed to", "Status", tag="th")
        rows = (
            _row(str(i.number), escape(i.text, quote=False), escape(i.addressee or ""), i.status_text)
            for i in told.items
        )
        return [*parts, _table(rows, head=header)]
    if told.form == "list":
        for addressee, given in text.judged_by_addressee(told.items):
            parts.append(f"<p><strong>{escape(addressee or '')} should:</strong></p>")
            for item in given:
                parts += [_p(f"{item.number}. {item.text}"), _p(f"Status: {item.status_text}")]
        return parts
    if told.form == "grouped":
        for status, given in text.judged_groups(told.items):
            parts += [f"<h3>{status}</h3>", _list(item.text for item in given)]
        return parts
    explains = told.form == "explained table"
    cells = ((i.text, text.explanation(i) if explains else i.status_text) for i in told.items)
    rows = (_row(escape(words, quote=False), judged) for words, judged in cells)
    return [*parts, _table(rows, head=_row("What was recommended", "Progress", tag="th"))]


def _key_facts(fact: ReportFact) -> list[str]:
    """Figures that describe the service."""
    told = fact.key_facts
    if told is None:
        return []
    parts = [f"<h2>{told.heading}</h2>", _p(told.intro)]
    if told.form == "figure first":
        parts.append(_table(_row(f.value_text, escape(f.label, quote=False)) for f in told.figures))
    elif told.form == "label first":
        rows = (_row(escape(f.label, quote=False), f.value_text) for f in told.figures)
        parts.append(_table(rows, head=_row("Key fact", "Number", tag="th")))
    elif told.form == "years":
        head, years = text.figures_by_label(told.figures)
        parts.append(_table((_row(*row) for row in years), head=_row(*head, tag="th")))
    elif told.form == "list":
        parts.append(_list(text.figure_line(figure) for figure in told.figures))
    else:
        for figure in told.figures:
            parts += [f"<p><strong>{figure.value_text}</strong></p>", _p(figure.label)]
    return [*parts, _p(f"Source: {told.source}")] if told.source else parts


def _annexe(fact: ReportFact) -> list[str]:
    return ["<h2>Annexe one: How we worked</h2>", *(_p(paragraph) for paragraph in text.method(fact))]


def _mark(fact: ReportFact, number: int) -> str:
    """A note's mark after a full stop, in one of the two ways pages have it."""
    if pick(fact, "notes", 2):
        return f"<sup>{number}</sup>"
    return f'<a href="#_ftn{number}" id="_ftnref{number}">[{number}]</a>'


def _notes(fact: ReportFact) -> list[str]:
    notes = [text.prose().notes[(pick(fact, "note", 3) + step) % 3] for step in (0, 1)]
    if pick(fact, "notes", 2):
        items = "".join(f'<li id="fn{number}">{note}</li>' for number, note in enumerate(notes, start=1))
        return [f'<ol class="wp-block-footnotes">{items}</ol>']
    return [
        f'<p id="_ftn{number}"><a href="#_ftnref{number}">[{number}]</a> {note}</p>'
        for number, note in enumerate(notes, start=1)
    ]


def _welsh(fact: ReportFact) -> Iterable[str]:
    """The Welsh twin: its own words for headings and ratings, the same values."""
    told = text.prose().welsh
    yield f"<h2>{text.foreword_heading(fact)}</h2>"
    yield from (_p(paragraph) for paragraph in welsh.foreword(fact))
    yield f"<p><strong>{escape(fact.chief_inspector)}</strong><br/>{welsh.CHIEF_TITLE}</p>"
    if fact.standards:
        yield "<h2>Sgoriau</h2>"
        rows = [_row("Sgôr", f"{fact.score}/{fact.score_max}")] if fact.score is not None else []
        if fact.overall_rating is not None:
            rows.append(_row("Sgôr gyffredinol", welsh.RATINGS[fact.overall_rating]))
        rows += [_row(escape(welsh.standard_label(fact, s)), welsh.RATINGS[s.rating]) for s in fact.standards]
        yield _table(rows)
    if fact.recommendations:
        yield "<h2>Argymhellion</h2>"
        for addressee, given in text.addressed(fact):
            yield f"<p><strong>Ar gyfer {escape(addressee, quote=False)}:</strong></p>"
            items = "".join(f"<li>{escape(r.text, quote=False)}</li>" for r in given)
            yield f'<ol start="{given[0].number}" class="wp-block-list">{items}</ol>'
    yield "<h2>Cefndir</h2>"
    if (fieldwork := welsh.fieldwork(fact)) is not None:
        yield _p(fieldwork)
    yield _p(told[2])
    for standard in fact.standards:
        yield f"<h3>{escape(welsh.standard_label(fact, standard))}</h3>"
        if standard.key_questions:
            yield _table(
                _row(escape(q.question, quote=False), f"{q.percent}%") for q in standard.key_questions
            )
        yield _p(told[pick(fact, standard.printed_name, len(told))])
    yield f"<p><small>{text.REPLICA_NOTE}</small></p>"
