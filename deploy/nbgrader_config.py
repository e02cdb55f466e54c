# ruff: noqa: INP001 - a settings file, in no package
"""How nbgrader hands out and takes in on a hub: for learners and instructors alike.

It belongs into a folder that Jupyter reads for every user, such as /usr/local/etc/jupyter. An
instructor's course folder has a configuration of its own besides, by `atodds grade init`.
"""

import os

c = get_config()  # noqa: F821 - the program that reads this file gives it

# The same name as in the course folder that `atodds grade init` makes.
c.CourseDirectory.course_id = "at-odds"

# A folder that all servers see, and in which all may make folders.
c.Exchange.root = os.environ.get("ATODDS_EXCHANGE", "/srv/nbgrader/exchange")

# What is handed in is the notebook. A learner's drafts and copies of the texts stay at home.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "__pycache__",
    "*.pyc",
    "feedback",
    "my-work*",
    # What JupyterLab keeps beside a notebook for the moment in which it saves it.
    ".~*",
]
