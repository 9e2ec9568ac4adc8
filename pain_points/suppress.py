"""The rules of what may be shown. Nothing is published except through `protect` and `headline`."""

from typing import NamedTuple

from pain_points.bands import Band

SMALLEST_SHOWN = 10  # conversations; below it nothing is shown, zero included
BAND = 5
FEWEST_DAYS = 5
MOST_ON_ONE_DAY = (2, 5)  # of all conversations of a cell: more than two in five is too many
HEADLINE_BAND = 50  # also the smallest headline
ANYTHING_UP_TO = 9  # what a hidden cell must always still be able to be


class Profile(NamedTuple):
    """What is known of one cell in one month: conversations, days they fall on, the busiest day."""

    count: int
    days: int
    busiest: int


def is_too_small(profile: Profile) -> bool:
    """Fewer than ten conversations, or none at all."""
    return profile.count < SMALLEST_SHOWN


def is_on_too_few_days(profile: Profile) -> bool:
    """All on fewer than five days: an evening's work of one person could look like many."""
    return profile.days < FEWEST_DAYS


def is_mostly_one_day(profile: Profile) -> bool:
    """One day holds more than 40%; exactly 40% does not. Whole numbers, so that 40% is exact."""
    part, whole = MOST_ON_ONE_DAY
    return profile.busiest * whole > profile.count * part


HIDING = (is_too_small, is_on_too_few_days, is_mostly_one_day)


def band_of(count: int, width: int = BAND) -> Band:
    """The band that a count lies in: 5·⌊n/5⌋ and the four above it."""
    lowest = width * (count // width)
    return Band(lowest, lowest + width - 1)


def protect(profile: Profile) -> Band | None:
    """What may be published of a cell: its band, or None, which says nothing about why."""
    if profile.count < 0:
        raise ValueError("a count cannot be negative")
    return None if any(hides(profile) for hides in HIDING) else band_of(profile.count)


def headline(profile: Profile, at_least: int) -> Band | None:
    """The band of 50 that the month's conversations lie in, or None.

    at_least: how many conversations the shown cells already prove, by their bands. Near the top of
    a band they would leave the hidden ones too little room, so neither that band nor the next is
    ever shown: the choice rests on what everybody can see, and hiding it tells nothing more.
    """
    if profile.count < HEADLINE_BAND or is_on_too_few_days(profile) or is_mostly_one_day(profile):
        return None
    band = band_of(profile.count, HEADLINE_BAND)
    nearest = band_of(at_least, HEADLINE_BAND)
    has_room = nearest.high - at_least >= ANYTHING_UP_TO
    if not has_room and band.low <= nearest.low + HEADLINE_BAND:
        return None
    return band
