"""The request itself, what had already happened, and who stands behind it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from intake.lifecycle import Outcome, Step
from intake.models.money import FundingLine
from intake.querysets import ProjectRequestQuerySet


class Category(models.Model):
    """Plain names a department picks from; IT can correct the choice."""

    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=80)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        verbose_name_plural = _("categories")

    def __str__(self) -> str:
        return self.name


class QuickTick(models.TextChoices):
    """What an idea touches, at a glance; chooses which questions come first."""

    NETWORK = "network", _("uses the city's network")
    DEVICES = "devices", _("puts devices in the street or in buildings")
    RECORDING = "recording", _("records video, audio or location")
    PERSONAL_DATA = "personal_data", _("holds personal data")
    AI = "ai", _("uses AI")
    SHARED_OUTSIDE = "shared_outside", _("shares data outside the city")
    RESIDENTS = "residents", _("is used by residents")


class NumberCounter(models.Model):
    """The last number given out in a calendar year; raised by one conditional update."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class ProjectRequest(models.Model):
    """One request, from first save to decision.

    `version` guards moves only. `answers_revision` is raised by every scored change;
    the assessed figures below are copies of the newest assessment, written by triage
    only while the revision it read is still the current one, and are there for sorting.
    """

    number = models.CharField(_("number"), max_length=20, unique=True)
    number_year = models.PositiveSmallIntegerField()
    number_serial = models.PositiveIntegerField()

    # --- the idea ---------------------------------------------------------------
    title = models.CharField(_("working name"), max_length=120)
    problem = models.TextField(_("problem, and for whom"))
    department = models.ForeignKey(
        "accounts.Department", models.PROTECT, related_name="project_requests"
    )
    category = models.ForeignKey(
        Category,
        models.PROTECT,
        null=True,
        blank=True,
        help_text=_("Empty: not sure."),
    )
    quick_ticks = models.JSONField(_("touches"), default=list, blank=True)
    rough_size = models.CharField(_("rough size"), max_length=200, blank=True)
    if_nothing = models.TextField(_("if nothing is done for a year"), blank=True)
    vendors_met = models.TextField(_("others involved, vendors met"), blank=True)
    told_whom = models.CharField(_("whom in IT you told"), max_length=120, blank=True)
    told_on = models.DateField(_("when you told them"), null=True, blank=True)
    commit_on = models.DateField(_("money becomes binding on"), null=True, blank=True)
    fixed_on = models.DateField(_("date that cannot move"), null=True, blank=True)
    fixed_because = models.CharField(_("what fixes it"), max_length=200, blank=True)
    wanted_on = models.DateField(_("wanted go-live"), null=True, blank=True)
    money_source = models.CharField(
        _("where money would come from"), max_length=160, blank=True
    )
    money_type = models.CharField(
        _("kind of money"), max_length=16, blank=True, choices=FundingLine.SourceType
    )
    money_cents = models.BigIntegerField(_("how much money"), null=True, blank=True)
    money_until_on = models.DateField(_("when the money stops"), null=True, blank=True)
    idea_version = models.PositiveIntegerField(
        default=1, help_text=_("Raised by every change to the fields above.")
    )

    # --- where it stands -----------------------------------------------------------
    step = models.CharField(max_length=24, choices=[(s, s) for s in Step])
    version = models.PositiveIntegerField(default=1)
    answers_revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(_("first saved"))
    created_by = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="requests_created"
    )
    updated_at = models.DateTimeField()
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="requests_submitted",
    )
    answer_by_on = models.DateField(_("answer by"), null=True, blank=True)
    paused_on = models.DateField(
        null=True,
        blank=True,
        help_text=_("Since when the promise waits for the department."),
    )
    answered_at = models.DateTimeField(
        _("first answered by IT"),
        null=True,
        blank=True,
        help_text=_("The first question or the decision, whichever came first."),
    )
    assignee = models.ForeignKey(
        "accounts.User",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="requests_assigned",
        verbose_name=_("assigned to"),
    )
    outcome = models.CharField(
        max_length=12, blank=True, choices=[(o, o) for o in Outcome]
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    is_example = models.BooleanField(_("documented case"), default=False)
    found_outside_on = models.DateField(
        _("found outside intake"),
        null=True,
        blank=True,
        help_text=_("When IT came across it; empty for what the department brought."),
    )

    # --- as assessed, copied by triage for sorting and lists ---------------------
    # Sort keys are never NULL (0 before the first assessment): the two databases order
    # NULL differently and keyset pages compare with these.
    assessed_at = models.DateTimeField(null=True, blank=True)
    assessment_due_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text=_("Scoring failed then; a worker retries until this is empty."),
    )
    rubric_version = models.CharField(
        max_length=20, blank=True, help_text=_("The rubric these figures are by.")
    )
    answer_codes = models.TextField(
        blank=True,
        help_text=_("The answers judged, a character each (triage.scoring.coding)."),
    )
    impact_low = models.DecimalField(max_digits=7, decimal_places=4, default=0)
    impact_planning = models.DecimalField(max_digits=7, decimal_places=4, default=0)
    impact_high = models.DecimalField(max_digits=7, decimal_places=4, default=0)
    # Long enough for the longest name of who set a tier by hand.
    impact_says = models.CharField(
        max_length=300,
        blank=True,
        help_text=_("The range in words, as mails and lists quote it."),
    )
    base_tier = models.CharField(max_length=10, blank=True)
    tier = models.CharField(max_length=10, blank=True)
    tier_low = models.CharField(max_length=10, blank=True)
    tier_high = models.CharField(max_length=10, blank=True)
    held_tier = models.CharField(max_length=10, blank=True)
    held_rank = models.PositiveSmallIntegerField(
        default=0, help_text=_("0 not assessed, 1 Low … 4 Critical.")
    )
    # By a manager, against the computed tier, which stays beside it (TierOverride).
    tier_set = models.CharField(max_length=10, blank=True)
    tier_set_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    first_stage = models.CharField(
        max_length=20,
        blank=True,
        help_text=_("Stage of the project on the day IT was first asked."),
    )
    lateness_low = models.DecimalField(
        max_digits=7, decimal_places=4, null=True, blank=True
    )
    lateness_high = models.DecimalField(
        max_digits=7, decimal_places=4, null=True, blank=True
    )
    lateness_band_low = models.CharField(max_length=20, blank=True)
    lateness_band_high = models.CharField(max_length=20, blank=True)
    gap_tier = models.CharField(max_length=12, blank=True)
    gap_cents = models.BigIntegerField(null=True, blank=True)
    cost_cents = models.BigIntegerField(null=True, blank=True)
    gap_share = models.DecimalField(
        max_digits=7, decimal_places=6, null=True, blank=True
    )
    # How far the gap may be off; empty where it was judged before ranges were reckoned.
    gap_tier_low = models.CharField(max_length=12, blank=True)
    gap_tier_high = models.CharField(max_length=12, blank=True)
    gap_share_low = models.DecimalField(
        max_digits=7, decimal_places=6, null=True, blank=True
    )
    gap_share_high = models.DecimalField(
        max_digits=7, decimal_places=6, null=True, blank=True
    )
    gap_flags = models.CharField(
        max_length=120,
        blank=True,
        help_text=_("Codes with a comma before and after each."),
    )
    it_cost_cents = models.BigIntegerField(null=True, blank=True)
    it_gap_cents = models.BigIntegerField(null=True, blank=True)
    unfunded_recurring_cents = models.BigIntegerField(
        null=True,
        blank=True,
        help_text=_("Of the first fiscal year with any unfunded recurring cost."),
    )
    unfunded_from_year = models.PositiveSmallIntegerField(null=True, blank=True)

    objects: ClassVar = ProjectRequestQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("request")
        indexes = [
            models.Index(
                F("held_rank").desc(),
                F("impact_high").desc(),
                F("answer_by_on").asc(),
                F("id").asc(),
                name="intake_request_worst_first",
                condition=Q(
                    step__in=(
                        "submitted",
                        "in_triage",
                        "needs_information",
                        "awaiting_confirmation",
                    ),
                    is_example=False,
                ),
            ),
            models.Index(fields=("department", "-id"), name="intake_request_of_dept"),
            models.Index(
                # Not costed comes last, as the list of money orders it.
                Coalesce(F("gap_cents"), Value(-1)).desc(),
                F("id").asc(),
                name="intake_request_by_gap",
                condition=Q(is_example=False),
            ),
            models.Index(
                fields=("assessment_due_at",),
                name="intake_request_assess_due",
                condition=Q(assessment_due_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("number_year", "number_serial"),
                name="%(app_label)s_%(class)s_one_number_a_year",
            ),
            models.CheckConstraint(
                condition=Q(money_cents__isnull=True) | Q(money_cents__gte=0),
                name="%(app_label)s_%(class)s_money_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(step__in=list(Step)),
                name="%(app_label)s_%(class)s_known_step",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="%(app_label)s_%(class)s_submitted_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=False, answer_by_on__isnull=False)
                | Q(step__in=("draft", "awaiting_department", "withdrawn")),
                name="%(app_label)s_%(class)s_submitted_before_triage",
            ),
            models.CheckConstraint(
                condition=Q(step="decided", decided_at__isnull=False) & ~Q(outcome="")
                | ~Q(step="decided") & Q(decided_at__isnull=True, outcome=""),
                name="%(app_label)s_%(class)s_decided_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True)
                | Q(decided_at__gte=F("submitted_at")),
                name="%(app_label)s_%(class)s_decided_after_submitted",
            ),
            models.CheckConstraint(
                condition=Q(tier_set="", tier_set_by__isnull=True)
                | ~Q(tier_set="") & Q(tier_set_by__isnull=False),
                name="%(app_label)s_%(class)s_tier_set_with_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class StepChange(models.Model):
    """Every move with its moment, so that figures can be told as of any day."""

    project_request = models.ForeignKey(
        ProjectRequest, models.CASCADE, related_name="step_changes"
    )
    from_step = models.CharField(max_length=24, blank=True)
    to_step = models.CharField(max_length=24)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        indexes = [
            models.Index(
                fields=("project_request", "-at", "-id"), name="intake_step_as_of"
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_request_id}: {self.from_step} → {self.to_step}"


class Happening(models.Model):
    """Something that had already happened to the project, with a rough date."""

    class Kind(models.TextChoices):
        IDEA = "idea", _("the idea came up")
        NEED = "need", _("the need was written down")
        PROMISED = "promised", _("it was promised in public")
        BUDGET_DRAFT = "budget_draft", _("a budget or grant request is being prepared")
        BUDGET_SENT_WITH_IT = (
            "budget_sent_with_it",
            _("the request for money was sent, with IT's costs"),
        )
        BUDGET_SENT_WITHOUT_IT = (
            "budget_sent_without_it",
            _("the request for money was sent, without IT's costs"),
        )
        SPEC = "spec", _("requirements or an RFP are being written")
        SOLICITATION = "solicitation", _("an RFP is out or quotes are in hand")
        GRANT_ACCEPTED = "grant_accepted", _("a grant was accepted")
        VENDOR_CHOSEN = "vendor_chosen", _("a vendor was chosen")
        CONTRACT = "contract", _("a contract was signed")
        INSTALLED = "installed", _("it is installed or in use")

    class Precision(models.TextChoices):
        DAY = "day", _("day")
        MONTH = "month", _("month")
        QUARTER = "quarter", _("quarter")

    project_request = models.ForeignKey(
        ProjectRequest, models.CASCADE, related_name="happenings"
    )
    kind = models.CharField(max_length=24, choices=Kind)
    on = models.DateField(
        null=True,
        blank=True,
        help_text=_("First day of the month or quarter where that is all one knows."),
    )
    precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)

    class Meta:
        ordering = ("on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("project_request", "kind"),
                name="%(app_label)s_%(class)s_once_a_request",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Partner(models.Model):
    """Owner, funder or promoter; a name is enough, an address lets them be told."""

    class Part(models.TextChoices):
        OWNER = "owner", _("owner")
        FUNDER = "funder", _("funder")
        PROMOTER = "promoter", _("promoter")

    project_request = models.ForeignKey(
        ProjectRequest, models.CASCADE, related_name="partners"
    )
    part = models.CharField(max_length=10, choices=Part)
    name = models.CharField(_("name"), max_length=120)
    contact = models.ForeignKey(
        "accounts.Contact",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="partner_in",
    )

    class Meta:
        ordering = ("part", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("project_request", "part"),
                name="%(app_label)s_%(class)s_one_per_part",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.name}"
