import pytest

from accounts import audit
from accounts.actors import Actor
from intake.services import assessed_together, request_changed
from tests.factories.intake import ProjectRequestFactory

pytestmark = pytest.mark.django_db

audit.register({"tests.changed": "%(by)s changed it."})

assessed: list[tuple[str, int]] = []


def note_assessment(*, project_request, cause, now) -> None:
    """What settings call in place of triage: whom, and because of which entry."""
    assessed.append((project_request.number, cause.pk))


@pytest.fixture(autouse=True)
def _noted(settings):
    settings.REQUEST_CHANGED = f"{__name__}.note_assessment"
    assessed.clear()


@pytest.fixture
def change(requester, now):
    def change(project_request):
        by = Actor.of(requester)
        cause = audit.record("tests.changed", subject=project_request, by=by, now=now)
        request_changed(project_request, cause=cause, now=now)
        return cause

    return change


def test_assessed_together_each_request_is_assessed_once_by_its_last_change(
    requester, change
):
    one, other = ProjectRequestFactory.create_batch(2, created_by=requester)

    with assessed_together():
        change(one)
        last_of_one = change(one)
        of_other = change(other)
        assert assessed == []

    assert assessed == [(one.number, last_of_one.pk), (other.number, of_other.pk)]
    assert one.answers_revision == 2


def test_assessed_together_after_an_error_assesses_nothing_and_then_goes_on(
    requester, change
):
    one = ProjectRequestFactory(created_by=requester)

    def change_and_fail() -> None:
        with assessed_together():
            change(one)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_and_fail()

    assert assessed == []
    cause = change(one)
    assert assessed == [(one.number, cause.pk)]


def test_request_changed_when_scoring_fails_leaves_it_due(
    requester, change, settings, now, caplog
):
    settings.REQUEST_CHANGED = "builtins.print"
    one = ProjectRequestFactory(created_by=requester)

    change(one)

    assert one.assessment_due_at == now
    assert "assessment failed" in caplog.text
