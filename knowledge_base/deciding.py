"""From probabilities to a decision, with the weights and thresholds of search.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from knowledge_base.index import SIGNALS
from knowledge_base.topic_model import NOT_TOPICS, SMALL_TALK, UNSAFE

SETTINGS = Path(__file__).parent / "search.toml"
SURE_TO_REFUSE = 0.5  # the chance of an unsafe request from which it is called one
Choice = Literal["answer", "clarify", "abstain"]
Why = Literal["out-of-scope", "unsafe", "small-talk", "unclear", "empty"]


@dataclass(frozen=True)
class Tuning:
    """The weights and thresholds of search.toml; see there for the run that set them.

    taught: weights of the model's log-probability, then of SIGNALS, for topics the model knows;
    untaught: an offset, then weights of SIGNALS, for topics it does not;
    nothing: offsets of NOT_TOPICS; same_…: when a question is a way of asking in other words, and
    how far that is believed.
    """

    taught: np.ndarray
    untaught: np.ndarray
    nothing: np.ndarray
    answer_from: float
    clarify_from: float
    lead: float
    doubt: float
    follow_up: float
    follow_up_words: int
    same_from: float = 2.0  # never
    same_ahead: float = 0.0
    same_trust: float = 0.0

    @classmethod
    def load(cls, path: Path = SETTINGS) -> "Tuning":
        """Read the file; a missing weight is an error at start, never a silent zero."""
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        weights, thresholds = raw["weights"], raw["thresholds"]
        return cls(
            taught=np.array([weights["taught"][name] for name in ("model", *SIGNALS)]),
            untaught=np.array([weights["untaught"][name] for name in ("offset", *SIGNALS)]),
            nothing=np.array([weights["nothing"][name] for name in NOT_TOPICS]),
            answer_from=thresholds["answer_from"],
            clarify_from=thresholds["clarify_from"],
            lead=thresholds["lead"],
            doubt=thresholds["doubt"],
            follow_up=weights["follow_up"],
            follow_up_words=thresholds["follow_up_words"],
            same_from=thresholds["same_from"],
            same_ahead=thresholds["same_ahead"],
            same_trust=thresholds["same_trust"],
        )


def topic_scores(signals: np.ndarray, thought: np.ndarray, tuning: Tuning) -> np.ndarray:
    """A score for each topic, in logits.

    signals: shape (topics, SIGNALS); thought: the model's log-probability of each topic, not a
    number where it was never taught the topic.
    """
    return np.where(
        np.isnan(thought),
        tuning.untaught[0] + signals @ tuning.untaught[1:],
        tuning.taught[0] * np.nan_to_num(thought) + signals @ tuning.taught[1:],
    )


def as_chances(scores: np.ndarray, thought_of_nothing: np.ndarray, tuning: Tuning) -> np.ndarray:
    """Probabilities of the topics and then of NOT_TOPICS; they sum to one."""
    nothing = tuning.taught[0] * thought_of_nothing + tuning.nothing
    powers = np.concatenate([scores, nothing])
    powers = np.exp(powers - powers.max())
    return powers / powers.sum()


def decide(scores: list[float], nothing: np.ndarray, tuning: Tuning) -> tuple[Choice, Why | None]:
    """Answer when the first is likely enough and it is hardly likely that nothing here settles the
    question; clarify when some are; else abstain, and why.

    scores: the probabilities of the topics found, best first; nothing: those of NOT_TOPICS.
    """
    first, second = scores[0], scores[1] if len(scores) > 1 else 0.0
    if nothing.sum() > max(first, tuning.clarify_from):
        return "abstain", _why(nothing)
    is_sure = first >= tuning.answer_from and first - second >= tuning.lead
    if is_sure and nothing.sum() <= tuning.doubt:
        return "answer", None
    if first >= tuning.clarify_from:
        return "clarify", None
    return "abstain", "unclear"


def _why(nothing: np.ndarray) -> Why:
    label = NOT_TOPICS[int(np.argmax(nothing))]
    if label == UNSAFE and nothing.max() < SURE_TO_REFUSE:
        return "unclear"  # a refusal hurts who asked for something harmless
    return {UNSAFE: "unsafe", SMALL_TALK: "small-talk"}.get(label, "out-of-scope")


def as_written_down(chances: np.ndarray, near: np.ndarray, tuning: Tuning) -> np.ndarray:
    """The probabilities once it counts that a question nearly is a way of asking of one topic.

    Staff teach an article that way what the topic model was never taught, or takes for something
    else. It counts only for what would not be answered at all: no answer is overturned, and what
    may be unsafe stays refused. near: for each topic the cosine of the nearest way of asking.
    """
    best = sorted(chances[: len(near)].tolist(), reverse=True)
    decision, why = decide(best, chances[len(near) :], tuning)
    first = int(np.argmax(near))
    ahead = near[first] - np.delete(near, first).max(initial=-1.0)
    is_the_same = near[first] >= tuning.same_from and ahead >= tuning.same_ahead
    if decision != "abstain" or why == "unsafe" or not is_the_same:
        return chances
    believed = (1 - tuning.same_trust) * chances
    believed[first] += tuning.same_trust
    return believed
