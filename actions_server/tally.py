"""What staff may know of how the service runs: how many replies, of what kind, how fast, by week.

Counted are replies, not conversations, in about half of all conversations, drawn by lot; a week is
shown once it is over, in bands of 50. docs/pain-points.md says why nothing released about families
can be undone with them.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from threading import Lock

from actions_server.messages import Message
from pain_points.months import uk_day

Line = tuple[date, str]  # the Monday of a week, and what is counted
Save = Callable[[Mapping[Line, int]], None]

BAND = 50  # also the smallest that is shown
DAYS_TO_CLOSE = 8  # from a week's Monday; on its last day processes still have some to write
LED_ON, TO_PEOPLE, HELD_UP = "led-on", "to-people", "held-up"
QUICK, SLOWER, SLOWEST = "within-1", "within-5", "over-5"
WHAT = (LED_ON, TO_PEOPLE, HELD_UP, QUICK, SLOWER, SLOWEST)
# None of the three is a cell or a measure of any release plan: each joins what plans tell apart.
OUTCOMES = {
    **dict.fromkeys(("answered", "clarified", "journey", "small_talk"), LED_ON),
    **dict.fromkeys(("abstained", "refused", "handover", "crisis"), TO_PEOPLE),
    **dict.fromkeys(("limited", "error"), HELD_UP),
}


def is_drawn(number: int) -> bool:
    """Whether a conversation is among those whose replies are counted: a lot drawn with its random
    number, which nobody knows."""
    return number % 2 == 0


def monday_of(day: date) -> date:
    """The first day of the week that a day lies in."""
    return day - timedelta(days=day.weekday())


def last_closed(today: date) -> date:
    """The Monday of the latest week that is surely counted to its end."""
    return monday_of(today - timedelta(days=DAYS_TO_CLOSE))


def rounded(count: int) -> int:
    """The low end of the band of 50 that a count lies in; all that is kept once a week is over."""
    return count - count % BAND


class Tally:
    """Counts in memory until they are added to those of the other processes."""

    def __init__(self, save: Save, today: Callable[[], date] = uk_day) -> None:
        self._save = save
        self._today = today
        self._waiting: Counter[Line] = Counter()
        self._lock = Lock()

    def replied(self, number: int, replies: Sequence[Message], seconds: float) -> None:
        """Count the reply to a message of a conversation; its last part says what became of it."""
        if replies:
            self._count(number, OUTCOMES[replies[-1].outcome], _speed(seconds))

    def held_up(self, number: int) -> None:
        """Count a message that could not be taken in."""
        self._count(number, HELD_UP)

    def _count(self, number: int, *what: str) -> None:
        if is_drawn(number):
            week = monday_of(self._today())
            with self._lock:
                self._waiting.update((week, one) for one in what)

    def write(self) -> None:
        """Add what is waiting to the counts that all processes share. What fails is tried again."""
        with self._lock:
            taken, self._waiting = self._waiting, Counter()
        if not taken:
            return
        try:
            self._save(taken)
        except Exception:
            with self._lock:
                self._waiting += taken
            raise


def _speed(seconds: float) -> str:
    if seconds <= 1:
        return QUICK
    return SLOWER if seconds <= 5 else SLOWEST
