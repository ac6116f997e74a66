import time_machine

from accounts.spreadsheets import csv_response
from tests.conftest import NOW


def test_csv_response_is_named_by_the_day_and_knows_its_letters():
    with time_machine.travel(NOW, tick=False):
        response = csv_response("queue", ["Name"], [["Brücke, alt"], ["=1+1"]])

    assert response["Content-Disposition"] == (
        'attachment; filename="queue-2026-11-23.csv"'
    )
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert b"".join(response).decode("utf-8") == (
        '\ufeffName\r\n"Brücke, alt"\r\n\'=1+1\r\n'
    )
