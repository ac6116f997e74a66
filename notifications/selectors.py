"""Reads for one screen each, with a fixed number of queries."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import Contact, User
from accounts.roles import Permission
from notifications import emails
from notifications.digests import edition_for
from notifications.emails import Rendered
from notifications.failures import RenderingFailed
from notifications.kinds import EVENTS
from notifications.models import (
    DeliveryAttempt,
    DigestRun,
    LongWork,
    MailSwitch,
    OutboxMessage,
    Preference,
)
from notifications.models.outbox import State

_PAGE_SIZE = 50


@dataclass(frozen=True)
class StateView:
    """One state as a link with its whole count."""

    label: str
    count: int
    url: str
    current: bool


@dataclass(frozen=True)
class MessageRow:
    message: OutboxMessage
    name: str | Promise
    about: str


@dataclass(frozen=True)
class OutboxPage:
    """What `components/pagination.html` needs is among it."""

    rows: list[MessageRow]
    views: list[StateView]
    switches: list[MailSwitch]
    oldest_due: OutboxMessage | None
    says: str
    newer_url: str
    older_url: str


@dataclass(frozen=True)
class MessagePage:
    """`rendered` is None when the template is broken; then `failure` says how."""

    message: OutboxMessage
    cause: str
    attempts: list[DeliveryAttempt]
    rendered: Rendered | None
    failure: str

    @property
    def can_replay(self) -> bool:
        return bool(self.message.state == State.DEAD)


@dataclass(frozen=True)
class DigestRow:
    run: DigestRun
    heading: str
    subject: str


@dataclass(frozen=True)
class DigestList:
    rows: list[DigestRow]
    says: str
    older_url: str
    newer_url: str = ""


@dataclass(frozen=True)
class WorkProgress:
    """Where a piece of long work stands, as `notifications/_progress.html` shows it.

    `value` and `max` are the bar's: work that found nothing to do is a full one.
    """

    id: int
    title: str
    url: str
    started_on: date
    started_by: str
    is_over: bool
    value: int
    max: int
    says: str


def work_progress(work: LongWork) -> WorkProgress:
    """:param work: with who started it."""
    return WorkProgress(
        id=work.pk,
        title=work.title,
        url=reverse("notifications:progress", args=[work.pk]),
        started_on=timezone.localdate(work.started_at),
        started_by=work.started_by.name if work.started_by else _("Groundwork"),
        is_over=work.finished_at is not None,
        value=work.done if work.total else 1,
        max=work.total or 1,
        says=_work_says(work),
    )


def outbox_page(
    user: User,
    *,
    state: State | None,
    before: int | None,
    after: int | None,
    now: datetime,
) -> OutboxPage:
    """Newest first, one state or all; `before` and `after` are keys of rows."""
    visible = OutboxMessage.objects.visible_to(user)
    counts = dict(
        visible.order_by().values_list("state").annotate(Count("pk")).order_by()
    )
    chosen = visible.filter(state=state) if state else visible
    rows, has_newer, has_older = _keyset(chosen, before=before, after=after)
    total = counts.get(state, 0) if state else sum(counts.values())
    return OutboxPage(
        rows=[_message_row(message) for message in rows],
        views=_state_views(counts, state),
        switches=list(MailSwitch.objects.filter(released_at__isnull=True)),
        oldest_due=visible.due(now).order_by("not_before", "pk").first(),
        says=_("%(shown)s of %(total)s shown") % {"shown": len(rows), "total": total},
        newer_url=_outbox_url(state, after=rows[0].pk) if has_newer else "",
        older_url=_outbox_url(state, before=rows[-1].pk) if has_older else "",
    )


def message_page(message: OutboxMessage) -> MessagePage:
    """One message with its tries, rendered with the acting links masked."""
    rendered, failure = None, ""
    try:
        rendered = emails.preview(message)
    except RenderingFailed as error:
        failure = str(error)
    return MessagePage(
        message=message,
        cause=audit.sentence(message.cause),
        attempts=list(message.delivery_attempts.all()),
        rendered=rendered,
        failure=failure,
    )


def switched_off(contact: Contact) -> set[str]:
    """Kinds of mail the contact does not want."""
    return set(
        Preference.objects.filter(contact=contact, is_off=True).values_list(
            "kind", flat=True
        )
    )


def digest_list(user: User, *, before: str) -> DigestList | None:
    """Runs the person may read, newest first; None when digests are not for them.

    :param before: key of the last run of the page before, or "".
    """
    if not {Permission.TRIAGE_SEE, Permission.DIGEST_RECEIVE} & user.permissions:
        return None
    runs = DigestRun.objects.visible_to(user).prefetch_related("editions")
    runs = runs.order_by("-pk")
    if before.isdecimal():
        runs = runs.filter(pk__lt=int(before))
    found = list(runs[: _PAGE_SIZE + 1])
    shown = found[:_PAGE_SIZE]
    rows = [row for run in shown if (row := _digest_row(user, run)) is not None]
    older_url = ""
    if len(found) > _PAGE_SIZE:
        older_url = f"{reverse('notifications:digests')}?before={shown[-1].pk}"
    says = _("%(count)s shown") % {"count": len(rows)}
    return DigestList(rows, says, older_url)


def _work_says(work: LongWork) -> str:
    figures = {"done": intcomma(work.done), "total": intcomma(work.total)}
    if work.finished_at is None:
        done = _("%(done)s of %(total)s; you may close this page") % figures
        return f"{done}. {_stopped_says(work)}" if work.last_error else done
    if work.done < work.total:
        return _("%(done)s of %(total)s; newer work took over the rest") % figures
    if not work.total:
        return _("There was nothing to do.")
    return _("All %(total)s done") % figures


def _stopped_says(work: LongWork) -> str:
    return _("It stopped: %(why)s It goes on by itself within two minutes.") % {
        "why": work.last_error.rstrip(".") + "."
    }


def _digest_row(user: User, run: DigestRun) -> DigestRow | None:
    edition = edition_for(user, run)
    if edition is None:
        return None
    return DigestRow(run, edition.snapshot["heading"], edition.subject)


def _keyset(
    rows: QuerySet[OutboxMessage], *, before: int | None, after: int | None
) -> tuple[list[OutboxMessage], bool, bool]:
    """A page, newest first, and whether there are newer and older rows."""
    rows = rows.select_related("recipient")
    if after is not None:
        found = list(rows.filter(pk__gt=after).order_by("pk")[: _PAGE_SIZE + 1])
        return found[:_PAGE_SIZE][::-1], len(found) > _PAGE_SIZE, bool(found)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: _PAGE_SIZE + 1])
    return found[:_PAGE_SIZE], bool(found and before), len(found) > _PAGE_SIZE


def _message_row(message: OutboxMessage) -> MessageRow:
    context = message.context
    about = " ".join(str(context.get(key, "")) for key in ("number", "title"))
    return MessageRow(message, EVENTS[message.event].name, about.strip())


def _state_views(counts: dict[str, int], current: State | None) -> list[StateView]:
    """All, then every state, also those nobody is in."""
    everything = StateView(
        _("All"), sum(counts.values()), _outbox_url(None), current is None
    )
    return [everything] + [
        StateView(
            str(state.label).capitalize(),
            counts.get(state, 0),
            _outbox_url(state),
            current == state,
        )
        for state in State
    ]


def _outbox_url(state: State | None, **keys: int) -> str:
    query = urlencode({**({"state": state.value} if state else {}), **keys})
    return reverse("notifications:outbox") + (f"?{query}" if query else "")
