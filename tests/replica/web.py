"""Which site of the replica answers a request."""

from __future__ import annotations

from tests.replica import hale_site, legacy, outlets, uploads
from tests.replica.answer import Answer, Request, nginx_error, plain
from tests.replica.editions import NIGHTS, Night
from tests.replica.faults import Fault
from tests.replica.posts import OLD_HOST, library


def answer(request: Request, night: Night, faults: frozenset[Fault]) -> Answer:
    """The answer of the site of this host; 502 for a host that the replica does not have."""
    if request.path == "/robots.txt" and Fault.ROBOTS_404 in faults:
        return nginx_error(404)
    if request.path == "/robots.txt" and Fault.ROBOTS_FORBIDS in faults:
        return plain("User-agent: *\nDisallow: /\n", NIGHTS[1])
    if request.host == hale_site.HOST:
        return hale_site.answer(request, night, faults)
    if request.host == uploads.CDN:
        return uploads.answer(request, library(night.edition, faults).uploads)
    if request.host == OLD_HOST:
        return legacy.answer(request, night)
    if request.host in outlets.OUTLETS:
        return outlets.answer(request, night)
    return nginx_error(502)
