#!/usr/bin/python3
#
# Extracts the commands from the documentation, and compares their output with it
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

"""docs.py extract PAGE FOLDER | docs.py compare EXPECTED ACTUAL | docs.py links|names PAGE..."""

import pathlib
import re
import subprocess
import sys

# sh: commands; console: commands after "$ ", with their output. The others have no commands, or
# none for a machine like this. tests/callers runs the programs.
PROGRAMS = {'c', 'csharp', 'python', 'powershell', 'perl', 'javascript'}
KINDS = {'sh', 'console', 'text', 'bat', 'yaml'} | PROGRAMS


def die(message):
    sys.exit(f'docs.py: {message}')


def blocks(page):
    """Yields (line, kind, exit status, lines) of each block with fences."""
    fence, status = None, 0
    previous = ''
    for number, line in enumerate(page.read_text().splitlines(), 1):
        found = re.match(r'( *)```(.*)$', line)
        if fence is None and found:
            if found[2] not in KINDS:
                die(f'{page}:{number}: a block of unknown kind "{found[2]}"')
            fence = (number, found[2], status, [], len(found[1]))
            status = 0
        elif fence and found:
            yield fence[:4]
            fence = None
        elif fence:
            fence[3].append(line[fence[4]:])
        elif line.startswith('    ') and not previous.strip():
            die(f'{page}:{number}: an indented block; the documentation has blocks with fences')
        else:
            comment = re.match(r' *<!-- docs\.sh: (.*) -->$', line)
            if comment and not re.fullmatch(r'status \d+', comment[1]):
                die(f'{page}:{number}: an unknown comment')
            status = int(comment[1].split()[1]) if comment else status if not line.strip() else 0
        previous = line
    if fence:
        die(f'{page}: a block has no end')


def is_complete(command):
    if command.endswith('\\'):
        return False
    done = subprocess.run(['bash', '-n'], input=command, text=True, stderr=subprocess.PIPE)
    return not done.returncode and 'here-document' not in done.stderr


def commands(kind, lines):
    """Yields (command, expected output); output is None if the page shows none."""
    command, output = '', []
    for line in lines:
        if kind == 'console' and line.startswith('$ ') and (not command or is_complete(command)):
            if command:
                yield command, output
            command, output = line[2:], []
        elif command and not is_complete(command):
            command += '\n' + line
        elif kind == 'console' and command:
            output.append(line)
        elif kind == 'console':
            die(f'output without a command: {line}')
        elif command:
            yield command, None
            command = line
        else:
            command = line
    if command:
        yield command, output if kind == 'console' else None


def extract(page, folder):
    count = 0
    for number, kind, status, lines in blocks(page):
        if kind in ('bat', 'yaml'):
            found = [(lines[0].strip(), None)]
        elif kind == 'text' or kind in PROGRAMS:
            continue
        else:
            found = [(c, o) for c, o in commands(kind, lines) if c.strip()]
        if not found:
            die(f'{page}:{number}: a block without a command')
        for command, output in found:
            count += 1
            name = folder / f'{count:03}'
            name.with_suffix('.command').write_text(command + '\n')
            name.with_suffix('.where').write_text(f'{page.name}:{number}\n')
            name.with_suffix('.kind').write_text(kind + '\n')
            name.with_suffix('.status').write_text(f'{status}\n')
            if output is not None:
                name.with_suffix('.expected').write_text('\n'.join(output) + '\n' * bool(output))


# Values of the moment: process ids, ports, dates, seconds
MOMENTS = (
    (r'\b[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d \d{4}\b', 'DATE'),
    (r'(ipv4:[\d.]+):\d+', r'\1:PORT'),
    (r'^ +\d+ +(?=\S+ +\S+ +)', 'PID '),
    (r'\b\d+ s\b', 'N s'),
)


def normal(text):
    lines = []
    for line in text.replace('\r', '').splitlines():
        for pattern, by in MOMENTS:
            line = re.sub(pattern, by, line)
        lines.append(re.sub(r' +', ' ', line).strip())
    return [line for line in lines if line]


def compare(expected, actual):
    expected, actual = normal(expected.read_text()), normal(actual.read_text(errors='replace'))
    pattern = ''
    for line in expected:
        if line == '...':
            pattern += r'(?:.*\n)*?'
        else:
            pattern += '.*'.join(re.escape(part) for part in line.split('...')) + r'\n'
    if not re.fullmatch(pattern, ''.join(line + '\n' for line in actual)):
        die('the output differs; it is\n' + '\n'.join('    ' + line for line in actual[-30:]))


def anchors(page):
    titles = re.findall(r'^#+ (.*)$', page.read_text(), re.M)
    return {re.sub(r'[^\w\- ]', '', title.lower()).replace(' ', '-') for title in titles}


def links(pages):
    bad = []
    for page in pages:
        for target in re.findall(r'\]\(([^)\s]+)\)', page.read_text()):
            if re.match(r'[a-z]+:', target):
                continue
            file, _, anchor = target.partition('#')
            path = page.parent / file if file else page
            if not path.exists() or (anchor and anchor not in anchors(path)):
                bad.append(f'{page.name}: {target}')
    if bad:
        die('links to nowhere: ' + ', '.join(bad))


# Checks that our tree has the files that the prose names. Files of the build are in build/.
def names(pages):
    top = pathlib.Path(__file__).resolve().parents[2]
    check = (top / 'tools/check').read_text()
    bad = []
    for page in pages:
        prose = re.sub(r'^ *```.*?^ *```$', '', page.read_text(), flags=re.M | re.S)
        for code in re.findall(r'`([^`]+)`', prose):
            found = re.match(r'(tools|tests|docs|dlls|programs|include)/[\w./-]*', code)
            if found and not (top / found[0]).exists():
                bad.append(f'{page.name}: {code}')
            if code.startswith('tools/check '):
                bad += [f'{page.name}: {code}' for name in code.split()[1:]
                        if not name.isupper() and f'test_{name}()' not in check]
    if bad:
        die('there is no such thing: ' + ', '.join(bad))


def main():
    verb, paths = sys.argv[1], [pathlib.Path(name) for name in sys.argv[2:]]
    {'extract': lambda: extract(*paths), 'compare': lambda: compare(*paths),
     'links': lambda: links(paths), 'names': lambda: names(paths)}[verb]()


if __name__ == '__main__':
    main()
