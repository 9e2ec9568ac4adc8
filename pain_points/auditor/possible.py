"""Whether every hidden cell can still be anything from 0 to 9, shown by making such a month up.

For each hidden cell and value a whole month is put together that fits all that was released: the
other hidden cells empty, the shown ones at the low end of their bands, as many conversations as the
headline allows. Nothing fits better than that month, so when it breaks a rule, nobody could have
lived it, and a reader knows that the cell is not that value.
"""

from collections.abc import Iterator
from math import inf

from pain_points.auditor.reading import Released

CAN_BE = range(10)


def impossible(month: Released) -> Iterator[str]:
    """Each hidden cell that a reader can tell something about, and what."""
    most = most_conversations(month)
    parents = dict(_inside(month))
    children = {parent: cell for cell, parent in parents.items()}
    groups = list(groups_of(month))
    load = {cell: sum(_low(month, one) for one in group) for group in groups for cell in group}
    if any(load[cell] > most for cell in load):
        yield f"{month.month}: what is shown does not fit into the headline"
    for cell, span in month.cells.items():
        if span is not None:
            outer = parents.get(cell)
            if outer and (month.cells[outer] is None or month.cells[outer][1] < span[0]):
                yield f"{month.month}: {cell} is shown, so {outer} is at least {span[0]}"
            continue
        for value in CAN_BE:
            inner = children.get(cell)
            if inner and month.cells[inner] is not None and month.cells[inner][0] > value:
                break  # told above, with the cell that is shown
            if load.get(cell, 0) + value > most:
                yield (
                    f"{month.month}: {cell} is not shown, but it can be no more than "
                    f"{most - load.get(cell, 0)}"
                )
                break


def most_conversations(month: Released) -> float:
    """As many conversations as a reader must think possible."""
    if month.headline is not None:
        return month.headline[1]
    proven = max(
        (sum(_low(month, cell) for cell in group) for group in groups_of(month)), default=0
    )
    top = proven // 50 * 50 + 49
    if top - proven < CAN_BE[-1]:
        return top + 50  # the band and the next are never shown
    return top if proven < 50 else inf  # hidden for its days, then: there may be any number


def groups_of(month: Released) -> Iterator[list[str]]:
    """Cells that hold no conversation twice; together they are no more than all conversations."""
    if month.plan["rows_alone"]:
        yield list(month.cells)
        return
    for measure in month.measures:
        names = month.names(measure)
        if measure["alone"]:
            yield names
        elif len(measure["by"]) > 1:
            for value in measure["lists"][0]:
                start = "/".join([measure["id"], value, ""])
                yield [name for name in names if name.startswith(start)]
        else:
            yield from ([name] for name in names)


def _inside(month: Released) -> Iterator[tuple[str, str]]:
    for measure in month.measures:
        outer = measure["inside"]
        if outer:
            for name in month.names(measure):
                yield name, outer + name.removeprefix(measure["id"])


def _low(month: Released, cell: str) -> int:
    span = month.cells[cell]
    return 0 if span is None else span[0]
