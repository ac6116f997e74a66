"""What things usually cost: the catalogue of cost drivers, and what it falls back on."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from intake.models.money import CostType, Timing

# Any category may bring a driver that names none of them.
ANY_CATEGORY = "any"


class CostDriver(models.Model):
    """Something cities pay for again and again; its prices are rows of their own.

    A price is dollars, hours or full-time equivalents for each `per` of what is counted.
    `timing` and `cost_type` are proposals for a line; an hourly rate proposes none.
    """

    class Group(models.TextChoices):
        DEVICES = "devices", _("devices")
        CONNECTIVITY = "connectivity", _("connectivity")
        STORAGE = "storage", _("storage")
        LICENCE = "licence", _("licenses")
        SOFTWARE = "software", _("software")
        INTEGRATION = "integration", _("integration")
        SECURITY = "security", _("security")
        PRIVACY = "privacy", _("privacy")
        DELIVERY = "delivery", _("delivery")
        TRAINING = "training", _("training")
        OPERATIONS = "operations", _("operations")
        GATEWAY = "gateway", _("gateways")
        PLATFORM = "platform", _("platforms")
        RATE = "rate", _("hourly rates")

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=120)
    group = models.CharField(_("group"), max_length=16, choices=Group)
    unit = models.CharField(
        _("unit"), max_length=60, help_text=_("What the price is for: “camera-year”.")
    )
    counted = models.CharField(
        _("what is counted"),
        max_length=60,
        help_text=_("One of what the quantity counts: “camera”."),
    )
    per = models.PositiveSmallIntegerField(
        _("price is for so many"), default=1, help_text=_("100 for “FTE per 100”.")
    )
    timing = models.CharField(_("when"), max_length=12, choices=Timing, blank=True)
    cost_type = models.CharField(_("kind"), max_length=12, choices=CostType, blank=True)
    applies_to = models.JSONField(
        _("categories"),
        default=list,
        help_text=_("Codes of the categories that usually bring it, or “any”."),
    )
    repeat_years = models.PositiveSmallIntegerField(
        _("bought again after years"), null=True, blank=True
    )
    life_years = models.PositiveSmallIntegerField(
        _("wears out after years"), null=True, blank=True
    )
    position = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(_("no longer offered since"), null=True, blank=True)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("cost driver")
        constraints = [
            models.CheckConstraint(
                condition=Q(per__gte=1), name="%(app_label)s_%(class)s_per_something"
            )
        ]

    def __str__(self) -> str:
        return self.name


class DriverPrice(models.Model):
    """One version of a driver's price; the newest counts. Never changed or deleted.

    In dollars, hours or full-time equivalents of fiscal year `base_year`. `sources` is a
    list of {text, url}, and `on` where the source has a day. What the catalogue brought
    has no `set_by` and tells its `release`; what the city put in its place has one, and a
    reason.
    """

    class Confidence(models.TextChoices):
        QUOTE = "quote", _("the city's own quote")
        SOURCED = "sourced", _("published figures")
        MIXED = "mixed", _("partly published figures")
        MEMORY = "memory", _("practitioners' estimate")

    driver = models.ForeignKey(CostDriver, models.PROTECT, related_name="prices")
    version = models.PositiveSmallIntegerField(default=1)
    low = models.DecimalField(_("low"), max_digits=14, decimal_places=4)
    likely = models.DecimalField(_("likely"), max_digits=14, decimal_places=4)
    high = models.DecimalField(_("high"), max_digits=14, decimal_places=4)
    base_year = models.PositiveSmallIntegerField(_("prices of fiscal year"))
    confidence = models.CharField(_("how sure"), max_length=8, choices=Confidence)
    sources = models.JSONField(_("sources"), default=list)
    note = models.CharField(_("note"), max_length=300, blank=True)
    set_at = models.DateTimeField(_("set"))
    set_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("why"), max_length=300, blank=True)
    release = models.PositiveSmallIntegerField(
        _("release of the catalogue"), null=True, blank=True
    )

    class Meta:
        ordering = ("driver", "-version")
        constraints = [
            models.UniqueConstraint(
                fields=("driver", "version"), name="%(app_label)s_%(class)s_one_version"
            ),
            models.CheckConstraint(
                condition=Q(low__gte=0, likely__gte=F("low"), high__gte=F("likely")),
                name="%(app_label)s_%(class)s_in_order",
            ),
            models.CheckConstraint(
                condition=Q(set_by__isnull=True) | ~Q(reason=""),
                name="%(app_label)s_%(class)s_set_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.driver_id} v{self.version}"

    @property
    def is_point(self) -> bool:
        return self.low == self.likely == self.high


class DefaultQuantity(models.Model):
    """How many of its thing a category usually brings, for when nobody knows yet."""

    category = models.OneToOneField(
        "intake.Category", models.CASCADE, related_name="default_quantity"
    )
    counted = models.CharField(_("what is counted"), max_length=60)
    low = models.PositiveIntegerField(_("low"))
    likely = models.PositiveIntegerField(_("likely"))
    high = models.PositiveIntegerField(_("high"))

    class Meta:
        ordering = ("category",)
        verbose_name_plural = _("default quantities")
        constraints = [
            models.CheckConstraint(
                condition=Q(likely__gte=F("low"), high__gte=F("likely")),
                name="%(app_label)s_%(class)s_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.low}–{self.high} {self.counted}"


class GrantProgram(models.Model):
    """A source of grants: what match it asks for and how often it says yes."""

    class MatchOf(models.TextChoices):
        PROJECT = "project", _("of the project's cost")
        AWARD = "award", _("of the grant")

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120)
    match_share = models.DecimalField(
        _("local match"), max_digits=5, decimal_places=4, default=Decimal(0)
    )
    match_of = models.CharField(
        _("match is a share"), max_length=8, choices=MatchOf, default=MatchOf.PROJECT
    )
    win_share = models.DecimalField(
        _("share of applications granted"), max_digits=5, decimal_places=4
    )
    award_note = models.CharField(_("usual award"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=400, blank=True)

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("grant program")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    match_share__gte=0,
                    match_share__lt=1,
                    win_share__gte=0,
                    win_share__lte=1,
                ),
                name="%(app_label)s_%(class)s_shares",
            )
        ]

    def __str__(self) -> str:
        return self.name


class RefusedSuggestion(models.Model):
    """A line that usually comes with the category, and does not come here."""

    project_request = models.ForeignKey(
        "intake.ProjectRequest", models.CASCADE, related_name="refused_suggestions"
    )
    driver = models.ForeignKey(CostDriver, models.PROTECT, related_name="+")
    because = models.CharField(_("why not"), max_length=200, blank=True)
    refused_at = models.DateTimeField()
    refused_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("project_request", "driver"),
                name="%(app_label)s_%(class)s_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_request_id}: no {self.driver_id}"
