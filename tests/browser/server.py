"""A real JupyterLab of one's own, on a free loopback port, writing only into a folder that goes."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
# Lab follows the browser's preference, so that one server serves light and dark tests.
THEMES = {"adaptive-theme": True}


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: its address, the folder that it serves, and its process."""

    address: str
    folder: Path
    process: subprocess.Popen

    def make_desk(self, name):
        """Copy the lessons into a folder of this test's own, and return it."""
        desk = self.folder / name
        shutil.copytree(ROOT / "lessons", desk, ignore=shutil.ignore_patterns("my-work*", ".*"))
        return desk

    def kernels_of(self, desk):
        """List the ids of the kernels that notebooks of a desk run in."""
        sessions = ask(f"{self.address}/api/sessions")
        return [
            each["kernel"]["id"] for each in sessions if each["path"].startswith(f"{desk.name}/")
        ]

    def end_kernels(self, desk):
        """End the kernels of a desk, as a crash or a closed Binder would; return how many."""
        gone = self.kernels_of(desk)
        for each in gone:
            ask(f"{self.address}/api/kernels/{each}", method="DELETE")
        return len(gone)

    def stop(self):
        """Stop the server, kernels and all, and wait for it."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start(place):
    """Start JupyterLab with home, settings and root folder under a place; wait until it answers."""
    home, served = place / "home", place / "served"
    settings = home / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    served.mkdir()
    (settings / "themes.jupyterlab-settings").write_text(json.dumps(THEMES))
    port = free_port()
    log = (place / "lab.log").open("wb")
    process = subprocess.Popen(
        command(port, served), env=environment(home), cwd=served, stdout=log, stderr=log
    )
    log.close()
    lab = Lab(f"http://127.0.0.1:{port}", served, process)
    wait_for(lab, place / "lab.log")
    return lab


def command(port, served):
    """Say how JupyterLab is started here: no browser, no token, only for this machine."""
    flags = ["--allow-root"] if os.geteuid() == 0 else []
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.token": "",
        "ServerApp.password": "",
        "ServerApp.root_dir": served,
        "ServerApp.disable_check_xsrf": True,
        # A page can then say itself whether its notebook is connected; see lab.py.
        "LabApp.expose_app_in_browser": True,
    }
    given = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "jupyterlab", "--no-browser", *flags, *given]


def environment(home):
    """Return an environment in which nothing outside the home is written."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ATODDS_", "JUPYTER", "IPYTHON", "XDG_", "PYTEST"))
    }
    return {
        **kept,
        "HOME": str(home),
        "JUPYTER_CONFIG_PATH": str(ROOT / ".jupyter"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
    }


def free_port():
    """Return a port that nobody uses now."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def wait_for(lab, log):
    """Wait until the server answers; if it never does, show what it said."""
    end = time.monotonic() + PATIENCE
    while lab.process.poll() is None and time.monotonic() < end:
        try:
            return ask(f"{lab.address}/api/status")
        except (URLError, ConnectionError):
            time.sleep(0.2)
    lab.stop()
    raise RuntimeError(f"JupyterLab did not start. It said:\n{log.read_text()[-2000:]}")


def ask(address, method="GET"):
    """Ask the server's own interface; return what it says, or None."""
    with urlopen(Request(address, method=method), timeout=30) as answer:  # noqa: S310 - loopback
        said = answer.read()
    return json.loads(said) if said else None
