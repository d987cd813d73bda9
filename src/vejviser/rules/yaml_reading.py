# SPDX-License-Identifier: EUPL-1.2
"""YAML 1.2 as JSON would say it: words such as NO stay words, and dates stay text."""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import AliasEvent

from vejviser.rules.problems import Problem, RefusedError


class _PlainComposer(Composer):
    """Refuses aliases: JSON has none, and a few lines of them stand for more values than any memory holds."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.parser.check_event(AliasEvent):
            raise YAMLError(f"*{self.parser.peek_event().anchor} is an alias; write the value out")
        return super().compose_node(parent, index)


class _PlainConstructor(SafeConstructor):
    """Builds only what JSON has."""


_PlainConstructor.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def read_yaml(text: str) -> Any:
    """Read one YAML document.

    Raises:
        RefusedError: the text is not YAML, or holds a key twice.

    """
    reader = YAML(typ="safe", pure=True)
    reader.Composer = _PlainComposer
    reader.Constructor = _PlainConstructor
    try:
        return reader.load(text)
    # A value that does not fit its tag (`!!int x`) and too deep a nesting leave the reader as plain errors of Python.
    except (YAMLError, LookupError, RecursionError, TypeError, ValueError) as error:
        said = " ".join(str(error).split())
        raise RefusedError([Problem("$", f"not YAML: {said}")]) from error
