#!/usr/bin/python3
#
# Writes the fuzzers' first inputs into tests/fuzz/corpus, or into the folder that is named
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

"""One file for each thing that smbpipe understands; the rest of the corpus is what libFuzzer made
of them."""

import pathlib
import struct
import sys
import uuid

SRVSVC = uuid.UUID('4b324fc8-1670-01d3-1278-5a47bf6ee188').bytes_le

# fuzz_client.c and fuzz_server.c have the same lists
SEND, REQUEST, LONG_REQUEST, READ, C_SERVE, C_LOSE_SERVER, CLOSE = range(7)
CALL, S_READ, READ_ALL, S_SERVE, SERVE_LONG, FAIL, S_LOSE_SERVER, SILENCE = range(8)
REQUESTS, ANSWERS = range(2)

SESSION_ENUM = 12
MAX_REQUEST = 0x20000


def open_message(server, user=None, domain='', password='', version=5, timeouts=(12, 30)):
    names = [server.encode(), b'srvsvc', (user or '').encode(), domain.encode(),
             password.encode('utf-16-le')]
    lengths = struct.pack('<5H', *map(len, names))
    header = struct.pack('<IHH16sHHH', 0x50424d53, version, 52 + sum(map(len, names)),
                         SRVSVC, 3, 0, user is not None) + lengths
    return header + struct.pack('<HHQ', *timeouts, 7) + b''.join(names)


def step(kind, high=0):
    return bytes([kind | high << 3])


def send(data, pieces=0):
    return step(SEND, pieces) + struct.pack('<H', len(data)) + data


def request(stub, opnum=SESSION_ENUM):
    return step(REQUEST) + struct.pack('<BH', opnum, len(stub)) + stub


def whole_request(stub, opnum=SESSION_ENUM, length=None):
    return struct.pack('<IHH', len(stub) if length is None else length, opnum, 0) + stub


def long_request(length, count=1):
    return step(LONG_REQUEST, count - 1 << 3) + b'\x0c' + length.to_bytes(3, 'little')


def serve(size):
    return step(C_SERVE) + struct.pack('<H', size)


def read(size):
    return step(READ) + bytes([size // 64 - 1])


def close(way):
    return step(CLOSE, way << 2)


def client_inputs():
    lost = step(C_LOSE_SERVER, 24)
    yield 'call', request(b'stub') + serve(20) + read(64)
    yield 'other-operation', request(b'stub', 99) + serve(20)
    yield 'no-stub', request(b'') + serve(0)
    yield 'pipelined', b''.join(request(b'stub%u' % i) for i in range(5)) + serve(20) * 5
    yield 'in-pieces', send(whole_request(b'some stub'), 3) + serve(8)
    yield 'two-in-one', send(whole_request(b'a') + whole_request(b'b', 13)) + serve(8) * 2
    yield 'while-sent', send(whole_request(b'a') + whole_request(b'b', 13), 9) + serve(8) * 2
    yield 'full-while-sent', send(whole_request(b'', length=MAX_REQUEST)) + long_request(
        MAX_REQUEST, 2) + serve(8)
    yield 'one-and-a-half', send(whole_request(b'a') + whole_request(b'b')[:5]) + serve(8)
    yield 'longest', long_request(MAX_REQUEST, 2) + serve(60000) + read(128) + serve(60000)
    yield 'too-long', long_request(MAX_REQUEST + 1)
    yield 'much-too-long', send(whole_request(b'', length=0xffffffff))
    yield 'too-long-after-good', request(b'a') + send(
        whole_request(b'', length=MAX_REQUEST + 1)) + serve(9000) + read(128)
    yield 'unread', (request(b'stub') + serve(3000)) * 4 + read(16384)
    yield 'closed-requests', request(b'a') + request(b'b') + close(REQUESTS) + serve(8)
    yield 'closed-answers', request(b'stub') + close(ANSWERS) + serve(9000)
    yield 'closed-in-a-request', send(whole_request(b'stub')[:9]) + close(REQUESTS)
    yield 'lost', request(b'a') + request(b'b') + lost + request(b'c')
    yield 'http', send(b'GET / HTTP/1.0\r\n\r\n')


def server_inputs():
    call, read_all = step(CALL, SESSION_ENUM), step(READ_ALL)
    short = step(S_SERVE) + b'\x40'
    lose = step(S_LOSE_SERVER, 24)
    long = step(SERVE_LONG) + (59000).to_bytes(3, 'little')
    fail = [0xc0000022, 0xc0000017, 0xc00000b5, 0xc0020030, 0xc0020055, 0xc0000005,
            0x80000003, 0xc00200ff, 0x1c00000c, 0x103, 0xc0000023, 0xc000020c]
    yield 'short', call + short + read_all
    yield 'empty', call + step(S_SERVE) + b'\0' + read_all
    yield 'long', call + long + (step(S_READ) + b'\xff') * 8 + read_all
    yield 'long-and-short', call * 3 + long + short + step(S_READ) + b'\x10' + short + read_all
    yield 'failures', b''.join(call + step(FAIL) + struct.pack('<I', status) + read_all
                               for status in fail)
    yield 'big-endian', call + step(FAIL, 16) + bytes(4) + read_all
    yield 'queue', call * 4 + (step(S_SERVE) + b'\x10') * 4 + read_all
    yield 'unread', (call + short) * 100 + read_all
    yield 'lost', call * 3 + lose + bytes(4) + call + read_all
    yield 'lost-unnoticed', call + short + lose + bytes(4) + call * 2 + read_all
    yield 'lost-noticed', call + short + lose + struct.pack('<I', 0xc000020c) + call + read_all
    yield 'broken-pdu', call * 2 + lose + struct.pack('<I', 0xc0000023) + read_all
    yield 'lost-as-if-unsent', call * 2 + lose + struct.pack('<I', 0x1c00000c) + read_all
    yield 'silent', call * 2 + step(SILENCE, 24) + short + read_all + call + read_all
    yield 'silent-for-ever', call * 2 + step(SILENCE, 24) * 2


def open_inputs():
    yield 'default-user', open_message('server.example')
    yield 'anonymous', open_message('10.0.0.1', '')
    yield 'user', open_message('::1', 'user@realm.example', '', 'secret')
    yield 'domain', open_message('sérvër', 'us€r', 'DOMAIN', 'pass\U0001f600')
    yield 'longest', open_message('s' * 255, 'u' * 1539, 'd' * 768, 'p' * 1280)
    yield 'old-version', open_message('server', version=4)
    yield 'no-timeout', open_message('server', timeouts=(12, 0))
    yield 'long-timeout', open_message('server', timeouts=(61, 60))
    yield 'incomplete', open_message('server')[:-3]
    yield 'too-much', open_message('server') + b'x'
    yield 'no-server', open_message('')
    yield 'slash', open_message('a/b')
    yield 'cut-off', open_message('server', 'u')[:-1] + b'\xc3'


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else
                          pathlib.Path(__file__).parent / 'corpus')
    for name, inputs in (('client', client_inputs), ('open', open_inputs),
                         ('server', server_inputs)):
        (folder / name).mkdir(parents=True, exist_ok=True)
        for title, data in inputs():
            (folder / name / title).write_bytes(data)


main()
