"""How much of a story is the press release, and whom the paper asked itself."""

from __future__ import annotations

from pipelines.news.release_share import LONGEST, release_share
from tests.pipelines.news_pages import release, story

RELEASED = (
    "The Sheffield unit was found to have too few officers for the number of people it supervises. "
    "Chief inspector Justin Russell said: “We saw staff who cared and a service that was worn out by "
    "the demands made on it.”"
)
OWN = "Jane Hale of Napo said: “Our members told managers about this two years ago.”"


def test_words_of_the_release_are_counted_and_those_the_paper_asked_are_named() -> None:
    article = story("Sheffield unit short of staff", f"{RELEASED}\n{OWN}", "2023-03-30")
    found = release_share(
        article, [release("Nothing of this is in here.", "2023-03-29"), release(RELEASED, "2023-03-30")]
    )
    assert found is not None
    assert found.release.text == RELEASED
    assert found.story_words == len(f"{RELEASED} {OWN}".split())
    assert found.release_words == len(RELEASED.split())
    assert found.voices == ("Justin Russell", "Jane Hale")
    assert found.own_voices == ("Jane Hale",)
    assert found.own_quote is not None
    assert found.own_quote.quote == "Our members told managers about this two years ago"
    assert found.passage is not None
    assert (article.text or "")[found.passage.char_start : found.passage.char_end] == found.passage.quote


def test_a_story_without_text_or_release_has_no_share() -> None:
    assert release_share(story("A card", "", "2023-03-30"), [release(RELEASED, "2023-03-30")]) is None
    assert release_share(story("Sheffield", OWN, "2023-03-30"), []) is None


def test_a_passage_is_a_proof_and_not_the_story() -> None:
    long = " ".join(f"word{n}" for n in range(400))
    found = release_share(story("All of it", long, "2023-03-30"), [release(long, "2023-03-30")])
    assert found is not None
    assert found.share == 1.0
    assert found.passage is not None
    assert len(found.passage.quote.split()) == LONGEST
