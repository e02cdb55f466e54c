"""A real JupyterHub on loopback, with the settings of deploy/: proxy, hub, and the people on it."""

import json
import os
import re
import secrets
import shlex
import signal
import socket
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import nbformat
import psutil
import requests
import websocket
import yaml
from nbformat.v4 import output_from_msg

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
BIN = Path(sys.executable).parent
PATIENCE = 300
COURSE = "at-odds"
TEACHER = "teacher"
# Which pages of nbgrader learners do not see, as the set-up of a real hub says it.
[HIDDEN] = re.findall(r"for name in ([a-z -]+); do", (DEPLOY / "tljh" / "set-up").read_text())
OUTPUTS = ("stream", "display_data", "execute_result", "error")

# What a school decides for itself, as this machine needs it; all else is deploy/classroom.py.
CONFIG = """
c = get_config()
load_subconfig({classroom!r})
load_subconfig({course!r})
c.JupyterHub.load_groups.update({groups!r})
c.JupyterHub.load_roles.extend({roles!r})
c.JupyterHub.bind_url = {address!r}
c.JupyterHub.hub_port = {hub_port}
c.JupyterHub.db_url = {db!r}
c.JupyterHub.cookie_secret_file = {secret!r}
c.JupyterHub.pid_file = ""
c.ConfigurableHTTPProxy.should_start = False
c.ConfigurableHTTPProxy.api_url = {proxy_api!r}
c.ConfigurableHTTPProxy.auth_token = {token!r}
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = {password!r}
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r}
c.Spawner.cmd = [{singleuser!r}]
c.Spawner.args = [*c.Spawner.args, *{more!r}]
c.Spawner.environment = {{**c.Spawner.environment, **{environment!r}}}
"""


def groups_and_roles_on_kubernetes():
    """Give what deploy/kubernetes/values.yaml has the chart hand on to the hub."""
    text = (DEPLOY / "kubernetes" / "values.yaml").read_text(encoding="utf-8")
    found = yaml.safe_load(text.replace("TEACHER", TEACHER))["hub"]
    return {
        "groups": found["config"]["JupyterHub"]["load_groups"],
        "roles": [{"name": name, **role} for name, role in found["loadRoles"].items()],
    }


@dataclass
class Hub:
    """A proxy and a hub under one folder; the hub can be stopped and started alone."""

    folder: Path
    learners: tuple[str, ...] = ()
    password: str = field(default_factory=lambda: secrets.token_hex(8))
    proxy: subprocess.Popen | None = None
    process: subprocess.Popen | None = None

    @cached_property
    def ports(self):
        """Four ports that nobody uses now: public, the proxy's own, the hub's, the course's."""
        doors = [socket.socket() for _ in range(4)]
        for door in doors:
            door.bind(("127.0.0.1", 0))
        found = [door.getsockname()[1] for door in doors]
        for door in doors:
            door.close()
        return found

    @property
    def address(self):
        """Where learners go."""
        return f"http://127.0.0.1:{self.ports[0]}"

    @property
    def exchange(self):
        """The folder in which nbgrader hands out and takes in."""
        return self.folder / "exchange"

    @property
    def log(self):
        """What the proxy, the hub and all servers said."""
        return self.folder / "hub.log"

    def home(self, name):
        """Give the home of a learner, of the teacher, or of the course's account."""
        return self.folder / ("srv" if name == COURSE else "homes") / name

    @property
    def course(self):
        """The folder in which the course's account keeps lessons, hand-ins and marks."""
        return self.home(COURSE) / "course"

    def open_course(self):
        """Wait until the course's server is there, and say where: at its place under the hub."""
        place = f"/services/{COURSE}/"
        # As long as it starts, the proxy leads to the hub.
        self._wait_for(lambda: "/hub/" not in _next_place(f"{self.address}{place}"))
        return place

    @cached_property
    def environment(self):
        """Variables for every process: none of this machine's own Jupyter."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(
                ("ATODDS_", "JUPYTER", "IPYTHON", "XDG_", "PYTEST", "CONFIGPROXY")
            )
        }
        return {
            **kept,
            "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
            "CONFIGPROXY_AUTH_TOKEN": secrets.token_hex(16),
            "PYTHONWARNINGS": "ignore",
        }

    @property
    def for_servers(self):
        """Variables that the single-user servers get besides those of deploy/classroom.py."""
        return {
            "ATODDS_EXCHANGE": str(self.exchange),
            "JUPYTER_CONFIG_PATH": os.pathsep.join(
                map(str, (DEPLOY, ROOT / ".jupyter", self.folder / "installation"))
            ),
            "PYTHONWARNINGS": "ignore",
        }

    @cached_property
    def jail(self):
        """The start of a command that makes this system's user be called jovyan, as in a container.

        Then nbgrader goes by the name on the hub, and no user is added to this machine.
        """
        passwd = self.folder / "passwd"
        passwd.write_text(f"jovyan:x:{os.getuid()}:{os.getgid()}::{self.folder}:/bin/bash\n")
        return ["bwrap", "--dev-bind", "/", "/", "--bind", str(passwd), "/etc/passwd"]

    def start(self):
        """Start the proxy and the hub; wait until people can log in."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "homes").mkdir(exist_ok=True)
        self.exchange.mkdir(exist_ok=True)
        self.exchange.chmod(0o777)
        self.course.mkdir(parents=True, exist_ok=True)
        self._hide_pages()
        self._write_programs()
        public, api, *_ = self.ports
        self.proxy = self._run(
            BIN / "configurable-http-proxy",
            *("--ip", "127.0.0.1", "--port", public),
            *("--api-ip", "127.0.0.1", "--api-port", api),
            *("--default-target", f"http://127.0.0.1:{self.ports[2]}"),
        )
        self.start_hub()
        return self

    def start_hub(self):
        """Start the hub alone, on the same state as before."""
        config = self.folder / "jupyterhub_config.py"
        config.write_text(
            CONFIG.format(
                classroom=str(DEPLOY / "classroom.py"),
                course=str(self._fill_in_course()),
                **groups_and_roles_on_kubernetes(),
                address=self.address,
                hub_port=self.ports[2],
                db=f"sqlite:///{self.folder / 'hub.sqlite'}",
                secret=str(self.folder / "cookie_secret"),
                proxy_api=f"http://127.0.0.1:{self.ports[1]}",
                token=self.environment["CONFIGPROXY_AUTH_TOKEN"],
                password=self.password,
                homes=str(self.home("{username}")),
                singleuser=str(BIN / "jupyterhub-singleuser"),
                more=[
                    # The browser's helpers ask the page whether its kernel is connected.
                    "--LabApp.expose_app_in_browser=True",
                    *(["--allow-root"] if os.geteuid() == 0 else []),
                ],
                environment=self.for_servers,
            )
        )
        self.process = self._run(*self.jail, BIN / "jupyterhub", "--config", config)
        self._wait_for(lambda: requests.get(f"{self.address}/hub/login", timeout=10).ok)

    def _fill_in_course(self):
        """Do what an administrator does with deploy/course.py, and name this machine's places.

        Nobody but an administrator of the system may start a server as somebody else; without a
        name of an account the hub starts it as itself.
        """
        text = (DEPLOY / "course.py").read_text(encoding="utf-8")
        given = {
            "INSTRUCTORS": [TEACHER],
            "LEARNERS": list(self.learners),
            "ACCOUNT": "",
            "FOLDER": str(self.course),
            "PROGRAMS": str(self.folder / "programs"),
            "PORT": self.ports[3],
        }
        for name, value in given.items():
            line = f"{name} = {value!r}"
            text, found = re.subn(rf"(?m)^{name} = .*$", line.replace("\\", r"\\"), text)
            assert found == 1, f"deploy/course.py has {found} lines for {name}"
        filled = self.folder / "course.py"
        filled.write_text(text, encoding="utf-8")
        return filled

    def _write_programs(self):
        """Stand in for the servers' own installation: programs that find this hub's settings."""
        known = {
            **self.for_servers,
            # Where the account is one of the system's, the hub itself gives these two.
            "HOME": str(self.home(COURSE)),
            "JUPYTERHUB_USER": COURSE,
        }
        lines = [f"export {name}={shlex.quote(value)}" for name, value in known.items()]
        more = "--allow-root" if os.geteuid() == 0 else ""
        program = self.folder / "programs" / "jupyterhub-singleuser"
        program.parent.mkdir(exist_ok=True)
        program.write_text(
            "\n".join(
                [
                    "#!/bin/sh",
                    *lines,
                    f'export PATH="{BIN}:$PATH"',
                    f'exec {shlex.quote(str(BIN / program.name))} {more} "$@"',
                ]
            )
        )
        program.chmod(0o755)

    def _hide_pages(self):
        """Switch off what learners do not need, as the set-up of a real hub does."""
        for name in HIDDEN.split():
            subprocess.run(
                [
                    BIN / "jupyter",
                    *("labextension", "disable", "--level=user", f"@jupyter/nbgrader:{name}"),
                ],
                env={**self.environment, "JUPYTER_CONFIG_DIR": str(self.folder / "installation")},
                capture_output=True,
                check=True,
            )

    def stop_hub(self):
        """Stop the hub as an update of the system does; servers and proxy go on."""
        # bwrap hands no signal on, and ends when the hub does.
        [hub] = psutil.Process(self.process.pid).children()
        hub.terminate()
        self.process.wait(60)

    def stop(self):
        """Stop all that was started: hub, proxy, servers, kernels."""
        servers = self.servers()
        if self.process and self.process.poll() is None:
            self.stop_hub()
        if self.proxy and self.proxy.poll() is None:
            self.proxy.terminate()
        ended = [one for root in servers.values() for one in [root, *_children(root)]]
        for one in ended:
            _end(one)
        psutil.wait_procs(ended, timeout=20)
        if self.proxy:
            self.proxy.wait(60)

    def servers(self):
        """Give the single-user servers that run, by the name of the learner."""
        found = {}
        for one in psutil.process_iter():
            try:
                if any("jupyterhub-singleuser" in part for part in one.cmdline()):
                    home = Path(one.environ().get("HOME", ""))
                    if home.parent == self.folder / "homes":
                        found[home.name] = one
            except psutil.Error:
                continue
        return found

    def course_server(self):
        """Give the process in which instructors work together, as soon as it is there."""
        self.open_course()
        [server] = filter(_serves_course, _children(psutil.Process(self.process.pid)))
        return server

    def ask_as_course(self, path):
        """Ask the hub with the token that a terminal of the course's server has."""
        token = self.course_server().environ()["JUPYTERHUB_API_TOKEN"]
        answer = requests.get(
            f"{self.address}/hub/api/{path}",
            headers={"Authorization": f"token {token}"},
            timeout=PATIENCE,
        )
        answer.raise_for_status()
        return answer.json()

    def run_as(self, name, *command):
        """Run a command in a terminal of somebody's, and give what it said."""
        home = self.home(name)
        home.mkdir(exist_ok=True)
        done = subprocess.run(
            [*self.jail, *map(str, command)],
            env={
                **self.environment,
                **self.for_servers,
                "HOME": str(home),
                "JUPYTERHUB_USER": name,
            },
            cwd=home,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (
            f"{command} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
        )
        return done.stdout + done.stderr

    def _run(self, *command):
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [str(part) for part in command],
                env=self.environment,
                cwd=self.folder,
                stdout=log,
                stderr=log,
                # Servers outlive their hub here, as they do where systemd or Kubernetes runs them.
                start_new_session=True,
            )

    def _wait_for(self, is_there):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.process.poll() is not None or self.proxy.poll() is not None:
                break
            try:
                if is_there():
                    return
            except requests.RequestException:
                pass
            time.sleep(0.3)
        raise RuntimeError(f"The hub did not start. It said:\n{self.log.read_text()[-3000:]}")


def _serves_course(process):
    try:
        is_server = any("jupyterhub-singleuser" in part for part in process.cmdline())
        return is_server and process.environ().get("JUPYTERHUB_SERVICE_NAME") == COURSE
    except psutil.Error:
        return False


def _next_place(address):
    page = requests.get(address, allow_redirects=False, timeout=10)
    return page.headers.get("Location", "")


def _children(process):
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def _end(process):
    try:
        process.send_signal(signal.SIGKILL)
    except psutil.Error:
        return


def kernel_of(server, kernel):
    """Give the process of a kernel below a single-user server."""
    found = [one for one in _children(server) if any(kernel in part for part in one.cmdline())]
    assert len(found) == 1, f"expected one process of kernel {kernel}, found {len(found)}"
    return found[0]


def kept_memory(process):
    """Give the megabytes that a process needs of its own, its part of what is shared included."""
    return process.memory_full_info().pss / 1_000_000


class Person:
    """A browser without a window: cookies, forms, the servers' own interface, kernels' sockets."""

    def __init__(self, hub, name):
        """Sit down at the hub; nothing is asked yet."""
        self.hub, self.name = hub, name
        self.session = requests.Session()
        self.base = f"{hub.address}/user/{name}"

    def log_in(self):
        """Fill in the hub's form, and wait until the own server answers."""
        page = self.sign_in("/hub/")
        assert page.ok, f"{self.name} could not log in: {page.status_code} {page.text[-500:]}"
        return self.wait_for_server()

    def sign_in(self, then):
        """Fill in the hub's form on the way to a place of the hub; give the page at its end."""
        form = f"{self.hub.address}/hub/login"
        page = self.session.get(form, timeout=PATIENCE)
        token = re.search(r'name="_xsrf"\s+value="([^"]+)"', page.text).group(1)
        return self.session.post(
            form,
            params={"next": then},
            data={"username": self.name, "password": self.hub.password, "_xsrf": token},
            timeout=PATIENCE,
        )

    def wait_for_server(self):
        """Wait until the hub's waiting page has given way to JupyterLab."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            page = self.session.get(f"{self.base}/lab", timeout=PATIENCE)
            if page.ok and page.url.startswith(f"{self.base}/lab"):
                return self
            time.sleep(0.5)
        raise AssertionError(
            f"{self.name}: no server; the last page was {page.status_code} {page.url}"
        )

    def ask(self, method, path, body=None):
        """Ask the own server, as JupyterLab's pages do."""
        token = next(
            each.value
            for each in self.session.cookies
            if each.name == "_xsrf" and each.path == f"/user/{self.name}/"
        )
        answer = self.session.request(
            method,
            f"{self.base}/{path}",
            json=body,
            headers={"X-XSRFToken": token},
            timeout=PATIENCE,
        )
        assert answer.ok, f"{self.name}: {method} {path}: {answer.status_code} {answer.text[-500:]}"
        return answer.json() if answer.content else None

    def list_assignments(self):
        """Give nbgrader's list of assignments, as its page in JupyterLab asks for it."""
        found = self.ask("GET", f"assignments?course_id={COURSE}")
        assert found["success"], found
        return found["value"]

    def fetch(self, assignment):
        """Press "Fetch" in nbgrader's list of assignments; give the notebook's path."""
        done = self.ask(
            "POST", f"assignments/fetch?course_id={COURSE}&assignment_id={assignment}", {}
        )
        assert done["success"], done
        [row] = [row for row in done["value"] if row["assignment_id"] == assignment]
        assert row["status"] == "fetched", row
        [notebook] = row["notebooks"]
        return notebook["path"]

    def submit(self, assignment):
        """Press "Submit" in nbgrader's list of assignments."""
        done = self.ask(
            "POST", f"assignments/submit?course_id={COURSE}&assignment_id={assignment}", {}
        )
        assert done["success"], done

    def read(self, path):
        """Open a notebook."""
        return nbformat.from_dict(self.ask("GET", f"api/contents/{path}")["content"])

    def save(self, path, notebook):
        """Save a notebook."""
        self.ask("PUT", f"api/contents/{path}", {"type": "notebook", "content": notebook})

    def open_kernel(self, path):
        """Start a notebook's kernel and connect to it."""
        body = {
            "path": path,
            "name": Path(path).name,
            "type": "notebook",
            "kernel": {"name": "python3"},
        }
        return Kernel(self, self.ask("POST", "api/sessions", body)["kernel"]["id"])


class Kernel:
    """A kernel behind the proxy, spoken to through its web socket."""

    def __init__(self, person, kernel):
        """Connect."""
        self.person, self.id, self.session = person, kernel, uuid.uuid4().hex
        self.socket = None
        self.connect()

    def connect(self):
        """Connect, also again, with the cookies of the page."""
        address = f"{self.person.base}/api/kernels/{self.id}/channels?session_id={self.session}"
        prepared = self.person.session.prepare_request(requests.Request("GET", address))
        self.socket = websocket.create_connection(
            address.replace("http://", "ws://"),
            cookie=prepared.headers["Cookie"],
            origin=self.person.hub.address,
            timeout=PATIENCE,
        )

    def close(self):
        """Close the connection; the kernel goes on."""
        self.socket.close()

    def run(self, code):
        """Run code and give its outputs."""
        message = {
            "header": {
                "msg_id": uuid.uuid4().hex,
                "msg_type": "execute_request",
                "username": self.person.name,
                "session": self.session,
                "version": "5.3",
            },
            "parent_header": {},
            "metadata": {},
            "content": {
                "code": code,
                "silent": False,
                "store_history": True,
                "stop_on_error": False,
            },
            "channel": "shell",
            "buffers": [],
        }
        self.socket.send(json.dumps(message))
        outputs = []
        while True:
            heard = json.loads(self.socket.recv())
            if heard["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            kind = heard["header"]["msg_type"]
            if kind in OUTPUTS:
                outputs.append(output_from_msg(heard))
            if kind == "status" and heard["content"]["execution_state"] == "idle":
                return outputs

    def run_cells(self, notebook, places):
        """Run cells of a notebook from top to bottom, and keep their outputs in it."""
        for count, place in enumerate(places, start=1):
            cell = notebook.cells[place]
            cell.outputs = self.run(cell.source)
            cell.execution_count = count
            failed = [one for one in cell.outputs if one.output_type == "error"]
            assert not failed, f"{self.person.name}, cell {place}: {failed[0]['evalue']}"
