"""Looking, not changing: projects move through their services, with a reason."""

from django.contrib import admin

from accounts.admin_pages import ReadOnlyAdmin, ReadOnlyRows
from projects.models import PhaseChange, Project, ProjectNote


class PhaseChangeInline(ReadOnlyRows):
    model = PhaseChange


class ProjectNoteInline(ReadOnlyRows):
    model = ProjectNote


@admin.register(Project)
class ProjectAdmin(ReadOnlyAdmin):
    list_display = ("ref", "name", "phase", "phase_since_on", "owner_department")
    list_filter = ("phase", "owner_department", "is_example")
    list_select_related = ("owner_department",)
    search_fields = ("ref", "name")
    inlines = (PhaseChangeInline, ProjectNoteInline)
