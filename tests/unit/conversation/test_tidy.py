"""A message is tidied without losing what the family said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions_server.conversation.tidy import tidy


@given(st.text())
def test_tidying_twice_changes_nothing(text):
    assert tidy(tidy(text)) == tidy(text)


@given(
    st.text(
        alphabet=st.sampled_from(
            "aеοс\u0301\u0336\u200d\u200c\ufe0f\u20e31👩👧\u202e نش ਸ\uffa0\u1160²…"
        )
    )
)
def test_tidying_awkward_characters_twice_changes_nothing(text):
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("k\u200bill my\u200dself", "kill myself"),
        ("ｓｕｉｃｉｄｅ ０７７００", "suicide 07700"),
        ("\u202etxet sdrawkcab\u202c", "txet sdrawkcab"),
        ("ѕuiсidе", "suicide"),
        ("k\u0336i\u0336l\u0336l", "kill"),
        ("two\nlines\r\n and\ta tab\x00", "two lines and a tab"),
        ("𝓱𝓮𝓵𝓹", "help"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_disguises_fall_away(typed, read):
    assert tidy(typed) == read


@pytest.mark.parametrize(
    "kept",
    [
        "👩‍👧 he's 6 and 1️⃣ of 3",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿 champions",
        "میری بیٹی وہیل چیئر پر ہے",
        "هل يمكنني أن أطلب خطة لابني؟",
        "ਸਕੂਲ ਵਾਲੇ ਰੋਜ਼ ਫ਼ੋਨ ਕਰਕੇ",
        "क्‍या मदद मिलेगी",
        "Мой сын ходит в школу",
        "half an hour… ½ a day",
        "Zoë's café, naïve Łukasz",
    ],
)
def test_what_people_really_type_is_kept(kept):
    assert tidy(kept) == kept
