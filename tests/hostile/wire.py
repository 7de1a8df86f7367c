#
# Answers in NDR, made of the IDL's types, and their true contents
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


"""Writes the out parameters of any method, and reads them. An answer is a list of fields, so that a
test can make one of them wrong and leave the others right. decode() is a reader of its own, and
stricter than any client has to be.

Values: a number, text of a string, bytes of an array of numbers, a list of an array of structures,
a dictionary of a structure, level and value of a union, and None of a pointer."""

import struct
import zlib

from idl import Array, Number, Pointer, String, Struct, Switched

RPCRT4_ROOM = 31    # bytes
SAMBA_JUST_NOW = 0xffffffff     # a time that netapi32.dll takes for 0
ABSENT = {"servername": "*".encode("utf-16-le")}    # members that netapi32.dll makes up


class Field:
    def __init__(self, name, data, kind):
        self.name = name
        self.data = data
        self.kind = kind    # number, count, tag, pointer, max, offset, actual, text, bytes, pad

    @property
    def is_number(self):
        return len(self.data) == 4 and self.kind not in ("text", "bytes", "pad")

    @property
    def number(self):
        return struct.unpack("<I", self.data)[0]

    @number.setter
    def number(self, value):
        self.data = struct.pack("<I", value & 0xffffffff)


def counts_of(kind):
    """The members that are a count of another one"""
    return {member.target.count: name for name, member in kind.members.items()
            if isinstance(member, Pointer) and isinstance(member.target, Array)}


class Writer:
    def __init__(self):
        self.fields = []
        self.size = 0
        self.referent = 0x20000

    def add(self, name, data, kind):
        self.fields.append(Field(name, data, kind))
        self.size += len(data)

    def align(self, size):
        if self.size % size:
            self.add("pad", bytes(-self.size % size), "pad")

    def number(self, name, value, kind="number", size=4):
        self.align(size)
        self.add(name, (value & (1 << 8 * size) - 1).to_bytes(size, "little"), kind)

    def counts(self, name, *counts):
        for kind, value in zip(("max", "offset", "actual"), counts):
            self.number(f"{name} {kind}", value, kind)

    def inline(self, kind, value, name, later, role="number"):
        """What stands at its place; what pointers point to comes later"""
        if isinstance(kind, Number):
            self.number(name, value, role, kind.size)
        elif isinstance(kind, Pointer):
            self.referent += 4
            self.number(name, 0 if value is None else self.referent, "pointer")
            if value is not None:
                later.append((kind.target, value, name))
        elif isinstance(kind, Struct):
            self.align(4)
            counts = counts_of(kind)
            for member, its in kind.members.items():
                self.inline(its, value[member], f"{name}.{member}", later,
                            "count" if member in counts else
                            "tag" if member == "Level" else "number")
        elif isinstance(kind, Switched):
            self.number(f"{name} tag", value[0], "tag")
            if value[0] in kind.union.cases:
                self.inline(kind.union.cases[value[0]], value[1], f"{name} arm", later)
        elif kind.varying:      # an array of a fixed number of characters
            self.number(f"{name} offset", 0, "offset")
            self.number(f"{name} actual", len(value) // 2, "actual")
            self.add(f"{name} text", value, "bytes")
        elif isinstance(kind.count, int):
            self.add(f"{name} bytes", value, "bytes")
        else:                   # one whose size the request says
            self.counts(name, len(value) // kind.element.size)
            self.add(f"{name} bytes", value, "bytes")

    def target(self, kind, value, name):
        later = []
        if isinstance(kind, String):
            data = value.encode("utf-16-le", "surrogatepass") + b"\0\0"
            self.counts(name, len(data) // 2, 0, len(data) // 2)
            self.add(f"{name} text", data, "text")
        elif isinstance(kind, Array):
            self.counts(name, *(len(value), 0, len(value))[:3 if kind.varying else 1])
            if isinstance(kind.element, Number):
                self.add(f"{name} bytes", value, "bytes")
            else:
                for i, element in enumerate(value):
                    self.inline(kind.element, element, f"{name}[{i}]", later)
        else:
            self.inline(kind, value, name, later)
        self.targets(later)

    def targets(self, later):
        for kind, value, name in later:
            self.target(kind, value, name)


def encode(method, values, status=0):
    writer = Writer()
    for parameter in method.outs:
        later = []
        writer.inline(parameter.kind, values[parameter.name], parameter.name, later)
        writer.targets(later)
    writer.number("status", status)
    return writer.fields


def join(fields):
    return b"".join(field.data for field in fields)


class Broken(Exception):
    """No client may take this for a good answer"""


class Answer:
    """The true contents of an answer. A client may take or refuse an odd answer. Of a wrong answer
    it may return only the status."""

    def __init__(self):
        self.values = {}
        self.status = None
        self.odd = False
        self.wrong = False
        self.unsure = False     # nobody can say what the client sees


class Reader:
    def __init__(self, data, answer=None, level=None, sizes=None):
        self.data = data
        self.pos = 0
        self.answer = answer or Answer()
        self.level = level
        self.sizes = sizes or {}

    def take(self, size):
        if size > len(self.data) - self.pos:
            raise Broken(f"{size} bytes wanted at {self.pos} of {len(self.data)}")
        self.pos += size
        return self.data[self.pos - size:self.pos]

    def number(self, size=4):
        # Wine's rpcrt4 reads a number behind a single byte from here on.
        self.answer.unsure |= any(self.take(-self.pos % size))
        return int.from_bytes(self.take(size), "little")

    def counted(self, size, room):
        """Characters of a varying array for which there is room"""
        offset, length = self.number(), self.number()
        if offset or length > room:
            raise Broken(f"characters from {offset}, {length} of {room}")
        return self.take(length * size)

    def fixed(self, kind):
        offset, length = self.number(), self.number()
        if offset + length > kind.count:
            raise Broken(f"elements from {offset}, {length} of {kind.count}")
        self.answer.unsure |= offset != 0
        return self.take(length * kind.element.size)

    def string(self):
        room = self.number()
        text = self.counted(2, room)
        self.answer.odd |= len(text) != 2 * room
        units = struct.unpack(f"<{len(text) // 2}H", text)
        if 0 not in units:
            raise Broken("a string without an end")
        end = units.index(0)
        self.answer.odd |= end != len(units) - 1
        return text[:end * 2]

    def tag(self, value):
        self.answer.wrong |= value != self.level
        return value

    def inline(self, kind, later, count=None):
        if isinstance(kind, Number):
            return self.number(kind.size)
        if isinstance(kind, Pointer):
            place = []
            if self.number():
                later.append((kind.target, place))
            return place
        if isinstance(kind, Struct):
            self.pos += -self.pos % 4
            return {name: self.tag(self.number()) if name == "Level" else self.inline(its, later)
                    for name, its in kind.members.items()}
        if isinstance(kind, Switched):
            tag = self.tag(self.number())
            return tag, (self.inline(kind.union.cases[tag], later) if tag in kind.union.cases
                         else [])
        if kind.varying:
            return self.fixed(kind)
        if isinstance(kind.count, int):
            return self.take(kind.count * kind.element.size)
        if self.number() != self.sizes[kind.count]:
            raise Broken("an array of another size")
        return self.take(self.sizes[kind.count] * kind.element.size)

    def target(self, kind):
        later = []
        if isinstance(kind, String):
            value = self.string()
        elif isinstance(kind, Array):
            room = count = self.number()
            if kind.varying:
                offset, count = self.number(), self.number()
                if offset or count > room:
                    raise Broken(f"elements from {offset}, {count} of {room}")
                self.answer.odd |= count != room
            if count > len(self.data):
                raise Broken(f"{count} elements in {len(self.data)} bytes")
            value = (self.take(count * kind.element.size) if isinstance(kind.element, Number) else
                     [self.inline(kind.element, later) for _ in range(count)])
            if kind.varying:    # The others are in memory, as zeros.
                value += [dict.fromkeys(kind.element.members, b"")] * min(room - count,
                                                                          len(self.data))
        else:
            value = self.inline(kind, later)
        self.targets(later)
        return value

    def targets(self, later):
        for kind, place in later:
            place.append(self.target(kind))


def decode(method, data, level, sizes):
    """sizes are those of arrays that the request says"""
    answer = Answer()
    reader = Reader(data, answer, level, sizes)
    for parameter in method.outs:
        later = []
        answer.values[parameter.name] = reader.inline(parameter.kind, later)
        reader.targets(later)
    answer.status = reader.number()
    answer.odd |= reader.pos != len(data)
    return answer


def is_sid(data):
    return len(data) >= 8 and data[0] == 1 and data[1] <= 15 and 8 + 4 * data[1] <= len(data)


def is_acl(data):
    if len(data) < 8:
        return False
    size, count = struct.unpack_from("<HH", data, 2)
    if not 8 <= size <= len(data):
        return False
    pos = 8
    for _ in range(count):
        if size - pos < 4:
            return False
        ace, = struct.unpack_from("<H", data, pos + 2)
        if not 4 <= ace <= size - pos:
            return False
        if data[pos] <= 3 and (ace < 16 or not is_sid(data[pos + 8:pos + ace])):
            return False
        pos += ace
    return True


def is_descriptor(data):
    """Whether all that a program follows is in the descriptor"""
    if len(data) < 20 or data[0] != 1 or not data[3] & 0x80:
        return False
    offsets = struct.unpack_from("<4I", data, 4)
    return all(not offset or (offset <= len(data) and
                              (is_sid if i < 2 else is_acl)(data[offset:]))
               for i, offset in enumerate(offsets))


def is_session_time(member):
    return member.startswith("sesi") and member.endswith("_time") and "idle" not in member


class Contents:
    """What of an answer a caller of netapi32.dll sees: entries, if it has any, or none"""

    def __init__(self, method, answer, asked):
        self.answer = answer
        self.asked = asked
        self.struct = None
        self.entries = None
        for parameter in method.outs:
            self.look(parameter.kind, answer.values[parameter.name])

    def look(self, kind, value):
        """Finds the structures, below pointers, unions and containers"""
        if isinstance(kind, Switched):
            tag, value = value
            if self.asked in kind.union.cases:
                self.look(kind.union.cases[self.asked], value if tag == self.asked else [])
        elif isinstance(kind, Pointer) and isinstance(kind.target, Struct):
            self.answer.odd |= not value
            if "EntriesRead" in kind.target.members:
                self.look(kind.target, value[0] if value else {"EntriesRead": 0, "Buffer": []})
            else:
                self.struct, self.entries = kind.target, value
        elif isinstance(kind, Struct) and "EntriesRead" in kind.members:
            self.list(kind.members["Buffer"].target.element, value["EntriesRead"], value["Buffer"])
        elif isinstance(kind, Struct):
            self.look(list(kind.members.values())[1], list(value.values())[1])

    def list(self, kind, count, array):
        self.struct = kind
        self.entries = array[0][:count] if array else []
        self.answer.wrong |= count > len(self.entries)
        self.answer.odd |= count != (len(array[0]) if array else 0)

    def block(self, value, size):
        data = value[0] if value else b""
        said = size if value else 0
        # Wine's rpcrt4 allocates more for a block than it fills, and netapi32.dll sees that alone.
        self.answer.unsure |= len(data) < said <= len(data) + RPCRT4_ROOM
        self.answer.wrong |= said > len(data) + RPCRT4_ROOM
        self.answer.odd |= said != len(data) or bool(size and not value)
        return data[:said]

    def members(self, entry, wanted):
        """Bytes of the members of the wanted structure, as far as this one has them"""
        suffixes = {name.split("_", 1)[-1]: name for name in self.struct.members}
        counts = counts_of(self.struct)
        for member, kind in wanted.members.items():
            suffix = member.split("_", 1)[-1]
            name = suffixes.get(suffix)
            if name is None:
                yield ABSENT.get(suffix, b"") if isinstance(kind, Pointer) else bytes(4)
                continue
            value = entry[name]
            if isinstance(kind, Number) and name in counts:
                yield len(self.block(entry[counts[name]], value)).to_bytes(4, "little")
            elif isinstance(kind, Number):
                value = 0 if value == SAMBA_JUST_NOW and is_session_time(member) else value
                self.answer.unsure |= suffix == "reserved" and value != 0     # as above
                yield value.to_bytes(kind.size, "little")
            elif isinstance(kind, Array):
                yield value[:4].ljust(6, b"\0")
            elif isinstance(kind.target, String):
                yield value[0] if value else b""
            else:
                data = self.block(value, entry[kind.target.count])
                if "security_descriptor" in name and data and not self.answer.unsure:
                    self.answer.wrong |= not is_descriptor(data)
                yield data

    def checksum(self, entries, wanted):
        """As hostile.exe computes it: size and bytes of each member"""
        return checksum(data for entry in entries for data in self.members(entry, wanted))


def checksum(parts):
    value = 0
    for data in parts:
        value = zlib.crc32(data, zlib.crc32(len(data).to_bytes(4, "little"), value))
    return value
