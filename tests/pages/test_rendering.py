"""What templates do with text: dates, links and Markdown, with nothing harmful let through."""

from datetime import date

import pytest

from actions_server.web.pages import markdown, tel, uk_date, website, with_links


@pytest.mark.parametrize("day", [date(2026, 11, 1), "2026-11-01"])
def test_a_day_is_written_as_in_the_uk(day):
    assert uk_date(day) == "1 November 2026"


def test_a_number_with_spaces_can_be_called():
    assert tel("020 7946 0000") == "tel:02079460000"


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Chase them on 020 7946 0000.", '<a href="tel:02079460000">020 7946 0000</a>.'),
        ("Call 999 now", 'Call <a href="tel:999">999</a> now'),
        ("Samaritans, 116 123, free", '<a href="tel:116123">116 123</a>, free'),
        ("Write to send@example.gov.uk.", '<a href="mailto:send@example.gov.uk">'),
    ],
)
def test_numbers_and_addresses_in_a_sentence_can_be_tapped(text, link):
    assert link in with_links(text)


@pytest.mark.parametrize("text", ["section 111 of the Act", "in 2014 and 2015", "SI 2014/1530"])
def test_other_numbers_are_left_alone(text):
    assert with_links(text) == text


def test_text_is_never_taken_for_markup():
    assert with_links("<b>020 7946 0000</b>").startswith("&lt;b&gt;")


@pytest.mark.parametrize(
    "harmful",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[a](javascript:alert(1))",
        "[a](data:text/html,x)",
    ],
)
def test_markdown_lets_nothing_harmful_through(harmful):
    html = markdown(harmful)
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html


def test_a_table_scrolls_in_its_own_box():
    html = markdown("| When | What |\n| --- | --- |\n| Week 6 | Yes or no |")
    assert html.startswith('<div class="wide"><table>')
    assert html.strip().endswith("</table></div>")


def test_a_website_is_named_without_its_path():
    assert website("https://www.example.gov.uk/a/b?c=d") == "example.gov.uk"
