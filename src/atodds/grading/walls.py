"""The walls of the sandbox: what bubblewrap shows of this machine, and whether it can here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from atodds.case.descriptor import find

OLDEST = (0, 8)
# What a Python needs of the system: programs and libraries, and how to find them.
SYSTEM = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"]
SETTINGS = ["/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives"]
SETTINGS += ["/etc/fonts", "/etc/localtime", "/etc/mime.types"]
# nbgrader's exchange may stand among the system's files, with everybody's hand-ins in it.
EXCHANGE = "/usr/local/share/nbgrader"
INSTEAD = "Or grade without running: recorded answers need no code to be judged."


class SandboxError(RuntimeError):
    """A hand-in that could not be run: a sentence that says why."""


class NoSandboxError(SandboxError):
    """No sandbox can be built on this machine: a sentence that says why, and what to do."""


def find_bubblewrap() -> str:
    """Return where bubblewrap is.

    Returns
    -------
    str
        The path of ``bwrap``, of version 0.8 or newer.

    Raises
    ------
    NoSandboxError
        If it is missing or too old.

    Examples
    --------
    >>> getfixture("monkeypatch").setenv("PATH", "")
    >>> find_bubblewrap()
    Traceback (most recent call last):
    ...
    atodds.grading.walls.NoSandboxError: Hand-ins are run only inside a sandbox, and bubblewrap,
    which makes it, is missing. On Debian or Ubuntu: apt-get install bubblewrap. Or grade without
    running: recorded answers need no code to be judged.
    """
    found = shutil.which("bwrap")
    if not found:
        missing = "Hand-ins are run only inside a sandbox, and bubblewrap, which makes it, is"
        how = "On Debian or Ubuntu: apt-get install bubblewrap."
        if not sys.platform.startswith("linux"):
            how = "It exists for Linux only."
        raise NoSandboxError(f"{missing} missing. {how} {INSTEAD}")
    asked = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    version = re.search(r"(\d+)\.(\d+)", asked.stdout)
    if not version or tuple(map(int, version.groups())) < OLDEST:
        has = f"bubblewrap 0.8 or newer is needed, found {asked.stdout.strip() or 'none'}"
        raise NoSandboxError(f"Hand-ins are run only inside a sandbox: {has}. {INSTEAD}")
    return found


def build_command(bubblewrap: str, program: list[str], *, disk: int) -> list[str]:
    """Build the command line that runs a program where it sees and reaches next to nothing.

    It sees the system's programs, this Python with its packages, and this kit with its cases,
    all read-only, and an empty ``/hand-in``. Homes, courses, solutions, gradebooks and other
    hand-ins are not hidden: they are not there. The kit is there, and whoever can read the kit can
    read how it judges; it is public.

    Parameters
    ----------
    bubblewrap : str
        Where ``bwrap`` is.
    program : list of str
        The program and its arguments.
    disk : int
        How many bytes each of ``/hand-in``, ``/tmp`` and ``/dev/shm`` may hold.

    Returns
    -------
    list of str
        The command line.

    Examples
    --------
    >>> command = build_command("/usr/bin/bwrap", ["python3"], disk=1_000_000)
    >>> command[0], command[-1], "--unshare-net" in command, "--bind" in command
    ('/usr/bin/bwrap', 'python3', True, False)
    """
    apart = ["--unshare-net", "--unshare-pid", "--unshare-ipc", "--unshare-uts"]
    apart += ["--unshare-cgroup-try", "--hostname", "sandbox", "--new-session"]
    # The program is the first process inside: when it ends, Linux ends every other before
    # anybody hears of it.
    apart += ["--die-with-parent", "--as-pid-1"]
    # Root needs no user namespace to build the walls; inside it becomes nobody.
    if os.getuid() != 0:
        apart += ["--unshare-user", "--disable-userns"]
    shown = []
    for path in visible_paths():
        # Folders on the way would be closed to whom root becomes inside.
        for folder in reversed(Path(path).parents[:-1]):
            shown += ["--dir", str(folder)]
        shown += ["--ro-bind", path, path]
    links = []
    for path in SYSTEM:
        if Path(path).is_symlink():
            links += ["--symlink", str(Path(path).readlink()), path]
        elif Path(path).is_dir():
            links += ["--ro-bind", path, path]
    for path in SETTINGS:
        links += ["--ro-bind-try", path, path]
    room = ["--dev", "/dev", "--proc", "/proc"]
    places = ["/dev/shm", "/tmp", "/hand-in"]  # noqa: S108 - the sandbox's own
    places += [EXCHANGE] if Path(EXCHANGE).is_dir() else []
    for place in places:
        room += ["--perms", "1777", "--size", str(disk), "--tmpfs", place]
    sealed = ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/hand-in"]
    # What is shown may lie below /tmp: the empty places come first.
    return [bubblewrap, *apart, *links, *room, *shown, *sealed, "--", *program]


def visible_paths() -> list[str]:
    """List the folders that the sandbox shows besides the system's own.

    Returns
    -------
    list of str
        Absolute paths, outer folders first: this Python, its environment, the kit, its cases.

    Examples
    --------
    >>> all(Path(path).is_absolute() for path in visible_paths())
    True
    """
    kit = Path(__file__).resolve().parents[1]
    cases = find("harbour").resolve().parent
    python = [Path(sys.prefix), Path(sys.base_prefix)]
    wanted = {*python, *(path.resolve() for path in python), kit, cases}
    under_system = {path for path in wanted if any(path.is_relative_to(one) for one in SYSTEM)}
    return sorted(str(path) for path in wanted - under_system)


def clean_variables() -> dict[str, str]:
    """Return the environment for the sandbox: nothing of this one.

    Returns
    -------
    dict
        Names and values.

    Examples
    --------
    >>> sorted(clean_variables())[:3]
    ['ATODDS_STATIC', 'ATODDS_WORK', 'HOME']
    """
    return {
        "ATODDS_STATIC": "1",
        "ATODDS_WORK": "/hand-in/my-work",
        "HOME": "/hand-in",
        "IPYTHONDIR": "/tmp/ipython",  # noqa: S108 - the sandbox's own
        "JUPYTER_RUNTIME_DIR": "/tmp/runtime",  # noqa: S108
        "LANG": "C.UTF-8",
        # Threads count as processes, and each reserves memory that the limit counts.
        "MALLOC_ARENA_MAX": "2",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PATH": "/usr/bin:/bin",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
