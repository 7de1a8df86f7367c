#!/usr/bin/python3
#
# Connections of another user to the control port of smbpipe
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

"""strangers.py UID PORT TRIES TRAP

Tries the control port of a smbpipe of the user who runs this, root, as the user UID. Each try
carries bytes that do something if they come from the right user: they have smbpipe go to the server
TRAP. A line is printed for each check."""

import itertools
import os
import pathlib
import resource
import socket
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "smbpipe"))
import protocol

HTTP = "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {}\r\n\r\n"


def check(name, good, found=""):
    print(f"ok - {name}" if good else f"FAIL - {name}: {found}", flush=True)


class Trap:
    """Counts who connects to an SMB server that is none"""

    def __init__(self, address):
        self.listener = socket.create_server((address, 445))
        self.count = 0
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            client = self.listener.accept()[0]
            self.count += 1
            client.close()


# What a stranger does; each returns how many bytes came back, or -1 if nobody closed.

def read_all(sock):
    count = 0
    try:
        while data := sock.recv(4096):
            count += len(data)
    except TimeoutError:
        return -1
    except ConnectionError:
        pass
    sock.close()
    return count


def send(sock, data):
    try:
        sock.sendall(data)
    except ConnectionError:
        pass


def stay(sock, data):
    send(sock, data)
    return read_all(sock)


def wait(sock, data):
    return read_all(sock)


def end_half(sock, data):
    send(sock, data)
    try:
        sock.shutdown(socket.SHUT_WR)
    except OSError:
        pass
    return read_all(sock)


def leave(sock, data):
    send(sock, data)
    sock.close()
    return 0


def leave_at_once(sock, data):
    send(sock, data)
    protocol.reset(sock)
    return 0


DEEDS = [stay, wait, end_half, leave, leave_at_once]


def run_as(uid, run):
    """In a process of that user, with one end of a connection; gives its number and the other."""
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid:
        theirs.close()
        return pid, ours
    try:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
        run(theirs)
    finally:
        os._exit(0)


class Stranger:
    """A process of another user, which is told by a line what to do, and answers with a number"""

    def __init__(self, uid, port=0, message=b""):
        self.port, self.message = port, message
        self.pid, self.ours = run_as(uid, self.run)
        self.answers = self.ours.makefile()

    def run(self, orders):
        for line in orders.makefile():
            deed, source, family, seconds = line.split()
            end = time.monotonic() + float(seconds)
            answer = count = made = 0
            while not count or time.monotonic() < end:
                count += 1
                try:
                    sock = protocol.connect(self.port, int(source), int(family))
                except OSError:     # somebody else has got the port that it was to come from
                    continue
                answer = DEEDS[int(deed)](sock, self.message) or answer
                made += 1
            orders.sendall(f"{answer} {made}\n".encode())

    def start(self, deed, source=0, family=socket.AF_INET, seconds=0):
        order = f"{DEEDS.index(deed)} {source} {int(family)} {seconds}\n"
        self.ours.sendall(order.encode())

    def answer(self):
        return [int(word) for word in self.answers.readline().split()]

    def tell(self, *order):
        self.start(*order)
        return self.answer()

    def end(self):
        self.ours.shutdown(socket.SHUT_RDWR)
        os.waitpid(self.pid, 0)


class Holder(Stranger):
    """Another user with many idle connections of its own, which stand in the kernel's tables"""

    def run(self, orders):
        listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        held = []
        for line in orders.makefile():
            for _ in range(int(line)):
                held.append(protocol.connect(listener.getsockname()[1]))
                held.append(listener.accept()[0])
            orders.sendall(f"{len(held)}\n".encode())

    def hold(self, count):
        self.ours.sendall(f"{count}\n".encode())
        return self.answer()[0]


class Port:
    """The port as the right user sees it"""

    def __init__(self, number):
        self.number = number
        self.refused = 0

    def greeted(self, source=0):
        """A connection of our own, which must be answered. Returns its port, free again."""
        try:
            sock = protocol.connect(self.number, source)
        except OSError:
            return 0
        try:
            good = len(protocol.receive(sock, protocol.GREETING.size)) == protocol.GREETING.size
        except ConnectionError:
            good = False
        source = sock.getsockname()[1]
        protocol.reset(sock)
        self.refused += not good
        return source


def try_all(port, stranger, tries):
    """In turn: each deed by itself, from a port that was just ours, from one that will be ours."""
    answers = []
    ways = itertools.product(DEEDS, ("alone", "after us", "before us", "by IPv6"))
    for deed, way in itertools.islice(itertools.cycle(ways), tries):
        source = 0 if way in ("alone", "by IPv6") else port.greeted()
        family = socket.AF_INET6 if way == "by IPv6" else socket.AF_INET
        answers.append(stranger.tell(deed, source, family))
        if way == "before us" and deed is leave_at_once:
            port.greeted(source)
    return answers


def time_connections(port, seconds):
    """The longest time that a connection of our own takes, and how many there were"""
    slowest, count, end = 0, 0, time.monotonic() + seconds
    while time.monotonic() < end:
        begin = time.monotonic()
        port.greeted()
        slowest = max(slowest, time.monotonic() - begin)
        count += 1
    return slowest, count


def test_tries(port, stranger, tries):
    began = time.monotonic()
    answers = try_all(port, stranger, tries)
    made = sum(count for _, count in answers)
    print(f"{made} tries in {time.monotonic() - began:.1f} s")
    check("S1 another user has tried", made > tries * 0.9, made)
    check("S1 nothing was answered", not any(answer for answer, _ in answers))
    check("S1 our own connections from the same ports were", not port.refused,
          f"{port.refused} were not")


def most_files():
    """How many this process may open, and its children"""
    most = min(resource.getrlimit(resource.RLIMIT_NOFILE)[1], 20000)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most


def test_flood(port, holder, others, seconds):
    quiet = time_connections(port, 1)
    held = holder.hold(most_files() // 2 - 50)
    for other in others:
        other.start(leave_at_once, seconds=seconds)
    slowest, count = time_connections(port, seconds - 0.5)
    answers = [other.answer() for other in others]
    flood = sum(made for _, made in answers)
    print(f"a connection takes {quiet[0] * 1000:.0f} ms at most, {slowest * 1000:.0f} ms while "
          f"another user makes {flood / seconds:.0f} a second and has {held}; {count} were made")
    check("S2 it is a flood", flood > 200 * seconds, flood)
    check("S2 in a flood nothing was answered to another user", not any(a for a, _ in answers))
    check("S2 our own connections still were", not port.refused, f"{port.refused} were not")
    # Where the queue of the listening socket is full the kernel asks again after 1 s, 2 s, 4 s.
    check("S2 within eight seconds each", slowest < 8, slowest)


def test_web_page(port, message, trap):
    """A browser is of the right user, and a page can have it send what it likes behind a header."""
    text = HTTP.format(len(message)).encode() + message
    answer = stay(protocol.connect(port.number), text)
    check("S7 what a browser posts is refused",
          answer == protocol.GREETING.size + protocol.REPLY.size, answer)
    check("S7 and not done", not trap.count, trap.count)


def test_right_user(port, message, trap):
    """The same bytes, from the right user, must do what they say: or else nothing was shown."""
    with protocol.connect(port.number) as sock:
        sock.sendall(message)
        protocol.receive(sock, protocol.GREETING.size + protocol.REPLY.size)
    check("S1 the same bytes of the right user are understood", trap.count, "no connection")


def main(uid, number, tries, trap):
    port = Port(int(number))
    message = protocol.open_message(trap)
    most_files()
    strangers = [Stranger(int(uid), port.number, message) for _ in range(3)]
    holder = Holder(int(uid))
    trap = Trap(trap)
    test_tries(port, strangers[0], int(tries))
    test_flood(port, holder, strangers[1:], 4)
    check("S1 nothing of what another user sent was done", not trap.count, trap.count)
    test_web_page(port, message, trap)
    test_right_user(port, message, trap)
    for stranger in [*strangers, holder]:
        stranger.end()


if __name__ == "__main__":
    main(*sys.argv[1:])
