#!/usr/bin/python3
#
# The reference server's answers, asked for by Samba's client and held against MS-SRVS
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

import argparse
import multiprocessing
import pathlib
import random
import struct
import sys
import time

from samba import NTSTATUSError
from samba.credentials import Credentials
from samba.dcerpc import srvsvc, wkssvc
from samba.param import LoadParm

import services
from rpcrelay import Relay

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))
import tap
from tap import check

ACCESS_DENIED = 5
NOT_SUPPORTED = 50
FAULT_OP_RNG = 0xc002002e   # NT_STATUS_RPC_PROCNUM_OUT_OF_RANGE
INVALID_PARAMETER = 87
INVALID_LEVEL = 124
MORE_DATA = 234
BUF_TOO_SMALL = 2123
USER_NOT_FOUND = 2221
CLIENT_NOT_FOUND = 2312
INVALID_COMPUTER = 2351

MAX_LENGTH = 0xffffffff
NOBODY = -1         # of --open
LEVELS = {0: srvsvc.NetSessCtr0, 1: srvsvc.NetSessCtr1, 2: srvsvc.NetSessCtr2,
          10: srvsvc.NetSessCtr10, 502: srvsvc.NetSessCtr502}
NUMBERS = ("num_open", "time", "idle_time", "user_flags")
TIMES = ("time", "idle_time")
LONGEST = 1023      # characters of a name, without the terminator


def check_equal(name, found, expected):
    check(f"{name}: {expected}", found == expected, found)


def read_sessions(path):
    """The file's sessions, before its first section, named as in the answers of Samba's client"""
    names = ("client", "user", "num_open", "time", "idle_time", "user_flags", "client_type",
             "transport")
    with open(path, encoding="utf-8") as file:
        lines = [line.strip() for line in file.read().split("\n[shares]")[0].split("\n")]
    rows = [[field.strip() for field in line.split(";")]
            for line in lines if line and not line.startswith("#")]
    return [{name: int(value) if name in NUMBERS else value for name, value in zip(names, row)}
            for row in rows]


class Answer:
    def __init__(self, reply):
        self.status = reply.result[0] if isinstance(reply.result, tuple) else reply.result
        self.total = reply.out_totalentries
        self.resume = reply.out_resume_handle
        container = reply.out_info_ctr.ctr
        self.entries = list(container.array or []) if container else []
        self.clients = [entry.client for entry in self.entries]


class Server:
    """Makes calls through Samba's marshalling, and gives what it would keep back of a failure."""

    def __init__(self, connection):
        self.connection = connection

    def request(self, opnum, data):
        return self.connection.request(opnum, data)

    def call(self, method):
        method.in_server_unc = "server"
        method.__ndr_unpack_out__(self.request(method.opnum(), method.__ndr_pack_in__()))
        return method

    def enum_request(self, level=1, client=None, user=None, length=MAX_LENGTH, resume=0,
                     container=True):
        method = srvsvc.NetSessEnum()
        method.in_server_unc = "server"
        method.in_client = client
        method.in_user = user
        method.in_info_ctr = srvsvc.NetSessInfoCtr()
        method.in_info_ctr.level = level
        if container and level in LEVELS:
            method.in_info_ctr.ctr = LEVELS[level]()
        method.in_max_buffer = length
        method.in_resume_handle = resume
        return method

    def filled_request(self):
        """Level 2 with entries already in the container"""
        method = self.enum_request(level=2)
        container = method.in_info_ctr.ctr
        container.array = [srvsvc.NetSessInfo2() for _ in range(50)]
        for entry in container.array:
            entry.client = entry.user = entry.client_type = "sent"
        container.count = len(container.array)
        return method

    def enum(self, **arguments):
        return Answer(self.call(self.enum_request(**arguments)))

    def delete(self, client=None, user=None):
        method = srvsvc.NetSessDel()
        method.in_client = client
        method.in_user = user
        return self.call(method).result[0]

    def fault(self, opnum, data=b""):
        """The status of a call that is not to succeed, 0 if it does"""
        try:
            self.request(opnum, data)
        except NTSTATUSError as error:
            return error.args[0]
        return 0


def is_level(entries, sessions, level):
    """Whether the entries are the sessions; they can have grown older for a minute."""
    for entry, session in zip(entries, sessions):
        for name, expected in session.items():
            if not hasattr(entry, name):
                continue
            found = getattr(entry, name)
            if name == "client" and level == 10:
                expected = "\\\\" + expected
            if name in TIMES and expected <= found <= expected + 60:
                continue
            if found != expected:
                print(f"# level {level}: {name} is {found!r}, expected {expected!r}")
                return False
    return len(entries) == len(sessions)


def test_levels(server, sessions):
    for level in LEVELS:
        answer = server.enum(level=level)
        check_equal(f"level {level}", answer.status, 0)
        check(f"level {level}: the sessions", is_level(answer.entries, sessions, level))
        check_equal(f"level {level}, total entries", answer.total, len(sessions))
    for level in (3, 9, 11, 501, 503, 0x7fffffff, 0xffffffff):
        check_equal(f"level {level}", server.enum(level=level).status, INVALID_LEVEL)
    check_equal("a bad level before a bad client", server.enum(level=3, client="x").status,
                INVALID_LEVEL)
    first = server.enum(level=1).entries[0]
    time.sleep(1.1)
    later = server.enum(level=1).entries[0]
    for name in TIMES:
        check(f"{name} goes on", 1 <= getattr(later, name) - getattr(first, name) <= 3)


def unc(name):
    return "\\\\" + name


def test_qualifiers(server, sessions):
    cases = (
        ("nothing given", {}),
        ("empty names", {"client": "", "user": ""}),
        ("a client", {"client": unc("127.0.0.2")}),
        ("a user", {"user": "bob"}),
        ("both", {"client": unc("127.0.0.2"), "user": "bob"}),
        ("a client and an empty user", {"client": unc("127.0.0.2"), "user": ""}),
        ("other letter case", {"client": unc("oldbox"), "user": "BOB"}),
        ("other letter case beyond ASCII", {"client": unc("ärger"), "user": "ZOË MüLLER"}),
        ("an IPv6 address", {"client": unc("[2001:DB8::7]")}),
    )
    for name, arguments in cases:
        client = arguments.get("client", "")[2:].lower()
        user = arguments.get("user", "").lower()
        expected = [session for session in sessions
                    if client in ("", session["client"].lower())
                    and user in ("", session["user"].lower())]
        for level in LEVELS:
            answer = server.enum(level=level, **arguments)
            check(f"{name}, level {level}: {len(expected)} of {len(sessions)}",
                  not answer.status and is_level(answer.entries, expected, level))
            check_equal(f"{name}, level {level}, total entries", answer.total, len(expected))


def test_qualifier_errors(server, sessions):
    long_name = "x" * LONGEST
    cases = (
        ("no such client", {"client": unc("nobody")}, CLIENT_NOT_FOUND),
        ("no such user", {"user": "nobody"}, USER_NOT_FOUND),
        ("no such user of a client", {"client": unc("OLDBOX"), "user": "alice"}, USER_NOT_FOUND),
        ("a user of another client", {"client": unc("nobody"), "user": "bob"}, CLIENT_NOT_FOUND),
        ("part of a name", {"client": unc("127.0.0")}, CLIENT_NOT_FOUND),
        ("no backslashes", {"client": "OLDBOX"}, INVALID_COMPUTER),
        ("one backslash", {"client": "\\OLDBOX"}, INVALID_COMPUTER),
        ("three backslashes", {"client": "\\\\\\OLDBOX"}, CLIENT_NOT_FOUND),
        ("backslashes only", {"client": unc("")}, CLIENT_NOT_FOUND),
        ("the longest client", {"client": unc(long_name[2:])}, CLIENT_NOT_FOUND),
        ("a longer client", {"client": unc(long_name[1:])}, INVALID_PARAMETER),
        ("the longest user", {"user": long_name}, USER_NOT_FOUND),
        ("a longer user", {"user": long_name + "x"}, INVALID_PARAMETER),
        ("a very long user", {"user": "x" * 100000}, INVALID_PARAMETER),
    )
    for name, arguments, status in cases:
        answer = server.enum(**arguments)
        check_equal(name, answer.status, status)
        check(f"{name}: no entries", not answer.entries and not answer.total)


def sizes_of(server, level, **qualifiers):
    """The lengths that admit one entry more, up to all"""
    sizes = []
    count = len(server.enum(level=level, **qualifiers).entries)
    for wanted in range(1, count + 1):
        low, high = 0, 2048
        while high - low > 1:
            middle = (low + high) // 2
            if len(server.enum(level=level, length=middle, **qualifiers).entries) >= wanted:
                high = middle
            else:
                low = middle
        sizes.append(high)
    return sizes


def test_length(server, sessions):
    everything = {level: server.enum(level=level).clients for level in LEVELS}
    for level in LEVELS:
        sizes = sizes_of(server, level)
        check(f"level {level}: each entry takes room", sizes == sorted(set(sizes)), sizes)
        for length in (0, 1, sizes[0] - 1):
            answer = server.enum(level=level, length=length)
            check_equal(f"level {level}, {length} bytes", answer.status, BUF_TOO_SMALL)
            check_equal(f"level {level}, {length} bytes, entries", answer.clients, [])
        for count, size in enumerate(sizes[:-1], 1):
            answer = server.enum(level=level, length=sizes[count] - 1)
            check(f"level {level}, {size} to {sizes[count] - 1} bytes: {count} entries",
                  answer.status == MORE_DATA and answer.clients == everything[level][:count]
                  and answer.total == len(sessions) and answer.resume == count)
        answer = server.enum(level=level, length=sizes[-1])
        check(f"level {level}, {sizes[-1]} bytes: all",
              not answer.status and answer.clients == everything[level])
    answer = server.enum(length=sizes_of(server, 1)[0], resume=None)
    check("more data and nowhere to put a handle", answer.status == MORE_DATA
          and answer.resume is None and answer.clients == everything[1][:1])


def collect(server, length, **arguments):
    """What there is in pieces; the totals of the pieces"""
    clients, totals, resume = [], [], 0
    while True:
        answer = server.enum(length=length, resume=resume, **arguments)
        clients += answer.clients
        totals.append(answer.total - len(answer.entries))
        if answer.status != MORE_DATA or answer.resume <= resume:
            return answer.status, clients, totals
        resume = answer.resume


def test_resume(server, sessions):
    for qualifiers in ({}, {"user": "bob"}, {"client": unc("127.0.0.2")}):
        whole = server.enum(level=502, **qualifiers).clients
        status, clients, totals = collect(server, 300, level=502, **qualifiers)
        check(f"{qualifiers}: piece by piece", not status and clients == whole, clients)
        check(f"{qualifiers}: the totals count from where a piece begins",
              totals == sorted(totals, reverse=True) and totals[-1] == 0, totals)
    size = len(sessions)
    for resume in (None, 0, 1, size - 1, size, size + 1, 0x7fffffff, 0xffffffff):
        answer = server.enum(resume=resume)
        left = max(0, size - (resume or 0))
        check(f"resume at {resume}: {left} entries", answer.status == 0
              and len(answer.entries) == left and answer.total == left, answer.status)
        check_equal(f"resume at {resume}, the handle afterwards", answer.resume, resume)
    answer = server.enum(user="bob", resume=2)
    check("the handle counts all sessions, not the matching ones", answer.clients == ["OLDBOX"]
          and answer.total == 1)
    check_equal("none matches any more", server.enum(user="bob", resume=5).status, USER_NOT_FOUND)
    check_equal("a qualifier, and past the end", server.enum(user="bob", resume=size).status, 0)


def test_odd_requests(server, sessions):
    answer = server.enum(container=False)
    check_equal("no container", answer.status, INVALID_PARAMETER)
    answer = Answer(server.call(server.filled_request()))
    check("what the caller sends in the container is replaced",
          is_level(answer.entries, sessions, 2))

    packed = server.enum_request(level=1).__ndr_pack_in__()
    level_and_arm = struct.pack("<II", 1, 1)
    for level, arm in ((1, 502), (502, 1), (1, 7), (7, 1)):
        data = packed.replace(level_and_arm, struct.pack("<II", level, arm))
        server.fault(srvsvc.NetSessEnum.opnum(), data)
        check(f"still there after level {level} with the arm of {arm}", not server.enum().status)
    for size in range(0, len(packed), 4):
        check(f"a request of {size} bytes is an error", server.fault(12, packed[:size]))
    check("still there after broken requests", not server.enum().status)


def test_garbage(server, sessions):
    packed = server.enum_request(level=502, client=unc("OLDBOX"), user="bob").__ndr_pack_in__()
    rng = random.Random(1)
    for _ in range(500):
        data = bytearray(packed)
        for _ in range(rng.randint(1, 4)):
            data[rng.randrange(len(data))] = rng.choice((0, 1, 2, 0x7f, 0x80, 0xff,
                                                         rng.randrange(256)))
        server.fault(12, bytes(data))
    check("still there after 500 requests with wrong bytes",
          is_level(server.enum(level=502).entries, sessions, 502))


def test_opnums(server, sessions):
    for opnum in range(8):
        answer = server.request(opnum, b"")
        check_equal(f"opnum {opnum}", struct.unpack("<I", answer)[0], NOT_SUPPORTED)
    for opnum in (29, 42, *range(43, 53), 58, 1000):
        check_equal(f"opnum {opnum}", server.fault(opnum), FAULT_OP_RNG)


def test_samba(server, sessions, data):
    """What Samba's own structures make of some answers"""
    shares = srvsvc.NetShareEnumAll()
    shares.in_info_ctr = srvsvc.NetShareInfoCtr()
    shares.in_info_ctr.level = 502
    shares.in_info_ctr.ctr = srvsvc.NetShareCtr502()
    shares.in_max_buffer = MAX_LENGTH
    found = server.call(shares).out_info_ctr.ctr.array
    expected = [share for share in data["shares"] if share["servername"] == "*"]
    check_equal("shares", [(share.name, share.current_users, share.path) for share in found],
                [(share["netname"], share["current_uses"], share["path"]) for share in expected])
    for share, entry in zip(expected, found):
        check(f"{share['netname']}: a descriptor where the file has one",
              bool(share["security_descriptor"]) == bool(entry.sd_buf.sd))
    disks = srvsvc.NetDiskEnum()
    disks.in_info = srvsvc.NetDiskInfo()
    disks.in_maxlen = MAX_LENGTH
    found = server.call(disks)
    check_equal("disks", [disk.disk for disk in found.out_info.disks],
                [disk["drive"] for disk in data["disks"]] + [""])
    check_equal("their total", found.out_totalentries, len(data["disks"]))
    info = srvsvc.NetSrvGetInfo()
    info.in_level = 102
    found = server.call(info)
    check_equal("users", found.out_info.users, data["server"]["users"])
    time_of_day = server.call(srvsvc.NetRemoteTOD()).out_info
    check_equal("the time", time_of_day.elapsed, data["clock"]["elapsedt"])


def services_test(tests):
    def test(server, sessions, data):
        tests(services.Caller(server.request), data, check, check_equal).run()
    return test


def test_del(server, sessions):
    cases = (
        ("neither client nor user", {}, INVALID_PARAMETER),
        ("both empty", {"client": "", "user": ""}, INVALID_PARAMETER),
        ("no backslashes", {"client": "OLDBOX"}, CLIENT_NOT_FOUND),
        ("too long a client", {"client": unc("x" * LONGEST)}, INVALID_PARAMETER),
        ("too long a user", {"user": "x" * (LONGEST + 1)}, INVALID_PARAMETER),
        ("no such client", {"client": unc("nobody")}, CLIENT_NOT_FOUND),
        ("no such user", {"user": "nobody"}, CLIENT_NOT_FOUND),
        ("no such user of a client", {"client": unc("OLDBOX"), "user": "alice"}, CLIENT_NOT_FOUND),
    )
    for name, arguments, status in cases:
        check_equal(f"NetrSessionDel, {name}", server.delete(**arguments), status)
    check_equal("all are left", server.enum().total, len(sessions))

    left = [session["client"] for session in sessions]
    for arguments, gone in (({"user": "BOB"}, ["127.0.0.2", "OLDBOX"]),
                            ({"client": unc("kiosk"), "user": ""}, ["KIOSK"]),
                            ({"client": unc("127.0.0.1"), "user": "alice"}, ["127.0.0.1"])):
        for client in gone:
            left.remove(client)
        check_equal(f"NetrSessionDel {arguments}", server.delete(**arguments), 0)
        check_equal("what is left", server.enum().clients, left)
        check_equal("once more", server.delete(**arguments), CLIENT_NOT_FOUND)


def memory(pid):
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
        return sum(int(line.split()[1]) for line in file if line.startswith("Private_"))


def test_memory(server, sessions, pid):
    """What callers send in the container must go, too: some 9 KiB here."""
    for _ in range(300):
        server.call(server.filled_request())
    before = memory(pid)
    for _ in range(1000):
        server.call(server.filled_request())
    grown = memory(pid) - before
    check(f"1,000 filled requests left less than 2,500 KiB: {grown}", grown < 2500)


def test_access(server, sessions, open_levels, data):
    for level in (*LEVELS, 3):
        status = 0 if level in open_levels else ACCESS_DENIED
        check_equal(f"level {level}", server.enum(level=level).status, status)
    check_equal("NetrSessionDel", server.delete(user="nobody"), ACCESS_DENIED)
    check_equal("NetrFileClose", server.call(srvsvc.NetFileClose()).result[0], ACCESS_DENIED)
    tests = services.AccessTests(services.Caller(server.request), data, check, check_equal)
    tests.run((0, 1, 501) if 0 in open_levels else (), everybody=NOBODY not in open_levels)


def connect_tcp(port, interface):
    relay = Relay(("127.0.0.1", port))
    # Python 3.14 would start it by forkserver, and pickle the relay.
    multiprocessing.get_context("fork").Process(target=relay.serve_forever, daemon=True).start()
    address, port = relay.server_address
    return interface(f"ncacn_ip_tcp:{address}[{port}]")


def connect_smb(address, auth_file, interface):
    settings = LoadParm()
    credentials = Credentials()
    credentials.guess(settings)
    if auth_file:
        credentials.parse_file(auth_file)
    else:
        credentials.set_anonymous()
    pipe = interface.__name__
    return interface(f"ncacn_np:{address}[\\pipe\\{pipe},smb2]", settings, credentials)


def connect(args, interface):
    return connect_smb(args.smb, args.auth_file, interface) if args.smb else connect_tcp(args.tcp,
                                                                                         interface)


def main():
    tests = {name[5:]: value for name, value in globals().items() if name.startswith("test_")}
    tests |= {name: services_test(value) for name, value in services.TESTS.items()}
    parser = argparse.ArgumentParser(description="Tests a reference server.")
    parser.add_argument("--sessions", required=True, help="the file that the server has")
    parser.add_argument("--tcp", type=int, metavar="PORT", help="its TCP port")
    parser.add_argument("--smb", metavar="ADDRESS", help="of the SMB server before it")
    parser.add_argument("--auth-file", help="credentials for --smb; anonymous without")
    parser.add_argument("--pid", type=int, help="its process, for the test memory")
    parser.add_argument("--open", type=int, nargs="*", default=[], metavar="LEVEL",
                        help="levels that the test access is to find open; -1 if nothing is, not "
                             "even to everybody")
    parser.add_argument("tests", nargs="+", choices=sorted(tests))
    args = parser.parse_args()

    server, sessions = Server(connect(args, srvsvc.srvsvc)), read_sessions(args.sessions)
    data = services.read_data(args.sessions)
    more = {"memory": [args.pid], "access": [args.open, data], "samba": [data],
            **{name: [data] for name in services.TESTS}}
    for name in args.tests:
        called = Server(connect(args, wkssvc.wkssvc)) if name == "workstation" else server
        tests[name](called, sessions, *more.get(name, []))
    return tap.close()


sys.exit(main())
