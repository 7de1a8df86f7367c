#!/usr/bin/python3
#
# Men in the middle, and false servers
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

"""mitm.py                                      prints the names of the tricks
mitm.py FOLDER AUTH-FILE TRICK=ADDRESS...    until standard input ends

Listens on port 445 of each address, and passes all messages on between its client and the server
on 127.0.0.1, with the changes of the trick. AUTH-FILE has the password to search for, in the format
of smbclient.

For each connection FOLDER has a line in ADDRESS.seen: the SMB2 commands of the client, "?" for an
encrypted one; the account, and how the client proved it; the data of the account in the client's
bytes; and "changed" or "unchanged" for the answer of a call to an answer-... trick."""

import select
import socket
import struct
import sys
import threading

from impacket.ntlm import compute_nthash

SERVER = ("127.0.0.1", 445)

NEGOTIATE, SESSION_SETUP, TREE_CONNECT, READ, IOCTL = 0, 1, 3, 8, 11
COMMANDS = ("negotiate session logoff tree untree create close flush read write lock ioctl cancel "
            "echo").split()
SUCCESS = 0
MORE_PROCESSING = 0xc0000016
BAD_NETWORK_NAME = 0xc00000cc
PATH_NOT_COVERED = 0xc0000257
SIGNED = 8
GUEST, NULL = 1, 2


def der(tag, data):
    size = bytes([len(data)]) if len(data) < 128 else bytes([0x81, len(data)])
    return bytes([tag]) + size + data


def spnego(state, token=b""):
    """Continues NTLM (1), or ends it (0)"""
    parts = der(0xa0, der(0x0a, bytes([state])))
    parts += der(0xa1, der(0x06, bytes.fromhex("2b06010401823702020a"))) if state else b""
    parts += der(0xa2, der(0x04, token)) if token else b""
    return der(0xa1, der(0x30, parts))


def challenge():
    """The NTLM data of a server OTHER"""
    name = "OTHER".encode("utf-16-le")
    info = b"".join(struct.pack("<HH", kind, len(name)) + name for kind in (1, 2)) + bytes(4)
    return struct.pack("<8sIHHII8s8xHHI", b"NTLMSSP\0", 2, len(name), len(name), 48, 0xe08a8215,
                       b"notknown", len(info), len(info), 48 + len(name)) + name + info


CHALLENGE = challenge()

TRICKS = {}


def trick(function):
    TRICKS[function.__name__.replace("_", "-")] = function
    return function


class Message:
    """One SMB message on its way. The fields are those of the SMB2 header, if it has one."""

    def __init__(self, data, from_client):
        self.data = bytearray(data)
        self.from_client = from_client
        self.plain = len(data) >= 64 and data[:4] == b"\xfeSMB"
        self.command = self.get("H", 12) if self.plain else None
        self.status = self.get("I", 8) if self.plain else None

    def get(self, form, offset):
        return struct.unpack_from("<" + form, self.data, offset)[0]

    def put(self, form, offset, *values):
        struct.pack_into("<" + form, self.data, offset, *values)

    def flip(self, offset):
        self.data[offset] ^= 1

    def asks(self, command):
        return self.from_client and self.command == command

    def answers(self, command, status=SUCCESS):
        return not self.from_client and self.command == command and self.status == status

    def unsign(self):
        self.put("I", 16, self.get("I", 16) & ~SIGNED)
        self.data[48:64] = bytes(16)


class Ntlm:
    """The contents of an NTLMSSP message in a session setup"""

    def __init__(self, data):
        self.start = data.find(b"NTLMSSP\0")
        self.type = self.start >= 0 and struct.unpack_from("<I", data, self.start + 8)[0]
        self.data = data[self.start:] if self.type else b""

    def field(self, offset):
        size, _, start = struct.unpack_from("<HHI", self.data, offset)
        return self.data[start:start + size]

    def kind(self):
        lm_response, nt_response = self.field(12), self.field(20)
        if len(nt_response) <= 24:
            return "NTLMv1"
        return "NTLMv2 and LM" if any(lm_response) else "NTLMv2"

    def proof(self):
        if not self.field(20):
            return "anonymous"
        return self.kind() + " " + self.field(36).decode("utf-16-le")


class Account:
    """The data of an account that a client's bytes may have"""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            lines = dict(line.rstrip("\n").split(" = ", 1) for line in file)
        password = lines["password"]
        self.forms = {"name": [lines["username"].encode("utf-16-le")],
                      "password": [password.encode(), password.encode("utf-16-le")],
                      "hash": [compute_nthash(password), compute_nthash(password).hex().encode()]}

    def find(self, data):
        return {name for name, forms in self.forms.items() if any(form in data for form in forms)}


# Tricks: each is called with the connection and a message. It may change the message, or return
# other messages to send in its place.

@trick
def nothing(connection, message):
    pass


# These come before others. If Samba from 4.22 on finds out that somebody changed the negotiation,
# it ends the connection and leaves a broken entry in its list of sessions. The list ends there
# until all of Samba is started again.

def answer_header(command, status, number, session):
    return struct.pack("<4sHHIHHIIQIIQ16s", b"\xfeSMB", 64, 1, status, command, 8, 1, 0, number, 0,
                       0, session, bytes(16))


def is_answer(message):
    """A request of a call, with a session. Those that open and bind the pipe are smaller."""
    overhead = 0 if message.plain else 52
    return not message.from_client and len(message.data) - overhead > 230 and (
        not message.plain or message.answers(READ) or message.answers(IOCTL))


@trick
def answer_changed(connection, message):
    if is_answer(message):
        connection.changed = True
        message.flip(len(message.data) - 1)


@trick
def answer_unsigned(connection, message):
    if is_answer(message) and message.plain:
        connection.changed = True
        message.unsign()
        message.flip(len(message.data) - 1)


@trick
def answer_decrypted(connection, message):
    """Sends a plain answer in place of an encrypted one."""
    if is_answer(message) and not message.plain:
        connection.changed = True
        header = answer_header(IOCTL, SUCCESS, connection.count, connection.session)
        return [Message(header + struct.pack("<HHI16sIIIIII", 49, 0, 0x11c017, bytes(16), 112, 0,
                                             112, 0, 0, 0), False)]


@trick
def smb1(connection, message):
    """The server speaks SMB1 only, and takes the first dialect that the client offers."""
    if message.answers(NEGOTIATE):
        header = b"\xffSMB\x72" + bytes(4) + b"\x88\x01\xc8" + bytes(20)
        words = struct.pack("<BHBHHIIIIQHB", 17, 0, 3, 50, 1, 16644, 65536, 0, 0x8000e3fd, 0, 0, 0)
        return [Message(header + words + struct.pack("<H", 16) + bytes(16), False)]


def offers_only(dialect):
    def change(connection, message):
        if message.asks(NEGOTIATE):
            message.put("H", 66, 1)
            message.put("H", 100, dialect)
    return change


def says_dialect(dialect):
    def change(connection, message):
        if message.answers(NEGOTIATE):
            message.put("H", 68, dialect)
    return change


for number, dialect in (("202", 0x202), ("210", 0x210), ("300", 0x300), ("302", 0x302)):
    TRICKS["offer-" + number] = offers_only(dialect)
    TRICKS["answer-" + number] = says_dialect(dialect)


@trick
def no_signing_offered(connection, message):
    if message.asks(NEGOTIATE):
        message.put("H", 68, 0)


@trick
def no_signing_answered(connection, message):
    if message.answers(NEGOTIATE):
        message.put("H", 66, 0)


@trick
def no_capabilities(connection, message):
    if message.answers(NEGOTIATE):
        message.put("I", 88, 0)


@trick
def no_cipher(connection, message):
    """Changes the context that offers encryption into an unknown one."""
    if message.asks(NEGOTIATE):
        offset = message.get("I", 92)
        for _ in range(message.get("H", 96)):
            kind, size = message.get("H", offset), message.get("H", offset + 2)
            if kind == 2:
                message.put("H", offset, 0x7fff)
            offset += (8 + size + 7) & ~7


def session_flags(flags):
    def change(connection, message):
        if message.answers(SESSION_SETUP):
            message.put("H", 66, flags)
            message.unsign()
    return change


TRICKS["guest"] = session_flags(GUEST)
TRICKS["null"] = session_flags(NULL)


@trick
def guest_at_once(connection, message):
    """The server does not ask who the user is."""
    if message.answers(SESSION_SETUP, MORE_PROCESSING):
        message.put("I", 8, SUCCESS)
        message.put("H", 66, GUEST)


@trick
def session_unsigned(connection, message):
    if message.answers(SESSION_SETUP):
        message.unsign()


@trick
def session_changed(connection, message):
    if message.answers(SESSION_SETUP):
        message.flip(len(message.data) - 1)


@trick
def proof_changed(connection, message):
    ntlm = Ntlm(message.data)
    if message.asks(SESSION_SETUP) and ntlm.type == 3:
        message.flip(ntlm.start + struct.unpack_from("<I", ntlm.data, 24)[0])


@trick
def other_target(connection, message):
    """The challenge names another server as the asking one."""
    if message.answers(SESSION_SETUP, MORE_PROCESSING):
        name = "FILESERVER".encode("utf-16-le")
        message.data[:] = message.data.replace(name, "ELSEWHERE2".encode("utf-16-le"))


@trick
def old_ntlm(connection, message):
    """The challenge has no flag from after NT 4.0."""
    ntlm = Ntlm(message.data)
    if message.answers(SESSION_SETUP, MORE_PROCESSING) and ntlm.type == 2:
        flags = struct.unpack_from("<I", ntlm.data, 20)[0]
        message.put("I", ntlm.start + 20, flags & ~0x880000 | 0x80)


def session_answer(request, status, token):
    header = answer_header(SESSION_SETUP, status, request.get("Q", 24), 0x1234)
    return Message(header + struct.pack("<HHHH", 9, 0, 72, len(token)) + token, False)


@trick
def ntlm_only(connection, message):
    """The server demands NTLM whatever the client begins with, and accepts any proof."""
    if message.asks(SESSION_SETUP):
        kind = Ntlm(message.data).type
        if kind == 3:
            return [session_answer(message, SUCCESS, spnego(0))]
        return [session_answer(message, MORE_PROCESSING, spnego(1, CHALLENGE if kind else b""))]


@trick
def redirect(connection, message):
    """The server refers the client to 127.0.1.250 for the tree."""
    if message.answers(SESSION_SETUP):
        message.put("I", 8, PATH_NOT_COVERED)
        message.unsign()
    elif message.answers(TREE_CONNECT):
        message.put("I", 8, BAD_NETWORK_NAME)
        where = "127.0.1.250".encode("utf-16-le")
        body = struct.pack("<IIHHIHH", len(where) + 24, 3, 0, 0, 24, len(where), 0) + where
        message.data[64:] = struct.pack("<HBBI", 9, 1, 0, len(body)) + body
        message.unsign()


@trick
def answer_repeated(connection, message):
    """Sends the last answer again, with the number that the client waits for."""
    if message.from_client or (message.plain and message.command in (NEGOTIATE, SESSION_SETUP)):
        return None
    last, connection.last = connection.last, bytes(message.data)
    if last:
        number = bytes(message.data[24:32])
        message.data[:] = last
        if message.plain:
            message.data[24:32] = number


@trick
def refused(connection, message):
    """The server says that nobody of this name may log on."""
    if message.answers(SESSION_SETUP):
        message.put("I", 8, 0xc000006d)
        message.unsign()


class Connection:
    def __init__(self, change, client, account):
        self.change, self.client, self.account = change, client, account
        self.server = socket.create_connection(SERVER)
        self.commands, self.proof, self.found = [], "nothing", set()
        self.session, self.count, self.last = 0, 0, None
        self.changed = False

    def note(self, message):
        self.commands.append(COMMANDS[message.command] if message.plain else
                             "smb1" if message.data[:4] == b"\xffSMB" else "?")
        if message.asks(SESSION_SETUP) and (ntlm := Ntlm(message.data)).type == 3:
            self.proof = ntlm.proof()
        self.found |= self.account.find(message.data)
        self.count += 1

    def pass_on(self, data, from_client):
        message = Message(data, from_client)
        if from_client:
            self.note(message)
        elif message.command == TREE_CONNECT or not message.plain:
            self.session = message.get("Q", 40 if message.plain else 44)
        for each in self.change(self, message) or [message]:
            target = self.server if each.from_client else self.client
            target.sendall(struct.pack(">I", len(each.data)) + each.data)

    def run(self):
        waiting = {self.client: b"", self.server: b""}
        while True:
            for source in select.select(list(waiting), [], [])[0]:
                data = source.recv(65536)
                if not data:
                    return
                data = waiting[source] + data
                while len(data) >= 4 and len(data) >= 4 + (size := int.from_bytes(data[:4], "big")):
                    self.pass_on(data[4:4 + size], source is self.client)
                    data = data[4 + size:]
                waiting[source] = data

    def close(self):
        self.client.close()
        self.server.close()
        return (" ".join(self.commands), self.proof, " ".join(sorted(self.found)) or "nothing",
                "changed" if self.changed else "unchanged")


def serve(connection, path):
    try:
        connection.run()
    except OSError:
        pass
    with open(path, "a", encoding="utf-8") as file:
        file.write(", ".join(connection.close()) + "\n")


def listen(listener, change, account, path):
    while True:
        connection = Connection(change, listener.accept()[0], account)
        threading.Thread(target=serve, args=(connection, path), daemon=True).start()


def main(folder, auth_file, *pairs):
    account = Account(auth_file)
    for pair in pairs:
        name, address = pair.split("=")
        listener = socket.create_server((address, 445))
        threading.Thread(target=listen, daemon=True, args=(
            listener, TRICKS[name], account, f"{folder}/{address}.seen")).start()
    print("listening", flush=True)
    sys.stdin.read()


if len(sys.argv) > 1:
    main(*sys.argv[1:])
else:
    print("\n".join(TRICKS))
