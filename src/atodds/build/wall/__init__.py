"""A lesson on the classroom wall: its charts and tables, and one Reader for all, in large type."""

from atodds.build.wall.making import make_wall
from atodds.build.wall.serving import serve_command
from atodds.build.wall.slides import Slide, find_slides
from atodds.build.wall.wall import Wall

__all__ = ["Slide", "Wall", "find_slides", "make_wall", "serve_command"]
