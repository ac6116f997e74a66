import pytest

from tests.triage.portfolio.markets import (
    MONEY_27,
    NET_27,
    candidate,
    excludes,
    limit,
    needs,
)
from triage.portfolio import LeftOut, Reason, ReasonKind, choose

LIMITS = [limit(MONEY_27, 100), limit(NET_27, 50)]


def why(candidates, links=(), settled=()):
    found = choose(candidates, links, LIMITS, settled=settled)
    return {item.number: item for item in found.left_out}


def test_left_out_says_every_limit_it_would_break_and_by_how_much():
    left = why(
        [
            candidate("A", 90, money27=80, net27=40),
            candidate("B", 10, money27=30, net27=20),
        ]
    )

    assert left["B"].reasons == (
        Reason(ReasonKind.BREAKS, resource=MONEY_27, units=10),
        Reason(ReasonKind.BREAKS, resource=NET_27, units=10),
    )


@pytest.mark.parametrize(
    ("links", "settled", "reason"),
    [
        ([excludes("A", "B")], (), Reason(ReasonKind.EXCLUDED, other="A")),
        ([excludes("B", "S")], ["S"], Reason(ReasonKind.SETTLED, other="S")),
        ([needs("B", "Z")], (), Reason(ReasonKind.ABSENT, other="Z")),
    ],
)
def test_left_out_says_which_other_keeps_it_out(links, settled, reason):
    left = why([candidate("A", 90), candidate("B", 10)], links, settled)

    assert left["B"].reasons == (reason,)


def test_left_out_counts_what_it_needs_as_well():
    left = why(
        [
            candidate("A", 90, money27=80),
            candidate("B", 10, money27=5),
            candidate("C", 0, money27=35),
        ],
        [needs("B", "C")],
    )

    over = Reason(ReasonKind.BREAKS, resource=MONEY_27, units=20)
    assert left["B"] == LeftOut("B", (over,), brings_along=("C",))


def test_left_out_without_points_says_so_where_it_would_fit():
    left = why([candidate("A", 90), candidate("B", 0, money27=20)])

    assert left["B"].reasons == (Reason(ReasonKind.NO_POINTS),)
