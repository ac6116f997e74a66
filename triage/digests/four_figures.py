"""The four headline numbers, each beside that of a week before."""

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import city
from accounts.models import User
from accounts.roles import Permission
from notifications.digests import Figure, Section
from notifications.periods import Period
from triage.figures import COUNT, MONEY, SHARE, figure_tile, money_short
from triage.figures.numbers import Exact
from triage.selectors.figures import HeadlineFigures, headline_figures


def headline(period: Period, reader: User) -> Section:
    """Four numbers beside those of a week before, and what is gravest of them."""
    now = headline_figures(period.end, reader=reader)
    # In wall-clock time: across a change of the clocks a week is not 168 hours.
    a_week_before = period.end.astimezone(city.zone()) - timedelta(days=7)
    before = headline_figures(a_week_before, reader=reader)
    return Section(
        key="headline",
        title=_("This week in four numbers"),
        figures=(
            _waiting(now, before),
            _due(now, before),
            _unfunded(now, before),
            _told(now, before),
        ),
        verdict=(*_needing(now, reader), *_unfunded_verdict(now)),
    )


def _waiting(now: HeadlineFigures, before: HeadlineFigures) -> Figure:
    return _figure(
        _("Waiting for a first answer"),
        now.waiting,
        before.waiting,
        detail=_("%(count)d past the promise") % {"count": now.past_promise},
        was=_("%(count)d past") % {"count": before.past_promise},
        view="past",
    )


def _due(now: HeadlineFigures, before: HeadlineFigures) -> Figure:
    needing = ngettext(
        "%(count)d needs a leader", "%(count)d need a leader", now.need_leader
    )
    return _figure(
        _("Decisions due this week"),
        now.decisions_due,
        before.decisions_due,
        detail=needing % {"count": now.need_leader},
        view="confirm" if now.need_leader else "all",
    )


def _unfunded(now: HeadlineFigures, before: HeadlineFigures) -> Figure:
    """The earliest first year; later ones in words, for sums of years mean nothing."""
    if not now.unfunded:
        was = sum(item.cents for item in before.unfunded)
        return _figure(_("Unfunded every year"), 0, was, unit=MONEY)
    first, *later = now.unfunded
    return _figure(
        _("Unfunded every year, from FY%(year)d") % {"year": first.year},
        first.cents,
        before.unfunded_from(first.year),
        unit=MONEY,
        detail=", ".join(
            _("%(money)s more from FY%(year)d")
            % {"money": money_short(item.cents), "year": item.year}
            for item in later
        ),
    )


def _told(now: HeadlineFigures, before: HeadlineFigures) -> Figure:
    since = date_format(now.quarter_from, "j M")
    return _figure(
        _("Told before money was committed"),
        now.told_share,
        before.told_share,
        unit=SHARE,
        more_is_worse=False,
        detail=_("%(count)d of %(all)d since %(day)s")
        % {"count": now.told_in_time, "all": now.told_about, "day": since},
        path=reverse("triage:early_involvement"),
    )


def _figure(
    label: str,
    now: Exact | None,
    before: Exact | None,
    *,
    unit: str = COUNT,
    more_is_worse: bool = True,
    detail: str = "",
    was: str = "",
    view: str = "all",
    path: str = "",
) -> Figure:
    tile = figure_tile(label, now, before, unit=unit, more_is_worse=more_is_worse)
    return Figure(
        label=label,
        value=tile.value,
        last_week=", ".join(part for part in (tile.was, was) if part),
        change=tile.trend,
        detail=detail,
        path=path or f"{reverse('triage:queue')}?view={view}",
    )


def _needing(now: HeadlineFigures, reader: User) -> Iterable[str]:
    """ "You" are those who can act: leaders confirm, managers decide."""
    if Permission.TRIAGE_CONFIRM in reader.permissions:
        count = now.need_leader
    elif Permission.TRIAGE_DECIDE in reader.permissions:
        count = now.decisions_due - now.need_leader
    else:
        count = 0
    if count:
        text = ngettext(
            "%(count)d decision needs you", "%(count)d decisions need you", count
        )
        yield text % {"count": count}


def _unfunded_verdict(now: HeadlineFigures) -> Iterable[str]:
    for first in now.unfunded[:1]:
        yield _("%(money)s a year unfunded from FY%(year)d") % {
            "money": money_short(first.cents),
            "year": first.year,
        }
