"""Messages and switches to look at; acting on them happens at /outbox/."""

from django.contrib import admin

from accounts.admin_pages import ReadOnlyAdmin
from notifications.models import DigestRun, MailSwitch, OutboxMessage


@admin.register(OutboxMessage)
class OutboxMessageAdmin(ReadOnlyAdmin):
    list_display = ("event", "recipient", "state", "attempts", "created_at", "sent_at")
    list_filter = ("state", "event")
    list_select_related = ("recipient",)
    show_full_result_count = False


@admin.register(MailSwitch)
class MailSwitchAdmin(ReadOnlyAdmin):
    list_display = ("channel", "event", "reason", "held_at", "released_at")


@admin.register(DigestRun)
class DigestRunAdmin(ReadOnlyAdmin):
    list_display = ("schedule", "period_key", "window_start", "window_end", "made_at")
