import pytest
from django.core.management import call_command

from intake.models import Category, Questionnaire
from triage.models import Rubric

pytestmark = pytest.mark.django_db


def test_load_reference_makes_the_application_ready_to_ask_and_judge():
    call_command("load_reference", verbosity=0)

    assert Questionnaire.objects.get(is_live=True).version == "2026.1"
    assert Rubric.objects.get(is_live=True).version == "2026.1"
    assert Category.objects.count() == 15


def test_load_reference_again_keeps_what_the_city_changed():
    call_command("load_reference", verbosity=0)
    Category.objects.filter(code="drones").update(name="Drones and balloons")

    call_command("load_reference", verbosity=0)

    assert Rubric.objects.count() == Questionnaire.objects.count() == 1
    assert Category.objects.get(code="drones").name == "Drones and balloons"
