import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from accounts.models import CitySettings, User
from intake.models import ProjectRequest
from tests.factories.intake import ProjectRequestFactory
from triage.management.commands import seed_demo

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEMO = True


@pytest.fixture
def built(monkeypatch):
    """What was asked to be built, without building it."""
    asked = []
    monkeypatch.setattr(
        seed_demo, "seed_city", lambda files, password: asked.append(password)
    )
    return asked


def test_seed_demo_without_the_demo_switched_on_is_refused(settings, built):
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("seed_demo")

    assert built == []


def test_seed_demo_builds_the_city_of_the_release(demo, built, capsys):
    call_command("seed_demo", password="a few words for the demo")

    assert built == ["a few words for the demo"]
    assert "City of Harlow Bend is built." in capsys.readouterr().out


def test_seed_demo_if_empty_with_a_request_does_nothing(demo, built, requester, capsys):
    ProjectRequestFactory(created_by=requester)

    call_command("seed_demo", if_empty=True)

    assert built == []
    assert "nothing was done" in capsys.readouterr().out


def test_seed_demo_beside_requests_is_refused(demo, built, requester):
    ProjectRequestFactory(created_by=requester)

    with pytest.raises(CommandError, match="empty database"):
        call_command("seed_demo")


def test_seed_demo_beside_people_is_refused(demo, built, requester):
    with pytest.raises(CommandError, match="people already"):
        call_command("seed_demo", if_empty=True)

    assert built == []


def test_seed_demo_in_whole_gives_everybody_the_password_and_runs_once(demo, capsys):
    call_command("seed_demo", if_empty=True, password="a few words for the demo")
    before = list(ProjectRequest.objects.values_list("number", "updated_at", "version"))

    call_command("seed_demo", if_empty=True)

    signed_in = authenticate(
        email="nguyen@harlowbend.example", password="a few words for the demo"
    )
    assert signed_in == User.objects.get(name="A. Nguyen")
    assert CitySettings.objects.get().name == "City of Harlow Bend"
    after = list(ProjectRequest.objects.values_list("number", "updated_at", "version"))
    assert len(before) == 30
    assert after == before
