from datetime import date

import pytest

from triage.figures import promise_figure

MONDAY = date(2026, 11, 23)
THANKSGIVING = {date(2026, 11, 26), date(2026, 11, 27)}


@pytest.mark.parametrize(
    ("answer_by", "kind", "lead", "sub"),
    [
        (None, "none", "No date yet", "set when the request is sent"),
        (date(2026, 12, 7), "open", "due 7 Dec", "8 days left"),
        (date(2026, 11, 24), "soon", "due 24 Nov", "1 day left"),
        (date(2026, 11, 23), "soon", "due 23 Nov", "today"),
        (date(2026, 11, 16), "over", "5 days late", "due 16 Nov"),
        (date(2026, 11, 20), "over", "1 day late", "due 20 Nov"),
    ],
)
def test_open_promise_counts_business_days(answer_by, kind, lead, sub):
    shown = promise_figure(answer_by, MONDAY, holidays=THANKSGIVING)

    assert (shown.kind, shown.lead, shown.sub) == (kind, lead, sub)


def test_promise_that_ran_out_over_a_weekend_is_late_without_a_count():
    shown = promise_figure(date(2026, 11, 20), date(2026, 11, 21))

    assert (shown.kind, shown.lead) == ("over", "late")


def test_answered_in_time_is_kept_and_later_is_said():
    kept = promise_figure(date(2026, 10, 30), MONDAY, date(2026, 10, 28))
    missed = promise_figure(date(2026, 10, 30), MONDAY, date(2026, 11, 3))

    assert (kept.kind, kept.sub) == ("kept", "kept, 28 Oct")
    assert (missed.kind, missed.sub) == ("missed", "2 days late")


def test_promise_stands_still_while_it_waits_for_information():
    shown = promise_figure(date(2026, 11, 2), MONDAY, paused=True)

    assert (shown.kind, shown.lead) == ("paused", "Paused")
