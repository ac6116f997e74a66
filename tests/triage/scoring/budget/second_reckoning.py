"""The budget model a second time, from docs/budget.md alone: floats nowhere, no application.

Takes a document of the `budget` contract with every optional key left out, and
{driver: (timing, cost type, low, likely, high, per, repeat years)}.
"""

from decimal import ROUND_HALF_UP, Decimal, getcontext
from fractions import Fraction as F
from typing import Any

getcontext().prec = 60
STAGES = {
    "idea": (50, 100),
    "need": (40, 100),
    "budget_draft": (30, 50),
    "budget_submitted": (30, 50),
    "spec": (20, 30),
    "solicitation": (15, 20),
    "vendor_chosen": (15, 20),
    "contract": (10, 15),
    "installed": (0, 0),
}
SURE = {"committed": 1, "awarded": 1, "budgeted": 1, "planned": 0}
WEIGHT: list[dict[str, Any]] = [SURE | {"requested": 1, "applied": 1}]
WEIGHT += [SURE | {"requested": F(1, 2), "applied": F(15, 100)}]
WEIGHT += [SURE | {"requested": 0, "applied": 0}]
CLASSES = ["one_time:capital", "one_time:operating"]
CLASSES += ["recurring:capital", "recurring:operating"]
LIMITS = [(5, 5, 10), (15, 15, 25), (40, 40, 100), (90, 100, 10**9)]


def cents(value):
    return int((value * 2 + 1) // 2)


def month(day):
    return int(day[:4]) * 12 + int(day[5:7]) - 1


def fiscal(day):
    return (month(day) + 6) // 12


def active(line, timing, repeat, start):
    """{fiscal year: share of it} of the five years."""
    first, named = fiscal(start), [int(y[2:]) for y in line["fiscal_years"] or []]
    years = range(first, first + 5)
    if timing == "one_time":
        bought = named or [first]
        return {
            y: F(1)
            for y in years
            if any(
                y == b or (repeat and y > b and (y - b) % repeat == 0) for b in bought
            )
        }
    shares = {y: min(12, (y * 12 + 6) - month(start)) for y in years}
    return {y: F(m, 12) for y, m in shares.items() if not named or y in named}


def line_years(line, driver, n, stage, start):
    timing, kind, *prices, per, repeat = driver
    given = line["price"]
    prices = [given] * 3 if given is not None else prices
    q = line["quantity"]
    q = q if isinstance(q, list) else [q] * 3
    products = [F(a) * F(b) / per for a, b in zip(q, prices, strict=True)]
    base = products[n]
    share = active(line, timing, repeat, start)
    if kind in ("staff_hours", "fte"):
        factor = 1700 if kind == "fte" else 1
        return {y: F(cents(base * factor * s * 100), 100) for y, s in share.items()}
    if timing == "one_time" and given is None and n == 1:
        base *= F(100 + STAGES[stage][0], 100)
    if timing == "one_time" and given is None and n == 2:
        base = max(base, products[1] * F(100 + STAGES[stage][1], 100))
    rise = [F(102, 100), F(103, 100), F(105, 100)][n]
    return {y: cents(base * 100 * s * rise ** (y - 2026)) for y, s in share.items()}


def money_in(source, year, n):
    amount = F(source["amount"]) * 100 * WEIGHT[n][source["status"]]
    a, b = month(source["start"]), month(source["end"])
    if source["lump_sum"]:
        return cents(amount) if fiscal(source["start"]) == year else 0
    first = year * 12 - 6
    overlap = max(0, min(b, first + 11) - max(a, first) + 1)
    return cents(amount * F(overlap, b - a + 1))


def scenario(document, drivers, n):
    start, first = document["start"], fiscal(document["start"])
    years, scope = range(first, first + 5), document["scope"]
    cost: dict[Any, Any] = {}
    hours: dict[Any, Any] = {}
    for line in document["lines"]:
        driver = drivers[line["driver"]]
        amounts = line_years(line, driver, n, document["stage"], start)
        staff = driver[1] in ("staff_hours", "fte")
        for y in years:
            key = (
                (y, line["team"]) if staff else (y, line["payer"], ":".join(driver[:2]))
            )
            into = hours if staff else cost
            into[key] = into.get(key, 0) + amounts.get(y, 0)
    left, granted = dict(cost), dict.fromkeys(years, 0)
    order = sorted(document["funding"], key=lambda s: (len(set(s["allows"])), s["end"]))
    for y in years:
        for source in order:
            money = money_in(source, y, n)
            for name in CLASSES:
                key = (y, source["for"], name)
                if name in source["allows"]:
                    paid = min(money, left.get(key, 0))
                    money -= paid
                    if paid:
                        left[key] -= paid
                    is_grant = source["type"] == "GRANT" and name.startswith(
                        "recurring"
                    )
                    if is_grant and scope in ("all", source["for"]):
                        granted[y] += paid

    def total(of, y, timing=""):
        return sum(
            v
            for (year, payer, name), v in of.items()
            if year == y and scope in ("all", payer) and name.startswith(timing)
        )

    found: dict[str, Any] = {"cost": [total(cost, y) for y in years]}
    found["one_time"] = [total(cost, y, "one_time") for y in years]
    found["recurring"] = [total(cost, y, "recurring") for y in years]
    found["gap"] = [total(left, y) for y in years]
    found["funded"] = [c - g for c, g in zip(found["cost"], found["gap"], strict=True)]
    need, short = dict.fromkeys(years, F(0)), dict.fromkeys(years, F(0))
    for (y, team), wanted in hours.items():
        free = document["free_hours"].get(team, {})
        need[y] += wanted
        short[y] += max(0, wanted - F(free.get(f"FY{y}", free.get("default", 0))))
    found["hours"], found["hours_gap"] = list(need.values()), list(short.values())
    unfunded = [total(left, y, "recurring") for y in years]
    found["total_cost"], found["total_gap"] = sum(found["cost"]), sum(found["gap"])
    share = F(found["total_gap"], found["total_cost"] or 1)
    urs = F(sum(unfunded), sum(found["recurring"]) or 1)
    fte = max(found["hours_gap"]) / 1700
    found |= {"gap_share": share, "unfunded_recurring_share": urs, "worst_fte_gap": fte}
    dollars = next(
        (
            i
            for i, (g, u, _f) in enumerate(LIMITS)
            if share * 100 <= g and urs * 100 <= u
        ),
        4,
    )
    small = [10_000_00, 25_000_00]
    caps = [tier for tier, below in enumerate(small) if found["total_gap"] < below]
    dollars = min([dollars, *caps])
    short_of = next(i for i, limit in enumerate(LIMITS) if fte * 100 <= limit[2])
    is_costed = bool(hours) or any(scope in ("all", key[1]) for key in cost)
    found["tier"] = f"B{max(dollars, short_of)}" if is_costed else "not_costed"
    return found, granted, unfunded


def second(document, drivers):
    """What the command should say, but for flags and the line to know next."""
    found = [scenario(document, drivers, n) for n in range(3)]
    names = ("low", "likely", "high")
    totals = []
    for line in document["lines"]:
        driver = drivers[line["driver"]]
        if driver[1] in ("capital", "operating") and document["scope"] in (
            "all",
            line["payer"],
        ):
            totals.append(
                [
                    sum(
                        line_years(
                            line, driver, n, document["stage"], document["start"]
                        ).values()
                    )
                    for n in range(3)
                ]
            )
    mean = sum((Decimal(a + 4 * b + c) for a, b, c in totals), Decimal(0)) / 6
    spread = [Decimal(c - a) / 6 for a, _b, c in totals]
    pairs = sum(
        (x * y for i, x in enumerate(spread) for y in spread[i + 1 :]), Decimal(0)
    )
    variance = sum((x * x for x in spread), Decimal(0)) + 2 * Decimal("0.3") * pairs
    away = Decimal("1.2816") * variance.sqrt()
    return {
        "scenarios": {name: item[0] for name, item in zip(names, found, strict=True)},
        "range": [found[0][0]["total_cost"], found[2][0]["total_cost"]],
        "range_80": [
            int((mean + side * away).quantize(Decimal(1), ROUND_HALF_UP))
            for side in (-1, 1)
        ],
        "cliffs": [(granted, unfunded) for _f, granted, unfunded in found],
    }
