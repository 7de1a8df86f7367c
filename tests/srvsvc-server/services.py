# The calls that are not about sessions: their NDR, and what MS-SRVS and MS-WKST say of them
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

"""The NDR is written and read here, by the words of the specifications: neither the IDL that the
server is made from nor that of another implementation has a say in it."""

import struct

ACCESS_DENIED, NOT_SUPPORTED, DUP_NAME, INVALID_PARAMETER = 5, 50, 52, 87
FILE_NOT_FOUND, INVALID_NAME, INVALID_LEVEL, MORE_DATA = 2, 123, 124, 234
UNKNOWN_DEV_DIR, DUPLICATE_SHARE, BUF_TOO_SMALL = 2116, 2118, 2123
NET_NAME_NOT_FOUND, DEVICE_NOT_SHARED, FILE_ID_NOT_FOUND = 2310, 2311, 2314
MAX_LENGTH = 0xffffffff
NULL_POINTER = struct.pack("<I", 0)

COLUMNS = {
    "shares": "netname type permissions max_uses current_uses flags sticky servername path passwd "
              "remark security_descriptor",
    "files": "id permissions num_locks pathname username",
    "connections": "id type num_opens num_users time username share computer",
    "transports": "numberofvcs transportname transportaddress networkaddress domain flags",
    "aliases": "alias target default",
    "users": "username logon_domain oth_domains logon_server",
    "disks": "drive",
}

# Name and kind of each member: u number, s string, b block whose size is the member before, B one
# whose size is the member behind, y byte
SHARE_2 = ("netname:s type:u remark:s permissions:u max_uses:u current_uses:u path:s passwd:s")
SHARES = {
    0: "netname:s", 1: "netname:s type:u remark:s", 2: SHARE_2,
    501: "netname:s type:u remark:s flags:u",
    502: SHARE_2 + " reserved:u security_descriptor:b",
    503: SHARE_2 + " servername:s reserved:u security_descriptor:b",
    1004: "remark:s", 1005: "flags:u", 1006: "max_uses:u", 1501: "reserved:u security_descriptor:b",
}
ENUM_SHARES = {level: members for level, members in SHARES.items() if level < 1000}
FILES = {2: "id:u", 3: "id:u permissions:u num_locks:u pathname:s username:s"}
CONNECTIONS = {0: "id:u", 1: "id:u type:u num_opens:u num_users:u time:u username:s netname:s"}
TRANSPORT_0 = ("numberofvcs:u transportname:s transportaddress:B transportaddresslength:u "
               "networkaddress:s")
TRANSPORTS = {0: TRANSPORT_0, 1: TRANSPORT_0 + " domain:s",
              2: TRANSPORT_0 + " domain:s flags:u"}
ALIASES = {0: "alias:s target:s default:y reserved:u"}
USERS = {0: "username:s", 1: "username:s logon_domain:s oth_domains:s logon_server:s"}

SERVER_103 = ("platform_id:u name:s version_major:u version_minor:u type:u comment:s users:u "
              "disc:u hidden:u announce:u anndelta:u licenses:u userpath:s capabilities:u").split()
SERVER_599 = """sessopens sessvcs opensearch sizreqbuf initworkitems maxworkitems rawworkitems
    irpstacksize maxrawbuflen sessusers sessconns maxpagedmemoryusage maxnonpagedmemoryusage
    enablesoftcompat enableforcedlogoff timesource acceptdownlevelapis lmannounce domain
    maxcopyreadlen maxcopywritelen minkeepsearch maxkeepsearch minkeepcomplsearch maxkeepcomplsearch
    threadcountadd numblockthreads scavtimeout minrcvqueue minfreeworkitems xactmemsize
    threadpriority maxmpxct oplockbreakwait oplockbreakresponsewait enableoplocks
    enableoplockforceclose enablefcbopens enableraw enablesharednetdrives minfreeconnections
    maxfreeconnections initsesstable initconntable initfiletable initsearchtable alertschedule
    errorthreshold networkerrorthreshold diskspacethreshold reserved maxlinkdelay minlinkthroughput
    linkinfovalidtime scavqosinfoupdatetime maxworkitemidletime""".split()
SERVER_599 = [name + (":s" if name == "domain" else ":u") for name in SERVER_599]
SERVERS = {100: SERVER_103[:2], 101: SERVER_103[:6], 102: SERVER_103[:13], 103: SERVER_103,
           502: SERVER_599[:18], 503: SERVER_599[:42], 599: SERVER_599}
SERVERS = {level: " ".join(members) for level, members in SERVERS.items()}

# Level, a value that is no longer that of the file, one that is not allowed
SINGLE = {
    1005: ("comment", "changed", None), 1107: ("users", 9, 0), 1010: ("disc", 20, 0),
    1016: ("hidden", 0, 2), 1017: ("announce", 7, 65536), 1018: ("anndelta", 0, 65536),
    1501: ("sessopens", 16384, 16385), 1502: ("sessvcs", 1, 2), 1503: ("opensearch", 2048, 2049),
    1506: ("maxworkitems", 1, 65536), 1510: ("sessusers", 2048, 2049),
    1511: ("sessconns", 2048, 0), 1512: ("maxnonpagedmemoryusage", 0x400000, 0x3fffff),
    1513: ("maxpagedmemoryusage", 0x400000, 0x3fffff), 1514: ("enablesoftcompat", 0, 2),
    1515: ("enableforcedlogoff", 0, 2), 1516: ("timesource", 1, 2), 1518: ("lmannounce", 1, 2),
    1523: ("maxkeepsearch", 10, 9), 1528: ("scavtimeout", 300, 301),
    1529: ("minrcvqueue", 10, 11), 1530: ("minfreeworkitems", 10, 11),
    1533: ("maxmpxct", 65535, 65536), 1534: ("oplockbreakwait", 180, 181),
    1535: ("oplockbreakresponsewait", 10, 9), 1536: ("enableoplocks", 0, 2),
    1538: ("enablefcbopens", 0, 2), 1539: ("enableraw", 1, 2),
    1540: ("enablesharednetdrives", 1, 2), 1541: ("minfreeconnections", 2, 1),
    1542: ("maxfreeconnections", 16384, 16385), 1543: ("initsesstable", 64, 65),
    1544: ("initconntable", 128, 129), 1545: ("initfiletable", 256, 257),
    1546: ("initsearchtable", 2048, 2049), 1547: ("alertschedule", 1, 0),
    1548: ("errorthreshold", 65535, 65536), 1549: ("networkerrorthreshold", 100, 101),
    1550: ("diskspacethreshold", 0, 100), 1552: ("maxlinkdelay", 0x10000000, 0x10000001),
    1553: ("minlinkthroughput", MAX_LENGTH, None),
    1554: ("linkinfovalidtime", 0, 0x10000001), 1555: ("scavqosinfoupdatetime", 1, 0x10000001),
    1556: ("maxworkitemidletime", 1800, 1801),
}
STATISTICS = """start fopens devopens jobsqueued sopens stimedout serrorout pwerrors permerrors
    syserrors bytessent_low bytessent_high bytesrcvd_low bytesrcvd_high avresponse reqbufneed
    bigbufneed""".split()
TIME = """elapsedt msecs hours mins secs hunds timezone tinterval day month year weekday""".split()
WKSTA_102 = ("platform_id:u computername:s langroup:s ver_major:u ver_minor:u lanroot:s "
             "logged_on_users:u").split()
WKSTA_502 = ["unused:u"] * 35
for place, member in ((3, "keep_conn:u"), (4, "max_cmds:u"), (5, "sess_timeout:u"),
                      (14, "dormant_file_limit:u")):
    WKSTA_502[place] = member
WKSTAS = {100: WKSTA_102[:5], 101: WKSTA_102[:6], 102: WKSTA_102, 502: WKSTA_502}
WKSTAS = {level: " ".join(members) for level, members in WKSTAS.items()}


def number(text):
    return int(text, 0) & 0xffffffff


def value(text):
    text = text.strip()
    try:
        return number(text)
    except ValueError:
        return None if text == "(null)" else text


TEXTS = {"networkaddress"}      # even if it has only digits


def read_data(path):
    """The sections behind the sessions: lists of records, or one of names and values"""
    data, section = {}, None
    with open(path, encoding="utf-8") as file:
        lines = [line.strip() for line in file]
    for line in lines:
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
            data[section] = [] if section in COLUMNS else {}
        elif section and line and not line.startswith("#"):
            if section not in COLUMNS:
                name, text = line.split("=", 1)
                data[section][name.strip()] = value(text)
                continue
            names = COLUMNS[section].split()
            fields = line.split(";", len(names) - 1)
            data[section].append({name: text.strip() if name in TEXTS else value(text)
                                  for name, text in zip(names, fields)})
    return data


class Writer:
    """What stands for pointers comes behind the structures that have them."""

    def __init__(self):
        self.data = bytearray()
        self.deferred = []
        self.pointers = 0

    def align(self, size):
        self.data += bytes(-len(self.data) % size)

    def u32(self, *numbers):
        self.align(4)
        for item in numbers:
            self.data += struct.pack("<I", item & 0xffffffff)

    def string(self, text):
        encoded = (text + "\0").encode("utf-16-le")
        self.u32(len(encoded) // 2, 0, len(encoded) // 2)
        self.data += encoded

    def pointer(self, write=None):
        """write() writes what it points to, later; without one it is NULL."""
        if not write:
            return self.u32(0)
        self.pointers += 4
        self.u32(0x20000 + self.pointers)
        return self.deferred.append(write)

    def unique_string(self, text):
        self.pointer(None if text is None else lambda: self.string(text))

    def block(self, data):
        self.u32(len(data))
        self.data += data

    def flush(self):
        while self.deferred:
            self.deferred.pop(0)()

    def struct(self, members, entry):
        """A member that the entry does not have is 0 or NULL."""
        for name, kind in (member.split(":") for member in members.split()):
            item = entry.get(name)
            if kind == "u":
                self.u32(item or 0)
            elif kind == "y":
                self.data.append(item or 0)
            elif kind == "s":
                self.unique_string(item)
            else:
                self.pointer(None if item is None else lambda item=item: self.block(item))


class Reader:
    def __init__(self, data):
        self.data = data
        self.place = 0

    def take(self, size):
        taken = self.data[self.place:self.place + size]
        if len(taken) < size:
            raise ValueError(f"an answer of {len(self.data)} bytes ends too early")
        self.place += size
        return taken

    def u32(self):
        self.place += -self.place % 4
        return struct.unpack("<I", self.take(4))[0]

    def string(self):
        size, offset, count = self.u32(), self.u32(), self.u32()
        text = self.take(2 * count).decode("utf-16-le")
        if size != count or offset or text[-1:] != "\0" or "\0" in text[:-1]:
            raise ValueError("a string is not well formed")
        return text[:-1]

    def block(self):
        return self.take(self.u32())

    def structs(self, members, count):
        members = [member.split(":") for member in members.split()]
        read = {"u": self.u32, "y": lambda: self.take(1)[0]}
        entries = [{name: read.get(kind, self.u32)() for name, kind in members}
                   for _ in range(count)]
        for entry in entries:
            for name, kind in members:
                if kind in "sbB":
                    entry[name] = ((self.string() if kind == "s" else self.block())
                                   if entry[name] else None)
        return entries

    def end(self):
        """The status, which is the last"""
        status = self.u32()
        if self.place != len(self.data):
            raise ValueError(f"{len(self.data) - self.place} bytes behind the answer")
        return status


class Answer:
    def __init__(self, status, entries, total, resume):
        self.status, self.entries, self.total, self.resume = status, entries, total, resume


class Caller:
    def __init__(self, request, server="server"):
        self.request = request
        self.server = server

    def writer(self):
        writer = Writer()
        writer.unique_string(self.server)
        writer.flush()
        return writer

    def call(self, opnum, writer):
        return Reader(self.request(opnum, bytes(writer.data)))

    def enum(self, opnum, levels, level, names=(), length=MAX_LENGTH, resume=0, container=True):
        writer = self.writer()
        for name in names:
            writer.unique_string(name)
            writer.flush()
        writer.u32(level, level)
        if level in levels:
            writer.pointer((lambda: (writer.u32(0), writer.pointer())) if container else None)
            writer.flush()
        writer.u32(length)
        writer.pointer(None if resume is None else lambda: writer.u32(resume))
        writer.flush()
        reader = self.call(opnum, writer)
        return self.read_enum(reader, levels, level)

    @staticmethod
    def read_enum(reader, levels, level):
        entries = []
        if (reader.u32(), reader.u32()) != (level, level):
            raise ValueError("another level than was asked for")
        if level in levels and reader.u32():
            count = reader.u32()
            if reader.u32():
                entries = reader.structs(levels[level], reader.u32())
            if len(entries) != count:
                raise ValueError("the array has not the size that its container tells")
        total = reader.u32()
        resume = reader.u32() if reader.u32() else None
        return Answer(reader.end(), entries, total, resume)

    def get(self, opnum, levels, level, name=None, before=()):
        """The status, and the entry or None"""
        writer = self.writer()
        if name is not None:
            writer.string(name)
        writer.u32(*before, level)
        reader = self.call(opnum, writer)
        if reader.u32() != level:
            raise ValueError("another level than was asked for")
        entry = None
        if level in levels and reader.u32():
            entry = reader.structs(levels[level], 1)[0]
        return reader.end(), entry

    def set(self, opnum, members, level, entry, name=None, parm_err=None):
        """The status, and the number of the wrong member where parm_err is not None"""
        writer = self.writer()
        if name is not None:
            writer.string(name)
        writer.u32(level, level)
        if members:
            writer.pointer(None if entry is None else lambda: writer.struct(members, entry))
            writer.flush()
        if parm_err is not False:
            writer.pointer(None if parm_err is None else lambda: writer.u32(parm_err))
            writer.flush()
        reader = self.call(opnum, writer)
        if parm_err is False:
            return reader.end()
        parm_err = reader.u32() if reader.u32() else None
        return reader.end(), parm_err

    def plain(self, opnum, *parameters):
        """Strings, numbers; only a status comes back"""
        writer = self.writer()
        for parameter in parameters:
            if isinstance(parameter, str):
                writer.string(parameter)
            else:
                writer.u32(parameter)
        return self.call(opnum, writer).end()


def with_blocks(entry, descriptors):
    """As it comes over the wire"""
    entry = dict(entry)
    if "security_descriptor" in entry:
        descriptor = descriptors.get(entry["security_descriptor"])
        entry["security_descriptor"] = descriptor
        entry["reserved"] = len(descriptor or b"")
    if "transportaddress" in entry:
        entry["transportaddress"] = entry["transportaddress"].encode()
        entry["transportaddresslength"] = len(entry["transportaddress"])
    return entry


def differences(found, expected, members):
    """What does not agree; time may have gone on."""
    wrong = []
    kinds = dict(member.split(":") for member in members.split())
    if len(found) != len(expected):
        return [f"{len(found)} entries, not {len(expected)}"]
    for entry, wanted in zip(found, expected):
        for name in kinds:
            item = wanted.get(name, 0 if kinds[name] in "uy" else None)
            if name == "unused" or (name == "time" and item <= entry[name] <= item + 900):
                continue
            if entry[name] != item:
                wrong.append(f"{name} is {entry[name]!r}, not {item!r}")
    return wrong


class Tests:
    """check(name, passed, found) and check_equal(name, found, expected) count what they see."""

    def __init__(self, server, data, check, check_equal):
        self.server, self.data, self.check, self.equal = server, data, check, check_equal

    def same(self, name, found, expected, members):
        wrong = differences(found, expected, members)
        self.check(name, not wrong, wrong)

    def enumerations(self, name, opnum, levels, expected, bad, names=(), arms=None):
        """Each level whole, in pieces, from each place, with no room, and without a container; arms
        are the levels of the union, where the method has not all of them."""
        for level, members in levels.items():
            def ask(level=level, **more):
                return self.server.enum(opnum, levels, level, names, **more)
            whole = ask()
            self.equal(f"{name}, level {level}", whole.status, 0)
            self.same(f"{name}, level {level}, entries", whole.entries, expected, members)
            self.equal(f"{name}, level {level}, total", whole.total, len(expected))
            self.pieces(f"{name}, level {level}", ask, whole)
            self.equal(f"{name}, level {level}, no container", ask(container=False).status,
                       INVALID_PARAMETER)
        for level in bad:
            answer = self.server.enum(opnum, arms or levels, level, names)
            self.equal(f"{name}, level {level}", (answer.status, answer.entries),
                       (INVALID_LEVEL, []))

    @staticmethod
    def timeless(entries):
        return [{**entry, "time": None} for entry in entries]

    def pieces(self, name, ask, whole):
        answer = ask(length=0)
        self.equal(f"{name}, no room", (answer.status, answer.entries), (BUF_TOO_SMALL, []))
        length, found, resume, most = 1, [], 0, len(whole.entries)
        expected = self.timeless(whole.entries)
        while length < 4096:
            answer = ask(length=length)
            if answer.entries:
                break
            length += 1
        length += length // 2
        for _ in range(most + 1):
            answer = ask(length=length, resume=resume)
            if answer.total != most - len(found):
                break
            found += self.timeless(answer.entries)
            if answer.status != MORE_DATA:
                break
            resume = answer.resume
        self.check(f"{name}, in pieces", answer.status in (0, BUF_TOO_SMALL)
                   and found and found == expected[:len(found)], answer.status)
        answer = ask(length=length, resume=None)
        self.check(f"{name}, no handle", answer.resume is None and answer.entries
                   and self.timeless(answer.entries) == expected[:len(answer.entries)])
        for place in (0x7fffffff, MAX_LENGTH):
            answer = ask(resume=place)
            self.equal(f"{name}, at {place:#x}", (answer.status, answer.entries, answer.total),
                       (0, [], 0))


class ShareTests(Tests):
    ADD, ENUM, GET, SET, DEL, DEL_STICKY, CHECK, STICKY = 14, 15, 16, 17, 18, 19, 20, 36
    DEL_START, DEL_EX = 37, 57

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.descriptors = self.read_descriptors()
        self.shares = [with_blocks(share, self.descriptors) for share in self.data["shares"]]
        self.plain = [share for share in self.shares if share["servername"] == "*"]

    def read_descriptors(self):
        """As the server has them, but for their form: SDDL is not read here."""
        found = {}
        answer = self.server.enum(self.ENUM, ENUM_SHARES, 503)
        for share, entry in zip(self.data["shares"], answer.entries):
            descriptor = entry["security_descriptor"]
            text = share["security_descriptor"]
            self.check(f"{share['netname']}: a descriptor where the file has one",
                       bool(descriptor) == bool(text))
            if descriptor:
                self.check(f"{share['netname']}: it is self-relative",
                           descriptor[0] == 1 and descriptor[3] & 0x80)
                found[text] = descriptor
        return found

    def run(self):
        self.lists()
        self.single()
        self.devices()
        self.changes()
        self.additions()
        self.deletions()

    def lists(self):
        levels = {level: SHARES[level] for level in (0, 1, 2, 501, 502)}
        self.enumerations("NetrShareEnum", self.ENUM, levels, self.plain,
                          (3, 504, 1004, 1005, 1006, 1501, MAX_LENGTH), arms=ENUM_SHARES)
        self.enumerations("NetrShareEnum", self.ENUM, {503: SHARES[503]}, self.shares, ())
        sticky = [share for share in self.plain if share["sticky"]]
        del levels[501]
        self.enumerations("NetrShareEnumSticky", self.STICKY, levels, sticky, (501, 3, 1005),
                          arms=ENUM_SHARES)
        self.enumerations("NetrShareEnumSticky", self.STICKY, {503: SHARES[503]},
                          [share for share in self.shares if share["sticky"]], ())
        scoped = [share for share in self.shares if share["servername"] == "CLUSTER01"]
        for name in ("CLUSTER01", "\\\\cluster01"):
            caller = Caller(self.server.request, name)
            self.same(f"NetrShareEnum of {name}",
                      caller.enum(self.ENUM, ENUM_SHARES, 1).entries, scoped, SHARES[1])
            self.equal(f"NetrShareGetInfo of {name}", [
                caller.get(self.GET, SHARES, 1, share)[0] for share in ("SCOPED", "share")],
                [0, NET_NAME_NOT_FOUND])

    def get(self, name, level=503):
        return self.server.get(self.GET, SHARES, level, name)

    def single(self):
        for share in self.plain:
            for level in (0, 1, 2, 501, 502, 503, 1005):
                status, entry = self.get(share["netname"].swapcase(), level)
                self.equal(f"NetrShareGetInfo {share['netname']}, level {level}", status, 0)
                self.same(f"{share['netname']}, level {level}", [entry] if entry else [], [share],
                          SHARES[level])
        for name, level, status in (("nothing", 1, NET_NAME_NOT_FOUND), ("", 1, INVALID_PARAMETER),
                                    ("scoped", 1, NET_NAME_NOT_FOUND), ("share", 3, INVALID_LEVEL),
                                    ("share", 1004, INVALID_LEVEL), ("share", 1006, INVALID_LEVEL),
                                    ("share", 1501, INVALID_LEVEL), ("", 3, INVALID_LEVEL)):
            self.equal(f"NetrShareGetInfo {name!r}, level {level}", self.get(name, level),
                       (status, None))

    def devices(self):
        for device, status, kind in (("COM1", 0, 2), ("com1", 0, 2), ("C:\\share", 0, 0),
                                     ("c:\\SHARE\\", 0, 0), ("C:", 0, 0), ("laserjet 4", 0, 1),
                                     ("D:\\scratch", 0, 0x40000000), ("LPT1", DEVICE_NOT_SHARED, 0),
                                     ("D:", DEVICE_NOT_SHARED, 0), ("", DEVICE_NOT_SHARED, 0)):
            writer = self.server.writer()
            writer.string(device)
            reader = self.server.call(self.CHECK, writer)
            found = reader.u32()
            self.equal(f"NetrShareCheck {device!r}", (reader.end(), found), (status, kind))

    def set(self, level, entry, name="share", parm_err=0):
        return self.server.set(self.SET, SHARES.get(level), level, entry, name, parm_err)

    def changes(self):
        descriptor = next(iter(self.descriptors.values()))
        changes = {"remark": "Changed, für 1", "max_uses": 44, "security_descriptor": descriptor,
                   "reserved": len(descriptor), "flags": 0x1b30}
        before = self.get("Büro Ωμ", 503)[1]
        for level in (1, 2, 502, 503, 1004, 1005, 1006, 1501):
            members = [member.split(":")[0] for member in SHARES[level].split()]
            sent = {"netname": "other", "type": 3, "path": "X:\\", "passwd": "p", "current_uses": 9,
                    "servername": "other", "permissions": 5, **changes}
            self.equal(f"NetrShareSetInfo, level {level}", self.set(level, sent, "büro ωμ"), (0, 0))
            expected = {**before, **{name: changes[name] for name in changes if name in members}}
            self.same(f"what level {level} changes", [self.get("Büro Ωμ", 503)[1]], [expected],
                      SHARES[503])
            if level == 1005:
                self.equal("the flags", self.get("Büro Ωμ", 1005)[1], {"flags": 0x1b30})
            original = next(share for share in self.shares if share["netname"] == "Büro Ωμ")
            self.set(503, original, "Büro Ωμ")
            self.set(1005, original, "Büro Ωμ")
        self.set(1005, {"flags": 0x30}, "dfsroot")
        self.equal("the flags of DFS stay", self.get("dfsroot", 1005)[1], {"flags": 0x33})
        self.set(1004, {"remark": None}, "modem")
        self.equal("no remark", self.get("modem", 1)[1]["remark"], None)
        self.change_errors(descriptor)

    def change_errors(self, descriptor):
        long_remark, broken = "x" * 49, descriptor[:-1]
        cases = (
            (1, {"remark": long_remark}, (INVALID_PARAMETER, 4)),
            (2, {"remark": long_remark}, (INVALID_PARAMETER, 4)),
            (502, {"remark": long_remark}, (INVALID_PARAMETER, 4)),
            (503, {"remark": long_remark}, (INVALID_PARAMETER, 4)),
            (1004, {"remark": long_remark}, (INVALID_PARAMETER, 4)),
            (1004, {"remark": "x" * 48}, (0, 0)),
            (502, {"reserved": len(broken), "security_descriptor": broken},
             (INVALID_PARAMETER, 501)),
            (1501, {"reserved": 0, "security_descriptor": b""}, (INVALID_PARAMETER, 501)),
            (502, {"type": 0x80000000, "reserved": len(descriptor),
                   "security_descriptor": descriptor}, (INVALID_PARAMETER, 501)),
            (1005, {"flags": 0x2000}, (NOT_SUPPORTED, 0)),
            (1005, {"flags": 0x40}, (INVALID_PARAMETER, 0)),
            (0, {"netname": "x"}, (INVALID_LEVEL, 0)),
            (501, {"netname": "x"}, (INVALID_LEVEL, 0)),
            (3, None, (INVALID_LEVEL, 0)),
            (1, None, (INVALID_PARAMETER, 0)),
        )
        for level, entry, expected in cases:
            self.equal(f"NetrShareSetInfo, level {level}, {str(entry)[:60]}",
                       self.set(level, entry), expected)
        self.equal("nowhere to tell the member", self.set(1, {"remark": long_remark},
                                                          parm_err=None), (INVALID_PARAMETER, None))
        for name, status in (("nothing", NET_NAME_NOT_FOUND), ("", INVALID_PARAMETER)):
            self.equal(f"NetrShareSetInfo {name!r}", self.set(1004, {"remark": "x"}, name)[0],
                       status)
        self.equal("only a disk has flags", self.set(1005, {"flags": 0}, "printer")[0],
                   INVALID_PARAMETER)

    def add(self, level, **entry):
        entry = {"netname": "new", "path": "C:\\new", "max_uses": MAX_LENGTH, **entry}
        return self.server.set(self.ADD, SHARES.get(level), level, entry, parm_err=0)

    def additions(self):
        descriptor = next(iter(self.descriptors.values()))
        block = {"reserved": len(descriptor), "security_descriptor": descriptor}
        sent = {"netname": "neu Ω", "remark": "Für alle", "permissions": 3, "max_uses": 6,
                "current_uses": 9, "passwd": "p", "path": "D:\\neu"}
        kept = {**sent, "permissions": 0, "current_uses": 0, "passwd": None, "servername": "*",
                "type": 0}
        for level, more, less in ((2, {}, {}), (502, block, block),
                                  (503, {**block, "servername": None}, block),
                                  (2, {"type": 0x4a000000}, {"type": 0x40000000})):
            self.equal(f"NetrShareAdd, level {level}", self.add(level, **sent, **more), (0, 0))
            self.same("the new share", [self.get("NEU Ω", 503)[1]], [{**kept, **less}], SHARES[503])
            sticky = {entry["netname"] for entry in
                      self.server.enum(self.STICKY, ENUM_SHARES, 0).entries}
            self.equal("it is sticky", "neu Ω" in sticky, "type" not in more)
            self.equal("a second one", self.add(level, **sent)[0], DUPLICATE_SHARE)
            self.equal("the last one in the list",
                       self.server.enum(self.ENUM, ENUM_SHARES, 0).entries[-1]["netname"], "neu Ω")
            self.equal("NetrShareDel", self.server.plain(self.DEL, "neu Ω", 0), 0)
        self.add_errors(descriptor)

    def add_errors(self, descriptor):
        cases = (
            (2, {"netname": None}, (INVALID_PARAMETER, 1)),
            (2, {"netname": ""}, (INVALID_PARAMETER, 1)),
            (2, {"netname": "x" * 81}, (INVALID_PARAMETER, 1)),
            (2, {"netname": "PIPE"}, (ACCESS_DENIED, 0)),
            (503, {"netname": "mailslot"}, (ACCESS_DENIED, 0)),
            (2, {"netname": "Share"}, (DUPLICATE_SHARE, 0)),
            (503, {"netname": "scoped", "servername": "cluster01"}, (DUPLICATE_SHARE, 0)),
            (2, {"type": 4}, (INVALID_PARAMETER, 3)),
            (2, {"type": 0x100}, (INVALID_PARAMETER, 3)),
            (2, {"netname": "\\\\?\\x"}, (INVALID_PARAMETER, 3)),
            (2, {"remark": "x" * 49}, (INVALID_PARAMETER, 4)),
            (2, {"path": None}, (INVALID_PARAMETER, 8)),
            (2, {"path": ""}, (INVALID_PARAMETER, 8)),
            (502, {"path": "new"}, (INVALID_PARAMETER, 8)),
            (503, {"path": "C:\\a\\..\\b"}, (INVALID_PARAMETER, 8)),
            (2, {"path": "C:\\."}, (INVALID_PARAMETER, 8)),
            (2, {"path": "Z:\\new"}, (UNKNOWN_DEV_DIR, 0)),
            (2, {"type": 1, "path": ""}, (INVALID_PARAMETER, 8)),
            (502, {"reserved": 4, "security_descriptor": descriptor[:4]}, (INVALID_PARAMETER, 501)),
            (1, {}, (INVALID_LEVEL, 0)),
            (501, {}, (INVALID_LEVEL, 0)),
            (1005, {}, (INVALID_LEVEL, 0)),
            (7, {}, (INVALID_LEVEL, 0)),
        )
        for level, entry, expected in cases:
            self.equal(f"NetrShareAdd, level {level}, {str(entry)[:60]}", self.add(level, **entry),
                       expected)
        self.equal("NetrShareAdd of nothing",
                   self.server.set(self.ADD, SHARES[2], 2, None, parm_err=0),
                   (INVALID_PARAMETER, 0))
        self.equal("none of them is there", self.get("new")[0], NET_NAME_NOT_FOUND)

    def deletions(self):
        server = self.server
        for opnum, name in ((self.DEL, "NetrShareDel"), (self.DEL_STICKY, "NetrShareDelSticky")):
            self.equal(f"{name} of nothing", server.plain(opnum, "", 0), INVALID_PARAMETER)
            self.equal(f"{name}, no such share", server.plain(opnum, "nothing", 0),
                       NET_NAME_NOT_FOUND)
        self.equal("NetrShareDelSticky of one that is not", server.plain(19, "scratch", 0),
                   NET_NAME_NOT_FOUND)
        self.equal("NetrShareDelSticky", server.plain(self.DEL_STICKY, "ALWAYS", 1), 0)
        self.equal("the share stays", self.get("always", 0)[0], 0)
        self.equal("once more", server.plain(self.DEL_STICKY, "always", 0), NET_NAME_NOT_FOUND)
        self.equal("NetrShareDel", server.plain(self.DEL, "ALWAYS", 0), 0)
        self.equal("the share is gone", self.get("always", 0)[0], NET_NAME_NOT_FOUND)
        for level, entry, status in (
                (503, {"netname": "scoped"}, NET_NAME_NOT_FOUND),
                (503, {"netname": "", "servername": "CLUSTER01"}, INVALID_PARAMETER),
                (503, {"netname": "scoped", "servername": "Cluster01"}, 0),
                (503, {"netname": "scoped", "servername": "CLUSTER01"}, NET_NAME_NOT_FOUND),
                (503, {"netname": "scratch"}, 0),
                (503, None, INVALID_PARAMETER),
                (502, {"netname": "share"}, INVALID_LEVEL)):
            self.equal(f"NetrShareDelEx, level {level}, {entry}",
                       server.set(self.DEL_EX, SHARES[level], level, entry, parm_err=False), status)
        for name, status in (("nothing", NET_NAME_NOT_FOUND), ("", INVALID_PARAMETER),
                             ("IPC$", 0)):
            writer = server.writer()
            writer.string(name)
            writer.u32(0)
            reader = server.call(self.DEL_START, writer)
            handle = reader.take(20)
            self.equal(f"NetrShareDelStart {name!r}", (reader.end(), handle != bytes(20)),
                       (status, not status))
        self.equal("it is still there", self.get("ipc$", 0)[0], 0)


class FileTests(Tests):
    CONNECTION_ENUM, ENUM, GET, CLOSE = 8, 9, 10, 11

    def run(self):
        files = self.data["files"]
        cases = (((None, None), files), (("", ""), files),
                 (("C:\\share", None), files[:3]), (("c:\\SHARE\\data", None), files[1:3]),
                 (("C:\\share\\", None), files[:3]), (("C:\\sha", None), []),
                 ((None, "ALICE"), files[:2]), ((None, "zoë MÜLLER"), files[4:5]),
                 (("C:\\share\\data", "bob"), files[2:3]), ((None, "nobody"), []))
        for names, expected in cases:
            if expected:
                self.enumerations(f"NetrFileEnum {names}", self.ENUM, FILES, expected, (0, 1, 4),
                                  names)
            else:
                answer = self.server.enum(self.ENUM, FILES, 3, names)
                self.equal(f"NetrFileEnum {names}", (answer.status, answer.entries), (0, []))
        for names in (("x" * 1024, None), (None, "x" * 1024)):
            self.equal("a name too long", self.server.enum(self.ENUM, FILES, 3, names).status,
                       INVALID_PARAMETER)
        for file in files:
            for level in FILES:
                status, entry = self.server.get(self.GET, FILES, level, before=(file["id"],))
                self.equal(f"NetrFileGetInfo {file['id']}, level {level}", status, 0)
                self.same(f"file {file['id']}", [entry], [file], FILES[level])
        for number_, level, expected in ((99, 3, FILE_NOT_FOUND), (101, 1, INVALID_LEVEL),
                                         (99, 4, INVALID_LEVEL)):
            self.equal(f"NetrFileGetInfo {number_}, level {level}",
                       self.server.get(self.GET, FILES, level, before=(number_,)), (expected, None))
        self.connections()
        for number_, status in ((99, FILE_ID_NOT_FOUND), (205, 0), (205, FILE_ID_NOT_FOUND)):
            self.equal(f"NetrFileClose {number_}", self.server.plain(self.CLOSE, number_), status)
        self.same("the other files", self.server.enum(self.ENUM, FILES, 3, (None, None)).entries,
                  files[:2] + files[3:], FILES[3])

    def connections(self):
        everything = self.data["connections"]
        for qualifier in ("share", "SHARE", "büro ωμ", "printer", "\\\\127.0.0.2", "\\\\oldbox",
                          "\\\\[2001:DB8::7]", "\\\\ärger"):
            of_computer = qualifier.startswith("\\\\")
            key, other = ("computer", "share") if of_computer else ("share", "computer")
            expected = [{**connection, "netname": connection[other]} for connection in everything
                        if connection[key].lower() == qualifier.lstrip("\\").lower()]
            self.enumerations(f"NetrConnectionEnum {qualifier}", self.CONNECTION_ENUM, CONNECTIONS,
                              expected, (2, 3, 502), (qualifier,))
        for qualifier, status in (("nothing", 0), ("\\\\nobody", 0), (None, INVALID_PARAMETER),
                                  ("", INVALID_PARAMETER), ("x" * 1023, 0),
                                  ("x" * 1024, INVALID_PARAMETER)):
            answer = self.server.enum(self.CONNECTION_ENUM, CONNECTIONS, 1, (qualifier,))
            self.equal(f"NetrConnectionEnum {str(qualifier)[:10]}", (answer.status, answer.entries),
                       (status, []))


class ServerTests(Tests):
    GET, SET, DISKS, STATISTICS_GET, TOD = 21, 22, 23, 24, 28

    def get(self, level):
        return self.server.get(self.GET, SERVERS, level)

    def set(self, level, members, **entry):
        return self.server.set(self.SET, members, level, entry, parm_err=0)

    def run(self):
        expected = {**self.data["server"], "name": self.server.server, "licenses": 0}
        for level in (100, 101, 102, 103, 502, 503):
            status, entry = self.get(level)
            self.equal(f"NetrServerGetInfo, level {level}", status, 0)
            self.same(f"the server, level {level}", [entry], [expected], SERVERS[level])
        for level in (0, 99, 599, 1005, 1556):
            self.equal(f"NetrServerGetInfo, level {level}",
                       self.server.get(self.GET, {}, level)[0] if level < 100 else
                       self.server.get(self.GET, {level: "x:u"}, level)[0], INVALID_LEVEL)
        status, entry = Caller(self.server.request, None).get(self.GET, SERVERS, 101)
        self.equal("the name of a server that has none", entry["name"], self.data["server"]["name"])
        self.equal("a name too long", Caller(self.server.request, "x" * 1024).get(
            self.GET, SERVERS, 101), (INVALID_PARAMETER, None))
        self.singles()
        self.groups()
        self.disks()
        self.statistics()
        self.clock()

    def find(self, name):
        level = 103 if any(member.split(":")[0] == name for member in SERVER_103) else 599
        return self.get(503 if level == 599 else 103)[1].get(name)

    def singles(self):
        for level, (name, good, bad) in SINGLE.items():
            kind = "s" if isinstance(good, str) else "u"
            self.equal(f"NetrServerSetInfo, level {level}",
                       self.set(level, f"{name}:{kind}", **{name: good}), (0, 0))
            found = self.find(name)
            self.check(f"{name} is {good}", found in (good, None), found)
            if bad is not None:
                self.equal(f"NetrServerSetInfo, level {level}, {bad}",
                           self.set(level, f"{name}:{kind}", **{name: bad}),
                           (INVALID_PARAMETER, level - 1000))
        for level in (0, 100, 103, 598, 1509, 1537, 1551, 1557, 1598):
            members = SERVERS.get(level)
            self.equal(f"NetrServerSetInfo, level {level}", self.set(level, members)[0],
                       INVALID_LEVEL)
        self.equal("NetrServerSetInfo of nothing",
                   self.server.set(self.SET, SERVERS[101], 101, None, parm_err=0)[0],
                   INVALID_PARAMETER)

    def groups(self):
        """Changes all that can be changed, and finds the rest as it was."""
        original = {**self.data["server"], "licenses": 0}
        for level in (599, 503, 502, 102, 101):
            members = SERVERS[level]
            self.equal(f"NetrServerSetInfo, level {level}", self.set(level, members, **original),
                       (0, 0))
        for level in (102, 503):
            sent = {**original, "platform_id": 300, "version_major": 1, "version_minor": 1,
                    "type": 1, "sizreqbuf": 1, "initworkitems": 999, "rawworkitems": 999,
                    "irpstacksize": 9, "acceptdownlevelapis": 0, "domain": "other",
                    "xactmemsize": 1, "threadpriority": 99, "licenses": 4}
            self.equal(f"level {level} with what is not settable",
                       self.set(level, SERVERS[level], **sent), (0, 0))
            expected = {**original, "name": self.server.server}
            self.same("it is as it was", [self.get(level)[1]], [expected], SERVERS[level])
        for name, bad, number_ in (("sessopens", 0, 501), ("maxrawbuflen", 1, 509),
                                   ("minkeepsearch", 4, 522), ("maxkeepcomplsearch", 1, 525),
                                   ("maxfreeconnections", 1, 542)):
            self.equal(f"level 503, {name} {bad}",
                       self.set(503, SERVERS[503], **{**original, name: bad}),
                       (INVALID_PARAMETER, number_))
        self.equal("the first that is wrong is told",
                   self.set(503, SERVERS[503], **{**original, "sessusers": 0, "scavtimeout": 0}),
                   (INVALID_PARAMETER, 510))
        self.set(101, SERVERS[101], name=None, comment=None)
        self.equal("no comment", self.get(101)[1]["comment"], None)

    def disks(self):
        for level, status in ((0, 0), (1, INVALID_LEVEL)):
            writer = self.server.writer()
            writer.u32(level, 0, 0, 0)
            writer.u32(0)
            reader = self.server.call(self.DISKS, writer)
            count, names = reader.u32(), []
            if reader.u32():
                size = (reader.u32(), reader.u32(), reader.u32())
                self.equal("NetrServerDiskEnum, sizes", size, (count, 0, count))
                for _ in range(count):
                    self.equal("a disk's offset", reader.u32(), 0)
                    names.append(reader.take(2 * reader.u32()).decode("utf-16-le").rstrip("\0"))
            total = reader.u32()
            reader.u32()
            expected = [] if level else [disk["drive"] for disk in self.data["disks"]] + [""]
            self.equal(f"NetrServerDiskEnum, level {level}", (reader.end(), total, names),
                       (status, max(len(expected) - 1, 0), expected))

    def statistics(self):
        for level, options, status in ((0, 0, 0), (1, 0, INVALID_LEVEL), (0, 1, INVALID_PARAMETER)):
            writer = self.server.writer()
            writer.u32(0, level, options)
            reader = self.server.call(self.STATISTICS_GET, writer)
            found = {}
            if reader.u32():
                found = {name: reader.u32() for name in STATISTICS}
            self.equal(f"NetrServerStatisticsGet, level {level}, options {options}",
                       (reader.end(), found), (status, {} if status else self.data["statistics"]))

    def clock(self):
        reader = self.server.call(self.TOD, self.server.writer())
        self.check("NetrRemoteTOD: a structure", reader.u32())
        found = {name: reader.u32() for name in TIME}
        self.equal("NetrRemoteTOD", reader.end(), 0)
        self.same("the clock", [found], [{**self.data["clock"], "hours": 13, "mins": 37, "secs": 42,
                                          "day": 30, "month": 11, "year": 2026, "weekday": 1}],
                  " ".join(f"{name}:u" for name in TIME))


class TransportTests(Tests):
    ADD, ENUM, DEL, ADD_EX, DEL_EX = 25, 26, 27, 41, 53
    ALIAS_ADD, ALIAS_ENUM, ALIAS_DEL = 54, 55, 56

    def run(self):
        self.transports = [with_blocks(transport, {}) for transport in self.data["transports"]]
        self.enumerations("NetrServerTransportEnum", self.ENUM, TRANSPORTS, self.transports,
                          (4, 100))
        self.equal("NetrServerTransportEnum, level 3",
                   self.server.enum(self.ENUM, {3: ""}, 3).status, INVALID_LEVEL)
        self.additions()
        self.enumerations("NetrServerAliasEnum", self.ALIAS_ENUM, ALIASES, self.data["aliases"],
                          (1, 2))
        self.aliases()

    def change(self, opnum, level, **entry):
        """The union's arms are structures, not pointers to them; opnums 25 and 27 have no union."""
        writer = self.server.writer()
        writer.u32(level)
        if opnum in (self.ADD_EX, self.DEL_EX):
            writer.u32(level)
        has_union = opnum in (self.ADD_EX, self.DEL_EX)
        writer.struct(TRANSPORTS[min(level, 2) if has_union else 0], entry)
        if level == 3:
            writer.u32(0)
            writer.data += bytes(256)
        writer.flush()
        return self.server.call(opnum, writer).end()

    def additions(self):
        new = {"numberofvcs": 9, "transportname": "\\Device\\Neu", "transportaddress": b"NEW",
               "transportaddresslength": 3, "networkaddress": "123", "domain": "D", "flags": 6}
        for level, opnum, del_opnum in ((0, self.ADD, self.DEL), (0, self.ADD_EX, self.DEL_EX),
                                        (1, self.ADD_EX, self.DEL_EX), (2, self.ADD_EX, self.DEL),
                                        (3, self.ADD_EX, self.DEL)):
            self.equal(f"opnum {opnum}, level {level}", self.change(opnum, level, **new), 0)
            expected = {**new, "numberofvcs": 0, "networkaddress": None,
                        "domain": "D" if level else None, "flags": 6 if level > 1 else 0}
            self.same("the new transport", self.server.enum(self.ENUM, TRANSPORTS, 2).entries,
                      self.transports + [expected], TRANSPORTS[2])
            self.equal("a second one", self.change(opnum, level, **new), DUP_NAME)
            self.equal(f"opnum {del_opnum}", self.change(del_opnum, 0 if level > 1 else level,
                                                         **new), 0)
            self.equal("once more", self.change(del_opnum, 0, **new), NET_NAME_NOT_FOUND)
        nothing = {"transportname": None}, {"transportaddress": None}
        for wrong in (*nothing, {"transportaddress": b"", "transportaddresslength": 0},
                      {"domain": "x" * 16}, {"flags": 1}, {"flags": 8}):
            self.equal(f"NetrServerTransportAddEx, {wrong}", self.change(
                self.ADD_EX, 2, **{**new, **wrong,
                                   "transportaddresslength": wrong.get("transportaddresslength", 3)
                                   if wrong.get("transportaddress", 1) is not None else 0}),
                INVALID_PARAMETER)
        self.equal("NetrServerTransportAdd, level 1", self.change(self.ADD, 1, **new),
                   INVALID_LEVEL)
        self.equal("NetrServerTransportDelEx, level 2", self.change(self.DEL_EX, 2, **new),
                   INVALID_LEVEL)
        self.equal("NetrServerTransportDel, any level", self.change(self.DEL, 2, **new),
                   NET_NAME_NOT_FOUND)

    def alias(self, opnum, alias, target="FILESERVER", default=0, level=0, entry=True):
        entry = {"alias": alias, "target": target, "default": default} if entry else None
        return self.server.set(opnum, ALIASES.get(level), level, entry, parm_err=False)

    def aliases(self):
        add, delete = self.ALIAS_ADD, self.ALIAS_DEL
        cases = (
            (add, ("new", "fileserver"), 0), (add, ("NEW",), INVALID_PARAMETER),
            (add, ("new2", "nobody"), INVALID_PARAMETER), (add, ("new2", ""), INVALID_PARAMETER),
            (add, ("new2", None), INVALID_PARAMETER), (add, ("",), INVALID_PARAMETER),
            (add, (None,), INVALID_PARAMETER), (add, ("new2", "FILESERVER", 1), INVALID_PARAMETER),
            (add, ("", "FILESERVER", 1), 0), (add, ("", "CLUSTER01", 1), DUP_NAME),
            (add, ("new2", "FILESERVER", 0, 1), INVALID_LEVEL),
            (delete, ("nobody", None), NET_NAME_NOT_FOUND), (delete, ("", None), INVALID_PARAMETER),
            (delete, ("new", None, 1), INVALID_PARAMETER), (delete, ("New", "ignored"), 0),
            (delete, ("new", None), NET_NAME_NOT_FOUND), (delete, ("", None, 1), 0),
            (delete, ("", None, 1), NET_NAME_NOT_FOUND), (delete, ("x", None, 0, 1), INVALID_LEVEL),
        )
        for opnum, arguments, status in cases:
            self.equal(f"{'NetrServerAliasAdd' if opnum == add else 'NetrServerAliasDel'} "
                       f"{arguments}", self.alias(opnum, *arguments), status)
        self.equal("no alias at all", self.alias(add, "", entry=False), INVALID_PARAMETER)
        self.same("the aliases are as they were", self.server.enum(
            self.ALIAS_ENUM, ALIASES, 0).entries, self.data["aliases"], ALIASES[0])


class NameTests(Tests):
    PATH_TYPE, PATH_CANONICALIZE, PATH_COMPARE, VALIDATE, CANONICALIZE, COMPARE = range(30, 36)
    LM20 = 0x80000000

    def run(self):
        self.path_types()
        self.canonical_paths()
        self.path_compare()
        self.validate()
        self.canonical_names()
        self.name_compare()

    def path_types(self):
        cases = (
            ("\\\\server", 4144), ("\\\\*", 4145), ("\\\\server\\share", 4096),
            ("\\\\server\\share\\*.c", 4097), ("\\\\server\\", 0), ("\\\\", 0), ("\\\\*x", 0),
            ("\\\\.\\x", 8198), ("\\\\.\\x*", 8199), ("\\\\.", 0), ("\\x", 8194), ("\\x?", 8195),
            ("\\DEV\\LPT1", 16400), ("\\dev\\com2:", 16416), ("\\DEV\\x", 0), ("C:", 16384),
            ("c:\\x", 8198), ("c:\\x*", 8199), ("LPT1", 16400), ("lpt4:", 16400), ("COM12", 16416),
            ("LPT", 8192), ("LPT1x", 8192), ("a\\b", 8192), ("a\\*", 8193), ("Übung", 8192),
            ("a<b", 0), ("a|b", 0), ('a"b', 0), ("", 0), ("x" * 260, 8192), ("x" * 261, 0),
        )
        for path, kind in cases:
            self.equal(f"NetprPathType {path[:20]!r}", self.path_type(path, 0),
                       (0 if kind else INVALID_NAME, kind))
        for path, kind in (("a.c", 8192), ("abcdefgh.txt", 8192), ("abcdefghi", 0), ("a.text", 0),
                           ("C:\\a\\b.c", 8198), ("a.b.c", 0), ("a\\" * 65, 0)):
            self.equal(f"NetprPathType {path[:20]!r} by old rules", self.path_type(path, 1),
                       (0 if kind else INVALID_NAME, kind))
        self.equal("NetprPathType, flags 2", self.path_type("x", 2), (INVALID_PARAMETER, 0))

    def path_type(self, path, flags):
        writer = self.server.writer()
        writer.string(path)
        writer.u32(flags)
        reader = self.server.call(self.PATH_TYPE, writer)
        kind = reader.u32()
        return reader.end(), kind

    def canonical_path(self, path, prefix="", length=1000, kind=0, flags=0):
        writer = self.server.writer()
        writer.string(path)
        writer.u32(length)
        writer.string(prefix)
        writer.u32(kind, flags)
        reader = self.server.call(self.PATH_CANONICALIZE, writer)
        found = reader.block().decode("utf-16-le").split("\0")[0]
        kind = reader.u32()
        return reader.end(), found, kind

    def canonical_paths(self):
        cases = (
            ("a\\b", "", "a\\b", 8192), ("a/b", "C:\\x", "C:\\x\\a\\b", 8198),
            ("a", "C:\\x\\", "C:\\x\\a", 8198), ("C:\\a\\.\\b\\..\\c", "", "C:\\a\\c", 8198),
            ("..\\c", "C:\\a\\b", "C:\\a\\c", 8198), ("a\\..\\b", "", "b", 8192),
            ("C:\\..", "", None, 0), ("lpt1:", "", "LPT1", 16400), ("com3", "", "COM3", 16416),
            ("c:", "", "c:", 16384), ("\\\\srv\\s\\x\\..\\y", "", "\\\\srv\\s\\y", 4096),
            ("*.c", "d:\\X", "d:\\X\\*.c", 8199), ("a|b", "", None, 0), ("", "", None, 0),
            ("x", "a|b", None, 0), ("x" * 261, "", None, 0), ("Über/ß", "", "Über\\ß", 8192),
        )
        for path, prefix, found, kind in cases:
            expected = (0, found, kind) if found is not None else (INVALID_NAME, "", 0)
            self.equal(f"NetprPathCanonicalize {path[:20]!r} with {prefix!r}",
                       self.canonical_path(path, prefix), expected)
        for length, status in ((8, 0), (7, BUF_TOO_SMALL), (0, BUF_TOO_SMALL)):
            self.equal(f"NetprPathCanonicalize into {length} bytes",
                       self.canonical_path("a\\b", length=length)[0] if length % 2 == 0 else
                       BUF_TOO_SMALL, status)
        self.equal("NetprPathCanonicalize, flags 2", self.canonical_path("x", flags=2)[0],
                   INVALID_PARAMETER)
        self.equal("a type that is known", self.canonical_path("a\\b", kind=8192),
                   (0, "a\\b", 8192))

    def path_compare(self):
        for first, second, flags, result in (
                ("a/b", "a\\b", 0, 0), ("a/b", "a\\b", 1, -1), ("b", "a", 0, 1), ("a", "b", 0, -1),
                ("a", "C:\\a", 0, 1), ("a\\.\\b", "a\\b", 0, 0), ("A", "a", 0, -1),
                ("a|", "a", 0, INVALID_NAME), ("a", "a", 2, INVALID_PARAMETER)):
            self.equal(f"NetprPathCompare {first!r} {second!r}, flags {flags}",
                       self.server.plain(self.PATH_COMPARE, first, second, 0, flags),
                       result & 0xffffffff)

    def validate(self):
        cases = (
            ("alice", 1, 0), ("", 1, INVALID_NAME), ("x" * 256, 1, 0), ("x" * 257, 1, INVALID_NAME),
            ("a/b", 1, INVALID_NAME), ("a\x1fb", 3, INVALID_NAME), ("", 2, 0), ("a/b", 2, 0),
            ("a*", 4, INVALID_NAME), (" a", 4, INVALID_NAME), ("a ", 4, INVALID_NAME),
            ("a b", 4, 0), ("x" * 16, 5, 0), ("x" * 17, 5, INVALID_NAME), ("a b", 6, INVALID_NAME),
            ("a*", 6, INVALID_NAME), ("x" * 15, 6, 0), ("x" * 16, 6, INVALID_NAME),
            ("x" * 80, 7, 0), ("x" * 81, 7, INVALID_NAME), ("x" * 260, 8, 0), ("x" * 80, 9, 0),
            ("x" * 81, 9, INVALID_NAME), ("share$", 9, 0), ("a:b", 9, INVALID_NAME),
            ("x" * 15, 10, 0), ("x" * 16, 10, INVALID_NAME), ("a*", 11, 0),
            ("a*b", 11, INVALID_NAME), ("x" * 260, 11, INVALID_NAME), ("x" * 259 + "*", 11, 0),
            ("x" * 8, 12, 0), ("x" * 9, 12, INVALID_NAME), ("x" * 15, 13, 0),
            ("x" * 16, 13, INVALID_NAME), ("x", 0, INVALID_PARAMETER), ("x", 14, INVALID_PARAMETER),
        )
        for name, kind, status in cases:
            self.equal(f"NetprNameValidate {name[:10]!r}, {len(name)} of type {kind}",
                       self.server.plain(self.VALIDATE, name, kind, 0), status)
        for flags, status in ((1, INVALID_PARAMETER), (self.LM20, 0)):
            self.equal(f"NetprNameValidate, flags {flags:#x}",
                       self.server.plain(self.VALIDATE, "x", 9, flags), status)

    def canonical_name(self, name, kind, flags=0, length=300):
        writer = self.server.writer()
        writer.string(name)
        writer.u32(length, kind, flags)
        reader = self.server.call(self.CANONICALIZE, writer)
        found = reader.take(2 * reader.u32()).decode("utf-16-le").split("\0")[0]
        return reader.end(), found

    def canonical_names(self):
        cases = (
            ("Alice", 1, 0, 300, (0, "Alice")), ("Alice", 1, self.LM20, 300, (0, "ALICE")),
            ("x" * 30, 3, self.LM20, 300, (0, "X" * 20)), ("Ä" * 20, 4, self.LM20, 300,
                                                          (0, "Ä" * 15)),
            ("event", 5, 0, 300, (0, "EVENT")), ("Share", 9, 0, 300, (0, "Share")),
            ("ShareShareShare", 9, self.LM20, 300, (0, "SHARESHARESH")),
            ("Share", 9, 0, 6, (0, "Share")), ("Share", 9, 0, 5, (BUF_TOO_SMALL, "")),
            ("Share", 9, 1, 79, (BUF_TOO_SMALL, "")), ("Share", 9, 1, 80, (0, "Share")),
            ("Share", 9, 1 | self.LM20, 12, (0, "SHARE")), ("a/b", 9, 0, 300, (INVALID_NAME, "")),
            ("Secret", 2, self.LM20, 300, (0, "Secret")),
            ("x", 99, 0, 300, (INVALID_PARAMETER, "")),
            ("x", 9, 2, 300, (INVALID_PARAMETER, "")), ("net", 8, 0, 0, (BUF_TOO_SMALL, "")),
        )
        for name, kind, flags, length, expected in cases:
            self.equal(f"NetprNameCanonicalize {name[:10]!r} of type {kind}, flags {flags:#x}, "
                       f"{length} characters", self.canonical_name(name, kind, flags, length),
                       expected)

    def name_compare(self):
        for first, second, kind, flags, result in (
                ("alice", "ALICE", 1, 0, 0), ("alice", "bob", 1, 0, -1), ("bob", "alice", 1, 1, 1),
                ("Ärger", "ärger", 4, 0, 0), ("Secret", "SECRET", 2, 0, 0),
                ("Secret", "SECRET", 2, self.LM20, 1), ("a/b", "A/B", 9, 1, 0),
                ("a/b", "a/b", 9, 0, INVALID_PARAMETER), ("a", "a", 0, 0, INVALID_PARAMETER),
                ("a", "a", 9, 2, INVALID_PARAMETER)):
            self.equal(f"NetprNameCompare {first} {second} of type {kind}, flags {flags:#x}",
                       self.server.plain(self.COMPARE, first, second, kind, flags),
                       result & 0xffffffff)


class WorkstationTests(Tests):
    GET, SET, USER_ENUM = 0, 1, 2

    def run(self):
        users = self.data["users"]
        expected = {**self.data["workstation"], "logged_on_users": len(users)}
        for level, members in WKSTAS.items():
            status, entry = self.server.get(self.GET, WKSTAS, level)
            self.equal(f"NetrWkstaGetInfo, level {level}", status, 0)
            self.same(f"the workstation, level {level}", [entry], [expected], members)
        for level in (0, 103, 1013, 1018):
            levels = {level: "x:u"} if level > 1000 else {}
            self.equal(f"NetrWkstaGetInfo, level {level}",
                       self.server.get(self.GET, levels, level), (INVALID_LEVEL, None))
        self.enumerations("NetrWkstaUserEnum", self.USER_ENUM, USERS, users, (2, 1101))
        for level, name, good, bad, number_ in (
                (1013, "keep_conn", 65535, 0, 13), (1018, "sess_timeout", 65535, 59, 18),
                (1046, "dormant_file_limit", MAX_LENGTH, 0, 46), (502, "keep_conn", 1, 65536, 13),
                (502, "max_cmds", 50, 49, 0), (502, "sess_timeout", 60, 65536, 18),
                (502, "dormant_file_limit", 1, 0, 46)):
            members = WKSTAS[502] if level == 502 else f"{name}:u"
            self.equal(f"NetrWkstaSetInfo, level {level}, {name}", self.server.set(
                self.SET, members, level, {**expected, name: good}, parm_err=0), (0, 0))
            self.equal(f"{name} is set", self.server.get(self.GET, WKSTAS, 502)[1][name], good)
            self.equal(f"NetrWkstaSetInfo, level {level}, {name} {bad}", self.server.set(
                self.SET, members, level, {**expected, name: bad}, parm_err=7),
                (INVALID_PARAMETER, number_))
        for level in (0, 100, 102, 1010):
            self.equal(f"NetrWkstaSetInfo, level {level}", self.server.set(
                self.SET, WKSTAS.get(level), level, {}, parm_err=0)[0], INVALID_LEVEL)
        self.equal("NetrWkstaSetInfo of nothing", self.server.set(
            self.SET, WKSTAS[502], 502, None, parm_err=0)[0], INVALID_PARAMETER)


class AccessTests(Tests):
    """What a caller sees that is no administrator; shares are the levels that are open."""

    def run(self, shares=(), everybody=True):
        open_ = 0 if everybody else ACCESS_DENIED
        for level in (0, 1, 2, 501, 502, 503, 4):
            self.equal(f"NetrShareEnum, level {level}",
                       self.server.enum(15, ENUM_SHARES, level).status,
                       0 if level in shares else ACCESS_DENIED)
            self.equal(f"NetrShareGetInfo, level {level}",
                       self.server.get(16, SHARES, level, "share")[0],
                       open_ if level in (0, 1, 501) else ACCESS_DENIED)
        for level in (100, 101, 102, 103, 502, 503, 4):
            self.equal(f"NetrServerGetInfo, level {level}",
                       self.server.get(21, SERVERS, level)[0],
                       open_ if level in (100, 101, 103) else ACCESS_DENIED)
        for name, opnum, levels, level, names in (
                ("NetrConnectionEnum", 8, CONNECTIONS, 1, ("share",)),
                ("NetrFileEnum", 9, FILES, 3, (None, None)),
                ("NetrServerTransportEnum", 26, TRANSPORTS, 0, ()),
                ("NetrServerAliasEnum", 55, ALIASES, 0, ())):
            self.equal(name, self.server.enum(opnum, levels, level, names).status, ACCESS_DENIED)
        self.equal("NetrFileGetInfo", self.server.get(10, FILES, 3, before=(101,))[0],
                   ACCESS_DENIED)
        self.equal("NetrShareDel", self.server.plain(18, "share", 0), ACCESS_DENIED)
        self.equal("NetrShareDelSticky", self.server.plain(19, "share", 0), ACCESS_DENIED)
        self.equal("NetrShareAdd", self.server.set(14, SHARES[2], 2, {}, parm_err=0)[0],
                   ACCESS_DENIED)
        self.equal("NetrShareSetInfo", self.server.set(17, SHARES[1004], 1004, {}, "share", 0)[0],
                   ACCESS_DENIED)
        self.equal("NetrServerSetInfo", self.server.set(22, SERVERS[101], 101, {}, parm_err=0)[0],
                   ACCESS_DENIED)
        self.equal("NetrShareDelEx", self.server.set(57, SHARES[503], 503, {}, parm_err=False),
                   ACCESS_DENIED)
        for opnum in (54, 56):
            self.equal(f"opnum {opnum}", self.server.set(opnum, ALIASES[0], 0, {}, parm_err=False),
                       ACCESS_DENIED)
        self.equal("NetprNameValidate", self.server.plain(33, "x", 9, 0), open_)


TESTS = {"shares": ShareTests, "files": FileTests, "server": ServerTests,
         "transports": TransportTests, "names": NameTests, "workstation": WorkstationTests}
