"""Keeping, beside an assessment, which money ends and leaves cost behind."""

from intake.models import FundingLine, ProjectRequest
from triage.inputs.money import source_key
from triage.judgement import Inputs, Judgement
from triage.models import EndingMoney
from triage.scoring.budget.ending import ending_money


def keep_ending_money(
    project_request: ProjectRequest, inputs: Inputs, judgement: Judgement
) -> None:
    """Replace what is kept of a request by what was judged, in the same transaction."""
    EndingMoney.objects.filter(funding_line__project_request=project_request).delete()
    found = ending_money(judgement.budget, inputs.funding, inputs.fiscal_years)
    if not found:
        return
    ends = {line.key: line.end_on for line in inputs.funding}
    keys = {
        source_key(line): line.pk
        for line in FundingLine.objects.filter(project_request=project_request)
    }
    EndingMoney.objects.bulk_create(
        EndingMoney(
            funding_line_id=keys[item.key],
            ends_on=ends[item.key],
            pays_cents=item.pays_cents,
            missing_cents=item.missing_cents,
            missing_year=item.missing_year,
        )
        for item in found
        if item.key in keys
    )
