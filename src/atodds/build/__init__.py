"""Make what is made: both editions of a lesson from its master, descriptors from tables."""

import atodds._jsonschema  # noqa: F401 - before nbformat
