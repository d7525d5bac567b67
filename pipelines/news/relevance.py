"""Whether a story is about an inspection of probation or youth justice: scored rules, each with its reason.

Rules, not a model: measured, they beat small models on such stories, and a reader can see why a story was
kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.news.zones import Story, Zone

THRESHOLD = 5.0

_SERVICE = (
    r"(?:probation\s+(?:services?|delivery\s+units?|trusts?|provision|regions?|provider|compan(?:y|ies)|firms?|unit|work)"
    r"|probation\s+in\b|(?:private(?:ly[- ]run)?|public)\s+probation|pdus?\b"
    r"|community\s+rehabilitation\s+compan(?:y|ies)"
    r"|offender\s+(?:management|supervision)|crcs?\b|national\s+probation\s+service|nps\b|young\s+offenders?\s+(?:services?|teams?)|yjs\b|yo[ts]s?\b"
    r"|youth\s+(?:justice|offending)(?:\s+(?:services?|teams?|partnership|board|provision|work))?"
    r"|approved\s+premises|probation\s+hostels?)"
)
_INSPECTED = r"(?:inspect(?:ion|ions|ors?|ed|orate|s)?\b|re-?inspect\w*|watchdogs?\b|fieldwork)"
_INSPECTORATE = (
    r"(?:inspector(?:ate)?s?\s+(?:of|for)\s+probation|hmi\s+probation|probation\s+inspectorate"
    r"|chief\s+probation\s+inspector|probation\s+chief\s+inspector)"
)
_KNOWN_CHIEFS = r"liz\s+calderbank|paul\s+mcdowell|glenys\s+stacey|justin\s+russell|sue\s+mcallister"
"""Those whose names few others bear."""
_CHIEFS = rf"(?:andrew\s+bridges|paul\s+wilson|martin\s+jones|{_KNOWN_CHIEFS})"
_NAMED = (
    rf"\b{_INSPECTORATE}\b|\bprobation\s+and\s+prisons?\s+inspect\w+"
    r"|\b(?:probation|justice)\s+(?:inspectors?|inspection|watchdog)\b"
)
"""The inspectorate by name; rules for stories that do without say nothing more where it stands."""
_RATING = (
    r"(?:inadequate|requir(?:es?|ed|ing)\s+improvement|need(?:s|ed|ing)?\s+(?:to\s+)?improve(?:ment)?"
    r"|outstanding|good)"
)
_JUDGED = (
    r"(?:(?:rat(?:ed|ings?)|judged|graded|grading|deemed|branded|labelled|found\s+to\s+be|scored|received|given|handed"
    rf"|marked|overall)\W+(?:\w+\W+){{0,5}}?{_RATING}\b|['\"](?:inadequate|requires?\s+improvement|outstanding|good)['\"]"
    r"|\b(?:inadequate|requir(?:es?|ing)\s+improvement)\b)"
)
_SPOKEN_OF = re.compile(
    r"probation|crim(?:e|inal)|break the law|supervis|youth|offend|pdu|crc|\bnps|\by[jo][st]|rehabilitation"
    r"|approved premises|hostel|prison leavers"
)
"""Without one of these words a story speaks of no service, and no rule needs to be tried on it."""
_ONLY_HERE = (
    r"(?:probation\s+(?:hostels?|trust|company|firm|provider|delivery\s+unit|bodies|work|contract|services?)"
    r"|private(?:ly[- ]\w+)?\s+probation"
    r"|community\s+rehabilitation\s+compan(?:y|ies)|crcs?|national\s+probation\s+service"
    r"|(?:firm|company|provider|contract|trust)\b[^.]{0,60}?\bsupervis\w+\b[^.]{0,40}?\boffenders?"
    r"|(?:youth|young)\s+(?:justice|offending|offenders?)\s+(?:services?|teams?)|supervis\w+\s+of\s+(?:[\w-]+\s+){0,3}offenders"
    r"|offender\s+(?:supervision|firm|managers?))"
)
"""Services that nobody but this inspectorate inspects, in the words of papers."""
_VISITED = (
    r"(?:inspectors\b|(?:re)?inspected\b|inspections?\b|chief\s+inspector|probation\s+watchdog"
    rf"|{_KNOWN_CHIEFS}"
    r"|requir(?:es?|ed)\s+improvement|rated\s+'?(?:good|inadequate|outstanding))"
)
_VERDICT = (
    r"(?:inspect\w+|watchdog\w*|hmip|verdict|report|rated|mark(?:s|ed)|scored?|points|findings|criticism|judged|"
    r"inadequate|requir\w+\s+improvement|outstanding)\b"
)
_WORK_WITH_OFFENDERS = (
    r"(?:offend\w*|supervis\w+|criminals?|probation|youth\s+(?:justice|crime)|teen(?:age(?:rs?)?)?\s+crime|commit\s+crime"
    r"|break\s+the\s+law|away\s+from\s+crime|into\s+crime|custody|community\s+orders?|on\s+licence)\b"
)
_CLOSE = r"(?:[^.]|\.(?=\w)){0,120}?"
"""Within one sentence."""


@dataclass(frozen=True)
class Rule:
    """Words and the points they give; a penalty counts in headline, standfirst or opening only.

    A court or a prison deep in a story does not make it a story about them. `unless` are words there that
    take the rule out of force.
    """

    reason: str
    points: float
    pattern: re.Pattern[str]
    is_top_only: bool
    unless: re.Pattern[str] | None


def _gain(
    reason: str, points: float, pattern: str, *, is_top_only: bool = False, unless: str | None = None
) -> Rule:
    return Rule(reason, points, re.compile(pattern), is_top_only, re.compile(unless) if unless else None)


def _penalty(reason: str, points: float, pattern: str, *, unless: str | None = None) -> Rule:
    return Rule(
        reason, points, re.compile(rf"\b(?:{pattern})\b"), True, re.compile(unless) if unless else None
    )


GAINS = (
    _gain("names the inspectorate of probation", 4, rf"\b{_INSPECTORATE}\b"),
    _gain("names it in headline or opening", 1, rf"\b{_INSPECTORATE}\b", is_top_only=True),
    _gain(
        "probation inspectors",
        2,
        r"\b(?:probation(?:\s+and\s+prisons?)?|justice)\s+(?:inspectors?|inspection|watchdog)\b",
    ),
    _gain(
        "names a chief inspector",
        2,
        rf"\bchief\s+inspector[^.]{{0,60}}\b{_CHIEFS}\b|\b{_CHIEFS}\b[^.]{{0,60}}\binspector",
    ),
    _gain(
        "inspection and service in one sentence",
        2,
        rf"\b{_INSPECTED}{_CLOSE}\b{_SERVICE}|\b{_SERVICE}{_CLOSE}\b{_INSPECTED}",
    ),
    _gain(
        "inspectors, and a service that only they inspect, at the top",
        4,
        rf"\b{_ONLY_HERE}\b.{{0,700}}?\b{_VISITED}|\b{_VISITED}.{{0,700}}?\b{_ONLY_HERE}\b",
        is_top_only=True,
        unless=_NAMED,
    ),
    _gain(
        "inspectors say something of it",
        1,
        r"\b(?:chief\s+inspector|inspectors|inspectorate)\s+(?:says?|said|sa[wy]|believes?|found|find|warn(?:ed)?|judged?|rated|praised?|liked|noted|called)\b"
        r"|\bsa(?:ys?|id)\s+(?:the\s+(?:chief\s+)?)?inspector(?:s|ate)?\b|\binspectors'\s+report\b|\bits\s+(?:last|first|latest)\s+inspection\b",
        is_top_only=True,
        unless=_NAMED,
    ),
    _gain(
        "a verdict on work with offenders in one sentence",
        1,
        rf"\b{_VERDICT}{_CLOSE}\b{_WORK_WITH_OFFENDERS}|\b{_WORK_WITH_OFFENDERS}{_CLOSE}\b{_VERDICT}",
        is_top_only=True,
        unless=_NAMED,
    ),
    _gain(
        "points on the inspectorate's scale",
        2,
        r"\b\d{1,2}\s+(?:inspection\s+)?(?:points\s+)?(?:out\s+of|of)\s+(?:a\s+(?:possible|total|maximum)\s+(?:of\s+)?)?(?:36|27|39|30|21)\b"
        r"|\b(?:36|27|39)\s+points\b",
    ),
    _gain("names a chief inspector of the time", 1, rf"\b(?:{_KNOWN_CHIEFS})\b", unless=_NAMED),
    _gain("a rating of a service", 2, rf"\b{_SERVICE}{_CLOSE}{_JUDGED}|{_JUDGED}{_CLOSE}\b{_SERVICE}"),
    _gain("the inspectorate's rating words", 1, _JUDGED),
)

PENALTIES = (
    _penalty(
        "about the inspectorate of prisons",
        -8,
        r"(?:chief\s+)?inspector(?:ate)?s?\s+of\s+prisons|prisons?\s+(?:inspectors?|inspection|watchdog|inspectorate)"
        r"|hmi\s+prisons|independent\s+monitoring\s+board",
        unless=rf"\b{_INSPECTORATE}\b|probation\s+inspector|probation\s+and\s+prisons?\s+inspector",
    ),
    _penalty(
        "about Ofsted, Estyn or care inspectors",
        -8,
        r"ofsted|estyn|care\s+quality\s+commission|cqc|care\s+inspectorate",
        unless=rf"\b{_INSPECTORATE}\b",
    ),
    _penalty(
        "about an inspection of police or fire services",
        -8,
        r"hmicfrs|hmic|peel|inspector(?:ate)?s?\s+of\s+constabulary|police\s+(?:inspectors|watchdog|inspectorate)",
        unless=rf"\b{_INSPECTORATE}\b",
    ),
    _penalty(
        "about another inspection",
        -5,
        r"food\s+hygiene|building\s+control|planning\s+inspector(?:ate)?|energy\s+inspectors?|headteacher|care\s+home"
        r"|school\s+(?:inspection|inspectors)|nursery|hospital\s+inspectors|fire\s+(?:safety\s+)?inspectors?",
        unless=rf"\b{_INSPECTORATE}\b",
    ),
    _penalty(
        "about a joint targeted area inspection", -6, r"joint\s+targeted\s+(?:area\s+)?inspections?|jtai"
    ),
    _penalty(
        "about a review of one case",
        -9,
        r"(?:serious\s+further\s+offen[cs]e|sfo)\s+review\s+(?:of|into|found|says|said|given|by|on)|(?:independent|rapid|serious\s+case|case)\s+reviews?"
        r"|review\b[^.]{0,80}\b(?:murder\w*|killer|deaths?|killings?|supervision\s+of)"
        r"|(?:murder\w*|killer|killings?|deaths?)\b[^.]{0,120}\breview"
        r"|(?:failures?|failed|did\s+not|chances?)\s+to\s+recall|went\s+on\s+to\s+(?:rape|kill|murder|attack|stab)"
        r"|(?:inspectorate|inspector)'s\s+(?:\w+\s+)?review|review\s+by\s+(?:hm\s+|the\s+)?(?:chief\s+)?inspector",
    ),
    _penalty(
        "about a crime or a trial",
        -5,
        r"jailed\s+for|pleaded\s+guilty|crown\s+court\s+(?:heard|judge)|court\s+heard|was\s+sentenced|sentenced\s+to"
        r"|found\s+guilty|inquest|(?<!including )murder(?:ed|er|s)?|killer|stabb(?:ed|ing)",
    ),
    _penalty(
        "about an annual report",
        -10,
        r"annual\s+report|inspections\s+clinic|(?:year|decade)\s+in\s+(?:post|review)",
    ),
    _penalty(
        "about a committee or a speech",
        -8,
        r"(?:select|justice|public\s+accounts)\s+committee|lecture|conference|makes?\s+(?:an?\s+)?plea|interview(?:ed)?\s*(?::|with)|g(?:iv|av)(?:e|ing)\s+evidence|told\s+mps",
        unless=_JUDGED,
    ),
    _penalty(
        "about auditors",
        -8,
        r"national\s+audit\s+office|nao|auditors?|audit\s+wales|spending\s+watchdog|public\s+accounts\s+committee",
    ),
    _penalty(
        "about standards, appointments or the inspectorate's own affairs",
        -8,
        r"consultation|new\s+(?:inspection\s+)?(?:standards|framework)|appointed|appointment|step(?:s|ping|ped)?\s+down"
        r"|resign(?:s|ed|ation)?|(?:new|next|interim|outgoing|departing)\s+(?:hm\s+)?chief\s+inspector|victims'?\s+standard"
        r"|(?:to\s+leave|to\s+quit|quits|drops?\s+out)\b[^.]{0,40}(?:inspect\w+|watchdog)|(?:inspectorate|watchdog)\s+(?:quits|drops?\s+out)"
        r"|(?:looking\s+for|recruit\w+|vacanc\w+:?|wanted:?)\s+(?:\w+\s+){0,2}inspectors|inspectors\s+wanted|take\s+no\s+part"
        r"|blog|new\s+guide|guide\s+with",
        unless=_JUDGED,
    ),
    _penalty(
        "about a dispute at work",
        -8,
        r"(?:employment\s+)?tribunal|unfair(?:ly)?\s+dismiss\w+|whistle-?blower|misconduct\s+hearing",
    ),
    _penalty(
        "about an inspection still to come",
        -9,
        r"(?:will|is\s+to)\s+be\s+(?:given|awarded)\s+an?\s+(?:overall\s+)?rating|ahead\s+of\s+(?:the\s+)?(?:fieldwork|inspection|visit)"
        r"|inspectors\s+(?:(?:will|are\s+(?:due|set|expected)\s+to)\s+(?:visit|arrive|begin|come|spend)|to\s+visit)"
        r"|inspect(?:ors|orate\s+of\s+probation|ion)\s+(?:will|is\s+to|expects?\s+to|plans?\s+to)\s+(?:spend|look|visit|inspect|begin|examine)"
        r"|expect(?:s|ed)?\s+to\s+be\s+inspected|first\s+to\s+be\s+inspected|inspection\s+(?:\w+\s+){0,8}?(?:is|are)\s+expected"
        r"|fieldwork\s+(?:begins|starts|will)|ahead\s+of\s+inspection|report\s+and\s+rating\s+are\s+due"
        r"|inspection\s+(?:will|is\s+(?:due|set|expected|scheduled)\s+to)\s+(?:begin|start|take\s+place|be\s+carried)"
        r"|(?:(?:preparing|prepares?|braced?|bracing|ready)\s+for|awaits?|awaiting)\s+(?:[\w']+\s+){0,2}?inspect(?:ion|ors)",
    ),
    _penalty(
        "about a strike or pay",
        -6,
        r"strikes?|striking|walk-?outs?|industrial\s+action|ballot(?:ed|s)?|pay\s+(?:rise|offer|dispute|claim)",
        unless=rf"\b{_INSPECTORATE}\b",
    ),
    _penalty(
        "about Northern Ireland",
        -12,
        r"probation\s+board|pbni|criminal\s+justice\s+inspection|ni\s+probation|probation\s+in\s+northern\s+ireland"
        r"|northern\s+ireland's",
    ),
    _penalty(
        "about Scotland, Ireland or abroad",
        -10,
        r"northern\s+ireland|belfast|scotland|scottish|edinburgh|glasgow|republic\s+of\s+ireland|irish|dublin"
        r"|probation\s+board|probation\s+department|county\s+(?:adult\s+probation|sheriff|attorney|commissioners?)"
        r"|district\s+attorney|state\s+(?:inspectors|auditor|senator|police)|u\.s|californian?|texas|florida|ohio"
        r"|new\s+zealand|australian?|queensland|new\s+south\s+wales|canadian?|kenya|nigerian?|india|philippines?"
        r"|malta|jersey|guernsey",
        unless=r"england\s+and\s+wales|(?:\bhm|his\s+majesty's|her\s+majesty's)\s+inspectorate\s+of\s+probation",
    ),
    _penalty(
        "about probation in employment",
        -10,
        r"probation(?:ary)?\s+periods?|probationary\s+(?:staff|employees?|teachers?|constables?|officers?)"
        r"|academic\s+probation",
    ),
)

_TOLD = r"\b(?:must|(?:told|needs?|has|have|urged|ordered)\s+to)\s+(?:improve|do\s+(?:more|better))\b"
_HEADLINE_SERVICE = re.compile(rf"\b{_SERVICE}|\bprobation\b|\bprison\s+leavers\b|\b{_ONLY_HERE}\b")
_HEADLINE_INSPECTED = re.compile(rf"\b{_INSPECTED}|\breport\b|\brated\b|{_TOLD}|{_JUDGED}")
_CARD_ALONE = re.compile(
    rf"\b{_SERVICE}|\b(?:inspectors|inspection|watchdog|rated|report)\b|{_TOLD}|{_JUDGED}"
)
_IS_NAMED = re.compile(_NAMED)
_HEADLINE_JUDGES = re.compile(
    r"\b(?:fail(?:s|ed|ing|ings|ures?)?|under-?perform\w*|performing\s+(?:well|poorly)|poor(?:ly)?|weak(?:ness(?:es)?)?|struggl\w+"
    r"|criticis\w+|slam(?:s|med)?|prais\w+|warn(?:ed|s|ing)|at\s+risk|sub-?standard|unacceptable|damning|much\s+better|best|worst|collaps\w+|chaotic"
    r"|good\s+enough|not\s+(?:protect|keep)\w*|problems|improv(?:es|ed|ing|ement)|must\s+\w+|up\s+to\s+scratch|hailed)\b"
)


@dataclass(frozen=True)
class Relevance:
    """The score, whether it reaches the threshold, and why."""

    score: float
    is_relevant: bool
    reasons: tuple[str, ...]


def relevance(story: Story) -> Relevance:
    """Score a story; it is relevant from `THRESHOLD` on.

    Without the penalties, court reports and other inspectorates' stories, which use the same words in the
    same counties, would be linked to inspections.
    """
    if _SPOKEN_OF.search(story.folded_all) is None:
        return Relevance(0.0, False, ())
    found = [*_rules_met(story), *_headline_gains(story)]
    score = sum(points for points, _, _ in found)
    reasons = tuple(f"{points:+g} {reason}: “{words[:80]}”" for points, reason, words in found)
    return Relevance(score, score >= THRESHOLD, reasons)


def _rules_met(story: Story) -> list[tuple[float, str, str]]:
    met: list[tuple[float, str, str]] = []
    for rule in (*GAINS, *PENALTIES):
        match = rule.pattern.search(story.folded_top if rule.is_top_only else story.folded_all)
        if match is not None and not (rule.unless is not None and rule.unless.search(story.folded_top)):
            met.append((rule.points, rule.reason, match[0]))
    return met


def _headline_gains(story: Story) -> list[tuple[float, str, str]]:
    """What the headline gives; a card has nothing else, so its standfirst may say that inspectors came."""
    headline = next((fold for zone, _, fold, _ in story.parts if zone is Zone.HEADLINE), "")
    service = _HEADLINE_SERVICE.search(headline)
    if service is None:
        return []
    told = headline if story.text else story.folded_all
    if _HEADLINE_INSPECTED.search(told) is None:
        gains = [(1.0, "headline about a service", service[0])]
        judging = _HEADLINE_JUDGES.search(headline)
        if judging is not None and not (story.text and _IS_NAMED.search(story.folded_top)):
            gains.append((1.0 if story.text else 2.0, "and judges it", judging[0]))
        return gains
    gains = [(3.0, "headline about a service and its inspection", service[0])]
    if not story.text and (telling := _CARD_ALONE.search(told)) is not None:
        gains.append((2, "and nothing but the headline to go by", telling[0]))
    return gains
