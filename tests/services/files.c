/*
 * Open files and connections of the reference server
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

#include <wchar.h>

#include "services_test.h"

#define MEMBER( type, member, kind, column ) \
    { #member, offsetof( type, member ), kind, column, NULL, 0 }

enum { ID, PERMISSIONS, LOCKS, PATH, USER };

static const struct member file_members[] =
{
    MEMBER( FILE_INFO_3, fi3_id, KIND_NUMBER, ID ),
    MEMBER( FILE_INFO_3, fi3_permissions, KIND_NUMBER, PERMISSIONS ),
    MEMBER( FILE_INFO_3, fi3_num_locks, KIND_NUMBER, LOCKS ),
    MEMBER( FILE_INFO_3, fi3_pathname, KIND_STRING, PATH ),
    MEMBER( FILE_INFO_3, fi3_username, KIND_STRING, USER ),
};

static const struct level file_levels[] =
{
    LEVEL( 2, FILE_INFO_2, file_members, 1 ),
    LEVEL( 3, FILE_INFO_3, file_members, 5 ),
};

static WCHAR *base_path, *user;

static NET_API_STATUS file_enum( DWORD level, BYTE **buffer, DWORD prefmaxlen, DWORD *entries,
                                 DWORD *total, DWORD *resume )
{
    DWORD_PTR handle = resume ? *resume : 0;
    NET_API_STATUS status = NetFileEnum( server, base_path, user, level, buffer, prefmaxlen,
                                         entries, total, resume ? &handle : NULL );

    if (resume) *resume = handle;
    return status;
}

static BOOL admits_file( DWORD row )
{
    const WCHAR *path = get_value( L"files", row, PATH );

    return (!base_path || !_wcsnicmp( path, base_path, wcslen( base_path ))) &&
           (!user || !_wcsicmp( get_value( L"files", row, USER ), user ));
}

static void test_files(void)
{
    static const struct list list = { "NetFileEnum", L"files", file_levels, 2, admits_file,
                                      file_enum };
    static WCHAR share[] = L"c:\\share", alice[] = L"ALICE", zoe[] = L"Zo\xeb M\xfcller",
                 unknown[] = L"nobody";
    DWORD entries, total;
    BYTE *buffer;

    test_list( &list );
    base_path = share;
    test_list( &list );
    user = alice;
    test_list( &list );
    base_path = NULL;
    user = zoe;
    test_list( &list );
    user = unknown;
    ok_failure( file_enum( 3, &buffer, MAX_PREFERRED_LENGTH, &entries, &total, NULL ), 0 );
    ok( !entries && !total, "%lu of %lu files of nobody\n", entries, total );
}

static void test_file_get(void)
{
    DWORD row, i, rows = count_rows( L"files" );
    BYTE *buffer;

    for (row = 0; row < rows; row++)
    {
        for (i = 0; i < ARRAYSIZE(file_levels); i++)
        {
            ok_status( NetFileGetInfo( server, to_number( get_value( L"files", row, ID )),
                                       file_levels[i].level, &buffer ), NERR_Success );
            if (buffer) check_entry( L"files", row, &file_levels[i], buffer, buffer );
            NetApiBufferFree( buffer );
        }
    }
    ok_failure( NetFileGetInfo( server, 9999, 3, &buffer ), ERROR_FILE_NOT_FOUND );
    ok_failure( NetFileGetInfo( server, 101, 1, &buffer ), ERROR_INVALID_LEVEL );
    ok_failure( NetFileGetInfo( server, 101, 4, &buffer ), ERROR_INVALID_LEVEL );
    ok_status( NetFileGetInfo( server, 101, 3, NULL ), ERROR_INVALID_PARAMETER );
    ok_status( NetFileClose( server, 9999 ), NERR_FileIdNotFound );
}

START_TEST(files)
{
    load_data();
    test_files();
    test_file_get();
}

enum { CONNECTION_ID, TYPE, OPENS, USERS, AGE, CONNECTION_USER, SHARE, COMPUTER };

#define CONNECTION_MEMBERS( netname ) \
    { \
        MEMBER( CONNECTION_INFO_1, coni1_id, KIND_NUMBER, CONNECTION_ID ), \
        MEMBER( CONNECTION_INFO_1, coni1_type, KIND_NUMBER, TYPE ), \
        MEMBER( CONNECTION_INFO_1, coni1_num_opens, KIND_NUMBER, OPENS ), \
        MEMBER( CONNECTION_INFO_1, coni1_num_users, KIND_NUMBER, USERS ), \
        MEMBER( CONNECTION_INFO_1, coni1_time, KIND_AGE, AGE ), \
        MEMBER( CONNECTION_INFO_1, coni1_username, KIND_STRING, CONNECTION_USER ), \
        MEMBER( CONNECTION_INFO_1, coni1_netname, KIND_STRING, netname ), \
    }

/* Each connection has the name that was not asked for. */
static const struct member of_share[] = CONNECTION_MEMBERS( COMPUTER );
static const struct member of_computer[] = CONNECTION_MEMBERS( SHARE );

static const struct level share_levels[] =
{
    LEVEL( 0, CONNECTION_INFO_0, of_share, 1 ), LEVEL( 1, CONNECTION_INFO_1, of_share, 7 ),
};

static const struct level computer_levels[] =
{
    LEVEL( 0, CONNECTION_INFO_0, of_computer, 1 ), LEVEL( 1, CONNECTION_INFO_1, of_computer, 7 ),
};

static WCHAR *qualifier;

static NET_API_STATUS connection_enum( DWORD level, BYTE **buffer, DWORD prefmaxlen, DWORD *entries,
                                       DWORD *total, DWORD *resume )
{
    return NetConnectionEnum( server, qualifier, level, buffer, prefmaxlen, entries, total,
                              resume );
}

static BOOL is_of_share( DWORD row )
{
    return !_wcsicmp( get_value( L"connections", row, SHARE ), qualifier );
}

static BOOL is_of_computer( DWORD row )
{
    return !_wcsicmp( get_value( L"connections", row, COMPUTER ), qualifier + 2 );
}

static void test_connection_errors(void)
{
    static WCHAR empty[] = L"", nothing[] = L"nothing", longest[1100];
    DWORD entries, total;
    BYTE *buffer;

    qualifier = NULL;
    ok_failure( connection_enum( 1, &buffer, MAX_PREFERRED_LENGTH, &entries, &total, NULL ),
                ERROR_INVALID_PARAMETER );
    qualifier = empty;
    ok_failure( connection_enum( 1, &buffer, MAX_PREFERRED_LENGTH, &entries, &total, NULL ),
                ERROR_INVALID_PARAMETER );
    qualifier = wmemset( longest, 'x', 1024 );
    ok_failure( connection_enum( 1, &buffer, MAX_PREFERRED_LENGTH, &entries, &total, NULL ),
                ERROR_INVALID_PARAMETER );
    qualifier = nothing;
    ok_failure( connection_enum( 1, &buffer, MAX_PREFERRED_LENGTH, &entries, &total, NULL ), 0 );
    ok( !entries && !total, "%lu of %lu connections\n", entries, total );
}

START_TEST(connections)
{
    static const struct list shares = { "NetConnectionEnum, share", L"connections", share_levels, 2,
                                        is_of_share, connection_enum };
    static const struct list computers = { "NetConnectionEnum, computer", L"connections",
                                           computer_levels, 2, is_of_computer, connection_enum };
    DWORD i, rows;
    WCHAR computer[100];

    load_data();
    rows = count_rows( L"connections" );
    for (i = 0; i < rows; i++)
    {
        qualifier = (WCHAR *)get_value( L"connections", i, SHARE );
        test_list( &shares );
        qualifier = lstrcatW( lstrcpyW( computer, L"\\\\" ),
                              get_value( L"connections", i, COMPUTER ));
        test_list( &computers );
    }
    test_connection_errors();
}
