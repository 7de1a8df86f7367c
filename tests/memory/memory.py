#!/usr/bin/python3
#
# smbpipe in real calls to the test bed's server, short of memory and under checkers of memory
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

"""memory.py BUILD FOLDER: memory.sh runs it in the test bed. The folder gets the logs.

MEMORY_STEP says that one of so many allocations of an opening fails."""

import collections
import os
import pathlib
import re
import sys
import time

from smbpipe import ALL, NONE, OURS, Smbpipe
from protocol import within

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))
import tap

SERVER, USER = '127.0.0.1', 'admin'
NO_MEMORY = 0xc0000017
# The errors for short memory in a call: RPC's, the NTSTATUS, the server's
SHORT = {0x1c00001b, NO_MEMORY, 8}
RANGE_ERROR = 0x1c010002    # nca_op_rng_error: no such operation
GOOD = ('answer', 0)
CALL_TIMEOUT = 3
STEP = int(os.environ.get('MEMORY_STEP', 25))

build, folder = map(pathlib.Path, sys.argv[1:])
password = re.search(r'^password *= *(.*)', open(os.environ['TESTBED_AUTH_ADMIN']).read(), re.M)[1]


class Server:
    """A connection to the server, made again if its worker has ended"""

    def __init__(self, smbpipe):
        self.smbpipe = smbpipe
        self.reopened = -1
        self.connection = None
        self.open()

    def open(self):
        if self.connection:
            self.connection.close()
        status, self.connection = self.smbpipe.open(SERVER, USER, password, CALL_TIMEOUT)
        assert status == 0, f'opening: {status}'
        self.reopened += 1

    def call(self):
        """A call as netapi32 makes it: on a new connection if the old one has ended"""
        self.smbpipe.fail(NONE)
        answer = self.connection.call()
        if answer != GOOD:
            self.open()
            answer = self.connection.call()
        return answer


def name(answer):
    if isinstance(answer, tuple):
        return f'{answer[0]} {answer[1]:#x}'
    return f'{answer:#x}' if isinstance(answer, int) else answer


def fail_calls(smbpipe, kind, title, allowed):
    """Each allocation of a call fails in turn"""
    server = Server(smbpipe)
    outcomes, wrong, number, blocks, grown = collections.Counter(), [], 0, None, 0
    while True:
        number += 1
        for _ in range(2):
            if server.call() != GOOD:
                wrong.append(f'{number}, next call')
        if blocks is None or server.reopened:
            time.sleep(0.3)
            blocks, server.reopened = smbpipe.blocks(), 0
        within(20, lambda: smbpipe.blocks() <= blocks)   # the worker has finished the call
        grown = max(grown, smbpipe.blocks() - blocks)
        smbpipe.fail(kind, number)
        answer = server.connection.call()
        reached = smbpipe.count() >= number
        outcomes[name(answer)] += 1
        if not allowed(answer):
            wrong.append(f'{number}, {name(answer)}')
        if not reached:
            break
    smbpipe.fail(NONE)
    server.connection.close()
    print(f'# {title}: {number - 1} allocations, {dict(outcomes)}')
    tap.check(f'{title}: each fails, and the next call is fine', number > 3 and not wrong, wrong)
    tap.check(f'{title}: nothing is lost ({grown} blocks)', grown <= 0)


def fail_for_long(smbpipe, kind, title):
    """Memory runs out for calls, one after the other and at once"""
    server = Server(smbpipe)
    answers = [server.call()]
    smbpipe.fail(kind, 1, 0xffffffff)
    failed = [server.connection.call()]
    for _ in range(2):
        server.connection.send()
    failed += [server.connection.receive() for _ in range(2)]
    answers += [server.call(), server.call()]
    server.connection.close()
    print(f'# {title}: {[name(answer) for answer in failed]}')
    tap.check(f'{title}: calls fail, and are fine again after it',
              answers == [GOOD] * 3 and GOOD not in failed)


def count_opening(smbpipe, kind):
    smbpipe.fail(kind)
    connection = smbpipe.open(SERVER, USER, password)[1]
    count = smbpipe.count()
    connection.close()
    return count


def fail_openings(smbpipe, kind, title, step):
    outcomes, wrong = collections.Counter(), []
    count = count_opening(smbpipe, kind)
    for number in range(1, count + 1, step):
        smbpipe.fail(kind, number)
        began = time.monotonic()
        status, connection = smbpipe.open(SERVER, USER, password)
        outcomes[name(status)] += 1
        if time.monotonic() - began > 20:
            wrong.append(f'{number} took too long')
        if connection:
            connection.close()
    smbpipe.fail(NONE)
    status, connection = smbpipe.open(SERVER, USER, password)
    print(f'# {title}: every {step}. of {count} allocations, {dict(outcomes)}')
    tap.check(f'{title}: they fail, and the next opening is fine',
              count > 3 and status == 0 and not wrong, wrong)
    connection.close()


def no_workers(smbpipe):
    return within(10, lambda: not smbpipe.workers())


def test_failures():
    smbpipe = Smbpipe(str(build / 'tests/memory/smbpipe_failing'), control=str(folder / 'control'))
    told = {GOOD} | {('status', status) for status in SHORT}
    fail_calls(smbpipe, OURS, 'our own allocations in a call', lambda answer: answer in told)
    fail_calls(smbpipe, ALL, 'all allocations in a call', lambda answer: True)
    fail_for_long(smbpipe, OURS, 'no allocation of our own')
    fail_for_long(smbpipe, ALL, 'no allocation at all')
    fail_openings(smbpipe, OURS, 'our own allocations in an opening', STEP // 4 or 1)
    fail_openings(smbpipe, ALL, 'all allocations in an opening', STEP)
    tap.check('no worker is left', no_workers(smbpipe))
    tap.check('and smbpipe ends with its owner', smbpipe.end())


def checked_calls(title, smbpipe, log, count):
    """A program's life: openings, some of them refused, calls in turn and at once"""
    opened = [smbpipe.open(SERVER, USER, password)[1] for _ in range(2)]
    refused = smbpipe.open(SERVER, USER, 'wrong')[0]
    answers = collections.Counter()
    for connection in opened:
        for _ in range(count):
            answers[name(connection.call())] += 1
        for _ in range(count):
            connection.send()
        for _ in range(count):
            answers[name(connection.receive())] += 1
        answers[name(connection.call(b'x', 99))] += 1
        answers[name(connection.call(bytes(0x20001)))] += 1
        connection.close()
    ended = no_workers(smbpipe), smbpipe.end()
    print(f'# {title}: {dict(answers)}, refused with {refused:#x}')
    wanted = {name(GOOD): 4 * count, name(('status', RANGE_ERROR)): 2, 'closed 0x0': 2}
    tap.check(f'{title}: the calls are made',
              answers == wanted and refused == 0xc000006d and ended == (True, True))
    errors = [line for file in folder.glob(log + '*') for line in open(file, errors='replace')
              if re.search(r'ERROR|runtime error|Invalid (read|write)|uninitialised|'
                           r'definitely lost', line)]
    tap.check(f'{title}: no error is seen', not errors, errors[:3])


def test_checkers():
    logs = f'log_path={folder}/'
    checked_calls('AddressSanitizer', Smbpipe(
        str(build / 'programs/smbpipe/sanitize/smbpipe'),
        ASAN_OPTIONS=f'{logs}asan:detect_leaks=0',  # it needs ptrace, and above counts blocks
        UBSAN_OPTIONS=f'{logs}ubsan:print_stacktrace=1'), 'asan', 200)
    checked_calls('valgrind', Smbpipe(
        'valgrind', '-q', '--child-silent-after-fork=no', f'--log-file={folder}/valgrind.%p',
        str(build / 'programs/smbpipe/smbpipe')), 'valgrind', 10)


test_failures()
test_checkers()
sys.exit(tap.close())
