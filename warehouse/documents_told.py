"""What a run tells of documents themselves: new, other words, other bytes, gone, not readable."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse import sentences
from warehouse.change import Change, ChangeKind
from warehouse.history import NIGHTS_UNTIL_GONE, Event, Happening


def document_changes(run_id: str, event: Event) -> Iterator[Change]:
    """Changes of one document in one run; a page with other bytes and the same words has not changed."""
    address, before, after = event.address, event.before, event.after
    match event.happening:
        case Happening.NEW:
            kind, sentence = ChangeKind.NEW_DOCUMENT, sentences.new_document(address, after)
        case Happening.CHANGED:
            kind, sentence = ChangeKind.DOCUMENT_CHANGED, sentences.changed(address, after)
        case Happening.REISSUED if not after.is_pdf:
            return
        case Happening.REISSUED:
            kind, sentence = ChangeKind.REISSUED_IDENTICAL_TEXT, sentences.reissued(after)
        case Happening.MISSING:
            kind, sentence = ChangeKind.DOCUMENT_MISSING, sentences.missing(address, after)
        case Happening.RETURNED:
            kind, sentence = ChangeKind.DOCUMENT_RETURNED, sentences.returned(address, after)
        case Happening.GONE:
            kind, sentence = ChangeKind.DOCUMENT_GONE, sentences.gone(address, after, NIGHTS_UNTIL_GONE)
        case Happening.REFUSED:
            yield from refusals(run_id, event)
            return
    is_content = event.happening in (Happening.CHANGED, Happening.REISSUED)
    yield Change(
        run_id=run_id,
        kind=kind,
        sentence=sentence,
        document_url=address.url,
        old_sha256=before.sha256 if before is not None and is_content else None,
        new_sha256=after.sha256 if is_content or event.happening is Happening.NEW else None,
    )


def refusals(run_id: str, event: Event) -> Iterator[Change]:
    """What of a new version could not be read, and whether an earlier version's values stay for it."""
    for refused in dict.fromkeys(event.after.refused):
        yield Change(
            run_id=run_id,
            kind=ChangeKind.QUARANTINED,
            sentence=sentences.quarantined(refused, keeps_earlier=event.before is not None),
            document_url=event.address.url,
            field_name=refused.reason,
            subject=refused.detail,
            new_value=refused.quote,
            old_sha256=event.before.sha256 if event.before is not None else None,
            new_sha256=event.after.sha256,
        )
