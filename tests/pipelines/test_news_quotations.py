"""Who is quoted: by name after or before the words, through paragraphs, by pronoun, or not told."""

from __future__ import annotations

import pytest

from pipelines.news.quotations import quotations, voices


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "“We found too few staff in post,” said Justin Russell, chief inspector of probation.",
            "Justin Russell",
        ),
        ("Chief inspector Martin Jones said: “There is much more to be done here.”", "Martin Jones"),
        ('Martin Jones, the chief inspector, said: "There is much more to be done here."', "Martin Jones"),
        ('"It is not good enough for my town," added Cllr Anne Shaw.', "Cllr Anne Shaw"),
        ("According to Sue McAllister, “nobody had looked at the files at all”.", "Sue McAllister"),
        (
            "A spokesperson for the Ministry of Justice said: “We have hired 1,000 more people.”",
            "spokesperson for the Ministry of Justice",
        ),
        (
            "Ian O’Brien, whose sister was killed, told the Echo: ‘They let her down at every turn.’",
            "Ian O’Brien",
        ),
        ("The report says the unit is “short of staff in every grade” at present.", None),
        ("Inspectors said the work was “not of the standard we would expect”.", None),
    ],
)
def test_the_words_around_tell_who_speaks(text: str, speaker: str | None) -> None:
    (found,) = quotations(text)
    assert found.speaker == speaker
    assert text[found.start : found.end] == found.words


def test_a_name_given_short_is_the_person_named_in_full() -> None:
    text = "Justin Russell visited in May.\nMr Russell said: “The unit is short of people.”"
    assert voices(quotations(text)) == ("Justin Russell",)


def test_a_quotation_goes_on_through_paragraphs_and_pronouns() -> None:
    text = (
        "Jane Hale, of Napo, said: “Our members have been warning about this for years.\n"
        "“They are worn out and they are leaving.”\n"
        "She added: “Somebody will be hurt before long.”"
    )
    assert [one.speaker for one in quotations(text)] == ["Jane Hale"] * 3


def test_terms_in_quotation_marks_are_no_quotations() -> None:
    assert quotations("It was rated “requires improvement” and once “good”.") == []


def test_a_speaker_is_never_guessed_from_the_paragraph_before() -> None:
    text = (
        "Jane Hale said: “Our members have been warning for years.”\n"
        "The board wrote “nothing of this was known to us”."
    )
    assert [one.speaker for one in quotations(text)] == ["Jane Hale", None]
