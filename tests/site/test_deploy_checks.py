# SPDX-License-Identifier: EUPL-1.2
"""`vejviser check --deploy` refuses each unsafe setting of a real installation, by name, and nothing of a safe one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from tests.database import PROGRAM
from tests.running_site import BUILT
from vejviser.directory.models import Organisation
from vejviser.site.deploy_checks import findings
from vejviser.site.environment import Environment
from vejviser.site.postgres import Cluster

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytest_django import Settings

Wrong = tuple[str, dict[str, str]]
# What driving a browser sets in this process (running_site.py), if a test before these ones did.
OF_THE_BROWSER = frozenset({"DJANGO_ALLOW_ASYNC_UNSAFE", "async.E001"})


@pytest.fixture(scope="module")
def safe() -> Iterator[dict[str, str]]:
    """The environment of a real installation that is as it should be, with a database of its own."""
    folder = Path(tempfile.mkdtemp(prefix="vejviser-deploy-"))
    folder.chmod(0o711)
    places = {
        "VEJVISER_KEY_STORE": "home/keys/store.sqlite",
        "VEJVISER_MASTER_KEY": "elsewhere/master",
        "VEJVISER_SECRET_KEY_FILE": "home/secret-key",
    }
    for place in places.values():
        (folder / place).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / place).write_text("0123456789abcdef" * 4 + "\n")
        (folder / place).chmod(0o600)
    (folder / "home/keys/store.sqlite").write_text("")
    paths = {name: str(folder / place) for name, place in places.items()}
    set_here = ("VEJVISER_", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(set_here) or "POSTGRES" in name}
    environment = kept | paths
    environment |= {
        "VEJVISER_MASTER_KEY": f"file:{folder / 'elsewhere/master'}",
        "VEJVISER_HOME": str(folder / "home"),
        "VEJVISER_INSTALLATION": "real",
        "VEJVISER_STATIC": str(BUILT),
        "VEJVISER_HTTPS": "1",
        "VEJVISER_HOSTS": "vejviser.example.dk",
        "VEJVISER_SMTP_URL": "smtp://mail.example.dk:587?starttls=1&sender=noreply@example.dk",
    }
    subprocess.run([PROGRAM, "migrate"], env=environment, check=True)
    yield environment
    Cluster(folder / "home").stop()
    shutil.rmtree(folder)


def check(environment: dict[str, str]) -> tuple[int, list[str]]:
    ended = subprocess.run([PROGRAM, "check", "--deploy"], env=environment, capture_output=True, text=True, check=False)
    return ended.returncode, ended.stderr.splitlines()


def test_a_safe_installation_passes(safe: dict[str, str]) -> None:
    assert check(safe) == (0, [])


def test_the_settings_of_the_demonstration_are_refused_one_line_each(safe: dict[str, str]) -> None:
    bare = {
        name: value for name, value in safe.items() if not name.startswith("VEJVISER_") or name in ("VEJVISER_HOME", "VEJVISER_POSTGRES")
    }
    code, lines = check(bare)
    assert code == 2
    named = {line.split(":")[0] for line in lines}
    assert {"VEJVISER_INSTALLATION", "VEJVISER_HTTPS", "VEJVISER_HOSTS", "VEJVISER_SMTP_URL", "VEJVISER_MASTER_KEY"} <= named


def weaken(safe: dict[str, str], statement: str, undo: str) -> list[str]:
    """Give what is found while one thing in the database is wrong."""
    cluster = Cluster(Path(safe["VEJVISER_HOME"]))
    with psycopg.connect(**cluster.connection("vejviser_superuser"), autocommit=True) as superuser:
        superuser.execute(statement.encode())
        try:
            return check(safe)[1]
        finally:
            superuser.execute(undo.encode())


@pytest.mark.parametrize(
    ("statement", "undo", "said"),
    [
        ("ALTER ROLE vejviser_web BYPASSRLS", "ALTER ROLE vejviser_web NOBYPASSRLS", "bypasses row security"),
        ("ALTER TABLE cases_case OWNER TO vejviser_web", "ALTER TABLE cases_case OWNER TO vejviser_owner", "owns the table cases_case"),
        ("GRANT vejviser_owner TO vejviser_web", "REVOKE vejviser_owner FROM vejviser_web", "can become vejviser_owner"),
        ("GRANT CREATE ON SCHEMA public TO vejviser_web", "REVOKE CREATE ON SCHEMA public FROM vejviser_web", "may make tables"),
        (
            "GRANT SELECT ON referrals_savedform TO vejviser_web",
            "REVOKE SELECT ON referrals_savedform FROM vejviser_web",
            "has rights to the table referrals_savedform",
        ),
        (
            "ALTER TABLE cases_entry NO FORCE ROW LEVEL SECURITY",
            "ALTER TABLE cases_entry FORCE ROW LEVEL SECURITY",
            "no forced row security",
        ),
    ],
)
def test_a_role_of_the_pages_that_is_too_strong_is_refused(safe: dict[str, str], statement: str, undo: str, said: str) -> None:
    found = weaken(safe, statement, undo)
    assert any(said in line for line in found), found


@pytest.fixture
def found(safe: dict[str, str], database: None, monkeypatch: pytest.MonkeyPatch) -> Callable[..., set[str]]:  # noqa: ARG001  it asks tables
    """Give a function: the settings that are named, in an environment that differs from the safe one in what is given."""

    def look(variables: dict[str, str] | None = None, **differing: Any) -> set[str]:
        for name, value in {**safe, **(variables or {})}.items():
            monkeypatch.setenv(name, value)
        environment = replace(Environment.read(), **differing)
        named = {problem.where for problem in findings(environment, connection, served=True)}
        # The server of the tests does not wait for the disk, and the settings of this process are a test kit's.
        return {name for name in named - OF_THE_BROWSER if not name.startswith("database: ") and not name.startswith("security.")}

    return look


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("VEJVISER_INSTALLATION", "demo"),
        ("VEJVISER_INSTALLATION", "testkit"),
        ("VEJVISER_HTTPS", "0"),
        ("VEJVISER_HOSTS", "vejviser.example.dk,localhost"),
        ("VEJVISER_HOSTS", "*"),
        ("VEJVISER_HOSTS", ".example.dk"),
        ("VEJVISER_SMTP_URL", "smtp://mail.example.dk:25?sender=noreply@example.dk"),
        ("VEJVISER_TESTKIT", "1"),
        ("VEJVISER_STATIC", "/nowhere"),
        ("VEJVISER_FONTS", "/nowhere"),
        ("VEJVISER_MASTER_KEY", "file:/nowhere/master"),
        ("VEJVISER_KEY_STORE", "/nowhere/store.sqlite"),
    ],
)
def test_an_unsafe_variable_is_named(found: Callable[..., set[str]], variable: str, value: str) -> None:
    assert found() == set()
    assert found({variable: value}) == {variable}


def test_a_key_that_others_can_read_is_named(found: Callable[..., set[str]], safe: dict[str, str]) -> None:
    for variable in ("VEJVISER_MASTER_KEY", "VEJVISER_KEY_STORE", "VEJVISER_SECRET_KEY_FILE"):
        path = Path(safe[variable].removeprefix("file:"))
        path.chmod(0o640)
        assert found() == {variable}
        path.chmod(0o600)


def test_a_key_beside_what_it_closes_is_named(found: Callable[..., set[str]], safe: dict[str, str]) -> None:
    home = Path(safe["VEJVISER_HOME"])
    for folder in (home / "keys", home / "backups", home / "backups" / "monday"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "master").touch(0o600)
        assert found({"VEJVISER_MASTER_KEY": f"file:{folder / 'master'}"}) == {"VEJVISER_MASTER_KEY"}
    (home / "database" / "store.sqlite").touch(0o600)
    assert found({"VEJVISER_KEY_STORE": str(home / "database" / "store.sqlite")}) == {"VEJVISER_KEY_STORE"}


def test_a_clock_that_can_be_set_is_named(found: Callable[..., set[str]], safe: dict[str, str]) -> None:
    clock = Path(safe["VEJVISER_HOME"]) / "clock"
    clock.write_text("2026-01-01T00:00:00+00:00")
    assert found() == {str(clock)}
    clock.unlink()


def test_debugging_is_named(found: Callable[..., set[str]], settings: Settings) -> None:
    settings.DEBUG = True
    assert found() == {"DEBUG"}


def test_a_way_to_the_database_that_others_could_read_is_named(found: Callable[..., set[str]]) -> None:
    elsewhere = {"NAME": "vejviser", "USER": "vejviser_web", "PASSWORD": "", "HOST": "database.example.dk", "PORT": ""}
    assert found(database=elsewhere, embedded=False) == {"PGSSLMODE"}
    assert found({"PGSSLMODE": "verify-full"}, database=elsewhere, embedded=False) == set()


def test_invented_people_are_named(found: Callable[..., set[str]]) -> None:
    get_user_model().objects.create(email="a@example.org", name="A", organisation=Organisation.objects.all()[0], invented=True)
    assert found() == {"accounts"}
