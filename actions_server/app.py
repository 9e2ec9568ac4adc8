"""The application, put together in reading order. It imports every feature; nothing imports it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from actions_server.actions.webhook import webhook_router
from actions_server.assistant import build_assistant
from actions_server.conversation import routes as conversation
from actions_server.directory import routes as directory
from actions_server.guides import api, ask, browse, pages
from actions_server.letters import routes as letters
from actions_server.logs import families_may_write
from actions_server.problems import PAGE_PROBLEMS, PROBLEMS, UnexpectedErrors, handle_problems
from actions_server.purging import keep_purging
from actions_server.reports import pages as reports
from actions_server.settings import Settings, read_settings
from actions_server.staff import desk
from actions_server.staff.articles.schedule import keep_to_schedule
from actions_server.staff.services import uploads
from actions_server.web import health
from actions_server.web.body_limit import BodyLimit
from actions_server.web.compression import CompressShared
from actions_server.web.headers import SecurityHeaders
from actions_server.web.metrics import CountRequests, Metrics, metrics_router
from actions_server.web.origin import OriginCheck
from actions_server.web.pages import STATIC

LARGEST_BODY = 8 * 1024
LARGEST_TRACKER = 2 * 1024 * 1024


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application with its middleware, routers, error handlers and lifespan."""
    settings = settings or read_settings()
    metrics = Metrics()

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.assistant = build_assistant(settings, metrics)
        assistant = app.state.assistant
        families_may_write()
        works = (
            assistant.sweep(),
            assistant.keep_up(),
            keep_to_schedule(assistant),
            keep_purging(assistant),
        )
        tasks = [asyncio.create_task(work) for work in works]
        yield
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await app.state.assistant.rasa.close()
        app.state.assistant.write_down(everything=True)
        app.state.assistant.engine.dispose()

    app = FastAPI(
        title="SEND Navigator",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json" if settings.development else None,
        responses=PROBLEMS,
        separate_input_output_schemas=False,
    )
    # The last one added is the first to see a request and the last to see its reply.
    app.add_middleware(CompressShared)
    limits = {
        "/webhook": LARGEST_TRACKER,
        uploads.PATH: None,
        "/staff/": desk.LARGEST_BODY,
    }
    app.add_middleware(BodyLimit, most=LARGEST_BODY, trusted=limits)
    app.add_middleware(OriginCheck)
    app.add_middleware(UnexpectedErrors)
    app.add_middleware(CountRequests, metrics=metrics)
    app.add_middleware(
        SecurityHeaders,
        allowed_origins=settings.allowed_origins,
        quick_exit=lambda: _quick_exit(app),
    )
    app.include_router(conversation.router)
    app.include_router(api.router)
    app.include_router(pages.router, responses=PAGE_PROBLEMS)
    app.include_router(browse.router, responses=PAGE_PROBLEMS)
    app.include_router(reports.router, responses=PAGE_PROBLEMS)
    app.include_router(ask.router, responses=PAGE_PROBLEMS)
    app.include_router(letters.router, responses=PAGE_PROBLEMS)
    app.include_router(directory.router)
    app.include_router(health.router)
    app.include_router(
        metrics_router(
            metrics, settings.metrics_token, refresh=lambda: app.state.assistant.take_stock()
        )
    )
    app.include_router(
        webhook_router(
            lambda: app.state.assistant.library,
            lambda: settings.rasa_secret,
            lambda name, event: app.state.assistant.hear(name, event),
        )
    )
    desk.add_staff_pages(app)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    handle_problems(app)
    return app


def _quick_exit(app: FastAPI) -> str:
    """Where a family that leaves quickly is taken; empty before the assistant is built."""
    assistant = getattr(app.state, "assistant", None)
    return assistant.library.pack.quick_exit if assistant else ""
