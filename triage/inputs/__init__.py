"""What a request is judged on, read from the database into plain values."""

from triage.inputs.money import read_money
from triage.inputs.reading import read_inputs

__all__ = ["read_inputs", "read_money"]
