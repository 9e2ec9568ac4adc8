"""The standard's schema, as tests check by it."""

from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml

SCHEMA = Path(__file__).resolve().parents[2] / "data/open_referral_uk.yaml"


@cache
def _validator(kind: str) -> jsonschema_rs.Validator:
    schema = yaml.safe_load(SCHEMA.read_text(encoding="utf-8"))
    return jsonschema_rs.validator_for({**schema, "$ref": f"#/$defs/{kind}"}, validate_formats=True)


def breaks(kind: str, thing: Any) -> list[str]:
    """How a thing breaks the standard, a line each; empty when it keeps it."""
    return [
        f"{list(one.instance_path)}: {one.message}" for one in _validator(kind).iter_errors(thing)
    ]
