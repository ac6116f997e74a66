from decimal import Decimal

import pytest

from triage.figures import impact_figure, tier_mark


def figure(low, planning, high, tier, *, tier_high="", base_tier="", rules=1):
    return impact_figure(
        Decimal(low),
        Decimal(planning),
        Decimal(high),
        tier=tier,
        tier_low=tier,
        tier_high=tier_high or tier,
        base_tier=base_tier or tier,
        rules=rules,
    )


@pytest.mark.parametrize(
    ("shown", "says"),
    [
        (
            figure("51.1", "60.8", "70.4", "high", tier_high="critical"),
            "51–70, planning 61: High, could be Critical",
        ),
        (
            figure("42.1", "44.8", "47.5", "high", base_tier="moderate"),
            "42–48, planning just under 45: High, raised from Moderate by one rule",
        ),
        (
            figure("29", "30", "31", "critical", base_tier="moderate", rules=3),
            "29–31, planning 30: Critical, raised from Moderate by 3 rules",
        ),
        (
            figure("29", "30", "31", "high", base_tier="moderate", rules=0),
            "29–31, planning 30: High, raised from Moderate by a rule",
        ),
        (figure("19.2", "19.2", "19.2", "low"), "19: Low"),
        (figure("33.6", "34", "34.4", "moderate"), "34: Moderate"),
        (
            figure("36", "41", "44.9", "moderate"),
            "36 to just under 45, planning 41: Moderate",
        ),
        (figure("45", "45", "45", "high"), "45: High"),
        (
            figure(
                "51", "61", "63", "high", tier_high="critical", base_tier="moderate"
            ),
            "51–63, planning 61: High, raised from Moderate by one rule, could be Critical",
        ),
    ],
)
def test_says_the_range_before_the_tier(shown, says):
    assert shown.says == says


def test_spoken_range_has_no_dash():
    shown = figure("51.1", "60.8", "70.4", "high", tier_high="critical")

    assert shown.aria == "Impact 51 to 70, planning 61: High, could be Critical"


def test_settled_is_said_only_when_nothing_can_move():
    assert figure("19", "19", "19", "low").aria == "Impact 19, settled: Low"
    assert figure("18.6", "19", "19.4", "low").aria == "Impact 19: Low"
    open_rule = figure("19", "19", "19", "low", tier_high="high")
    assert open_rule.aria == "Impact 19: Low, could be High"


def test_geometry_is_in_percent_with_a_point():
    shown = figure("51.1", "60.8", "70.4", "high")

    assert shown.low_percent == "51.1"
    assert shown.planning_percent == "60.8"
    assert shown.width_percent == "19.3"
    assert shown.cut_percents == ("25.0", "45.0", "65.0")


@pytest.mark.parametrize(
    ("shown", "tight"),
    [
        (figure("51.1", "60.8", "70.4", "high"), ("51", "61", "70")),
        (figure("42.1", "44.8", "47.5", "high"), ("42", "<45", "48")),
        (figure("33.6", "34", "34.4", "moderate"), ("34",)),
    ],
)
def test_tight_column_keeps_planning_in_the_middle(shown, tight):
    assert shown.tight == tight


def test_lift_is_drawn_only_when_a_rule_holds_the_tier_beyond_the_range():
    lifted = figure("28.9", "30", "31", "high", base_tier="moderate")
    inside = figure("42.1", "44.8", "47.5", "high", base_tier="moderate")

    assert (lifted.lift.start, lifted.lift.end, lifted.lift.edge) == (
        "33.0",
        "43.5",
        "45.0",
    )
    assert inside.lift is None


def test_tier_mark_fills_from_below_and_dashes_what_is_possible():
    mark = tier_mark("moderate", "high")

    assert [layer.state for layer in mark.layers] == ["on", "on", "may", "off"]
    assert mark.could == "could be High"


def test_tier_mark_of_an_override_shows_both():
    mark = impact_figure(
        30,
        50,
        70,
        tier="high",
        tier_low="high",
        tier_high="critical",
        base_tier="high",
        tier_set="moderate",
        set_by="I. Fontaine",
    ).mark

    assert mark.label == "Moderate"
    assert mark.note == "set by I. Fontaine; computed High, could be Critical"
