"""The old site, `justiceinspectorates.test/hmiprobation/`: listing, inspection pages, releases, redirects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from html import escape

from pipelines.vocabulary import Framework
from tests.replica.answer import REPLICA_LINE, REPLICA_META, Answer, Request, html, in_london, plain, redirect
from tests.replica.editions import NIGHTS, Night
from tests.replica.facts import ReportFact
from tests.replica.hale_site import not_found
from tests.replica.post import SITE as NEW_SITE
from tests.replica.posts import MOVE, OLD_HOST, OLD_RELEASES, is_old_release, paragraphs, release_link
from tests.replica.uploads import Upload, file_answer, uploads_of

HOME = f"http://{OLD_HOST}/hmiprobation"
ITEMS_PER_PAGE = 10
MOVED_BUT_LISTED = 2
"""How many of the oldest reports that have moved to the new site the old listing still names."""

_INSPECTIONS = re.compile(r"/hmiprobation/inspections/?")
_INSPECTION = re.compile(r"/hmiprobation/inspections/([^/]+)/")
_RELEASE = re.compile(r"/hmiprobation/media/press-releases/\d{4}/\d\d/([^/]+)/")
_YOUTH = frozenset({Framework.YJS_2018, Framework.YJS_2021, Framework.YJS_2025})
_TYPES = {
    "inspection-of-youth-offending-services-2018-onwards": "Youth offending services (2018 onwards)",
    "probation-inspections-2018-onwards": "Probation services (2018 onwards)",
}


def answer(request: Request, web: Night) -> Answer:
    """The old site's answer: its own pages, a 301 to the new site for what has moved there, or a 404."""
    if request.path == "/robots.txt":
        return plain("User-agent: *\nDisallow: /hmiprobation/wp-admin/\n", NIGHTS[1])
    if request.path in {"/", "/hmiprobation", "/hmiprobation/"}:
        return redirect(f"{NEW_SITE}/")
    if _INSPECTIONS.fullmatch(request.path):
        return html(_listing(request, web), web.changed_at)
    if request.path == OLD_RELEASES:
        return html(_release_listing(web), web.changed_at)
    if match := _INSPECTION.fullmatch(request.path):
        return _inspection(match[1], web)
    if match := _RELEASE.fullmatch(request.path):
        return _release(match[1], web)
    return file_answer(_files(web), request.path) or not_found()


def _files(web: Night) -> Sequence[Upload]:
    return [upload for report in _reports(web) for upload in uploads_of(report, web)]


def _reports(web: Night) -> list[ReportFact]:
    return [report for report in web.reports.values() if report.site == "legacy"]


def _moved(web: Night) -> list[ReportFact]:
    """Reports of before the move that now live on the new site, oldest first."""
    moved = [
        report
        for report in web.reports.values()
        if report.site == "hale" and report.first_edition == 1 and in_london(report.published) < MOVE
    ]
    return sorted(moved, key=lambda report: (in_london(report.published), report.key))


def _listed(web: Night) -> list[ReportFact]:
    reports = [*_reports(web), *_moved(web)[:MOVED_BUT_LISTED]]
    return sorted(reports, key=lambda report: (in_london(report.published), report.key), reverse=True)


def _type_of(report: ReportFact) -> str:
    return tuple(_TYPES)[0 if report.framework in _YOUTH else 1]


def _listing(request: Request, web: Night) -> str:
    query = request.query
    number = max(1, int(query["paged"])) if query.get("paged", "").isdecimal() else 1
    found = [
        report
        for report in _listed(web)
        if query.get("probation-inspection-type", "") in {"", _type_of(report)}
        and query.get("year", "") in {"", f"{in_london(report.published):%Y}"}
    ]
    shown = found[(number - 1) * ITEMS_PER_PAGE : number * ITEMS_PER_PAGE]
    items = "\n".join(
        f'<div class="result inspection">\n<h4><a href="{HOME}/inspections/{report.slug}/">'
        f"{escape(report.title)}</a></h4>\n<p>{_day(report.published)}</p>\n</div>"
        for report in shown
    )
    options = "".join(f'<option value="{slug}">{name}</option>' for slug, name in _TYPES.items())
    form = (
        f'<form action="{HOME}/inspections" method="get"><select name="probation-inspection-type">{options}'
        '</select><select name="year"><option value="">Any year</option></select></form>'
    )
    return _page("Inspections", f"{form}\n{items or '<p>Nothing was found.</p>'}")


def _inspection(slug: str, web: Night) -> Answer:
    for report in _reports(web):
        if report.slug == slug:
            return html(_inspection_page(report, web), web.report_modified(report.key))
    for report in _moved(web):
        if report.slug == slug:
            return redirect(f"{NEW_SITE}/document/{report.slug}/", by="Simple 301 Redirects")
    return not_found()


def _inspection_page(report: ReportFact, web: Night) -> str:
    rows = (
        ("Date of publication", _day(report.published)),
        ("Inspection type", _TYPES[_type_of(report)]),
        ("Location", report.area),
    )
    meta = "".join(f"<dt>{label}</dt><dd>{escape(value)}</dd>" for label, value in rows)
    files = "\n".join(
        f'<li><a href="{file.url}">{escape(_file_title(file))}</a></li>' for file in uploads_of(report, web)
    )
    release = web.releases.get(report.release_key or "")
    press = ""
    if release:
        press = (
            f'<h3>Press release</h3>\n<p><a href="{release_link(release)}">{escape(release.title)}</a></p>'
        )
    return _page(
        report.title,
        f'<div id="inspection-meta"><dl>{meta}</dl></div>\n<div class="entry-content">\n<h3>Report</h3>\n'
        f"<ul>\n{files}\n</ul>\n{press}\n</div>",
    )


def _file_title(file: Upload) -> str:
    """The link's text with the size; the site's editors always said inspection in it."""
    title = file.title if "inspection" in file.title.lower() else f"{file.title}: inspection report"
    return f"{title} (PDF, {len(file.make_first()) // 1000} kB)"


def _release_listing(web: Night) -> str:
    releases = [release for release in web.releases.values() if is_old_release(release)]
    releases.sort(key=lambda release: (in_london(release.published), release.key), reverse=True)
    items = "\n".join(
        f'<div class="result press-release">\n<h4><a href="{release_link(release)}">'
        f"{escape(release.title)}</a></h4>\n<p>Published: {_day(release.published)}</p>\n</div>"
        for release in releases
    )
    return _page("Press releases", items)


def _release(slug: str, web: Night) -> Answer:
    for release in web.releases.values():
        if release.slug != slug or in_london(release.published) >= MOVE:
            continue
        if not is_old_release(release):
            return redirect(f"{NEW_SITE}/news/{release.slug}/", by="Simple 301 Redirects")
        content = (
            f'<p class="published">Published: {_day(release.published)}</p>\n'
            f'<div class="entry-content">\n{paragraphs(release.paragraphs)}\n</div>'
        )
        return html(_page(release.title, content), web.release_modified(release.key))
    return not_found()


def _day(moment: datetime) -> str:
    """The old site pads the day with a zero: 03 May 2024."""
    return f"{in_london(moment):%d %B %Y}"


def _page(title: str, content: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="UTF-8">
{REPLICA_META}
<title>{escape(title)} - HM Inspectorate of Probation</title>
</head>
<body class="hmiprobation">
<div id="cookie-message"><p>This site would like to set cookies.</p></div>
<div id="header"><a href="{HOME}/">HM Inspectorate of Probation</a>
<ul id="menu"><li><a href="{HOME}/inspections/">Inspections</a></li><li><a
href="http://{OLD_HOST}{OLD_RELEASES}">Press releases</a></li></ul></div>
<div id="content"><article>
<h1>{escape(title)}</h1>
{content}
</article></div>
<div id="footer"><p>Crown copyright</p><p>{REPLICA_LINE}</p></div>
</body>
</html>
"""
