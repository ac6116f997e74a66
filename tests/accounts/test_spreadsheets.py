import time_machine

from accounts.spreadsheets import csv_lines, csv_response
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


def test_csv_runs_nothing_in_its_headers_either_and_keeps_negative_numbers():
    lines = csv_lines(["@team hours"], [["-12.50"], ["-12+1"], ["-1\n=2"]])

    assert list(lines) == [
        "\ufeff'@team hours\r\n",
        "-12.50\r\n",
        "'-12+1\r\n",
        '"\'-1\n=2"\r\n',
    ]
