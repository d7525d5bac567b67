"""Tell the archive's runs one after the other, and keep what each of them changed.

Only what a run touched is put together again, so a night without news costs next to nothing, however long the
archive is.
"""

from __future__ import annotations

from pipelines.bodies.register import Register
from pipelines.records import InspectionRecord
from warehouse.documents_told import document_changes
from warehouse.history import Event, Happening, nights
from warehouse.inputs import Inputs
from warehouse.inspections_told import remerge, retell
from warehouse.news_told import article_changes, relink, stories_due, take_releases
from warehouse.review import review
from warehouse.world import World

_CONTENT = frozenset({Happening.NEW, Happening.CHANGED, Happening.REISSUED})


def tell(inputs: Inputs, register: Register) -> World:
    """Let every run of the archive happen, in order, and return the world after the last.

    Errata come in only then: what a run changed is what its documents said, whatever was found wrong later.
    """
    world = World.before_the_first_night(inputs, register)
    for night in nights(inputs):
        events = world.history.pass_night(night)
        if events:
            _tell_night(world, night.run_id, events)
    world.review = review(world.inspections, inputs.errata)
    return world


def _tell_night(world: World, run_id: str, events: list[Event]) -> None:
    articles = [event for event in events if event.address.url in world.history.articles]
    documents = [event for event in events if event.address.url in world.history.documents]
    known = {url for url, address in world.history.documents.items() if address.first_run != run_id}
    content = [event for event in documents if event.happening in _CONTENT]
    moved: list[InspectionRecord] = []
    for programme in sorted(retell(world, content)):
        changes, inspections = remerge(world, run_id, programme, known)
        world.changes += changes
        moved += inspections
    changes, releases = take_releases(world, run_id, content)
    announced = {change.document_url for change in changes}
    for event in documents:
        if event.happening is not Happening.NEW or event.address.url not in announced:
            world.changes += document_changes(run_id, event)
    world.changes += changes
    for event in articles:
        world.changes += article_changes(world, run_id, event)
    world.changes += relink(world, run_id, stories_due(world, articles, moved, releases))
