"""Spoils the files of a question set as accidents and attackers do."""

import random
from collections.abc import Callable, Mapping, Sequence

Files = dict[str, bytes]
_TOKENS = (
    b"", b" ", b"\n", b"\n  ", b"  - ", b": ", b"- - ", b"[", b"]", b"{", b"}", b"'", b'"', b"|\n",
    b">-\n", b"null", b"~", b"*a ", b"&a ", b"!!int ", b"!!python/object:os.system ",
    b"? ", b"<<: ",
    b"---\n", b"...\n", b"%YAML 1.1\n", b"\t", b"\r", b"\x00", b"\xff", b"\xc3\xa9", b"e\xcc\x81",
    b"\xe2\x80\xae", b"\xef\xbb\xbf", b"#", b"yes", b"1e400", b"0x10", b"-0",
    b"999999999999999999",
    b"0.000000001", b"all", b"any", b"not", b"is", b"at_least", b"any_item", b"other", b"each",
    b"items", b"risk", b"table", b"score_share", b"shown_when", b"points", b"group", b"over",
)  # fmt: skip


def mutate(files: Mapping[str, bytes], rng: random.Random) -> Files:
    """A few changes to one or several of the files."""
    spoilt = dict(files)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        name = rng.choice(sorted(spoilt))
        spoilt[name] = rng.choice(_CHANGES)(spoilt[name], rng, list(files.values()))
    return spoilt


def _flip(data: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    if not data:
        return data
    place = rng.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << rng.randrange(8)]) + data[place + 1 :]


def _cut(data: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _insert(data: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    place = rng.randrange(len(data) + 1)
    return data[:place] + rng.choice(_TOKENS) + data[place + rng.choice((0, 0, 1, 5)) :]


def _value(data: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    """Another value for one key, the structure left whole: what only the linter can find."""
    lines = data.split(b"\n")
    place = rng.randrange(len(lines))
    key, colon, _old = lines[place].partition(b": ")
    if colon:
        lines[place] = key + colon + rng.choice(_TOKENS)
    return b"\n".join(lines)


def _swap_lines(data: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    first, second = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return b"\n".join(lines)


def _drop_lines(data: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    start = rng.randrange(len(lines))
    del lines[start : start + rng.choice((1, 1, 2, 10))]
    return b"\n".join(lines)


def _repeat(data: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    """A piece many times over: long lists, duplicate keys, much of the same."""
    start = rng.randrange(len(data) + 1)
    piece = data[start : start + rng.choice((1, 20, 200))]
    return data[:start] + piece * rng.choice((2, 50, 1_000)) + data[start:]


def _indent(data: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    start = rng.randrange(len(lines))
    for place in range(start, min(len(lines), start + rng.choice((1, 5, 50)))):
        lines[place] = b"  " + lines[place] if rng.random() < 0.5 else lines[place][2:]
    return b"\n".join(lines)


def _splice(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    """A piece of another file."""
    other = rng.choice(others)
    start, place = rng.randrange(len(other) + 1), rng.randrange(len(data) + 1)
    return data[:place] + other[start : start + rng.choice((20, 200, 2_000))] + data[place:]


def _nest(data: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    opening = rng.choice((b"[", b"{a: ", b"- ", b"? "))
    place = rng.randrange(len(data) + 1)
    return data[:place] + opening * rng.choice((5, 30, 5_000)) + data[place:]


_CHANGES: tuple[Callable[[bytes, random.Random, Sequence[bytes]], bytes], ...] = (
    _flip, _cut, _insert, _insert, _value, _value, _value, _swap_lines, _drop_lines, _repeat,
    _indent, _splice, _nest,
)  # fmt: skip
