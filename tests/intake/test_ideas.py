from datetime import date

import pytest

from intake.ideas import Idea, proposed_commit_on
from intake.services import ToldHappening

GRANT = ToldHappening("grant_accepted", date(2026, 9, 1))
CONTRACT = ToldHappening("contract", date(2026, 8, 1))
RFP = ToldHappening("solicitation", date(2026, 7, 1))


@pytest.mark.parametrize(
    ("happenings", "rfp_issue_binds", "proposed"),
    [
        ((), False, None),
        ((GRANT,), False, date(2026, 9, 1)),
        ((GRANT, CONTRACT), False, date(2026, 8, 1)),
        ((GRANT, RFP), False, date(2026, 9, 1)),
        ((GRANT, RFP), True, date(2026, 7, 1)),
        ((ToldHappening("grant_accepted"),), False, None),
    ],
)
def test_proposed_commit_on_is_the_earliest_binding_act(
    happenings, rfp_issue_binds, proposed
):
    idea = Idea(title="T", problem="P", happenings=happenings)

    assert proposed_commit_on(idea, rfp_issue_binds=rfp_issue_binds) == proposed


def test_proposed_commit_on_keeps_off_what_is_told():
    idea = Idea(title="T", problem="P", happenings=(GRANT,), commit_on=date(2027, 1, 1))

    assert proposed_commit_on(idea, rfp_issue_binds=True) is None


def test_ideas_that_say_the_same_in_another_order_are_equal():
    one = Idea(title="T", problem="P", happenings=(GRANT, RFP), quick_ticks=("b", "a"))
    other = Idea(
        title="T", problem="P", happenings=(RFP, GRANT), quick_ticks=("a", "b")
    )

    assert one == other
