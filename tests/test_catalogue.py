"""The Indonesian catalogue is complete, and its check notices when it is not."""

import ast
from pathlib import Path

import pytest

from build_locale import PACKAGE, po_path, problems, rebuild

SOURCE = 'from x import N_, _\n\nA = N_("Hello {name}")\nB = _("Goodbye")\n'


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with two sentences and a complete catalogue."""
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "words.py").write_text(SOURCE, encoding="utf-8")
    rebuild(folder)
    translate(folder, "Hello {name}", "Halo {name}")
    translate(folder, "Goodbye", "Sampai jumpa")
    rebuild(folder)
    return folder


def translate(package: Path, source: str, translation: str, old: str = "") -> None:
    po = po_path(package)
    before = po.read_text(encoding="utf-8")
    after = before.replace(
        f'msgid "{source}"\nmsgstr "{old}"', f'msgid "{source}"\nmsgstr "{translation}"'
    )
    assert after != before
    po.write_text(after, encoding="utf-8", newline="\n")


def test_the_catalogue_of_the_package_is_complete() -> None:
    assert problems(PACKAGE) == []


def test_a_complete_catalogue_has_no_problems_and_a_rebuild_changes_nothing(package: Path) -> None:
    before = po_path(package).read_bytes()
    rebuild(package)
    assert problems(package) == []
    assert po_path(package).read_bytes() == before


def test_a_new_sentence_is_noticed_then_empty_and_known_translations_stay(package: Path) -> None:
    (package / "more.py").write_text('from x import _\n\nC = _("Welcome")\n', encoding="utf-8")
    assert any("out of date" in line for line in problems(package))
    rebuild(package)
    assert problems(package) == ["empty: 'Welcome'"]
    assert 'msgstr "Sampai jumpa"' in po_path(package).read_text(encoding="utf-8")


def test_an_unused_sentence_is_noticed_then_dropped(package: Path) -> None:
    (package / "words.py").write_text(SOURCE.replace('B = _("Goodbye")\n', ""), encoding="utf-8")
    assert any("out of date" in line for line in problems(package))
    rebuild(package)
    assert problems(package) == []
    assert "Goodbye" not in po_path(package).read_text(encoding="utf-8")


@pytest.mark.parametrize("wrong", ["Halo {nama}", "Halo", "Halo {name", "Halo {name:>9}"])
def test_a_translation_with_other_placeholders_is_noticed(package: Path, wrong: str) -> None:
    translate(package, "Hello {name}", wrong, old="Halo {name}")
    rebuild(package)
    (problem,) = problems(package)
    assert "Hello {name}" in problem


def test_a_fuzzy_translation_is_noticed(package: Path) -> None:
    po = po_path(package)
    text = po.read_text(encoding="utf-8")
    po.write_text(
        text.replace('msgid "Goodbye"', '#, fuzzy\nmsgid "Goodbye"'), encoding="utf-8", newline="\n"
    )
    rebuild(package)
    assert problems(package) == ["fuzzy: 'Goodbye'"]


def test_a_compiled_catalogue_of_another_day_is_noticed(package: Path) -> None:
    translate(package, "Goodbye", "Selamat jalan", old="Sampai jumpa")
    (problem,) = problems(package)
    assert problem.startswith("small.mo")


def test_two_builds_give_the_same_bytes(package: Path) -> None:
    mo = po_path(package).with_suffix(".mo")
    before = mo.read_bytes()
    mo.unlink()
    rebuild(package)
    assert mo.read_bytes() == before


def test_no_sentence_hides_inside_an_f_string() -> None:
    """Extraction does not look inside f-strings on every Python, so none may stand there."""
    hidden = [
        f"{path.name}:{call.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("_", "N_")
    ]
    assert hidden == []
