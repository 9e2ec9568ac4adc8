"""Who is asking, and whether they may: one dependency that finds and authorises at once."""

from collections.abc import Callable, Iterator
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from actions_server.assistant import Assistant, the_assistant
from actions_server.database import transaction
from actions_server.problems import Problem
from actions_server.staff.moments import now
from actions_server.staff.roles import Right
from actions_server.staff.signing_in.sessions import COOKIE, Person, person_of

HOME = "/staff/"
SIGN_IN = "/staff/sign-in"
Here = Annotated[Assistant, Depends(the_assistant)]


def _session(here: Here) -> Iterator[Session]:
    with transaction(here.engine) as session:
        # Written at the end, so that a long look-up does not keep others from writing.
        session.autoflush = False
        yield session


# Saved whole before the reply is sent, or not at all.
Saved = Annotated[Session, Depends(_session, scope="function")]


class SignInFirst(Problem):
    """Nobody is signed in: the browser is led to the sign-in page, and back afterwards."""

    def __init__(self, back_to: str) -> None:
        super().__init__(303, "Please sign in first.")
        self.headers = {"Location": f"{SIGN_IN}?back={quote(back_to, safe='/')}"}


class SignInAgain(Problem):
    """The session ended while a form was being filled in."""

    def __init__(self) -> None:
        super().__init__(
            401,
            "You were signed out, because you had not used this service for an hour.\n"
            "What you wrote is not lost. Sign in in another tab, then come back to this one and "
            "press “Send again”.",
        )


def inside(back: str) -> str:
    """Where to go on to: an address of the staff pages, and of nobody else's."""
    is_ours = back.startswith("/staff/") and not set(back) & set('\\?#&%"\r\n')
    return back if is_ours and "//" not in back else HOME


def may(right: Right) -> Callable[..., Person]:
    """A dependency: the person who is signed in, if their role has the right."""

    def authorise(request: Request, session: Saved) -> Person:
        person = person_of(session, request.cookies.get(COOKIE, ""), now())
        if person is None and request.method == "GET":
            raise SignInFirst(request.url.path)
        if person is None:
            raise SignInAgain
        request.state.person = person
        if not person.may(right):
            raise Problem(403, f"Your account ({person.role}) may not do this. Ask a colleague.")
        return person

    return authorise


Looker = Annotated[Person, Depends(may(Right.LOOK))]
Writer = Annotated[Person, Depends(may(Right.WRITE))]
Publisher = Annotated[Person, Depends(may(Right.PUBLISH))]
Analyst = Annotated[Person, Depends(may(Right.REPORTS))]
Auditor = Annotated[Person, Depends(may(Right.AUDIT))]
