#!/usr/bin/python3
#
# Which rows of documented.h no mistake has failed
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

"""rows.py FOLDER

In the folder are right-UNIT.json, the records of the right DLL, and N.out, the failed checks of
each mistake. Prints the rows that the right DLL has cases for, and that no mistake failed. Rows of
the raw interface and of the exports are no matter of the DLL."""

import importlib.machinery
import importlib.util
import json
import pathlib
import re
import sys

TOOL = pathlib.Path(__file__).resolve().parents[3] / "tools" / "conformance"
FAILED = re.compile(r"\w+: (.*?): (status|(?:out|fields)\.[^:]*?) is .*, expected .* \[[DO] \d+: ")
NOT_OF_THE_DLL = ("rpc/", "exports/")


def load_tool():
    loader = importlib.machinery.SourceFileLoader("conformance", str(TOOL))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("conformance", loader))
    sys.modules["conformance"] = module
    loader.exec_module(module)
    return module


def read_lines(path):
    with open(path, encoding="utf-8", errors="replace") as lines:
        return list(lines)


def values_of(record):
    """The cases and keys of the values that a record has"""
    for case in map(json.loads, read_lines(record)[1:]):
        if "status" in case:
            name = f"{case['unit']}/{case['case']}"
            yield name, "status"
            for group in ("out", "fields"):
                for key in case.get(group, {}):
                    yield name, f"{group}.{key}"


def main():
    folder, conformance = pathlib.Path(sys.argv[1]), load_tool()
    seen = {value for path in folder.glob("right-*.json") for value in values_of(path)}
    failed = {match.groups() for path in folder.glob("*.out")
              for match in map(FAILED.match, read_lines(path)) if match}
    for row in map(json.loads, read_lines(folder / "documented.json")[1:]):
        fits = conformance.cases_pattern(row["cases"])
        fit = {name for name, values in (("seen", seen), ("failed", failed))
               if any(key == row["key"] and fits(case) for case, key in values)}
        if fit == {"seen"} and not row["cases"].startswith(NOT_OF_THE_DLL):
            print(f"{row['cases']}: {row['key']}")


if __name__ == "__main__":
    main()
