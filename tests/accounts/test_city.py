from datetime import date

import pytest
from django.utils import timezone

from accounts import city as city_of
from accounts.models import CitySettings


def test_current_before_anybody_set_it_is_defaults(db):
    assert city_of.current().pk == 1
    assert not CitySettings.objects.exists()


def test_current_outside_a_request_is_never_old(city):
    city_of.current()
    CitySettings.objects.update(name="Renamed")

    assert city_of.current().name == "Renamed"


def test_remembered_reads_settings_and_holidays_once(city, django_assert_num_queries):
    with django_assert_num_queries(2), city_of.remembered():
        for _time in range(3):
            city_of.current()
            city_of.business_days_after(date(2026, 11, 23), 3)


def test_remembered_forgets_at_its_end(city):
    with city_of.remembered():
        city_of.current()
    CitySettings.objects.update(name="Renamed")

    with city_of.remembered():
        assert city_of.current().name == "Renamed"


def test_day_of_is_the_date_in_the_city(city, now):
    late_evening = now.replace(hour=7, day=24)

    assert late_evening.date() == date(2026, 11, 24)
    assert city_of.day_of(late_evening) == date(2026, 11, 23)


def test_business_days_know_the_city_holidays(city):
    assert city_of.business_days_after(date(2026, 11, 25), 1) == date(2026, 11, 30)
    assert city_of.business_days_from(date(2026, 11, 25), date(2026, 11, 30)) == 1


def test_fiscal_year_follows_the_setting(city):
    assert city_of.fiscal_year_of(date(2026, 11, 23)) == 2027
    CitySettings.objects.update(fiscal_year_start_month=1)

    assert city_of.fiscal_year_of(date(2026, 11, 23)) == 2026


def test_page_shows_times_of_the_city_and_leaves_none_behind(client, city):
    CitySettings.objects.update(time_zone="Pacific/Auckland")
    before = timezone.get_current_timezone_name()

    assert client.get("/accounts/login/").status_code == 200
    assert timezone.get_current_timezone_name() == before


@pytest.mark.parametrize("path", ["/healthz"])
def test_probe_asks_the_database_nothing(client, db, path, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get(path).status_code == 200
