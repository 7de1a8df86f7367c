#!/usr/bin/python3
#
# A server that answers anything, and checks of the calls to it
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
import collections
import itertools
import os
import pathlib
import random
import socket
import subprocess
import sys
import threading
import time

import cases

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))
import tap

HEADER = 16
MAX_ENDLESS = 1 << 30   # bytes
PAUSE = 0.01            # seconds
GRACE = 15              # seconds beyond the limit until the test ends the client


class Over(Exception):
    """The end of the connection, or of the case"""


class Connection(threading.Thread):
    """Serves one client. If it is framed, the size of each message is sent before it."""

    def __init__(self, server, sock, framed):
        super().__init__(daemon=True)
        self.server = server
        self.sock = sock
        self.framed = framed

    def run(self):
        try:
            while True:
                self.serve(*self.receive())
        except (Over, OSError):
            pass
        finally:
            self.sock.close()

    def read(self, size):
        data = b""
        while len(data) < size:
            more = self.sock.recv(size - len(data))
            if not more:
                raise Over
            data += more
        return data

    def receive(self):
        """Type and call of a request, and the bytes after the header in each of its fragments"""
        bodies, flags = [], 0
        while not flags & cases.LAST:
            header = self.read(HEADER)
            flags = header[3]
            bodies.append(self.read(max(int.from_bytes(header[8:10], "little") - HEADER, 0)))
        return header[2], int.from_bytes(header[12:16], "little"), bodies

    def serve(self, ptype, call, bodies):
        case = self.server.case
        if ptype in (cases.BIND, cases.ALTER):
            self.act(case, case.bind(call, ptype == cases.ALTER))
        elif ptype == cases.REQUEST:
            opnum = int.from_bytes(bodies[0][6:8], "little")
            stub = b"".join(body[8:] for body in bodies)
            self.act(case, case.answer(cases.Request(call, opnum, stub)))

    def send(self, data):
        self.sock.sendall((len(data).to_bytes(4, "little") if self.framed else b"") + data)

    def act(self, case, actions):
        for i, action in enumerate(actions):
            if action == cases.CLOSE:
                raise Over
            if action == cases.SILENCE:
                case.over.wait()
            elif action == cases.PAUSE:
                time.sleep(PAUSE)
            elif action == cases.ENDLESS:
                self.send_endlessly(case, actions[i + 1])
            elif action:
                self.server.show(action)
                self.send(action)

    def send_endlessly(self, case, data):
        self.server.show(data)
        sent = 0
        while sent < MAX_ENDLESS and not case.over.is_set():
            self.send(data)
            sent += len(data)
        raise Over


class Server:
    """Answers as the case says, on one port for an SMB server and on the next for hostile.exe"""

    def __init__(self, port, dump):
        self.dump = dump
        self.case = None
        for framed in (False, True):
            listener = listen(port + framed)
            threading.Thread(target=self.accept, args=(listener, framed), daemon=True).start()

    def accept(self, listener, framed):
        while True:
            sock, _ = listener.accept()
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            Connection(self, sock, framed).start()

    def show(self, data):
        if self.dump:
            print(f"sent {len(data)} bytes: {data.hex(' ', 4)}", flush=True)


def listen(port):
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(64)
    return listener


class Gone(Exception):
    """The client has ended, or does not return"""


class Ended(Gone):
    """It ended by itself, before the end of the test"""


class Client:
    """The program that makes the calls. It is started again if it has ended."""

    def __init__(self, port, command):
        self.listener = listen(port)
        self.listener.settimeout(60)
        self.command = command
        self.process = None
        self.lines = None
        self.sock = None

    def start(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL)
        self.sock, _ = self.listener.accept()
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.lines = self.sock.makefile("r", encoding="ascii")

    def end(self):
        if self.process:
            self.sock.close()
            self.process.kill()
            self.process.wait()
            self.process = None

    def call(self, function, level, limit):
        """Result (status, entries, checksum), milliseconds, and faults that the client found"""
        if not self.process:
            self.start()
        self.sock.settimeout(limit)
        try:
            self.sock.sendall(f"{function} {level}\n".encode())
            line = self.lines.readline()
        except socket.timeout:
            self.end()
            raise Gone(f"did not return within {limit:.0f} s") from None
        except OSError:
            line = ""
        if not line:
            self.process.wait()
            status = self.process.returncode
            self.end()
            raise Ended(f"ended the program (status {status})")
        *numbers, error = line.rstrip("\n").split(" ", 4)
        status, entries, checksum, took = map(int, numbers)
        return (status, entries, checksum), took, error


class Usage:
    """The usage of these processes: private memory, and the most that one ever had, in KiB;
    descriptors, threads"""

    def __init__(self, pids):
        self.memory = self.peak = self.files = self.threads = 0
        for pid in pids:
            try:
                self.add(pid)
            except OSError:     # it has ended meanwhile
                pass

    def add(self, pid):
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
            self.memory += sum(int(line.split()[1]) for line in file
                               if line.startswith("Private_"))
        with open(f"/proc/{pid}/status", encoding="utf-8") as file:
            self.peak = max([self.peak] + [int(line.split()[1]) for line in file
                                           if line.startswith("VmHWM:")])
        self.files += len(os.listdir(f"/proc/{pid}/fd"))
        self.threads += len(os.listdir(f"/proc/{pid}/task"))


def find_processes(name):
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/comm", encoding="utf-8") as file:
                if file.read().startswith(name):
                    yield int(pid)
        except OSError:
            pass


# The growth that a process may have after two thirds of the cases: KiB, descriptors, threads.
# Wine's heaps, and the number of workers that have not ended yet, vary by a part of it.
ROOM = {"memory": 4096, "files": 24, "threads": 8}
RPCRT4_LOSS = 1     # KiB; Wine's rpcrt4 loses some 300 bytes with each call that fails on a pipe
SAMPLES = 30
MAX_PEAK = 300 << 10    # KiB; the longest accepted answer, and netapi32.dll's copies of it


class Run:
    def __init__(self, args):
        self.args = args
        self.server = Server(args.port, args.only is not None)
        self.client = Client(args.port + 2, args.command)
        self.failed = collections.Counter()
        self.statuses = collections.defaultdict(collections.Counter)
        self.usage = []
        self.functions = cases.choose_functions(args.local)

    def call(self, case, what=""):
        """Makes the case's call and prints the fault of its result; returns the status, or None"""
        limit = self.args.limit if case.name == "good" else self.args.slow_limit
        case.over = threading.Event()
        self.server.case = case
        result = error = None
        try:
            result, took, error = self.client.call(case.function, case.level, limit + GRACE)
            error = error or case.problem(result, not self.args.unchecked)
            if not error and took > limit * 1000:
                error = f"took {took} ms"
        except Ended as ended:
            self.usage.clear()
            if not (self.args.unchecked and case.kind.fatal):
                error = str(ended)
        except Gone as gone:
            self.usage.clear()
            if not (self.args.unchecked and case.endless):
                error = str(gone)
        case.over.set()
        if self.args.only is not None:
            print(f"{case.function} at level {case.level}{what}: {result}")
        if error:
            self.failed[case.name] += 1
            tap.check(f"case {case.number}, {case.name}, {case.function} at level {case.level}"
                      f"{what}: {error}", False)
        return result[0] if result else None

    def run_case(self, number, name, turn):
        def more(kind, what):
            return self.call(cases.Case(self.args.seed, number, kind, 0, self.functions), what)

        case = cases.Case(self.args.seed, number, name, turn, self.functions)
        if case.kind.bind:      # The client then has to bind anew.
            more("close", ", the call before")
        self.statuses[name][self.call(case)] += 1
        if case.kind.stray:
            more("good-after-stray", ", the call that finds what it left")
            # Without numbers of calls each call would read the last one's answer.
            while self.args.unchecked and more("close-after-stray", "") not in cases.ENDED:
                pass
        more("good", ", the good call after it")

    def run(self):
        args = self.args
        first = args.only or 0
        last = args.cases if args.only is None else args.only + 1
        names = itertools.islice(
            cases.name_cases(args.kind, args.slow_every, not args.unchecked), first, last)
        every = max((last - first) // SAMPLES, 1)
        for number, (name, turn) in enumerate(names, first):
            self.run_case(number, name, turn)
            if (number - first) % every == every - 1 and self.client.process:
                self.usage.append({"the program": Usage([self.client.process.pid]),
                                   "smbpipe": Usage(find_processes("smbpipe")),
                                   "wineserver": Usage(find_processes("wineserver"))})
        self.client.end()
        self.report_kinds()
        if args.only is None:
            self.report_growth()

    def report_kinds(self):
        for name, statuses in self.statuses.items():
            if not self.failed[name]:
                tap.check(f"{name}: " + ", ".join(
                    f"{count} times " + ("an end in rpcrt4" if status is None else f"{status}")
                    for status, count in statuses.most_common()), True)

    def report_growth(self):
        """The growth since the first third, between the least of each part"""
        third = len(self.usage) // 3
        for name in self.usage[0] if third else ():
            for what, room in ROOM.items():
                before, after = (min(getattr(usage[name], what) for usage in part)
                                 for part in (self.usage[:third], self.usage[-third:]))
                if self.args.unchecked and what == "memory":
                    room += self.args.cases * RPCRT4_LOSS
                tap.check(f"{what} of {name}: {before}, later {after}", after <= before + room)
            peak = max(usage[name].peak for usage in self.usage)
            tap.check(f"most memory of {name}: {peak}", peak <= MAX_PEAK)


def parse_arguments():
    parser = argparse.ArgumentParser(
        description="Has a program make calls to a hostile server. PORT is for an SMB server, "
                    "PORT + 1 for hostile.exe --pipe, PORT + 2 for the program.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--seed", type=int, default=random.getrandbits(32))
    parser.add_argument("--cases", type=int, default=1000, help="how many, %(default)s")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="one case, and what is sent")
    parser.add_argument("--kind", action="append", choices=cases.KINDS, help="only these")
    parser.add_argument("--slow-every", type=int, default=0, metavar="TURNS",
                        help="turns until a case that takes the time limit; 0 for none")
    parser.add_argument("--limit", type=float, default=5, help="of a good call, in seconds")
    parser.add_argument("--slow-limit", type=float, default=12, help="of any other")
    parser.add_argument("--local", action="store_true",
                        help="the program asks the local computer")
    parser.add_argument("--unchecked", action="store_true",
                        help="nothing looks at the answers before rpcrt4")
    parser.add_argument("command", nargs="+", help="the program")
    return parser.parse_args()


def main():
    args = parse_arguments()
    print(f"seed {args.seed}", flush=True)
    Run(args).run()
    return tap.close()


sys.exit(main())
