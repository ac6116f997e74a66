"""Which digest is due, and handing it to the outbox: once, whatever the beat does."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy

from accounts import audit, city
from accounts.actors import THE_CLOCK, Actor
from accounts.models import AuditEntry, Contact, User
from accounts.roles import GRANTS, Permission
from notifications import outbox, periods
from notifications.digests.building import READING, build_edition, rights_of
from notifications.models import DigestEdition, DigestRun, OutboxMessage
from notifications.periods import Period, WeeklySchedule

audit.register(
    {"notifications.digest_made": gettext_lazy("%(by)s sent the digest %(period)s")}
)

LEADERSHIP = WeeklySchedule(name="leadership", weekday=1, at=time(7, 30))
# Asked for by hand, a digest tells the seven days before, whatever was told already,
# and takes nothing away from the next one on schedule.
BY_HAND = "by_hand"


def run_due_digests(now: datetime) -> None:
    """Make the digest of the newest slot, unless it was made, or is too late."""
    sent = DigestRun.objects.sent_before(now, schedule=LEADERSHIP.name)
    period = periods.due_period(
        LEADERSHIP,
        now=now,
        last_end=sent.values_list("window_end", flat=True).first(),
        zone=city.zone(),
    )
    if period is not None and (readers := digest_readers()):
        make_run(LEADERSHIP.name, period, readers=readers, by=THE_CLOCK, now=now)


def send_digest_as_of(day: date, *, now: datetime) -> DigestRun | None:
    """Send leaders the digest of the seven days up to `day`, once for that day.

    :returns: None when there is nobody to read it.
    """
    period = periods.week_up_to(day, city.zone())
    if not (readers := digest_readers()):
        return None
    return make_run(BY_HAND, period, readers=readers, by=THE_CLOCK, now=now)


def preview_edition(day: date, *, reader: User) -> DigestEdition:
    """What `send_digest_as_of` would send the reader; nothing is stored."""
    period = periods.week_up_to(day, city.zone())
    return build_edition(period, reader=reader, rights=rights_of(reader), by_hand=True)


def digest_readers() -> list[User]:
    """Active people whose roles bring the digest, with what mailing them needs."""
    roles = [
        role for role, rights in GRANTS.items() if Permission.DIGEST_RECEIVE in rights
    ]
    return list(
        User.objects.filter(is_active=True, role_grants__role__in=roles)
        .select_related("contact", "department")
        .prefetch_related("role_grants")
        .distinct()
        .order_by("pk")
    )


def make_run(
    schedule: str,
    period: Period,
    *,
    readers: Sequence[User],
    by: Actor,
    now: datetime,
) -> DigestRun:
    """Build each edition once and enqueue it to its readers, in one transaction.

    Made already, by another beat or an earlier call, it is returned as it is.
    """
    made = DigestRun.objects.filter(schedule=schedule, period_key=period.key).first()
    if made is not None:
        return made
    try:
        with transaction.atomic():
            return _make_run(schedule, period, readers=readers, by=by, now=now)
    except IntegrityError:
        # Another beat was quicker by a moment; anything else has no such row.
        return DigestRun.objects.get(schedule=schedule, period_key=period.key)


def may_still_see_digest(*, subject_id: int, contact: Contact) -> bool:
    """Whether the contact may (still) read their edition of a run."""
    if contact.user is None:
        return False
    run = DigestRun.objects.filter(pk=subject_id).first()
    return run is not None and edition_for(contact.user, run) is not None


def edition_for(reader: User, run: DigestRun) -> DigestEdition | None:
    """The fullest edition the reader's rights of today allow; None shows no digest."""
    may_read = {*reader.permissions, f"department:{reader.department_id}"}
    if not {Permission.TRIAGE_SEE, Permission.DIGEST_RECEIVE} & reader.permissions:
        return None
    allowed = [
        edition for edition in run.editions.all() if _needed(edition.rights) <= may_read
    ]
    return max(allowed, key=lambda edition: len(edition.rights), default=None)


def _needed(rights: Sequence[str]) -> set[str]:
    return {
        right for right in rights if right in READING or right.startswith("department:")
    }


def _make_run(
    schedule: str,
    period: Period,
    *,
    readers: Sequence[User],
    by: Actor,
    now: datetime,
) -> DigestRun:
    run = DigestRun.objects.create(
        schedule=schedule,
        period_key=period.key,
        window_start=period.start,
        window_end=period.end,
        made_at=now,
    )
    editions = _editions(run, period, readers, by_hand=schedule == BY_HAND)
    cause = audit.record(
        "notifications.digest_made", subject=run, by=by, now=now, period=period.key
    )
    OutboxMessage.objects.bulk_create(
        [_message(run, editions, reader, cause=cause, now=now) for reader in readers],
        batch_size=500,
    )
    outbox.deliver_after_commit()
    return run


def _editions(
    run: DigestRun, period: Period, readers: Sequence[User], *, by_hand: bool
) -> dict[tuple[str, ...], DigestEdition]:
    """One edition per set of rights, however many hold it."""
    editions: dict[tuple[str, ...], DigestEdition] = {}
    for reader in readers:
        rights = rights_of(reader)
        if rights not in editions:
            edition = build_edition(
                period, reader=reader, rights=rights, by_hand=by_hand
            )
            edition.run = run
            edition.save()
            editions[rights] = edition
    return editions


def _message(
    run: DigestRun,
    editions: Mapping[tuple[str, ...], DigestEdition],
    reader: User,
    *,
    cause: AuditEntry,
    now: datetime,
) -> OutboxMessage:
    message = outbox.new_message(
        "digest",
        to=reader.contact,
        subject=run,
        context={
            "number": run.period_key,
            "title": editions[rights_of(reader)].subject,
            "path": run.get_absolute_url(),
        },
        cause=cause,
        now=now,
        dedupe_key=f"digest:{run.schedule}:{reader.contact.pk}:{run.period_key}",
    )
    message.digest_edition = editions[rights_of(reader)]
    return message
