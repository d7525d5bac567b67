"""Rows of what we found wrong ourselves: the errata that hold, and a doubt for each that holds no more."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.records import Evidence
from pipelines.vocabulary import ErratumField, ErratumOrigin
from warehouse.errata import Erratum
from warehouse.merge import Merged
from warehouse.review import named_note
from warehouse.sentences import report_name
from warehouse.tables.inspections import rating_id
from warehouse.tables.rows import EvidenceBook, Row
from warehouse.world import World

_EVIDENCE_FIELD = {
    ErratumField.OVERALL_RATING: "overall_rating",
    ErratumField.SCORE: "score",
    ErratumField.PUBLISHED_DATE: "published",
}


def reviewed_rows(world: World, book: EvidenceBook) -> Iterator[Row]:
    """A row for each erratum that corrects a value, with the words that print the wrong one."""
    for merged in world.inspections:
        for erratum in world.review.errata(merged):
            url, evidence, evidence_id = _printed(merged, erratum, book)
            yield {
                "erratum_id": erratum.erratum_id,
                "origin": ErratumOrigin.REVIEWED,
                "run_id": None,
                "found_on_date": erratum.found_on,
                "inspection_id": merged.inspection_id,
                "body_id": erratum.body_id,
                "standard_code": _code(merged, erratum),
                "field_name": erratum.field,
                "old_value": erratum.printed_value,
                "new_value": erratum.right_value,
                "sentence": _sentence(world, merged, erratum),
                "cause": erratum.cause,
                "reason": erratum.reason,
                "source_note": erratum.source,
                "reviewer_name": erratum.reviewer,
                "document_url": url,
                "old_sha256": evidence.document_sha256 if evidence is not None else None,
                "new_sha256": None,
                "old_quote": evidence.quote if evidence is not None else None,
                "new_quote": None,
                "old_evidence_id": evidence_id,
                "new_evidence_id": None,
            }


def idle_errata(world: World) -> Iterator[tuple[str, str | None, str]]:
    """What is to be said of each erratum that corrects nothing: a sentence, its inspection, its own words."""
    for idle in world.review.idle:
        erratum = idle.erratum
        what = " ".join(filter(None, (erratum.standard_code, erratum.field_name)))
        when = f" published {erratum.published}" if erratum.published else " without a publication date"
        inspection = f"{world.body_name(erratum.body_id)}, {erratum.framework}{when}"
        detail = (
            f"The erratum on the {what} of {inspection} is not applied (it expects "
            f"‘{erratum.printed_value}’): {idle.why}."
        )
        yield detail, idle.inspection_id, erratum.note


def _sentence(world: World, merged: Merged, erratum: Erratum) -> str:
    report = report_name(world.body_name(erratum.body_id), merged.inspection)
    code = _code(merged, erratum)
    if code is None:
        note = named_note(erratum)
        return f"{report}, {note[:1].lower()}{note[1:]}"
    note = erratum.note
    return f"{report}, {code} {merged.ratings[code].record.printed_name}: {note[:1].lower()}{note[1:]}"


def _code(merged: Merged, erratum: Erratum) -> str | None:
    """The standard's code as the record has it; the erratum may space it otherwise."""
    wanted = (erratum.standard_code or "").replace(" ", "").upper()
    return next((code for code in merged.ratings if code.replace(" ", "").upper() == wanted), None)


def _printed(merged: Merged, erratum: Erratum, book: EvidenceBook) -> tuple[str, Evidence | None, str | None]:
    """Where the wrong value stands: document, words, and the name of that evidence."""
    told, name, code = merged.inspection, merged.inspection_id, _code(merged, erratum)
    if code is not None:
        rated = merged.ratings[code]
        kept = book.keep("ratings", rating_id(merged, code), "rating", rated.url, rated.record.evidence)
        return rated.url, rated.record.evidence, kept
    url, evidence = {
        ErratumField.OVERALL_RATING: (merged.overall_url, told.overall_evidence),
        ErratumField.SCORE: (merged.score_url, told.score_evidence),
        ErratumField.PUBLISHED_DATE: (merged.published_url, told.published_evidence),
    }[erratum.field]
    return url, evidence, book.note("inspections", name, _EVIDENCE_FIELD[erratum.field], url, evidence)
