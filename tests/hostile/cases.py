#
# The answers of a hostile server: case NUMBER of a seed
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


"""A case is a call for the client to make, the actions of the server, and the results that the
client may return. It depends on the seed and its number only."""

import itertools
import pathlib
import random
import re
import struct

import idl
import wire

BIND, BIND_ACK, BIND_NAK, ALTER, ALTER_ACK, REQUEST, RESPONSE, FAULT = 11, 12, 13, 14, 15, 0, 2, 3
FIRST, LAST = 1, 2
NDR = bytes.fromhex("045d888aeb1cc9119fe808002b104860") + struct.pack("<I", 2)
MAX_FRAGMENT = 4280

ACCESS_DENIED, MORE_DATA, CLIENT_NOT_FOUND = 5, 234, 2312

# Statuses for a broken answer, for a server that nobody can talk to, and for a connection that it
# has ended. 8 is for an answer that claims to need too much memory.
SENSIBLE = {8, 50, 53, 59, 64, 109, 121, 232, 233, 240, 1722, 1723, 1726, 1727, 1728, 1734, 1783,
            2114}
# Without the statuses of a broken answer, after which another answer can still come
ENDED = SENSIBLE - {8, 1734, 1783}
# By smbpipe netapi32 chooses the status, and has fewer of them.
SENSIBLE_IF_CHECKED = {8, 53, 64, 121, 1728, 1732, 1734, 1783}

HUGE = (0xffffffff, 0xfffffffe, 0xfffffffc, 0x80000001, 0x80000000, 0x7fffffff, 0x55555556,
        0x40000001, 0x40000000, 0x20000000, 0x10000000, 0x08000000, 0x05555556, 0x04000000)
NAMES = ("CLIENT", "client.example.com", "[2001:db8::1]", "\\\\box", "", "x", "Ärger-ß", "名前",
         "\U0001f5a5", "\ud800", "a" * 255, "b" * 3000)
STATUSES = (1, 2, 3, 5, 8, 13, 50, 53, 64, 65, 86, 87, 121, 122, 234, 259, 997, 998, 1115, 1223,
            1326, 1702, 1717, 1722, 1726, 1727, 1728, 1734, 1745, 1783, 1784, 1790, 1818, 2102,
            2114, 2123, 2221, 2312, 2314, 2351, 0x7fffffff, 0x80000001, 0x80000002, 0x80000003,
            0x80000004, 0x80000005, 0x80010108, 0x8007000e, 0x8009030c, 0xc0000001, 0xc0000005,
            0xc0000006, 0xc000000d, 0xc0000017, 0xc000001d, 0xc0000022, 0xc0000025, 0xc0000026,
            0xc000008c, 0xc0000094, 0xc0000096, 0xc00000aa, 0xc00000b5, 0xc00000fd, 0xc000014b,
            0xc0000194, 0xc0000235, 0xc0000374, 0xc0000409, 0xc0020017, 0xc00300fd, 0xe06d7363,
            0xe0434352, 0x40010005, 0x406d1388, 0xffffffff, 0x1c000001, 0x1c000002, 0x1c000003,
            0x1c000004, 0x1c000005, 0x1c000006, 0x1c000007, 0x1c000008, 0x1c000009, 0x1c00000a,
            0x1c00000b, 0x1c00000c, 0x1c00000d, 0x1c00000e, 0x1c00000f, 0x1c000010, 0x1c000011,
            0x1c000012, 0x1c000013, 0x1c000014, 0x1c000015, 0x1c000016, 0x1c000017, 0x1c000018,
            0x1c000019, 0x1c00001a, 0x1c00001b, 0x1c00001c, 0x1c00001d, 0x1c00001e, 0x1c00001f,
            0x1c000020, 0x1c000021, 0x1c000022, 0x1c000023, 0x1c000024, 0x1c010001, 0x1c010002,
            0x1c010003, 0x1c010006, 0x1c010009, 0x1c01000b, 0x1c010013, 0x1c010014, 6, 0, 6, 1825,
            0x000006f7, 0x000006e4, 0x000006e5)


def read_functions():
    """The levels of each function, and whether it gives something"""
    with open(HERE.parent / "functions.c", encoding="utf-8") as file:
        table = re.findall(r'\{ "(\w+)",\s+(\w+),\s+\w+,\s+((?:"[\d ]+"|\s|SET_NUMBERS)+) \}',
                           file.read())
    return {name: (form, [int(level) for level in re.findall(r"\d+", levels)])
            for name, form, levels in table}


HERE = pathlib.Path(__file__).resolve().parent
IDL = HERE.parent.parent / "include" / "wine"
SRVSVC, WKSSVC = idl.read(IDL / "srvsvc.idl"), idl.read(IDL / "wkssvc.idl")
# netapi32.dll calls none of the methods of srvsvc that have an opnum of wkssvc.
METHODS = {**SRVSVC, **WKSSVC}
OPNUMS = {method.opnum: method for method in METHODS.values()
          if not method.name.startswith("Opnum")}
FUNCTIONS = read_functions()
# Functions whose method has another name
OTHER_METHODS = {"NetSessionGetInfo": "NetrSessionEnum", "search": "NetrSessionEnum",
                 "NetStatisticsGet": "NetrServerStatisticsGet",
                 "NetServerComputerNameAdd": "NetrServerTransportEnum",
                 "NetServerComputerNameDel": "NetrServerTransportEnum"}
# These make several calls, and find out for themselves what a refusal means.
COMPOSED = {"NetSessionDel", "NetFileClose", "NetServerComputerNameAdd", "NetServerComputerNameDel"}
SHARE_ERRORS = {123: 2310, 67: 2310}    # what netapi32.dll makes of Samba's


def method_of(function, level):
    if function == "NetServerTransportDel" and level:
        return SRVSVC["NetrServerTransportDelEx"]
    if function not in OTHER_METHODS:
        return METHODS[re.sub("^I_Net", "Netpr", re.sub("^Net", "Netr", function))]
    return METHODS[OTHER_METHODS[function]]


def is_list(method):
    return any(parameter.name == "ResumeHandle" for parameter in method.parameters)


def gives_text(method):
    return any(parameter.name == "Outbuf" for parameter in method.parameters)


def choose_functions(local):
    """Of the local computer Wine's own functions tell some, and srvsvc alone is asked."""
    return [name for name, (form, _) in FUNCTIONS.items() if form != "CHECK_NUMBER" and
            not (local and (name.startswith("NetWksta") or name == "NetServerGetInfo"))]


class Request:
    def __init__(self, call, opnum, stub):
        self.call = call
        self.method = OPNUMS[opnum]
        self.level = 0
        self.sizes = {}
        self.read(wire.Reader(stub, wire.Answer()))

    def read(self, reader):
        """The level, which comes before what is as large as the request wants, and the sizes of
        arrays"""
        for parameter in self.method.parameters:
            kind = parameter.kind
            if not parameter.is_in:
                continue
            if isinstance(kind, idl.Pointer) and isinstance(kind.target, idl.String):
                if reader.number():
                    reader.string()
            elif isinstance(kind, idl.String):
                reader.string()
            elif isinstance(kind, idl.Number):
                value = reader.number()
                self.sizes[parameter.name] = value
                if parameter.name == "Level":
                    self.level = value
            else:
                if isinstance(kind, idl.Struct) and "Level" in kind.members:
                    self.level = reader.number()
                break


def pdu(ptype, call, body, flags=FIRST | LAST, size=None, drep=b"\x10\0\0\0", auth=0):
    size = 16 + len(body) if size is None else size
    return struct.pack("<BBBB4sHHI", 5, 0, ptype, flags, drep, size & 0xffff, auth & 0xffff,
                       call & 0xffffffff) + body


def response(call, stub, hint=None, context=0, **header):
    hint = len(stub) if hint is None else hint
    return pdu(RESPONSE, call, struct.pack("<IHBB", hint, context, 0, 0) + stub, **header)


def fault(call, status, **header):
    return pdu(FAULT, call, struct.pack("<IHBBII", 32, 0, 0, 0, status, 0), **header)


def fragments(call, stub, size=MAX_FRAGMENT - 24):
    """The PDUs of a good answer"""
    parts = [stub[i:i + size] for i in range(0, len(stub), size)] or [b""]
    return [response(call, part, flags=(FIRST if i == 0 else 0) |
                     (LAST if i == len(parts) - 1 else 0)) for i, part in enumerate(parts)]


def bind_ack(call, kind=BIND_ACK, max_send=MAX_FRAGMENT, max_receive=MAX_FRAGMENT, address=None,
             results=((0, 0, NDR),), count=None):
    address = b"\\PIPE\\srvsvc\0" if address is None else address
    body = struct.pack("<HHIH", max_send, max_receive, 0x53f0, len(address)) + address
    body += b"\0" * (-len(body) % 4)
    body += struct.pack("<I", len(results) if count is None else count)
    for result, reason, syntax in results:
        body += struct.pack("<HH", result, reason) + syntax
    return pdu(kind, call, body)


def bind_nak(call, reason):
    return pdu(BIND_NAK, call, struct.pack("<HBBB", reason, 1, 5, 0) + b"\0\0\0")


# The server's actions beside sending: ENDLESS sends the next action's bytes again and again
CLOSE, SILENCE, ENDLESS, PAUSE = "close", "silence", "endless", "pause"

# Results that the client may return: the answer's; that or an error; an error; with smbpipe's
# checks an error, else the answer's or an error; with smbpipe's checks the answer's, else that or
# an error
ANSWER, MAYBE, ERROR, ERROR_IF_CHECKED, ANSWER_IF_CHECKED = range(5)

class AnyError:
    """Further sensible statuses, of the server's own"""

    def __contains__(self, status):
        return status not in (0, MORE_DATA)


ANY_ERROR = AnyError()
MANY = tuple(name for name, (form, _) in FUNCTIONS.items()
             if form.startswith("ENUM") and name != "NetServerDiskEnum")
LEVELS = {"descriptor": (502, 503), "no-end-of-data": (0, 1, 2, 10, 502)}


KINDS = {}


class Kind:
    def __init__(self, make, slow, stray, bind, dels, hidden, fatal, checked, suits):
        self.make = make
        self.suited = suits     # forms of functions, or names; None for those that give something
        self.slow = slow        # the case takes the time limit
        self.stray = stray      # the case leaves bytes behind, which the next call reads
        self.bind = bind        # the answer is that to the bind, not to the call
        self.dels = dels        # also for functions that give nothing but a status
        self.hidden = hidden    # no case of its own
        # Wine's rpcrt4 can crash on the answer, or read it without end: docs/how-it-works.md says
        # where
        self.fatal = fatal
        self.checked = checked

    def suits(self, function):
        if self.suited:
            return function.startswith(self.suited)
        return self.dels or FUNCTIONS[function][0].startswith(("ENUM", "GET"))


def kind(name, slow=False, stray=False, bind=False, dels=False, hidden=False, fatal=False,
         checked=False, suits=None):
    """Decorates a function that makes the actions of a kind of case: a list of bytes, or functions
    that make them from the number of the call"""
    def add(make):
        KINDS[name] = Kind(make, slow, stray, bind, dels, hidden, fatal, checked, suits)
        return make
    return add


class Case:
    def __init__(self, seed, number, name, turn, functions):
        self.id = f"{seed} {number} {name}"
        self.number = number
        self.name = name
        self.turn = turn        # number of this case among its kind
        self.kind = KINDS[name]
        self.rng = random.Random(self.id)
        self.function = self.rng.choice([f for f in functions if self.kind.suits(f)])
        self.level = self.rng.choice(LEVELS[name] if name in LEVELS else
                                     FUNCTIONS[self.function][1])
        if name == "no-end-of-data":
            self.function = "search"
        self.method = method_of(self.function, self.level)
        self.asked = None
        self.sizes = {}
        self.fields = []
        self.stub = b""
        self.handle = 0
        self.expected = ANSWER
        # Only a check of the bytes shows that this is not the right answer.
        self.mistaken = name in ("good-after-stray", "close-after-stray")
        self.also = set()       # further sensible statuses of this case
        self.loose = self.function in COMPOSED
        self.endless = False    # rpcrt4 sends its request without end

    def bind(self, call, alter):
        if alter or not self.kind.bind:
            return [bind_ack(call, kind=ALTER_ACK if alter else BIND_ACK)]
        self.rng = random.Random(self.id)
        self.expected = MAYBE
        return self.kind.make(self, call)

    def answer(self, request):
        """Must answer in the same way whenever the client asks the same"""
        if request.method != self.method:
            # It looks for what the server does not tell, or for what it is about to change.
            self.loose = True
            return fragments(request.call, wire.join(good_fields(self, request)))
        # Of level 2 it takes the users of shares alone.
        self.loose |= self.asked not in (None, request.level) and "Share" in self.method.name
        self.asked = request.level
        self.sizes = request.sizes
        self.fields = good_fields(self, request)
        self.stub = wire.join(self.fields)
        if self.kind.bind:
            return send_stub(self, request)
        self.rng = random.Random(self.id)
        self.expected = ANSWER
        return self.kind.make(self, request)

    def true_results(self):
        """Right results (status, entries, checksum), and whether an error is right, too"""
        try:
            answer = wire.decode(self.method, self.stub, self.asked, self.sizes)
        except wire.Broken:
            return set(), True
        form = FUNCTIONS[self.function][0] if self.function in FUNCTIONS else "GET_TWO_NAMES"
        status = answer.status
        if "NetrShare" in self.method.name and self.method.name not in LISTS:
            status = SHARE_ERRORS.get(status, status)
        if form.startswith(("ENUM", "GET")):
            result = self.entries_result(answer, status, form)
        else:
            result = status, 0, 0 if status else self.checksum_of_values(answer, form)
        if answer.wrong and status in (0, MORE_DATA):
            return set(), True
        self.loose |= answer.unsure
        return {result}, answer.odd or answer.wrong or answer.unsure

    def entries_result(self, answer, status, form):
        """Sets the marks of the answer, too"""
        contents = wire.Contents(self.method, answer, self.asked)
        if status not in (0, MORE_DATA):
            return status, 0, 0
        if contents.struct is None:
            answer.wrong = True
            return status, 0, 0
        entries = contents.entries
        whole = len(entries)
        if "Disk" in contents.struct.members:
            entries = list(itertools.takewhile(lambda e: e["Disk"][:2].strip(b"\0"), entries))
        value = contents.checksum(entries, self.wanted_struct(contents.struct))
        if form.startswith("ENUM"):
            return (status if whole else 0), len(entries), value
        if self.method.name in LISTS:   # one of all
            value = contents.checksum(entries[:1], self.wanted_struct(contents.struct))
            return (0, 1, value) if entries else (CLIENT_NOT_FOUND, 0, 0)
        if status:
            return status, 0, 0
        answer.wrong |= not entries
        return 0, 1, value

    def wanted_struct(self, struct_):
        """The structure of the same kind at the level that the program wants"""
        for union in UNIONS.get(self.method.name, ()):
            kind = union.cases.get(self.level)
            if kind and union.cases.get(self.asked):
                target = kind.target
                if "EntriesRead" in target.members:
                    target = target.members["Buffer"].target.element
                return target
        return struct_

    def checksum_of_values(self, answer, form):
        """What the program gets beside a status"""
        values = answer.values
        if gives_text(self.method):
            text = values["Outbuf"]
            units = struct.unpack(f"<{len(text) // 2}H", text)
            answer.wrong |= 0 not in units
            return wire.checksum([text[:2 * units.index(0)] if 0 in units else b""])
        if form in ("CHECK_NAME", "PATH_TYPE"):
            value = next(values[name] for name in ("Type", "PathType") if name in values)
            return wire.checksum([value.to_bytes(4, "little")])
        return 0

    def problem(self, result, checked):
        """The fault of the client's result, or None"""
        must_fail = self.expected == ERROR or (self.expected == ERROR_IF_CHECKED and checked)
        if self.loose and (result[0] or not must_fail):
            return None
        results, odd = self.true_results()
        if self.loose and not must_fail:
            return None
        if must_fail:
            results = set()
        if self.mistaken and not checked:
            return None
        if self.expected != ANSWER and not (self.expected == ANSWER_IF_CHECKED and checked):
            odd = True
        sensible = SENSIBLE_IF_CHECKED if checked else SENSIBLE
        if self.function == "NetServerTransportAdd":
            sensible = sensible | {50}      # what netapi32.dll makes of Samba's 1783
        if result in results or (odd and (result[0] in sensible or result[0] in self.also)):
            return None
        wanted = [str(right) for right in results] + ["an error that makes sense"] * odd
        return f"returned {result}, not {' or '.join(wanted)}"


def unions_of(method):
    for parameter in method.outs:
        kind = parameter.kind
        members = kind.members.values() if isinstance(kind, idl.Struct) else [kind]
        yield from (member.union for member in members if isinstance(member, idl.Switched))


LISTS = {method.name for method in METHODS.values() if is_list(method)}
UNIONS = {name: list(unions_of(method)) for name, method in METHODS.items()}

# An owner, a group, and an ACL with two entries
DESCRIPTOR = bytes.fromhex(
    "01000480" "14000000" "20000000" "00000000" "2c000000" "0101000000000005" "12000000"
    "0101000000000005" "20020000" "02003400" "02000000" "00001400a9001200" "0101000000000001"
    "00000000" "01001800ff011f00" "0102000000000005" "2000000020020000")


class Maker:
    """Makes a value of any type"""

    def __init__(self, rng, level, count, name=None):
        self.rng = rng
        self.level = level
        self.count = count
        self.name = name    # for all strings, None for any

    def make(self, kind, name=""):
        rng = self.rng
        if isinstance(kind, idl.Number):
            if name.endswith("_reserved"):
                return 0
            return self.count if self.name else rng.choice((0, 1, 2, 60, 3600, 0x7fffffff,
                                                            0xffffffff))
        if isinstance(kind, idl.Pointer):
            return self.pointer(kind.target, name)
        if isinstance(kind, idl.Struct):
            value = {member: self.make(its, member) for member, its in kind.members.items()}
            if "Level" in value:
                value["Level"] = self.level
            for count, member in wire.counts_of(kind).items():
                value[count] = len(value[member] or ())
            return value
        if isinstance(kind, idl.Switched):
            case = kind.union.cases.get(self.level)
            return self.level, self.make(case) if case else None
        if not kind.varying:
            return bytes(kind.count)
        return rng.choice("CDEZ").encode("utf-16-le") + b":\0\0\0"     # a disk

    def pointer(self, target, name):
        rng = self.rng
        if isinstance(target, idl.String):
            return self.name or (None if rng.random() < 0.05 else rng.choice(NAMES))
        if not isinstance(target, idl.Array):
            return self.make(target)
        if not isinstance(target.element, idl.Number):
            return [self.make(target.element) for _ in range(self.count)] or None
        if not self.name and rng.random() < 0.1:
            return None
        return (DESCRIPTOR if "security_descriptor" in name else
                rng.randbytes(rng.choice((1, 6, 15, 16, 16, 17, 300))))


def values_of(method, maker, sizes):
    values = {}
    for parameter in method.outs:
        if isinstance(parameter.kind, idl.Array):
            size = sizes[parameter.kind.count] * parameter.kind.element.size
            values[parameter.name] = "C:\\ÄB".encode("utf-16-le")[:size].ljust(size, b"\0")
        else:
            values[parameter.name] = maker.make(parameter.kind)
    if "ResumeHandle" in values:
        values["TotalEntries"], values["ResumeHandle"] = maker.count, 0
    if method.name == "NetrServerDiskEnum" and maker.count:
        values["DiskInfoStruct"]["Buffer"][-1]["Disk"] = bytes(2)
    return values


def encode(request, maker, status=0, resume=0):
    values = values_of(request.method, maker, request.sizes)
    if "ResumeHandle" in values:
        values["ResumeHandle"] = resume
    if request.method.name == "NetrFileGetInfo" and values["InfoStruct"][1]:
        tag, info = values["InfoStruct"]
        info[next(iter(info))] = 1      # the number that the program asks for
        values["InfoStruct"] = tag, info
    return wire.encode(request.method, values, status)


def good_fields(case, request):
    rng = random.Random(f"{case.id} entries")
    count = rng.choice((0, 1, 1, 2, 3, 10))
    return encode(request, Maker(rng, request.level, max(count, case.name in NEED_ENTRIES)))


NEED_ENTRIES = ("wrong-field", "huge-count", "wrong-arm", "null", "string", "descriptor", "block",
                "offset", "stray")


def send_stub(case, request, stub=None):
    if stub is not None:
        case.stub = stub
    return fragments(request.call, case.stub)


def send_fields(case, request):
    return send_stub(case, request, wire.join(case.fields))


######## the bytes of the answer

@kind("good", dels=True)
def make_good(case, request):
    return send_stub(case, request)


@kind("many", suits=MANY)
def make_many(case, request):
    maker = Maker(case.rng, request.level, case.rng.choice((50, 500)), "a name")
    return send_stub(case, request, wire.join(encode(request, maker)))


@kind("truncated", dels=True)
def make_truncated(case, request):
    return send_stub(case, request, case.stub[:case.rng.randrange(len(case.stub))])


@kind("wrong-field", dels=True)
def make_wrong_field(case, request):
    rng = case.rng
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        field = rng.choice([f for f in case.fields if f.is_number])
        field.number = rng.choice((field.number + 1, field.number - 1, field.number * 2,
                                   field.number + 1000, 0, 1, rng.getrandbits(32),
                                   rng.getrandbits(8), 0x7fffffff, 0xffffffff))
    case.also = statuses_of(case)
    return send_fields(case, request)


def statuses_of(case):
    """A broken answer can have a status, too. The client may return either."""
    return {case.fields[-1].number} - {0}


@kind("huge-count")
def make_huge_count(case, request):
    """Changes one count, or both counts of the array"""
    counts = [f for f in case.fields if f.kind in ("max", "actual", "count")]
    array = [f for f in counts if "EntriesRead" in f.name or f.name.endswith("Buffer max")]
    if not array:
        array = counts
    for field in case.rng.choice((array, array[:1], array[1:], counts[-1:],
                                  counts[len(counts) // 2:][:1])):
        field.number = HUGE[case.turn % len(HUGE)]
    return send_fields(case, request)


@kind("wrong-arm")
def make_wrong_arm(case, request):
    """Changes the level, the arm, or both, with entries of one or the other"""
    rng = case.rng
    tags = [field for field in case.fields if field.kind == "tag"]
    levels = [level for union in UNIONS[case.method.name] for level in union.cases]
    other = rng.choice([n for n in (*levels, 4, 0xffffffff) if n != request.level])
    if other in levels and rng.random() < 0.6:
        maker = Maker(rng, other, rng.choice((0, 1, 2, 3)))
        case.fields = encode(request, maker)
        if rng.random() < 0.6:
            case.fields[0].number = request.level
    elif tags:
        for field in rng.choice((tags[:1], tags[-1:], tags)):
            field.number = other
    return send_fields(case, request)


@kind("null")
def make_null(case, request):
    """Sets pointers to NULL. Their data stays, or goes if it is a string"""
    field = case.rng.choice([f for f in case.fields if f.kind == "pointer" and f.number])
    field.number = 0
    if case.rng.random() < 0.5:
        case.fields = [f for f in case.fields if not f.name.startswith(field.name + " ") or
                       f.is_number != (f.kind in ("max", "offset", "actual"))]
    return send_fields(case, request)


@kind("string")
def make_string(case, request):
    """Gives a string no end, an offset, lengths that differ, or an end in the middle"""
    rng = case.rng
    texts = [f for f in case.fields if f.kind == "text"]
    if not texts:
        return make_wrong_field(case, request)
    text = rng.choice(texts)
    size, offset, length = (next(f for f in case.fields if f.name == text.name[:-4] + part)
                            for part in ("max", "offset", "actual"))
    way = case.turn % 7
    if way == 0:
        text.data = text.data[:-2] + b"x\0"
    elif way == 1:
        offset.number = rng.choice((1, 2, 0x80000000, 0xffffffff, 0xfffffffe))
    elif way == 2:
        size.number = rng.choice((0, 1, size.number + 1, size.number * 2, 0x10000))
    elif way == 3:
        length.number = rng.choice((0, 1, length.number - 1, length.number + 1))
    elif way == 4:
        text.data = b"".join(rng.choice((b"\0\0", text.data[i:i + 2]))
                             for i in range(0, len(text.data), 2))
    elif way == 5:
        size.number = length.number = 0
    else:
        size.number = offset.number = 1
    return send_fields(case, request)


@kind("bytes", dels=True)
def make_bytes(case, request):
    rng = case.rng
    data = bytearray(case.stub)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        data[rng.randrange(len(data))] = rng.choice((0, 1, 0x7f, 0x80, 0xff, rng.getrandbits(8)))
    case.also = {int.from_bytes(data[-4:], "little")} - {0}
    return send_stub(case, request, bytes(data))


@kind("more", dels=True)
def make_more(case, request):
    """Appends bytes to the answer, or a second answer"""
    more = case.rng.choice((b"\0", b"\0" * 8, b"\xff" * 5000, case.stub))
    return send_stub(case, request, case.stub + more)


@kind("status", dels=True)
def make_status(case, request):
    case.fields[-1].number = STATUSES[case.turn % len(STATUSES)]
    case.also = statuses_of(case)
    return send_fields(case, request)


@kind("more-and-nothing", suits=MANY)
def make_more_and_nothing(case, request):
    """Says that there is more, changes the handle, and gives no entry"""
    case.handle += 1
    case.fields = encode(request, Maker(case.rng, request.level, 0), MORE_DATA, case.handle)
    return send_fields(case, request)


@kind("no-end-of-data", slow=True, suits="NetSessionGetInfo")
def make_no_end_of_data(case, request):
    """Says that there is more, and never gives the wanted session"""
    case.handle += 1
    case.fields = encode(request, Maker(case.rng, request.level, 1), MORE_DATA, case.handle)
    case.expected = ERROR
    return send_fields(case, request)


@kind("offset")
def make_offset(case, request):
    """Says that an array begins elsewhere, inside or outside of it"""
    offsets = [f for f in case.fields if f.kind == "offset"]
    if not offsets:
        return make_wrong_field(case, request)
    case.rng.choice(offsets).number = case.rng.choice((1, 2, 3, 4, 0x1000, 0x100000) + HUGE)
    return send_fields(case, request)


@kind("descriptor", suits=("NetShareEnum", "NetShareGetInfo"))
def make_descriptor(case, request):
    """Gives a security descriptor wild offsets, sizes or counts, or random bytes"""
    rng = case.rng
    wild = (0, 1, 4, 19, 20, 21, 0x7f, 0x80, 0xff, 0xfffc, 0xffff, 0x10000, 0x7ffffffc, 0x80000000,
            0xfffffff8, 0xffffffff)
    for field in [f for f in case.fields if f.kind == "bytes" and f.data == DESCRIPTOR]:
        data = bytearray(field.data)
        for _ in range(rng.choice((1, 1, 2, 5))):
            pos, size = rng.choice(((4, 4), (8, 4), (12, 4), (16, 4), (46, 2), (48, 2), (54, 2),
                                    (74, 2), (21, 1), (33, 1), (61, 1), (81, 1), (3, 1),
                                    (rng.randrange(len(data)), 1)))
            value = rng.choice((*wild, len(data) - 1, len(data), len(data) - 4, len(data) - 8,
                                rng.randrange(len(data))))
            data[pos:pos + size] = (value & (1 << 8 * size) - 1).to_bytes(size, "little")
        field.data = bytes(data)
    return send_descriptor(case, request)


def send_descriptor(case, request):
    """netapi32.dll refuses what only an unusual program would trip over, too."""
    actions = send_fields(case, request)
    case.expected = MAYBE
    return actions


@kind("block", suits=("NetShareEnum", "NetShareGetInfo", "NetServerTransportEnum"))
def make_block(case, request):
    """Says other sizes of a block of bytes than it has, or gives none"""
    rng = case.rng
    blocks = [f for f in case.fields if f.kind == "bytes"]
    for block in rng.sample(blocks, min(len(blocks), 2)):
        name = block.name[:-len(" bytes")]
        entry = name.rsplit(".", 1)[0]
        numbers = [f for f in case.fields if f.name in (name, f"{name} max") or
                   (f.kind == "count" and f.name.startswith(f"{entry}."))]
        rng.choice(numbers).number = rng.choice((0, 1, len(block.data) - 1, len(block.data) + 1,
                                                 len(block.data) * 2) + HUGE)
    return send_fields(case, request)


@kind("good-after-stray", hidden=True)
def make_good_after_stray(case, request):
    case.expected = MAYBE
    case.also = {ACCESS_DENIED}
    return send_stub(case, request)


######## fragments

@kind("split", dels=True)
def make_split(case, request):
    """Sends as many good fragments as fit into the time"""
    size = case.rng.choice((1, 2, 3, 4, 8, 16, 40, 100))
    return fragments(request.call, case.stub, max(size, len(case.stub) // 100))


def split(case):
    at = case.rng.randrange(len(case.stub) + 1)
    return case.stub[:at], case.stub[at:]


@kind("flags", stray=True, dels=True)
def make_flags(case, request):
    """Puts the flags First and Last where they don't belong"""
    first, second = split(case)
    flags = case.rng.choice(((0, LAST), (FIRST, FIRST | LAST), (FIRST | LAST, LAST),
                             (FIRST | LAST, FIRST | LAST), (LAST, FIRST), (0, 0), (FIRST, 0)))
    case.expected = MAYBE
    if flags[0] & LAST:
        case.stub = first
    return [response(request.call, first, flags=flags[0]),
            response(request.call, second, flags=flags[1]), CLOSE]


@kind("mixed", stray=True, dels=True, fatal=True)
def make_mixed(case, request):
    """Changes the second fragment into something else"""
    first, second = split(case)
    call = request.call
    other = case.rng.choice((
        response(call + 1, second, flags=LAST), fault(call, ACCESS_DENIED),
        fault(call, ACCESS_DENIED, flags=LAST), fault(call, 1783, flags=0),
        pdu(FAULT, call, b"\0" * 16, flags=LAST), bind_ack(call),
        pdu(case.rng.choice((1, 4, 5, 6, 13, 17, 18, 19, 20)), call, b"\0" * 16, flags=LAST),
        response(call, second, flags=LAST, drep=b"\0\0\0\0"),
        response(call, second, flags=LAST, auth=8), response(call, second, flags=LAST, context=7)))
    case.expected = MAYBE
    case.also = {ACCESS_DENIED}
    return [response(call, first, flags=FIRST), other, CLOSE]


@kind("size", stray=True, dels=True)
def make_size(case, request):
    """Gives a fragment a wrong size"""
    true = 24 + len(case.stub)
    size = case.rng.choice((0, 1, 8, 15, 16, 17, 20, 23, 24, 25, true - 1, true + 1, true + 8,
                            true * 2, 0x7fff, 0x8000, 0xffff))
    data = response(request.call, case.stub, size=size)
    case.expected = MAYBE
    case.stub = case.stub[:max(size - 24, 0)]
    return [data, CLOSE]


@kind("header", stray=True, dels=True)
def make_header(case, request):
    rng = case.rng
    data = bytearray(response(request.call, case.stub))
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        data[rng.randrange(24)] = rng.choice((0, 1, 2, 3, 4, 0x10, 0x7f, 0x80, 0xff,
                                              rng.getrandbits(8)))
    case.expected = MAYBE
    case.also = ANY_ERROR   # of a fault, whose status is the first bytes of the stub
    return [bytes(data), CLOSE]


@kind("hint")
def make_hint(case, request):
    size = len(case.stub)
    hint = case.rng.choice((0, 1, size - 1, size + 1, 0x10000) + HUGE)
    case.expected = ANSWER if hint <= 0x10000 else ANSWER_IF_CHECKED
    return [response(request.call, case.stub, hint=hint)]


@kind("kind", stray=True, dels=True)
def make_kind(case, request):
    """Sends any kind of PDU in place of the answer"""
    ptype = case.turn % 24
    body = case.rng.choice((response(0, case.stub)[16:], b"", b"\0" * 100))
    case.stub = body[8:]
    case.expected = MAYBE if ptype == RESPONSE else ERROR
    case.mistaken = ptype == FAULT      # rpcrt4 takes a fault with the status 0 for an answer
    case.also = ANY_ERROR
    return [pdu(ptype, request.call, body), CLOSE]


@kind("auth")
def make_auth(case, request):
    """Claims that the answer is signed"""
    size = case.rng.choice((1, 8, 16, 0x100, 0xffff, len(case.stub), len(case.stub) + 8))
    data = response(request.call, case.stub, auth=size)
    case.expected = MAYBE
    case.also = {ACCESS_DENIED}     # Samba's error for it
    case.stub = case.stub[:-(size + 8)]
    return [data, CLOSE]


@kind("garbage", dels=True)
def make_garbage(case, request):
    size = case.rng.choice((1, 15, 16, 24, 100, 5000))
    case.expected = ERROR
    return [case.rng.choice((b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\0" * size, b"\xff" * size,
                             case.rng.randbytes(size), b"\x05\0\x02\x03\x10\0\0\0" * size)), CLOSE]


######## faults, other calls, ends

@kind("fault", dels=True)
def make_fault(case, request):
    rng = case.rng
    status = rng.choice((STATUSES[case.turn % len(STATUSES)], STATUSES[case.turn % len(STATUSES)],
                         rng.getrandbits(32), rng.getrandbits(11)))
    case.expected = ERROR
    case.also = ANY_ERROR
    return [fault(request.call, status, flags=FIRST | LAST | rng.choice((0, 0x20)))]


@kind("other-call", slow=True, dels=True)
def make_other_call(case, request):
    """Sends the answer to another call instead of the right one"""
    case.also = {ACCESS_DENIED}
    case.expected = ERROR_IF_CHECKED
    return [make_stray(case, request), CLOSE]


@kind("other-call-first", slow=True, dels=True, checked=True)
def make_other_call_first(case, request):
    """Sends it before the right one. Without numbers each later call would read an older answer."""
    case.also = {ACCESS_DENIED}
    case.expected = MAYBE
    return [make_stray(case, request)] + send_stub(case, request)


def make_stray(case, request):
    call = request.call + case.rng.choice((-1, 1, 2, 1000, -0x80000000))
    return case.rng.choice((response(call, case.stub), fault(call, ACCESS_DENIED)))


@kind("stray", slow=True, stray=True)
def make_behind(case, request):
    """Sends the answer to another call, or the same once more, after the right one"""
    return send_stub(case, request) + case.rng.choice((
        [make_stray(case, request)], send_stub(case, request),
        [bind_ack(request.call)], [b"\0"], [b"\xff" * 3000]))


@kind("close", dels=True)
def make_close(case, request):
    """Closes after each byte"""
    data = b"".join(fragments(request.call, case.stub, 64))
    case.expected = ERROR
    return [data[:case.turn % len(data)], CLOSE]


@kind("close-after-stray", hidden=True)
def make_close_after_stray(case, request):
    case.expected = ERROR
    return [CLOSE]


@kind("pauses")
def make_pauses(case, request):
    """Sends pieces that end in the middle of PDUs"""
    data = b"".join(fragments(request.call, case.stub, 100))
    cuts = sorted(case.rng.randrange(len(data) + 1) for _ in range(3))
    case.expected = ANSWER_IF_CHECKED
    return [part for begin, end in zip([0] + cuts, cuts + [len(data)])
            for part in (data[begin:end], PAUSE)]


@kind("silence", slow=True)
def make_silence(case, request):
    """Goes silent at the beginning, or in the middle"""
    data = b"".join(fragments(request.call, case.stub, 64))
    case.expected = ERROR
    return [data[:case.rng.choice((0, 0, case.rng.randrange(len(data))))], SILENCE]


@kind("late", slow=True)
def make_late(case, request):
    """Answers when nobody waits any more"""
    case.expected = ERROR
    return [SILENCE] + send_stub(case, request)


@kind("endless", slow=True, checked=True)
def make_endless(case, request):
    """Sends fragments without a last one, full or small"""
    body = b"\0" * case.rng.choice((MAX_FRAGMENT - 24, MAX_FRAGMENT - 24, 1000, 8, 0))
    case.expected = ERROR
    return [response(request.call, body, flags=FIRST), ENDLESS,
            response(request.call, body, flags=0)]


######## the bind

@kind("bind-refused", bind=True)
def make_bind_refused(case, call):
    rng = case.rng
    case.expected = ERROR
    case.also = ANY_ERROR
    return [rng.choice((
        bind_nak(call, rng.choice((0, 1, 2, 3, 4, 8, 9, 0xffff))), pdu(BIND_NAK, call, b""),
        pdu(BIND_NAK, call, b"\0\0"), fault(call, rng.choice(STATUSES)),
        bind_ack(call, results=((rng.choice((1, 2, 3, 0xffff)), rng.choice((0, 1, 2, 3)), NDR),)),
        bind_ack(call, results=()), bind_ack(call, kind=RESPONSE), b"\0" * 100)), CLOSE]


@kind("bind-odd", slow=True, bind=True, fatal=True)
def make_bind_odd(case, call):
    rng = case.rng
    case.also = ANY_ERROR
    ack = rng.choice((
        bind_ack(call, max_send=rng.choice((0, 1, 16, 24, 40, 1000, 0xffff))),
        bind_ack(call, max_receive=rng.choice((0, 1, 16, 24, 40, 1000, 0xffff))),
        bind_ack(call, count=rng.choice((0, 2, 255, 0xffff, 0xffffffff))),
        bind_ack(call, results=((0, 0, NDR),) * 2), bind_ack(call, results=((0, 0, b"\xff" * 20),)),
        bind_ack(call, address=b""), bind_ack(call, address=b"x" * 4000), bind_ack(call + 1),
        bind_ack(call, kind=ALTER_ACK)))
    case.endless = ack == bind_ack(call, max_send=24)   # room for a header alone
    return [ack]


@kind("bind-bytes", slow=True, bind=True, fatal=True)
def make_bind_bytes(case, call):
    rng = case.rng
    case.also = ANY_ERROR
    data = bytearray(bind_ack(call))
    for _ in range(rng.choice((1, 1, 2, 4))):
        data[rng.randrange(len(data))] = rng.choice((0, 1, 0x7f, 0xff, rng.getrandbits(8)))
    whole = int.from_bytes(data[8:10], "little") <= len(data) and data[3] & LAST
    return [bytes(data)] + ([] if whole else [CLOSE])


@kind("bind-close", bind=True)
def make_bind_close(case, call):
    data = bind_ack(call)
    case.expected = ERROR
    return [data[:case.turn % len(data)], CLOSE]


FATAL_EVERY = 10    # because starting a client again takes time


def name_cases(names, slow_every, checked):
    """These kinds in turn, or all; a slow kind comes in one of some turns"""
    kinds = [(name, kind_) for name, kind_ in KINDS.items()
             if (name in names if names else not kind_.hidden and (checked or not kind_.checked))]
    turns = dict.fromkeys(KINDS, 0)
    for turn in itertools.count():
        for name, kind_ in kinds:
            every = slow_every if kind_.slow else 1
            if kind_.fatal and not checked:
                every = max(every, FATAL_EVERY)
            if every and turn % every == 0:
                yield name, turns[name]
                turns[name] += 1
