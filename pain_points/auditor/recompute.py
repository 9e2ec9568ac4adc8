"""The derived figures once more, from the shown cells alone; a release may state no others."""

from collections.abc import Iterator, Mapping

from pain_points.auditor.reading import HEADLINE, Released, Span, month_before, words

Line = tuple[str, ...]


def expected(now: Released, earlier: Mapping[str, Released]) -> Iterator[Line]:
    """Every line that derived.csv must have. earlier: the months before, by 2026-09."""
    last = earlier.get(month_before(now.month))
    for measure in now.measures:
        names = now.names(measure)
        yield _line("total", now.month, measure["id"], _sum(now, names))
        if len(measure["by"]) > 1:
            for place, column in enumerate(measure["by"]):
                for value in measure["lists"][place]:
                    part = [name for name in names if name.split("/")[place + 1] == value]
                    item = f"{measure['id']}/{column}/{value}"
                    yield _line("group", now.month, item, _sum(now, part))
        grouped = now.plan["themes"].get(measure["by"][0], {})
        for theme, ids in grouped.items():
            part = [name for name in names if name.split("/")[1] in ids]
            yield _line("theme", now.month, f"{measure['id']}/{theme}", _sum(now, part))
        for name in names:
            yield _line("share", now.month, name, _share(now, name, names))
            before = last.cells.get(name) if last else None
            yield _trend(now.month, name, before, now.cells[name])
    yield _trend(now.month, HEADLINE, last.headline if last else None, now.headline)
    for table, length in (("quarter", 3), ("year", 12)):
        yield from _sums(table, length, now, earlier)


def _sums(
    table: str, length: int, now: Released, earlier: Mapping[str, Released]
) -> Iterator[Line]:
    number = int(now.month[5:])
    if (number + 1 - now.plan["year_starts"]) % length:
        return
    months = [now.month]
    while len(months) < length:
        months.insert(0, month_before(months[0]))
    period = f"{months[0]} to {months[-1]}"
    released = [{**earlier, now.month: now}[m] for m in months if m in earlier or m == now.month]
    for measure in now.measures:
        for name in now.names(measure):
            yield _summed(table, period, name, [one.cells.get(name) for one in released])
    yield _summed(table, period, HEADLINE, [one.headline for one in released])


def _summed(table: str, period: str, item: str, spans: list[Span]) -> Line:
    shown = [span for span in spans if span]
    span = (sum(s[0] for s in shown), sum(s[1] for s in shown)) if shown else None
    return _line(table, period, item, span, str(len(shown)))


def _sum(now: Released, names: list[str]) -> Span:
    shown = [span for name in names if (span := now.cells[name])]
    return (sum(s[0] for s in shown), sum(s[1] for s in shown)) if shown else None


def _share(now: Released, name: str, names: list[str]) -> Span:
    span = now.cells[name]
    if span is None:
        return None
    low, high = span
    rest = _sum(now, [other for other in names if other != name]) or (0, 0)
    return 100 * low // (low + rest[1]), -(-100 * high // (high + rest[0]))


def _trend(month: str, item: str, before: Span, now: Span) -> Line:
    if before is None or now is None:
        said = "not known"
    elif before[1] < now[0]:
        said = "up"
    else:
        said = "down" if before[0] > now[1] else "about the same"
    return ("trend", month, item, "", "", "", said)


def _line(table: str, period: str, item: str, span: Span, months: str = "") -> Line:
    low, high = ("", "") if span is None else (str(span[0]), str(span[1]))
    return (table, period, item, low, high, months, words(span))
