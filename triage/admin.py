"""Looking, not changing: judgements are for ever, decisions move through services."""

from django.contrib import admin

from accounts.admin_pages import ReadOnlyAdmin
from triage.models import Assessment, Decision, Rubric


@admin.register(Rubric)
class RubricAdmin(ReadOnlyAdmin):
    list_display = ("version", "questionnaire", "published_at", "is_live")
    list_select_related = ("questionnaire",)


@admin.register(Assessment)
class AssessmentAdmin(ReadOnlyAdmin):
    list_display = ("project_request", "made_at", "tier", "held_tier", "rubric")
    list_select_related = ("project_request", "rubric")
    list_filter = ("tier", "rubric")
    search_fields = ("project_request__number",)
    show_full_result_count = False


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
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
