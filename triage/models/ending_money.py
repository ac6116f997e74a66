"""Which money ends and leaves cost behind, for lists and for the daily look at it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from intake.lifecycle import OPEN_STEPS, Outcome, Step
from intake.models import ProjectRequest
from projects.lifecycle import Phase

_ANSWERED = ~Q(funding_line__switch_off_plan="") | (
    ~Q(funding_line__successor_source="") & ~Q(funding_line__successor_owner="")
)
_REQUEST = "funding_line__project_request"


class EndingMoneyQuerySet(models.QuerySet["EndingMoney"]):
    def visible_to(self, user: User) -> Self:
        requests = ProjectRequest.objects.visible_to(user)
        return self.filter(**{f"{_REQUEST}__in": requests.values("pk")})

    def alive(self) -> Self:
        """Of open requests, and of accepted ones whose project is not retired.

        Without documented cases, which never count.
        """
        is_open = Q(**{f"{_REQUEST}__step__in": OPEN_STEPS})
        is_accepted = Q(
            **{
                f"{_REQUEST}__step": Step.DECIDED,
                f"{_REQUEST}__outcome": Outcome.ACCEPTED,
            }
        )
        real = self.filter(is_open | is_accepted, **{f"{_REQUEST}__is_example": False})
        return real.exclude(**{f"{_REQUEST}__project__phase": Phase.RETIRED})

    def unanswered(self) -> Self:
        """Nobody who pays afterwards is named, nor how it is switched off."""
        return self.exclude(_ANSWERED)

    def in_order(self) -> Self:
        return self.order_by("ends_on", "pk")


class EndingMoney(models.Model):
    """A funding line whose end leaves recurring cost on nobody, in cents.

    Copied from the current assessment and replaced with it. Who pays afterwards is read
    from the line itself, for it may be named after the decision too.
    """

    funding_line = models.OneToOneField(
        "intake.FundingLine", models.CASCADE, related_name="ending"
    )
    ends_on = models.DateField(_("ends"))
    pays_cents = models.BigIntegerField(
        _("pays a year"), help_text=_("Of recurring cost, in its best fiscal year.")
    )
    missing_cents = models.BigIntegerField(
        _("missing a year"), help_text=_("Of that, what nobody pays afterwards.")
    )
    missing_year = models.PositiveSmallIntegerField(
        _("from fiscal year"), help_text=_("The first without any of this money.")
    )

    objects: ClassVar = EndingMoneyQuerySet.as_manager()

    class Meta:
        ordering = ("ends_on", "pk")
        indexes = [models.Index(fields=("ends_on", "id"), name="triage_ending_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    missing_cents__gt=0, pays_cents__gte=models.F("missing_cents")
                ),
                name="%(app_label)s_%(class)s_leaves_something",
            )
        ]

    def __str__(self) -> str:
        return f"{self.funding_line_id}: {self.ends_on}"

    @property
    def is_answered(self) -> bool:
        """Somebody is named who pays afterwards, or how it is switched off."""
        line = self.funding_line
        is_named = bool(line.successor_source and line.successor_owner)
        return is_named or bool(line.switch_off_plan)
