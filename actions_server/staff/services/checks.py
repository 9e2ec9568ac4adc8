"""What is wrong with an entry as it was typed, field by field."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from actions_server.directory.masking import speaks_of_a_refuge
from knowledge_base.checking import check_service
from knowledge_base.hidden_place import NOT_SHOWN, TEXTS, gives_away, without_place
from knowledge_base.problems import Problem
from knowledge_base.reading import service_of
from knowledge_base.service import Service

MAY_BE_TOLD = "may_be_told"  # the box that says that an address is no secret
IS_IT_SECRET = (
    "This speaks of a refuge or a secret address. Tick “Hidden place” and take the address out, or "
    "say that families may be told where it is"
)


@dataclass(frozen=True)
class Checked:
    """service: what the fields make, or None when they make none; faults: by field of the form."""

    service: Service | None
    faults: dict[str, list[str]]

    @property
    def asks_whether_secret(self) -> bool:
        """Whether a person has to say that the place is no secret."""
        return IS_IT_SECRET in self.faults.get(MAY_BE_TOLD, [])


def check(content: dict, may_be_told: bool, today: date) -> Checked:
    """Hold the fields against the model of an entry and what else is checked of our own.

    may_be_told: whether somebody said that the place is no secret, although the words sound so.
    """
    problems: list[Problem] = []
    service = service_of(content, problems)
    if service is not None:
        problems += check_service(service, today)
    faults: dict[str, list[str]] = defaultdict(list)
    for problem in problems:
        # What is wrong with the entry as a whole is about its hidden place.
        faults[_shown_at(problem)].append(_as_sentence(problem))
    for field, fault in _about_the_place(content, may_be_told).items():
        faults[field].append(fault)
    return Checked(None if faults else service, dict(faults))


def _about_the_place(content: dict, may_be_told: bool) -> dict[str, str]:
    """What gives a secret place away, by field."""
    if not content["place_hidden"]:
        texts = [content[name] for name in ("name", "description", "how_to_get")]
        sounds_secret = content["address"] and speaks_of_a_refuge(texts)
        return {MAY_BE_TOLD: IS_IT_SECRET} if sounds_secret and not may_be_told else {}
    found = {}
    for name in TEXTS:
        if NOT_SHOWN in without_place(content[name].replace(NOT_SHOWN, ""), ()):
            found[name] = "This seems to say where the hidden place is. Take it out"
    urls = {"url": content["url"], "source_url": content["source"]["url"]}
    for name, url in urls.items():
        if gives_away(url, ()):
            found[name] = "This web address shows where the hidden place is. Take it out"
    return found


def _shown_at(problem: Problem) -> str:
    field = problem.field.split(".")
    return "_".join(field[:2]) if field[0] == "source" else field[0] or "place_hidden"


def _as_sentence(problem: Problem) -> str:
    """A remedy as it stands beside its field."""
    if problem.remedy.startswith("this is empty"):
        return "Write something here"
    if "integer" in problem.remedy or "less than" in problem.remedy or "greater" in problem.remedy:
        return "Give whole years, from 0 to 120"
    return problem.remedy[:1].upper() + problem.remedy[1:]
