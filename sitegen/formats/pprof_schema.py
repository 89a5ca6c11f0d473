"""The pprof message's classes; the one module that imports protobuf.

They come from the descriptor beside this file, made from pprof.proto, loaded into a pool of our own: generated
code would be tied to one protobuf runtime, and a second `profile.proto` in the process would clash with ours.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.message import DecodeError


def parse(name: str, record: bytes) -> Any:
    """A message of pprof.proto, such as "Profile", from its bytes. Raises ValueError."""
    try:
        return message_class(name).FromString(record)
    except DecodeError as err:
        raise ValueError(str(err)) from err


@cache
def message_class(name: str) -> Any:
    """The class of a message of pprof.proto."""
    return message_factory.GetMessageClass(_pool().FindMessageTypeByName(f"flamesite.pprof.{name}"))


@cache
def _pool() -> descriptor_pool.DescriptorPool:
    described = descriptor_pb2.FileDescriptorSet.FromString(files(__package__).joinpath("pprof.binpb").read_bytes())
    pool = descriptor_pool.DescriptorPool()
    for file in described.file:
        pool.Add(file)
    return pool
