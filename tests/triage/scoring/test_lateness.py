from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.triage.scoring.examples import (
    RUBRIC,
    answers_of,
    cases,
    golden_lines,
    read_json,
)
from triage.scoring.lateness import (
    DateRange,
    Happening,
    HappeningKind,
    LatenessError,
    LatenessInputs,
    lateness,
    proposed_commit_on,
    stage_at_first_contact,
    told_in_time,
)
from triage.scoring.rounding import half_up
from triage.scoring.rules import Stage, Tier
from triage.scoring.score import score

K = HappeningKind


def on(text):
    return DateRange.on(date.fromisoformat(text)) if text else None


def inputs_of(stage, invited, idea, commit, needed):
    return LatenessInputs(
        Stage(stage) if stage else None, on(invited), on(idea), on(commit), on(needed)
    )


def shown(result):
    return [
        half_up(result.low, 1),
        half_up(result.high, 1),
        result.band_low,
        result.band_high,
    ]


@pytest.mark.parametrize(
    "line",
    [line for line in golden_lines() if line["input"]["lateness"]],
    ids=lambda line: line["input"]["id"],
)
def test_golden_line_is_as_late_as_expected(rubric, line):
    expected = line["expected"]["lateness"]
    tier = Tier(line["expected"]["tier"])

    result = lateness(inputs_of(**line["input"]["lateness"]), tier, rubric)

    assert shown(result) == [
        expected[key] for key in ("low", "high", "band_low", "band_high")
    ]


@pytest.mark.parametrize(
    "request_", read_json("data/city/requests.json"), ids=lambda r: r["ref"]
)
def test_city_request_is_as_late_as_computed(rubric, request_):
    computed = request_["computed"]
    inputs = inputs_of(
        request_["stage_when_it_asked"],
        request_["submitted"],
        request_["idea_date"],
        request_["commit_date"],
        request_["needed_by"],
    )

    result = lateness(inputs, Tier(computed["tier"]), rubric)

    assert shown(result) == [*computed["LI"], *computed["band"]]
    early = [half_up(100 - result.low, 1), half_up(100 - result.high, 1)]
    assert early == computed["EII"]


@pytest.mark.parametrize(
    "name",
    [n for n, c in cases().items() if "lateness_at_least" in c["expected_triage"]],
)
def test_documented_case_is_at_least_as_late_as_its_outcome_tells(rubric, name):
    case = cases()[name]
    bands = [band.name for band in rubric.lateness.bands]
    tier = score(answers_of(case["answers_when_it_was_asked"]), rubric).tier

    result = lateness(
        LatenessInputs(Stage(case["lateness_inputs"]["stage"])), tier, rubric
    )

    at_least = case["expected_triage"]["lateness_at_least"]
    assert bands.index(result.band_low) >= bands.index(at_least)


def test_published_example_to_the_last_digit(rubric):
    inputs = inputs_of(
        "budget_submitted", "2026-02-02", "2025-09-01", "2026-03-31", "2026-06-15"
    )

    result = lateness(inputs, Tier.HIGH, rubric)

    assert (
        result.low
        == result.high
        == 24 + 20 * Fraction(154, 211) + 20 * Fraction(47, 180)
    )
    assert shown(result)[1:] == [Fraction("43.8"), "Late", "Late"]


@pytest.mark.parametrize(
    ("stage", "invited", "idea", "commit", "gone"),
    [
        # Asked on or after the commitment, whatever else is known.
        ("idea", "2026-03-01", None, "2026-03-01", (1, 1)),
        (None, "2026-03-02", "2026-01-01", "2026-03-01", (1, 1)),
        # All three known.
        ("spec", "2026-01-31", "2026-01-01", "2026-03-02", (Fraction(1, 2),) * 2),
        ("spec", "2025-12-01", "2026-01-01", "2026-03-02", (0, 0)),
        # No commitment yet and still early.
        ("idea", "2026-03-01", "2026-01-01", None, (0, 0)),
        ("need", None, None, None, (0, 0)),
        ("budget_draft", "2026-03-01", None, None, (0, 0)),
        # Anything else is open.
        ("budget_submitted", "2026-03-01", "2026-01-01", None, (0, 1)),
        (None, "2026-03-01", "2026-01-01", None, (0, 1)),
        ("idea", "2026-02-01", None, "2026-03-01", (0, 1)),
        ("idea", None, "2026-01-01", "2026-03-01", (0, 1)),
    ],
)
def test_time_gone_takes_the_first_rule_that_holds(
    rubric, stage, invited, idea, commit, gone
):
    stage_part = (60 * rubric.stage_weight(Stage(stage)),) * 2 if stage else (0, 60)

    result = lateness(inputs_of(stage, invited, idea, commit, None), Tier.LOW, rubric)

    assert result.low == stage_part[0] + 20 * gone[0]
    assert result.high == stage_part[1] + 20 * gone[1] + 20


@pytest.mark.parametrize(
    ("needed", "tier", "missing"),
    [
        ("2026-01-31", Tier.LOW, 0),
        ("2026-01-16", Tier.LOW, Fraction(1, 2)),
        ("2026-01-16", Tier.CRITICAL, Fraction(350, 365)),
        ("2025-12-01", Tier.LOW, 1),
        ("2030-01-01", Tier.CRITICAL, 0),
    ],
)
def test_notice_missing_is_measured_against_the_tiers_lead_days(
    rubric, needed, tier, missing
):
    result = lateness(inputs_of("idea", "2026-01-01", None, None, needed), tier, rubric)

    assert result.low == result.high == 20 * missing


def test_nothing_known_is_the_whole_range(rubric):
    result = lateness(LatenessInputs(), Tier.HIGH, rubric)

    assert result.low == 0
    assert result.high == 100
    assert (result.band_low, result.band_high) == ("Early", "After the fact")


@pytest.mark.parametrize("commit", ["2026-01-01", "2025-12-31"])
def test_commitment_on_or_before_the_idea_is_refused_by_name(rubric, commit):
    inputs = inputs_of("idea", "2026-02-01", "2026-01-01", commit, None)

    with pytest.raises(
        LatenessError, match=f"idea date 2026-01-01 .* commitment date {commit}"
    ):
        lateness(inputs, Tier.LOW, rubric)


def test_range_that_ends_before_it_begins_is_refused():
    with pytest.raises(LatenessError, match="2026-01-01 is before 2026-01-02"):
        DateRange(date(2026, 1, 2), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("first", "months", "latest"),
    [
        (date(2028, 2, 1), 1, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2026, 12, 31)),
        (date(2026, 10, 1), 3, date(2026, 12, 31)),
        (date(2026, 11, 1), 3, date(2027, 1, 31)),
    ],
)
def test_rough_date_spans_its_months(first, months, latest):
    assert DateRange.of_months(first, months) == DateRange(first, latest)


FIRST_DAY = date(2026, 1, 1)
ranges = st.builds(
    lambda start, length: DateRange(
        FIRST_DAY + timedelta(days=start), FIRST_DAY + timedelta(days=start + length)
    ),
    st.integers(0, 8),
    st.integers(0, 4),
)


def days_of(span):
    return [
        span.earliest + timedelta(days=n)
        for n in range((span.latest - span.earliest).days + 1)
    ]


@given(ranges, ranges, ranges, ranges, st.sampled_from(Stage))
def test_rough_dates_give_the_range_of_every_exact_reading(
    invited, idea, commit, needed, stage
):
    assume(idea.earliest < commit.latest)

    readings = [
        lateness(LatenessInputs(stage, *map(DateRange.on, days)), Tier.LOW, RUBRIC)
        for days in product(*map(days_of, (invited, idea, commit, needed)))
        if days[1] < days[2]
    ]
    result = lateness(
        LatenessInputs(stage, invited, idea, commit, needed), Tier.LOW, RUBRIC
    )

    assert result.low == min(reading.low for reading in readings)
    assert result.high == max(reading.high for reading in readings)


INVITED = on("2026-02-10")


@pytest.mark.parametrize(
    ("ticks", "stage"),
    [
        ([], Stage.IDEA),
        ([(K.PROMISED, "2026-01-01")], Stage.IDEA),
        ([(K.IDEA, "2026-01-01"), (K.NEED, "2026-02-10")], Stage.NEED),
        ([(K.NEED, "2026-01-01"), (K.CONTRACT, "2026-02-11")], Stage.NEED),
        ([(K.NEED, "2026-01-01"), (K.CONTRACT, None)], Stage.CONTRACT),
        ([(K.BUDGET_SENT_WITH_IT, None)], Stage.BUDGET_DRAFT),
        ([(K.BUDGET_SENT_WITHOUT_IT, None)], Stage.BUDGET_SUBMITTED),
        ([(K.GRANT_ACCEPTED, "2026-01-05")], Stage.BUDGET_SUBMITTED),
        ([(K.GRANT_ACCEPTED, None), (K.BUDGET_SENT_WITH_IT, None)], Stage.BUDGET_DRAFT),
        ([(K.VENDOR_CHOSEN, None), (K.SOLICITATION, None)], Stage.VENDOR_CHOSEN),
        ([(K.INSTALLED, "2026-01-01"), (K.IDEA, None)], Stage.INSTALLED),
    ],
)
def test_stage_is_the_furthest_tick_by_the_day_it_was_asked(ticks, stage):
    happenings = [Happening(kind, on(when)) for kind, when in ticks]

    assert stage_at_first_contact(happenings, INVITED) is stage


def test_tick_that_may_have_been_before_counts_as_before():
    february = DateRange(date(2026, 2, 1), date(2026, 2, 28))

    assert stage_at_first_contact([Happening(K.SPEC, february)], INVITED) is Stage.SPEC


def test_told_in_time_ends_when_the_budget_request_is_sent():
    assert [stage for stage in Stage if told_in_time(stage)] == [
        Stage.IDEA,
        Stage.NEED,
        Stage.BUDGET_DRAFT,
    ]


def test_commitment_is_proposed_as_the_earlier_of_grant_and_contract():
    march = DateRange(date(2026, 3, 1), date(2026, 3, 31))
    happenings = [
        Happening(K.CONTRACT, on("2026-03-20")),
        Happening(K.GRANT_ACCEPTED, march),
        Happening(K.SOLICITATION, on("2026-01-01")),
        Happening(K.GRANT_ACCEPTED),
    ]

    assert proposed_commit_on(happenings) == DateRange(
        date(2026, 3, 1), date(2026, 3, 20)
    )
    assert proposed_commit_on([Happening(K.GRANT_ACCEPTED)]) is None
