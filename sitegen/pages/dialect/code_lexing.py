"""Pygments' lexers, run faster: the tokens are the same, always.

A lexer is a table of rules for each of its states, and Pygments tries them one by one at each token, some thirty of
them. Here the rules of a state that is used much are joined to one regular expression, which tries them in the same
order; the empty group behind each says which one matched.

    [a-z]+ -> Name, \\d+ -> Number        (?:[a-z]+)()|(?:\\d+)()
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pygments.lexer import Lexer, RegexLexer
from pygments.token import Error, Whitespace, _TokenType

Token = tuple[int, _TokenType, str]
Rule = tuple[Callable[[str, int], "re.Match[str] | None"], Any, Any]
"""What a rule of Pygments is: its search, the token's type or what makes tokens of a match, where to go from there."""

_OFTEN = 1000  # tokens: from then on joining the rules has cost less than it saved
_REFERS = re.compile(r"\\[1-9]|\(\?P|\(\?\(")  # to groups by number or name, which are others in a joined expression
_OWN_FLAGS = re.compile(r"\(\?[ims]+\)")
_LETTERS = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL}


def quicken(lexer: Lexer) -> None:
    """Lets a lexer use joined rules, where it is one of rules and does nothing of its own with them."""
    if isinstance(lexer, RegexLexer) and type(lexer).get_tokens_unprocessed is RegexLexer.get_tokens_unprocessed:
        setattr(lexer, "get_tokens_unprocessed", _JoinedRules(lexer).tokens)  # noqa: B010 # a method of this one only


@dataclass(slots=True)
class _Part:
    """A few rules of a state as one search: which of them matched is told by the last group of the match."""

    find: Callable[[str, int], re.Match[str] | None]
    rules: Mapping[int | None, Rule]
    is_joined: bool


@dataclass(slots=True)
class _State:
    """The rules of a state, joined to parts once it was used often; whole: the only part, where it holds all rules."""

    rules: Sequence[Rule]
    uses: int = 0
    parts: list[_Part] = field(default_factory=list)
    whole: _Part | None = None


class _JoinedRules:
    """The rules of one lexer."""

    def __init__(self, lexer: Any) -> None:
        self._lexer = lexer
        self._states = {name: _State(rules) for name, rules in lexer._tokens.items()}

    def tokens(self, text: str, stack: Sequence[str] = ("root",)) -> Iterator[Token]:
        """The tokens of a text with their places, as `RegexLexer.get_tokens_unprocessed` yields them."""
        names = list(stack)
        position = 0
        while True:
            state = self._states[names[-1]]
            if state.whole is None:
                match, rule = _first(state, text, position)
            else:
                match = state.whole.find(text, position)
                rule = state.whole.rules[match.lastindex] if match else None
            if match is None or rule is None:
                if position >= len(text):
                    return
                character = text[position]
                if character == "\n":
                    names = ["root"]
                yield position, Whitespace if character == "\n" else Error, character
                position += 1
                continue
            find, action, after = rule
            if type(action) is _TokenType:
                yield position, action, match[0]
            elif action is not None:
                # Whoever makes tokens of a match asks for the groups of the rule's own.
                yield from action(self._lexer, find(text, position))
            position = match.end()
            if after is not None:
                _go(names, after)


def _first(state: _State, text: str, position: int) -> tuple[re.Match[str] | None, Rule | None]:
    """The first rule of a state that matches, and a match as long as its own."""
    state.uses += 1
    if state.uses < _OFTEN:
        for rule in state.rules:
            if match := rule[0](text, position):
                return match, rule
        return None, None
    if not state.parts:
        state.parts = _joined(state.rules)
        state.whole = state.parts[0] if len(state.parts) == 1 and state.parts[0].is_joined else None
    for part in state.parts:
        if match := part.find(text, position):
            return match, part.rules[match.lastindex if part.is_joined else None]
    return None, None


def _go(names: list[str], after: Any) -> None:
    """Enters and leaves states; the first one stays."""
    if isinstance(after, tuple):
        for name in after:
            if name != "#pop":
                names.append(names[-1] if name == "#push" else name)
            elif len(names) > 1:
                names.pop()
    elif isinstance(after, int):
        del names[1 if abs(after) >= len(names) else after :]
    else:
        assert after == "#push", f"no state to go to: {after!r}"
        names.append(names[-1])


def _joined(rules: Sequence[Rule]) -> list[_Part]:
    """The rules in order, as few searches as may be."""
    parts: list[_Part] = []
    waiting: list[tuple[str, int, Rule]] = []
    for rule in rules:
        source = _scoped(rule)
        if source is None:
            parts += _part(waiting)
            waiting = []
            parts.append(_Part(rule[0], {None: rule}, False))
        else:
            waiting.append((*source, rule))
    return parts + _part(waiting)


def _scoped(rule: Rule) -> tuple[str, int] | None:
    """A rule's expression with its flags within, and the number of its groups; None where it must stand alone."""
    pattern = getattr(rule[0], "__self__", None)
    if not isinstance(pattern, re.Pattern) or _REFERS.search(pattern.pattern):
        return None
    if pattern.flags & ~(re.UNICODE | re.IGNORECASE | re.MULTILINE | re.DOTALL):
        return None
    flags = "".join(letter for letter, flag in _LETTERS.items() if pattern.flags & flag)
    own = _OWN_FLAGS.match(pattern.pattern)
    body = pattern.pattern[own.end() :] if own else pattern.pattern
    return (f"(?{flags}:{body})" if flags else f"(?:{body})"), pattern.groups


def _part(rules: Sequence[tuple[str, int, Rule]]) -> list[_Part]:
    if not rules:
        return []
    by_group: dict[int | None, Rule] = {}
    groups = 0
    for _, own_groups, rule in rules:
        groups += own_groups + 1
        by_group[groups] = rule
    try:
        joined = re.compile("|".join(f"{source}()" for source, _, _ in rules))
    except re.error:  # flags for the whole of an expression, within one
        return [_Part(rule[0], {None: rule}, False) for _, _, rule in rules]
    return [_Part(joined.match, by_group, True)]
