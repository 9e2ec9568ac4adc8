"""The pages that keep content true, put together."""

from actions_server.staff.keeping import link_routes, worklist_routes

ROUTERS = (worklist_routes.router, link_routes.router)
