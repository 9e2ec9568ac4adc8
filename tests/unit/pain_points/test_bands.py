"""Sums, shares, trends and ranks of bands hold for every count the bands could hide."""

from hypothesis import given
from hypothesis import strategies as st

from pain_points.bands import Band, in_words, ranked, share, total, trend
from pain_points.suppress import band_of, protect
from tests.unit.pain_points.worlds import profile

COUNTS = st.lists(st.integers(0, 200), min_size=1, max_size=8)


@given(COUNTS)
def test_the_true_sum_of_what_is_shown_lies_in_the_total(counts):
    bands = [protect(profile(count)) for count in counts]
    shown = [count for count, band in zip(counts, bands, strict=True) if band]
    found = total(bands)
    assert (found is None) == (not shown)
    if found:
        assert found.low <= sum(shown) <= found.high


@given(COUNTS)
def test_the_true_share_lies_in_the_share(counts):
    bands = [protect(profile(count)) for count in counts]
    shown = [count for count, band in zip(counts, bands, strict=True) if band]
    for place, band in enumerate(bands):
        found = share(band, [*bands[:place], *bands[place + 1 :]])
        if found:
            assert found.low <= 100 * counts[place] / sum(shown) <= found.high
            assert 0 <= found.low <= found.high <= 100


@given(st.integers(0, 80), st.integers(0, 80))
def test_a_trend_is_named_only_when_it_is_sure(before, now):
    said = trend(protect(profile(before)), protect(profile(now)))
    if min(before, now) < 10:
        assert said == "not known"
    elif said == "up":
        assert now > before
    elif said == "down":
        assert now < before


def test_equal_bands_are_ranked_by_name():
    cells = [("b", band_of(14)), ("a", band_of(10)), ("c", band_of(20)), ("hidden", None)]
    assert [name for name, _ in ranked(cells)] == ["c", "a", "b"]


def test_a_band_reads_plainly():
    assert in_words(Band(1000, 1004)) == "1,000 to 1,004"
    assert in_words(None) == "not shown"
