"""docs/states.md says what the tables of moves say."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from intake.lifecycle import MOVES as STEP_MOVES
from projects.lifecycle import MOVES as PHASE_MOVES
from triage.states import states_page

PAGE = Path("docs") / "states.md"


def test_states_page_is_fresh():
    page = Path(settings.BASE_DIR) / PAGE

    assert page.read_text(encoding="utf-8") == states_page()


@pytest.mark.parametrize("moves", [STEP_MOVES, PHASE_MOVES])
def test_states_page_lists_every_move(moves):
    page = states_page()

    for start, targets in moves.items():
        for target, why in targets.items():
            assert f"| {start} | {target} | {why} |" in page


def test_write_states_writes_the_page(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()

    call_command("write_states")

    assert (tmp_path / PAGE).read_text(encoding="utf-8") == states_page()


def test_write_states_check_refuses_a_stale_page(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    (tmp_path / PAGE).write_text("# States\n", encoding="utf-8")

    with pytest.raises(CommandError, match="stale"):
        call_command("write_states", "--check")
