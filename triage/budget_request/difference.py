"""What two versions of a budget request say differently, as sentences with causes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from triage.budget_request.document import (
    Assumption,
    Document,
    Entry,
    Row,
    Table,
    Unit,
)
from triage.figures import money

# Rows of the fiscal table that are news; the others follow from them.
_NEWS = ("cost", "funded", "gap")
_HUNDRED = 100


@dataclass(frozen=True)
class Change:
    """`part` is where it stands; 0 for the whole paper."""

    part: int
    says: str


def differences(old: Document, new: Document) -> tuple[Change, ...]:
    """Empty exactly where both say the same; figures first, with what caused them."""
    if new.says_the_same_as(old):
        return ()
    figures = (*_news(old, new), *_rows(old, new))
    found = (
        *figures,
        *_entries(old, new, with_reckoned=not figures),
        *_assumptions(old, new),
        *_answers(old, new),
        *_signatures(old, new),
    )
    return found or (Change(0, _("Only wording or order differs.")),)


def _news(old: Document, new: Document) -> Iterator[Change]:
    """Cost, money and gap by fiscal year, with the lines or requests behind it."""
    before, after = old.table("fiscal"), new.table("fiscal")
    part = _part_of(new if after else old, "fiscal")
    for code in _NEWS:
        moved = _moved(_row_of(before, code), _row_of(after, code), before, after)
        if not any(moved.values()):
            continue
        row = _row_of(after, code) or _row_of(before, code)
        causes = _causes(old, new)
        words = {
            "label": row.label if row else code,
            "total": _signed(sum(moved.values()), Unit.CENTS),
            "years": _years_say(moved, Unit.CENTS),
            "causes": joined(causes),
        }
        says = _("%(label)s: %(total)s (%(years)s)") % words
        if causes:
            says = _("%(label)s: %(total)s (%(years)s), because of %(causes)s") % words
        yield Change(part, says)


def _causes(old: Document, new: Document) -> list[str]:
    """Requests whose part changed; else cost lines and sources of money."""
    requests = _changed_rows(old, new, "requests")
    touched = [row.number for row in requests if row.number]
    if touched:
        return touched
    numbers = dict.fromkeys(
        item.number for item in _changed_assumptions(old, new) if item.number
    )
    if numbers:
        return list(numbers)
    lines = [f"“{row.label}”" for row in _changed_rows(old, new, "lines")]
    sources = [
        f"“{row.label}”"
        for row in _changed_rows(old, new, "fiscal")
        if row.code.startswith("funding:")
    ]
    return lines + sources


def _changed_rows(old: Document, new: Document, code: str) -> list[Row]:
    before, after = old.table(code), new.table(code)
    return [
        row
        for row in _all_rows(before, after)
        if any(
            _moved(
                _row_of(before, row.code), _row_of(after, row.code), before, after
            ).values()
        )
    ]


def _all_rows(before: Table | None, after: Table | None) -> list[Row]:
    """Rows of both, as the newer one calls them."""
    rows = {row.code: row for table in (after, before) if table for row in table.rows}
    newer = {row.code: row for row in after.rows} if after else {}
    return [newer.get(code, row) for code, row in rows.items()]


def _row_of(table: Table | None, code: str) -> Row | None:
    return table.row(code) if table else None


def _moved(
    before: Row | None, after: Row | None, old: Table | None, new: Table | None
) -> dict[str, int]:
    """By how much each column of a row differs; what is not there counts as nothing."""
    was, now = _by_column(before, old), _by_column(after, new)
    columns = dict.fromkeys([*now, *was])
    return {name: now.get(name, 0) - was.get(name, 0) for name in columns}


def _by_column(row: Row | None, table: Table | None) -> Mapping[str, int]:
    if row is None or table is None:
        return {}
    pairs = zip(table.columns, row.values, strict=True)
    return {name: value or 0 for name, value in pairs}


def _rows(old: Document, new: Document) -> Iterator[Change]:
    """Every other row that changed, table by table."""
    codes = dict.fromkeys(table.code for doc in (new, old) for table in doc.tables)
    has_news = bool(list(_news(old, new)))
    for code in codes:
        before, after = old.table(code), new.table(code)
        for row in _changed_rows(old, new, code):
            follows = code == "fiscal" and not row.code.startswith("funding:")
            if follows and (has_news or row.code in _NEWS):
                continue
            moved = _moved(
                _row_of(before, row.code), _row_of(after, row.code), before, after
            )
            table = after or before
            unit = table.unit if table else Unit.CENTS
            yield Change(
                _part_of(new if after else old, code),
                _("%(label)s: %(years)s")
                % {"label": row.label, "years": _years_say(moved, unit)},
            )


def _years_say(moved: Mapping[str, int], unit: Unit) -> str:
    return ", ".join(
        f"{column} {_signed(value, unit)}" for column, value in moved.items() if value
    )


def _signed(value: int, unit: Unit) -> str:
    sign = "+" if value >= 0 else "−"
    if unit is Unit.CENTS:
        return f"{sign}{money(abs(value))}"
    whole, rest = divmod(abs(value), _HUNDRED)
    size = f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"
    if unit is Unit.HOURS:
        return _("%(size)s hours") % {"size": f"{sign}{size}"}
    return _("%(size)s full-time people") % {"size": f"{sign}{size}"}


def _part_of(document: Document, code: str) -> int:
    return next(
        (
            part.number
            for part in document.parts
            if any(table.code == code for table in part.tables)
        ),
        0,
    )


def _entries(old: Document, new: Document, *, with_reckoned: bool) -> Iterator[Change]:
    """:param with_reckoned: sentences with figures too, which otherwise follow from these."""
    before = {(part.number, e.code): e for part in old.parts for e in part.entries}
    for part in new.parts:
        for entry in part.entries:
            was = before.pop((part.number, entry.code), None)
            is_reckoned = bool(entry.refs or (was and was.refs))
            if is_reckoned and not with_reckoned:
                continue
            if says := _entry_says(was, entry):
                yield Change(part.number, says)
    for (number, _code), gone in before.items():
        if gone.is_known:
            yield Change(
                number, _("%(label)s is no longer listed.") % {"label": gone.label}
            )


def _entry_says(was: Entry | None, now: Entry) -> str:
    words = {"label": now.label, "now": now.value, "ask": now.ask}
    if was is None:
        return _("%(label)s is new: “%(now)s”") % words if now.is_known else ""
    words["was"] = was.value
    if now.is_known and not was.is_known:
        return _("%(label)s is now known: “%(now)s”") % words
    if was.is_known and not now.is_known:
        return _("%(label)s is no longer known; it was “%(was)s”") % words
    if was.value != now.value:
        return _("%(label)s was “%(was)s”, is “%(now)s”") % words
    if was.ask != now.ask:
        return _("%(label)s: %(ask)s is to be asked now") % words
    return ""


def _changed_assumptions(old: Document, new: Document) -> list[Assumption]:
    """New, gone or different, whatever their place in the list."""
    was = {item.key: item for item in old.assumptions}
    now = {item.key: item for item in new.assumptions}
    return [
        item
        for key, item in {**was, **now}.items()
        if _number_says(was.get(key)) != _number_says(now.get(key))
    ]


def _number_says(item: Assumption | None) -> tuple[str, ...]:
    if item is None:
        return ()
    day = item.on.isoformat() if item.on else ""
    return item.what, item.quantity, item.price, item.kind.value, day


def _assumptions(old: Document, new: Document) -> Iterator[Change]:
    was = {item.key: item for item in old.assumptions}
    now = {item.key: item for item in new.assumptions}
    for item in _changed_assumptions(old, new):
        before, after = was.get(item.key), now.get(item.key)
        words = {"what": item.what, "was": _told(before), "now": _told(after)}
        if before is None:
            yield Change(13, _("New number: %(what)s (%(now)s)") % words)
        elif after is None:
            yield Change(13, _("No longer used: %(what)s (%(was)s)") % words)
        else:
            yield Change(13, _("%(what)s: was %(was)s, is %(now)s") % words)


def _told(item: Assumption | None) -> str:
    if item is None:
        return ""
    day = item.on.isoformat() if item.on else ""
    return ", ".join(filter(None, (item.quantity, item.price, item.kind.value, day)))


def _answers(old: Document, new: Document) -> Iterator[Change]:
    was = {line.code: line for part in old.parts for line in part.log}
    for line in (line for part in new.parts for line in part.log):
        before = was.pop(line.code, None)
        words = {"question": line.question, "now": line.answer}
        if before is None:
            says = _("“%(question)s” is answered: %(now)s") % words
            yield Change(13, says)
        elif before.answer != line.answer:
            says = _("“%(question)s” was answered %(was)s, now %(now)s")
            yield Change(13, says % {**words, "was": before.answer})
    for line in was.values():
        says = _("The answer to “%(question)s” is gone.")
        yield Change(13, says % {"question": line.question})


def _signatures(old: Document, new: Document) -> Iterator[Change]:
    if old.signatures != new.signatures:
        yield Change(13, _("Who signs is different."))


def joined(names: Sequence[str]) -> str:
    """“a, b and c”."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {
        "first": ", ".join(names[:-1]),
        "last": names[-1],
    }
