"""Why and how: what a budget office asks for beside the money."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BusinessCase(models.Model):
    """The fields a budget request is written from (intake-fields, assessment stage).

    All may stay empty: what is, is printed as not yet known, with whom to ask.
    """

    project_request = models.OneToOneField(
        "intake.ProjectRequest", models.CASCADE, related_name="business_case"
    )
    # --- people and purpose
    priority = models.PositiveSmallIntegerField(
        _("department's priority, 1 first"), null=True, blank=True
    )
    goal_served = models.CharField(
        _("city goal or law served"), max_length=300, blank=True
    )
    evidence = models.TextField(_("what shows the need"), blank=True)
    users = models.CharField(
        _("who will use it, and how many"), max_length=300, blank=True
    )
    left_out = models.TextField(_("who could be left out or harmed"), blank=True)
    # --- how we will know it worked
    measure = models.CharField(_("measure"), max_length=200, blank=True)
    baseline = models.CharField(_("today's number"), max_length=120, blank=True)
    target = models.CharField(_("target"), max_length=120, blank=True)
    target_on = models.DateField(_("by when"), null=True, blank=True)
    measured_by = models.CharField(
        _("who measures and reports it"), max_length=120, blank=True
    )
    stop_rule = models.TextField(_("what result would end it"), blank=True)
    # --- other ways
    alternative_nothing = models.TextField(_("doing nothing"), blank=True)
    alternative_delay = models.TextField(_("a year later"), blank=True)
    alternative_smaller = models.TextField(_("a smaller scope"), blank=True)
    alternative_existing = models.TextField(_("using what the city has"), blank=True)
    alternative_shared = models.TextField(_("sharing somebody's service"), blank=True)
    why_proposed = models.TextField(_("why this way"), blank=True)
    # --- delivery and operation
    purchase_on = models.DateField(_("purchase"), null=True, blank=True)
    contract_ends_on = models.DateField(_("contract ends"), null=True, blank=True)
    procurement = models.CharField(
        _("how it will be bought"), max_length=200, blank=True
    )
    depends_on = models.TextField(_("what must happen first"), blank=True)
    vendors_contacted = models.TextField(_("vendors contacted, and when"), blank=True)
    runs_by_day = models.CharField(_("who runs it by day"), max_length=120, blank=True)
    answers_at_night = models.CharField(
        _("who answers at night"), max_length=120, blank=True
    )
    risks = models.TextField(_("three largest risks"), blank=True)
    # --- data and the end of it
    data_owner = models.CharField(_("who owns the data"), max_length=200, blank=True)
    retention = models.CharField(
        _("how long records are kept"), max_length=200, blank=True
    )
    exit_plan = models.TextField(_("how the city gets out, with its data"), blank=True)
    removal_owner = models.CharField(
        _("who takes it down at the end"), max_length=120, blank=True
    )
    if_not_funded = models.TextField(_("what slips if it is not funded"), blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.project_request_id}: business case"
