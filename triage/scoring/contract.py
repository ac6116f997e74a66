"""The `assess` contract: one JSON line in, one result out, errors as results."""

import json
import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from math import isfinite
from typing import Any

from triage.scoring.answers import Answer, AnswerError, AnswerKind
from triage.scoring.lateness import DateRange, LatenessError, LatenessInputs, lateness
from triage.scoring.next_question import Ask, ask_next
from triage.scoring.rounding import half_up
from triage.scoring.rules import Rubric, Stage, Tier
from triage.scoring.score import Score, score

# date.fromisoformat also takes weeks and dates without dashes, which the contract does not.
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DATE_KEYS = ("invited", "idea", "commit", "needed")


class ContractError(ValueError):
    """A line that breaks the contract; the message names what breaks it."""


def assess_line(line: str | bytes, line_number: int, rubric: Rubric) -> dict[str, Any]:
    """Assess one line; bytes are UTF-8. A line that cannot be assessed gives an `error`."""
    try:
        data = _object_with_id(line)
    except ContractError as error:
        return {"id": None, "error": f"line {line_number}: {error}"}
    try:
        return _assess(data, rubric)
    except (ContractError, AnswerError, LatenessError) as error:
        return {"id": data["id"], "error": str(error)}


def _object_with_id(line: str | bytes) -> dict[str, Any]:
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line
        data = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise ContractError("not a JSON object") from error
    if not isinstance(data, dict):
        raise ContractError("not a JSON object")
    if not _can_be_id(data.get("id")):
        raise ContractError("no id, which must be text or a number")
    return data


def _refuse_constant(name: str) -> None:
    raise ContractError(f"{name} is not JSON")


def _can_be_id(value: Any) -> bool:
    if isinstance(value, bool):
        return False
    # A number such as 1e999 reads as infinity, which JSON cannot write back.
    return isinstance(value, str | int) or (
        isinstance(value, float) and isfinite(value)
    )


def _assess(data: Mapping[str, Any], rubric: Rubric) -> dict[str, Any]:
    _refuse_unknown_keys(data, {"id", "answers", "lateness"}, "")
    raw_answers = _object_or_empty(data, "answers")
    answers = {
        question: _answer(question, value) for question, value in raw_answers.items()
    }
    inputs = _lateness_inputs(data)
    result = score(answers, rubric)
    return {
        "id": data["id"],
        **_score_fields(result),
        "ask_next": [_ask_fields(ask) for ask in ask_next(answers, rubric, result)],
        "dimensions": {
            item.id: [_shown(100 * item.low, 1), _shown(100 * item.high, 1)]
            for item in result.dimensions
        },
        "lateness": _lateness_fields(inputs, result.tier, rubric) if inputs else None,
    }


def _answer(question: str, value: Any) -> Answer:
    if value == "unknown":
        return Answer(AnswerKind.UNKNOWN)
    if isinstance(value, str):
        return Answer(AnswerKind.KNOWN, option=value)
    if not isinstance(value, dict):
        raise ContractError(
            f"question {question}: the answer must be text or an object"
        )
    _refuse_unknown_keys(value, {"not_applicable"}, f"question {question}: ")
    reason = value.get("not_applicable")
    if not isinstance(reason, str):
        raise ContractError(f"question {question}: not_applicable needs a reason")
    return Answer(AnswerKind.NOT_APPLICABLE, reason=reason)


def _lateness_inputs(data: Mapping[str, Any]) -> LatenessInputs | None:
    if data.get("lateness") is None:
        return None
    raw = _object_or_empty(data, "lateness")
    _refuse_unknown_keys(raw, {"stage", *_DATE_KEYS}, "lateness: ")
    stage = raw.get("stage")
    if stage is not None and stage not in list(Stage):
        raise ContractError(f"lateness: unknown stage {stage}")
    return LatenessInputs(
        stage=None if stage is None else Stage(stage),
        **{key: _date(key, raw[key]) for key in _DATE_KEYS if raw.get(key) is not None},
    )


def _date(key: str, value: Any) -> DateRange:
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            return DateRange.on(date.fromisoformat(value))
        except ValueError:
            pass  # such as 30 February: refused below with the rest
    raise ContractError(
        f"lateness: {key} must be a date such as 2026-02-28, not {value}"
    )


def _object_or_empty(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ContractError(f"{key} must be an object")
    return value


def _refuse_unknown_keys(
    data: Mapping[str, Any], allowed: set[str], where: str
) -> None:
    for key in data:
        if key not in allowed:
            raise ContractError(f"{where}unknown key {key}")


def _score_fields(result: Score) -> dict[str, Any]:
    return {
        "low": _shown(result.low, 1),
        "planning": _shown(result.planning, 1),
        "high": _shown(result.high, 1),
        "completeness": _shown(result.completeness, 3),
        "tier_low": str(result.tier_low),
        "tier": str(result.tier),
        "tier_high": str(result.tier_high),
        "fired": list(result.fired),
        "possible": list(result.possible),
    }


def _ask_fields(ask: Ask) -> dict[str, Any]:
    return {
        "question": ask.question,
        "narrowing": _shown(ask.narrowing, 2),
        "escalators": _shown(ask.escalators, 2),
        "effort": ask.effort,
        "priority": _shown(ask.priority, 2),
    }


def _lateness_fields(
    inputs: LatenessInputs, tier: Tier, rubric: Rubric
) -> dict[str, Any]:
    result = lateness(inputs, tier, rubric)
    return {
        "low": _shown(result.low, 1),
        "high": _shown(result.high, 1),
        "band_low": result.band_low,
        "band_high": result.band_high,
    }


def _shown(value: Fraction, places: int) -> float:
    """A JSON number; the exact value is rounded first, so the float only carries it."""
    return float(half_up(value, places))
