"""What people install: the wheel, run from an empty folder, with no checkout in sight."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    subprocess.run([*build, str(PROJECT)], check=True, capture_output=True)
    [built] = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", str(site), str(wheel)], check=True, capture_output=True)
    return site


def snogmarry(installed: Path, here: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(installed), "HOME": str(here)}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "snogmarry", *arguments],
        cwd=here,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_all_that_the_program_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    source = PROJECT / "src"
    read = [p for p in (source / "snogmarry").rglob("*") if p.is_file() and p.suffix != ".pyc"]
    assert {p.relative_to(source).as_posix() for p in read} <= names
    shipped = {p.relative_to(PROJECT).as_posix() for p in (PROJECT / "scenarios").rglob("*.yaml")}
    assert len(shipped) >= 3
    assert {f"snogmarry/{name}" for name in shipped} <= names


def test_nothing_but_the_program_is_in_the_wheel(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"snogmarry", "snogmarry-0.1.0.dist-info"}


def test_installed_it_finds_its_scenarios_and_lessons_from_any_folder(
    installed: Path, tmp_path: Path
) -> None:
    listed = snogmarry(installed, tmp_path, "scenarios")
    assert "the-drop-in" in listed
    assert "twenty-minute-taster" in listed
    snogmarry(installed, tmp_path, "check", "the-drop-in", "twenty-minute-taster")
    snogmarry(installed, tmp_path, "cards", "the-drop-in")
    assert any(tmp_path.glob("*.html"))


def test_installed_it_runs_from_the_wheel_and_not_from_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    code = "import snogmarry; print(snogmarry.__file__)"
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(str(installed))
