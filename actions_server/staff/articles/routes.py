"""The pages of the article desk, put together."""

from actions_server.staff.articles import (
    editor_routes,
    list_routes,
    preview_routes,
    publish_routes,
    take_down_routes,
    unsaved_routes,
    version_routes,
)

ROUTERS = (
    list_routes.router,
    editor_routes.router,
    preview_routes.router,
    publish_routes.router,
    version_routes.router,
    take_down_routes.router,
    unsaved_routes.router,
)
