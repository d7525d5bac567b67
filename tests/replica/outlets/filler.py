"""Stories about anything but probation, so that a topic test has something to refuse."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from tests.replica.answer import LONDON
from tests.replica.outlets.piece import Outlet, Piece

NEWEST = datetime(2026, 11, 23, 17, 40, tzinfo=LONDON)
_STEP = timedelta(hours=7, minutes=25)

# Section, headline, what happened. {a} and {b} are towns of the outlet.
_STORIES = (
    ("news", "Market hall in {a} reopens after roof repairs", "Traders moved back under a new glass roof in {a} this week."),
    ("news", "Bus route between {a} and {b} saved", "A late vote kept the evening bus from {a} to {b} on the road."),
    ("sport", "{a} Rovers draw with {b} in the rain", "A late header earned {a} Rovers a point on a heavy pitch."),
    ("business", "Bakery in {a} to open second shop", "The family firm has taken a unit near the station in {b}."),
    ("news", "Swans return to the lake at {a}", "Walkers counted nine swans at {a} on Sunday morning."),
    ("news", "Lights to be switched on in {a} on Friday", "A brass band will lead the evening in the square at {a}."),
    ("sport", "Netball side from {b} reach regional final", "The team from {b} won by three goals in front of a full hall."),
    ("news", "Pothole on {a} ring road filled after a year", "Residents had decorated the hole with plastic flowers."),
    ("news", "Library in {b} asks readers for old photographs", "Staff in {b} want pictures of the high street before 1980."),
    ("business", "Brewery near {a} wins award for dark beer", "Judges praised the beer from {a} for its clean finish."),
    ("news", "School choir from {a} sings at cathedral", "Forty children from {a} filled the nave with carols."),
    ("news", "Flood barrier at {b} tested before winter", "Engineers raised the gates at {b} one by one at low tide."),
    ("sport", "{b} runners raise money for hospice", "More than two hundred people ran from {b} to the river and back."),
    ("news", "New footbridge planned for {a}", "Drawings of the bridge can be seen in the town hall at {a}."),
    ("news", "Cat found in {b} after nine weeks", "The cat had been living behind a garden centre in {b}."),
    ("business", "Co-operative shop in {a} turns ten", "Members cut a cake and set out plans for a café."),
    ("news", "Pensioner from {a} finishes model railway", "The layout shows the line from {a} to {b} as it was in 1957."),
    ("news", "Community orchard in {b} to grow", "Twenty pear trees will be planted behind the church in {b}."),
    ("sport", "Bowls club at {a} welcomes beginners", "The green at {a} opens on Wednesday evenings."),
    ("news", "Theatre in {a} announces spring season", "A comedy about a village fête opens the programme."),
    ("news", "Recycling days change in {b}", "Brown bins in {b} will be emptied on Tuesdays from January."),
    ("business", "Chip shop in {b} on national shortlist", "The owners said the batter was an aunt’s recipe."),
    ("news", "Rail works to close line through {a} at weekend", "Buses will stand in for trains between {a} and {b}."),
    ("news", "Museum in {a} lends its Roman coins", "The hoard found near {b} goes to a larger museum for a year."),
    ("sport", "Swimming gala in {b} breaks records", "Six club records fell at the pool in {b}."),
    ("news", "Volunteers clear towpath at {a}", "Thirty bags of litter were filled in a morning at {a}."),
)  # fmt: skip
# These carry a word a hasty topic test would fall for; each is told by one outlet only.
_TRAPS = (
    ("news", "New drivers to pass probation period on {a} trams", "Trainees drive with an instructor for six months."),
    ("news", "Inspectors give {a} takeaway a zero for hygiene", "The kitchen in {a} was closed for a deep clean."),
    ("news", "Youth club in {a} rated good by its members", "A survey by the members themselves named the table tennis."),
    ("news", "Primary school in {b} outstanding, say inspectors", "Education inspectors spent two days at the school."),
    ("business", "Firm in {a} drops probation for new starters", "New staff get full sick pay from their first day."),
)  # fmt: skip
_ENDINGS = (
    "People who were there said they would come again.",
    "More details are expected before the end of the month.",
    "The organisers thanked everyone who had helped.",
)
FIRST_NIGHTS = {0: 3, 1: 3, 2: 2, 3: 2}
"""Edition in which the newest fillers appear; the rest are there from the first."""


def fillers(outlet: Outlet, number: int, edition: int) -> list[Piece]:
    """The outlet's filler stories out on that night, newest first; `number` is its place among the outlets."""
    stories = (*_STORIES[:4], _TRAPS[number % len(_TRAPS)], *_STORIES[4:])
    found = []
    for place, (section, headline, what) in enumerate(stories):
        if FIRST_NIGHTS.get(place, 1) > edition:
            continue
        a, b = (outlet.towns[(place + shift) % len(outlet.towns)] for shift in (number, number + 1))
        title, first = headline.format(a=a, b=b), what.format(a=a, b=b)
        published = NEWEST - place * _STEP - number * timedelta(minutes=11)
        slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
        found.append(
            Piece(
                outlet.filler_path(place, slug, section),
                title,
                published,
                published,
                (first, _ENDINGS[place % len(_ENDINGS)]),
                None,
                section,
                is_filler=True,
            )
        )
    return found
