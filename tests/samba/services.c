/*
 * Net share, server and workstation functions on a Samba server
 *
 * Copyright 2026 the netapi32 session project
 *
 * This library is free software; you can redistribute it and/or
 * modify it under the terms of the GNU Lesser General Public
 * License as published by the Free Software Foundation; either
 * version 2.1 of the License, or (at your option) any later version.
 *
 * This library is distributed in the hope that it will be useful,
 * but WITHOUT ANY WARRANTY; without even the implied warranty of
 * MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU
 * Lesser General Public License for more details.
 *
 * You should have received a copy of the GNU Lesser General Public
 * License along with this library; if not, write to the Free Software
 * Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA 02110-1301, USA
 */

#include "samba_test.h"

#include <lmremutl.h>
#include <time.h>

/* MinGW's lmshare.h ends before. */
typedef struct
{
    SHARE_INFO_2         info;
    WCHAR               *servername;
    DWORD                reserved;
    PSECURITY_DESCRIPTOR security_descriptor;
} SHARE_INFO_503;

NET_API_STATUS WINAPI I_NetNameValidate( LMSTR, LMSTR, DWORD, DWORD );
NET_API_STATUS WINAPI I_NetNameCompare( LMSTR, LMSTR, LMSTR, DWORD, DWORD );
NET_API_STATUS WINAPI I_NetNameCanonicalize( LMSTR, LMSTR, LMSTR, DWORD, DWORD, DWORD );
NET_API_STATUS WINAPI I_NetPathType( LMSTR, LMSTR, LPDWORD, DWORD );
NET_API_STATUS WINAPI I_NetPathCanonicalize( LMSTR, LMSTR, LMSTR, DWORD, LMSTR, LPDWORD, DWORD );
NET_API_STATUS WINAPI I_NetPathCompare( LMSTR, LMSTR, LMSTR, DWORD, DWORD );
NET_API_STATUS WINAPI NetServerAliasEnum( LMSTR, DWORD, LPBYTE *, DWORD, LPDWORD, LPDWORD,
                                          LPDWORD );

static DWORD count_shares( const struct known_session *known, DWORD level, DWORD prefmaxlen,
                           DWORD size, WCHAR *names )
{
    DWORD i, entries, total, resume = 0, count = 0, calls = 0;
    NET_API_STATUS status;
    BYTE *buffer;

    names[0] = 0;
    do
    {
        status = NetShareEnum( known->server, level, &buffer, prefmaxlen, &entries, &total,
                               &resume );
        ok( !status || status == ERROR_MORE_DATA, "level %lu: status %lu\n", level, status );
        ok( !buffer == !entries && entries <= total, "%lu entries of %lu\n", entries, total );
        for (i = 0; i < entries; i++, count++)
            lstrcatW( lstrcatW( names, *(WCHAR **)(buffer + i * size) ), L";" );
        NetApiBufferFree( buffer );
    } while (status == ERROR_MORE_DATA && calls++ < 100);
    return count;
}

/* The least size that some share fits in; which that is depends on the length of its path. */
static DWORD piece_size( const struct known_session *known, DWORD level )
{
    DWORD entries, total, size;
    BYTE *buffer;

    for (size = 64; size < 0x10000; size += 64)
    {
        if (NetShareEnum( known->server, level, &buffer, size, &entries, &total, NULL ) !=
            NERR_BufTooSmall)
            break;
    }
    NetApiBufferFree( buffer );
    return size;
}

/* The longest is not the first one, so that a second attempt may need more. */
static DWORD count_in_pieces( const struct known_session *known, DWORD level, DWORD size,
                              WCHAR *names )
{
    DWORD entries, total, resume = 1, piece = piece_size( known, level );
    BYTE *buffer;

    while (piece < 0x10000 && NetShareEnum( known->server, level, &buffer, piece, &entries, &total,
                                            &resume ) == NERR_BufTooSmall)
    {
        NetApiBufferFree( buffer );
        piece += 64;
        resume = 1;
    }
    NetApiBufferFree( buffer );
    return count_shares( known, level, piece, size, names );
}

static void test_share_enum( const struct known_session *known )
{
    static const struct { DWORD level, size; } levels[] =
    {
        { 0, sizeof(SHARE_INFO_0) }, { 1, sizeof(SHARE_INFO_1) }, { 2, sizeof(SHARE_INFO_2) },
        { 501, sizeof(SHARE_INFO_501) }, { 502, sizeof(SHARE_INFO_502) },
        { 503, sizeof(SHARE_INFO_503) },
    };
    WCHAR names[1000], pieces[1000];
    DWORD i, entries, total, count;
    BYTE *buffer;

    for (i = 0; i < ARRAYSIZE(levels); i++)
    {
        count = count_shares( known, levels[i].level, MAX_PREFERRED_LENGTH, levels[i].size, names );
        ok( count == 2 && wcsstr( names, L"share;" ) && wcsstr( names, L"IPC$;" ),
            "level %lu: %lu shares, %ls\n", levels[i].level, count, names );
        ok( count_in_pieces( known, levels[i].level, levels[i].size, pieces ) == count &&
            !wcscmp( names, pieces ), "level %lu: in pieces %ls\n", levels[i].level, pieces );
    }
    ok_status( NetShareEnum( known->server, 1004, &buffer, MAX_PREFERRED_LENGTH, &entries, &total,
                             NULL ), ERROR_INVALID_LEVEL );
    ok( !buffer, "a result\n" );
    ok_status( NetShareEnumSticky( known->server, 1, &buffer, MAX_PREFERRED_LENGTH, &entries,
                                   &total, NULL ), NERR_Success );
    ok( entries, "no share\n" );
    NetApiBufferFree( buffer );
}

static void test_share_get( const struct known_session *known )
{
    static WCHAR share[] = L"SHARE", unknown[] = L"nothing";
    SHARE_INFO_502 *info;
    SHARE_INFO_503 *info503;
    SHARE_INFO_2 *info2;
    BYTE *buffer;

    ok_status( NetShareGetInfo( known->server, share, 2, (BYTE **)&info2 ), NERR_Success );
    ok_status( NetShareGetInfo( known->server, share, 502, (BYTE **)&info ), NERR_Success );
    ok( info && info2 && !lstrcmpiW( info->shi502_netname, share ) &&
        info->shi502_max_uses == info2->shi2_max_uses &&
        info->shi502_current_uses == info2->shi2_current_uses && info->shi502_path[1] == ':',
        "%ls, %lu, %lu\n", info->shi502_netname, info->shi502_max_uses,
        info->shi502_current_uses );
    ok( !info->shi502_security_descriptor ||
        IsValidSecurityDescriptor( info->shi502_security_descriptor ), "no descriptor\n" );
    NetApiBufferFree( info );
    ok_status( NetShareGetInfo( known->server, share, 503, (BYTE **)&info503 ), NERR_Success );
    ok( info503 && !lstrcmpW( info503->servername, L"*" ) &&
        info503->info.shi2_max_uses == info2->shi2_max_uses &&
        !lstrcmpW( info503->info.shi2_path, info2->shi2_path ), "another share\n" );
    NetApiBufferFree( info503 );
    NetApiBufferFree( info2 );
    ok_status( NetShareGetInfo( known->server, unknown, 1, &buffer ), NERR_NetNameNotFound );
    ok( !buffer, "a result\n" );
    ok_status( NetShareGetInfo( known->server, share, 1501, &buffer ), ERROR_INVALID_LEVEL );
    ok_status( NetShareGetInfo( known->server, NULL, 1, &buffer ), ERROR_INVALID_PARAMETER );
    ok_status( NetShareDel( known->server, unknown, 0 ), NERR_NetNameNotFound );
}

static void test_server( const struct known_session *known )
{
    TIME_OF_DAY_INFO *clock;
    SERVER_INFO_102 *info;
    STAT_SERVER_0 *statistics;
    static WCHAR service[] = L"LanmanServer";
    DWORD entries, total, now = time( NULL );
    BYTE *buffer;

    ok_status( NetServerGetInfo( known->server, 102, (BYTE **)&info ), NERR_Success );
    ok( info && !lstrcmpiW( info->sv102_name, L"FILESERVER" ), "name %ls\n", info->sv102_name );
    NetApiBufferFree( info );
    ok_status( NetServerGetInfo( known->server, 503, &buffer ), ERROR_INVALID_LEVEL );
    ok_status( NetServerDiskEnum( known->server, 0, &buffer, MAX_PREFERRED_LENGTH, &entries, &total,
                                  NULL ), NERR_Success );
    ok( entries == 1 && total == 1 && !lstrcmpW( (WCHAR *)buffer, L"C:" ),
        "%lu of %lu disks, %ls\n", entries, total, (WCHAR *)buffer );
    NetApiBufferFree( buffer );
    ok_status( NetRemoteTOD( known->server, (BYTE **)&clock ), NERR_Success );
    ok( clock && clock->tod_elapsedt - now <= 60, "%lu, expected %lu\n", clock->tod_elapsedt, now );
    NetApiBufferFree( clock );
    ok_status( NetStatisticsGet( known->server, service, 0, 0, (BYTE **)&statistics ),
               ERROR_NOT_SUPPORTED );
    ok_status( NetServerTransportEnum( known->server, 0, &buffer, MAX_PREFERRED_LENGTH, &entries,
                                       &total, NULL ), ERROR_NOT_SUPPORTED );
}

static void test_wksta( const struct known_session *known )
{
    WKSTA_INFO_100 *info;
    DWORD entries, total;
    BYTE *buffer;

    ok_status( NetWkstaGetInfo( known->server, 100, (BYTE **)&info ), NERR_Success );
    ok( info && !lstrcmpiW( info->wki100_computername, L"FILESERVER" ), "another computer\n" );
    NetApiBufferFree( info );
    ok_status( NetWkstaUserEnum( known->server, 0, &buffer, MAX_PREFERRED_LENGTH, &entries, &total,
                                 NULL ), NERR_Success );
    ok( entries == total, "%lu of %lu users\n", entries, total );
    NetApiBufferFree( buffer );
}

/* Samba reports success, and sets nothing. */
static void test_server_set( const struct known_session *known )
{
    static WCHAR text[] = L"another comment";
    SERVER_INFO_1005 comment = { text };
    SERVER_INFO_101 *info;
    DWORD parm_err = 0xdead;

    ok_status( NetServerSetInfo( known->server, 1005, (BYTE *)&comment, &parm_err ), NERR_Success );
    ok( !parm_err, "member %lu\n", parm_err );
    ok_status( NetServerGetInfo( known->server, 101, (BYTE **)&info ), NERR_Success );
    ok( info && wcscmp( info->sv101_comment, text ), "the comment was set\n" );
    NetApiBufferFree( info );
}

static void test_names( const struct known_session *known )
{
    static WCHAR good[] = L"share$", bad[] = L"a/b";

    ok_status( I_NetNameValidate( known->server, good, 9, 0 ), NERR_Success );
    ok_status( I_NetNameValidate( known->server, bad, 9, 0 ), ERROR_INVALID_NAME );
}

/* Samba's process for srvsvc reads its settings anew for a list, and a moment after a change. */
static BOOL has_remark( const struct known_session *known, const WCHAR *share, const WCHAR *remark )
{
    DWORD i, entries, total, tries;
    SHARE_INFO_1 *info;
    BOOL ret = FALSE;

    for (tries = 0; tries < 100 && !ret; tries++, Sleep( 50 ))
    {
        ok_status( NetShareEnum( known->server, 1, (BYTE **)&info, MAX_PREFERRED_LENGTH, &entries,
                                 &total, NULL ), NERR_Success );
        for (i = 0; i < entries && lstrcmpiW( info[i].shi1_netname, share ); i++) ;
        if (i == entries) ret = !remark;
        else ret = remark && !wcscmp( info[i].shi1_remark, remark );
        NetApiBufferFree( info );
    }
    return ret;
}

/* smb.conf has commands for this. */
static void test_share_changes( const struct known_session *known )
{
    static WCHAR share[] = L"share", added[] = L"added", first[] = L"first", other[] = L"other";
    SHARE_INFO_1004 remark = { other };
    SHARE_INFO_2 *like, info;
    DWORD parm_err = 0xdead;

    ok_status( NetShareGetInfo( known->server, share, 2, (BYTE **)&like ), NERR_Success );
    if (!like) return;
    info = *like;
    info.shi2_netname = added;
    info.shi2_remark = first;
    ok_status( NetShareAdd( known->server, 2, (BYTE *)&info, &parm_err ), NERR_Success );
    ok( has_remark( known, added, first ), "no such share\n" );
    ok_status( NetShareAdd( known->server, 2, (BYTE *)&info, &parm_err ), NERR_DuplicateShare );
    ok_status( NetShareSetInfo( known->server, added, 1004, (BYTE *)&remark, &parm_err ),
               NERR_Success );
    ok( has_remark( known, added, other ), "another remark\n" );
    ok_status( NetShareDel( known->server, added, 0 ), NERR_Success );
    ok( has_remark( known, added, NULL ), "it is still there\n" );
    ok_status( NetShareDel( known->server, added, 0 ), NERR_NetNameNotFound );
    NetApiBufferFree( like );
}

/* What Samba has not costs no connection: 50 for each, and the next call is fine. */
static void test_missing( const struct known_session *known )
{
    static WCHAR name[] = L"share", path[] = L"C:\\";
    SERVER_TRANSPORT_INFO_0 transport = { .svti0_transportname = name,
                                          .svti0_transportaddress = (BYTE *)name,
                                          .svti0_transportaddresslength = 2 };
    DWORD entries, total, type = 0;
    WCHAR out[100];
    BYTE *buffer;

    ok_status( NetShareCheck( known->server, path, &type ), ERROR_NOT_SUPPORTED );
    ok_status( NetServerAliasEnum( known->server, 0, &buffer, MAX_PREFERRED_LENGTH, &entries,
                                   &total, NULL ), ERROR_NOT_SUPPORTED );
    ok_status( NetServerTransportAdd( known->server, 0, (BYTE *)&transport ),
               ERROR_NOT_SUPPORTED );
    ok_status( NetServerTransportDel( known->server, 0, (BYTE *)&transport ),
               ERROR_NOT_SUPPORTED );
    ok_status( NetServerComputerNameAdd( known->server, NULL, name ), ERROR_NOT_SUPPORTED );
    ok_status( NetServerComputerNameDel( known->server, name ), ERROR_NOT_SUPPORTED );
    ok_status( I_NetPathType( known->server, path, &type, 0 ), ERROR_NOT_SUPPORTED );
    ok_status( I_NetPathCanonicalize( known->server, path, out, sizeof(out), NULL, &type, 0 ),
               ERROR_NOT_SUPPORTED );
    ok_status( I_NetPathCompare( known->server, path, path, 0, 0 ), ERROR_NOT_SUPPORTED );
    ok_status( I_NetNameCanonicalize( known->server, name, out, sizeof(out), 9, 0 ),
               ERROR_NOT_SUPPORTED );
    ok_status( I_NetNameCompare( known->server, name, name, 9, 0 ), ERROR_NOT_SUPPORTED );
    ok_status( NetShareGetInfo( known->server, name, 1, &buffer ), NERR_Success );
    NetApiBufferFree( buffer );
}

START_TEST(services)
{
    struct known_session known;

    get_known_session( &known );
    test_share_enum( &known );
    test_share_get( &known );
    test_share_changes( &known );
    test_server( &known );
    test_server_set( &known );
    test_names( &known );
    test_missing( &known );
    test_wksta( &known );
}
