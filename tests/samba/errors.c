/*
 * Tests of errors that need no session
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

#define UNTOUCHED ((BYTE *)(ULONG_PTR)0xdeadbeef)

struct get_info_case
{
    const WCHAR   *client;
    const WCHAR   *user;
    DWORD          level;
    NET_API_STATUS status;
};

static WCHAR long_name[1030];   /* 1,024 characters, 1,025 with the terminator */
static WCHAR long_client[1030]; /* the same with backslashes */

static void check_get_info( WCHAR *server, const struct get_info_case *test )
{
    BYTE *buffer = UNTOUCHED;
    NET_API_STATUS status;

    status = NetSessionGetInfo( server, (WCHAR *)test->client, (WCHAR *)test->user, test->level,
                                &buffer );
    ok( status == test->status, "%s %s level %lu: got %lu, expected %lu\n",
        wine_dbgstr_w(test->client), wine_dbgstr_w(test->user), test->level, status, test->status );
    ok( !buffer, "%s %s level %lu: buffer is %p\n", wine_dbgstr_w(test->client),
        wine_dbgstr_w(test->user), test->level, buffer );
}

static void test_get_info( WCHAR *server )
{
    const struct get_info_case tests[] =
    {
        /* netapi32 checks the level first. */
        { L"\\\\c", L"u", 3, ERROR_INVALID_LEVEL },
        { L"\\\\c", L"u", 9, ERROR_INVALID_LEVEL },
        { L"\\\\c", L"u", 11, ERROR_INVALID_LEVEL },
        { L"\\\\c", L"u", 501, ERROR_INVALID_LEVEL },
        { L"\\\\c", L"u", 503, ERROR_INVALID_LEVEL },
        { L"\\\\c", L"u", 0x80000000, ERROR_INVALID_LEVEL },
        { L"\\\\c", L"u", MAXDWORD, ERROR_INVALID_LEVEL },
        { NULL, NULL, 3, ERROR_INVALID_LEVEL },
        { L"c", L"u", 3, ERROR_INVALID_LEVEL },
        { NULL, L"u", 1, ERROR_INVALID_PARAMETER },
        { L"\\\\c", NULL, 1, ERROR_INVALID_PARAMETER },
        { NULL, NULL, 10, ERROR_INVALID_PARAMETER },
        { long_client, L"u", 10, ERROR_INVALID_PARAMETER },
        { L"\\\\c", long_name, 10, ERROR_INVALID_PARAMETER },
        { L"c", L"u", 10, NERR_InvalidComputer },
        { L"\\c", L"u", 10, NERR_InvalidComputer },
        { L"//c", L"u", 0, NERR_InvalidComputer },
        { L"127.0.0.1", L"u", 1, NERR_InvalidComputer },
    };
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(tests); i++) check_get_info( server, &tests[i] );

    ok_status( NetSessionGetInfo( server, L"\\\\c", L"u", 10, NULL ), ERROR_INVALID_PARAMETER );
    ok_status( NetSessionGetInfo( server, L"\\\\c", L"u", 3, NULL ), ERROR_INVALID_LEVEL );
}

static void test_server_names(void)
{
    static const WCHAR *names[] =
    {
        L"\\\\", L"\\", L"\\host", L"\\\\\\host", L"\\\\host\\share", L"host/share",
        L"\\\\ho st", L"[]", L"\\\\*", L" ", L"\\\\host\n",
    };
    struct get_info_case test = { L"\\\\c", L"u", 10, NERR_InvalidComputer };
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(names); i++)
    {
        trace( "server %s\n", wine_dbgstr_w(names[i]) );
        check_get_info( (WCHAR *)names[i], &test );
    }
    check_get_info( long_client, &test );
}

static void test_enum( WCHAR *server )
{
    const struct get_info_case tests[] =
    {
        { NULL, NULL, 3, ERROR_INVALID_LEVEL },
        { NULL, NULL, 503, ERROR_INVALID_LEVEL },
        { L"c", NULL, 3, ERROR_INVALID_LEVEL },
        { L"c", NULL, 10, NERR_InvalidComputer },
        { long_client, NULL, 10, ERROR_INVALID_PARAMETER },
        { NULL, long_name, 10, ERROR_INVALID_PARAMETER },
    };
    DWORD entries, total, resume;
    NET_API_STATUS status;
    unsigned int i;
    BYTE *buffer;

    for (i = 0; i < ARRAYSIZE(tests); i++)
    {
        buffer = UNTOUCHED;
        entries = total = 0xdead;
        resume = 0;
        status = NetSessionEnum( server, (WCHAR *)tests[i].client, (WCHAR *)tests[i].user,
                                 tests[i].level, &buffer, MAX_PREFERRED_LENGTH, &entries, &total,
                                 &resume );
        ok( status == tests[i].status, "%u: got %lu\n", i, status );
        ok( !buffer && !entries && !total, "%u: got %p, %lu of %lu\n", i, buffer, entries, total );
    }
    status = NetSessionEnum( server, NULL, NULL, 10, NULL, MAX_PREFERRED_LENGTH, &entries, &total,
                             NULL );
    ok_status( status, ERROR_INVALID_PARAMETER );
    status = NetSessionEnum( server, NULL, NULL, 10, &buffer, MAX_PREFERRED_LENGTH, NULL, &total,
                             NULL );
    ok_status( status, ERROR_INVALID_PARAMETER );
    status = NetSessionEnum( server, NULL, NULL, 10, &buffer, MAX_PREFERRED_LENGTH, &entries, NULL,
                             NULL );
    ok_status( status, ERROR_INVALID_PARAMETER );
}

static void test_del( WCHAR *server )
{
    NET_API_STATUS status;

    ok_status( NetSessionDel( server, L"c", NULL ), NERR_ClientNameNotFound );
    ok_status( NetSessionDel( server, long_client, NULL ), ERROR_INVALID_PARAMETER );
    ok_status( NetSessionDel( server, NULL, long_name ), ERROR_INVALID_PARAMETER );

    /* MS-SRVS admits both errors. */
    status = NetSessionDel( server, NULL, NULL );
    ok( status == ERROR_INVALID_PARAMETER || status == NERR_ClientNameNotFound, "got %lu\n",
        status );
    status = NetSessionDel( server, (WCHAR *)L"", (WCHAR *)L"" );
    ok( status == ERROR_INVALID_PARAMETER || status == NERR_ClientNameNotFound, "got %lu\n",
        status );
}

START_TEST(errors)
{
    struct known_session session;
    unsigned int i;

    get_known_session( &session );
    for (i = 0; i < 1024; i++) long_name[i] = long_client[i] = 'x';
    long_client[0] = long_client[1] = '\\';

    test_get_info( session.server );
    test_server_names();
    test_enum( session.server );
    test_del( session.server );
}
