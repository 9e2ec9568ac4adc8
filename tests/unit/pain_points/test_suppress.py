"""The rules of what is shown, at their edges."""

import pytest

from pain_points.bands import Band
from pain_points.suppress import Profile, band_of, headline, protect


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, None),
        (1, None),
        (9, None),
        (10, Band(10, 14)),
        (14, Band(10, 14)),
        (15, Band(15, 19)),
        (24, Band(20, 24)),
        (1000, Band(1000, 1004)),
    ],
)
def test_a_cell_is_shown_in_a_band_of_five_from_ten(count, shown):
    assert protect(Profile(count, 10, max(1, count // 10))) == shown


@pytest.mark.parametrize(("days", "is_shown"), [(1, False), (4, False), (5, True), (31, True)])
def test_conversations_on_fewer_than_five_days_are_not_shown(days, is_shown):
    assert (protect(Profile(100, days, 20)) is not None) == is_shown


@pytest.mark.parametrize(
    ("count", "busiest", "is_shown"),
    [(10, 4, True), (10, 5, False), (100, 40, True), (100, 41, False), (12, 5, False)],
)
def test_a_day_may_hold_exactly_two_in_five_and_no_more(count, busiest, is_shown):
    assert (protect(Profile(count, 10, busiest)) is not None) == is_shown


def test_one_family_that_opens_twelve_chats_in_an_evening_shows_nothing():
    assert protect(Profile(12, 1, 12)) is None


def test_a_negative_count_is_a_mistake():
    with pytest.raises(ValueError, match="negative"):
        protect(Profile(-1, 0, 0))


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, None), (49, None), (50, Band(50, 99)), (99, Band(50, 99)), (100, Band(100, 149))],
)
def test_the_headline_is_in_bands_of_fifty_from_fifty(count, shown):
    assert headline(Profile(count, 10, count // 10), at_least=0) == shown


def test_the_headline_stays_away_where_it_would_press_on_a_hidden_cell():
    """With 91 shown, “50 to 99” would leave the hidden cells eight at most. Nor is the next band
    shown, or hiding the headline would say that it was this one."""
    for count in (91, 99, 100, 149):
        assert headline(Profile(count, 10, 20), at_least=91) is None
    assert headline(Profile(150, 10, 20), at_least=91) == Band(150, 199)
    assert headline(Profile(99, 10, 20), at_least=90) == Band(50, 99)


def test_a_headline_of_one_busy_day_is_not_shown():
    assert headline(Profile(100, 10, 41), at_least=0) is None


def test_the_band_above_the_smallest_shown_begins_where_it_should():
    assert band_of(9) == Band(5, 9)
    assert band_of(10) == Band(10, 14)
