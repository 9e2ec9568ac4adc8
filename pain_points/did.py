"""“You said, we did”: what staff enter about what changed, and who did it."""

import json
import re
from datetime import date
from pathlib import Path

from pain_points.problems import ReportProblem

FILE = "you-said-we-did.jsonl"
LONGEST = 400  # letters
_FIGURE = re.compile(r"\d")


def read_did(folder: Path) -> list[dict[str, str]]:
    """Every entry, the latest first."""
    path = folder / FILE
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in reversed(lines) if line.strip()]


def add_did(folder: Path, said: str, did: str, by: str, on: date) -> None:
    """Add an entry. Raises ReportProblem where it could carry a count, or says nothing."""
    said, did, by = (" ".join(text.split()) for text in (said, did, by))
    if not (said and did and by) or max(map(len, (said, did, by))) > LONGEST:
        raise ReportProblem(f"Say what families said, what was done and who did it, each in up to "
                            f"{LONGEST} letters.")  # fmt: skip
    if _FIGURE.search(said):
        raise ReportProblem(
            "Say what families said without figures. Every figure stands in the report, in bands."
        )
    folder.mkdir(parents=True, exist_ok=True)
    line = {"on": on.isoformat(), "said": said, "did": did, "by": by}
    with (folder / FILE).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
