"""Programs that a test starts."""

import shutil
import stat

import pytest

import jinx
from conftest import JAR, POINTS, java

SCRIPT = """#!/bin/sh
echo "a script"
"{java}" -cp "{classes}" Ledger "$@"
echo "has ended"
"""


@pytest.fixture
def script(tmp_path, classes):
    """A script that starts the program, and stays."""
    file = tmp_path / "bin" / "run.sh"
    file.parent.mkdir()
    file.write_text(SCRIPT.format(java=shutil.which(java()), classes=classes))
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


def _start(command, directory):
    jvm = jinx.start_jvm(command, jar=JAR, directory=directory, points=POINTS)
    jvm.wait_output("ready")
    return jvm


def test_what_a_script_started_ends_with_it(script, tmp_path):
    with _start([script, "-"], tmp_path / "new" / "directory") as jvm:
        node = jvm.jinx
        never = node.point("never").enable()
        jvm.kill()
        assert jvm.stdout == ["a script", "ready -"]
        assert jvm.process.returncode == -9
        with pytest.raises(jinx.JvmDiedError):
            never.wait_hit(600)
        with pytest.raises(jinx.UnreachableError):
            node.points()


def test_what_a_script_left_behind_ends_too(script, tmp_path):
    text = script.read_text().replace('echo "a script"', "exec 3<&0")
    script.write_text(text.replace('"$@"', '"$@" <&3 &'))  # else it would get an empty input
    with _start([script], tmp_path / "run") as jvm:
        assert jvm.process.wait(60) == 0
        node = jvm.jinx
    with pytest.raises(jinx.UnreachableError):
        node.points()


def test_a_relative_program_is_found_from_here_else_from_its_directory(
    script, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    with _start(["bin/run.sh", "here"], tmp_path / "run") as jvm:
        assert jvm.stdout == ["a script", "ready here"]
    with _start(["./run.sh", "there"], script.parent) as jvm:
        assert jvm.stdout == ["a script", "ready there"]
