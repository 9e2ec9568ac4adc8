"""The page “Service counts”: closed weeks, in bands of 50."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from actions_server.staff.service_counts import queries
from actions_server.staff.signing_in.access import Looker, Saved
from actions_server.tally import BAND, WHAT, last_closed, rounded
from actions_server.web.pages import render
from pain_points.months import uk_day

WEEKS = 26  # on the page
UNDER = f"under {BAND}"
router = APIRouter(include_in_schema=False)


@router.get("/staff/service-counts")
def service_counts(request: Request, session: Saved, person: Looker) -> HTMLResponse:
    """What the service did in the weeks that are over."""
    found = queries.closed_counts(session, last_closed(uk_day()), WEEKS)
    weeks = {
        week: {what: in_band(counts.get(what, 0)) for what in WHAT}
        for week, counts in found.items()
    }
    return render(request, "staff/service_counts/weeks.html", weeks=weeks)


def in_band(count: int) -> str:
    """A count as it is shown: a band of 50, or that it is under 50, none included."""
    low = rounded(count)
    return f"{low:,} to {low + BAND - 1:,}" if low else UNDER
