"""What an administrator copies: the settings of a hub, and the script that puts them there."""

import ast
import os
import re
import subprocess

import pytest
import yaml
from traitlets.config.loader import PyFileConfigLoader

COURSE = "at-odds"
RECORD = '#!/usr/bin/env bash\necho "$(basename "$0")" "$@" >> "$ROOT/said"\n'


@pytest.fixture
def deploy(root):
    return root / "deploy"


@pytest.fixture
def values(deploy):
    return yaml.safe_load((deploy / "kubernetes" / "values.yaml").read_text(encoding="utf-8"))


def read_settings(deploy, name):
    return PyFileConfigLoader(name, [str(deploy)]).load_config()


def set_up(root, place, *programs):
    """Run the script on a copy of the folders, with programs that only write down what they got."""
    for name in programs:
        stub = place / name
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_text(RECORD)
        stub.chmod(0o755)
    return subprocess.run(
        ["bash", root / "deploy" / "tljh" / "set-up"],
        env={"PATH": f"{place / 'system'}:{os.environ['PATH']}", "ROOT": str(place)},
        capture_output=True,
        text=True,
        check=False,
    )


PROGRAMS = "opt/tljh/user/bin"
ALL = (
    "opt/tljh/hub/bin/tljh-config",
    *(f"{PROGRAMS}/{name}" for name in ("atodds", "jupyter", "python")),
    # What only an administrator of the system may do.
    *(f"system/{name}" for name in ("chown", "useradd")),
)


def test_kubernetes_gives_a_server_the_same_variables_as_the_tested_hub(deploy, values):
    # Zero to JupyterHub puts its own list over that of the shared settings.
    shared = read_settings(deploy, "classroom.py").Spawner.environment
    assert values["singleuser"]["extraEnv"] == shared


def test_the_shared_settings_arrive_where_each_hub_reads_them(values):
    files = [
        values["hub"]["extraFiles"]["classroom"],
        values["singleuser"]["extraFiles"]["nbgrader"],
    ]
    assert [one["mountPath"] for one in files] == [
        "/usr/local/etc/jupyterhub/jupyterhub_config.d/classroom.py",
        "/usr/local/etc/jupyter/nbgrader_config.py",
    ]


def test_the_exchange_is_one_place_in_every_file(deploy, values, monkeypatch):
    monkeypatch.delenv("ATODDS_EXCHANGE", raising=False)
    found = read_settings(deploy, "nbgrader_config.py")
    [mount] = values["singleuser"]["storage"]["extraVolumeMounts"]
    [volume] = values["singleuser"]["storage"]["extraVolumes"]
    claim = yaml.safe_load((deploy / "kubernetes" / "exchange.yaml").read_text(encoding="utf-8"))
    assert found.Exchange.root == mount["mountPath"]
    assert volume["persistentVolumeClaim"]["claimName"] == claim["metadata"]["name"]
    assert (mount["name"], claim["spec"]["accessModes"]) == (volume["name"], ["ReadWriteMany"])


def test_the_course_has_one_name_on_the_hub_and_in_a_new_course_folder(deploy, tmp_path, root):
    from atodds.grading.course_folder import init_course, open_course  # noqa: PLC0415

    init_course(tmp_path / "course", root / "lessons")
    found = read_settings(deploy, "nbgrader_config.py")
    assert found.CourseDirectory.course_id == open_course(tmp_path / "course").course_id == COURSE


def test_what_a_learner_keeps_at_home_is_never_handed_in(deploy):
    work = read_settings(deploy, "classroom.py").Spawner.environment["ATODDS_WORK"]
    ignored = read_settings(deploy, "nbgrader_config.py").CourseDirectory.ignore
    assert work == "~/my-work"
    assert "my-work*" in ignored


def test_the_image_has_the_packages_that_the_tests_ran_with(deploy, root):
    asked = re.findall(
        r"([a-z0-9-]+)==([\d.]+)", (deploy / "kubernetes" / "Dockerfile").read_text()
    )
    assert {name for name, _ in asked} == {"nbgitpuller", "nbgrader", "nh3"}
    pins = (root / "requirements-doors.txt").read_text().splitlines()
    for name, version in asked:
        assert f"{name}=={version}" in pins


def constants(file):
    """Give what stands in capitals at the top of a settings file."""
    return {
        one.targets[0].id: ast.literal_eval(one.value)
        for one in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(one, ast.Assign)
        and isinstance(one.value, ast.Constant | ast.List)
        and isinstance(one.targets[0], ast.Name)
    }


def test_nobody_instructs_until_an_administrator_has_written_who(deploy):
    # On a hub where people choose their names, a name written here would be anybody's to take.
    found = constants(deploy / "course.py")
    assert (found["INSTRUCTORS"], found["LEARNERS"]) == ([], [])


def test_only_the_group_of_instructors_may_open_the_course(deploy):
    found = read_settings(deploy, "course.py").JupyterHub
    [service] = found.services.to_dict()["extend"]
    roles = found.load_roles.to_dict()["extend"]
    opening = [one for one in roles if f"access:services!service={COURSE}" in one["scopes"]]
    assert service["name"] == COURSE
    assert [one["groups"] for one in opening] == [[f"formgrade-{COURSE}"]]


def test_the_course_adds_to_what_a_hub_has_and_takes_nothing_from_it(deploy, tmp_path):
    # The Littlest JupyterHub has a service that ends idle servers, and reads our files after it.
    other = tmp_path / "hub.py"
    other.write_text(
        "c.JupyterHub.services = [{'name': 'cull-idle'}]\n"
        "c.JupyterHub.load_roles = [{'name': 'cull-idle'}]\n"
        "c.JupyterHub.load_groups = {'choir': {'users': []}}\n"
        f"load_subconfig({str(deploy / 'course.py')!r})\n"
    )
    found = read_settings(tmp_path, "hub.py").JupyterHub
    assert [one["name"] for one in found.services] == ["cull-idle", COURSE]
    assert found.load_roles[0] == {"name": "cull-idle"}
    assert set(found.load_groups) == {"choir", f"formgrade-{COURSE}", f"nbgrader-{COURSE}"}


def test_a_littlest_hub_gets_the_settings_the_kit_and_the_limits(root, deploy, tmp_path):
    done = set_up(root, tmp_path, *ALL)
    assert done.returncode == 0, done.stderr
    placed = {
        "opt/tljh/config/jupyterhub_config.d/at_odds.py": deploy / "classroom.py",
        "opt/tljh/config/jupyterhub_config.d/at_odds_course.py": deploy / "course.py",
        "opt/tljh/user/etc/jupyter/nbgrader_config.py": deploy / "nbgrader_config.py",
        "opt/tljh/user/share/jupyter/lab/settings/overrides.json": (
            root / ".jupyter" / "labconfig" / "default_setting_overrides.json"
        ),
    }
    for path, source in placed.items():
        assert (tmp_path / path).read_bytes() == source.read_bytes()
    assert (tmp_path / "srv" / "nbgrader" / "exchange").stat().st_mode & 0o777 == 0o777
    said = (tmp_path / "said").read_text().splitlines()
    assert said[0] == "python -m pip install --quiet --constraint requirements.txt .[grade]"
    assert said[-1] == "tljh-config reload"
    assert "tljh-config set limits.memory 1G" in said


def test_a_littlest_hub_gets_an_account_that_keeps_the_course_for_itself(root, deploy, tmp_path):
    done = set_up(root, tmp_path, *ALL)
    assert done.returncode == 0, done.stderr
    found = constants(deploy / "course.py")
    home, folder = os.path.split(found["FOLDER"])
    made = tmp_path / home.lstrip("/")
    assert made.stat().st_mode & 0o777 == 0o700
    said = (tmp_path / "said").read_text().splitlines()
    account = found["ACCOUNT"]
    assert [one for one in said if one.startswith(("useradd", "atodds", "chown"))] == [
        f"useradd --system --home-dir {home} --shell /bin/bash {account}",
        f"atodds grade init {made / folder} --lessons lessons",
        f"chown --recursive {account}: {made}",
    ]
    assert found["PROGRAMS"] == f"/{PROGRAMS}"


def test_the_script_can_be_run_again(root, tmp_path):
    assert [set_up(root, tmp_path, *ALL).returncode for _ in range(2)] == [0, 0]


def test_without_a_littlest_hub_the_script_says_so_and_writes_nothing(root, tmp_path):
    done = set_up(root, tmp_path)
    assert done.returncode == 1
    assert "install it first" in done.stderr
    assert list(tmp_path.iterdir()) == []
