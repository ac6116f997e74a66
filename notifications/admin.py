"""Messages and switches to look at; acting on them happens at /outbox/."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from notifications.models import DigestRun, MailSwitch, OutboxMessage


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's is not generic at run time
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(OutboxMessage)
class OutboxMessageAdmin(ReadOnly):
    list_display = ("event", "recipient", "state", "attempts", "created_at", "sent_at")
    list_filter = ("state", "event")
    list_select_related = ("recipient",)
    show_full_result_count = False


@admin.register(MailSwitch)
class MailSwitchAdmin(ReadOnly):
    list_display = ("channel", "event", "reason", "held_at", "released_at")


@admin.register(DigestRun)
class DigestRunAdmin(ReadOnly):
    list_display = ("schedule", "period_key", "window_start", "window_end", "made_at")
