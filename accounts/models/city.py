"""The city: departments, IT teams, calendar and settings, wanted by every floor."""

from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import (
    MaxValueValidator,
    MinValueValidator,
    RegexValidator,
)
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def validate_time_zone(name: str) -> None:
    """Every page shows times in the city's zone: with a wrong one none would open.

    :raises ValidationError: there is no such zone.
    """
    if name not in available_timezones():
        raise ValidationError(
            _("There is no time zone of this name. One is America/Los_Angeles.")
        )


class Department(models.Model):
    code = models.CharField(_("code"), max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=120)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    liaison = models.ForeignKey(
        "accounts.Contact",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="liaison_for",
        help_text=_("Whom IT asks first; answers for the department's systems."),
    )
    is_it = models.BooleanField(_("is the IT department"), default=False)
    is_example = models.BooleanField(
        _("holds documented cases"),
        default=False,
        help_text=_("Left out of every default list, figure, digest and export."),
    )

    class Meta:
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("is_it",),
                condition=Q(is_it=True),
                name="%(app_label)s_%(class)s_one_it",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ITTeam(models.Model):
    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120)
    lead = models.ForeignKey(
        "accounts.Contact", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    full_time_equivalents = models.DecimalField(
        _("full-time equivalents"), max_digits=6, decimal_places=2
    )
    skills = models.JSONField(_("skills"), default=list, blank=True)
    project_hours_per_fiscal_year = models.PositiveIntegerField(
        _("project hours a fiscal year"),
        help_text=_("What is left for new projects after operations."),
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("IT team")
        verbose_name_plural = _("IT teams")

    def __str__(self) -> str:
        return self.name


class CitySettings(models.Model):
    """One row: what is true of this city. Read through `accounts.city.current()`."""

    name = models.CharField(_("name"), max_length=120, default="Our city")
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        default="America/Los_Angeles",
        validators=[validate_time_zone],
    )
    fiscal_year_start_month = models.PositiveSmallIntegerField(
        _("fiscal year starts in month"),
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text=_("7 means FY2027 runs from July 2026 to June 2027."),
    )
    request_prefix = models.CharField(
        _("request number prefix"),
        max_length=6,
        default="GW",
        validators=[RegexValidator("^[A-Z]+\\Z", _("Use capital letters only."))],
    )
    answer_by_business_days = models.PositiveSmallIntegerField(
        _("first answer within business days"), default=10
    )
    rfp_issue_binds = models.BooleanField(
        _("issuing an RFP makes money binding"), default=False
    )
    triage_lead = models.ForeignKey(
        "accounts.Contact", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    it_finance = models.ForeignKey(
        "accounts.Contact", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    drawn_on = models.DateField(
        _("day the example city was drawn for"),
        null=True,
        blank=True,
        help_text=_("A banner shows when the real day is more than 14 days off."),
    )

    class Meta:
        verbose_name = _("city settings")
        verbose_name_plural = _("city settings")
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1), name="%(app_label)s_%(class)s_one_row"
            ),
            models.CheckConstraint(
                condition=Q(
                    fiscal_year_start_month__gte=1, fiscal_year_start_month__lte=12
                ),
                name="%(app_label)s_%(class)s_real_month",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Holiday(models.Model):
    on = models.DateField(_("date"), unique=True)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        ordering = ("on",)

    def __str__(self) -> str:
        return f"{self.on}: {self.name}"


class BudgetEvent(models.Model):
    """A day of the city's budget calendar, such as the call for requests."""

    class Kind(models.TextChoices):
        CALL = "call", _("call for requests")
        DUE_TO_IT = "due_to_it", _("requests due to IT")
        DUE_TO_FINANCE = "due_to_finance", _("requests due to Finance")
        DECISION = "decision", _("decisions")
        ADOPTION = "adoption", _("adoption")
        OTHER = "other", _("something else")

    on = models.DateField(_("date"))
    name = models.CharField(_("what"), max_length=160)
    kind = models.CharField(
        _("kind"),
        max_length=16,
        choices=Kind,
        default=Kind.OTHER,
        help_text=_(
            "Calls set when ending money is told of; due days are reminded of."
        ),
    )
    fiscal_year = models.PositiveSmallIntegerField(
        _("for fiscal year"), null=True, blank=True
    )

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"{self.on}: {self.name}"
