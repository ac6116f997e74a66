"""Looking, not changing: judgements are for ever, decisions move through services."""

from django.contrib import admin
from django.http import HttpRequest

from triage.models import Assessment, Decision, Rubric


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's is not generic at run time
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Rubric)
class RubricAdmin(ReadOnly):
    list_display = ("version", "questionnaire", "published_at", "is_live")
    list_select_related = ("questionnaire",)


@admin.register(Assessment)
class AssessmentAdmin(ReadOnly):
    list_display = ("project_request", "made_at", "tier", "held_tier", "rubric")
    list_select_related = ("project_request", "rubric")
    list_filter = ("tier", "rubric")
    search_fields = ("project_request__number",)
    show_full_result_count = False


@admin.register(Decision)
class DecisionAdmin(ReadOnly):
    list_display = (
        "project_request",
        "outcome",
        "decided_at",
        "decided_by",
        "confirmed_at",
        "sent_back_at",
    )
    list_select_related = ("project_request", "decided_by")
    list_filter = ("outcome", "needs_confirmation")
    search_fields = ("project_request__number",)
