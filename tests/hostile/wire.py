#
# Answers of the session calls in NDR, and their true contents
#
# Copyright 2026 the netapi32 session project
#
# This library is free software; you can redistribute it and/or
# modify it under the terms of the GNU Lesser General Public
# License as published by the Free Software Foundation; either
# version 2.1 of the License, or (at your option) any later version.
#
# This library is distributed in the hope that it will be useful,
# but WITHOUT ANY WARRANTY; without even the implied warranty of
# MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU
# Lesser General Public License for more details.
#
# You should have received a copy of the GNU Lesser General Public
# License along with this library; if not, write to the Free Software
# Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA 02110-1301, USA

"""The NDR of the answers to NetrSessionEnum and NetrSessionDel. An answer is a list of fields, so
that a test can make one of them wrong and leave the others right. decode() is a reader of its own,
and stricter than any client has to be."""

import struct
import zlib

NUMBERS = ("num_opens", "time", "idle_time", "user_flags")
STRINGS = ("cname", "username", "cltype_name", "transport")
LEVELS = {
    0: ("cname",),
    1: ("cname", "username") + NUMBERS,
    2: ("cname", "username") + NUMBERS + ("cltype_name",),
    10: ("cname", "username", "time", "idle_time"),
    502: ("cname", "username") + NUMBERS + ("cltype_name", "transport"),
}
SAMBA_JUST_NOW = 0xffffffff     # a time that netapi32.dll takes for 0


class Field:
    def __init__(self, name, data):
        self.name = name
        self.data = data

    @property
    def is_number(self):
        return len(self.data) == 4

    @property
    def number(self):
        return struct.unpack("<I", self.data)[0]

    @number.setter
    def number(self, value):
        self.data = struct.pack("<I", value & 0xffffffff)


class Writer:
    def __init__(self):
        self.fields = []
        self.referent = 0x20000

    def number(self, name, value):
        self.fields.append(Field(name, struct.pack("<I", value & 0xffffffff)))

    def pointer(self, name, value):
        """The value only says whether there is a pointer"""
        self.referent += 4
        self.number(name, 0 if value is None else self.referent)

    def string(self, name, text):
        data = text.encode("utf-16-le", "surrogatepass") + b"\0\0"
        for part, value in (("max", len(data) // 2), ("offset", 0), ("actual", len(data) // 2)):
            self.number(f"{name} {part}", value)
        self.fields.append(Field(f"{name} text", data))
        if len(data) % 4:
            self.fields.append(Field("pad", b"\0\0"))


def encode_enum(level, entries, status=0, total=None, resume=0):
    """Entries are dictionaries; a string can be None"""
    writer = Writer()
    writer.number("level", level)
    writer.number("arm", level)
    writer.pointer("container", True)
    writer.number("entries read", len(entries))
    writer.pointer("array", entries or None)
    if entries:
        writer.number("array max", len(entries))
        for i, entry in enumerate(entries):
            for name in LEVELS[level]:
                put = writer.pointer if name in STRINGS else writer.number
                put(f"{i} {name}", entry[name])
        for i, entry in enumerate(entries):
            for name in LEVELS[level]:
                if name in STRINGS and entry[name] is not None:
                    writer.string(f"{i} {name}", entry[name])
    writer.number("total", len(entries) if total is None else total)
    writer.pointer("resume pointer", True)
    writer.number("resume", resume)
    writer.number("status", status)
    return writer.fields


def encode_del(status=0):
    writer = Writer()
    writer.number("status", status)
    return writer.fields


def join(fields):
    return b"".join(field.data for field in fields)


class Broken(Exception):
    """No client may take this for a good answer"""


class Reader:
    def __init__(self, data):
        self.data = data
        self.pos = 0

    def take(self, size):
        if size > len(self.data) - self.pos:
            raise Broken(f"{size} bytes wanted at {self.pos} of {len(self.data)}")
        self.pos += size
        return self.data[self.pos - size:self.pos]

    def number(self):
        self.pos += -self.pos % 4
        return struct.unpack("<I", self.take(4))[0]

    def string(self, answer):
        size, offset, length = self.number(), self.number(), self.number()
        if offset or length > size:
            raise Broken(f"a string from {offset}, {length} of {size}")
        if length != size:
            answer.odd = True
        text = self.take(length * 2)
        units = struct.unpack(f"<{length}H", text)
        if 0 not in units:
            raise Broken("a string without an end")
        end = units.index(0)
        if end != length - 1:
            answer.odd = True
        return text[:end * 2]


class Answer:
    """The true contents of an answer. A client may take or refuse an odd answer. Of a wrong answer
    it may return only the status."""

    def __init__(self):
        self.status = None
        self.entries = []
        self.odd = False
        self.wrong = False
        self.mistaken = False   # its only fault is that the tag is not the level

    def checksum(self, level, wanted_level, count=None):
        """The checksum of the first entries, as hostile.exe computes it"""
        data = []
        for entry in self.entries[:count]:
            for name in LEVELS[wanted_level]:
                if name in STRINGS:
                    data.append(entry.get(name) or b"")
                    data.append(b"\0\0")
                else:
                    value = entry.get(name, 0) if name in LEVELS[level] else 0
                    if name == "time" and value == SAMBA_JUST_NOW:
                        value = 0
                    data.append(struct.pack("<I", value))
        return zlib.crc32(b"".join(data))


def decode_entries(reader, level, answer):
    entries_read, array = reader.number(), reader.number()
    if not array:
        answer.wrong |= entries_read != 0
        return
    size = reader.number()
    answer.wrong |= entries_read > size
    if size * 4 * len(LEVELS[level]) > len(reader.data):
        raise Broken(f"{size} elements in {len(reader.data)} bytes")
    if entries_read != size:
        answer.odd = True
    for _ in range(size):
        answer.entries.append({name: reader.number() for name in LEVELS[level]})
    for entry in answer.entries:
        for name in LEVELS[level]:
            if name in STRINGS:
                entry[name] = reader.string(answer) if entry[name] else None
    del answer.entries[entries_read:]


def decode_enum(data, level):
    answer = Answer()
    reader = Reader(data)
    found, arm = reader.number(), reader.number()
    answer.mistaken = found == level != arm
    answer.wrong = found != level or arm != level
    if arm in LEVELS and reader.number():
        decode_entries(reader, arm, answer)
    else:
        answer.odd = True
    reader.number()
    if reader.number():
        reader.number()
    else:
        answer.odd = True
    answer.status = reader.number()
    if reader.pos != len(data):
        answer.odd = True
    return answer


def decode_del(data):
    answer = Answer()
    reader = Reader(data)
    answer.status = reader.number()
    answer.odd = reader.pos != len(data)
    return answer
