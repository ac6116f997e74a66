"""Back-office repair and reference data; people and roles have their own pages."""

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.sites.models import Site
from django.db.models import DateTimeField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin_pages import ModelAdmin, ReadOnlyAdmin
from accounts.models import (
    AuditEntry,
    BudgetEvent,
    CitySettings,
    Contact,
    Department,
    Holiday,
    ITTeam,
    User,
)

admin.site.site_title = "Groundwork"
admin.site.site_header = _("Groundwork administration")
admin.site.index_title = _("Reference data and repair")
# One door: the same sign-in, limits and second factor as everywhere.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

# What other applications register and nobody may change past our services.
admin.autodiscover()
for _model in (EmailAddress, Group, Site, SocialAccount, SocialApp, SocialToken):
    admin.site.unregister(_model)


class NothingAdded:
    """Rows are made and ended by services; the admin repairs what is in them."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Department)
class DepartmentAdmin(ModelAdmin):
    list_display = ("name", "code", "employees", "liaison", "is_it", "is_example")
    list_select_related = ("liaison",)
    search_fields = ("name", "code")
    raw_id_fields = ("liaison",)


@admin.register(ITTeam)
class ITTeamAdmin(ModelAdmin):
    list_display = ("name", "code", "lead", "project_hours_per_fiscal_year")
    list_select_related = ("lead",)
    search_fields = ("name", "code")
    raw_id_fields = ("lead",)


@admin.register(CitySettings)
class CitySettingsAdmin(NothingAdded, ModelAdmin):
    list_display = ("name", "time_zone", "fiscal_year_start_month", "triage_lead")
    list_select_related = ("triage_lead",)
    raw_id_fields = ("triage_lead", "it_finance")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return not CitySettings.objects.exists()


@admin.register(Holiday)
class HolidayAdmin(ModelAdmin):
    list_display = ("on", "name")
    date_hierarchy = "on"


@admin.register(BudgetEvent)
class BudgetEventAdmin(ModelAdmin):
    list_display = ("on", "name", "kind", "fiscal_year")
    list_filter = ("kind", "fiscal_year")


@admin.register(Contact)
class ContactAdmin(NothingAdded, ModelAdmin):
    list_display = ("name", "email", "department", "user", "suppressed_at")
    list_select_related = ("department", "user")
    list_filter = ("department",)
    search_fields = ("name", "email")
    readonly_fields = ("user", "email")
    # Django's own pair of boxes for date and time has no labels.
    formfield_overrides = {
        DateTimeField: {
            "form_class": forms.DateTimeField,
            "widget": forms.DateTimeInput,
        }
    }


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    list_display = ("name", "email", "department", "is_active", "joined_at")
    list_select_related = ("department",)
    list_filter = ("is_active", "department")
    search_fields = ("name", "email")
    fields = (
        "name",
        "email",
        "title",
        "department",
        "department_confirmed_at",
        "is_active",
        "joined_at",
        "last_login",
    )


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ("at", "action", "by_contact", "subject_type", "subject_label")
    list_select_related = ("by_contact",)
    list_filter = ("subject_type",)
    search_fields = ("action", "subject_label")
    # Counting a table that only grows would cost every page more.
    show_full_result_count = False
