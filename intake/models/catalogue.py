"""What the city already runs."""

from django.core.validators import validate_slug
from django.db import models
from django.utils.translation import gettext_lazy as _


class System(models.Model):
    class Criticality(models.TextChoices):
        MISSION = "mission", _("mission")
        CRITICAL = "critical", _("critical")
        IMPORTANT = "important", _("important")
        ROUTINE = "routine", _("routine")

    class Disposition(models.TextChoices):
        """What IT means to do with it (tolerate, invest, migrate, eliminate)."""

        TOLERATE = "tolerate", _("tolerate")
        INVEST = "invest", _("invest")
        MIGRATE = "migrate", _("migrate")
        ELIMINATE = "eliminate", _("eliminate")

    # Stands in the address of its page.
    code = models.CharField(
        _("code"), max_length=20, unique=True, validators=[validate_slug]
    )
    name = models.CharField(_("name"), max_length=120)
    owner_department = models.ForeignKey(
        "accounts.Department", models.PROTECT, related_name="systems"
    )
    owner = models.ForeignKey(
        "accounts.Contact",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="systems_owned",
        help_text=_("Empty: the owner department's liaison."),
    )
    it_team = models.ForeignKey(
        "accounts.ITTeam", models.PROTECT, null=True, blank=True, related_name="systems"
    )
    vendor = models.CharField(_("vendor"), max_length=120, blank=True)
    installed_year = models.PositiveSmallIntegerField(
        _("installed"), null=True, blank=True
    )
    end_of_support_on = models.DateField(_("support ends"), null=True, blank=True)
    integration_methods = models.JSONField(default=list, blank=True)
    criticality = models.CharField(max_length=12, blank=True, choices=Criticality)
    data_class = models.CharField(max_length=20, blank=True)
    hosting = models.CharField(max_length=20, blank=True)
    disposition = models.CharField(max_length=12, blank=True, choices=Disposition)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class SystemTouch(models.Model):
    """A system the request touches or looks like, and whether it would do."""

    class Fit(models.TextChoices):
        WOULD_DO = "would_do", _("would do")
        PARTLY = "partly", _("would do partly")
        NO = "no", _("would not do")
        NOT_SURE = "not_sure", _("not sure")

    project_request = models.ForeignKey(
        "intake.ProjectRequest", models.CASCADE, related_name="system_touches"
    )
    system = models.ForeignKey(System, models.PROTECT, related_name="touches")
    fit = models.CharField(max_length=10, choices=Fit, default=Fit.NOT_SURE)
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("project_request", "system"),
                name="%(app_label)s_%(class)s_once_a_request",
            )
        ]

    def __str__(self) -> str:
        return f"{self.system}: {self.get_fit_display()}"
