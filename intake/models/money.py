"""What it costs and who pays, by fiscal year, in cents."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


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


def _three_point_end(label: "_StrPromise") -> "models.DecimalField[Any, Any]":
    return models.DecimalField(
        label, max_digits=14, decimal_places=4, null=True, blank=True
    )


def in_order(name: str) -> Q:
    """All three of `name` are empty, or none is and low ≤ likely ≤ high."""
    low, likely, high = f"{name}_low", f"{name}_likely", f"{name}_high"
    empty = {f"{field}__isnull": True for field in (low, likely, high)}
    given = {f"{field}__isnull": False for field in (low, likely, high)}
    order = {f"{low}__gte": 0, f"{likely}__gte": F(low), f"{high}__gte": F(likely)}
    return Q(**empty) | Q(**given, **order)


STAFF_TYPES = (CostType.STAFF_HOURS, CostType.FTE)


class CostLine(models.Model):
    """One thing to pay for, or one team's time. Staff time is hours, never dollars.

    A line is quantity times price, each known, a range, or unknown (all three empty:
    the category's usual quantity, the driver's price), or its amounts were entered year
    by year as `CostAmount`. Prices are dollars, hours or full-time equivalents; one with
    `quoted_on` is a quote.
    """

    class Basis(models.TextChoices):
        BY_YEAR = "by_year", _("amounts entered by fiscal year")
        PRICED = "priced", _("quantity times price")

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
    basis = models.CharField(max_length=8, choices=Basis, default=Basis.BY_YEAR)
    driver = models.ForeignKey(
        "intake.CostDriver",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lines",
        verbose_name=_("cost driver"),
    )
    counted = models.CharField(
        _("what is counted"),
        max_length=60,
        blank=True,
        help_text=_("Of a line without driver: “license”."),
    )
    quantity_low = _three_point_end(_("quantity, low"))
    quantity_likely = _three_point_end(_("quantity, likely"))
    quantity_high = _three_point_end(_("quantity, high"))
    price_low = _three_point_end(_("price, low"))
    price_likely = _three_point_end(_("price, likely"))
    price_high = _three_point_end(_("price, high"))
    quoted_on = models.DateField(_("date of the quote"), null=True, blank=True)
    from_on = models.DateField(
        _("from"), null=True, blank=True, help_text=_("Empty: from the wanted start.")
    )
    until_on = models.DateField(
        _("until"), null=True, blank=True, help_text=_("Empty: for good.")
    )
    fiscal_years = models.JSONField(
        _("only in fiscal years"),
        default=list,
        blank=True,
        help_text=_("Of a one-time line, the years it is bought in."),
    )
    repeat_years = models.PositiveSmallIntegerField(
        _("bought again after years"), null=True, blank=True
    )
    life_years = models.PositiveSmallIntegerField(
        _("wears out after years"), null=True, blank=True
    )
    is_reserve = models.BooleanField(
        _("puts money aside for replacement"), default=False
    )
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=in_order("quantity"),
                name="%(app_label)s_%(class)s_quantity_in_order",
            ),
            models.CheckConstraint(
                condition=in_order("price"),
                name="%(app_label)s_%(class)s_price_in_order",
            ),
            models.CheckConstraint(
                condition=Q(basis="by_year")
                | Q(basis="priced")
                & (
                    Q(driver__isnull=False)
                    | Q(quantity_low__isnull=False, price_low__isnull=False)
                ),
                name="%(app_label)s_%(class)s_has_a_price",
            ),
            models.CheckConstraint(
                condition=Q(quoted_on__isnull=True)
                | Q(
                    price_low__isnull=False,
                    price_low=F("price_likely"),
                    price_high=F("price_likely"),
                ),
                name="%(app_label)s_%(class)s_quote_is_one_price",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True)
                | Q(from_on__isnull=True)
                | Q(until_on__gte=F("from_on")),
                name="%(app_label)s_%(class)s_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(cost_type__in=("staff_hours", "fte"), team__isnull=False)
                | Q(cost_type__in=("capital", "operating"), team__isnull=True),
                name="%(app_label)s_%(class)s_team_for_staff_time",
            ),
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
    program = models.ForeignKey(
        "intake.GrantProgram",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("grant program"),
    )
    match_share = models.DecimalField(
        _("local match asked for"),
        max_digits=5,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("A share, 0.2 for 20%. Empty: none."),
    )
    match_of = models.CharField(
        _("match is a share"),
        max_length=8,
        default="project",
        choices=[
            ("project", _("of the project's cost")),
            ("award", _("of the grant")),
        ],
    )
    matches = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="matched_by",
        verbose_name=_("is the match of"),
    )
    transfer_memo = models.CharField(
        _("signed transfer memo"),
        max_length=160,
        blank=True,
        help_text=_("With one, it may pay the other side's costs too."),
    )
    successor_source = models.CharField(
        _("who pays afterwards"), max_length=160, blank=True
    )
    successor_owner = models.CharField(
        _("who answers for that"), max_length=120, blank=True
    )
    switch_off_plan = models.TextField(_("or how it is switched off"), blank=True)
    budget_call_year = models.PositiveSmallIntegerField(
        _("asked for in the budget of fiscal year"), null=True, blank=True
    )
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
            models.CheckConstraint(
                condition=Q(match_share__isnull=True)
                | Q(match_share__gt=0, match_share__lt=1),
                name="%(app_label)s_%(class)s_match_is_a_share",
            ),
            models.UniqueConstraint(
                fields=("project_request",),
                condition=Q(is_from_idea=True),
                name="%(app_label)s_%(class)s_one_from_idea",
            ),
        ]

    def __str__(self) -> str:
        return self.source
