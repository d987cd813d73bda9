# SPDX-License-Identifier: EUPL-1.2
"""Who steals the database, a dump, the logs, the key store or a backup reads nothing of a case; the search that says so is tried first."""

from __future__ import annotations

import contextlib
import gzip
import html
import http.client
import os
import re
import subprocess
import urllib.parse
import uuid
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import psycopg
import pytest
from django.conf import settings

from tests import database as test_database
from tests.attack.searching import FORMS, Form, marks_in, marks_in_file
from vejviser.access.roles import Role
from vejviser.demonstration.kit.canaries import PATTERN, Canaries
from vejviser.site.postgres.places import Places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.attack.world import World
    from vejviser.demonstration.kit.people import Player
    from vejviser.site.postgres import Cluster

SEED_OF_PAGES = 77
# Who works here is no secret of a case: a name on an account, and the address of an organisation's desk, are found by whoever looks.
IN_CLEAR = {"user", "organisation"}


class Site(NamedTuple):
    """A running site over the world's database."""

    port: int
    log: Path

    def ask(self, world: World, player: Player, path: str, **typed: str) -> tuple[int, str]:
        """Ask as somebody, by POST if something was typed, with the token of a form."""
        session = world.client(player).cookies["session"].value
        token = "t" * 32
        headers = {"Cookie": f"session={session}; form={token}; language=en", "Origin": f"http://127.0.0.1:{self.port}"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        if typed:
            body = urllib.parse.urlencode({**typed, "csrfmiddlewaretoken": token})
            connection.request("POST", path, body, {**headers, "Content-Type": "application/x-www-form-urlencoded"})
        else:
            connection.request("GET", path, headers=headers)
        with contextlib.closing(connection), connection.getresponse() as answer:
            return answer.status, answer.read().decode()


@pytest.fixture(scope="module")
def site(world: World, cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the world, with its log in a file."""
    name = str(world.rows("SELECT current_database()")[0][0])
    log = tmp_path_factory.mktemp("log") / "serve.log"
    command = [str(test_database.PROGRAM), "serve", "--port", "0", "--workers", "1", "--no-background"]
    static = Path(__file__).resolve().parents[2] / "build" / "static"
    environment = {**test_database.environment_of(cluster, name), "VEJVISER_STATIC": str(static)}
    with log.open("w") as written:
        server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=written, text=True)
    ready = next((line for line in server.stdout or () if line.startswith("ready ")), "")
    assert ready, log.read_text()
    yield Site(int(ready.split(":")[2].split("/")[0]), log)
    server.terminate()
    server.communicate(timeout=30)


@pytest.fixture(scope="module")
def written(world: World, site: Site) -> set[str]:
    """Write through pages what a day brings, and fail in some of it; gives the marks that were typed."""
    canaries = Canaries(SEED_OF_PAGES)
    case, coordinator = world.kit.cases[0], world.player(Role.CMM_COORDINATOR)
    note, event, name, about = (canaries.new() for _ in range(4))
    day = world.rows("SELECT (now() - interval '1 day')::date::text")[0][0]
    address = f"/cases/{case.id}/write/note/"
    form = _hidden(site.ask(world, coordinator, address)[1])
    assert site.ask(world, coordinator, address, **{**form, "text": note, "section": "L"})[0] == 302
    address = f"/cases/{case.id}/record/offer/"
    facts = {"what": "psychological", "answer": "accepted", "at": str(day), "note": event, "step": "check"}
    preview = site.ask(world, coordinator, address, **{**_hidden(site.ask(world, coordinator, address)[1]), **facts})[1]
    status, answer = site.ask(world, coordinator, address, **{**_hidden(preview), "step": "record"})
    assert status == 302, answer
    referral = {"danger": "no", "age": "no", "presence": "alone", "consent": "yes", "safe_contact": "phone", "safe_phone": "28282828"}
    referral |= {"language": "por", "needs": "talk", "note": "waits", "name": name, "step": "send", "sending": str(uuid.uuid4())}
    assert site.ask(world, world.player(Role.SHELTER_STAFF), "/inbox/new/", **referral)[0] == 302
    contact = {"kind": "citizen", "who": name, "about": about, "advice": about, "sending": str(uuid.uuid4())}
    assert site.ask(world, world.player(Role.CMM_HOTLINE), "/contacts/new/", **contact)[0] in (200, 302)
    # Searches, and what is refused, are no reason to write down what was typed.
    for path in ("/cases/", "/cases/references/", f"/cases/{uuid.uuid4()}/write/note/", f"/cases/{case.id}/record/nothing/"):
        site.ask(world, coordinator, path, reference=name, text=name)
    site.ask(world, coordinator, f"/cases/?stage={name}")
    site.ask(world, coordinator, f"/{name}/")
    return {note, event, name, about}


def _hidden(page: str) -> dict[str, str]:
    """Give the hidden inputs of the form in a page."""
    tags = re.findall(r'<input type="hidden"[^>]*>', page.partition("<main")[2])
    pairs = ((re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)) for tag in tags)
    return {name[1]: html.unescape(value[1]) if value else "" for name, value in pairs if name}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_the_search_finds_a_mark_in_every_form(form: Form) -> None:
    """In clear and disguised, alone and within other bytes, packed and not: or else finding nothing would say nothing."""
    mark = Canaries(1).new()
    hidden = os.urandom(500) + form.disguise(mark) + os.urandom(500)
    assert any(one.startswith(f"{form.name}: ") for one in marks_in(hidden))
    for packed in (zlib.compress(hidden), gzip.compress(hidden)):
        assert any(one.startswith(f"packed {form.name}: ") for one in marks_in(os.urandom(99) + packed))
    assert not marks_in(os.urandom(200_000))


def test_the_files_of_the_database_hold_no_text_of_a_case(world: World, cluster: Cluster, written: set[str]) -> None:
    """Every file that the server has written to the disk, its log of changes too."""
    superuser = cluster.connection("vejviser_superuser", "postgres")
    number = world.rows("SELECT oid FROM pg_database WHERE datname = current_database()")[0][0]
    with psycopg.connect(**superuser, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
    folder = Places(Path(os.environ[test_database.RUN]) / "cluster").data.resolve()
    files = [path for part in (f"base/{number}", "global", "pg_wal", "log") for path in folder.glob(f"{part}/**/*") if path.is_file()]
    assert len(files) > 300
    _assert_only_in_clear(world, written, {one for path in files for one in marks_in_file(path)})


def test_a_dump_of_every_table_holds_no_text_of_a_case(world: World, cluster: Cluster, written: set[str]) -> None:
    """As text and as bytes, as the superuser of the server reads it."""
    name = str(world.rows("SELECT current_database()")[0][0])
    found: set[str] = set()
    with psycopg.connect(**cluster.connection("vejviser_superuser", name)) as connection:
        tables = connection.execute("SELECT schemaname, tablename FROM pg_tables WHERE schemaname !~ '^(pg_|information)'").fetchall()
        for schema, table in tables:
            for kind in ("text", "binary"):
                statement = f'COPY "{schema}"."{table}" TO STDOUT (FORMAT {kind})'
                with connection.cursor().copy(statement.encode()) as copy:
                    found |= marks_in(b"".join(bytes(part) for part in copy))
    assert len(tables) > 30
    _assert_only_in_clear(world, written, found)


def test_the_log_of_the_site_holds_no_mark_at_all(site: Site, written: set[str]) -> None:
    """Neither what was typed nor who typed it, also where a request was refused."""
    log = site.log.read_bytes()
    assert written
    assert b" 404 " in log
    assert not marks_in(log)


def test_the_keys_and_what_is_beside_them_hold_no_mark_at_all(written: set[str], tmp_path: Path) -> None:
    """The key store and the rest of the home folder."""
    # Copied by another process: to open and close the store's files in this one would take away the locks that SQLite holds on them.
    subprocess.run(["cp", "-R", str(settings.HOME), str(tmp_path / "home")], check=True)
    files = [path for path in (tmp_path / "home").rglob("*") if path.is_file()]
    assert written
    assert Path(settings.KEY_STORE).name in {path.name for path in files}
    assert not {f"{path.name} {one}" for path in files for one in marks_in_file(path)}


def test_a_backup_holds_no_text_of_a_case_even_when_it_is_opened(world: World, cluster: Cluster, written: set[str], tmp_path: Path) -> None:
    """Sealed it shows nothing; opened with the recovery key, the database in it is still sealed by the keys that lie apart."""
    import pyrage  # noqa: PLC0415

    identity = pyrage.x25519.Identity.generate()
    name = str(world.rows("SELECT current_database()")[0][0])
    command = [str(test_database.PROGRAM), "backup", str(tmp_path / "backups"), "--recipient", str(identity.to_public())]
    subprocess.run(command, env=test_database.environment_of(cluster, name), check=True, capture_output=True)
    files = [path for path in (tmp_path / "backups").rglob("*") if path.is_file()]
    assert not {f"{path.name} {one}" for path in files for one in marks_in_file(path)}
    opened = [pyrage.decrypt(path.read_bytes(), [identity]) for path in files if path.suffix == ".age"]
    assert len(opened) > 1
    _assert_only_in_clear(world, written, {one for content in opened for one in marks_in(content)})


def _assert_only_in_clear(world: World, written: set[str], found: set[str]) -> None:
    """Allow the marks of accounts and desks, as they are; these must be there, or the search looked in the wrong place."""
    allowed = {canary.text for canary in world.kit.canaries.made if canary.of in IN_CLEAR}
    marks = {mark: one for one in found for mark in PATTERN.findall(one)}
    assert not {one for one in found if not PATTERN.search(one)}, "what is in clear stands in no disguise"
    assert not {one for mark, one in marks.items() if mark not in allowed}
    assert not written & set(marks)
    assert allowed & set(marks), "nothing was searched"
