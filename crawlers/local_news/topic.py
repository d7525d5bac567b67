"""Which entries of a feed are worth looking at. Generous on purpose: relevance is judged later.

An entry passes if its title, description or address names probation or youth justice in any of the forms
below, or speaks of an inspection together with offenders. A miss here is never seen again; a false alarm
costs one request.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_NAMED = re.compile(
    r"""\b(
        probation | HMI\s?P(robation)? | inspectorate\s+of\s+probation
      | youth\s+(justice|offending|offenders?) | young\s+offenders? | YOTs? | YJS
      | community\s+(payback|rehabilitation|service\s+order|order) | unpaid\s+work
      | offender\s+management | approved\s+premises | bail\s+hostel
      | prawf | cyfiawnder\s+ieuenctid
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_INSPECTION = re.compile(
    r"\b(inspector(s|ates?)?|inspections?|inspected|watchdogs?|arolyg\w+|rated|rating|inadequate|requires\s+improvement)\b",
    re.IGNORECASE,
)
_OFFENDERS = re.compile(
    r"\b(offenders?|reoffend\w*|re-offend\w*|offending|on\s+licence|sentences?|public\s+protection|justice\s+service|"
    r"troseddwyr|troseddu)\b",
    re.IGNORECASE,
)


def is_on_topic(title: str, description: str, url: str) -> bool:
    """Whether the story behind an entry may be about probation, youth justice or their inspection."""
    words = re.sub(r"[-_/.]+", " ", unquote(urlsplit(url).path))
    text = f"{title}\n{description}\n{words}"
    return bool(_NAMED.search(text) or (_INSPECTION.search(text) and _OFFENDERS.search(text)))
