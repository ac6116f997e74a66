import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import User
from accounts.people_csv import MOST_ROWS, PersonRow, read_people
from accounts.roles import Role
from accounts.services import check_people, import_people

HEADERS = "email,name,department,title,roles\n"
LIST = (
    HEADERS
    + "Lee@City.example,L. Lee,PRK,Planner,\n"
    + '\nmoss@city.example,"Moss, M.",police,,"requester, triager"\n'
)


def test_read_people_counts_lines_as_a_spreadsheet_does():
    rows = read_people(LIST)

    assert rows == [
        PersonRow(2, "Lee@City.example", "L. Lee", "PRK", "Planner", ""),
        PersonRow(
            4, "moss@city.example", "Moss, M.", "police", "", "requester, triager"
        ),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffEmail, Name ,DEPARTMENT\na@b.example,A,PRK\n",
        "email;name;department\r\na@b.example;A;PRK\r\n",
        "department,name,email,badge\nPRK,A,a@b.example,17\n",
    ],
)
def test_read_people_takes_what_spreadsheets_write(text):
    assert read_people(text) == [PersonRow(2, "a@b.example", "A", "PRK")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "missing: email, name, department"),
        ("name,department\nA,PRK\n", "missing: email"),
        (HEADERS, "no people"),
        (HEADERS + "a@b.example,A,PRK,,\n" * (MOST_ROWS + 1), "too many at once"),
        (HEADERS + 'a@b.example,"A,PRK,,\n' + "x" * 200_000, "not a CSV file"),
    ],
)
def test_read_people_refuses_what_is_no_list(text, says):
    with pytest.raises(Refused, match=says):
        read_people(text)


def test_check_people_names_line_and_column_of_every_error(parks, requester):
    rows = read_people(
        HEADERS
        + "no-address,A,PRK,,\n"
        + "b@city.example,,XX,,boss\n"
        + "c@city.example,C,PRK,,\n"
        + "C@city.example,C,PRK,,\n"
        + f"x@{'long.' * 50}city.example,X,PRK,,\n"
    )

    errors = check_people(rows=rows).errors

    assert [(error.line, error.column) for error in errors] == [
        (2, "email"),
        (3, "name"),
        (3, "department"),
        (3, "roles"),
        (5, "email"),
        (6, "email"),
    ]


def test_import_people_adds_those_who_are_new(parks, police, admin, requester, now):
    rows = read_people(LIST + f"{requester.email},Somebody,PRK,,\n")

    report = import_people(rows=rows, by=Actor.of(admin), now=now)

    assert (report.added, report.already_here) == (2, 1)
    moss = User.objects.get(email="moss@city.example")
    assert moss.roles == {Role.REQUESTER, Role.TRIAGER}
    assert (moss.department, moss.department_confirmed_at) == (police, now)
    assert User.objects.get(email="lee@city.example").roles == {Role.REQUESTER}
    requester.refresh_from_db()
    assert requester.name == "A. Nguyen"


def test_import_people_again_adds_nobody(parks, police, admin, now):
    rows = read_people(LIST)
    import_people(rows=rows, by=Actor.of(admin), now=now)

    report = import_people(rows=rows, by=Actor.of(admin), now=now)

    assert (report.added, report.already_here) == (0, 2)


def test_import_people_with_one_error_adds_nobody(parks, police, admin, now):
    rows = read_people(LIST + "bad,B,PRK,,\n")

    with pytest.raises(Refused, match="nobody was added"):
        import_people(rows=rows, by=Actor.of(admin), now=now)

    assert not User.objects.filter(email="lee@city.example").exists()


def test_import_people_needs_the_right(parks, manager, now):
    with pytest.raises(PermissionDenied):
        import_people(rows=[], by=Actor.of(manager), now=now)


def upload(client, content: bytes):
    return client.post(
        "/people/import/", {"file": SimpleUploadedFile("people.csv", content)}
    )


def test_page_shows_what_would_happen_then_does_it(client, admin, parks, police):
    client.force_login(admin)

    preview = upload(client, LIST.encode())

    assert preview.status_code == 200
    assert b"2 people would be added" in preview.content
    assert not User.objects.filter(email="lee@city.example").exists()

    carried = preview.context["form"].initial["file"]
    confirmed = client.post("/people/import/confirm/", {"file": carried}, follow=True)

    assert b"2 people added." in confirmed.content
    assert User.objects.filter(email="lee@city.example").exists()


def test_page_lists_errors_and_offers_no_button(client, admin, parks):
    client.force_login(admin)

    preview = upload(client, (HEADERS + "bad,B,XX,,\n").encode())

    assert b"2 things to put right first" in preview.content
    assert b"people/import/confirm" not in preview.content


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe\x00", b"UTF-8"),
        (b"x" * 1_000_001, b"larger than 1 MB"),
        (b"name\n", b"missing: email"),
    ],
)
def test_page_refuses_what_is_no_list(client, admin, content, says):
    client.force_login(admin)

    answer = upload(client, content)

    assert answer.status_code == 422
    assert says in answer.content


def test_confirming_a_changed_list_checks_again(client, admin, parks):
    client.force_login(admin)

    answer = client.post("/people/import/confirm/", {"file": HEADERS + "bad,B,XX,,\n"})

    assert answer.status_code == 422
    assert User.objects.count() == 1
