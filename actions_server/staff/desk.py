"""The staff pages put together: routes, what they share, and the first page."""

from pathlib import Path

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import UploadFile
from starlette.staticfiles import StaticFiles

from actions_server.staff.articles import routes as articles
from actions_server.staff.asking import routes as asking
from actions_server.staff.audit import routes as audit
from actions_server.staff.keeping import routes as keeping
from actions_server.staff.questions import routes as questions
from actions_server.staff.reports import routes as reports
from actions_server.staff.service_counts import routes as service_counts
from actions_server.staff.services import routes as services
from actions_server.staff.services import uploads
from actions_server.staff.signing_in import account_routes, routes
from actions_server.staff.signing_in.access import Looker, SignInAgain
from actions_server.staff.signing_in.by_provider import routes as by_provider
from actions_server.staff.signing_in.slowing import Slowing
from actions_server.web.pages import render

# Put there by scripts/setup; never committed.
DESIGN = Path(__file__).parents[2] / "vendor" / "govuk-frontend"
LARGEST_BODY = 512 * 1024  # bytes; the longest article there is has 20,000

home = APIRouter(include_in_schema=False)


@home.get("/staff")
@home.get("/staff/")
def first_page(person: Looker) -> Response:
    """Where staff begin: at the articles."""
    return RedirectResponse("/staff/articles", 303)


ROUTERS = (
    home,
    routes.router,
    by_provider.router,
    account_routes.router,
    audit.router,
    asking.router,
    questions.router,
    reports.router,
    service_counts.router,
    *articles.ROUTERS,
    *services.ROUTERS,
    *keeping.ROUTERS,
)


def add_staff_pages(app: FastAPI) -> None:
    """Add the staff pages to the application."""
    app.state.slowing = Slowing()
    for router in ROUTERS:
        app.include_router(router)
    # Before /static, which would take its addresses. Where set-up has not run, pages are plain.
    design = StaticFiles(directory=DESIGN, check_dir=False)
    app.mount("/static/govuk", design, name="govuk")

    @app.exception_handler(SignInAgain)
    async def signed_out(request: Request, error: SignInAgain) -> HTMLResponse:
        """Keep what was typed, so that it can be sent again after signing in elsewhere."""
        page = "staff/signed_out.html"
        if request.url.path == uploads.PATH:
            # Nobody knows who sends it, so it is not even read.
            return render(request, page, 401, typed=None, detail=uploads.SEND_AGAIN)
        form = await request.form(max_files=0)
        typed = [(name, text) for name, text in form.multi_items() if _is_text(text)]
        return render(request, page, 401, typed=typed, detail=error.detail)


def _is_text(value: str | UploadFile) -> bool:
    return isinstance(value, str)
