"""Over sixty hand-ins of lesson 06: forty honest, the others broken, empty or meaning harm."""

import json
import os
import stat
import zipfile

from hand_ins import (
    BY_ID,
    ESSAY,
    QUALITIES,
    all_right,
    archive,
    cells_of,
    expected_points,
    huge,
    packed,
    save,
    slug_of,
    untouched,
    with_code,
    with_copied_check,
    with_edited_check,
    with_forged_scores,
    with_record,
    without_check,
)

LESSON = "06"
FULL = sum(expected_points(LESSON, "right").values())
# Of these the report says nothing: they are judged as if they meant no harm.
NOTHING_ODD = None
# Whichever of these a process imported would leave its mark.
SHADOWS = ("altair", "pandas", "json", "multiprocessing", "IPython", "atodds", "sitecustomize")


def name_of(number):
    """Give the name under which the honest learner with a number hands in, of three systems."""
    if number % 3 == 0:
        return f"s{number:02}", f"s{number:02}/{slug_of(LESSON)}.ipynb"
    if number % 3 == 1:
        folder = f"Learner {number:02}_{40000 + number}_assignsubmission_file"
        return f"Learner {number:02}", f"{folder}/{slug_of(LESSON)}.ipynb"
    return (
        f"learner{number:02}",
        f"learner{number:02}_{500 + number}_7{number}_{slug_of(LESSON)}.ipynb",
    )


def put_honest(place):
    """Hand in forty notebooks of four qualities; give each student's quality."""
    contents = {quality: json.dumps(make(LESSON)) for quality, make in QUALITIES.items()}
    told = {}
    for number in range(40):
        student, name = name_of(number)
        quality = sorted(contents)[number % 4]
        told[student] = quality
        content = json.loads(contents[quality])
        # No two learners' files are the same to the byte.
        content["metadata"]["saved_by"] = number
        save(content, place / name)
    return told


def put_hostile(place, mark):
    """Hand in what is broken, empty or means harm; give what the report must say of each.

    Of some it must say nothing at all: they are judged like any other.
    """
    code = f"open({str(mark)!r}, 'w').close()"
    transformer = f"get_ipython().input_transformers_cleanup.append(lambda lines: [{code!r}])"
    linked = zipfile.ZipInfo("06.ipynb")
    linked.external_attr = (stat.S_IFLNK | 0o777) << 16
    solved = json.dumps(all_right(LESSON))
    bare = f"{slug_of(LESSON)}.ipynb"

    (place / "Pat Pdf_1_assignsubmission_file").mkdir()
    (place / "Pat Pdf_1_assignsubmission_file" / "essay.pdf").write_bytes(b"%PDF-1.7")
    (place / "Emma Empty_2_assignsubmission_file").mkdir()
    archive(place / "hollow_06.zip", {})
    archive(place / "Nora Nought_3_assignsubmission_file" / "work.zip", {"work/": ""})
    (place / "cut_06.ipynb").write_text(solved[: len(solved) // 2])
    (place / "vast_06.ipynb").write_text(huge(all_right(LESSON), 50_000_000))
    save(without_check(LESSON, "6.3"), place / "deleted_06.ipynb")
    save(with_edited_check(LESSON, "6.4"), place / "edited_06.ipynb")
    save(with_copied_check(LESSON, "6.3"), place / "copied_06.ipynb")
    save(all_right("05"), place / "swapped_06.ipynb")
    save(with_forged_scores(LESSON), place / "forged_06.ipynb")
    save(with_record(LESSON, "6.3", ["6.3", 162]), place / "typed_06.ipynb")
    archive(place / "slip.zip", {"../../slip_06.ipynb": solved})
    archive(place / "bomb.zip", {bare: solved + " " * 19_000_000})
    deep = packed({"in.zip": packed({"in.zip": packed({bare: solved})})})
    (place / "deep.zip").write_bytes(deep)
    archive(place / "locked.zip", {bare: solved}, encrypted=True)
    archive(place / "linked.zip", {linked: "/etc/passwd"})
    (place / "link_06.ipynb").symlink_to(place / "s00" / bare)
    save(all_right(LESSON), place / "twice" / "06-first.ipynb")
    os.utime(place / "twice" / "06-first.ipynb", (2_000_000_000, 2_000_000_000))
    save(untouched(LESSON), place / "twice" / "06-second.ipynb")
    save(all_right(LESSON), place / "=cmd|' 😀 c'!A1_06.ipynb")
    save(with_code(LESSON, f"{transformer}\n{code}"), place / "harm_06.ipynb")
    for name in SHADOWS:
        (place / "harm" / f"{name}.py").parent.mkdir(exist_ok=True)
        (place / "harm" / f"{name}.py").write_text(code)
        (place / f"{name}.py").write_text(code)
    save(script_everywhere(), place / "script_06.ipynb")
    return {
        "Pat Pdf": "This is no notebook",
        "Emma Empty": "Nothing was handed in: the folder is empty.",
        "hollow": "Nothing was handed in: the zip file is empty.",
        "Nora Nought": "Nothing was handed in: the folder is empty.",
        "cut": "cut off on its way",
        "vast": "Larger than 20 MB",
        "deleted": "Graded cells deleted: 6.3.",
        "edited": "Check cells edited: 6.4.",
        "copied": "stand twice (the answer checked last counts): check-6-3.",
        "swapped": "Asked for lesson 06; 'swapped_06.ipynb' is lesson 05.",
        "forged": "Outputs that claim points (without effect): 6.1, 6.2",
        "typed": "does not say which exercise it is for",
        "slip": "names a place outside of itself",
        "bomb": "unpacks to over 200 times its size",
        "deep": "A zip file in a zip file in a zip file",
        "locked": "locked with a password",
        "linked": "This is a link",
        "link": "This is a link",
        "twice": "counts, as it was received last; not marked: 'twice/06-second.ipynb'",
        "=cmd|' 😀 c'!A1": NOTHING_ODD,
        "harm": NOTHING_ODD,
        "script": NOTHING_ODD,
    }


# What those earn: nothing where they are refused, and else what their answers are worth.
EARNED = {
    "deleted": FULL - BY_ID["6.3"].points,
    "edited": FULL,
    "copied": FULL - BY_ID["6.3"].points,
    "forged": 0,
    "typed": FULL - BY_ID["6.3"].points,
    "twice": FULL,
    "=cmd|' 😀 c'!A1": FULL,
    "harm": FULL,
    "script": FULL,
}


def script_everywhere():
    content = all_right(LESSON)
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            data = {"text/html": "<script>document.title = 'mine'</script>"}
            extra = {"output_type": "display_data", "data": data, "metadata": {}}
            cell["outputs"] = [*cell.get("outputs", []), extra]
    for cell in cells_of(content, "essay"):
        cell["source"] = f"{ESSAY} <img src=x onerror=alert(1)>"
    return content
