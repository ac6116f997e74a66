"""What it costs and who pays, by fiscal year, in cents."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Payer(models.TextChoices):
    DEPARTMENT = "department", _("department")
    IT = "it", _("IT")


class Timing(models.TextChoices):
    ONE_TIME = "one_time", _("one-time")
    RECURRING = "recurring", _("recurring")


class CostType(models.TextChoices):
    CAPITAL = "capital", _("capital")
    OPERATING = "operating", _("operating")
    STAFF_HOURS = "staff_hours", _("staff hours")
    FTE = "fte", _("staff, full-time equivalent")


STAFF_TYPES = (CostType.STAFF_HOURS, CostType.FTE)


class CostLine(models.Model):
    """One thing to pay for, or one team's time. Staff time is hours, never dollars."""

    project_request = models.ForeignKey(
        "intake.ProjectRequest", models.CASCADE, related_name="cost_lines"
    )
    description = models.CharField(_("what"), max_length=160)
    payer = models.CharField(_("paid by"), max_length=12, choices=Payer)
    timing = models.CharField(_("when"), max_length=12, choices=Timing)
    cost_type = models.CharField(_("kind"), max_length=12, choices=CostType)
    team = models.ForeignKey(
        "accounts.ITTeam",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("IT team"),
    )
    source_note = models.CharField(
        _("where the figure comes from"), max_length=200, blank=True
    )
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(cost_type__in=("staff_hours", "fte"), team__isnull=False)
                | Q(cost_type__in=("capital", "operating"), team__isnull=True),
                name="%(app_label)s_%(class)s_team_for_staff_time",
            )
        ]

    def __str__(self) -> str:
        return self.description


class CostAmount(models.Model):
    """A line's likely amount in one fiscal year, already escalated, with contingency."""

    line = models.ForeignKey(CostLine, models.CASCADE, related_name="amounts")
    fiscal_year = models.PositiveSmallIntegerField()
    cents = models.BigIntegerField(null=True, blank=True)
    hours = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ("fiscal_year",)
        constraints = [
            models.UniqueConstraint(
                fields=("line", "fiscal_year"),
                name="%(app_label)s_%(class)s_one_a_year",
            ),
            models.CheckConstraint(
                condition=Q(cents__gte=0, hours__isnull=True)
                | Q(cents__isnull=True, hours__gte=0),
                name="%(app_label)s_%(class)s_cents_or_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"FY{self.fiscal_year}"


class FundingLine(models.Model):
    """Money from one source, spread evenly by months or paid as a lump sum."""

    class SourceType(models.TextChoices):
        GENERAL_FUND = "general_fund", _("General Fund")
        ENTERPRISE = "enterprise", _("enterprise fund or fee")
        BOND = "bond", _("bond")
        GRANT = "grant", _("grant")
        TRANSFER = "transfer", _("department transfer or chargeback")
        PARTNER = "partner", _("vendor-financed, advertising or savings")

    class Certainty(models.TextChoices):
        COMMITTED = "committed", _("committed")
        AWARDED = "awarded", _("awarded")
        BUDGETED = "budgeted", _("budgeted")
        REQUESTED = "requested", _("requested")
        APPLIED = "applied", _("applied for")
        PLANNED = "planned", _("planned")

    project_request = models.ForeignKey(
        "intake.ProjectRequest", models.CASCADE, related_name="funding_lines"
    )
    source = models.CharField(_("source"), max_length=160)
    source_type = models.CharField(_("type"), max_length=16, choices=SourceType)
    certainty = models.CharField(_("how certain"), max_length=12, choices=Certainty)
    cents = models.BigIntegerField(_("amount"))
    start_on = models.DateField(_("from"))
    end_on = models.DateField(_("until"))
    payer = models.CharField(
        _("for"),
        max_length=12,
        choices=Payer,
        help_text=_("Whose costs it may pay."),
    )
    allows = models.JSONField(
        _("may pay for"),
        default=list,
        help_text=_('Classes such as "one_time:capital".'),
    )
    lump_sum = models.BooleanField(_("paid as a lump sum"), default=False)
    is_from_idea = models.BooleanField(
        default=False,
        help_text=_("Follows the money told on the idea form until changed itself."),
    )
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(cents__gte=0), name="%(app_label)s_%(class)s_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(end_on__gte=F("start_on")),
                name="%(app_label)s_%(class)s_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=("project_request",),
                condition=Q(is_from_idea=True),
                name="%(app_label)s_%(class)s_one_from_idea",
            ),
        ]

    def __str__(self) -> str:
        return self.source
