from triage.portfolio import solver
from triage.portfolio.solver import Effort, Row, maximize


def test_row_cut_off_rules_out_the_choice_and_nothing_allowed():
    row = Row({0: 5, 1: 5, 2: 1}, 9)

    cut = row.cut_off(frozenset({0, 1}))

    assert not cut.holds(frozenset({0, 1}))
    assert cut.holds(frozenset({0, 2}))
    assert cut.holds(frozenset({1, 2}))


def test_row_cut_off_with_a_negative_weight_rules_out_that_choice_alone():
    row = Row({0: 1, 1: -1}, 0)

    cut = row.cut_off(frozenset({0}))

    assert not cut.holds(frozenset({0}))
    assert all(cut.holds(frozenset(other)) for other in ((), (1,), (0, 1)))


def test_maximize_solves_again_what_is_over_a_row_by_a_hair(monkeypatch):
    """As if the solver's tolerance had let the pair through at first."""
    told, real = [], solver._solve

    def careless(values, rows, start, effort):
        told.append(rows)
        return (
            (frozenset({0, 1}), 5)
            if len(told) == 1
            else real(values, rows, start, effort)
        )

    monkeypatch.setattr(solver, "_solve", careless)

    found = maximize([2, 3], [Row({0: 5, 1: 5}, 9)], frozenset(), Effort())

    assert found.chosen == {1}
    assert len(told) == 2


def test_maximize_never_answers_worse_than_where_it_started(monkeypatch):
    monkeypatch.setattr(solver, "_solve", lambda *_: (frozenset(), 9))

    found = maximize([2, 3], [Row({0: 5, 1: 5}, 9)], frozenset({1}), Effort())

    assert found.chosen == {1}
    assert found.at_most == 9
