#!/usr/bin/python3
#
# A relay before an SMB2 server, which makes a given step go wrong
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

"""Commands are lines of standard input. The relay answers each by a line:

arm STEP POINT ACTION [COMMAND...]   do this when the next call reaches that step
drop                                 close all connections, as a server that ends does
count OPNUM                          print "count" and how often clients have asked for that call

The steps are those of STEPS. The point is "request": the relay has the client's message, and
the server has not; or "answer": the client has half of the server's answer. When it connects the
client has sent nothing, and the point does not matter. The action is one of ACTIONS.

The relay prints "done STEP POINT ACTION" after an action. The session must not be encrypted, or the
relay can't see the steps.
"""

import argparse
import collections
import os
import selectors
import socket
import struct
import subprocess
import sys
import threading

STEPS = ("connect", "negotiate", "setup-1", "setup-2", "tree", "create", "bind", "call")
ACTIONS = ("close",     # like a process that ends
           "reset",
           "hang",      # send nothing more, and leave the connection open
           "text",      # send something that is no SMB
           "noise",     # send a message of the right form with nonsense in it
           "delete",    # answer that there is no such session (any more)
           "dribble",   # send the rest of the answer in small pieces, one each half second
           "trickle",   # send the rest a byte each half second, as long as the client is there
           "run",       # run the command, and go on
           "cut")       # run the command, which ends the server, and send no more of the answer

HEADER = struct.Struct("<4sHHIHHIIQ")   # protocol, size, credits, status, command, ..., message id
NEGOTIATE, SETUP, TREE, CREATE, READ, WRITE, IOCTL = 0, 1, 3, 5, 8, 9, 11
PIPE = (READ, WRITE, IOCTL)
PENDING = 0x103
USER_SESSION_DELETED = 0xc0000203
ANSWER = 1                              # a flag of the header


class Fault:
    """The fault to come, once"""

    def __init__(self):
        self.lock = threading.Lock()
        self.armed = None

    def arm(self, step, point, action, command):
        with self.lock:
            self.armed = (step, point, action, command)

    def take(self, step, point):
        with self.lock:
            if not self.armed or self.armed[0] != step:
                return None
            if self.armed[1] != point and step != "connect":
                return None
            taken, self.armed = self.armed, None
            return taken


def say(*words):
    # One write, because several threads print
    os.write(sys.stdout.fileno(), (" ".join(words) + "\n").encode())


def is_bind(data):
    """Whether the message has an RPC bind"""
    return b"\x05\x00\x0b\x03" in data


def find_call(data):
    """The number of the RPC call in the message"""
    at = data.find(b"\x05\x00\x00\x03\x10\0\0\0")
    return None if at == -1 else struct.unpack_from("<H", data, at + 22)[0]


class Connection(threading.Thread):
    def __init__(self, relay, client):
        super().__init__(daemon=True)
        self.relay = relay
        self.client = client
        self.server = None
        self.setups = 0
        self.bound = False
        self.steps = {}         # of the unanswered messages, by their numbers

    def end(self):
        for sock in (self.client, self.server):
            if sock:
                try:
                    sock.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    # The step to which a client's message belongs
    def step(self, command, message):
        if command == NEGOTIATE:
            return "negotiate"
        if command == SETUP:
            self.setups += 1
            return f"setup-{self.setups}"
        if command in PIPE:
            if is_bind(message):
                return "bind"
            return "call" if self.bound else "bind"
        return {TREE: "tree", CREATE: "create"}.get(command)

    # Each returns False to stop the relaying.

    def act(self, fault, message=b"", header=None):
        step, point, action, command = fault
        goes_on = getattr(self, "do_" + action)(message, header, command)
        say("done", step, point, action)
        return goes_on

    def do_close(self, *_):
        self.end()
        return False

    def do_reset(self, *_):
        self.client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.client.close()
        self.server and self.server.close()
        return False

    def do_hang(self, *_):
        self.relay.hung.append(self)
        return False

    def do_text(self, *_):
        self.client.sendall(b"HTTP/1.0 400 Bad Request\r\n\r\nThis is no SMB server.\r\n" * 4)
        return self.do_hang()

    def do_noise(self, *_):
        self.client.sendall(struct.pack(">I", 300) + os.urandom(300))
        return self.do_hang()

    def do_delete(self, message, header, _):
        body = struct.pack("<HBBI", 9, 0, 0, 0) + b"\0"
        answer = struct.pack("<4sHHIHHIIQ", b"\xfeSMB", 64, 0, USER_SESSION_DELETED, header[4], 1,
                             ANSWER, 0, header[8]) + message[36:52] + bytes(16) + body
        self.client.sendall(struct.pack(">I", len(answer)) + answer)
        return True

    def send_slowly(self, message, size):
        for i in range(0, len(message), size):
            threading.Event().wait(0.5)
            self.client.sendall(message[i:i + size])
        return True

    def do_dribble(self, message, *_):
        return self.send_slowly(message, max(1, len(message) // 16))

    def do_trickle(self, message, *_):
        try:
            return self.send_slowly(message, 1)
        except OSError:
            return False

    def do_run(self, message, header, command):
        subprocess.run(command, shell=True, check=False)
        # Without a header it was half an answer, and the other half is due.
        try:
            if message:
                (self.server if header else self.client).sendall(message)
        except OSError:     # The command has ended this side, as pump() will see.
            pass
        return True

    def do_cut(self, _, __, command):
        subprocess.run(command, shell=True, check=False)
        return True

    def from_client(self, message):
        if message[4:8] != b"\xfeSMB":
            self.server.sendall(message)
            return True
        header = HEADER.unpack_from(message, 4)
        step = self.step(header[4], message)
        if header[4] in PIPE:
            self.relay.calls[find_call(message)] += 1
        fault = self.relay.fault.take(step, "request")
        if fault:
            return self.act(fault, message, header)
        self.steps[header[8]] = step
        self.server.sendall(message)
        return True

    def from_server(self, message):
        header = HEADER.unpack_from(message, 4)
        step = None
        if header[3] != PENDING:
            step = self.steps.pop(header[8], None)
            self.bound = self.bound or (step == "bind" and header[4] in (IOCTL, READ))
        fault = self.relay.fault.take(step, "answer")
        if not fault:
            self.client.sendall(message)
            return True
        self.client.sendall(message[:len(message) // 2])
        return self.act(fault, message[len(message) // 2:])

    def pump(self):
        buffers = {self.client: b"", self.server: b""}
        handlers = {self.client: self.from_client, self.server: self.from_server}
        with selectors.DefaultSelector() as selector:
            for sock in buffers:
                selector.register(sock, selectors.EVENT_READ)
            while True:
                for key, _ in selector.select():
                    sock = key.fileobj
                    data = sock.recv(65536)
                    if not data:
                        return self.end()
                    data = buffers[sock] + data
                    while len(data) >= 4 and len(data) >= 4 + int.from_bytes(data[1:4], "big"):
                        size = 4 + int.from_bytes(data[1:4], "big")
                        if not handlers[sock](data[:size]):
                            return None
                        data = data[size:]
                    buffers[sock] = data

    def run(self):
        fault = self.relay.fault.take("connect", "")
        try:
            if fault and not self.act(fault):
                return
            self.server = socket.create_connection(self.relay.target)
            self.pump()
        except OSError:
            self.end()


class Relay:
    def __init__(self, address, target):
        self.target = (target, 445)
        self.fault = Fault()
        self.calls = collections.Counter()
        self.connections = []
        self.hung = []
        self.listener = socket.create_server((address, 445), backlog=64)

    def accept(self):
        while True:
            connection = Connection(self, self.listener.accept()[0])
            self.connections = [c for c in self.connections if c.is_alive()] + [connection]
            connection.start()

    def drop(self):
        for connection in self.connections + self.hung:
            connection.end()
        self.hung = []

    def obey(self, words):
        if words == ["drop"]:
            self.drop()
        elif len(words) == 2 and words[0] == "count":
            say("count", str(self.calls[int(words[1])]))
        elif (len(words) >= 4 and words[0] == "arm" and words[1] in STEPS and
              words[2] in ("request", "answer") and words[3] in ACTIONS):
            self.fault.arm(*words[1:4], " ".join(words[4:]))
        else:
            return say("what?", *words)
        return say("ready")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address", help="where to listen, at port 445")
    parser.add_argument("target", help="address of the server")
    args = parser.parse_args()
    relay = Relay(args.address, args.target)
    threading.Thread(target=relay.accept, daemon=True).start()
    say("listening on", args.address)
    for line in sys.stdin:
        relay.obey(line.split())


main()
