#!/usr/bin/python3
#
# Searches a file for a secret, in each form that a trace could show it in
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

"""Usage: no-secret.py SECRET FILE

The exit status is 1 if the file has the secret, otherwise 0.
"""

import sys


def forms(secret):
    for data in secret.encode(), secret.encode('utf-16-le'):
        yield data
        for separator in '', ' ', ',', ', ', '\\x':
            yield separator.join(f'{byte:02x}' for byte in data).encode()


def main():
    secret, path = sys.argv[1:]
    with open(path, 'rb') as file:
        text = file.read().lower()
    sys.exit(any(form.lower() in text for form in forms(secret)))


main()
