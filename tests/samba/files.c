/*
 * Net file and connection functions, for files that are known to be open
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

/* Reads the whole list, in pieces of so many bytes at most. */
static DWORD list_files( const struct known_session *known, WCHAR *path, WCHAR *user, DWORD level,
                         DWORD prefmaxlen, DWORD *ids )
{
    DWORD i, entries, total, count = 0, calls = 0, size = level == 3 ? sizeof(FILE_INFO_3)
                                                                     : sizeof(FILE_INFO_2);
    NET_API_STATUS status;
    DWORD_PTR resume = 0;
    BYTE *buffer;

    do
    {
        status = NetFileEnum( known->server, path, user, level, &buffer, prefmaxlen, &entries,
                              &total, &resume );
        ok( !status || status == ERROR_MORE_DATA, "level %lu: status %lu\n", level, status );
        ok( !buffer == !entries && entries <= total, "%lu entries of %lu\n", entries, total );
        /* Both structures begin with the number. */
        for (i = 0; i < entries && count < 100; i++) ids[count++] = *(DWORD *)(buffer + i * size);
        NetApiBufferFree( buffer );
    } while (status == ERROR_MORE_DATA && calls++ < 100);
    ok( !resume, "resume is %#Ix at the end\n", resume );
    return count;
}

static void check_same( const DWORD *a, DWORD a_count, const DWORD *b, DWORD b_count )
{
    ok( a_count == b_count && !memcmp( a, b, a_count * sizeof(*a) ),
        "%lu files instead of the same %lu\n", b_count, a_count );
}

static void test_enum( const struct known_session *known, DWORD *ids )
{
    static WCHAR nowhere[] = L"X:\\nowhere", nobody[] = L"nobody", drive[] = L"c:\\";
    DWORD count, others[100];

    count = list_files( known, NULL, known->user, 3, MAX_PREFERRED_LENGTH, ids );
    ok( count == known->opens, "%lu files of %ls, expected %lu\n", count, known->user,
        known->opens );
    check_same( ids, count, others,
                list_files( known, NULL, known->user, 2, MAX_PREFERRED_LENGTH, others ));
    check_same( ids, count, others, list_files( known, NULL, known->user, 3, 200, others ));
    check_same( ids, count, others, list_files( known, drive, known->user, 3, 200, others ));
    ok( list_files( known, NULL, NULL, 3, MAX_PREFERRED_LENGTH, others ) >= count,
        "fewer of all\n" );
    ok( !list_files( known, nowhere, NULL, 3, MAX_PREFERRED_LENGTH, others ), "files in X:\n" );
    ok( !list_files( known, NULL, nobody, 2, MAX_PREFERRED_LENGTH, others ), "files of nobody\n" );
}

static void test_get( const struct known_session *known, DWORD id )
{
    FILE_INFO_3 *info;
    BYTE *buffer;

    ok_status( NetFileGetInfo( known->server, id, 3, (BYTE **)&info ), NERR_Success );
    ok( info && info->fi3_id == id && !lstrcmpiW( info->fi3_username, known->user ) &&
        info->fi3_pathname[1] == ':', "another file\n" );
    NetApiBufferFree( info );
    ok_status( NetFileGetInfo( known->server, id, 2, &buffer ), NERR_Success );
    ok( buffer && *(DWORD *)buffer == id, "another file\n" );
    NetApiBufferFree( buffer );
    ok_status( NetFileGetInfo( known->server, 4711, 3, &buffer ), ERROR_FILE_NOT_FOUND );
    ok( !buffer, "a result\n" );
    ok_status( NetFileGetInfo( known->server, id, 1, &buffer ), ERROR_INVALID_LEVEL );
    ok_status( NetFileGetInfo( known->server, id, 3, NULL ), ERROR_INVALID_PARAMETER );
}

/* Samba answers before the process that has the file open has closed it. */
static BOOL is_closed( const struct known_session *known )
{
    DWORD tries, others[100];

    for (tries = 0; tries < 100; tries++, Sleep( 50 ))
        if (list_files( known, NULL, known->user, 2, MAX_PREFERRED_LENGTH, others ) ==
            known->opens - 1)
            return TRUE;
    return FALSE;
}

static void test_close( const struct known_session *known, DWORD id )
{
    ok_status( NetFileClose( known->server, 4711 ), NERR_FileIdNotFound );
    ok_status( NetFileClose( known->server, id ), NERR_Success );
    ok( is_closed( known ), "the file is not closed\n" );
    ok_status( NetFileClose( known->server, id ), NERR_FileIdNotFound );
}

static void test_connections( const struct known_session *known )
{
    static WCHAR share[] = L"share", empty[] = L"";
    DWORD entries, total;
    CONNECTION_INFO_1 *info;
    BYTE *buffer;

    ok_status( NetConnectionEnum( known->server, share, 1, (BYTE **)&info, MAX_PREFERRED_LENGTH,
                                  &entries, &total, NULL ), NERR_Success );
    ok( entries && entries == total && info->coni1_username && info->coni1_netname,
        "%lu entries of %lu\n", entries, total );
    NetApiBufferFree( info );
    ok_status( NetConnectionEnum( known->server, share, 0, &buffer, MAX_PREFERRED_LENGTH, &entries,
                                  &total, NULL ), NERR_Success );
    NetApiBufferFree( buffer );
    ok_status( NetConnectionEnum( known->server, empty, 1, &buffer, MAX_PREFERRED_LENGTH, &entries,
                                  &total, NULL ), ERROR_INVALID_PARAMETER );
    ok_status( NetConnectionEnum( known->server, NULL, 1, &buffer, MAX_PREFERRED_LENGTH, &entries,
                                  &total, NULL ), ERROR_INVALID_PARAMETER );
    ok_status( NetConnectionEnum( known->server, share, 2, &buffer, MAX_PREFERRED_LENGTH, &entries,
                                  &total, NULL ), ERROR_INVALID_LEVEL );
}

START_TEST(files)
{
    struct known_session known;
    DWORD ids[100];

    if (!require_known_session( &known )) return;
    test_enum( &known, ids );
    test_get( &known, ids[0] );
    test_connections( &known );
    test_close( &known, ids[0] );
}
