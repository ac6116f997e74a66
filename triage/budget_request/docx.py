"""The budget request as a Word document that any office program opens."""

from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from docx import Document as new_docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from triage.budget_request.document import Document
from triage.budget_request.printing import (
    Printed,
    PrintedPart,
    PrintedTable,
    printed,
    short_refs,
)

# US Letter lying down: the fiscal table has room without small print.
_WIDTH, _HEIGHT, _MARGIN = Mm(279.4), Mm(215.9), Mm(18)
_ROOM = Mm(279.4 - 2 * 18)
_INK, _OPEN, _QUIET = (
    RGBColor(*rgb) for rgb in ((18, 35, 42), (91, 61, 148), (66, 84, 90))
)
# The earliest day an archive can hold.
_PACKED = (1980, 1, 1, 0, 0, 0)
_LABEL_SHARE, _REFS_SHARE = 0.28, 0.12


def as_docx(document: Document, status: str, is_draft: bool) -> bytes:
    """The same bytes for the same document: its days are those of the document."""
    words = printed(document)
    file = new_docx()
    _set_up(file, document, words)
    _header_and_footer(file, words, status, is_draft)
    _opening(file, words, status, is_draft)
    for part in words.parts:
        _part(file, part)
    _assumptions(file, words)
    _signatures(file, words)
    stream = BytesIO()
    file.save(stream)
    return _undated(stream)


def _undated(stream: BytesIO) -> bytes:
    """The same archive without the moment it was packed."""
    packed = BytesIO()
    with ZipFile(stream) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for item in old.infolist():
            named = ZipInfo(item.filename, date_time=_PACKED)
            new.writestr(named, old.read(item), ZIP_DEFLATED)
    return packed.getvalue()


def _set_up(file: Any, document: Document, words: Printed) -> None:
    section = file.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _WIDTH, _HEIGHT
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", _MARGIN)
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10)
    normal.font.color.rgb = _INK
    normal.paragraph_format.space_after = Pt(4)
    normal.element.rPr.append(_language())
    for level, size in ((0, 22), (1, 14), (2, 11)):
        style = file.styles["Title" if level == 0 else f"Heading {level}"]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.font.color.rgb = _INK
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), "")
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(theme), None)
    _properties(file.core_properties, document, words)


def _language() -> Any:
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), _code())
    return element


def _code() -> str:
    language, _dash, region = (get_language() or "en-us").partition("-")
    return f"{language}-{region.upper()}" if region else language


def _properties(core: Any, document: Document, words: Printed) -> None:
    moment = datetime.combine(document.made_on, time(12), tzinfo=UTC).replace(
        tzinfo=None
    )
    core.title = _title(words)
    core.subject = _("Budget request")
    core.author = words.city
    core.last_modified_by = words.city
    core.language = _code()
    core.comments = ""
    core.created = core.modified = moment
    core.revision = 1


def _title(words: Printed) -> str:
    return _("Budget request %(year)s: %(title)s") % {
        "year": words.year,
        "title": words.title,
    }


def _header_and_footer(file: Any, words: Printed, status: str, is_draft: bool) -> None:
    section = file.sections[0]
    head = section.header.paragraphs[0]
    name = " · ".join(filter(None, (words.city, words.number, words.title, words.year)))
    _run(head, name, size=8, color=_QUIET)
    if is_draft:
        _run(head, "    " + _("DRAFT"), size=10, bold=True, color=_OPEN)
    foot = section.footer.paragraphs[0]
    _run(foot, status + "    ", size=8, color=_QUIET)
    before, between, after = (
        _("Page %(page)s of %(pages)s") % {"page": "\0", "pages": "\0"}
    ).split("\0")
    _run(foot, before, size=8)
    _field(foot, "PAGE")
    _run(foot, between, size=8)
    _field(foot, "NUMPAGES")
    _run(foot, after, size=8)


def _run(
    paragraph: Any,
    text: str,
    *,
    size: float | None = None,
    bold: bool = False,
    color: RGBColor | None = None,
) -> None:
    run = paragraph.add_run(_printable(text))
    run.bold = bold
    if size:
        run.font.size = Pt(size)
    if color is not None:
        run.font.color.rgb = color


def _field(paragraph: Any, code: str) -> None:
    """A number the office program counts itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    run.font.size = Pt(8)
    field.append(run._r)
    paragraph._p.append(field)


def _opening(file: Any, words: Printed, status: str, is_draft: bool) -> None:
    file.add_paragraph(_title(words), style="Title")
    if is_draft:
        _run(file.add_paragraph(), status, bold=True, color=_OPEN)
    else:
        file.add_paragraph(status)
    if words.summary:
        file.add_paragraph(words.summary)
    _run(file.add_paragraph(), _facts(words), size=9, color=_QUIET)


def _facts(words: Printed) -> str:
    judged = (
        _("figures reckoned on %(on)s") % {"on": words.judged} if words.judged else ""
    )
    written = _("written on %(on)s") % {"on": words.made_on}
    return " · ".join(filter(None, (words.department, words.filled, judged, written)))


def _part(file: Any, part: PrintedPart) -> None:
    file.add_heading(f"{part.number}. {part.title}", level=1)
    if part.entries:
        _entries(file, part)
    for table in part.tables:
        _figures(file, table)
    if part.log:
        file.add_heading(_("Answers on record"), level=2)
        _grid(
            file,
            (_("Question"), _("Answer"), _("By"), _("Day")),
            [(line.question, line.answer, line.by, line.on) for line in part.log],
            (0.46, 0.32, 0.12, 0.10),
        )


def _entries(file: Any, part: PrintedPart) -> None:
    table = _table(
        file, (_("Item"), _("What is known"), _("Rests on")), (0.24, 0.64, 0.12)
    )
    for entry in part.entries:
        cells = table.add_row().cells
        _fill(cells[0], entry.label, bold=True)
        if entry.open_says:
            _fill(cells[1], entry.open_says, bold=True, color=_OPEN)
        else:
            _fill(cells[1], "\n".join(entry.lines))
        _fill(cells[2], short_refs(entry.refs), size=8)
    _finish(table)


def _figures(file: Any, figures: PrintedTable) -> None:
    caption = _("%(title)s, in %(unit)s") % {
        "title": figures.title,
        "unit": figures.unit,
    }
    file.add_heading(caption, level=2)
    heads = [_("What"), *figures.columns, *([_("Total")] if figures.sums else [])]
    count = len(heads) - 1
    share = (1 - _LABEL_SHARE - _REFS_SHARE) / count
    shares = (_LABEL_SHARE, *(share,) * count, _REFS_SHARE)
    size = 9 if count <= 6 else 8
    table = _table(file, (*heads, _("Rests on")), shares, right=range(1, count + 1))
    for row in figures.rows:
        cells = table.add_row().cells
        is_bold = row.is_total or row.is_gap
        color = _OPEN if row.is_gap else None
        _fill(cells[0], row.label, size=size, bold=is_bold, color=color)
        values = [*row.cells, *([row.total] if figures.sums else [])]
        for cell, value in zip(cells[1:-1], values, strict=True):
            _fill(cell, value, size=size, bold=is_bold, color=color, right=True)
        _fill(cells[-1], short_refs(row.refs), size=8)
    _finish(table)
    if figures.note:
        _run(file.add_paragraph(), figures.note, size=8, color=_QUIET)


def _assumptions(file: Any, words: Printed) -> None:
    if not words.assumptions:
        return
    file.add_heading(_("Numbers these figures rest on"), level=2)
    _grid(
        file,
        (
            _("No."),
            _("What"),
            _("Number"),
            _("Driver"),
            _("Source class"),
            _("Day"),
            _("Source"),
        ),
        [
            (
                item.ref,
                f"{item.what} ({item.number})" if item.number else item.what,
                item.says,
                item.driver,
                item.kind,
                item.on,
                item.source,
            )
            for item in words.assumptions
        ],
        (0.05, 0.17, 0.20, 0.10, 0.12, 0.08, 0.28),
    )


def _signatures(file: Any, words: Printed) -> None:
    file.add_heading(_("Signatures"), level=2)
    table = _table(
        file, (_("Who"), _("Name"), _("Signature"), _("Day")), (0.3, 0.25, 0.3, 0.15)
    )
    for line in words.signatures:
        cells = table.add_row().cells
        _fill(cells[0], line.role)
        _fill(cells[1], line.name)
        for row_cell in cells:
            row_cell.paragraphs[0].paragraph_format.space_before = Pt(14)
    _finish(table)


def _grid(
    file: Any,
    heads: tuple[str, ...],
    rows: list[tuple[str, ...]],
    shares: tuple[float, ...],
) -> None:
    table = _table(file, heads, shares)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _fill(cell, text, size=8)
    _finish(table)


def _table(
    file: Any, heads: tuple[str, ...], shares: tuple[float, ...], right: Any = ()
) -> Any:
    """A table whose head is repeated on every page it runs over."""
    table = file.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.autofit = False
    for place, (head, share) in enumerate(zip(heads, shares, strict=True)):
        table.columns[place].width = int(_ROOM * share)
        _fill(table.rows[0].cells[place], head, size=9, bold=True, right=place in right)
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    return table


def _finish(table: Any) -> None:
    """Set every cell's width, and keep rows whole."""
    widths = [column.width for column in table.columns]
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _fill(
    cell: Any,
    text: str,
    *,
    size: float | None = None,
    bold: bool = False,
    color: RGBColor | None = None,
    right: bool = False,
) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = Pt(1.5)
    paragraph.paragraph_format.space_after = Pt(1.5)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _run(paragraph, text, size=size, bold=bold, color=color)


def _printable(text: str) -> str:
    """Without characters that XML, and so a document, cannot hold."""
    return "".join(char for char in text if char in "\t\n" or char >= " ")
