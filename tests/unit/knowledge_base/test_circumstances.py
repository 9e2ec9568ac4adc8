"""The child's age as families tell it."""

import pytest

from knowledge_base.circumstances import Ages, ages_in

TOLD = {
    "my 3 year old isn't talking": (3, 3),
    "hes 7 and still not reading": (7, 7),
    "she's only 2": (2, 2),
    "my 14yo has been excluded": (14, 14),
    "our daughter aged 17 needs a taxi to college": (17, 17),
    "he turned 16 in june, who pays for the bus": (16, 16),
    "my four year old cant hold a pencil": (4, 4),
    "she is nine and wont go in": (9, 9),
    "an 18 month old with no words": (1, 1),
    "my 5y/o": (5, 5),
    "he's in year 6": (10, 11),
    "in reception and no help": (4, 5),
    "nursery says she needs a plan": (0, 5),
    "transport to sixth form": (16, 25),
    "my toddler bites": (1, 3),
}
NOT_TOLD = [
    "who do I ring",
    "we have waited 2 years",
    "she is 2 years behind",
    "it is 20 weeks now",
    "he gets 15 hours, is 30 hours possible",
    "my 6 year old and my 9 year old both wait",
    "he is 4 weeks into the waiting list",
    "moving from primary to secondary school",
    "a plan lasts until 25",
]


@pytest.mark.parametrize(("text", "years"), TOLD.items(), ids=TOLD)
def test_an_age_is_read_however_it_is_told(text, years):
    assert ages_in(text) == Ages(*years)


@pytest.mark.parametrize("text", NOT_TOLD)
def test_no_age_is_made_up(text):
    assert ages_in(text) is None


def test_ages_meet_when_a_child_can_be_of_both():
    assert Ages(0, 5).meet(Ages(5, 16))
    assert not Ages(0, 4).meet(Ages(5, 16))
