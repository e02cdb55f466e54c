# ruff: noqa: INP001 - a settings file, in no package
"""Settings that every classroom hub shares: The Littlest JupyterHub, Kubernetes, and our test.

Both kinds of hub read it as it stands (see README.md in this folder), and so does
tests/doors/test_doors_hub.py: what a school runs is what was tested. Whatever depends on the
place (who may log in, where homes lie, how much memory there is) is not in here.
"""

c = get_config()  # noqa: F821 - the program that reads this file gives it

# Learners land in JupyterLab.
c.Spawner.default_url = "/lab"

c.Spawner.environment = {
    # One folder of work for all lessons, in the learner's home and outside of any folder that is
    # handed in: a copy of a text, or a draft, never leaves the home.
    "ATODDS_WORK": "~/my-work",
    # What an instructor switches on for one account holds, also where accounts may write to the
    # installation: there Jupyter would let the installation's settings win.
    "JUPYTER_PREFER_ENV_PATH": "0",
}

# An hour starts with everybody logging in at once. A slow start is no failed start.
c.Spawner.start_timeout = 300
c.Spawner.http_timeout = 300

# The hub can be restarted or mended in the middle of a lesson: servers go on, and learners too.
c.JupyterHub.cleanup_servers = False
c.JupyterHub.cleanup_proxy = False

c.Spawner.args = [
    # A server asks the hub who somebody is, and remembers it for five minutes: a hub that is away
    # for a moment would then keep some pages from saving. An hour is a lesson.
    "--HubOAuth.cache_max_age=3600",
    # A browser left open keeps a kernel, and a kernel keeps memory. After an hour without work it
    # is ended; what was answered and saved is on the disk, and "Run All" brings a lesson back.
    "--MappingKernelManager.cull_idle_timeout=3600",
    "--MappingKernelManager.cull_interval=300",
    "--MappingKernelManager.cull_connected=True",
]
