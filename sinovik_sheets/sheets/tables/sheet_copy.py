"""Copy one of our own sheets into another workbook."""

from copy import copy
from typing import TYPE_CHECKING, cast

from sinovik_sheets.sheets.tables.edited_cell import cells_of

if TYPE_CHECKING:
    from openpyxl.descriptors.serialisable import Serialisable
    from openpyxl.styles.proxy import StyleProxy
    from openpyxl.worksheet.worksheet import Worksheet


def copy_sheet(source: "Worksheet", target: "Worksheet") -> None:
    """Copy texts, looks, drop-downs and page setup of a sheet onto an empty one.

    The sheets may lie in different workbooks. Merged cells, charts and
    pictures are not copied: our tables have none.
    """
    from openpyxl.worksheet.properties import PageSetupProperties

    for (row, place), cell in cells_of(source).items():
        new = target.cell(row, place)
        new.value = cell.value
        new.font, new.fill = _own(cell.font), _own(cell.fill)
        new.border, new.alignment = _own(cell.border), _own(cell.alignment)
        new.number_format = cell.number_format
    for letters, column in source.column_dimensions.items():
        target.column_dimensions[letters].width = column.width
        target.column_dimensions[letters].number_format = column.number_format
    for number, line in source.row_dimensions.items():
        target.row_dimensions[number].height = line.height
    for rule in source.data_validations.dataValidation:
        target.add_data_validation(copy(rule))
    target.freeze_panes = source.freeze_panes
    target.print_title_rows = source.print_title_rows
    target.page_setup.orientation = source.page_setup.orientation
    target.page_setup.paperSize = source.page_setup.paperSize
    target.page_setup.fitToHeight = source.page_setup.fitToHeight
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    target.page_margins = copy(source.page_margins)
    target.oddFooter = copy(source.oddFooter)


def _own(look: "StyleProxy") -> "Serialisable":
    """Return a look that no longer hangs on its workbook."""
    return cast("Serialisable", copy(look))
