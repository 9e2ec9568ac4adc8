"""Area packs: which part of the area a postcode's first half names."""

import pytest

from knowledge_base.area import AreaPack
from knowledge_base.problems import Problem
from knowledge_base.reading import CONTENT, read_area

AREAS = sorted(path.parent.name for path in CONTENT.glob("*/area.yaml"))


def pack_of(area: str) -> AreaPack:
    problems: list[Problem] = []
    pack = read_area(area, problems)
    assert pack and problems == []
    return pack


@pytest.mark.parametrize("area", AREAS)
def test_each_outward_code_names_one_part_of_its_area(area):
    pack = pack_of(area)
    for name, codes in pack.localities.items():
        for code in codes:
            for text in (code, f"we live near {code.lower()}, is there help", f"({code})"):
                assert pack.locality_in(text) == name


@pytest.mark.parametrize(
    "text",
    ["", "no postcode here", "we moved from TW8 to TW13", "a TW81 bus", "SW1A", "he is in 3W4"],
)
def test_what_names_none_or_several_tells_nothing(text):
    assert pack_of("hounslow").locality_in(text) is None


def test_two_codes_of_one_part_name_it():
    assert pack_of("hounslow").locality_in("TW8 or TW7") == "Brentford and Isleworth"
    assert pack_of("shropshire").locality_in("SY10, SY11") == "Oswestry"
