# A relay between DCE/RPC clients and a server that runs under Wine
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

"""Two things of Wine's rpcrt4 (8.0) keep other clients than its own from its servers on TCP:

- It numbers all its answers 1, whatever number the call had. Samba waits for the one that has its
  call's number.
- The thread that sends an answer may still be about it when the next call of the same connection is
  answered by another thread; that one then waits for ever to send.

So the relay puts the numbers back, and makes every call on a connection of its own.
"""

import socket
import socketserver
import struct

HEADER = struct.Struct("<BBBB4sHHI")    # version, type, flags, data representation, sizes, call
LAST_FRAGMENT = 2
BIND, ALTER_CONTEXT = 11, 14
UNANSWERED = {16, 18, 19}               # auth3, cancel, orphaned


def receive(sock, size):
    data = b""
    while len(data) < size:
        more = sock.recv(size - len(data))
        if not more:
            raise ConnectionError
        data += more
    return data


class Message:
    """All fragments of a request or an answer"""

    def __init__(self, sock):
        self.fragments = []
        flags = 0
        while not flags & LAST_FRAGMENT:
            header = receive(sock, HEADER.size)
            _, _, self.type, flags, _, size, _, self.call = HEADER.unpack(header)
            self.fragments.append(header + receive(sock, max(size - HEADER.size, 0)))

    def send(self, sock, call):
        for data in self.fragments:
            sock.sendall(data[:12] + struct.pack("<I", call) + data[16:])


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        binding = []
        try:
            while True:
                request = Message(self.request)
                if request.type in UNANSWERED:
                    continue
                if request.type == BIND:
                    binding = []
                self.ask(*binding, request).send(self.request, request.call)
                if request.type in (BIND, ALTER_CONTEXT):
                    binding.append(request)
        except ConnectionError:
            pass

    def ask(self, *requests):
        """Makes the requests on a new connection, and returns the answer to the last"""
        with socket.create_connection(self.server.target) as target:
            for request in requests:
                request.send(target, request.call)
                answer = Message(target)
        return answer


class Relay(socketserver.ThreadingTCPServer):
    """Relays from a free port of the loopback to the target (address, port)."""

    daemon_threads = True

    def __init__(self, target):
        super().__init__(("127.0.0.1", 0), Handler)
        self.target = target
