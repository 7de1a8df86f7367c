#!/bin/bash
#
# tools/conformance: its differences, its messages about bad input, and its reports
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


set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1
: >none

# conformance ARGUMENT...: runs it; leaves its output in out and err, and its exit status in status
conformance()
{
    "$source_dir/tools/conformance" "$@" >out 2>err
    status=$?
}

# compare ARGUMENT...: with the declared differences of the file known, or with none
compare() { conformance compare --known-differences "${known:-none}" "$@"; }

# header TARGET [ORIGIN OF THE DLL]
header()
{
    printf '{"format":"netapi32-conformance","version":1,"system":"wine","windows":"6.1.7601",'
    printf '"wine":"8.0","host":"Linux 6.1","arch":"i386","dll":{"file":"netapi32.dll",'
    printf '"version":null,"from":"%s"},"date":"2026-11-22","rights":"user",' "${2:-native}"
    printf '"server":"(local)","target":"%s"}\n' "$1"
}

windows_header()
{
    header "" windows | sed -e 's/"system":"wine"/"system":"windows"/' -e 's/6.1.7601/10.0.1/' \
        -e 's/"wine":"8.0"/"wine":null/' -e 's/"target":""/"target":null/'
}

# seen UNIT CASE STATUS [OUT [NORM [RAW]]]
seen()
{
    printf '{"unit":"%s","case":"%s","call":"NetSessionEnum","args":{"level":1},"status":%s' \
        "$1" "$2" "$3"
    [ $# -lt 4 ] || printf ',"out":{"bufptr":"%s"}' "$4"
    [ $# -lt 5 ] || printf ',"fields":{"cname":{"norm":"%s","raw":"%s"}}' "$5" "${6-x}"
    printf '}\n'
}

skipped() { printf '{"unit":"%s"%s,"skipped":"%s"}\n' "$1" "${3:+,\"case\":\"$3\"}" "$2"; }
end() { printf '{"unit":"%s","end":{"checks":3,"todo":0,"failures":%s}}\n' "$1" "${2:-0}"; }

documented()
{
    printf '{"format":"netapi32-conformance","version":1,"system":"documented","table":"t.h"}\n'
    printf '{"row":7,"basis":"D","source":"MS-SRVS","cases":"%s","key":"%s","any":[%s]}\n' "$@"
}

# check_run NAME STATUS [TEXT...]: checks the last run, wherever its lines break
check_run()
{
    local name=$1 expected=$2 part text
    shift 2

    check_output "$name: exit status" "$expected" $status
    text=$(cat out err | tr -s ' \n' ' ')
    for part in "$@"; do check "$name: it says '$part'" says "$part" "$text"; done
}

says_not() { ! says "$1" "$(cat out err)"; }

test_values()
{
    (header one; seen u a 0 block c; seen u b 5; end u) >one
    (header two; seen u a 0 block c other; seen u b 5; end u) >two
    compare one two
    check_run "equal records" 0 '0 undeclared differences' 'all A B 2 recorded'
    (header two; seen u a 0 NULL d; seen u b '"no answer"'; end u) >two
    compare one two
    check_run "other values" 1 '3 undeclared differences' '! B no answer' '! B NULL' '! B d'
    (header two; seen u a 0 block; seen u b 5; end u) >two
    compare one two
    check_run "a field that is not there" 1 'fields.cname A c' '! B (absent)'
    (header two; seen u a 0 block ""; seen u b 5; end u) >two
    compare one two
    check_run "an empty one is there" 1 '! B (empty)'
    (header two; seen u a 5; seen u b 5; end u) >two
    compare one two
    check_run "a call that failed leaves other fields, which is one difference" 1 \
        '1 undeclared difference,' 'status A 0' '! B 5'
    compare one two --all
    check_run "--all lists what agrees too" 1 'u/b status A B 5'
}

test_documentation()
{
    (header one; seen u a 124; seen u b 5; end u) >one
    documented 'u/a' status '"124"' >documented
    compare documented one
    check_run "documentation that is kept" 0 'A documented 1 row ' 'all B 1 agrees, 1 recorded'
    documented 'u/*' status '"124","87"' 'u/b' status '"87","5"' 'u/a' out.nothing '"x"' >documented
    compare documented one
    check_run "each row has to admit a value" 1 '1 undeclared difference,' \
        'u/b status A 124 or 87 D7 MS-SRVS' ' 87 or 5' '! B 5 not as documented'
    documented 'u/a' status '"87"' 'u/*' status '"87"' >documented
    compare documented one
    check_run "two rows of the same" 1 'status A 87 D7 MS-SRVS ! B 124'
    documented 'v/*' status '"0"' >documented
    compare one documented
    check_run "documentation is no platform" 0 'u A 2 recorded' \
        'D7 MS-SRVS v/. status' '1 documented row without a value'
}

test_presence()
{
    (header one; seen u a 0; seen u b 0; end u; seen v a 0; end v) >one
    (header two; seen u a 0; end u) >two
    compare one two
    check_run "a case that is lacking" 1 'u/b presence A there' '! B not there' \
        'u A 2 recorded u B 1 undeclared, 1 recorded v A 1 recorded v B 1 not run' \
        ', 2 cases that no other has' 'v 1 B not run the unit did not run'
    (header two; seen u a 0; skipped u 'no rights' b; end u; skipped v 'not here'; end v) >two
    compare one two
    check_run "a skipped one is no difference" 0 'u 1 B skipped no rights' \
        'v 1 B skipped not here' '2 cases missing undeclared'
    compare one two --strict
    check_run "but fails with --strict" 1
    printf '* two ; u/b ; presence ; A reason.\n* two ; v/* ; presence ; Another.\n' >known
    known=known compare one two --strict
    check_run "unless it is declared" 0 '0 cases missing undeclared'
    (header two; seen u a 0; seen u b 0; end u) >two
    compare one two --strict
    check_run "a unit that did not run fails with --strict, too" 1 '1 case missing undeclared'
    (header two; seen u a 0; seen v a 0; end v) >two
    compare one two
    check_run "a unit that broke off" 1 '1 undeclared difference,' 'u/end end A reached' \
        '! B broke off' 'u 1 B not run the unit broke off'
    compare two one
    check_run "also in the first record" 1 '1 undeclared difference,' '! end A broke off'
    (header two; seen u a 5; seen v a 0; end v; seen u a 0; seen u b 0; end u) >two
    compare one two
    check_run "a later run replaces it" 0
    (header two; seen u a 0; seen u b 0; end u 4; seen v a 0; end v) >two
    compare one two
    check_run "failed checks are told" 1 'Wine 8.0 i386, two u 4'
}

test_failures()
{
    local known=known

    (header one; seen u a 0; end u) >one
    (header two; seen u a 0; end u 4) >two
    : >known
    compare one two
    check_run "checks that failed" 1 '1 undeclared difference,' 'u/end failures A 0 ! B 4'
    echo '* two ; u/end ; failures ; A reason.' >known
    compare one two
    check_run "unless they are declared" 0 '0 undeclared differences, 1 declared'
    echo '* two ; u/end ; failures=3 ; A reason.' >known
    compare one two
    check_run "and in this number" 1 '1 undeclared difference, 0 declared'
    conformance check one two
    check_run "check tells of them, too" 1 'two: failures by unit: u 4;'
    conformance check --with-failures two
    check_run "if they are not accepted" 0
    (windows_header; seen u a 0; end u 4) >windows
    conformance check windows
    check_run "or those of Windows" 0
    compare windows one
    check_run "which are no difference" 0 '1 finding about the documents' '? failures A 4'
}

# Windows is right where a document and our guess are not.
test_findings()
{
    documented u/a status '"124"' u/b status '"0"' >documented
    (windows_header; seen u a 87; seen u b 0; seen u c 5; end u 1) >windows
    (header two; seen u a 124; seen u b 0; seen u c 6; end u) >two
    (header three; seen u a 87; seen u b 1; seen u c 5; end u) >three
    compare documented windows
    check_run "a document that Windows contradicts" 0 '0 undeclared differences, ' \
        ' 2 findings about the documents' 'contradicts a row, or.* u/a status A 124 D7 MS-SRVS' \
        '? B 87 not as documented' 'u B 2 finding, 2 agrees'
    compare documented windows two
    check_run "who does as the document says differs from Windows" 1 '2 undeclared' \
        '! C 124 not as on Windows' 'no row (U).* u/c status B 5 ! C 6 not as on Windows'
    compare documented windows three
    check_run "who does as Windows does differs from nothing" 1 '1 undeclared' \
        'u/b status A 0 D7 MS-SRVS B 0 ! C 1 not as documented'
    check_output "which is no finding" 1 "$(grep -c '^u/b$' out)"
    (header stock wine-builtin; seen u a 87; seen u b 0; seen u c 6; end u) >stock
    compare documented windows stock
    check_output "a DLL of others is no guess of ours" 1 "$(grep -c '^u/c$' out)"
    (windows_header; seen u a 0 untouched; end u) >windows
    (header two; seen u a 0 untouched; end u) >two
    compare windows two
    check_run "what Windows does is no false success" 0 'A false success 1.*B works 1\|A B works 1'
    sed '/"status":87/d; /"end"/d' windows >broken
    compare documented windows broken
    check_run "a unit that broke off on Windows is no finding" 1 '1 undeclared difference,' \
        'u/end end'
}

# called CALL STATUS [OUT]: a case of this function
called() { seen u "$1 ${2//\"/}" "$2" ${3+"$3"} | sed "s/NetSessionEnum/$1/"; }

test_conduct()
{
    local known=known

    documented 'u/NetA*' status '"0"' 'u/NetD*' status '"0"' 'u/NetF*' out.bufptr '"block"' \
        'u/NetG*' status '"87"' >documented
    (header one
     called NetA '"not implemented"'; called NetA '"not exported"'
     called NetB 0 block; called NetB '"exception 0xc0000005"'
     called NetC 0 untouched; called NetD 2310; called NetD 50; called NetE 0 block
     called NetF 0 NULL; called NetG 0; called NetH 0; called NetrI 9
     called NetK 5
     seen u 'a NetJ' '"not exported"' | sed 's/NetSessionEnum/GetProcAddress/'; end u) >one
    (header two; called NetH 0 | sed 's/"status":0/"status":5/'
     called NetK 5 | sed 's/"status":5/"status":50/'; end u; seen v a 1) >two
    echo '* one ; u/NetD* ; status ; A reason.' >known
    compare documented one two
    check_run "how many functions do what" 1 'Wine 8.0 i386, one 1 1 3 1 0 3'
    check_run "a function that is not there" 1 'B missing 1 NetA not as D7 MS-SRVS'
    check_run "one that crashes in some cases" 1 'crashes 1 NetB\* '
    check_run "a unit that broke off" 1 'C crashes 1 the unit v'
    check_run "success for nothing" 1 'false success 3 NetC, NetF, NetG not as D7 MS-SRVS'
    check_run "a refusal" 1 'refuses 1 NetD A reason.; not as D7' 'C refuses 1 NetK'
    check_run "what another DLL has otherwise" 1 'C differs 1 NetH'
    check_run "the rest, without raw calls" 1 'B works 3 NetE, NetH, NetK' \
        'no such export 1 a NetJ'
}

test_formats()
{
    local kind

    documented u/a status '"0"' u/b status '"0"' v/a status '"0"' >documented
    (header one; seen u a 5; seen u b 0; end u; skipped v 'no rights' a; end v) >one
    (header two; seen u a 0; seen u b 6; end u 2; seen v b 0; end v) >two
    echo '* two ; u/b ; status ; A <reason>.' >declared
    known=declared compare documented one two --jsonl lines --junit junit.xml
    check_run "JSON Lines and JUnit XML" 1
    check_output "a line for each platform, function, and case of a platform" "3 2 10" \
        "$(for kind in platform function case; do grep -c "^{\"$kind\":" lines; done | xargs)"
    check "each is JSON" python3 -c 'import json, sys; [*map(json.loads, open(sys.argv[1]))]' lines
    check "a difference is in its line" grep -q \
        '"case":"u/a","platform":"Wine 8.0 i386, one","state":"undeclared".*"status":"5".*D7' lines
    check "and what the function does" grep -q \
        '{"function":"NetSessionEnum","platform":"Wine 8.0 i386, two","refuses":1,"works":2}' lines
    check_output "what fails in JUnit XML" "u/a v/b u/a u/end" "$(junit failure)"
    check_output "what is skipped there" "v/a u/b v/a" "$(junit skipped)"
    (header one; seen u a 0; seen u b 0; end u; skipped v 'no rights' a; end v) >one
    (header two; seen u a 0; seen u b 0; end u; seen v a 0; end v) >two
    compare documented one two --junit junit.xml
    check_output "a case that is skipped fails there" "0 " "$status $(junit failure)"
    compare documented one two --junit junit.xml --strict
    check_output "with --strict only" "1 v/a" "$status $(junit failure)"
    write_hostile
    compare one hostile --jsonl lines --junit junit.xml
    check "hostile text is text there" [ -z "$(grep -iE '<(script|img)|\]\]>' junit.xml)" ]
    check "and the file is well-formed" eval 'junit failure >/dev/null'
}

# junit ELEMENT: the tests of junit.xml that have it; checks the counts of the suites
junit()
{
    python3 - "$1" <<'PYTHON'
import sys
import xml.etree.ElementTree
names = []
for suite in xml.etree.ElementTree.parse("junit.xml").getroot():
    cases = suite.findall("testcase")
    found = [case for case in cases if case.find(sys.argv[1]) is not None]
    assert int(suite.get("tests")) == len(cases), suite.attrib
    assert int(suite.get(sys.argv[1].replace("failure", "failures"))) == len(found), suite.attrib
    names += [f"{suite.get('name').rpartition(': ')[2]}/{case.get('name')}" for case in found]
print(*names)
PYTHON
}

test_known()
{
    local known=known

    (header one; seen u a 0 block; end u) >one
    (header two; seen u a 5 NULL; end u) >two
    printf '# why\n\n* two ; u/* ; status ; Our reason; with more.\n' >known
    compare one two
    check_run "one of two is declared" 1 '1 undeclared difference, 1 declared' \
        '~ Our reason; with more. 1 1 B known:3' 'out.bufptr A block'
    echo '*two;u/a;out.*;Another.' >>known
    compare one two --strict
    check_run "both are" 0 '0 undeclared differences, 2 declared, 0 declared but'
    printf '*two ; u/* ; status=5 ; This value only.\n*two;u/a;out.*;Another.\n' >exact
    known=exact compare one two --strict
    check_run "one value can be declared" 0 '0 undeclared differences, 2 declared'
    sed -i 's/status=5/status=6/' exact
    known=exact compare one two
    check_run "and no other" 1 '1 undeclared difference, 1 declared'
    echo '*, one ; * ; * ; Never seen.' >>known
    compare one two
    check_run "one that is gone is told" 0 'known:5 A Never seen.'
    compare one two --strict
    check_run "and fails with --strict" 1 '1 declared but not seen'
    echo 'Windows* ; * ; * ; For others.' >known
    echo '* ; v/* ; * ; For another unit.' >>known
    compare one one --strict
    check_run "one that is not about these records is not" 0 ' 0 declared but not seen'
    (header two; end u) >two
    echo '*two ; u/a ; presence ; It has none.' >known
    compare one two --strict
    check_run "a case can be lacking by declaration" 0 '0 declared, ' 'u 1 B skipped'
    for line in 'a ; b ; c' 'a ; b ; c ;' '; b ; c ; d'; do
        echo "$line" >known
        compare one two
        check_run "the line '$line'" 2 'known:1: not four fields, or an empty one; the form is'
    done
    known=nowhere
    compare one two
    check_run "no such file" 2 "nowhere: can't be read: No such file"
}

# strict NAME STATUS TEXT [COMMAND...]: compares three records after the command has changed them
strict()
{
    local name=$1 expected=$2 text=$3 known=known
    shift 3

    documented 'u/*' status '"0","5"' 'u/a' fields.cname '"c"' 'v/*' status '"0"' >documented
    (header one; seen u a 0 block c; seen u b 5; end u; seen v a 0; end v) >one
    (header two; seen u a 0 block d; seen u b 5; end u; seen v a 0; end v) >two
    echo '*two ; u/* ; fields.cname=d ; As its server has it.' >known
    "$@"
    compare --strict documented one two --junit junit.xml
    check_run "--strict: $name" "$expected" "$text"
    check_output "JUnit XML has it, too" "$expected" "$([ -z "$(junit failure)" ]; echo $?)"
}

both() { "$@" one; "$@" two; }
without() { sed -i "/\"unit\":\"$1\"/d" "$2"; }
skip_cases() { sed -i -E 's/("case":"[^"]*"),"call".*/\1,"skipped":"no reason"}/' "$1"; }
skip_unit() { without u "$1"; { skipped u 'no session'; end u; } >>"$1"; }
without_fields() { sed -i 's/,"fields":.*/}/' "$1"; }
other_dll() { sed -i -e 's/"native"/"wine-builtin"/' -e '2s/"status":0/"status":120/' two; }

# declare_line LINE [COMMAND...]: declares a difference, and runs the command
declare_line() { echo "$1" >>known; shift; "$@"; }

# Mistakes that a careless change of the suite, or of its surroundings, makes in the records
test_strict()
{
    strict "what all agree about" 0 '0 undeclared differences, 1 declared, 0 declared but not'
    strict "a unit that did not run" 1 '1 case missing undeclared' without v two
    strict "nor in the first record" 1 '1 case missing undeclared' without v one
    strict "a unit that was skipped" 1 'u 2 B skipped no session' skip_unit one
    strict "cases that were skipped" 1 '3 cases missing undeclared' skip_cases one
    strict "cases that nobody has" 1 'D7 MS-SRVS v/. status' both without v
    strict "cases that everybody skips" 1 '3 documented rows without a value' both skip_cases
    strict "fields that nobody has" 1 'D7 MS-SRVS u/a fields.cname' both without_fields
    strict "another value than the declared one" 1 '1 undeclared difference, 0 declared, 1' \
        sed -i 's/"norm":"d"/"norm":"e"/' two
    strict "the declared value elsewhere" 1 '1 undeclared difference, 1 declared, 0' \
        sed -i 's/"norm":"c"/"norm":"d"/' one
    strict "a declared value that is gone" 1 '1 declared but not seen' \
        sed -i 's/"norm":"d"/"norm":"c"/' two
    strict "what is not there, by declaration" 0 ' 2 declared, 0 declared but not seen' \
        declare_line '*two ; w/a ; fields.cname=(absent) ; Why.' eval '
            (seen w a 0 block c; end w) >>one; (seen w a 0 block; end w) >>two'
    strict "what is empty, by declaration" 0 ' 2 declared, 0 declared but not seen' \
        declare_line '*two ; w/a ; fields.cname=(empty) ; Why.' eval '
            (seen w a 0 block c; end w) >>one; (seen w a 0 block ""; end w) >>two'
    strict "a case that is skipped, by declaration" 0 ' 0 cases missing undeclared' \
        declare_line '*two ; v/* ; presence ; Why.' without v two
    strict "such a declaration without need" 1 ' 1 declared but not seen' \
        declare_line '*two ; v/* ; presence ; Why.'
    strict "a documented row without a value, by declaration" 0 ' 0 documented rows without' \
        declare_line 'documented ; v/* ; status ; Why.' both without v
    strict "such a declaration without need" 1 ' 1 declared but not seen' \
        declare_line 'documented ; v/* ; status ; Why.'
    strict "another DLL" 1 '1 undeclared difference, ' other_dll
}

test_labels()
{
    (header one; end u) >one
    (header one wine-builtin; end u) >stock
    (windows_header; end u) >windows
    compare one one stock windows 'My own=one'
    check_run "labels" 0 'A Wine 8.0 i386, one native' 'B Wine 8.0 i386 (2), one' \
        'C Wine 8.0 i386 builtin, one' 'D Windows 10.0.1 i386, user' 'E My own'
    compare a=one a=one
    check_run "a name twice" 2 "a=one: the name is empty or another record's"
    compare one
    check_run "one record" 2 "one: can't be compared; name two or more"
    conformance compare --bogus one one
    check_run "an unknown option" 2 'usage: conformance'
}

# bad NAME MESSAGE: compares the file bad, which must give that message
bad()
{
    compare one bad
    check_run "$1" 2 "conformance: $2.*; "
    check "$1: one line, no traceback" [ "$(wc -l <err)" = 1 ]
}

test_bad_records()
{
    local good

    (header one; seen u a 0; end u) >one
    good=$(header bad)
    : >bad; bad "an empty file" 'bad: the file is empty'
    head -c -30 one >bad; bad "a cut line" 'bad:3: the file is cut off within its last line'
    head -c -1 one >bad; bad "a cut line feed" 'bad:3: the file is cut off'
    printf '%s\n{"unit":\n' "$good" >bad; bad "half an object" 'bad:2: not a line of JSON'
    printf '%s\n%s\n' "$good" '[1]' >bad; bad "no object" 'bad:2: not an object'
    printf '%s\n\n' "$good" >bad; bad "an empty line" 'bad:2: not a line of JSON'
    printf '{}\n' >bad; bad "no header" 'bad:1: the first line is no header'
    sed 's/"version":1/"version":2/' one >bad
    bad "another version" "bad:1: the format's version is 2, not 1"
    sed 's/"system":"wine"/"system":"reactos"/' one >bad
    bad "another system" 'bad:1: there is no system reactos'
    sed 's/"wine":"8.0"/"wine":null/' one >bad; bad "Wine without version" 'bad:1: "wine" is not'
    for value in NaN Infinity -Infinity 1e999 true null '{}' "$(printf '[%.0s' {1..100000})"; do
        (echo "$good"; seen u a "$value"; end u) >bad
        bad "status ${value:0:9}" 'bad:2: '
    done
    (echo "$good"; seen u a 0; seen u b 0; seen u a 0; end u) >bad
    bad "a case twice" 'bad:4: the case a is there twice'
    (echo "$good"; seen u end 0; end u) >bad; bad "a case called end" 'bad:2: a case is called end'
    (echo "$good"; seen u/v a 0) >bad; bad "a unit with a slash" "bad:2: a unit can't be called"
    (echo "$good"; seen u $'\377' 0) >bad; bad "another encoding" 'bad:2: not UTF-8'
    printf '\357\273\277%s\n' "$good" >bad; bad "a byte order mark" 'bad:1: not a line of JSON'
    compare one nowhere
    check_run "a file that is not there" 2 "nowhere: can't be read: No such file"
    compare one one --html nowhere/page.html
    check_run "a page that can't be written" 2 "nowhere/page.html: can't be written"
}

test_expected()
{
    cat >table.h <<'TABLE'
/* DOCUMENTED( 1, D, "in a comment", "u/a", "status", "0" ) */
#define DOCUMENTED( a, b, c, d, e, f ) { a, #b, \
                                         c, d, e, f },
// DOCUMENTED( 1, D, "in a comment", "u/a", "status", "0" )
static const char *text = "DOCUMENTED( /*";
DOCUMENTED( 7, D, "MS-SRVS, \"3.1\"", "u/a",
            "status", "124" )
DOCUMENTED( 16, O, "a/*" /* no */
            "b", "u/l*", "status", "\\\\c|\\\\[c]|" )
TABLE
    conformance expected --table table.h -o documented
    check_run "a table" 0
    cat >wanted <<'WANTED'
{"format":"netapi32-conformance","version":1,"system":"documented","table":"table.h"}
{"row":7,"basis":"D","source":"MS-SRVS, \"3.1\"","cases":"u/a","key":"status","any":["124"]}
{"row":16,"basis":"O","source":"a/*b","cases":"u/l*","key":"status","any":["\\\\c","\\\\[c]",""]}
WANTED
    check "its record" cmp wanted documented
    (header one; seen u a 124; seen u 'l 10, a' '"\\\\[c]"'; end u) >one
    compare documented one
    check_run "it can be compared" 0 'A documented 2 rows' 'all B 2 agrees'
    printf 'DOCUMENTED( 7, D, "a set", "u/{l|m} {1|}, * x", "status", "0" )\n' >table.h
    conformance expected --table table.h -o documented
    (header one; seen u 'l 1, x x' 1; seen u 'm , a x' 1; seen u 'm 11, a x' 1
     seen u 'l|m 1, x x' 1; end u) >one
    compare documented one
    check_run "a set of texts in a row" 1 '2 undeclared'
    for row in '7, U, "s", "u/a", "status", "1"' '7, D, "", "u/a", "status", "1"' \
            '7, D, "s", "a", "status", "1"' '7, D, "s", "u/a", "field.x", "1"' \
            '7, D, "s", "u/a", "status"' '7, D, "s", "u/a", "status", 1' \
            'x, D, "s", "u/a", "status", "1"' \
            '7, D, "s", "u/a", "status", "\q"' '7, D, "s", "u/a", "status", L"1"'; do
        printf '\nDOCUMENTED( %s )\n' "$row" >table.h
        conformance expected --table table.h
        check_run "the row $row" 2 'table.h:2: .*; a row is DOCUMENTED('
    done
    : >table.h
    conformance expected --table table.h
    check_run "no row" 2 'table.h: no row'
    if [ -e "$source_dir/tests/netapi32/documented.h" ]; then
        conformance expected -o documented
        check_run "the tree's own table" 0
        check_output "each row of it is read" \
            "$(grep -c '^DOCUMENTED' "$source_dir/tests/netapi32/documented.h")" \
            "$(grep -c '"row"' documented)"
    fi
}

test_show()
{
    (header one; seen u a 0; skipped u 'no rights' b; end u 2; seen v a 0) >one
    conformance show one
    check_run "show" 0 'Wine 8.0 i386, one' 'u 1 1 3 0 2 reached' 'v 1 0 broke off' 'u b no rights'
    conformance check one
    check_run "check of a unit that broke off" 1 'one: unit v broke off'
    (header two; end u) >two
    conformance check two documented
    check_run "check of whole records" 0
    header two >two
    conformance check two
    check_run "check of a header alone" 1 'two: there is nothing behind the header'
    (header two; end u; end v) >two
    conformance check two
    check_run "check of a suite that was ended" 1 'two: the suite did not come to its end'
    (seen suite u '"ended"'; seen suite v '"ended with 0xc0000374"'; end suite) >>two
    conformance check two
    check_run "check of a unit that crashed" 1 'two: the process of unit v ended with 0xc0000374'
    sed -i 's/ended with 0xc0000374/ended/' two
    conformance check two
    check_run "check of a suite that came to its end" 0
}

# Tricks that a foreign record may try, in each of its strings
write_hostile()
{
    (header one; seen u a 0; end u) >one
    header HERE | python3 -c '
import json, sys
nasty = """<script>alert(1)</script><img src=x onerror=alert(2)>"&amp;]]>--><!--`|*b*_c_ {{data}}
### title [l](http://evil.example) www.evil.example @all #1 $a$ \\ \0\7\33[31m\u202e\ud800\r"""
header = json.loads(sys.stdin.readline())
header["target"] = header["rights"] = header["dll"]["file"] = nasty
unit = nasty.replace("/", "")
for line in (header,
             {"unit": "u", "case": "a", "call": nasty, "args": {nasty: nasty}, "status": nasty,
              "out": {nasty: nasty}, "fields": {nasty: {"norm": nasty, "raw": nasty}}},
             {"unit": "u", "case": nasty, "call": nasty, "status": 0},
             {"unit": "u", "end": {"failures": 1}},
             {"unit": unit, "case": nasty, "skipped": nasty}, {"unit": unit, "skipped": nasty}):
    print(json.dumps(line))' >hostile
    echo '* ; */a ; status ; <script>alert(3)</script> | `reason`' >known
}

test_hostile()
{
    local known=known

    write_hostile
    compare one hostile --markdown report.md
    check_run "a hostile record" 1
    check "only ASCII reaches the terminal" [ -z "$(tr -d '\n -~' <out)" ]
    check "no control character reaches Markdown" \
        [ -z "$(sed 's/[≠≈◇✓○–·]//g' report.md | tr -d '\n -~')" ]
    check "no markup of the record's" \
        [ -z "$(grep -iE '<(script|img)|[`@$#*][a-z]|\]\(|http:|www\.|_c_' report.md)" ]
    check "no line of its own" [ -z "$(grep '^### title' report.md)" ]
    check "every row of a table has as many cells as its head" awk -F'|' '
        /^\| ---/ { columns = NF } /^$/ { columns = 0 }
        /^\|/ && columns && NF != columns { exit 1 }' report.md
}

wider_than() { sed 's/\x1b\[[0-9]*m//g' out | grep -qE ".{$(($1 + 1))}"; }

# on_terminal [VARIABLE=VALUE...]
on_terminal()
{
    env TERM=xterm "$@" script -qec "$source_dir/tools/conformance compare one hostile \
        --known-differences none" /dev/null </dev/null | tr -d '\r' >out
}

test_terminal()
{
    local width

    write_hostile
    compare one hostile
    check "80 columns where there is no terminal" eval '! wider_than 80'
    check "and no colours" says_not $'\033'
    for width in 70 200; do
        on_terminal COLUMNS=$width
        check "colours on a terminal" grep -q $'\033\[31m' out
        check "not wider than $width columns" eval "! wider_than $width"
    done
    check "but wider than 80 where there is room" wider_than 80
    on_terminal NO_COLOR=1
    check "no colours with NO_COLOR" says_not $'\033\[31m'
}

# big LABEL STATUS CASES: writes a record with as many cases in each of ten units
big()
{
    local unit

    header "$1"
    for unit in a b c d e f g h i j; do
        seen $unit 'NUMBER, a name that is not short' "$2" block c 127.0.0.1 | awk -v cases="$3" '
            { for (i = 0; i < cases; i++) { line = $0; sub("NUMBER", i, line); print line } }'
        end $unit
    done
}

test_markdown()
{
    local known=known size

    (header one; seen u a 0; seen u b 0; end u 1) >one
    (header two; seen u a 1; seen u b 1; end u) >two
    echo '* ; u/a ; status ; A reason.' >known
    compare one two --markdown report.md
    cp report.md kept
    compare one two --markdown -
    check_run "Markdown" 1 '| ≠ | u/b | status | B | 1 | |' \
        '| ≈ | A reason. | 1 | 1 | B | known&#58;1 |' \
        '| all | ≠1 ○2 | ≠1 ≈1 ○1 |'
    check "it is the same on standard output" cmp out kept
    big one 0 500 >one
    big two "\"$(printf '%0300d' 0)\"" 500 >two
    compare one two --markdown report.md
    size=$(wc -c <report.md)
    check "a long text is cut below 1 MiB" [ "$size" -gt 900000 -a "$size" -lt 1048576 ]
    check "and says so" grep -q ' rows did not fit here' report.md
}

test_page()
{
    local known=known name

    if ! { command -v chromium && command -v chromedriver &&
           /usr/bin/python3 -c 'import selenium'; } >/dev/null 2>&1; then
        skip "the page in a browser: install chromium, chromium-driver and python3-selenium"
        return
    fi
    documented 'u/a' status '"0"' 'u/b' fields.cname '"c","d"' >documented
    (header one; seen u a 0; seen u b 0 block c 127.0.0.1; seen u c 0; end u) >one
    (header two; seen u a 5; seen u b 0 NULL e 127.0.0.2; skipped u 'no rights' c; end u 3
     seen v alone 0; end v) >two
    echo '*two ; u/b ; out.* ; A reason of ours.' >known
    compare documented one two --html page.html
    write_hostile
    compare one hostile --html hostile.html
    for name in one two three four five; do big $name 0 100 >$name; done
    sed -i '2,900s/"status":0/"status":5/' three
    compare one two three four five --html big.html
    for name in {1..14}; do
        (header "$name, reference"; seen session_getinfo a 0; end session_getinfo
         seen session_enum a 0; end session_enum 151) >wide$name
    done
    compare documented wide{1..14} --html wide.html
    check "the page of 5,000 observations is below 4 MB" [ "$(wc -c <big.html)" -lt 4000000 ]
    check "no page names a place to load from" \
        [ -z "$(grep -ioE '(src|href)=|url\(|@import|fetch\(' page.html big.html)" ]
    take "in a browser" "$source_dir/tests/tools/conformance_html.py" "$dir" "${SCREENSHOTS-}"
}

check "it is written in what Python 3.9 has" python3 -c 'import ast, sys
ast.parse(open(sys.argv[1], encoding="utf-8").read(), feature_version=(3, 9))' \
    "$source_dir/tools/conformance"
test_values
test_documentation
test_presence
test_failures
test_findings
test_conduct
test_formats
test_known
test_strict
test_labels
test_bad_records
test_expected
test_show
test_hostile
test_terminal
test_markdown
test_page
close_test
