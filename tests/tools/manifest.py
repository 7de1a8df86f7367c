#!/usr/bin/env python3
#
# Lists a Wine prefix, so that two can be compared byte for byte
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

"""Usage: manifest.py [--times-aside] [--cache FILE] PREFIX

One line for each entry: path, type, mode, and the target of a link or the checksum of a file's
contents. --times-aside leaves out the times that Wine writes into the registry files by itself.
The cache file has checksums of files that have not changed since. Most files of a prefix are links
to another prefix, so this reads each only once."""

import argparse
import hashlib
import json
import os
import re
import stat

# A key's time in seconds, and in 100 ns; the drivers' date, which each start of Wine writes
TIMES = re.compile(rb'^(\[.*\]) [0-9]+$|^#time=[0-9a-f]+$|^"DriverDateData"=hex:[0-9a-f,]+$',
                   re.MULTILINE)


def contents(path, times_aside):
    with open(path, 'rb') as file:
        data = file.read()
    if times_aside and path.endswith('.reg'):
        data = TIMES.sub(lambda match: match[1] or b'', data)
    return hashlib.sha256(data).hexdigest()


def checksum(path, info, cache, times_aside):
    if path.endswith('.reg'):
        return contents(path, times_aside)
    key = f'{info.st_dev}:{info.st_ino}:{info.st_size}:{info.st_mtime_ns}'
    if key not in cache:
        cache[key] = contents(path, False)
    return cache[key]


def entry(path, cache, times_aside):
    info = os.lstat(path)
    kind = stat.filemode(info.st_mode)
    if stat.S_ISLNK(info.st_mode):
        return f'{kind} -> {os.readlink(path)}'
    if stat.S_ISREG(info.st_mode):
        return f'{kind} {checksum(path, info, cache, times_aside)}'
    return kind


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--times-aside', action='store_true')
    parser.add_argument('--cache')
    parser.add_argument('prefix')
    args = parser.parse_args()
    cache = {}
    if args.cache and os.path.exists(args.cache):
        with open(args.cache) as file:
            cache = json.load(file)
    known = len(cache)
    lines = ['. ' + entry(args.prefix, cache, args.times_aside)]
    for folder, folders, files in os.walk(args.prefix):
        for name in folders + files:
            path = os.path.join(folder, name)
            lines.append(os.path.relpath(path, args.prefix) + ' '
                         + entry(path, cache, args.times_aside))
    # Only the first prefix is worth caching: the others are copies of it.
    if args.cache and not known:
        with open(args.cache, 'w') as file:
            json.dump(cache, file)
    print(*sorted(lines), sep='\n')


if __name__ == '__main__':
    main()
