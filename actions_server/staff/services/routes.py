"""The pages of the directory's desk, put together; fixed addresses before those with an id."""

from actions_server.staff.services import care_routes, entry_routes, import_routes, list_routes

ROUTERS = (
    list_routes.router,
    import_routes.router,
    care_routes.router,
    entry_routes.router,
)
