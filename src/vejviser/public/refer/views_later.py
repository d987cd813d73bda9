# SPDX-License-Identifier: EUPL-1.2
"""Coming back by reference and key: how far it is, adding, answering, taking back. Nothing that was sent is ever shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal
from uuid import UUID, uuid4

from django.views.decorators.http import require_http_methods

from vejviser.public.pages import public_page
from vejviser.public.refer import cards, sealed, sent
from vejviser.public.refer.rendering import must_wait, page
from vejviser.public.refer.texts import words
from vejviser.referrals import outside
from vejviser.referrals.outside.times import STRUCK_KEPT
from vejviser.site import clock
from vejviser.site.lists import organisation_in_words

if TYPE_CHECKING:
    from django.http import HttpResponse

    from vejviser.public.pages import PublicRequest

ANSWER: Final = "answer"
_LONGEST: Final = 200
_WHO: Final[dict[str, Literal["referrer", "person"]]] = {"referrer": "referrer", "person": "person", "self": "person"}


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def later(request: PublicRequest) -> HttpResponse:
    """Ask for reference and key; show and do what they open. What opens nothing looks the same, whatever the reason."""
    if request.method != "POST":
        return page(request, "later")
    travelled = _travelled(request)
    pair = travelled or {name: request.POST.get(name, "")[:_LONGEST] for name in ("reference", "key")}
    # What the page itself carries on was typed, and counted, before.
    waiting = "" if travelled else must_wait(request, "code")
    if waiting:
        return page(request, "later", waiting=waiting, **pair)
    receipt = outside.open_receipt(pair["reference"], pair["key"], clock.now())
    if receipt is None:
        return page(request, "later", wrong=True, **({} if travelled else pair))
    token = sealed.seal("later", {"reference": pair["reference"], "key": pair["key"], "once": str(uuid4())})
    go = request.POST.get("go", "")
    if go == "add":
        return _add(request, receipt, token, pair.get("once", ""))
    if go in ("withdraw", "withdraw_yes") and request.POST.get("who") in _WHO:
        return _withdraw(request, receipt, token, sure=go == "withdraw_yes")
    return _opened(request, receipt, token)


def _travelled(request: PublicRequest) -> dict[str, str] | None:
    """Give reference and key as they travel on in the page; none where they were typed, or the page lay open for too long."""
    opened = sealed.unseal("later", request.POST.get("token", ""))
    return None if opened is None or opened.old else opened.content


def _opened(request: PublicRequest, receipt: outside.Receipt, token: str, **more: Any) -> HttpResponse:
    said, language = words(request.language)["later"], request.language
    states = {"waiting": said["added_waiting"], "taken": said["added_taken"], "left": said["added_left"]}
    offered = [name for name in outside.cards(receipt) if name != ANSWER]
    added = [
        (_title(card, language, receipt.role), sent.when(at, language), states[state]) for card, at, state in outside.additions(receipt)
    ]
    return page(
        request,
        "opened",
        receipt=receipt,
        token=token,
        status=said[outside.status(receipt)],
        question=outside.question(receipt),
        cards=[cards.card(name, language, receipt.role) for name in offered],
        added=added,
        own=receipt.role == "self",
        typed=more.pop("typed", {}),
        **more,
    )


def _title(card: str, language: str, role: str) -> str:
    said = words(language)["later"]
    if card == ANSWER:
        return str(said["answer"])
    # A second version of the form itself came as an addition.
    return cards.card(card, language, role).title if card in words("en")["cards"] else str(words(language)["sent"]["second"])


def _add(request: PublicRequest, receipt: outside.Receipt, token: str, once: str) -> HttpResponse:
    name, said = request.POST.get("card", ""), words(request.language)
    if name not in outside.cards(receipt):
        return _opened(request, receipt, token, problem=said["later"]["too_late"])
    values = {"text": request.POST.get("text", "").strip()} if name == ANSWER else cards.read(name, request.POST)
    kept: dict[str, Any] = {"open_card": name, "typed": values}
    if not any(values.values()):
        return _opened(request, receipt, token, problem=said["later"]["nothing"], **kept)
    waiting = must_wait(request, "add")
    if waiting:
        return _opened(request, receipt, token, problem=waiting, **kept)
    try:
        outside.add(receipt, name, values, clock.now(), once=UUID(once) if once else None)
    except outside.TextTooLong as long:
        field = _field(name, long.field.partition(".")[2], request.language)
        problem = said["errors"]["too_long"].format(field=field, length=long.length, limit=long.allowed)
        return _opened(request, receipt, token, problem=problem, **kept)
    except outside.NotOffered:
        return _opened(request, receipt, token, problem=said["later"]["too_late"], **kept)
    return _opened(request, receipt, token, done=said["later"]["added"])


def _field(card: str, field: str, language: str) -> str:
    if card == ANSWER:
        return str(words(language)["later"]["answer"])
    return next((one.ask for one in cards.card(card, language, "").fields if one.name == field), "")


def _withdraw(request: PublicRequest, receipt: outside.Receipt, token: str, *, sure: bool) -> HttpResponse:
    """Say what will happen, and do it at the second press. Nobody asks why."""
    said, who = words(request.language)["later"], request.POST["who"]
    hours = int(STRUCK_KEPT.total_seconds() // 3600)
    if not sure:
        return page(request, "withdraw", token=token, who=who, lines=[line.format(hours=hours) for line in _before(receipt, who, said)])
    done = outside.withdraw(receipt, _WHO[who], clock.now())
    told = {"struck": said["struck"], "closed": said["closed_now"], "marked": said["marked"], "stays": said["withdraw_child"]}
    names = [organisation_in_words(code, clock.today()) for code in done.seen_by]
    return page(request, "withdrawn", what=told[done.what].format(hours=hours), seen_by=names)


def _before(receipt: outside.Receipt, who: str, said: dict[str, str]) -> list[str]:
    if outside.status(receipt) == "received" and (who == "referrer" or receipt.role == "self"):
        return [said["withdraw_unopened"]]
    if who == "referrer":
        return [said["withdraw_opened"]]
    stays = receipt.path in (outside.Path.CHILD, outside.Path.EXCEPTION)
    return [said["withdraw_child"] if stays else said["withdraw_person_what"]]
