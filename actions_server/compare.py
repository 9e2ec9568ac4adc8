"""`send-navigator evaluate --beside`: our search and simpler means, asked the same questions."""

from pathlib import Path

from actions_server.published import NotPrepared, open_published
from actions_server.settings import Settings
from knowledge_base.beside import (
    ComparisonFailed,
    as_table,
    by_response_selector,
    by_search,
    by_vectors,
    by_words,
    score,
)
from knowledge_base.evaluate import read_questions


def compare(settings: Settings, file: Path) -> str:
    """Ask the questions of a file in every way and return the table. Takes some minutes, since
    Rasa's ResponseSelector is trained. Raises NotPrepared when Rasa cannot be run."""
    library = open_published(settings)
    index, encoder = library.searcher.index, library.searcher.encoder
    questions = read_questions(file)
    try:
        scores = [
            score("ours", by_search(library.search), questions),
            score("BM25 alone", by_words(index), questions),
            score("encoder alone", by_vectors(index, encoder), questions),
            score(
                "Rasa's ResponseSelector",
                by_response_selector(index, settings.rasa_python),
                questions,
            ),
        ]
    except (ComparisonFailed, FileNotFoundError) as error:
        raise NotPrepared(f"The comparison needs Rasa's environment: {error}") from None
    best = max(one.first for one in scores[1:])
    ahead = 100 * (scores[0].first - best)
    return f"{as_table(scores)}\n\nours ahead of the best of them at top-1: {ahead:.1f} points"
