"""A class of thirty on a real JupyterHub, with the settings that schools are given in deploy/."""

import os

import nbformat
import psutil
import pytest
import requests
from hub import COURSE, DEPLOY, TEACHER, Hub
from jupyter_server.services.kernels.kernelmanager import MappingKernelManager
from jupyterhub.app import JupyterHub
from jupyterhub.services.auth import HubOAuth
from jupyterhub.spawner import Spawner
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import Exchange
from school_day import ASSIGNMENT, IN_CHROMIUM, KILLED, LESSON, kind_of, teach
from traitlets.config.loader import PyFileConfigLoader

from atodds.course import EXERCISES
from atodds.exercises import Exercise

# A whole class by default; ATODDS_CLASS=3 is enough to try a change.
LEARNERS = int(os.environ.get("ATODDS_CLASS", "30"))


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    running = Hub(tmp_path_factory.mktemp("hub"))
    try:
        yield running.start()
    finally:
        running.stop()


@pytest.fixture(scope="module")
def day(hub):
    return teach(hub, LEARNERS)


def points_of(kind):
    scored = [one for one in EXERCISES if one.lesson == LESSON and isinstance(one, Exercise)]
    right = {"begun": {"6.1", "6.3"}, "mistaken": {"6.1"}}.get(kind, {one.id for one in scored})
    return {one.id: float(one.points) if one.id in right else 0.0 for one in scored}


def test_every_learner_gets_the_marks_that_the_answers_are_worth(day):
    found = {one.name: day.points(one.name) for one in day.learners}
    expected = {one.name: points_of(kind_of(one.number)) for one in day.learners}
    for name, points in expected.items():
        assert found[name] == points, name
    assert len(found) == LEARNERS


def test_every_hand_in_came_in_once_under_the_learners_own_name_without_a_problem(day):
    assert [row["student"] for row in day.report] == [one.name for one in day.learners]
    assert {row["problem"] for row in day.report} == {""}


def test_all_servers_live_at_once_and_outlive_a_restart_of_the_hub(day):
    assert len(day.pids) == LEARNERS
    assert day.pids_after == day.pids


def test_learners_run_and_save_their_lesson_while_there_is_no_hub(day):
    assert day.worked_without_hub


def test_a_killed_kernel_costs_no_answer(day):
    assert day.learners[KILLED].kept == ["6.1", "6.3"]


def test_a_learner_with_mouse_and_keyboard_hands_in_what_the_page_shows(day, hub):
    name = day.learners[IN_CHROMIUM].name
    [handed] = (hub.exchange / COURSE / "inbound").glob(f"{name}+{ASSIGNMENT}+*")
    at_home = hub.home(name) / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    # JupyterLab saves again by itself, so the files may differ in what is no cell.
    both = [nbformat.read(one, as_version=4).cells for one in (handed / at_home.name, at_home)]
    assert both[0] == both[1]


def test_nothing_but_the_notebook_leaves_a_home(day, hub):
    for one in day.learners:
        # The drafts are there, in one folder for all lessons.
        assert list((hub.home(one.name) / "my-work").rglob("*.json"))
        handed = hub.home(TEACHER) / COURSE / "submitted" / one.name / ASSIGNMENT
        files = {path.name for path in handed.rglob("*") if path.is_file()}
        assert files - {"timestamp.txt", "submission_secret.txt"} == {f"{ASSIGNMENT}.ipynb"}


def test_nobody_sees_another_ones_server(day):
    one, other = day.learners[0].person, day.learners[KILLED].person
    page = one.session.get(f"{other.base}/api/contents", timeout=60)
    assert page.status_code == requests.codes.forbidden


def test_all_memory_that_was_measured_is_the_learners_own(day):
    assert len(day.server_megabytes) == len(day.kernel_megabytes) == LEARNERS
    assert (
        0 < sum(day.server_megabytes + day.kernel_megabytes) < psutil.virtual_memory().total / 1e6
    )


KNOWN = {
    one.__name__: set(one.class_traits(config=True))
    for one in (
        JupyterHub,
        Spawner,
        HubOAuth,
        MappingKernelManager,
        CourseDirectory,
        Exchange,
    )
}


@pytest.mark.parametrize("file", ["classroom.py", "nbgrader_config.py"])
def test_every_setting_is_one_that_the_programs_know(file):
    # A misspelt setting is passed over in silence by all of them.
    found = PyFileConfigLoader(file, [str(DEPLOY)]).load_config()
    named = {f"{section}.{name}" for section, values in found.items() for name in values}
    named |= {one.removeprefix("--").partition("=")[0] for one in found.Spawner.get("args", [])}
    assert named
    for setting in named:
        section, _, name = setting.partition(".")
        assert name in KNOWN[section], setting
