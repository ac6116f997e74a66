"""What is wrong with the money beside its sum: the fact, and what to do about it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from triage.figures.numbers import money, money_short, round_half_up
from triage.scoring.budget import Flag, RaisedFlag

FLAG_NAMES: Mapping[str, str | Promise] = {
    Flag.CLIFF: gettext_lazy("The grant stops paying"),
    Flag.MATCH: gettext_lazy("Local match without a source"),
    Flag.ONE_TIME_PAYS_RECURRING: gettext_lazy("One-time money pays running cost"),
    Flag.NO_REPLACEMENT: gettext_lazy("No money for replacement"),
    Flag.IT_NOT_IN_ASK: gettext_lazy("IT’s part was not asked for"),
    Flag.REVENUE_BACKED: gettext_lazy("Rests on hoped-for revenue"),
}
_MOST_NAMES = 2


@dataclass(frozen=True)
class FlagLine:
    """What ``money_flags.html`` prints: the fact, then what to do.

    `key` is of the first line or source it is about, empty where it is about none.
    """

    code: str
    says: str
    todo: str
    key: str


def flag_lines(raised: Sequence[RaisedFlag]) -> tuple[FlagLine, ...]:
    """The raised flags as sentences, in their order."""
    return tuple(map(_line, _worn_out_together(raised)))


def flag_names(codes: Iterable[str]) -> tuple[str, ...]:
    """Short names, for lists."""
    return tuple(str(FLAG_NAMES[code]) for code in codes if code in FLAG_NAMES)


def _line(fact: RaisedFlag) -> FlagLine:
    says, todo = _WORDS[fact.flag](fact)
    key = next(iter((*fact.sources, *fact.lines)), "")
    return FlagLine(str(fact.flag), says, todo, key)


def _worn_out_together(raised: Sequence[RaisedFlag]) -> list[RaisedFlag]:
    """Everything that wears out as one fact, in the earliest year of them."""
    worn = [fact for fact in raised if fact.flag is Flag.NO_REPLACEMENT]
    together = worn and replace(
        min(worn, key=lambda fact: fact.year or 0),
        names=tuple(name for fact in worn for name in fact.names),
    )
    others = [fact for fact in raised if fact.flag is not Flag.NO_REPLACEMENT]
    facts = [*others, *([together] if together else [])]
    return sorted(facts, key=lambda fact: tuple(Flag).index(fact.flag))


def _cliff(fact: RaisedFlag) -> tuple[str, str]:
    says = _(
        "Grant stops paying: %(amount)s a year from FY%(year)s, %(share)d%% of running "
        "cost."
    ) % {
        "amount": money_short(fact.cents),
        "year": fact.year,
        "share": round_half_up((fact.share or 0) * 100),
    }
    return says, _("Name who pays then, or how it is switched off.")


def _match(fact: RaisedFlag) -> tuple[str, str]:
    says = _("%(grant)s asks for local money beside it; %(amount)s has no source.")
    return (
        says % {"grant": _listed(fact.names), "amount": money(fact.cents)},
        _("Add the source that pays the match, and say which grant it matches."),
    )


def _one_time_pays(fact: RaisedFlag) -> tuple[str, str]:
    says = _(
        "%(source)s comes once, and %(amount)s of it goes to what costs each year."
    )
    return (
        says % {"source": _listed(fact.names), "amount": money(fact.cents)},
        _("Find money that comes every year too, or keep this for the purchase."),
    )


def _no_replacement(fact: RaisedFlag) -> tuple[str, str]:
    says = _(
        "Nothing is put aside to replace what wears out, first in FY%(year)s: %(names)s."
    )
    return (
        says % {"names": _listed(fact.names), "year": fact.year},
        _("Add a line that puts money aside."),
    )


def _not_in_ask(fact: RaisedFlag) -> tuple[str, str]:
    says = _(
        "The department asked for money; nothing certain pays IT’s part, %(cost)s over "
        "five years."
    )
    return (
        says % {"cost": money_short(fact.cents)},
        _("Ask for IT’s part too, or say who pays it."),
    )


def _revenue(fact: RaisedFlag) -> tuple[str, str]:
    says = _(
        "%(amount)s is to come from %(source)s, which a vendor, advertising or savings "
        "would pay. Such money often falls short."
    )
    return (
        says % {"source": _listed(fact.names), "amount": money_short(fact.cents)},
        _("Say who pays if only half of it comes."),
    )


def _listed(names: Sequence[str]) -> str:
    """“A”, “A and B”, “A, B and 3 more”."""
    shown = list(dict.fromkeys(names))
    if len(shown) <= 1:
        return "".join(shown)
    if len(shown) == _MOST_NAMES:
        return _("%(first)s and %(second)s") % {"first": shown[0], "second": shown[1]}
    return _("%(names)s and %(count)d more") % {
        "names": ", ".join(shown[:_MOST_NAMES]),
        "count": len(shown) - _MOST_NAMES,
    }


_WORDS: Mapping[Flag, Callable[[RaisedFlag], tuple[str, str]]] = {
    Flag.CLIFF: _cliff,
    Flag.MATCH: _match,
    Flag.ONE_TIME_PAYS_RECURRING: _one_time_pays,
    Flag.NO_REPLACEMENT: _no_replacement,
    Flag.IT_NOT_IN_ASK: _not_in_ask,
    Flag.REVENUE_BACKED: _revenue,
}
