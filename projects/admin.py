"""Looking, not changing: projects move through their services, with a reason."""

from django.contrib import admin
from django.http import HttpRequest

from projects.models import PhaseChange, Project, ProjectNote


class ReadOnly:
    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class PhaseChangeInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    model = PhaseChange
    extra = 0


class ProjectNoteInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    model = ProjectNote
    extra = 0


@admin.register(Project)
class ProjectAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("ref", "name", "phase", "phase_since_on", "owner_department")
    list_filter = ("phase", "owner_department", "is_example")
    list_select_related = ("owner_department",)
    search_fields = ("ref", "name")
    inlines = (PhaseChangeInline, ProjectNoteInline)
