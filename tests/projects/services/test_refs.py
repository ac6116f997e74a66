import pytest

from projects.services.refs import keep_ref, next_ref

pytestmark = pytest.mark.django_db


def test_next_ref_on_an_empty_database_starts_at_one():
    assert [next_ref(), next_ref()] == ["PRJ-001", "PRJ-002"]


def test_keep_ref_higher_than_the_counter_is_not_given_again():
    keep_ref("PRJ-014")

    assert next_ref() == "PRJ-015"


def test_keep_ref_lower_than_the_counter_leaves_it():
    keep_ref("PRJ-014")

    keep_ref("PRJ-002")

    assert next_ref() == "PRJ-015"


def test_next_ref_past_three_digits_grows():
    keep_ref("PRJ-999")

    assert next_ref() == "PRJ-1000"


def test_keep_ref_of_another_form_is_refused():
    with pytest.raises(ValueError, match="form PRJ-001"):
        keep_ref("P-1")
