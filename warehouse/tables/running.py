"""Rows of changes and errata, of the runs, and of what documents disagree about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from pipelines.vocabulary import ErratumField, ErratumOrigin
from warehouse.change import CORRECTIONS, Change, ChangeKind
from warehouse.history import run_order
from warehouse.ids import digest
from warehouse.inputs import Inputs
from warehouse.merge import Merged
from warehouse.review import named_note
from warehouse.sentences import report_name, shortened
from warehouse.tables.errata import idle_errata, reviewed_rows
from warehouse.tables.inspections import release_of
from warehouse.tables.official import official_doubts
from warehouse.tables.rows import EvidenceBook, Row, Rows, joined, moment
from warehouse.told import Dispute
from warehouse.world import World

_REPUBLISHED: Row = {
    "origin": ErratumOrigin.REPUBLISHED,
    "found_on_date": None,
    "cause": None,
    "reason": None,
    "source_note": None,
    "reviewer_name": None,
}


def change_rows(world: World, book: EvidenceBook) -> Rows:
    """All differences; and as errata those of them that correct, with what we found wrong ourselves."""
    changes: list[Row] = []
    numbers: Counter[str] = Counter()
    inspections = {merged.inspection_id: merged for merged in world.inspections}
    for change in world.changes:
        row = _change(change, book) | {"erratum_note": _since_corrected(world, inspections, change)}
        numbers.update((change.run_id, change.change_id))
        if (again := numbers[change.change_id]) > 1:  # one measure, stated twice, corrected twice alike
            row["change_id"] = f"{change.change_id}-{again}"
        changes.append(row | {"change_number": numbers[change.run_id]})
    kinds = {kind.value for kind in CORRECTIONS}
    kept = ("run_id", "inspection_id", "body_id", "standard_code", "field_name", "old_value", "new_value")
    places = ("document_url", "old_sha256", "new_sha256", "old_quote", "new_quote")
    names = (*kept, "sentence", *places, "old_evidence_id", "new_evidence_id")
    return {
        "changes": changes,
        "errata": [
            *(
                {"erratum_id": row["change_id"], **_REPUBLISHED, **{name: row[name] for name in names}}
                for row in changes
                if row["change_kind"] in kinds
            ),
            *reviewed_rows(world, book),
        ],
    }


def _since_corrected(world: World, inspections: Mapping[str, Merged], change: Change) -> str | None:
    """What we corrected of the values in a change's sentence, which tells what documents said."""
    merged = inspections.get(change.inspection_id or "")
    if merged is None:
        return None
    if change.kind is ChangeKind.NEW_INSPECTION:
        return world.review.whole_note(merged)
    if change.field_name not in list(ErratumField):
        return None
    erratum = world.review.erratum(merged, ErratumField(change.field_name), change.standard_code)
    return erratum.note if erratum is not None else None


def _change(change: Change, book: EvidenceBook) -> Row:
    old, new = change.old_source, change.new_source
    field_name = change.field_name or change.kind
    ids = [
        book.keep("changes", change.change_id, field_name, side.url, side.evidence) if side else None
        for side in (old, new)
    ]
    return {
        "change_id": change.change_id,
        "run_id": change.run_id,
        "change_kind": change.kind.value,
        "sentence": change.sentence,
        "inspection_id": change.inspection_id,
        "body_id": change.body_id,
        "document_url": change.document_url,
        "release_id": change.release_id,
        "article_url": change.article_url,
        "standard_code": change.standard_code,
        "field_name": change.field_name,
        "old_value": change.old_value,
        "new_value": change.new_value,
        "old_sha256": change.old_sha256,
        "new_sha256": change.new_sha256,
        "old_page": old.evidence.page if old else None,
        "new_page": new.evidence.page if new else None,
        "old_quote": old.evidence.quote if old else None,
        "new_quote": new.evidence.quote if new else None,
        "old_evidence_id": ids[0],
        "new_evidence_id": ids[1],
    }


def run_rows(inputs: Inputs, others: Rows) -> Rows:
    """Crawls up to the last run that any other row names: a night without news leaves no trace here."""
    named = [
        value
        for rows in others.values()
        for row in rows
        for column, value in row.items()
        if column.endswith("run_id") and value is not None
    ]
    last = max(map(run_order, named), default=("", 0))
    crawls = [crawl for crawl in inputs.crawls if run_order(crawl["run_id"]) <= last]
    return {
        "runs": [
            {
                "run_id": crawl["run_id"],
                "source_id": crawl["source"],
                "crawl_status": str(crawl["status"]),
                "reasons_text": joined(crawl["reasons"]),
                "started_at": moment(crawl["started_at"]),
                "finished_at": moment(crawl["finished_at"]),
                "discovered_count": sum(crawl["discovered"].values()),
                "request_count": crawl["requests"],
                "fetched_count": crawl["fetched"],
                "not_modified_count": crawl["not_modified"],
                "error_count": crawl["errors"],
                "is_complete_discovery": crawl["is_complete_discovery"],
                "is_replica": crawl["is_replica"],
            }
            for crawl in sorted(crawls, key=lambda crawl: (run_order(crawl["run_id"]), crawl["source"]))
        ]
    }


def expectation_rows(world: World) -> Rows:
    """What the documents themselves give reason to doubt, and errata that hold no more. The checks of the
    whole add theirs later."""
    rows: dict[str, Row] = {}
    for merged in world.inspections:
        for row in (*_disputes(world, merged), *_flags(world, merged), *_release_disputes(world, merged)):
            rows[row["expectation_id"]] = row
    others = (_doubt("documents", *doubt) for doubt in official_doubts(world))
    idle = (_doubt("review", "errata_apply", *told) for told in idle_errata(world))
    for row in (*_homeless(world), *others, *idle):
        rows[row["expectation_id"]] = row
    return {"expectations": list(rows.values())}


def _doubt(origin: str, name: str, detail: str, inspection_id: str | None, sample: str | None) -> Row:
    return {
        "expectation_id": digest(origin, name, detail, inspection_id, sample),
        "expectation_name": name,
        "origin": origin,
        "severity": "warn",
        "is_met": False,
        "detail": detail,
        "inspection_id": inspection_id,
        "sample_text": sample,
    }


def _disputes(world: World, merged: Merged) -> Iterator[Row]:
    report = report_name(world.body_name(merged.inspection.body_id), merged.inspection)
    for dispute in merged.disputes:
        what = dispute.field_name.replace("_", " ")
        subject = "" if dispute.subject == "overall" else f" of {shortened(dispute.subject)}"
        shown, other = shortened(dispute.value), shortened(dispute.other_value)
        note = _settled(world, merged, dispute)
        detail = (
            f"The documents of {report} differ on the {what}{subject}: ‘{shown}’ in {dispute.url}, "
            f"‘{other}’ in {dispute.other_url}. "
            f"{f'Reviewed by us: {note}' if note is not None else 'The tables show the first.'}"
        )
        yield _doubt("documents", "documents_agree", detail, merged.inspection_id, _both_quotes(dispute))


def _settled(world: World, merged: Merged, dispute: Dispute) -> str | None:
    """What a review says of the value that documents differ on; then the tables show neither unsaid."""
    if dispute.field_name == "rating":
        return world.review.rating_note(merged, dispute.subject)
    if dispute.field_name not in ("overall_rating", "score"):
        return None
    erratum = world.review.erratum(merged, ErratumField(dispute.field_name))
    return erratum.note if erratum is not None else None


def _both_quotes(dispute: Dispute) -> str:
    sides = ((dispute.url, dispute.evidence), (dispute.other_url, dispute.other_evidence))
    return "\n".join(
        f"{url}{f', page {evidence.page}' if evidence.page else ''}: “{evidence.quote}”"
        for url, evidence in sides
    )


def _flags(world: World, merged: Merged) -> Iterator[Row]:
    """Doubts of the readers, in their words of the document; what was corrected since stands behind them."""
    notes = [
        " ".join(filter(None, (erratum.standard_code, named_note(erratum))))
        for erratum in world.review.errata(merged)
    ]
    reviewed = f" Reviewed by us since: {'; '.join(notes)}" if notes else ""
    for flag in merged.flags:
        quotes = "\n".join(flag.quotes) or None
        yield _doubt("reader", flag.check, f"{flag.detail}{reviewed}", merged.inspection_id, quotes)


def _release_disputes(world: World, merged: Merged) -> Iterator[Row]:
    release = release_of(world, merged)
    told, rating = merged.inspection, world.review.overall_rating(merged)
    stated = release.overall_ratings.get(told.body_id) if release else None
    if release is None or stated is None or rating is None or stated is rating:
        return
    report = report_name(world.body_name(told.body_id), told)
    erratum = world.review.erratum(merged, ErratumField.OVERALL_RATING)
    reviewed = f" Reviewed by us: {erratum.note}" if erratum is not None else ""
    detail = f"{report} is rated ‘{rating}’, but the press release {release.url} says ‘{stated}’.{reviewed}"
    quotes = (told.overall_evidence or told.evidence).quote, release.evidence.quote
    yield _doubt("documents", "release_agrees", detail, merged.inspection_id, "\n".join(quotes))


def _homeless(world: World) -> Iterator[Row]:
    for _, tellings in sorted(world.homeless.items()):
        for telling in tellings:
            stated = [record.evidence for record in telling.findings]
            stated += [record.evidence for record in telling.key_facts]
            detail = (
                f"{telling.url} states {len(stated)} figures, but of no inspection we know "
                f"({telling.told_id}); they are not published."
            )
            quote = stated[0].quote if stated else None
            yield _doubt("documents", "annexe_has_its_inspection", detail, None, quote)
