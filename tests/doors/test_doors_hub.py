"""A class of thirty on a real JupyterHub, with the settings that schools are given in deploy/."""

import os
import re
import subprocess
from urllib.parse import quote

import nbformat
import psutil
import pytest
import requests
from hub import BIN, COURSE, DEPLOY, TEACHER, Hub, Person
from jupyter_server.services.kernels.kernelmanager import MappingKernelManager
from jupyterhub.app import JupyterHub
from jupyterhub.services.auth import HubOAuth
from jupyterhub.spawner import Spawner
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import Exchange
from playwright.sync_api import expect
from school_day import (
    ASSIGNMENT,
    BY_HAND,
    IN_CHROMIUM,
    KILLED,
    LESSON,
    Notebook,
    chromium,
    kind_of,
    name_of,
    sign_in,
    teach,
)
from traitlets.config.loader import PyFileConfigLoader

from atodds.course import EXERCISES
from atodds.exercises import Exercise

LESSONS = DEPLOY.parent / "lessons"
FIRST = "00-start-here.ipynb"
NEXT = "07-can-these-numbers-be-compared"
STARTER, WRITTEN = "*Write here.*", "Account 1 names who counted."
SEEN = DEPLOY.parent / "tests" / "browser" / "seen"
# A whole class by default; ATODDS_CLASS=3 is enough to try a change.
LEARNERS = int(os.environ.get("ATODDS_CLASS", "30"))


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    learners = tuple(name_of(number) for number in range(LEARNERS))
    running = Hub(tmp_path_factory.mktemp("hub"), learners)
    try:
        yield running.start()
    finally:
        running.stop()


@pytest.fixture(scope="module")
def day(hub):
    return teach(hub, LEARNERS)


def points_of(kind):
    scored = [one for one in EXERCISES if one.lesson == LESSON and isinstance(one, Exercise)]
    right = {"begun": {"6.1", "6.3"}, "mistaken": {"6.1"}, BY_HAND: {"6.2", "6.3"}}.get(
        kind, {one.id for one in scored}
    )
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
        handed = hub.course / "submitted" / one.name / ASSIGNMENT
        files = {path.name for path in handed.rglob("*") if path.is_file()}
        assert files - {"timestamp.txt", "submission_secret.txt"} == {f"{ASSIGNMENT}.ipynb"}


def test_a_learners_page_shows_the_list_of_assignments_and_none_of_the_instructors_pages(day):
    shown = " ".join(day.menu)
    assert "Assignment List" in shown
    for page in ("Create Assignment", "Formgrader", "Course List"):
        assert page not in shown


def test_an_instructor_opens_the_courses_formgrader_and_finds_what_was_collected(day, hub):
    with chromium() as page:
        sign_in(page, hub, TEACHER, f"{hub.address}{hub.open_course()}")
        row = page.get_by_role("row").filter(has_text=ASSIGNMENT)
        expect(row.locator("td.num-submissions")).to_have_text(str(len(day.learners)))
        page.screenshot(path=SEEN / "hub-formgrader.png")


@pytest.mark.usefixtures("day")
def test_an_instructor_hands_out_the_next_lesson_with_the_buttons_of_formgrader(hub):
    with chromium() as page:
        sign_in(page, hub, TEACHER, f"{hub.address}{hub.open_course()}")
        for step in ("assign", "release"):
            other = page.get_by_role("row").filter(has_text=NEXT)
            with page.expect_response(f"**/{NEXT}/{step}") as answer:
                other.locator(f"td.{step} a").click()
            assert answer.value.json()["success"], answer.value.text()
            page.reload()
    assert (hub.exchange / COURSE / "outbound" / NEXT / f"{NEXT}.ipynb").exists()


def test_the_courses_formgrader_is_closed_to_a_learner(hub):
    page = Person(hub, hub.learners[0]).sign_in(hub.open_course())
    assert page.status_code == requests.codes.forbidden


def test_the_course_may_see_who_takes_it_and_nobody_else(hub):
    assert {one["name"] for one in hub.ask_as_course("users")} == set(hub.learners)
    assert hub.ask_as_course(f"groups/nbgrader-{COURSE}")["users"] == list(hub.learners)
    with pytest.raises(requests.HTTPError, match=r"40[34]"):
        hub.ask_as_course(f"groups/formgrade-{COURSE}")


def test_on_kubernetes_instructors_share_the_server_of_the_courses_account(hub):
    account = f"course-{COURSE}"
    course = hub.home(account) / "course"
    hub.run_as(account, BIN / "atodds", "grade", "init", course, "--lessons", LESSONS)
    with chromium() as page:
        sign_in(page, hub, TEACHER, f"{hub.address}/hub/spawn/{account}")
        # The hub asks once, as it does before anybody uses a server that is not their own.
        page.get_by_role("button", name="Authorize").click()
        page.wait_for_url(f"{hub.address}/user/{account}/lab*")
        page.goto(f"{hub.address}/user/{account}/formgrader?path={course}")
        expect(page.get_by_role("row").filter(has_text=ASSIGNMENT)).to_be_visible()


def test_the_server_of_the_courses_account_is_closed_to_a_learner(hub):
    learner = Person(hub, hub.learners[0])
    refused = {requests.codes.forbidden, requests.codes.not_found}
    assert learner.sign_in(f"/user/course-{COURSE}/lab").status_code in refused
    page = learner.session.get(f"{hub.address}/hub/spawn/course-{COURSE}", timeout=60)
    assert page.status_code in refused


def test_nobody_sees_another_ones_server(day):
    one, other = day.learners[0].person, day.learners[KILLED].person
    page = one.session.get(f"{other.base}/api/contents", timeout=60)
    assert page.status_code == requests.codes.forbidden


def test_all_memory_that_was_measured_is_the_learners_own(day):
    assert len(day.server_megabytes) == len(day.kernel_megabytes) == LEARNERS
    assert (
        0 < sum(day.server_megabytes + day.kernel_megabytes) < psutil.virtual_memory().total / 1e6
    )


class Repository:
    """A bare repository of a school's lessons, and the folder that fills it."""

    def __init__(self, folder):
        """Make both, empty."""
        self.bare, self.folder = folder / "lessons.git", folder / "school"
        self._git(folder, "init", "--quiet", "--bare", "--initial-branch=main", self.bare)
        self._git(folder, "clone", "--quiet", self.bare, self.folder)
        self._git(self.folder, "checkout", "--quiet", "-B", "main")

    def publish(self, files):
        """Put files there, each with its text, and push them."""
        for path, text in files.items():
            file = self.folder / path
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        who = ("-c", "user.name=A school", "-c", "user.email=school@example.org")
        self._git(self.folder, "add", "--all")
        self._git(self.folder, *who, "commit", "--quiet", "--message=Lessons")
        self._git(self.folder, "push", "--quiet", "origin", "main")

    def _git(self, folder, *words):
        subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


def link_to(hub, repository):
    """Fill in the link that administrators read in deploy/README.md."""
    text = (DEPLOY / "README.md").read_text(encoding="utf-8")
    [form] = re.findall(r"https://YOUR-HUB\S+/git-pull\?\S+", text)
    address = quote(repository.bare.as_uri(), safe="")
    return form.replace("https://YOUR-HUB", hub.address).replace("YOUR-REPOSITORY-ADDRESS", address)


def arrive(page, hub, name):
    """Wait until nbgitpuller has gone on to the lesson; give it."""
    page.wait_for_url(f"{hub.address}/user/{name}/lab/tree/at-odds/lessons/*")
    lesson = Notebook(page, hub.home(name) / "at-odds" / "lessons" / FIRST)
    lesson.wait_until_ready()
    return lesson


def test_the_link_brings_lessons_and_a_second_time_new_ones_and_keeps_what_was_written(
    hub, tmp_path
):
    repository = Repository(tmp_path)
    text = (LESSONS / FIRST).read_text(encoding="utf-8")
    repository.publish({f"lessons/{FIRST}": text})
    name = "visitor"
    with chromium() as page:
        sign_in(page, hub, name, link_to(hub, repository))
        lesson = arrive(page, hub, name)
        assert lesson.file.read_text(encoding="utf-8") == text
        lesson.replace_source(lesson.find("0.4", "essay"), WRITTEN)
        lesson.save()

        newer = text.replace(STARTER, "Write your own words here.")
        assert newer != text
        repository.publish({f"lessons/{FIRST}": newer, "lessons/new.md": "A new lesson."})
        page.goto(link_to(hub, repository))
        again = arrive(page, hub, name)
        expect(again.cell(again.find("0.4", "essay"))).to_contain_text(WRITTEN)
        assert (again.file.parent / "new.md").read_text(encoding="utf-8") == "A new lesson."


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


@pytest.mark.parametrize("file", ["classroom.py", "course.py", "nbgrader_config.py"])
def test_every_setting_is_one_that_the_programs_know(file):
    # A misspelt setting is passed over in silence by all of them.
    found = PyFileConfigLoader(file, [str(DEPLOY)]).load_config()
    named = {f"{section}.{name}" for section, values in found.items() for name in values}
    named |= {one.removeprefix("--").partition("=")[0] for one in found.Spawner.get("args", [])}
    assert named
    for setting in named:
        section, _, name = setting.partition(".")
        assert name in KNOWN[section], setting
