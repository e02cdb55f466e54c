"""Where a learner's work lies."""

import os
from pathlib import Path

DEFAULT_FOLDER = "my-work"
# What BinderHub tells each session that it starts (binderhub's launcher, `get_env`). A JupyterHub
# alone tells none of these, and keeps its users' homes.
BINDER = ("BINDER_LAUNCH_HOST", "BINDER_REF_URL", "BINDER_REPO_URL", "BINDER_REQUEST")


def folder() -> Path:
    """Return the folder that holds the learner's work; it need not exist yet.

    Returns
    -------
    Path
        What ``ATODDS_WORK`` names, else ``my-work`` in the current folder.

    Examples
    --------
    >>> patch = getfixture("monkeypatch")
    >>> patch.setenv("ATODDS_WORK", "desk-7")
    >>> folder().name
    'desk-7'

    An empty setting names nothing, so the default holds:

    >>> patch.setenv("ATODDS_WORK", "  ")
    >>> folder().name
    'my-work'
    """
    chosen = os.environ.get("ATODDS_WORK", "").strip()
    try:
        return Path(chosen).expanduser() if chosen else Path.cwd() / DEFAULT_FOLDER
    # The home of nobody: a place below a device, where every attempt to write fails.
    except RuntimeError:
        return Path(os.devnull) / chosen
    # The current folder was deleted: so will writing there.
    except OSError:
        return Path(DEFAULT_FOLDER)


def vanishes() -> bool:
    """Say whether the learner's work is gone when this session ends, as it is on Binder.

    Returns
    -------
    bool
        True where BinderHub started the session.

    Examples
    --------
    >>> patch = getfixture("monkeypatch")
    >>> for name in BINDER:
    ...     patch.delenv(name, raising=False)
    >>> vanishes()
    False
    >>> patch.setenv("BINDER_LAUNCH_HOST", "binder.example.org")
    >>> vanishes()
    True
    """
    return any(os.environ.get(name) for name in BINDER)
