# SPDX-License-Identifier: EUPL-1.2
"""An OpenAPI 3.1 description of every address of the site, made from the URL map, the views' allowed methods and their forms."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django.forms import BaseForm
from django.urls import URLPattern, URLResolver, get_resolver

from vejviser import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CONVERTERS: Final[dict[str, dict[str, Any]]] = {
    "UUIDConverter": {"type": "string", "format": "uuid"},
    "IntConverter": {"type": "integer"},
    "SlugConverter": {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"},
}
# What an answer can be. 429 is said by the pages of signing in, 503 by the readiness page alone.
_ANSWERS: Final = {
    200: "The page, the table or the picture; also a form that was not filled in well",
    302: "The way to another page: to the sign-in, or on from a form that was accepted",
    400: "What was sent cannot be read",
    404: "There is no such page, or it is not for whoever asks",
    429: "Too many tries; `Retry-After` says when to go on",
}
_ANSWERS_TO_FORMS: Final = {
    403: "The token of the form is missing, or the form came from another site",
    409: "Others have changed it in the meantime",
    413: "The form is too large",
    415: "No form of a browser",
    422: "The form was not filled in well",
}
_NOT_READY: Final = {503: "The service cannot answer"}
# A view that names no methods takes both; OPTIONS and HEAD are the framework's.
_ANY: Final = ("GET", "POST")
_WRAPPERS: Final = 12
_NAMED_GROUP: Final = re.compile(r"\(\?P<(\w+)>[^)]*\)")


class Route(NamedTuple):
    """An address: its template (`/cases/{case_id}/`), its name, the view, the methods that are answered, and what stands in the address."""

    path: str
    name: str
    view: Callable[..., Any]
    methods: tuple[str, ...]
    parameters: dict[str, dict[str, Any]]

    @property
    def is_open(self) -> bool:
        """Whether somebody who is not signed in gets more than the way to the sign-in."""
        open_views = "vejviser.site.views"
        return getattr(self.view, "__module__", "") == open_views or not getattr(self.view, "login_required", True)


def routes() -> list[Route]:
    """Give every address of the site, by its template."""
    return sorted(_under(get_resolver(), "/", {}), key=lambda route: route.path)


def description() -> dict[str, Any]:
    """Give the description as JSON can hold it."""
    paths: dict[str, Any] = {}
    for route in routes():
        operations = {method.lower(): _operation(route, method) for method in route.methods if method != "HEAD"}
        paths.setdefault(route.path, {}).update(operations)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Vejviser", "version": __version__, "description": "Pages in HTML; forms are sent as a browser sends them."},
        "components": {"securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": "session"}}},
        "paths": paths,
    }


def _under(resolver: URLResolver, prefix: str, parameters: dict[str, dict[str, Any]]) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        path, found = prefix + _template(pattern), {**parameters, **_parameters(pattern)}
        if isinstance(pattern, URLResolver):
            yield from _under(pattern, path, found)
        else:
            yield Route(path, pattern.name or "", pattern.callback, methods_of(pattern.callback), found)


def _template(pattern: URLPattern | URLResolver) -> str:
    written = str(pattern.pattern)
    if hasattr(pattern.pattern, "_regex") and not hasattr(pattern.pattern, "_route"):
        return _NAMED_GROUP.sub(r"{\1}", written).removeprefix("^").removesuffix("$")
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", written)


def _parameters(pattern: URLPattern | URLResolver) -> dict[str, dict[str, Any]]:
    converted = {
        name: _CONVERTERS.get(type(converter).__name__) or {"type": "string", "pattern": f"^(?:{converter.regex})$"}
        for name, converter in pattern.pattern.converters.items()
    }
    return {**{name: {"type": "string"} for name in _NAMED_GROUP.findall(str(pattern.pattern))}, **converted}


def methods_of(view: Callable[..., Any]) -> tuple[str, ...]:
    """Give the methods that a view answers: those its decorator names, or its class has."""
    for one in _unwrapped(view):
        view_class = getattr(one, "view_class", None)
        if view_class is not None:
            return tuple(name.upper() for name in view_class.http_method_names if name in ("get", "post") and hasattr(view_class, name))
        named = _enclosed(one).get("request_method_list")
        if named:
            return tuple(method for method in named if method != "HEAD")
    return _ANY


def _operation(route: Route, method: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": f"{method.lower()} {route.path}",
        "responses": {str(status): {"description": meaning} for status, meaning in _answers(route, method).items()},
        "parameters": [{"name": name, "in": "path", "required": True, "schema": shape} for name, shape in route.parameters.items()],
    }
    if not route.is_open:
        told["security"] = [{"session": []}]
    if method == "POST":
        fields = {name: {"type": "string"} for name in form_fields(route.view)}
        shape = {"type": "object", "properties": {**fields, "csrfmiddlewaretoken": {"type": "string"}}}
        told["requestBody"] = {"content": {"application/x-www-form-urlencoded": {"schema": shape}}}
    return told


def _answers(route: Route, method: str) -> dict[int, str]:
    more = _NOT_READY if route.name == "ready" else {}
    return {**_ANSWERS, **more, **(_ANSWERS_TO_FORMS if method == "POST" else {})}


def form_fields(view: Callable[..., Any]) -> list[str]:
    """Give the fields of the forms that a view, or what it calls in its own module, names."""
    found: set[str] = set()
    for one in _unwrapped(view):
        view_class = getattr(one, "view_class", None)
        if view_class is not None and getattr(view_class, "form_class", None):
            found |= set(view_class.form_class.base_fields)
        found |= {name for form in _forms(one, one.__globals__.get("__name__", ""), set()) for name in form.base_fields}
    return sorted(found)


def _forms(function: Any, module: str, seen: set[Any]) -> Iterator[Any]:
    """Yield the form classes that a function names, and those of the functions of the same module that it names."""
    if function in seen or not inspect.isfunction(function):
        return
    seen.add(function)
    for name in function.__code__.co_names:
        named = function.__globals__.get(name)
        if inspect.isclass(named) and issubclass(named, BaseForm):
            yield named
        elif inspect.isfunction(named) and named.__module__ == module:
            yield from _forms(named, module, seen)


def _unwrapped(view: Callable[..., Any]) -> Iterator[Any]:
    """Yield a view and what its decorators wrap, the outermost first."""
    one: Any = view
    for _ in range(_WRAPPERS):
        yield one
        one = getattr(one, "__wrapped__", None)
        if one is None:
            return


def _enclosed(function: Any) -> dict[str, Any]:
    if not inspect.isfunction(function) or function.__closure__ is None:
        return {}
    return {name: cell.cell_contents for name, cell in zip(function.__code__.co_freevars, function.__closure__, strict=True)}
