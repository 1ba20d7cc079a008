"""Rules for official codes: of schools, puskesmas, regions, offices and civil servants."""

from sinovik_sheets.problems import Level, Rule
from sinovik_sheets.text import N_

_AS_TEXT = N_(
    "Format the column as Text and type the code again from its official list,"
    " or leave the cell empty; nothing is repaired by guessing."
)

# What a spreadsheet does to codes
CODE_AS_NUMBER = Rule(
    "code-as-number",
    Level.ERROR,
    N_("The code “{value}” was turned into a number or a date by a spreadsheet."),
    _AS_TEXT,
)
CODE_LOST_ZEROS = Rule(
    "code-lost-zeros",
    Level.ERROR,
    N_("The code “{value}” is too short: it has probably lost a zero in a spreadsheet."),
    _AS_TEXT,
)

# Codes of units
BAD_NPSN = Rule(
    "bad-npsn",
    Level.ERROR,
    N_("“{value}” is not an NPSN, which has 8 digits."),
    N_("Correct it, such as 20522536, or leave the cell empty."),
)
NPSN_WITH_LETTERS = Rule(
    "npsn-with-letters",
    Level.WARNING,
    N_("The NPSN “{value}” holds letters; few have any."),
    N_("Compare it with the school's entry in Dapodik."),
)
BAD_PUSKESMAS_CODE = Rule(
    "bad-puskesmas-code",
    Level.ERROR,
    N_("“{value}” is not a code of a puskesmas."),
    N_("Write P and 10 digits, such as P3512010101, or the newer 7 digits; or leave it empty."),
)
BAD_REGION_CODE = Rule(
    "bad-region-code",
    Level.ERROR,
    N_("“{value}” is not a Kemendagri code of a region."),
    N_("Write it with its dots, such as 35.12.01 or 35.12.01.2001, or leave the cell empty."),
)
REGION_CODE_WITHOUT_DOTS = Rule(
    "region-code-without-dots",
    Level.ERROR,
    N_("The region code “{value}” has no dots; it may be one of another numbering (BPS)."),
    N_("Write the Kemendagri code with its dots, such as 35.12.01, or leave the cell empty."),
)
REGION_CODE_OF_OTHER_LEVEL = Rule(
    "region-code-of-other-level",
    Level.ERROR,
    N_("“{value}” is the code of a larger or smaller region than this unit."),
    N_("A kecamatan has three parts (35.12.01), a kelurahan or desa four (35.12.01.2001)."),
)
CODE_OF_DESA = Rule(
    "code-of-desa",
    Level.WARNING,
    N_("“{value}” is the code of a desa, but the unit is a kelurahan."),
    N_("Correct the kind or the code: the last part of a kelurahan begins with 1."),
)
CODE_OF_KELURAHAN = Rule(
    "code-of-kelurahan",
    Level.WARNING,
    N_("“{value}” is the code of a kelurahan, but the unit is a desa."),
    N_("Correct the kind or the code: the last part of a desa begins with 2."),
)
STRANGE_OFFICE_CODE = Rule(
    "strange-office-code",
    Level.WARNING,
    N_("“{value}” is not written like the code of a perangkat daerah."),
    N_("It has 22 characters, such as 1.01.2.22.0.00.01.0000; a numbering of your own may stay."),
)

# NIP
BAD_NIP = Rule(
    "bad-nip",
    Level.ERROR,
    N_("“{value}” is not a NIP, which has 18 digits."),
    N_("Correct it, such as 19800101 200501 1 001, or leave the cell empty."),
)
NIP_CUT_OFF = Rule(
    "nip-cut-off",
    Level.ERROR,
    N_("The NIP “{value}” ends in 000: a spreadsheet keeps only 15 digits of a number."),
    N_("Format the cell as Text and type all 18 digits again."),
)
NIP_BIRTH_DATE = Rule(
    "nip-birth-date",
    Level.WARNING,
    N_("The first 8 digits of the NIP “{value}” are no birth date of a civil servant."),
    N_("Compare it with the appointment letter: year, month and day of birth come first."),
)
NIP_APPOINTMENT = Rule(
    "nip-appointment",
    Level.WARNING,
    N_("Digits 9 to 14 of the NIP “{value}” are no year and month of appointment."),
    N_("Compare it with the appointment letter; the month is 01 to 12, or 21 for PPPK."),
)
NIP_AGE = Rule(
    "nip-age",
    Level.WARNING,
    N_("By the NIP “{value}” the appointment does not fit the age."),
    N_("Compare the birth date and the year of appointment with the appointment letter."),
)
NIP_SEX = Rule(
    "nip-sex",
    Level.WARNING,
    N_("Digit 15 of the NIP “{value}” is neither 1 (man) nor 2 (woman)."),
    N_("Compare it with the appointment letter."),
)
