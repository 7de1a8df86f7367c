#
# TAP for the tests in Python
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

"""A line for each check, and the plan at the end, as tests/tap.sh has them"""

import sys

checks = failures = 0


def line(result, text):
    global checks
    checks += 1
    sys.stdout.write(f"{result} {checks} - " + text.replace("\n", "\n# ") + "\n")
    sys.stdout.flush()


def check(name, good, found=None):
    """Whether it is good, or what was found instead"""
    global failures
    if good:
        line("ok", name)
    else:
        failures += 1
        line("not ok", name if found is None else f"{name}: got {found}")


def check_equal(name, expected, found):
    check(name, expected == found, f"{found!r}, not {expected!r}")


def skip(name, reason):
    line("ok", f"{name} # SKIP {reason}")


def close():
    """The plan; the exit status of the test"""
    print(f"1..{checks}", flush=True)
    return 1 if failures else 0
