"""Every byte of every format: no count gets out, in bars and alternative texts neither."""

import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from justhtml import JustHTML

from pain_points.aggregate import THE_HEADLINE, MonthCounts
from pain_points.auditor.audit import audit
from pain_points.months import Month
from pain_points.plan import Plan
from pain_points.publish import publish
from pain_points.suppress import Profile
from pain_points.writers.all_formats import all_formats
from tests.unit.pain_points.worlds import OCTOBER, RAW, TODAY, a_plan, profile

TOLD = {
    **RAW["told"],
    "shift": [
        {"barrier": "transport", "from": "a broken-up system", "to": "one that is joined up"}
    ],
    "milestones": [
        {"reference": "4.3.2", "milestone": "A new model", "due": "2023-08", "revised": "2024-04"}
    ],
    "indicators": [
        {
            **{"milestone": "4.3.2", "title": "Asked about speech", "figure": "asked/speech"},
            **{"direction": "down", "baseline": "", "target": "", "success": ""},
        }
    ],
}
DID = [
    {
        "said": "Nobody called back",
        "did": "A named person calls",
        "by": "The team",
        "on": "2026-10-02",
    }
]
# Counts that no band, sum, share, length or date could be by chance.
TRUE = {"plans": 7_313, "speech": 4_562, "travel": 7}
OTHER = {"plans": 7_311, "speech": 4_563, "travel": 2}
STUCK, OTHERS_STUCK = 1_247, 1_249


def the_plan(invented: bool = True) -> Plan:
    return a_plan(told=TOLD, year_starts=1, invented=invented)


def a_season(asked: dict[str, int], stuck: int, folder: Path, invented: bool = True) -> Path:
    """Two months that end with a quarter, in every format."""
    for month in (Month(2026, 8), Month(2026, 9)):
        cells = {("asked", (topic,)): profile(count) for topic, count in asked.items()}
        cells["stuck", ("early-worry", "transport")] = profile(stuck)
        cells["stuck", ("early-worry", "paperwork")] = Profile(asked["travel"] + 40, 3, 30)
        cells[THE_HEADLINE] = profile(20_017)
        write = all_formats(DID)
        publish(MonthCounts(cells), month, the_plan(invented), folder, TODAY, write)
    return folder


def contents(path: Path) -> dict[str, bytes]:
    """A file's bytes and, where it is an archive, those of every member."""
    found = {path.name: path.read_bytes()}
    if path.suffix in {".xlsx", ".ods"}:
        with zipfile.ZipFile(io.BytesIO(found[path.name])) as archive:
            for name in archive.namelist():
                found[f"{path.name}/{name}"] = archive.read(name)
    return found


@pytest.fixture(scope="module")
def season(tmp_path_factory) -> Path:
    return a_season(TRUE, STUCK, tmp_path_factory.mktemp("season"))


def test_no_count_stands_in_any_byte_of_any_format(season):
    raw = [*TRUE.values(), STUCK, 20_017, sum(TRUE.values()), TRUE["travel"] + 40]
    told = {f"{n}" for n in raw if n > 50} | {f"{n:,}" for n in raw if n > 999}
    looked = 0
    for path in sorted(season.rglob("*")):
        for name, content in contents(path).items() if path.is_file() else ():
            looked += 1
            text = re.sub(rb"[0-9a-f]{32,}", b"", content).decode("utf-8", "replace")
            for count in told:
                found = re.search(rf"(?<![\d,.]){re.escape(count)}(?![\d,])", text)
                assert not found, f"{name} holds {count}"
    assert looked > 60


def test_other_counts_behind_the_same_bands_change_not_one_byte(season, tmp_path):
    """Nothing that is released depends on anything but the bands: lengths of bars, order,
    alternative texts, properties of workbooks, and the ledger are all the same."""
    twin = a_season(OTHER, OTHERS_STUCK, tmp_path)
    files = sorted(path.relative_to(season) for path in season.rglob("*") if path.is_file())
    assert len(files) == 17
    for file in files:
        assert (season / file).read_bytes() == (twin / file).read_bytes(), file
    assert audit(twin) == []


def test_every_bar_is_as_long_as_the_ends_of_its_band(season):
    page = JustHTML((season / "2026-09" / "report.html").read_text(), strict=True, sanitize=False)
    charts = page.query("svg")
    assert charts
    for chart in charts:
        words = [one.to_text().strip() for one in chart.query("text")]
        bands = [_band(text) for text in words[1::2]]
        longest = max(high for _, high in bands)
        lengths = [int(one.attrs["width"]) for one in chart.query("rect")]
        for (low, high), most, sure in zip(bands, lengths[::2], lengths[1::2], strict=True):
            assert most == 310 * high // longest
            assert sure == 310 * low // longest


def test_every_chart_says_in_words_what_it_shows(season):
    page = JustHTML((season / "2026-09" / "report.html").read_text(), strict=True, sanitize=False)
    for chart in page.query("svg"):
        assert chart.attrs["role"] == "img"
        names = chart.attrs["aria-labelledby"].split()
        title, described = chart.query("title")[0], chart.query("desc")[0]
        assert [title.attrs["id"], described.attrs["id"]] == names
        shown = [one.to_text().strip() for one in chart.query("text")][1::2]
        assert all(band in described.to_text() for band in shown)
        # The same stands in the table beside it.
        assert chart.parent.parent.query("table")


def _band(text: str) -> tuple[int, int]:
    low, high = text.replace(",", "").split(" to ")
    return int(low), int(high)


def test_a_report_is_one_sound_page_that_needs_nothing_else(season):
    for path in (season / "2026-09").glob("*.html"):
        page = JustHTML(path.read_text(), strict=True, sanitize=False)
        assert page.query("html")[0].attrs["lang"] == "en-GB"
        assert len(page.query("h1")) == 1
        assert page.query("script, img, link, iframe") == []
        ids = [one.attrs["id"] for one in page.query("[id]")]
        assert len(set(ids)) == len(ids)
        for table in page.query("table"):
            assert table.query("caption")
            assert table.query("th[scope=col]")
            assert table.query("th[scope=row]")
        assert "@media print" in path.read_text()
        assert "prefers-color-scheme: dark" in path.read_text()


def test_what_is_invented_says_so_in_every_format(season, tmp_path):
    named = {}
    for path in (season / "2026-09").iterdir():
        text = b"".join(contents(path).values())
        named[path.name] = b"invented" in text
    assert named.pop("cells.csv") is False  # its metadata says it, and so does the plan beside it
    assert named.pop("derived.csv") is False
    assert named.pop("indicators.csv") is False
    assert set(named.values()) == {True}, named
    real = a_season(TRUE, STUCK, tmp_path, invented=False)
    assert b"are invented" not in (real / "2026-09" / "report.html").read_bytes()


def test_the_method_note_is_in_every_format(season):
    for name in ("report.html", "report.xlsx", "report.ods", "csv-metadata.json"):
        text = b"".join(contents(season / "2026-09" / name).values()).decode("utf-8", "replace")
        assert "not shown" in text
        assert "10 conversations or more, on 5 days or more" in text, name


def test_the_csv_metadata_describes_every_column(season):
    metadata = json.loads((season / "2026-09" / "csv-metadata.json").read_text())
    for table in metadata["tables"]:
        header = (season / "2026-09" / table["url"]).read_text().splitlines()[0]
        assert header.split(",") == [one["name"] for one in table["tableSchema"]["columns"]]


def test_the_plan_stands_beside_what_families_say(season):
    text = (season / "2026-09" / "report.html").read_text()
    assert "August 2023" in text
    assert "April 2024" in text
    assert "The board has not set this yet" in text
    assert "A named person calls" in text
    assert "a broken-up system" in text


def test_a_month_with_nothing_makes_a_whole_report(tmp_path):
    folder = publish(MonthCounts(), OCTOBER, the_plan(), tmp_path, date(2026, 11, 1), all_formats())
    text = (folder / "report.html").read_text()
    assert "None of the 3 rows can be shown this month." in text
    assert "is not shown" in text
    assert audit(tmp_path) == []
