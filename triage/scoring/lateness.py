"""How late IT was asked: an index of 0 to 100 beside the score, never part of it."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from triage.scoring.rules import Rubric, Stage, Tier

ZERO, ONE = Fraction(0), Fraction(1)


class LatenessError(ValueError):
    """Dates that cannot be true together; the message names them."""


@dataclass(frozen=True)
class DateRange:
    """A date known to the day, or only to lie between two days, both included."""

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise LatenessError(f"{self.latest} is before {self.earliest}")

    @classmethod
    def on(cls, day: date) -> "DateRange":
        return cls(day, day)

    @classmethod
    def of_months(cls, first: date, count: int) -> "DateRange":
        """From that day to the end of the last of so many months."""
        year, month = divmod(first.year * 12 + first.month + count - 2, 12)
        return cls(first, date(year, month + 1, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class LatenessInputs:
    """What is known of the day IT was first asked. None is unknown.

    `stage` is the project's stage on that day, `commit` the day money becomes
    binding, `needed` the date that cannot move, else the wanted go-live.
    """

    stage: Stage | None = None
    invited: DateRange | None = None
    idea: DateRange | None = None
    commit: DateRange | None = None
    needed: DateRange | None = None


@dataclass(frozen=True)
class Lateness:
    """The index as an exact range, with the rubric's names for its ends."""

    low: Fraction
    high: Fraction
    band_low: str
    band_high: str


class HappeningKind(StrEnum):
    """What may already have happened when IT is asked."""

    IDEA = "idea"
    NEED = "need"
    PROMISED = "promised"
    BUDGET_DRAFT = "budget_draft"
    BUDGET_SENT_WITH_IT = "budget_sent_with_it"
    BUDGET_SENT_WITHOUT_IT = "budget_sent_without_it"
    SPEC = "spec"
    SOLICITATION = "solicitation"
    GRANT_ACCEPTED = "grant_accepted"
    VENDOR_CHOSEN = "vendor_chosen"
    CONTRACT = "contract"
    INSTALLED = "installed"


@dataclass(frozen=True)
class Happening:
    """One tick on the form; `when` is None if nobody knows."""

    kind: HappeningKind
    when: DateRange | None = None


# A promise in public is recorded and weighs nothing; an accepted grant depends on the rest.
_STAGE_OF = {
    HappeningKind.IDEA: Stage.IDEA,
    HappeningKind.NEED: Stage.NEED,
    HappeningKind.BUDGET_DRAFT: Stage.BUDGET_DRAFT,
    HappeningKind.BUDGET_SENT_WITH_IT: Stage.BUDGET_DRAFT,
    HappeningKind.BUDGET_SENT_WITHOUT_IT: Stage.BUDGET_SUBMITTED,
    HappeningKind.SPEC: Stage.SPEC,
    HappeningKind.SOLICITATION: Stage.SOLICITATION,
    HappeningKind.VENDOR_CHOSEN: Stage.VENDOR_CHOSEN,
    HappeningKind.CONTRACT: Stage.CONTRACT,
    HappeningKind.INSTALLED: Stage.INSTALLED,
}
_EARLY = frozenset({Stage.IDEA, Stage.NEED, Stage.BUDGET_DRAFT})


def stage_at_first_contact(
    happenings: Sequence[Happening], invited: DateRange
) -> Stage:
    """The furthest stage reached on or before the day IT was first asked.

    A tick without a date counts as before, and so does one that may have been
    before. Nothing ticked is an idea.
    """
    had_it_costs = any(
        item.kind is HappeningKind.BUDGET_SENT_WITH_IT for item in happenings
    )
    grant_stage = Stage.BUDGET_DRAFT if had_it_costs else Stage.BUDGET_SUBMITTED
    stages = _STAGE_OF | {HappeningKind.GRANT_ACCEPTED: grant_stage}
    reached = [
        stages[item.kind]
        for item in happenings
        if item.kind in stages
        and (item.when is None or item.when.earliest <= invited.latest)
    ]
    return max(reached, key=tuple(Stage).index, default=Stage.IDEA)


def told_in_time(stage: Stage) -> bool:
    """Whether IT was asked while it could still shape the request for money."""
    return stage in _EARLY


def proposed_commit_on(happenings: Sequence[Happening]) -> DateRange | None:
    """When money became binding: the earlier of grant acceptance and contract award."""
    binding = {HappeningKind.GRANT_ACCEPTED, HappeningKind.CONTRACT}
    dates = [
        item.when
        for item in happenings
        if item.kind in binding and item.when is not None
    ]
    if not dates:
        return None
    return DateRange(min(d.earliest for d in dates), min(d.latest for d in dates))


def lateness(inputs: LatenessInputs, tier: Tier, rubric: Rubric) -> Lateness:
    """The lateness index; `tier` is the score's tier with its floors.

    :raises LatenessError: money was binding on or before the day of the idea.
    """
    _check_order(inputs)
    rules = rubric.lateness
    stage_low, stage_high = _stage_part(inputs.stage, rubric)
    gone_low, gone_high = _time_gone(inputs)
    notice_low, notice_high = _notice_missing(inputs, rubric.band_of(tier).lead_days)
    low, high = (
        100 * (rules.stage_weight * s + rules.gone_weight * t + rules.notice_weight * r)
        for s, t, r in (
            (stage_low, gone_low, notice_low),
            (stage_high, gone_high, notice_high),
        )
    )
    return Lateness(low, high, rules.band(low), rules.band(high))


def _check_order(inputs: LatenessInputs) -> None:
    idea, commit = inputs.idea, inputs.commit
    if idea and commit and commit.latest <= idea.earliest:
        raise LatenessError(
            f"the idea date {idea.earliest} is not before the commitment date {commit.latest}"
        )


def _stage_part(stage: Stage | None, rubric: Rubric) -> tuple[Fraction, Fraction]:
    if stage is None:
        return ZERO, ONE
    weight = rubric.stage_weight(stage)
    return weight, weight


def _time_gone(inputs: LatenessInputs) -> tuple[Fraction, Fraction]:
    """Share of the way from idea to commitment that was gone when IT was asked."""
    invited, idea, commit = inputs.invited, inputs.idea, inputs.commit
    if invited and commit and invited.earliest >= commit.latest:
        return ONE, ONE
    if invited and idea and commit:
        return _time_gone_between(invited, idea, commit)
    if commit is None and inputs.stage in _EARLY:
        return ZERO, ZERO
    return ZERO, ONE


def _time_gone_between(
    invited: DateRange, idea: DateRange, commit: DateRange
) -> tuple[Fraction, Fraction]:
    # The share falls as idea or commitment move later, so opposite ends bound it. Where
    # the two ranges overlap, only days with the idea before the commitment can be true.
    day = timedelta(days=1)
    last_idea = min(idea.latest, commit.latest - day)
    first_commit = max(commit.earliest, idea.earliest + day)
    return (
        _share_gone(invited.earliest, last_idea, commit.latest),
        _share_gone(invited.latest, idea.earliest, first_commit),
    )


def _share_gone(invited: date, idea: date, commit: date) -> Fraction:
    return _clamp(Fraction((invited - idea).days, (commit - idea).days))


def _notice_missing(
    inputs: LatenessInputs, lead_days: int
) -> tuple[Fraction, Fraction]:
    """Share of the notice IT needs that it does not get."""
    invited, needed = inputs.invited, inputs.needed
    if invited is None or needed is None:
        return ZERO, ONE
    longest = (needed.latest - invited.earliest).days
    shortest = (needed.earliest - invited.latest).days
    return (
        _clamp(1 - Fraction(longest, lead_days)),
        _clamp(1 - Fraction(shortest, lead_days)),
    )


def _clamp(value: Fraction) -> Fraction:
    return min(max(value, ZERO), ONE)
