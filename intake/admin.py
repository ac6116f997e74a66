"""The systems, categories and usual figures are kept here; the rest is looked at.

What people do to requests and prices goes through the services, which audit and
re-assess it.
"""

from typing import Any, cast

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import ngettext

from accounts.actors import Actor
from accounts.admin_pages import ModelAdmin, ReadOnlyAdmin, ReadOnlyRows
from accounts.models import User
from intake.models import (
    Answer,
    Ask,
    Category,
    CostDriver,
    CostLine,
    DefaultQuantity,
    DriverPrice,
    FundingLine,
    GrantProgram,
    Happening,
    Partner,
    ProjectRequest,
    Questionnaire,
    System,
    SystemTouch,
)
from intake.services import usual_figures


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


@admin.register(CostDriver)
class CostDriverAdmin(ReadOnlyAdmin):
    """Prices are set on the driver's own page, which judges requests again."""

    list_display = ("name", "code", "group", "unit", "timing", "retired_on")
    list_filter = ("group", "timing")
    search_fields = ("code", "name")
    inlines = (_rows(DriverPrice, "set_by"),)


@admin.register(DefaultQuantity)
class DefaultQuantityAdmin(ModelAdmin):
    list_display = ("category", "counted", "low", "likely", "high")
    list_select_related = ("category",)

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        told = usual_figures.usual_quantity_set(
            quantity=obj, by=_actor(request), now=timezone.now()
        )
        _tell(request, told)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Without it, lines of open requests would count nothing."""
        return obj is not None and not usual_figures.is_relied_on(obj)


@admin.register(GrantProgram)
class GrantProgramAdmin(ModelAdmin):
    list_display = ("name", "code", "match_share", "match_of", "win_share")
    search_fields = ("code", "name")

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        told = usual_figures.grant_program_set(
            program=obj, by=_actor(request), now=timezone.now()
        )
        _tell(request, told)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is not None and not obj.fundingline_set.exists()


def _actor(request: HttpRequest) -> Actor:
    return Actor.of(cast(User, request.user))


def _tell(request: HttpRequest, count: int) -> None:
    if count:
        text = ngettext(
            "%(count)s undecided request is scored again within a minute.",
            "%(count)s undecided requests are scored again within minutes.",
            count,
        )
        messages.info(request, text % {"count": count})
