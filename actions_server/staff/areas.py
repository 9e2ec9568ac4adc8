"""The areas whose content staff look after here."""

from actions_server.staff.signing_in.access import Here
from knowledge_base.area import NATIONAL


def areas_of(here: Here) -> dict[str, str]:
    """The own area and England, with what they are called."""
    return {here.settings.area: here.library.pack.name, NATIONAL: "All of England"}
