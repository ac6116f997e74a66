"""Words find requests in any case, on both databases."""

import pytest

from intake.models import ProjectRequest
from tests.factories.intake import ProjectRequestFactory


@pytest.fixture
def plaza(requester) -> ProjectRequest:
    ProjectRequestFactory(number="HB-2026-7002", title="Flood sensors")
    return ProjectRequestFactory(
        created_by=requester,
        number="HB-2026-7001",
        title="Éclairage de la Plaza (90% LED)",
        problem="Lamps go out and nobody_knows.",
    )


@pytest.mark.parametrize(
    "words",
    [
        "plaza",
        "ÉCLAIRAGE",
        "éclairage",
        "hb-2026-7001",
        "LAMPS",
        "plaza lamps",
        "90%",
        "(90%",
        "nobody_knows",
    ],
)
def test_matching_in_any_case_finds_it(plaza, words):
    assert list(ProjectRequest.objects.matching(words)) == [plaza]


@pytest.mark.parametrize("words", ["plaza flood", "9%% LED", "nobody.knows", "[a-z]"])
def test_matching_takes_words_as_they_are_written(plaza, words):
    assert not ProjectRequest.objects.matching(words).exists()
