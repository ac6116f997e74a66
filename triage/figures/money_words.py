"""How sure a five-year cost is, in words: what its stage adds, and what to ask next."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from triage.figures.numbers import round_half_up
from triage.scoring.budget import CostLine, NextNumber
from triage.scoring.budget.costing import ESTIMATE_CLASSES
from triage.scoring.rules import Stage


@dataclass(frozen=True)
class NextNumberWords:
    """The number worth getting next, and why; `line` is the key of its cost line."""

    says: str
    line: str


def estimate_says(stage: Stage, name: str) -> str:
    """“Contract signed: 10% added to one-time cost …; it could end 15% higher.”

    :param name: of the stage, as the rubric calls it.
    """
    of_stage = ESTIMATE_CLASSES[stage]
    if not of_stage.contingency:
        return _("%(stage)s: nothing is added to what was entered.") % {"stage": name}
    return _(
        "%(stage)s: %(added)d%% added to one-time cost nobody quoted, which could end "
        "%(higher)d%% higher than estimated."
    ) % {
        "stage": name,
        "added": round_half_up(of_stage.contingency * 100),
        "higher": round_half_up(of_stage.range_high * 100),
    }


def next_number_words(
    number: NextNumber | None, lines: Sequence[CostLine]
) -> NextNumberWords | None:
    """None where every number is known, and only the rise of prices is open."""
    if number is None or number.is_known:
        return None
    line = next((item for item in lines if item.key == number.line), None)
    says = _("Get %(what)s of “%(line)s”: it is %(share)d%% of the open range.") % {
        "what": _what(line),
        "line": number.description,
        "share": round_half_up(number.share * 100),
    }
    return NextNumberWords(says, number.line)


def _what(line: CostLine | None) -> str:
    if line is None or line.priced is None:
        return _("the number")
    is_price_open = not line.priced.price.is_point
    if is_price_open and not line.priced.quantity.is_point:
        return _("the quantity and the price")
    return _("the price") if is_price_open else _("the quantity")
