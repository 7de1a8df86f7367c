/*
 * Shares of the reference server
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

#include "services_test.h"

enum { NAME, TYPE, PERMISSIONS, MAX_USES, CURRENT_USES, FLAGS, STICKY, SERVER, PATH, PASSWD, REMARK,
       DESCRIPTOR };

#define MEMBER( type, member, kind, column ) \
    { #member, offsetof( type, member ), kind, column, NULL, 0 }

/* Levels 0, 1 and 2 each are the beginning of the next, and 2 is that of 502. */
static const struct member members[] =
{
    MEMBER( SHARE_INFO_502, shi502_netname, KIND_STRING, NAME ),
    MEMBER( SHARE_INFO_502, shi502_type, KIND_NUMBER, TYPE ),
    MEMBER( SHARE_INFO_502, shi502_remark, KIND_STRING, REMARK ),
    MEMBER( SHARE_INFO_502, shi502_permissions, KIND_NUMBER, PERMISSIONS ),
    MEMBER( SHARE_INFO_502, shi502_max_uses, KIND_NUMBER, MAX_USES ),
    MEMBER( SHARE_INFO_502, shi502_current_uses, KIND_NUMBER, CURRENT_USES ),
    MEMBER( SHARE_INFO_502, shi502_path, KIND_STRING, PATH ),
    MEMBER( SHARE_INFO_502, shi502_passwd, KIND_STRING, PASSWD ),
    MEMBER( SHARE_INFO_502, shi502_security_descriptor, KIND_DESCRIPTOR, DESCRIPTOR ),
};

static const struct member members_501[] =
{
    MEMBER( SHARE_INFO_501, shi501_netname, KIND_STRING, NAME ),
    MEMBER( SHARE_INFO_501, shi501_type, KIND_NUMBER, TYPE ),
    MEMBER( SHARE_INFO_501, shi501_remark, KIND_STRING, REMARK ),
    MEMBER( SHARE_INFO_501, shi501_flags, KIND_NUMBER, FLAGS ),
};

static const struct member members_503[] =
{
    MEMBER( SHARE_INFO_503, info.shi2_netname, KIND_STRING, NAME ),
    MEMBER( SHARE_INFO_503, info.shi2_type, KIND_NUMBER, TYPE ),
    MEMBER( SHARE_INFO_503, info.shi2_remark, KIND_STRING, REMARK ),
    MEMBER( SHARE_INFO_503, info.shi2_permissions, KIND_NUMBER, PERMISSIONS ),
    MEMBER( SHARE_INFO_503, info.shi2_max_uses, KIND_NUMBER, MAX_USES ),
    MEMBER( SHARE_INFO_503, info.shi2_current_uses, KIND_NUMBER, CURRENT_USES ),
    MEMBER( SHARE_INFO_503, info.shi2_path, KIND_STRING, PATH ),
    MEMBER( SHARE_INFO_503, info.shi2_passwd, KIND_STRING, PASSWD ),
    MEMBER( SHARE_INFO_503, servername, KIND_STRING, SERVER ),
    MEMBER( SHARE_INFO_503, security_descriptor, KIND_DESCRIPTOR, DESCRIPTOR ),
};

static const struct member members_1005[] =
{
    MEMBER( SHARE_INFO_1005, shi1005_flags, KIND_NUMBER, FLAGS ),
};

/* Level 503 lists the shares of all names of the server, the others those of one name. */
static const struct level levels_503[] = {LEVEL( 503, SHARE_INFO_503, members_503, 10 )};
static const struct level levels[] =
{
    LEVEL( 0, SHARE_INFO_0, members, 1 ),
    LEVEL( 1, SHARE_INFO_1, members, 3 ),
    LEVEL( 2, SHARE_INFO_2, members, 8 ),
    LEVEL( 502, SHARE_INFO_502, members, 9 ),
    LEVEL( 501, SHARE_INFO_501, members_501, 4 ),       /* not of NetShareEnumSticky */
};
static const struct level get_levels[] =
{
    LEVEL( 0, SHARE_INFO_0, members, 1 ),
    LEVEL( 1, SHARE_INFO_1, members, 3 ),
    LEVEL( 2, SHARE_INFO_2, members, 8 ),
    LEVEL( 501, SHARE_INFO_501, members_501, 4 ),
    LEVEL( 502, SHARE_INFO_502, members, 9 ),
    LEVEL( 503, SHARE_INFO_503, members_503, 10 ),
    LEVEL( 1005, SHARE_INFO_1005, members_1005, 1 ),
};

static BOOL has_any_name( DWORD row )
{
    return !wcscmp( get_value( L"shares", row, SERVER ), L"*" );
}

static BOOL is_sticky( DWORD row )
{
    return to_number( get_value( L"shares", row, STICKY )) != 0;
}

static BOOL is_sticky_of_any_name( DWORD row )
{
    return is_sticky( row ) && has_any_name( row );
}

static NET_API_STATUS share_enum( DWORD level, BYTE **buffer, DWORD prefmaxlen, DWORD *entries,
                                  DWORD *total, DWORD *resume )
{
    return NetShareEnum( server, level, buffer, prefmaxlen, entries, total, resume );
}

static NET_API_STATUS sticky_enum( DWORD level, BYTE **buffer, DWORD prefmaxlen, DWORD *entries,
                                   DWORD *total, DWORD *resume )
{
    return NetShareEnumSticky( server, level, buffer, prefmaxlen, entries, total, resume );
}

static void test_enum(void)
{
    static const struct list lists[] =
    {
        { "NetShareEnum", L"shares", levels, 5, has_any_name, share_enum },
        { "NetShareEnum", L"shares", levels_503, 1, NULL, share_enum },
        { "NetShareEnumSticky", L"shares", levels, 4, is_sticky_of_any_name, sticky_enum },
        { "NetShareEnumSticky", L"shares", levels_503, 1, is_sticky, sticky_enum },
    };
    DWORD i;

    for (i = 0; i < ARRAYSIZE(lists); i++) test_list( &lists[i] );
    check_no_level( &lists[0], 1005 );
    check_no_level( &lists[2], 501 );
}

static void test_get(void)
{
    DWORD row, i, rows = count_rows( L"shares" );
    BYTE *buffer;

    for (row = 0; row < rows; row++)
    {
        WCHAR *name = (WCHAR *)get_value( L"shares", row, NAME ), upper[100];

        if (!has_any_name( row )) continue;
        for (i = 0; i < ARRAYSIZE(get_levels); i++)
        {
            ok_status( NetShareGetInfo( server, name, get_levels[i].level, &buffer ),
                       NERR_Success );
            if (buffer) check_entry( L"shares", row, &get_levels[i], buffer, buffer );
            NetApiBufferFree( buffer );
        }
        LCMapStringW( LOCALE_INVARIANT, LCMAP_UPPERCASE, name, -1, upper, ARRAYSIZE(upper) );
        ok_status( NetShareGetInfo( server, upper, 0, &buffer ), NERR_Success );
        NetApiBufferFree( buffer );
    }
}

static void test_get_errors(void)
{
    static const DWORD wrong[] = { 3, 500, 504, 1004, 1006, 1501, MAXDWORD };
    static WCHAR share[] = L"share", unknown[] = L"nothing", scoped[] = L"scoped", empty[] = L"";
    BYTE *buffer;
    DWORD i;

    for (i = 0; i < ARRAYSIZE(wrong); i++)
        ok_failure( NetShareGetInfo( server, share, wrong[i], &buffer ), ERROR_INVALID_LEVEL );
    for (i = 0; i < ARRAYSIZE(get_levels); i++)
    {
        DWORD level = get_levels[i].level;

        ok_failure( NetShareGetInfo( server, unknown, level, &buffer ), NERR_NetNameNotFound );
        ok_failure( NetShareGetInfo( server, scoped, level, &buffer ), NERR_NetNameNotFound );
        ok_failure( NetShareGetInfo( server, NULL, level, &buffer ), ERROR_INVALID_PARAMETER );
        ok_failure( NetShareGetInfo( server, empty, level, &buffer ), ERROR_INVALID_PARAMETER );
        ok_status( NetShareGetInfo( server, share, level, NULL ), ERROR_INVALID_PARAMETER );
    }
}

static void test_check(void)
{
    static WCHAR disk[] = L"c:\\SHARE", slash[] = L"C:\\share\\", port[] = L"COM1",
                 printer[] = L"LaserJet 4", scratch[] = L"D:\\scratch", unknown[] = L"E:\\nothing";
    static const struct { WCHAR *device; DWORD status, type; } devices[] =
    {
        { disk, 0, STYPE_DISKTREE }, { slash, 0, STYPE_DISKTREE }, { port, 0, STYPE_DEVICE },
        { printer, 0, STYPE_PRINTQ }, { scratch, 0, STYPE_DISKTREE | STYPE_TEMPORARY },
        { unknown, NERR_DeviceNotShared, 0 },
    };
    DWORD i, type;

    for (i = 0; i < ARRAYSIZE(devices); i++)
    {
        type = 0xdead;
        ok_status( NetShareCheck( server, devices[i].device, &type ), devices[i].status );
        ok( type == devices[i].type, "%ls: type %#lx\n", devices[i].device, type );
    }
    ok_status( NetShareCheck( server, NULL, &type ), ERROR_INVALID_PARAMETER );
    ok_status( NetShareCheck( server, disk, NULL ), ERROR_INVALID_PARAMETER );
}

START_TEST(shares)
{
    load_data();
    test_enum();
    test_get();
    test_get_errors();
    test_check();
}
