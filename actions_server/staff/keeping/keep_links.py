"""What became of links, into the database."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy.orm import Session

from actions_server.staff.keeping import queries
from actions_server.staff.keeping.links import Tried, note, standing
from actions_server.staff.keeping.tables import StaffLinkRow
from actions_server.staff.moments import now


class NobodyAnswered(Exception):
    """Not one server answered, so it is our own network that fails, and not their pages."""


def keep(session: Session, tried: Sequence[Tried]) -> dict[str, int]:
    """Take in one try of every link that stands anywhere, and forget all others; how many links
    there are of each standing. Raises NobodyAnswered, and keeps nothing."""
    if tried and not any(one.status for one in tried):
        raise NobodyAnswered
    known = queries.links(session)
    moment = now()
    counts: Counter[str] = Counter()
    for one in tried:
        row = known.get(one.url)
        if row is None:
            row = StaffLinkRow(url=one.url, gone_times=0, failed_since=None)
            queries.add_link(session, row)
        note(row, one, moment)
        counts[standing(row)] += 1
    session.flush()
    queries.forget_links(session, {one.url for one in tried})
    return dict(sorted(counts.items()))
