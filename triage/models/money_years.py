"""What a request's money comes to in each fiscal year, for sums over many requests."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from triage.scoring.budget import Scope


class RequestMoneyYear(models.Model):
    """One request, one fiscal year, the whole project or IT's part of it, in cents.

    Copied from the current assessment and replaced with it; without a cost line there
    is none. `low` is low cost with the most money, `high` high cost with certain money
    only; `unfunded` is recurring cost nobody pays.
    """

    SCOPES = [(Scope.ALL.value, _("whole project")), (Scope.IT.value, _("IT's part"))]

    project_request = models.ForeignKey(
        "intake.ProjectRequest", models.CASCADE, related_name="money_years"
    )
    scope = models.CharField(max_length=4, choices=SCOPES)
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    cost_low = models.BigIntegerField()
    cost = models.BigIntegerField()
    cost_high = models.BigIntegerField()
    gap_low = models.BigIntegerField()
    gap = models.BigIntegerField()
    gap_high = models.BigIntegerField()
    unfunded_low = models.BigIntegerField()
    unfunded = models.BigIntegerField()
    unfunded_high = models.BigIntegerField()

    class Meta:
        ordering = ("project_request", "scope", "fiscal_year")
        indexes = [
            models.Index(
                fields=("fiscal_year", "scope", "project_request"),
                name="triage_money_by_year",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("project_request", "scope", "fiscal_year"),
                name="%(app_label)s_%(class)s_one_a_year",
            ),
            models.CheckConstraint(
                condition=Q(scope__in=[scope.value for scope in Scope]),
                name="%(app_label)s_%(class)s_known_scope",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_request_id} {self.scope} FY{self.fiscal_year}"


class RequestTeamYear(models.Model):
    """Hours one request needs of one IT team in one fiscal year, likely case.

    What all requests together lack is told from these and what the team has free:
    each request alone is reckoned as if the team had all its hours for it.
    """

    project_request = models.ForeignKey(
        "intake.ProjectRequest", models.CASCADE, related_name="team_years"
    )
    team = models.ForeignKey(
        "accounts.ITTeam", models.PROTECT, related_name="+", verbose_name=_("IT team")
    )
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    hours = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        ordering = ("project_request", "team", "fiscal_year")
        indexes = [
            models.Index(
                fields=("fiscal_year", "team", "project_request"),
                name="triage_team_hours_by_year",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("project_request", "team", "fiscal_year"),
                name="%(app_label)s_%(class)s_one_a_year",
            ),
            models.CheckConstraint(
                condition=Q(hours__gt=0), name="%(app_label)s_%(class)s_some_hours"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_request_id} {self.team_id} FY{self.fiscal_year}"
