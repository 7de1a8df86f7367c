/*
 * The local computer's connections to shares
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

/*
 * Nearly all calls have a mistake or name a host that does not exist. The others connect to
 * \\server\IPC$ without a device and disconnect again, unless the user is connected already.
 */

#include "netapi32_test.h"

#include <lmuse.h>

#define NO_HOST  L"\\\\no-host-of-this-name.invalid"
#define NO_IPC   NO_HOST L"\\IPC$"
#define NO_SHARE NO_HOST L"\\share"

static const DWORD undefined[] = { 99, 65536, 65537, 0x80000001, MAXDWORD };

static NET_API_STATUS begin_use( const char *function, const char *name, const ULONG_PTR *args,
                                 unsigned int count )
{
    NET_API_STATUS status;
    const char *what;

    observe( function, name );
    status = call_service( function, args, count, &what );
    if (what) observe_no_status( what );
    else observe_status( status );
    return status;
}

/* A call that has no other result than its status */
#define USE( function, name, ... ) \
    do { \
        const ULONG_PTR args_[] = { __VA_ARGS__ }; \
        begin_use( function, name, args_, ARRAYSIZE(args_) ); \
        observed(); \
    } while (0)

static NET_API_STATUS add_use( DWORD level, const USE_INFO_2 *info, const char *name )
{
    DWORD parm_err = UNTOUCHED_LONG;
    const ULONG_PTR args[] = { 0, level, (ULONG_PTR)info, (ULONG_PTR)&parm_err };
    NET_API_STATUS status = begin_use( "NetUseAdd", name, args, ARRAYSIZE(args) );

    observe_number_arg( "level", level );
    if (status == ERROR_INVALID_PARAMETER)
        observe_out( "parm_err", parm_err == UNTOUCHED_LONG ? "untouched" : "%lu", parm_err );
    observed();
    return status;
}

static void add_nothing( DWORD level, const USE_INFO_2 *info, const char *name )
{
    if (!add_use( level, info, name )) NetUseDel( NULL, info->ui2_remote, USE_NOFORCE );
}

static USE_INFO_2 use_info( const WCHAR *local, const WCHAR *remote, DWORD type )
{
    USE_INFO_2 info = { .ui2_local = (WCHAR *)local, .ui2_remote = (WCHAR *)remote,
                        .ui2_asg_type = type };

    return info;
}

static void test_add(void)
{
    static const struct { const char *what; const WCHAR *local, *remote; DWORD type; } tests[] =
    {
        { "text for the remote name", NULL, L"no-share-of-this-name", USE_WILDCARD },
        { "a path for the remote name", NULL, L"C:\\no\\such\\folder", USE_WILDCARD },
        { "an empty remote name", NULL, L"", USE_WILDCARD },
        { "a computer for the remote name", NULL, NO_HOST, USE_WILDCARD },
        { "a drive and USE_IPC", L"Q:", NO_IPC, USE_IPC },
        { "a drive and USE_WILDCARD", L"Q:", NO_SHARE, USE_WILDCARD },
        { "a drive and USE_SPOOLDEV", L"Q:", NO_SHARE, USE_SPOOLDEV },
        { "a drive and USE_CHARDEV", L"Q:", NO_SHARE, USE_CHARDEV },
        { "a printer and USE_DISKDEV", L"LPT9:", NO_SHARE, USE_DISKDEV },
        { "a type that does not exist", NULL, NO_IPC, 77 },
        { "no such host", NULL, NO_IPC, USE_IPC },
        { "a share of no such host", NULL, NO_SHARE, USE_WILDCARD },
    };
    USE_INFO_2 info;
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(tests); i++)
    {
        info = use_info( tests[i].local, tests[i].remote, tests[i].type );
        add_nothing( 2, &info, case_name( "NetUseAdd, %s", tests[i].what ));
    }
    info = use_info( NULL, NO_IPC, USE_IPC );
    for (i = 0; i < ARRAYSIZE(undefined); i++)
        add_nothing( undefined[i], &info,
                     case_name( "NetUseAdd undefined level %lu", undefined[i] ));
    info.ui2_username = (WCHAR *)NOBODY;
    info.ui2_password = repeat( 'x', 65 );
    add_nothing( 2, &info, "NetUseAdd, a password of 65 characters" );
    info.ui2_password = repeat( 'x', 66 );
    add_nothing( 2, &info, "NetUseAdd, a password of 66 characters" );
}

static void del_use( const WCHAR *remote, DWORD force, const char *name )
{
    USE( "NetUseDel", name, 0, (ULONG_PTR)remote, force );
}

static void test_del(void)
{
    static const DWORD wrong[] = { 3, 99, 65536, MAXDWORD };
    DWORD i;

    for (i = USE_NOFORCE; i <= USE_LOTS_OF_FORCE; i++)
        del_use( NO_IPC, i, case_name( "NetUseDel, no such use, force %lu", i ));
    for (i = 0; i < ARRAYSIZE(wrong); i++)
        del_use( NO_IPC, wrong[i],
                 case_name( "NetUseDel, no such use, undefined force %lu", wrong[i] ));
    del_use( NO_SHARE, USE_NOFORCE, "NetUseDel, no such use of a share" );
    del_use( L"", USE_NOFORCE, "NetUseDel, empty name" );
    del_use( NULL, USE_NOFORCE, "NetUseDel, NULL" );
}

static void observe_members( const USE_INFO_1 *info, DWORD level, const WCHAR *remote )
{
    char type[16];

    observe_field( "remote", !info->ui1_remote || _wcsicmp( info->ui1_remote, remote ) ?
                   "another name" : "as added" );
    observe_field( "local", info->ui1_local && info->ui1_local[0] ? "a device" : "none" );
    if (!level) return;
    sprintf( type, "%lu", info->ui1_asg_type );
    observe_field( "password", info->ui1_password ? "there" : "NULL" );
    observe_field( "asg_type", type );
}

static NET_API_STATUS get_use( const WCHAR *remote, DWORD level, const char *name )
{
    USE_INFO_1 *info = (USE_INFO_1 *)UNTOUCHED;
    const ULONG_PTR args[] = { 0, (ULONG_PTR)remote, level, (ULONG_PTR)&info };
    NET_API_STATUS status = begin_use( "NetUseGetInfo", name, args, ARRAYSIZE(args) );

    observe_number_arg( "level", level );
    observe_out( "bufptr", "%s", pointer_state( info ));
    if (!status && info && (BYTE *)info != UNTOUCHED) observe_members( info, level, remote );
    observed();
    if (!status && (BYTE *)info != UNTOUCHED) NetApiBufferFree( info );
    return status;
}

static void test_get(void)
{
    DWORD i;

    for (i = 0; i <= 3; i++)
        get_use( NO_IPC, i, case_name( "NetUseGetInfo, no such use, level %lu", i ));
    for (i = 0; i < ARRAYSIZE(undefined); i++)
        get_use( NO_IPC, undefined[i],
                 case_name( "NetUseGetInfo, no such use, undefined level %lu", undefined[i] ));
    get_use( NO_SHARE, 1, "NetUseGetInfo, no such use of a share" );
    get_use( L"", 1, "NetUseGetInfo, empty name" );
    get_use( NULL, 1, "NetUseGetInfo, NULL" );
}

/* All entries of a level begin in the same way. */
static const USE_INFO_1 *nth_use( const BYTE *buffer, DWORD level, DWORD i )
{
    static const DWORD sizes[] = { 2 * sizeof(WCHAR *), sizeof(USE_INFO_1), sizeof(USE_INFO_2) };

    return (const USE_INFO_1 *)(buffer + i * sizes[level]);
}

static void observe_uses( const BYTE *buffer, DWORD level, DWORD entries, const WCHAR *remote )
{
    BOOL listed = FALSE, password = FALSE;
    DWORD i;

    for (i = 0; i < entries; i++)
    {
        const USE_INFO_1 *info = nth_use( buffer, level, i );

        if (remote && info->ui1_remote && !_wcsicmp( info->ui1_remote, remote )) listed = TRUE;
        if (level && info->ui1_password) password = TRUE;
    }
    if (remote) observe_field( "the use", listed ? "listed" : "not listed" );
    if (level && entries) observe_field( "passwords", password ? "there" : "NULL" );
}

static void list_uses( const WCHAR *server, DWORD level, const WCHAR *remote, const char *name )
{
    DWORD entries = UNTOUCHED_LONG, total = UNTOUCHED_LONG;
    BYTE *buffer = UNTOUCHED;
    const ULONG_PTR args[] = { (ULONG_PTR)server, level, (ULONG_PTR)&buffer, MAX_PREFERRED_LENGTH,
                               (ULONG_PTR)&entries, (ULONG_PTR)&total, 0 };
    NET_API_STATUS status = begin_use( "NetUseEnum", name, args, ARRAYSIZE(args) );

    observe_number_arg( "level", level );
    if (!status)
    {
        observe_field( "totalentries", total == entries ? "as entriesread" : "another number" );
        if (level <= 2) observe_uses( buffer, level, entries, remote );
    }
    observed();
    if (!status && buffer != UNTOUCHED) NetApiBufferFree( buffer );
}

static void test_enum(void)
{
    DWORD entries, total, i;
    BYTE *buffer = NULL;

    for (i = 0; i <= 2; i++) list_uses( NULL, i, NULL, case_name( "NetUseEnum level %lu", i ));
    list_uses( NULL, 3, NULL, "NetUseEnum undefined level 3" );
    for (i = 0; i < ARRAYSIZE(undefined); i++)
        list_uses( NULL, undefined[i], NULL,
                   case_name( "NetUseEnum undefined level %lu", undefined[i] ));
    USE( "NetUseEnum", "NetUseEnum without bufptr", 0, 0, 0, MAX_PREFERRED_LENGTH,
         (ULONG_PTR)&entries, (ULONG_PTR)&total, 0 );
    USE( "NetUseEnum", "NetUseEnum without entriesread", 0, 0, (ULONG_PTR)&buffer,
         MAX_PREFERRED_LENGTH, 0, (ULONG_PTR)&total, 0 );
    USE( "NetUseEnum", "NetUseEnum without totalentries", 0, 0, (ULONG_PTR)&buffer,
         MAX_PREFERRED_LENGTH, (ULONG_PTR)&entries, 0, 0 );
}

/* Every server that is not older than Windows 2000 refuses to make connections for others. */
static void test_remote_server(void)
{
    const USE_INFO_2 info = use_info( NULL, NO_IPC, USE_IPC );
    const ULONG_PTR server = (ULONG_PTR)options.server;
    DWORD parm_err;
    BYTE *buffer;

    if (!server)
    {
        skip_case( "", "--server names no other server" );
        return;
    }
    list_uses( options.server, 1, NULL, "a remote server: NetUseEnum" );
    USE( "NetUseAdd", "a remote server: NetUseAdd", server, 2, (ULONG_PTR)&info,
         (ULONG_PTR)&parm_err );
    USE( "NetUseDel", "a remote server: NetUseDel", server, (ULONG_PTR)NO_IPC, USE_NOFORCE );
    USE( "NetUseGetInfo", "a remote server: NetUseGetInfo", server, (ULONG_PTR)NO_IPC, 1,
         (ULONG_PTR)&buffer );
}

static void look_at_use( const WCHAR *remote )
{
    DWORD i;

    for (i = 0; i <= 3; i++)
        get_use( remote, i, case_name( "a use: NetUseGetInfo level %lu", i ));
    get_use( remote, 99, "a use: NetUseGetInfo undefined level 99" );
    for (i = 0; i <= 2; i++)
        list_uses( NULL, i, remote, case_name( "a use: NetUseEnum level %lu", i ));
}

static void test_use( const WCHAR *remote )
{
    const USE_INFO_2 info = use_info( NULL, remote, USE_IPC );
    const USE_INFO_2 disk = use_info( NULL, remote, USE_DISKDEV );
    DWORD force;

    add_nothing( 1, &disk, "a use: NetUseAdd, USE_DISKDEV" );
    for (force = USE_NOFORCE; force <= USE_LOTS_OF_FORCE; force++)
    {
        if (add_use( 1, &info, case_name( "a use: NetUseAdd, for force %lu", force ))) return;
        if (force == USE_NOFORCE) look_at_use( remote );
        del_use( remote, 3, case_name( "a use: NetUseDel undefined force, for force %lu", force ));
        del_use( remote, force, case_name( "a use: NetUseDel force %lu", force ));
        get_use( remote, 1, case_name( "a use: afterwards, force %lu", force ));
    }
    del_use( remote, USE_NOFORCE, "a use: NetUseDel again" );
}

static void test_server(void)
{
    const WCHAR *server = options.server ? skip_backslashes( options.server ) : L"localhost";
    const WCHAR *remote = concat( concat( L"\\\\", server ), L"\\IPC$" );
    BYTE *buffer = NULL;

    if (!options.server && on_wine())
        skip_case( "", "--server names no server to connect to" );
    else if (!NetUseGetInfo( NULL, (WCHAR *)remote, 0, &buffer ))
    {
        NetApiBufferFree( buffer );
        skip_case( "", "the user is connected to the server already" );
    }
    else test_use( remote );
}

START_TEST(uses)
{
    begin_unit( "uses" );
    test_add();
    test_del();
    test_get();
    test_enum();
    test_remote_server();
    test_server();
    end_unit();
}
