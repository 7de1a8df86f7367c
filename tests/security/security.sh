#!/bin/bash
#
# Tests the claims of docs/security.md
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
#
# BUILD names the build tree, TEST_PREFIX a prefix with our netapi32.dll in it.
#
# Each check has the number of its claim. At the end the numbers of the page and of the checks must
# be the same.

set -u
self=$(readlink -f "$0")
source_dir=${self%/tests/*}
. "$source_dir/tests/lib.sh"
. "$source_dir/tests/servers.sh"
. "$source_dir/tests/credentials/caller.sh"

here=$source_dir/tests/security

page=$source_dir/docs/security.md
smbpipe=$BUILD/programs/smbpipe/smbpipe
server=127.0.0.1
nobody=65534

######## other users of this machine

# Runs the given command where no other test makes a name in the folders. Both files may be in one
# of them, so they are used by another path.
alone='mount --rbind / /mnt
    for folder in /tmp /var/tmp /dev/shm /run; do mount -t tmpfs none $folder; done
    program=$1
    shift
    exec "/mnt$0" "/mnt$program" "$@"'

test_others()
{
    if [ "$(id -u)" != 0 ]; then
        skip "S1 another user: only root can be one"
        skip "S2 what smbpipe has open: only root can look into all of it"
        return
    fi
    take "" timeout 100 unshare --mount sh -e -c "$alone" "$here/others.py" "$smbpipe" $server \
        $nobody
}

######## between smbpipe and the server

answers() { tr -d '\r' <"$work/out" | xargs; }

start_tricks()
{
    local trick number=0 pairs=()

    tricks=$("$here/mitm.py")
    for trick in $tricks; do
        number=$((number + 1))
        address_of[$trick]=127.0.1.$number
        pairs+=("$trick=127.0.1.$number")
        questions+=("enum 127.0.1.$number")
    done
    start_middle "$work/seen" "${pairs[@]}" nothing=127.0.1.250
}

all_seen() { [ "$(cat "$work"/seen/*.seen 2>/dev/null | wc -l)" -ge "$1" ]; }

# ask_all: sets answer_of and seen_of each trick
ask_all()
{
    local trick

    rm -f "$work"/seen/*
    run_program "${questions[@]}"
    within 60 all_seen ${#questions[@]}
    exec 6< <(tr -d '\r' <"$work/out")
    for trick in $tricks; do
        read -r _ answer_of[$trick] <&6
        seen_of[$trick]=$(cat "$work/seen/${address_of[$trick]}.seen")
    done
    exec 6<&-
}

# trick CLAIM NAME ANSWER SENT: checks the program's status, and the commands that smbpipe had sent
trick()
{
    check_output "$1 $settings: $2" "$3 after $4" "${answer_of[$2]} after ${seen_of[$2]%%,*}"
    unseen=${unseen/ $2 / }
}

# answer NAME ANSWER SENT: like trick, for tricks that wait for the answer of the call. Samba from
# 4.22 on can leave all sessions out of it. Then the trick finds nothing to change, and netapi32
# asks again, three times at most.
answer()
{
    local again sent=${seen_of[$1]%%,*}

    for again in 1 2 3; do
        [ "$sent" = "$3" ] || sent=${sent% "${3##* }"}
    done
    check_output "S12 $settings: $1" "$2 after $3" "${answer_of[$1]} after $sent"
    unseen=${unseen/ $1 / }
}

# tampered NAME SENT: like answer, for a changed answer. netapi32 must refuse every changed answer.
tampered()
{
    check_output "S12 $settings: $1 has changed an answer" changed "${seen_of[$1]##*, }"
    answer "$1" 64 "$2"
}

# pointless TRICK...: skips tricks for other settings
pointless()
{
    check_output "no trick is forgotten" "$(printf '%s\n' "$@" | sort | xargs)" \
        "$(xargs -n 1 <<<"$unseen" | sort | xargs)"
}

# Whatever a trick does, the client must begin with SMB2, and prove its account in one way only.
check_proofs()
{
    local name=admin

    check_output "S9 $settings: nobody was spoken to but in SMB2" "" \
        "$(cut -d, -f1 "$work"/seen/* | grep -v '^negotiate')"
    check_output "S13 $settings: NTLMv2 or nothing" " NTLMv2 $name, nothing" \
        "$(cut -d, -f2 "$work"/seen/* | sort -u | paste -sd,)"
    check_output "S13 $settings: the name goes out, no password or hash of it" " name, nothing" \
        "$(cut -d, -f3 "$work"/seen/* | sort -u | paste -sd,)"
    check "S14 $settings: nobody went to where the redirection leads" \
        [ ! -e "$work/seen/127.0.1.250.seen" ]
}

# Tricks with the same outcome whatever was negotiated
common_tricks()
{
    trick S9 smb1 53 negotiate
    trick S11 guest 5 "$setup"
    trick S11 null 5 "$setup"
    trick S11 guest-at-once 53 'negotiate session'
    trick S11 refused 1326 "$setup"
    trick S12 session-unsigned 5 "$setup"
    trick S12 session-changed 5 "$setup"
    trick S12 proof-changed 1326 "$setup"
    trick S12 ntlm-only 5 "$setup"
    trick S13 other-target 53 "$setup"
    trick S13 old-ntlm 53 'negotiate session'
    trick S14 redirect 1232 "$setup"
    check_proofs
}

# begin_settings NAME [LINE...]
begin_settings()
{
    settings=$1
    setup='negotiate session session'
    shift
    write_client_conf "$@"
    # Earlier tricks may have left broken entries in Samba's list of sessions, see mitm.py.
    $TESTBED_CTL restart 9>&-
    ask_all
    unseen=" ${tricks//$'\n'/ } "
}

# The key that signs the end of the session setup depends on a hash of the negotiation.
newest_dialect()
{
    local dialect

    common_tricks
    for dialect in 202 210 300 302; do trick S10 answer-$dialect 5 "$setup"; done
    trick S10 no-signing-offered 5 "$setup"
    trick S10 no-signing-answered 5 "$setup"
    trick S10 no-capabilities 5 "$setup"
    trick S10 no-cipher 5 "$setup"
    # A server that knows only older dialects ends the connection at the client's question.
    trick S10 offer-202 53 "$setup tree ioctl"
    trick S10 offer-210 53 "$setup tree ioctl"
    trick S10 offer-300 53 "$setup $1"
    trick S10 offer-302 53 "$setup $1"
}

test_encrypted()
{
    begin_settings 'SMB 3.1.1'
    answer nothing '0 admin' "$setup ? ? ? ?"
    check "S12 smbpipe says what it can be" grep -q 'not signed by the server' "$work/err"
    newest_dialect '? ?'
    tampered answer-changed "$setup ? ? ? ?"
    tampered answer-decrypted "$setup ? ? ? ?"
    trick S12 answer-repeated 53 "$setup ? ?"
    pointless answer-unsigned
}

test_signed()
{
    local all='tree create ioctl ioctl'

    begin_settings 'SMB 3.1.1, signed only' 'client smb encrypt = off'
    answer nothing '0 admin' "$setup $all"
    newest_dialect 'tree ioctl'
    tampered answer-changed "$setup $all"
    tampered answer-unsigned "$setup $all"
    trick S12 answer-repeated 53 "$setup tree create"
    pointless answer-decrypted
}

# Over the signed session, the client asks the server to repeat the negotiation's contents.
test_3_0()
{
    begin_settings 'SMB 3.0' 'client ipc max protocol = SMB3_00'
    answer nothing '0 admin' "$setup ? ? ? ? ?"
    common_tricks
    trick S10 offer-202 53 "$setup tree ioctl"
    trick S10 offer-210 53 "$setup tree ioctl"
    trick S10 answer-202 5 "$setup"
    trick S10 answer-210 5 "$setup"
    trick S10 no-signing-offered 53 "$setup ? ?"
    trick S10 no-signing-answered 5 "$setup ? ?"
    trick S10 no-capabilities 5 "$setup tree ioctl"
    tampered answer-changed "$setup ? ? ? ? ?"
    tampered answer-decrypted "$setup ? ? ? ? ?"
    trick S12 answer-repeated 53 "$setup ? ?"
    pointless offer-300 answer-300 offer-302 answer-302 no-cipher answer-unsigned
}

test_2_1()
{
    local all='tree ioctl create ioctl ioctl'

    begin_settings 'SMB 2.1' 'client ipc max protocol = SMB2_10'
    answer nothing '0 admin' "$setup $all"
    common_tricks
    trick S10 offer-202 53 "$setup tree ioctl"
    trick S10 answer-202 5 "$setup tree ioctl"
    trick S10 no-signing-offered 53 "$setup tree ioctl"
    trick S10 no-signing-answered 5 "$setup tree ioctl"
    trick S10 no-capabilities 5 "$setup tree ioctl"
    tampered answer-changed "$setup $all"
    tampered answer-unsigned "$setup $all"
    trick S12 answer-repeated 53 "$setup tree ioctl"
    pointless offer-210 answer-210 offer-300 answer-300 offer-302 answer-302 no-cipher \
        answer-decrypted
}

# Settings that an administrator may have made for old servers
test_weak_settings()
{
    begin_settings 'weak settings' 'client min protocol = CORE' 'client ipc min protocol = CORE' \
        'client signing = off' 'client ipc signing = off' 'client use spnego = no' \
        'client ntlmv2 auth = no' 'client lanman auth = yes' 'client plaintext auth = yes'
    answer nothing '0 admin' "$setup ? ? ? ?"
    newest_dialect '? ?'
}

# netapi32 must not send an account that is stored for one server to another.
test_stored()
{
    local here=127.0.1.1 there=127.0.1.250

    write_client_conf
    rm -f "$work"/seen/*
    (unset SMBPIPE_AUTH_FILE; run_program "write $here $TESTBED_DOMAIN\\alice $passwords/alice" \
        "enum $here" "enum $there" "erase $here")
    check_output "S14 the calls end" "write 0 enum 5 enum 5 erase 0" "$(answers)"
    within 60 all_seen 2
    check_output "S14 the server that it is stored for sees it" " NTLMv2 alice" \
        "$(cut -d, -f2 "$work/seen/$here.seen")"
    check_output "S14 another one sees nobody" " anonymous" \
        "$(cut -d, -f2 "$work/seen/$there.seen")"
}

######## the page

# table_rows: of the page, those that begin with the number of a claim
table_rows() { grep '^| S[0-9]* |' "$page"; }

# named_tests: FILE FUNCTION, of the rows
named_tests()
{
    table_rows | grep -o '`tests/[^`]*`: [a-z_, ]*' | sed 's/`//g; s/,//g' |
        while read -r file functions; do
            printf "${file%:} %s\n" $functions
        done
}

# check_page CHECKED-NUMBERS
check_page()
{
    local file function

    check_output "the page's claims for this test are those that were checked" "$1" \
        "$(table_rows | grep '`tools/check security`' | grep -o '^| S[0-9]*' | tr -d '| ' |
           sort -u | xargs)"
    check_output "no number stands for two claims" "" \
        "$(table_rows | grep -o '^| S[0-9]*' | sort | uniq -d)"
    check_output "each claim has a test" "" \
        "$(table_rows | grep -v -e '`tools/check security`' -e '`tests/' | cut -c 1-20)"
    while read -r file function; do
        check "$file has $function" grep -q -e "^$function()" -e "^static void $function(" \
            -e "^START_TEST($function)" "$source_dir/$file"
    done < <(named_tests)
}

######## all tests

inside()
{
    local questions=()
    declare -A address_of answer_of seen_of

    work=$(mktemp -d)
    passwords=$work/passwords
    mkdir -m 700 "$passwords" "$work/seen"
    trap 'rm -rf "$work"' EXIT
    export SMBPIPE_AUTH_FILE=$TESTBED_AUTH_ADMIN
    take_passwords alice
    write_client_conf
    wineserver -p

    test_others
    start_tricks
    test_encrypted
    test_signed
    test_3_0
    test_2_1
    test_weak_settings
    test_stored
    end_middle
    wineserver -k
    close_test
}

main()
{
    take "" "$source_dir/tools/testbed" --smb-conf "$extra" -- "$self" --inside >"$lines"
    cat "$lines"
    check_page "$(sed -nE 's/^ok [0-9]+ - (S[0-9]+).*/\1/p' "$lines" | sort -u | xargs)"
    close_test
}

use_prefix
case ${1-} in
--inside)
    inside
    ;;
*)
    extra=$(mktemp) lines=$(mktemp)
    trap 'rm -f "$extra" "$lines"' EXIT
    # The other addresses are for those in the middle. Here smbd encrypts if it is asked for it.
    printf '%s\n' 'interfaces = 127.0.0.1 ::1' 'bind interfaces only = yes' \
        'smb encrypt = default' >"$extra"
    main
    ;;
esac
