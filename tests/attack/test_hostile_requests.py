# SPDX-License-Identifier: EUPL-1.2
"""Requests that no page of ours makes: refused without a fault, without a trace of what exists, and without a word in the log."""

from __future__ import annotations

import logging
import re
import uuid
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from tests.attack.world import Answer, fill, masked, routes
from vejviser.access.roles import Role
from vejviser.demonstration import openapi
from vejviser.demonstration.kit.canaries import PATTERN
from vejviser.site.logs import PlainFormatter
from vejviser.site.middleware import HEADERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.attack.world import World

ADDRESSES = sorted(routes())
POSTED = [path for path in ADDRESSES if "POST" in routes()[path].methods]
TYPED = "Zhq'\"><script>alert(1)</script>%{{7*7}}${7*7}\\x00;--"
IDS = (
    "00000000-0000-0000-0000-000000000000",
    "1",
    "1%20OR%201=1",
    "..%2f..%2fetc%2fpasswd",
    "%00",
    "%ff%fe",
    "%F0%9F%92%A5",
    "-1",
    "a" * 3000,
    "%7B%7B7*7%7D%7D",
)
QUERIES = (
    "page=-1&sort=id;drop&stage=%00&due=999999999999999999999&week=99999-99-99&known=x&day=x&q=%27",
    "page=99999999999999999999999&sort=password&stage=zz&known=2026-02-30T99:99&day=0000-00-00&week=%ff&next=//evil.example",
    "page=%F0%9F%92%A5&sort=-&known=9999-12-31T23:59:59.999999&day=9999-12-31&week=9999-12-31&page=1&page=2",
    "page=%EF%BC%91&week=0001-01-01&day=0001-01-01&known=0001-01-01",
)
# Keys that forms of ours know, so that the values reach what reads them, and some that none knows.
KEYS = (
    "step",
    "version",
    "section",
    "kind",
    "reference",
    "passkey",
    "decision",
    "back",
    "language",
    "next",
    "draft",
    "choice",
    "of",
    "day",
)
VALUES = (
    "",
    TYPED,
    "a\x00b",
    "9" * 400,
    "-1",
    "\ud83d\udca5".encode("utf-16", "surrogatepass").decode("utf-16"),
    "0001-01-01",
    "x" * 30_000,
)
TOLD = re.compile(rb"Traceback|psycopg|django\.|SELECT |INSERT |UPDATE |/site-packages/|, line \d+, in |DoesNotExist|[a-z]Error\b")
LINE = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (?:WARNING|ERROR) [\w.]+ "
    r"(?:(?:GET|HEAD|POST|OPTIONS|other) \d{3} (?:-|/|[\w<>:./{}$^?()|\[\]+-]+)|[a-z_]+(?:\.[a-z_]+)+|\w+:\d+)"
    r"(?: [\w.]+ (?:-|[\w/]+\.py:\d+))?"
)
OTHER_METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get")


class Heard(logging.Handler):
    """Keeps what the log of the service would say."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.setFormatter(PlainFormatter())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.lines.append(self.format(record))


@pytest.fixture(autouse=True)
def heard() -> Iterator[Heard]:
    """Listen to the log during each test; each of its lines must be of the plain kind, and hold nothing of a request or of the kit."""
    handler = Heard()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)
    for line in handler.lines:
        assert LINE.fullmatch(line), line
        assert not PATTERN.search(line)
        assert not re.search(r"Zhq|evil|[0-9a-f]{8}-[0-9a-f]{4}", line), line


class Asker(NamedTuple):
    """Somebody who sends hostile requests, and what is known of an address."""

    world: World
    role: Role | None
    faults: list[str]

    def ask(self, path: str, method: str = "GET", data: Any = None, **named: Any) -> Answer:
        """Ask, and look whether the answer is fit to be given to anybody."""
        player = None if self.role is None else self.world.player(self.role)
        answer = self.world.ask(player, path, method, data, **named)
        self.faults.extend(f"{method} {path[:200]}: {fault}" for fault in _faults(answer))
        return answer

    def filled(self, path: str) -> str:
        """Give the address with ids that exist."""
        ids = {**self.world.other_ids(), **self.world.ids_of_case(self.world.kit.cases[0])}
        return fill(path, {**ids, "kind": "offer" if "/record/" in path else "note", "language": "en"})


@pytest.fixture(params=[None, Role.CMM_COORDINATOR, Role.ADMINISTRATOR], ids=["a stranger", "a coordinator", "an administrator"])
def asker(world: World, request: pytest.FixtureRequest) -> Iterator[Asker]:
    """Give a stranger, or one of those who reach the most addresses; none of the answers may be unfit."""
    made = Asker(world, request.param, [])
    yield made
    assert not made.faults, "\n".join(made.faults)


def _faults(answer: Answer) -> Iterator[str]:
    """Say what is wrong with an answer, whoever gets it."""
    if answer.status >= 500:
        yield str(answer.status)
    if told := TOLD.search(answer.body):
        yield f"tells {told[0]!r}"
    said = dict(line.split(": ", 1) for line in answer.headers.splitlines())
    for name, value in {**HEADERS, "X-Content-Type-Options": "nosniff", "Cross-Origin-Opener-Policy": "same-origin"}.items():
        if said.get(name) != value and (name, said.get(name)) != ("Referrer-Policy", "no-referrer"):
            yield f"{name} is {said.get(name)}"
    policy = said.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        yield f"Content-Security-Policy is {policy}"


def test_forged_and_malformed_ids_are_absent(asker: Asker) -> None:
    """Whatever stands in an address for an id: absent, or the way to the sign-in, or a link that does not work."""
    for path in ADDRESSES:
        if "{" in path:
            for number, forged in enumerate(IDS):
                method = routes()[path].methods[number % len(routes()[path].methods)]
                names = re.findall(r"\{(\w+)\}", path)
                address = fill(path, {**dict.fromkeys(names, forged), **({"kind": "note"} if "kind" in names else {})})
                answer = asker.ask(address, method)
                link = any(part in path for part in ("/password/new/", "/invitation/", "/refer/address/"))
                assert answer.status in (302, 404) or link, f"{method} {address[:99]}"


def test_unknown_and_malformed_queries_change_nothing_and_break_nothing(asker: Asker) -> None:
    """Every address with keys it does not know, and with values of no kind for the keys it knows."""
    for number, path in enumerate(ADDRESSES):
        if "GET" in routes()[path].methods:
            for query in (QUERIES[number % 4], QUERIES[(number + 1) % 4]) if asker.role else QUERIES[:1]:
                answer = asker.ask(f"{asker.filled(path)}?{query}")
                assert not re.search(rb"""(?:href|action|src)=["']?(?:https?:)?//evil""", answer.body), path
                assert not re.search(r"^Location: (?!/(?![/\\]))", answer.headers, re.MULTILINE), path


def test_unknown_and_malformed_forms_are_refused(asker: Asker) -> None:
    """Every form with keys it does not know, and each of its own fields with what cannot be meant; nothing comes back unescaped."""
    for number, path in enumerate(POSTED):
        names = {*openapi.form_fields(routes()[path].view), *KEYS}
        sent = {name: VALUES[(number + place) % len(VALUES)] for place, name in enumerate(sorted(names))}
        for value in (
            {**sent, "sending": "no number", "unknown": TYPED},
            dict.fromkeys(sorted(names), TYPED) | {"sending": str(uuid.uuid4())},
        ):
            answer = asker.ask(asker.filled(path), "POST", value)
            assert b"<script>alert" not in answer.body, path


def test_bodies_that_are_too_large_or_of_another_kind_are_not_read(asker: Asker) -> None:
    """Too large, too many fields, JSON, plain text, XML, a file, a multipart that is none, a length that is none."""
    some = POSTED if asker.role is None else POSTED[:: 5 if asker.role == Role.ADMINISTRATOR else 3]
    for path in some:
        address, form = asker.filled(path), "application/x-www-form-urlencoded"
        large = "a=" + "b" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        assert asker.ask(address, "POST", large, content_type=form).status == 413
        many = "&".join(f"k{number}=1" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
        # What a press opens reads nothing of the form.
        also = (200,) if path.endswith(("/identity/", "/place/")) else ()
        assert asker.ask(address, "POST", many, content_type=form).status in (302, 400, 404, *also), path
        for kind in ("application/json", "text/plain", "text/xml", "application/octet-stream", "x"):
            assert asker.ask(address, "POST", '{"a": 1}', content_type=kind).status == 415
        for kind in ("multipart/form-data", "multipart/form-data; boundary=b"):
            assert asker.ask(address, "POST", b"--b\r\nnothing", content_type=kind).status in (200, 302, 400, 404, 422)
        assert asker.ask(address, "POST", "a=1", content_type=form, CONTENT_LENGTH="many").status == 400


def test_other_methods_are_refused(asker: Asker) -> None:
    """What an address does not answer it refuses, with the same page for what exists and what does not."""
    for path in ADDRESSES if asker.role is None else ADDRESSES[::4]:
        for method in OTHER_METHODS:
            answer = asker.ask(asker.filled(path), method)
            assert answer.status in (200, 302, 404, 405, 415), f"{method} {path}"
            # Pages of the library that signs people in show their form for PUT too; the body is not read, and a token is needed.
            assert answer.status != 200 or method in ("OPTIONS", "get") or path.startswith("/accounts/"), f"{method} {path}"
            assert not PATTERN.search(answer.body.decode(errors="replace")) or asker.role, f"{method} {path}"


@pytest.mark.parametrize("attempt", ["no token", "foreign token", "another site", "another port", "no site"])
def test_a_form_from_elsewhere_is_refused_before_it_is_read(world: World, attempt: str) -> None:
    """At every address that takes a form: the same answer whatever exists, and the right token does not help another site."""
    player = world.player(Role.CMM_COORDINATOR)
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies["session"] = world.client(player).cookies["session"].value
    token = "t" * 32
    client.cookies["form"] = token
    sent = {"no token": {}, "foreign token": {"csrfmiddlewaretoken": "f" * 32}}.get(attempt, {"csrfmiddlewaretoken": token})
    origin = {"another site": "https://evil.example", "another port": "http://testserver:81", "no site": "null"}.get(attempt)
    headers = {"Origin": origin, "Sec-Fetch-Site": "cross-site"} if origin else {}
    asker = Asker(world, Role.CMM_COORDINATOR, [])
    # A public page has no session to be misused, and takes its forms from everybody.
    for path in (path for path in POSTED if not getattr(routes()[path].view, "is_public", False)):
        with transaction.atomic():
            answers = [
                client.post(address, {**sent, "language": "da"}, headers=headers) for address in (asker.filled(path), fill(path, {}))
            ]
            transaction.set_rollback(True)
        assert [answer.status_code for answer in answers] == [403, 403], path
        assert masked(answers[0].content) == masked(answers[1].content), path
        assert not PATTERN.search(answers[0].content.decode().replace(player.user.name, "")), path


def test_a_form_of_ones_own_is_not_refused(world: World) -> None:
    """The attempts above differ from this one only in what makes them attempts."""
    client = Client(enforce_csrf_checks=True, headers={"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"})
    client.cookies["session"] = world.client(world.player(Role.CMM_COORDINATOR)).cookies["session"].value
    client.cookies["form"] = "t" * 32
    with transaction.atomic():
        answer = client.post("/language/", {"csrfmiddlewaretoken": "t" * 32, "language": "da", "back": "/desk/"})
        transaction.set_rollback(True)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/")


def test_the_way_back_never_leads_to_another_site(asker: Asker) -> None:
    """Neither after the choice of a language nor after the sign-in."""
    for away in (
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/%09/evil.example",
    ):
        answer = asker.ask("/language/", "POST", {"language": "en", "back": away})
        location = re.search(r"^Location: (.*)$", answer.headers, re.MULTILINE)
        assert location
        assert re.fullmatch(r"/(?![/\\]).*|/", location[1]), away
        answer = asker.ask(f"/accounts/login/?next={away}")
        assert not re.search(r"^Location: (?!/(?![/\\]))", answer.headers, re.MULTILINE), away


def test_a_form_that_is_sent_twice_has_one_effect(world: World) -> None:
    """A note, a contact and a referral with the number of an earlier sending: the first one's answer, and one row."""
    case, coordinator, hotline = world.kit.cases[0], world.player(Role.CMM_COORDINATOR), world.player(Role.CMM_HOTLINE)
    note = {"text": "once", "section": "L", "step": "record"}
    contact = {"kind": "citizen", "who": "one", "about": "two", "advice": "three"}
    referral = {"danger": "no", "age": "no", "presence": "alone", "consent": "yes", "safe_contact": "phone", "safe_phone": "28282828"}
    referral |= {"language": "por", "needs": "talk", "note": "waits", "name": "Zoraya", "step": "send"}
    forms = (
        (coordinator, f"/cases/{case.id}/write/note/", note, "cases_entry"),
        (hotline, "/contacts/new/", contact, "referrals_contact"),
        (hotline, "/inbox/new/", referral, "referrals_referral"),
    )
    try:
        for player, path, typed, table in forms:
            count, sending = f"SELECT count(*) FROM {table}", str(uuid.uuid4())  # noqa: S608  a name of ours
            before = world.rows(count)[0][0]
            answers = [world.client(player).post(path, {**typed, "sending": sending, "version": "0"}) for _ in range(3)]
            assert world.rows(count)[0][0] == before + 1, path
            assert {answer.status_code for answer in answers} == {302}, path
            # The same number with another content is no repetition: it is refused, and has no effect either.
            other = world.client(player).post(
                path, {**typed, "sending": sending, "version": "0", "text": "other", "about": "other", "note": "o"}
            )
            assert other.status_code < 500
            assert world.rows(count)[0][0] == before + 1, path
    finally:
        world.again()
