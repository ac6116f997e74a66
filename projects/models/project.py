"""A project, its moves and dated notes about it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from projects.lifecycle import Phase
from projects.querysets import ProjectQuerySet

PHASE_LABELS = {
    Phase.PLANNED: _("Planned"),
    Phase.DELIVERING: _("Delivering"),
    Phase.LIVE: _("Live"),
    Phase.CORE: _("Core"),
    Phase.SIDELINED: _("Sidelined"),
    Phase.DEFERRED: _("Deferred"),
    Phase.RETIRED: _("Retired"),
}
PHASE_CHOICES = [(phase.value, label) for phase, label in PHASE_LABELS.items()]


class RefCounter(models.Model):
    """One row: the last reference given out; raised by one conditional update."""

    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1), name="%(app_label)s_%(class)s_one_row"
            )
        ]

    def __str__(self) -> str:
        return str(self.last)


class Project(models.Model):
    """`version` guards moves. Phase and its day are copies of the newest PhaseChange."""

    ref = models.CharField(_("reference"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120)
    project_request = models.OneToOneField(
        "intake.ProjectRequest",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="project",
        verbose_name=_("request"),
        help_text=_("Empty: the project is older than Groundwork."),
    )
    phase = models.CharField(_("phase"), max_length=12, choices=PHASE_CHOICES)
    phase_since_on = models.DateField(_("in this phase since"))
    wake_on = models.DateField(
        _("look at it again on"),
        null=True,
        blank=True,
        help_text=_("Only while sidelined or deferred."),
    )
    owner_department = models.ForeignKey(
        "accounts.Department",
        models.PROTECT,
        related_name="projects",
        verbose_name=_("owner"),
    )
    lead = models.ForeignKey(
        "accounts.Contact",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects_led",
        verbose_name=_("lead in IT"),
    )
    opened_at = models.DateTimeField(_("opened"))
    opened_by = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="projects_opened"
    )
    it_cost_to_date_cents = models.BigIntegerField(
        _("IT cost to date, in cents"), default=0
    )
    is_example = models.BooleanField(_("documented case"), default=False)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()

    objects: ClassVar = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ("ref",)
        indexes = [
            models.Index(
                fields=("-phase_since_on", "-id"), name="projects_project_newest_move"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(phase__in=[phase.value for phase in Phase]),
                name="%(app_label)s_%(class)s_known_phase",
            ),
            models.CheckConstraint(
                condition=Q(it_cost_to_date_cents__gte=0),
                name="%(app_label)s_%(class)s_cost_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(phase="deferred", wake_on__isnull=False)
                | Q(phase="sidelined")
                | ~Q(phase__in=("deferred", "sidelined")) & Q(wake_on__isnull=True),
                name="%(app_label)s_%(class)s_wakes_from_rest",
            ),
            models.CheckConstraint(
                condition=Q(wake_on__isnull=True) | Q(wake_on__gt=F("phase_since_on")),
                name="%(app_label)s_%(class)s_wakes_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.name}"


class PhaseChange(models.Model):
    """One move: the day it happened, and when and by whom it was recorded."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="phase_changes")
    from_phase = models.CharField(max_length=12, blank=True, choices=PHASE_CHOICES)
    to_phase = models.CharField(max_length=12, choices=PHASE_CHOICES)
    on = models.DateField(_("day"))
    reason = models.CharField(_("reason"), max_length=1000)
    at = models.DateTimeField(_("recorded"))
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        indexes = [models.Index(fields=("at",), name="projects_phasechange_at")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_phase__in=[phase.value for phase in Phase])
                & ~Q(from_phase=F("to_phase")),
                name="%(app_label)s_%(class)s_moves",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="%(app_label)s_%(class)s_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_phase} → {self.to_phase}"


class ProjectNote(models.Model):
    """Something that happened on a day and moved nothing."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="notes")
    on = models.DateField(_("day"))
    text = models.CharField(_("what happened"), max_length=1000)
    at = models.DateTimeField(_("recorded"))
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ("on", "pk")
        indexes = [models.Index(fields=("at",), name="projects_projectnote_at")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""), name="%(app_label)s_%(class)s_says_something"
            )
        ]

    def __str__(self) -> str:
        return self.text
