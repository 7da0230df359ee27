from __future__ import annotations

import sys
from pathlib import Path

import pytest

from snogmarry.cli import main
from snogmarry.report.typesetting import HOW
from snogmarry.scenario import library
from tests.report.disks import small_disk


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def poster(folder: Path) -> str:
    (written,) = folder.glob("*poster*")
    return written.read_text("utf-8")


def test_plain_it_writes_all_that_is_printed_and_says_for_whom(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cards", "the-drop-in", "--to", "printed"]) == 0
    assert sorted(path.name for path in (tmp_path / "printed").iterdir()) == [
        "the-drop-in-card-campaign.html",
        "the-drop-in-card-trust.html",
        "the-drop-in-poster.html",
        "the-drop-in-response-sheets.html",
        "the-drop-in-running-sheet.html",
    ]
    said = capsys.readouterr().out
    assert "for you alone" in said
    assert "print one for every two or three people who play Keep the Shed Open" in said
    assert "address and code are to be written in" in said


def test_start_and_size_of_letters(tmp_path: Path) -> None:
    assert main(["cards", "the-drop-in", "--start", "9.30", "--large"]) == 0
    (sheet,) = tmp_path.glob("*running-sheet*")
    assert "Begins at 09:30 and ends at 10:44" in sheet.read_text("utf-8")
    for page in tmp_path.glob("*.html"):
        assert '<html lang="en-GB" class="large">' in page.read_text("utf-8")


def test_a_poster_of_a_session_that_is_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--host", "10.0.0.5", "--port", "9000", "--code", "ktp-xwn"]
    assert main(["cards", "the-drop-in", *words]) == 0
    page = poster(tmp_path)
    assert "http://10.0.0.5:9000/" in page
    assert "KTP XWN" in page
    assert "HTTP://10.0.0.5:9000/J/KTPXWN" in page
    assert "it leads to http://10.0.0.5:9000/, code KTP XWN" in capsys.readouterr().out


def test_a_poster_whose_code_is_not_known_leads_to_the_address(tmp_path: Path) -> None:
    assert main(["cards", "the-drop-in", "--host", "room.local"]) == 0
    page = poster(tmp_path)
    assert "<title>http://room.local:8765/</title>" in page
    assert "It stands on the screen." in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["the-dropin"], 'Did you mean "the-drop-in"?'),
        (["nosuch"], "in the library. To see them: snogmarry scenarios"),
        (["the-drop-in", "--host", "localhost"], "localhost is this machine itself"),
        (["the-drop-in", "--host", "127.0.0.1"], "127.0.0.1 is this machine itself"),
        (["the-drop-in", "--host", "http://x/"], '"http://x/" is not an address'),
    ],
)
def test_what_cannot_be_done_is_one_line(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cards", *words]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_as_pdf(tmp_path: Path) -> None:
    assert main(["cards", "twenty-minute-taster", "--format", "html,pdf"]) == 0
    assert len(list(tmp_path.glob("*.html"))) == len(list(tmp_path.glob("*.pdf"))) == 5


def test_without_typst_it_says_how_to_get_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    assert main(["cards", "the-drop-in", "--format", "pdf"]) == 1
    error = capsys.readouterr().err
    assert HOW in error
    assert error.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_what_can_be_made_is_written_where_pdf_cannot(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    assert main(["cards", "twenty-minute-taster", "--format", "html,pdf"]) == 1
    said = capsys.readouterr()
    assert len(list(tmp_path.iterdir())) == said.out.count(".html\n") == 5
    assert HOW in said.err
    assert said.err.count("\n") == 1


def test_what_the_fonts_lack_is_said_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rare = library.find("twenty-minute-taster").read_text("utf-8")
    title = next(line for line in rare.splitlines() if line.startswith("title: "))
    path = tmp_path / "rare.yaml"
    path.write_text(rare.replace(title, "title: No such sign \u0378"), "utf-8")
    assert main(["cards", str(path), "--format", "pdf", "--to", "made"]) == 0
    said = capsys.readouterr()
    assert "The fonts of this computer lack 1 character" in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    "words", [["--format", "docx"], ["--start", "24:00"], ["--start", "noon"], ["--code", "ABC"]]
)
def test_what_cannot_be_meant_is_refused(words: list[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["cards", "the-drop-in", *words])
    assert refused.value.code == 2
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_to_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert main(["cards", "the-drop-in", "--to", "file"]) == 1
    said = "snogmarry: file is not a folder. Choose another folder with --to.\n"
    assert capsys.readouterr().err == said


def test_where_not_all_can_be_written_none_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with small_disk(tmp_path / "disk", "48k") as disk:
        assert main(["cards", "the-drop-in", "--to", str(disk)]) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert "the disk is full" in said.err
        assert list(disk.iterdir()) == []
