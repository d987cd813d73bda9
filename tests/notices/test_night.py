# SPDX-License-Identifier: EUPL-1.2
"""The night tells the right people of the right days, once, without any key, also after nights that were missed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.notices import scene
from vejviser.access.roles import Role
from vejviser.cases.models import Case, Draft
from vejviser.notices.models import Mail, NightRun, Notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.notices.conftest import Night

    At = Callable[[dt.datetime], None]

pytestmark = pytest.mark.usefixtures("owner_connection")
TONIGHT = dt.datetime(2027, 3, 10, 0, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
TODAY = TONIGHT.date()
DAY = dt.timedelta(days=1)


def clara() -> Any:
    return scene.person("Clara", "cmm", Role.CMM_COORDINATOR)


def test_people_are_told_at_60_30_14_7_days_on_the_day_and_the_day_after(night: Night, at: At) -> None:
    case = scene.case((clara(), Role.CMM_COORDINATOR))
    for days in range(-3, 70):
        scene.deadline(case, TODAY + days * DAY, until=TODAY + (days + 1) * DAY)
    at(TONIGHT)
    night("--once")
    assert sorted(scene.rows(Notice).values_list("mark", flat=True)) == [-1, 0, 7, 14, 30, 60]
    assert scene.rows(Mail).count() == 1, "one mail a night, however much there is"


def test_only_who_sees_what_follows_from_the_section_is_told(night: Night, at: At) -> None:
    nurse, ida = scene.person("Amalie", "amiami", Role.HEALTH_PROFESSIONAL), scene.person("Ida", "cmm", Role.CMM_INTERVIEWER)
    too_near, left = scene.person("Near", "cmm", Role.CMM_COORDINATOR), scene.person("Gone", "cmm", Role.CMM_COORDINATOR)
    left.is_active = False
    left.save(using=scene.OWNER)
    team = ((nurse, Role.HEALTH_PROFESSIONAL), (ida, Role.CMM_INTERVIEWER), (too_near, Role.CMM_COORDINATOR), (left, Role.CMM_COORDINATOR))
    case = scene.case(*team)
    scene.conflict(case, too_near)
    scene.person("Stranger", "cmm", Role.CMM_COORDINATOR)
    scene.deadline(case, TODAY + 7 * DAY, section="G")
    at(TONIGHT)
    night("--once")
    assert set(scene.rows(Notice).values_list("user__name", flat=True)) == {"Ida"}
    assert set(scene.rows(Mail).values_list("to", flat=True)) == {ida.email}


def test_a_day_that_no_longer_holds_is_told_to_nobody(night: Night, at: At) -> None:
    case = scene.case((clara(), Role.CMM_COORDINATOR))
    scene.deadline(case, TODAY + 7 * DAY, until=TODAY)
    at(TONIGHT)
    night("--once")
    assert not scene.rows(Notice).exists()


def test_missed_nights_are_made_up_for_once(night: Night, at: At) -> None:
    case = scene.case((clara(), Role.CMM_COORDINATOR))
    at(TONIGHT)
    night("--once")
    scene.deadline(case, TODAY + 9 * DAY)
    at(TONIGHT + 4 * DAY)
    done = night("--once")["nights"]
    assert list(done) == [str(TODAY + days * DAY) for days in (1, 2, 3, 4)]
    assert scene.rows(Notice).count() == 1
    assert night("--once")["nights"] == {}
    assert scene.rows(NightRun).count() == 5


def test_two_nights_at_the_same_time_do_the_work_once(night: Night, at: At) -> None:
    case = scene.case((clara(), Role.CMM_COORDINATOR))
    for days in (7, 14, 30):
        scene.deadline(case, TODAY + days * DAY)
    at(TONIGHT)
    started = [night.start("--once") for _ in range(3)]
    for one in started:
        with one:
            assert one.wait(120) == 0
    assert scene.rows(Notice).count() == 3
    assert scene.rows(Mail).count() == 1


def test_the_night_needs_no_keys(night: Night, at: At, settings: Any) -> None:
    keys, away = Path(settings.HOME) / "keys", Path(settings.HOME) / "keys-moved-away"
    case = scene.case((clara(), Role.CMM_COORDINATOR))
    scene.deadline(case, TODAY + 7 * DAY)
    at(TONIGHT)
    night("--once")
    moved = [(path, away / path.name) for path in keys.iterdir() if not path.name.startswith("ledger")]
    away.mkdir()
    for path, new in moved:
        path.rename(new)
    try:
        at(TONIGHT + 7 * DAY)
        night("--once")
        assert not (keys / "store.sqlite").exists()
    finally:
        for path, new in moved:
            new.rename(path)
        away.rmdir()
    assert sorted(scene.rows(Notice).values_list("mark", flat=True)) == [0, 7]


def test_the_desk_that_must_act_gets_one_mail(night: Night, at: At) -> None:
    scene.desk_mail("dis", "desk@dis.example")
    for _ in range(3):
        scene.line(scene.case(), "dis", TODAY + 7 * DAY)
    scene.line(scene.case(), "police", TODAY + 7 * DAY)
    at(TONIGHT)
    night("--once")
    assert list(scene.rows(Mail).values_list("to", flat=True)) == ["desk@dis.example"]


def test_a_step_that_begins_by_the_passing_of_days_is_told(night: Night, at: At) -> None:
    person = clara()
    scene.line(scene.case((person, Role.CMM_COORDINATOR)), "cmm", None, shown_from=TODAY)
    recorded_today = scene.case((person, Role.CMM_COORDINATOR), changed_at=TONIGHT)
    scene.line(recorded_today, "cmm", None, shown_from=TODAY)
    at(TONIGHT)
    night("--once")
    assert list(scene.rows(Notice).values_list("kind", flat=True)) == [Notice.Kind.BEGUN]


def test_the_stage_turns_on_its_day(night: Night, at: At) -> None:
    case = scene.case()
    scene.turn(case, TODAY, "after_reflection")
    scene.turn(case, TODAY + DAY, "later")
    at(TONIGHT)
    night("--once")
    assert scene.rows(Case).get().stage == "after_reflection"


def test_a_referral_without_an_answer_is_reminded_of_on_every_working_day(night: Night, at: At) -> None:
    friday = dt.datetime(2027, 3, 12, 12, 0, tzinfo=dt.UTC)
    vagn = scene.person("Vagn", "cmm", Role.CMM_DUTY_OFFICER)
    scene.duty(vagn, friday - DAY, friday + 7 * DAY)
    scene.desk_mail("cmm", "desk@cmm.example")
    late = scene.referral(friday)
    scene.referral(friday, state="accepted")
    levels = []
    for moment in (friday - DAY, friday + dt.timedelta(minutes=1), friday + DAY, friday + 2 * DAY, friday + 3 * DAY, friday + 3 * DAY):
        at(moment)
        night("--once")
        late.refresh_from_db(using=scene.OWNER, from_queryset=scene.rows(type(late)))
        levels.append(late.escalated)
    assert levels == [0, 1, 1, 1, 2, 2]
    assert set(scene.rows(Mail).values_list("to", flat=True)) == {"desk@cmm.example", vagn.email}
    assert scene.rows(Notice).filter(user=vagn).count() == 2
    assert scene.rows(Notice).filter(user=None, organisation="cmm").count() == 2


def test_expired_drafts_are_deleted_and_others_stay(night: Night, at: At) -> None:
    writer = clara()
    case = scene.case((writer, Role.CMM_COORDINATOR))
    scene.draft(case, writer, TONIGHT - DAY)
    scene.draft(case, writer, TONIGHT + DAY)
    at(TONIGHT)
    assert night("--once")["drafts"] == 1
    assert scene.rows(Draft).get().expires_at == TONIGHT + DAY


def test_the_night_signs_the_ledger(night: Night, at: At, settings: Any) -> None:
    scene.case((clara(), Role.CMM_COORDINATOR))
    at(TONIGHT)
    assert night("--once")["ledger"]["signed"]
    assert list((Path(settings.HOME) / "ledger" / "checkpoints").iterdir())
