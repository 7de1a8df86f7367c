#!/bin/bash
#
# Runs the host's test programs under checkers of memory
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

# BUILD names the build tree.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"

results=$BUILD/check/checkers

# A block of talloc's looks lost to valgrind where only its inside is pointed to.
valgrind="valgrind -q --leak-check=full --errors-for-leak-kinds=definite
    --show-leak-kinds=definite --error-exitcode=9"

# A program with an error, so that we see the checkers find it
seeded()
{
    local program=$results/seeded

    echo 'int main(int argc, char **argv) { char *p = __builtin_malloc(argc); return p[argc]; }' |
        "${CC:-gcc}" -g "$@" -w -o "$program" -x c - && echo "$program"
}

seeded_race()
{
    local program=$results/seeded_race

    "${CC:-gcc}" -g -fsanitize=thread -w -o "$program" -x c - <<'C' && echo "$program"
#include <pthread.h>
static int count;
static void *run(void *param) { count++; return NULL; }
int main(void) { pthread_t t; pthread_create(&t, NULL, run, NULL); count++; pthread_join(t, NULL); }
C
}

mkdir -p "$results"
if ! make_sanitized "$results/make.log"; then
    fail "not built: $(tail -n 1 "$results/make.log")"
    close_test
    exit
fi
check "AddressSanitizer sees an error" grep -q heap-buffer-overflow \
    <($(seeded -fsanitize=address) 2>&1)
check "ThreadSanitizer sees an error" grep -q 'data race' <($(seeded_race) 2>&1)
check "valgrind sees an error" grep -q 'Invalid read' <($valgrind "$(seeded)" 2>&1)

take "netapi32 with sanitizers" timeout 600 "$BUILD/tests/host/sanitize/host_test" 4000
take "netapi32 with threads watched" timeout 600 "$BUILD/tests/host/threads/host_test" 500
take "netapi32 in valgrind" timeout 600 $valgrind "$BUILD/tests/host/host_test" 500
take "smbpipe with sanitizers" timeout 600 "$BUILD/tests/smbpipe/sanitize/smbpipe_test"
take "smbpipe in valgrind" timeout 600 $valgrind "$BUILD/tests/smbpipe/smbpipe_test"
close_test
