"""The catalogue and the categories are kept here; requests can only be looked at.

What people do to requests goes through the services, which audit and re-assess it.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.admin_pages import ModelAdmin, ReadOnlyAdmin, ReadOnlyRows
from intake.models import (
    Answer,
    Ask,
    Category,
    CostLine,
    FundingLine,
    Happening,
    Partner,
    ProjectRequest,
    Questionnaire,
    System,
    SystemTouch,
)


def _rows(of: type, *related: str) -> type[ReadOnlyRows]:
    """Rows of one model under its request; `related` are read in the same query."""

    class Rows(ReadOnlyRows):
        model = of

        def get_queryset(self, request: HttpRequest) -> Any:
            return super().get_queryset(request).select_related(*related)

    return Rows


@admin.register(ProjectRequest)
class ProjectRequestAdmin(ReadOnlyAdmin):
    list_display = ("number", "title", "department", "step", "is_example")
    list_filter = ("step", "department")
    list_select_related = ("department",)
    search_fields = ("number", "title")
    inlines = (
        _rows(Happening),
        _rows(Partner, "contact"),
        _rows(SystemTouch, "system"),
        _rows(Answer, "answered_by"),
        _rows(Ask, "to", "asked_by", "answered_by"),
        _rows(CostLine, "team"),
        _rows(FundingLine),
    )


@admin.register(System)
class SystemAdmin(ModelAdmin):
    list_display = ("name", "code", "owner_department", "vendor", "end_of_support_on")
    list_filter = ("owner_department", "disposition")
    list_select_related = ("owner_department",)
    search_fields = ("code", "name", "vendor")
    raw_id_fields = ("owner",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A system requests point to stays; an old one is marked "eliminate"."""
        return obj is not None and not obj.touches.exists()


@admin.register(Category)
class CategoryAdmin(ModelAdmin):
    list_display = ("name", "code", "position")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is not None and not obj.projectrequest_set.exists()


@admin.register(Questionnaire)
class QuestionnaireAdmin(ReadOnlyAdmin):
    """Published wordings; a new one arrives with its rubric."""

    list_display = ("version", "language", "published_at", "is_live")
