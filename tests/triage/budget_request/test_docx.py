import shutil
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document as open_docx
from docx.oxml import parse_xml

from tests.triage.budget_request.conftest import read
from triage.budget_request.docx import as_docx

pytestmark = pytest.mark.django_db

STATUS = "DRAFT, version 1 of 12 Nov 2026, not signed off"
_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def content(costed) -> bytes:
    return as_docx(read(costed), STATUS, True)


def test_paper_has_real_headings_for_every_part(content):
    file = open_docx(BytesIO(content))

    heads = [p.text for p in file.paragraphs if p.style and p.style.name == "Heading 1"]
    assert [head.split(".")[0] for head in heads] == [str(n) for n in range(1, 14)]


def test_every_table_repeats_its_head(content):
    for table in open_docx(BytesIO(content)).tables:
        assert table.rows[0]._tr.findall(f".//{_WORDS}tblHeader")


def test_draft_is_marked_in_head_and_foot_and_no_more_once_signed(content, costed):
    section = open_docx(BytesIO(content)).sections[0]
    signed = open_docx(BytesIO(as_docx(read(costed), "Signed off", False)))

    assert "DRAFT" in section.header.paragraphs[0].text
    assert STATUS in section.footer.paragraphs[0].text
    assert "DRAFT" not in signed.sections[0].header.paragraphs[0].text
    assert not any("DRAFT" in p.text for p in signed.paragraphs)


def test_archive_holds_sound_xml_and_no_macro(content):
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            assert not name.endswith(".bin")
            if name.endswith((".xml", ".rels")):
                parse_xml(archive.read(name))


def test_same_document_gives_the_same_bytes_dated_by_itself(content, costed):
    core = open_docx(BytesIO(content)).core_properties

    assert as_docx(read(costed), STATUS, True) == content
    assert core.created.replace(tzinfo=UTC) == datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert core.title == "Budget request FY2028: Flood sensors"
    assert core.language == "en-US"


def test_text_that_xml_cannot_hold_is_left_out(costed):
    content = as_docx(read(costed), "DRAFT\x0b\x01 of today", True)

    assert "DRAFT of today" in [p.text for p in open_docx(BytesIO(content)).paragraphs]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
def test_office_program_opens_it(content, tmp_path):
    (tmp_path / "paper.docx").write_bytes(content)

    subprocess.run(  # noqa: S603
        [
            shutil.which("soffice") or "",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            *("--headless", "--convert-to", "pdf", "--outdir"),
            *(str(tmp_path), str(tmp_path / "paper.docx")),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )

    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")
