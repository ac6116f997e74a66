"""Weights, points, tiers and lateness: what is refused, and that the rest can be scored by."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.rubric_forms.sending import draft_of, parsed, section_of, sent
from triage.rubric_forms import LatenessForm, PointsForm, TiersForm, WeightsForm
from triage.rubric_forms.base import adds_up

NUMBERS = st.one_of(
    st.integers(-5, 110),
    st.decimals(0, 100, places=2),
    st.sampled_from(["", "x", "1e9"]),
)


def weights(**changes) -> WeightsForm:
    return WeightsForm(sent(WeightsForm(draft=draft_of()), **changes), draft=draft_of())


def tiers(**changes) -> TiersForm:
    return TiersForm(sent(TiersForm(draft=draft_of()), **changes), draft=draft_of())


def lateness(**changes) -> LatenessForm:
    return LatenessForm(
        sent(LatenessForm(draft=draft_of()), **changes), draft=draft_of()
    )


def points(**changes) -> PointsForm:
    draft = draft_of()
    section = section_of(draft, "INT")
    fresh = PointsForm(draft=draft, section=section)
    return PointsForm(sent(fresh, **changes), draft=draft, section=section)


@pytest.mark.parametrize("make", [weights, tiers, lateness, points])
def test_form_sent_as_it_came_is_valid_and_changes_nothing(make):
    form = make()

    assert form.is_valid(), form.errors
    assert not form.has_changed()
    assert form.texts()["rubric"] == form.draft.rubric


def test_weights_that_do_not_make_100_are_refused_with_what_is_missing():
    form = weights(weight_INT=12)

    assert form.non_field_errors() == [
        "The weights have to make 100. Now it adds up to 98; 2 more to give."
    ]


def test_weights_in_tenths_are_kept_exactly():
    form = weights(weight_INT="14.1", weight_SIZ="11.9")

    assert form.is_valid(), form.errors
    assert parsed(form).dimensions[0].weight == Fraction(141, 10)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("k", 12),
        ("k", 0),
        ("lam", 101),
        ("theta", -1),
        ("kappa", -1),
        ("weight_INT", -1),
        ("weight_INT", "1e999999999"),
        ("weight_INT", "NaN"),
        ("weight_INT", ""),
    ],
)
def test_weights_refuse_at_the_field(field, value):
    assert list(weights(**{field: value}).errors) == [field]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Type a number."),
        ("x", "Type a number, such as 12 or 12.5."),
        ("101", "At most 100."),
        ("-1", "At least 0."),
    ],
)
def test_figures_say_what_to_type(typed, says):
    assert weights(weight_INT=typed).errors["weight_INT"] == [says]


@pytest.mark.parametrize(
    ("total", "says"),
    [
        ("100.00", "adds up to 100"),
        ("98", "adds up to 98; 2 more to give"),
        ("100.5", "adds up to 100.5; 0.5 too many"),
        ("1E+2", "adds up to 100"),
        ("120", "adds up to 120; 20 too many"),
    ],
)
def test_adds_up_says_what_is_missing(total, says):
    assert adds_up(Decimal(total)) == says


def test_running_total_survives_what_is_no_number():
    assert weights(weight_INT="x").total_says == "adds up to 86; 14 more to give"


@pytest.mark.parametrize("value", [-1, 5, "2.5", ""])
def test_points_outside_the_scale_are_refused_at_the_choice(value):
    assert list(points(**{"INT1-one": value}).errors) == ["INT1-one"]


def test_points_of_a_section_that_weighs_nothing_are_refused():
    nothing = {f.name: 0 for f in points().visible_fields()}

    form = points(**nothing)

    assert "would count for nothing" in form.non_field_errors()[0]


@pytest.mark.parametrize("begins", [25, 20])
def test_tier_not_above_the_one_below_is_refused_there(begins):
    form = tiers(**{"high-min": begins})

    assert form.errors["high-min"] == ["It has to begin above Moderate, so above 25."]


def test_tier_at_zero_or_without_notice_is_refused():
    form = tiers(**{"moderate-min": 0, "low-lead_days": 0, "high-review": " "})

    assert set(form.errors) == {"moderate-min", "low-lead_days", "high-review"}


def test_lateness_shares_that_do_not_make_100_are_refused():
    form = lateness(a=50)

    assert form.non_field_errors() == [
        "The three shares have to make 100. Now it adds up to 90; 10 more to give."
    ]


def test_lateness_refuses_a_stage_lighter_than_the_one_before():
    form = lateness(**{"stage-spec": 30})

    assert list(form.errors) == ["stage-spec"]
    assert "Budget or grant request sent without IT" in form.errors["stage-spec"][0]


@pytest.mark.parametrize("ends", [{"band-1": 15}, {"band-2": 100}])
def test_lateness_refuses_a_band_that_leaves_no_room(ends):
    assert list(lateness(**ends).errors) == list(ends)


@pytest.mark.parametrize("make", [weights, tiers, lateness, points])
@given(data=st.data())
def test_whatever_a_form_accepts_can_be_scored_by(make, data):
    names = [field.name for field in make().visible_fields()]
    changes = data.draw(st.dictionaries(st.sampled_from(names), NUMBERS, max_size=4))

    form = make(**changes)

    if form.is_valid():
        assert parsed(form).dimensions
