"""Programs told from people who share an address, by how little each of many conversations says.

A school or a library is one address to us, and its families count. A program that opens one
conversation after the other gives itself away by their number: hardly ever do so many people begin
within an hour, each of whom says a word or two and goes. Whoever says more is never doubted.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

LITTLE = 2  # messages
LASTS = 3600.0  # seconds from a crowd's first conversation to the last that belongs to it


@dataclass
class Crowd:
    """The conversations begun from one address within an hour of the first. little: how many of
    them have said little so far; most: how many may, before these are taken for a program's."""

    began: float
    most: int
    little: int = 0


@dataclass
class Part:
    """One conversation's part in a crowd; crowd: None where the address is of this machine."""

    crowd: Crowd | None
    spoken: int = 0

    def speak(self) -> None:
        """The conversation has said one more thing."""
        self.spoken += 1
        if self.crowd and self.spoken == 1:
            self.crowd.little += 1
        elif self.crowd and self.spoken == LITTLE + 1:
            self.crowd.little -= 1

    def is_a_programs(self) -> bool:
        """Whether a program seems to have sent it, as far as one can tell by now."""
        crowd = self.crowd
        return crowd is not None and self.spoken <= LITTLE and crowd.little > crowd.most


class Crowds:
    """Every crowd of the last hour, in memory, by a name that no address can be told from."""

    def __init__(
        self,
        name_of: Callable[[str], str],
        most: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._name_of = name_of
        self._most = most
        self._clock = clock
        self._crowds: dict[str, Crowd] = {}

    def join(self, address: str) -> Part:
        """The part of a conversation that begins at an address."""
        name = self._name_of(address)
        if not name:
            return Part(None)
        now = self._clock()
        # The oldest come first, so that a look at each is not needed.
        while self._crowds and now - next(iter(self._crowds.values())).began > LASTS:
            del self._crowds[next(iter(self._crowds))]
        return Part(self._crowds.setdefault(name, Crowd(now, self._most)))
