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

"""One file for each thing that smbpipe understands; the rest of the corpus is what libFuzzer made of
them."""

import pathlib
import struct
import sys
import uuid

SRVSVC = uuid.UUID('4b324fc8-1670-01d3-1278-5a47bf6ee188').bytes_le + struct.pack('<I', 3)
NDR = uuid.UUID('8a885d04-1ceb-11c9-9fe8-08002b104860').bytes_le + struct.pack('<I', 2)
NDR64 = uuid.UUID('71710533-beba-4937-8319-b5dbef9ccc36').bytes_le + struct.pack('<I', 1)

FIRST, LAST, OBJECT = 1, 2, 0x80
REQUEST, BIND, ALTER, CO_CANCEL, ORPHANED = 0, 11, 14, 18, 19

# fuzz_client.c and fuzz_server.c have the same lists
CONNECT, CLOSE, SEND_BYTES, SEND_PDU, SEND_LONG, READ, SERVE, LOSE_SERVER = range(8)
CALL, CLOSE, S_READ, READ_ALL, S_SERVE, SERVE_LONG, FAIL, LOSE_SERVER = range(8)


def open_message(server, user=None, domain='', password='', version=3, timeouts=(12, 30)):
    names = [server.encode(), b'srvsvc', (user or '').encode(), domain.encode(),
             password.encode('utf-16-le')]
    lengths = struct.pack('<5H', *map(len, names))
    header = struct.pack('<IHH16sHHH', 0x50424d53, version, 52 + sum(map(len, names)),
                         SRVSVC[:16], 3, 0, user is not None) + lengths
    return header + struct.pack('<HHQ', *timeouts, 7) + b''.join(names)


def step(kind, client=0, high=0):
    return bytes([kind | client << 3 | high << 5])


def pdu(kind, body, flags=FIRST | LAST, call_id=1, client=0):
    return step(SEND_PDU, client) + struct.pack('<BBBH', kind, flags, call_id, len(body)) + body


def whole_pdu(kind, body, big_endian=False):
    order = '>' if big_endian else '<'
    return struct.pack(order + 'BBBBBBHHHI', 5, 0, kind, FIRST | LAST, 0 if big_endian else 0x10,
                       0, 0, 16 + len(body), 0, 1) + body


def raw(data, client=0):
    return step(SEND_BYTES, client) + struct.pack('<H', len(data)) + data


def bind(contexts=((0, SRVSVC, [NDR]),), frag=5840):
    body = struct.pack('<HHIB3x', frag, frag, 0, len(contexts))
    for number, interface, syntaxes in contexts:
        body += struct.pack('<HBx', number, len(syntaxes)) + interface + b''.join(syntaxes)
    return body


def request(stub, context=0, opnum=12, guid=b''):
    return struct.pack('<IHH', len(stub), context, opnum) + guid + stub


def serve(size, client=0):
    return step(SERVE, client) + struct.pack('<H', size)


def client_inputs():
    bound = pdu(BIND, bind())
    yield 'call', bound + pdu(REQUEST, request(b'stub')) + serve(20) + step(READ) + b'\xff'
    yield 'object', bound + pdu(REQUEST, request(b'stub', guid=SRVSVC[:16]),
                                FIRST | LAST | OBJECT) + serve(20)
    yield 'fragments', bound + pdu(REQUEST, request(b'one'), FIRST) + pdu(
        REQUEST, request(b'two'), 0) + pdu(REQUEST, request(b'three'), LAST) + serve(8)
    yield 'orphaned', bound + pdu(REQUEST, request(b'one'), FIRST) + pdu(ORPHANED, b'') + pdu(
        CO_CANCEL, b'') + pdu(REQUEST, request(b'two')) + serve(0)
    yield 'contexts', pdu(BIND, bind([(0, SRVSVC, [NDR64]), (1, SRVSVC, [NDR64, NDR]),
                                      (2, NDR, [NDR])])) + pdu(REQUEST, request(b'x', 1)) + serve(1)
    yield 'alter', bound + pdu(ALTER, bind([(7, SRVSVC, [NDR])])) + pdu(
        REQUEST, request(b'x', 7)) + serve(1)
    yield 'many-contexts', pdu(BIND, bind([(n, SRVSVC, [NDR]) for n in range(18)]))
    yield 'small-fragments', pdu(BIND, bind(frag=100)) + pdu(REQUEST, request(b'x')) + serve(20000)
    yield 'wrong-order', pdu(REQUEST, request(b'early'))
    yield 'bound-twice', bound + bound
    yield 'big-endian', raw(whole_pdu(BIND, bind(), True))
    yield 'two-in-one', raw(whole_pdu(BIND, bind()) + whole_pdu(REQUEST, request(b'x'))) + serve(3)
    yield 'in-pieces', raw(whole_pdu(BIND, bind())[:20]) + raw(whole_pdu(BIND, bind())[20:])
    yield 'long', bound + step(SEND_LONG) + struct.pack('<BBBH', REQUEST, 3, 1, 5000) + request(
        b'')[:8] + serve(60000) + step(READ) + b'\x02' + step(CLOSE)
    yield 'clients', bound + step(CONNECT, 1) + pdu(BIND, bind(), client=1) + pdu(
        REQUEST, request(b'a')) + pdu(REQUEST, request(b'b'), client=1) + serve(9) + serve(9)
    yield 'lost', bound + pdu(REQUEST, request(b'a')) + step(LOSE_SERVER, high=7) + pdu(
        REQUEST, request(b'b'), call_id=2)
    yield 'http', raw(b'GET / HTTP/1.0\r\n\r\n')


def server_inputs():
    frag = struct.pack('<H', 5840)
    fail = [0xc0000022, 0xc0000017, 0xc00000b5, 0xc000020c, 0xc0020030, 0xc0000005, 0x80000003,
            0xc00200ff, 0x1c00000c, 0x103]
    yield 'short', frag + step(CALL) + step(S_SERVE) + b'\x40' + step(READ_ALL)
    yield 'empty', frag + step(CALL) + step(S_SERVE) + b'\0' + step(READ_ALL)
    yield 'long', frag + step(CALL) + step(SERVE_LONG) + (59000).to_bytes(3, 'little') + (
        step(S_READ) + b'\xff') * 8 + step(READ_ALL)
    yield 'small-fragments', b'\0\0' + step(CALL) + step(SERVE_LONG) + (9000).to_bytes(
        3, 'little') + step(S_READ) + b'\x10' + step(READ_ALL)
    yield 'failures', frag + b''.join(step(CALL) + step(FAIL) + struct.pack('<I', status) +
                                      step(READ_ALL) for status in fail)
    yield 'big-endian', frag + step(CALL) + step(FAIL, high=4) + b'\0\0\0\0' + step(READ_ALL)
    yield 'queue', frag + b''.join(step(CALL, c) for c in range(4)) + (
        step(S_SERVE) + b'\x10') * 4 + b''.join(step(READ_ALL, c) for c in range(4))
    yield 'gone', frag + step(CALL) + step(CALL, 1) + step(CLOSE, 0, 4) + step(
        S_SERVE) + b'\x10' + step(S_SERVE) + b'\x11' + step(READ_ALL, 1)
    yield 'gone-in-an-answer', frag + step(CALL) + step(SERVE_LONG) + (59000).to_bytes(
        3, 'little') + step(CLOSE, 0, 4)
    yield 'lost', frag + b''.join(step(CALL, c) for c in range(3)) + step(LOSE_SERVER, 0, 7) + step(
        CALL, 3) + b''.join(step(READ_ALL, c) for c in range(4))


def open_inputs():
    yield 'default-user', open_message('server.example')
    yield 'anonymous', open_message('10.0.0.1', '')
    yield 'user', open_message('::1', 'user@realm.example', '', 'secret')
    yield 'domain', open_message('sérvër', 'us€r', 'DOMAIN', 'pass\U0001f600')
    yield 'longest', open_message('s' * 255, 'u' * 1539, 'd' * 768, 'p' * 1280)
    yield 'old-version', open_message('server', version=1)
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
