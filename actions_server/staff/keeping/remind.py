"""What is due as days in a calendar."""

from collections.abc import Sequence
from datetime import date

from actions_server.calendars import Day
from actions_server.staff.keeping.task import Task


def as_days(tasks: Sequence[Task], today: date) -> list[Day]:
    """A day for each task. What is late stands on today, where it is seen, and moves on with the
    next file, because a calendar knows the task again."""
    return [
        Day(
            f"{task.name}@worklist",
            max(task.due, today) if task.is_late(today) else task.due,
            f"{task.what}: overdue" if task.is_late(today) else task.what,
            task.why,
        )
        for task in tasks
    ]
