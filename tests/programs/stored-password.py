#!/usr/bin/python3
#
# Deciphers a password of Wine's Credential Manager, with the key in the same file
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

"""Usage: stored-password.py SERVER FILE

FILE is what "reg query" shows of the key. Prints the password of that server, or nothing.
"""

import re
import sys


def rc4(key, data):
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def main():
    server, path = sys.argv[1:]
    name = key = password = None
    with open(path, encoding='utf-8', errors='replace') as file:
        for line in file:
            if line.startswith('HKEY'):
                name = line.strip().rpartition('\\')[2]
            value = re.match(r'\s+(\S+)\s+REG_BINARY\s+([0-9A-Fa-f]+)', line)
            if value and value[1] == 'EncryptionKey':
                key = bytes.fromhex(value[2])
            if value and value[1] == 'Password' and name.lower() == 'dompasswd: ' + server.lower():
                password = bytes.fromhex(value[2])
    if password is not None:
        print(rc4(key, password).decode('utf-16-le'))


main()
