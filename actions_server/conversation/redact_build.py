"""Makes the word lists that redaction reads. Run again when the sources below change.

    python -m pip install --target DIR Faker==40.54.0 names==0.3.0 symspellpy==6.10.1
    python -m actions_server.conversation.redact_build DIR

None of the three is needed to serve. Out of them come, beside this module:

- `redact_names_listed.txt`: given names and surnames in Latin letters, from Faker's providers for
  people of every country (MIT, copyright Daniele Faraglia) and from `names` (MIT, copyright Trey
  Hunner; its data are the 1990 United States census's, in the public domain). Those that are also
  in the English dictionary are listed apart: only context makes them names.
- `redact_likeness.txt`: see `redact_likeness.py`.
- `knowledge_base/common_words.txt`: English words, commonest first: those of our own content and
  messages, then the most frequent of symspellpy's dictionary (MIT, copyright mmb L and
  Wolf Garbe; words of SCOWL with counts of Google Books).
"""

import importlib
import pkgutil
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from actions_server.conversation.redact_likeness import write
from actions_server.conversation.redact_lists import curated, fold
from knowledge_base.messages import FOLDER, OTHER_LANGUAGES
from knowledge_base.reading import CONTENT
from knowledge_base.spelling import COMMON_WORDS

HERE = Path(__file__).parent
WORDS = 46_000  # of the dictionary's most frequent words
SURNAMES = 12_000  # of the census's, most frequent first
_LETTERS = re.compile(r"[a-z]{3,14}")


def main(packages: Path) -> None:
    """Write the files from the packages in a folder."""
    sys.path.insert(0, str(packages))
    ours = our_words()
    dictionary = _dictionary(packages)
    names = curated()
    known = names.given | names.surnames | names.given_words | names.surname_words
    given, surnames = _listed(packages)
    often = sorted((-times, word) for word, times in ours.items() if times >= 3)
    ordered = [word for _, word in often] + dictionary[:WORDS]
    plain = set(dictionary[:2500]) | {word for word, times in ours.items() if times >= 2}
    in_dictionary = set(dictionary)
    sections = {
        "given": given - known - in_dictionary - set(ours),
        "surnames": surnames - known - in_dictionary - set(ours) - given,
        "given_words": (given & in_dictionary) - known - plain,
        "surname_words": (surnames & in_dictionary) - known - plain - given,
    }
    lines = [f"# Made by {Path(__file__).name}; see there for the sources and their licences."]
    lines += [f"{name}: {' '.join(sorted(found))}" for name, found in sections.items()]
    (HERE / "redact_names_listed.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    clear = names.given | names.surnames
    # Names we chose by hand tell more of how families' names are spelt than the world's do.
    write([*sorted(clear)] * 4 + sorted(sections["given"]) + sorted(sections["surnames"]), ordered)
    no_word = clear | sections["given_words"] | sections["surname_words"]
    kept = [word for word in dict.fromkeys(ordered) if word not in no_word]
    COMMON_WORDS.write_text("\n".join(kept) + "\n", encoding="utf-8")


def our_words() -> Counter[str]:
    """In how many messages and articles each word stands in lower case."""
    found: Counter[str] = Counter()
    for path in [*FOLDER.glob("*.txt"), *CONTENT.rglob("*.md")]:
        if path.stem == OTHER_LANGUAGES:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            found.update(set(re.findall(r"(?<![\w’'-])[a-z]+(?![\w’'-]|://|@)", line)))
    return found


def _dictionary(packages: Path) -> list[str]:
    path = packages / "symspellpy" / "frequency_dictionary_en_82_765.txt"
    words = [line.split()[0] for line in path.read_text(encoding="utf-8-sig").splitlines() if line]
    return [word for word in words if len(word) > 1]


def _listed(packages: Path) -> tuple[set[str], set[str]]:
    people = importlib.import_module("faker.providers.person")
    given: set[str] = set()
    surnames: set[str] = set()
    for module in pkgutil.iter_modules(people.__path__):
        provider = importlib.import_module(f"{people.__name__}.{module.name}").Provider
        for field in dir(provider):
            value = getattr(provider, field)
            if "names" not in field or isinstance(value, property):
                continue
            if field.startswith(("first_", "last_")):
                (given if field.startswith("first_") else surnames).update(_words(value))
    for sex in ("female", "male"):
        given.update(_words(_census(packages, f"{sex}.first")))
    surnames.update(_words(_census(packages, "all.last")[:SURNAMES]))
    return given, surnames


def _census(packages: Path, name: str) -> list[str]:
    lines = (packages / "names" / f"dist.{name}").read_text(encoding="utf-8").splitlines()
    return [line.split()[0] for line in lines]


def _words(names: Iterable[object]) -> set[str]:
    parts = {fold(part) for name in names for part in re.split(r"[ -]", str(name))}
    return {part for part in parts if _LETTERS.fullmatch(part)}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
