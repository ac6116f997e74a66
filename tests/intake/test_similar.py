import pytest

from intake.models import System
from intake.similar import similar_systems


def systems(*names: str) -> list[System]:
    return [System(code=name, name=name) for name in names]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("New streetlights on Main", ["Street light inventory"]),
        ("cameras at traffic signals", ["Traffic cameras", "Body cameras"]),
        ("a department of art", []),
        ("", []),
    ],
)
def test_similar_systems_share_words(words, found):
    known = systems(
        "Body cameras", "Street light inventory", "Traffic cameras", "Smart payroll"
    )

    assert [system.name for system in similar_systems(words, known)] == found


def test_similar_systems_weigh_the_name_over_the_note():
    noted = System(code="A", name="Data warehouse", note="holds rain data")
    named = System(code="B", name="Rain gauges")

    assert similar_systems("rain sensors", [noted, named]) == [named, noted]


def test_similar_systems_are_at_most_five():
    known = systems(*(f"Camera system {n}" for n in range(9)))

    assert len(similar_systems("camera", known)) == 5
