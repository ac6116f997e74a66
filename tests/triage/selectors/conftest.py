import pytest

from intake.models import ProjectRequest
from tests.factories.intake import ProjectRequestFactory
from tests.triage.conftest import answer, assess, load_json, submit


@pytest.fixture
def plate_readers(unknown: ProjectRequest) -> ProjectRequest:
    """Answered as HB-2026-001 of the example city: three rules fired, two possible."""
    first = load_json("city/requests.json")[0]
    known = {q: o for q, o in first["answers"].items() if o != "unknown"}
    answer(unknown, **known)
    assess(unknown)
    return unknown


@pytest.fixture
def unknown_other(rubric, colleague) -> ProjectRequest:
    """Another request with IT."""
    return submit(ProjectRequestFactory(created_by=colleague), colleague)
