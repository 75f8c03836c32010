"""The README's commands and pictures exist."""

import re

import pytest
from typer.testing import CliRunner

from manage import app

from .source import ROOT

README = (ROOT / "README.md").read_text("utf-8") if (ROOT / "README.md").exists() else ""


def documented(pattern: str) -> list[str]:
    return sorted(set(re.findall(pattern, README, re.MULTILINE)))


@pytest.mark.parametrize("command", documented(r"python manage\.py ([a-z-]+)"))
def test_every_documented_command_exists(command):
    answer = CliRunner().invoke(app, [command, "--help"])
    assert answer.exit_code == 0, answer.output


@pytest.mark.parametrize("target", documented(r"`make ([a-z]+)"))
def test_every_documented_target_exists(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("file", documented(r"\]\(((?!http)[^)#]+)\)"))
def test_every_linked_file_exists(file):
    assert (ROOT / file).exists()


def test_the_readme_names_every_command_and_room():
    listing = CliRunner().invoke(app, ["--help"]).output
    commands = re.findall(r"^\W+([a-z][a-z-]+)\s{2,}", listing, re.MULTILINE)
    assert commands
    for word in [*commands, "dashboard.py", "pages/", "analytics/", "data/", "tests/", "locale/"]:
        assert word in README, word
