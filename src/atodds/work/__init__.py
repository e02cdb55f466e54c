"""What a learner has done so far: kept on disk, packed to take away, and restored.

Everything lies in one folder, ``my-work`` beside the notebook, or where the
environment variable ``ATODDS_WORK`` points. Nothing here raises because of what
it finds on disk: a damaged file is set aside, and a folder that cannot be
written to gives a sentence.
"""

from atodds.work.codings import Coding, dump_coding, parse_coding, read_coding, write_coding
from atodds.work.notebooks import Written, find_essay
from atodds.work.packing import pack
from atodds.work.place import BINDER, folder, vanishes
from atodds.work.restoring import unpack
from atodds.work.store import (
    events,
    load_answers,
    load_draft,
    record_event,
    save_answer,
    save_draft,
)
from atodds.work.tables import read_table

__all__ = [
    "BINDER",
    "Coding",
    "Written",
    "dump_coding",
    "events",
    "find_essay",
    "folder",
    "load_answers",
    "load_draft",
    "pack",
    "parse_coding",
    "read_coding",
    "read_table",
    "record_event",
    "save_answer",
    "save_draft",
    "unpack",
    "vanishes",
    "write_coding",
]
