"""Reads of one project table, in the domain's words."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.roles import Permission
from projects.lifecycle import Phase

if TYPE_CHECKING:
    from projects.models import Project  # noqa: F401


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, user: User) -> Self:
        """Those the own department owns or asked for, and those one is named in; all
        for IT's readers. Without a role only those one is named in."""
        if not user.is_active:
            return self.none()
        if Permission.PROJECT_SEE_ALL in user.permissions:
            return self
        named = Q(lead=user.contact) | Q(
            project_request__in=user.contact.partner_in.values("project_request")
        )
        may_see = Permission.PROJECT_SEE in user.permissions
        if not may_see or user.department_confirmed_at is None:
            return self.filter(named)
        return self.filter(
            named
            | Q(owner_department=user.department_id)
            | Q(project_request__department=user.department_id)
        )

    def real(self) -> Self:
        """Without documented cases, which never count."""
        return self.filter(is_example=False)

    def in_phase(self, phase: Phase) -> Self:
        return self.filter(phase=phase)

    def newest_move_first(self) -> Self:
        return self.order_by("-phase_since_on", "-pk")
