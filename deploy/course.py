# ruff: noqa: INP001 - a settings file, in no package
"""A course that several instructors share: nbgrader's formgrader as a service of the hub.

One account of the system keeps lessons, hand-ins and marks of the course. The hub runs a server
for it, and lets in whoever is in the group ``formgrade-at-odds``. It is for a hub on one machine:
The Littlest JupyterHub, where ``tljh/set-up`` makes the account, and our test. On Kubernetes a
service would run beside the hub and far from the homes; values.yaml says what takes its place.
"""

c = get_config()  # noqa: F821 - the program that reads this file gives it

# Fill in, before the set-up is run: under which names instructors, and learners, log in to the
# hub, such as ["ada", "grace"]. More can be added to both groups on the hub's page Admin; whoever
# leaves has to be taken out of the group there, as well as here.
INSTRUCTORS = []
LEARNERS = []

# nbgrader's name of the course, as in nbgrader_config.py: nbgrader looks for groups by it.
COURSE = "at-odds"
# The account, its course's folder, and the programs of the servers: as tljh/set-up has them.
ACCOUNT = "at-odds"
FOLDER = "/srv/at-odds/course"
PROGRAMS = "/opt/tljh/user/bin"
PORT = 15099

INSTRUCTING, LEARNING = f"formgrade-{COURSE}", f"nbgrader-{COURSE}"

# All of it is added to what the hub has: another file may bring services and roles of its own.
c.JupyterHub.services.append(
    {
        "name": COURSE,
        "url": f"http://127.0.0.1:{PORT}",
        "user": ACCOUNT,
        "cwd": FOLDER,
        "command": [f"{PROGRAMS}/jupyterhub-singleuser"],
        # Instructors need not be asked whether they trust their own course.
        "oauth_no_confirm": True,
        "environment": {
            "PATH": f"{PROGRAMS}:/usr/local/bin:/usr/bin:/bin",
            "JUPYTERHUB_DEFAULT_URL": "/formgrader",
        },
    }
)
c.JupyterHub.load_groups.update(
    {INSTRUCTING: {"users": INSTRUCTORS}, LEARNING: {"users": LEARNERS}}
)
c.JupyterHub.load_roles.extend(
    [
        {
            # To come in, and to see the link on the hub's page.
            "name": INSTRUCTING,
            "groups": [INSTRUCTING],
            "scopes": [
                f"access:services!service={COURSE}",
                "list:services",
                f"read:services!service={COURSE}",
            ],
        },
        {
            # The course's account may see who takes the course, and change it; nobody else.
            "name": f"{COURSE}-list",
            "services": [COURSE],
            "scopes": [f"list:users!group={LEARNING}", f"groups!group={LEARNING}"],
        },
    ]
)
