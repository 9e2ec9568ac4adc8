"""What staff wrote down as a way of asking counts where nothing would be answered."""

import numpy as np
import pytest

from knowledge_base.deciding import Tuning, as_written_down

TUNING = Tuning.load()


@pytest.mark.parametrize(
    ("topics", "nothing", "near", "believed"),
    [
        ((0.02, 0.03), (0.9, 0.05, 0.0), (0.9, 0.3), True),  # taken for something else
        ((0.02, 0.03), (0.9, 0.05, 0.0), (0.84, 0.3), False),  # not near enough
        ((0.02, 0.03), (0.9, 0.05, 0.0), (0.9, 0.85), False),  # as near to another topic
        ((0.02, 0.03), (0.05, 0.9, 0.0), (0.9, 0.3), False),  # unsafe
        ((0.1, 0.8), (0.05, 0.05, 0.0), (0.9, 0.3), False),  # answered already, with the other
        ((0.4, 0.4), (0.1, 0.1, 0.0), (0.9, 0.3), False),  # offered as a choice
    ],
)
def test_what_staff_wrote_down_is_answered_where_nothing_else_would_be(
    topics, nothing, near, believed
):
    before = np.array([*topics, *nothing])
    after = as_written_down(before, np.array(near), TUNING)
    assert after.sum() == pytest.approx(before.sum())
    assert (after[0] > 0.95) == believed
    if not believed:
        assert (after == before).all()
