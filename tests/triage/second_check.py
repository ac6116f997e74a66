"""A second opinion on `assess`, from docs/scoring.md alone, short enough for one sitting."""

# fmt: off
import json
from datetime import date
from fractions import Fraction
from itertools import product
from math import floor, lcm
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"
FORM = json.loads((DATA / "questionnaires/2026.1.json").read_text())
RUBRIC = json.loads((DATA / "rubrics/2026.1.json").read_text(), parse_float=Fraction)
EFFORT = {q["id"]: q["effort_to_answer"] for s in FORM["sections"] for q in s["questions"]}
DIMENSIONS, RULES, TIERS = RUBRIC["dimensions"], RUBRIC["escalators"], RUBRIC["tiers"]
K, LAM, THETA = (RUBRIC["formula"][name] for name in ("k", "lam", "theta"))
POINTS = {q: options for dim in DIMENSIONS for q, options in dim["points"].items()}
MOST = [sum(max(POINTS[q].values()) for q in dim["points"]) for dim in DIMENSIONS]
WHOLE = lcm(*MOST)  # the parts of a whole dimension, so that its share is a whole number

def shown(value, places=1):
    return floor(value * 10**places + Fraction(1, 2)) / 10**places

def parts(said, end):
    points = {q: p[said[q]] if q in said else end(p.values()) for q, p in POINTS.items()}
    return [WHOLE // most * sum(points[q] for q in dim["points"]) for dim, most in zip(DIMENSIONS, MOST, strict=True)]

def impact(part, n=0, more=0):  # with some more points in the nth dimension
    part = [*part[:n], part[n] + WHOLE // MOST[n] * more, *part[n + 1 :]]
    breadth = sum(dim["weight"] * d for dim, d in zip(DIMENSIONS, part, strict=True))
    return ((1 - LAM) * breadth + 100 * LAM * sum(sorted(part)[-K:]) / K) / WHOLE

def outcomes(said, any_of, all_of):  # in every way of answering what is still open
    still_open = {one["question"] for one in any_of + all_of} - said.keys()
    for options in product(*([(q, option) for option in POINTS[q]] for q in still_open)):
        way = said | dict(options)
        some, every = ([way[c["question"]] in c["values"] for c in cs] for cs in (any_of, all_of))
        yield (any(some) or not some) and all(every)

def tier(value, rules, said, small=all):  # `any`: small as long as it can turn out so
    smalls = [r["small_floor"] and small(outcomes(said, [], r["small_when"])) for r in rules]
    floors = [r["small_floor" if s else "floor"] for r, s in zip(rules, smalls, strict=True)]
    return [tier for tier in TIERS if value >= tier["min"] or tier["id"] in floors][-1]

def ask(question, n, said, low, high, rules):
    p, ways = POINTS[question], [said | {question: option} for option in POINTS[question]]
    ends = [(impact(low, n, x - min(p.values())), impact(high, n, x - max(p.values()))) for x in p.values()]
    evr = impact(high) - impact(low) - sum(above - below for below, above in ends) / len(p)
    about = [(r["any_of"], r["all_of"]) for r in rules if question in str(r)]
    e = Fraction(sum(any(all(outcomes(way, *rule)) for rule in about) for way in ways), len(p))
    figures = [shown(x, 2) for x in (evr, e, (evr + RUBRIC["ask_next"]["kappa"] * e) / EFFORT[question])]
    names = ("question", "effort", "narrowing", "escalators", "priority")
    return dict(zip(names, (question, EFFORT[question], *figures), strict=True))

def lateness(rules, lead_days, stage=None, **given):
    days = {name: date.fromisoformat(day).toordinal() for name, day in given.items() if day}
    invited, idea, commit, needed = map(days.get, ("invited", "idea", "commit", "needed"))
    s = [weight["s"] for weight in RUBRIC["stages"] if weight["id"] == stage] * 2 or [0, 1]
    t = [Fraction(0), Fraction(stage not in ("idea", "need", "budget_draft") or bool(commit))]
    if invited and commit and (idea or invited >= commit):
        t = [Fraction(invited - (idea or commit - 1), commit - (idea or commit - 1))] * 2
    r = [1 - Fraction(needed - invited, lead_days)] * 2 if invited and needed else [0, 1]
    low, high = (100 * sum(rules[n] * sorted((0, x, 1))[1] for n, x in zip("abc", end, strict=True)) for end in zip(s, t, r, strict=True))
    names = [next(b["name"] for b in rules["bands"] if end <= b["max_li"]) for end in (low, high)]
    return {"low": shown(low), "high": shown(high), "band_low": names[0], "band_high": names[1]}

def check(line):
    said = {q: a if isinstance(a, str) else min(POINTS[q], key=POINTS[q].get) for q, a in line["answers"].items() if a != "unknown"}
    least, most = parts(said, min), parts(said, max)
    low, high = impact(least), impact(most)
    states = [(set(outcomes(said, r["any_of"], r["all_of"])), r) for r in RULES]
    fired, possible = ([r for now, r in states if now == kind] for kind in ({True}, {True, False}))
    asks = [ask(q, n, said, least, most, possible) for n, dim in enumerate(DIMENSIONS) for q in dim["points"] if q not in said]
    now = tier((1 - THETA) * low + THETA * high, fired, said)
    return {"id": line["id"], "low": shown(low), "planning": shown((1 - THETA) * low + THETA * high), "high": shown(high), "completeness": shown(1 - (high - low) / 100, 3),
            "tier_low": tier(low, fired, said, any)["id"], "tier": now["id"], "tier_high": tier(high, fired + possible, said)["id"],
            "fired": [r["id"] for r in fired], "possible": [r["id"] for r in possible],
            "ask_next": sorted(asks, key=lambda one: (-one["priority"], one["question"]))[:3],
            "dimensions": {dim["id"]: [shown(Fraction(100 * x, WHOLE)) for x in ends] for dim, *ends in zip(DIMENSIONS, least, most, strict=True)},
            "lateness": lateness(RUBRIC["lateness"], now["lead_days"], **line["lateness"]) if line.get("lateness") else None}
