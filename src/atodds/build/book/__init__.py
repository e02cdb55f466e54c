"""The lessons as a book: HTML pages and PDF, for reading, for teaching, and for paper."""

from atodds.build.book.binding import EDITIONS, build_book

__all__ = ["EDITIONS", "build_book"]
