"""Every journey by its name, which is also its intent in Rasa."""

from actions_server.journeys import (
    barrier,
    disagree_route,
    early_help_route,
    ehc_dates,
    letter,
    therapy_route,
)
from actions_server.journeys.journey import Journey

JOURNEYS: dict[str, Journey] = {
    module.JOURNEY.name: module.JOURNEY
    for module in (ehc_dates, therapy_route, early_help_route, disagree_route, letter, barrier)
}
