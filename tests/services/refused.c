/*
 * All functions as a user whom the reference server refuses
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

static WCHAR share[] = L"share", device[] = L"C:\\share", service[] = L"LanmanServer",
             path[] = L"C:\\new", name[] = L"NEW";
static DWORD entries, total;

/* Over SMB the server knows nobody, and so refuses only what is for administrators. */
static NET_API_STATUS everybody(void)
{
    return server ? NERR_Success : ERROR_ACCESS_DENIED;
}

#define check_enum( call ) \
    do { \
        entries = total = 0xdead; \
        ok_failure( call, ERROR_ACCESS_DENIED ); \
        ok( !entries && !total, "%lu entries of %lu\n", entries, total ); \
    } while (0)

/* A result, or none, for everybody */
#define check_open( call ) \
    do { \
        buffer = (BYTE *)0xdead; \
        ok_status( call, everybody() ); \
        ok( !buffer == !server, "a result %p\n", buffer ); \
        NetApiBufferFree( buffer ); \
    } while (0)

#define REST MAX_PREFERRED_LENGTH, &entries, &total, NULL

static void test_lists(void)
{
    static const DWORD levels[] = { 0, 1, 2, 501, 502, 503 };
    static WCHAR computer[] = L"\\\\127.0.0.1";
    BYTE *buffer;
    DWORD i;

    for (i = 0; i < ARRAYSIZE(levels); i++)
    {
        check_enum( NetShareEnum( server, levels[i], &buffer, REST ));
        if (levels[i] != 501) check_enum( NetShareEnumSticky( server, levels[i], &buffer, REST ));
    }
    for (i = 0; i < 2; i++)
    {
        check_enum( NetFileEnum( server, NULL, NULL, 2 + i, &buffer, REST ));
        check_enum( NetConnectionEnum( server, share, i, &buffer, REST ));
        check_enum( NetConnectionEnum( server, computer, i, &buffer, REST ));
        if (server) check_enum( NetWkstaUserEnum( server, i, &buffer, REST ));
    }
    for (i = 0; i < 3; i++) check_enum( NetServerTransportEnum( server, i, &buffer, REST ));
    check_enum( NetServerAliasEnum( server, 0, &buffer, REST ));
    check_enum( NetServerDiskEnum( server, 0, &buffer, REST ));
}

static void test_queries(void)
{
    static const DWORD open[] = { 0, 1, 501, 1005 }, closed[] = { 2, 502, 503 };
    BYTE *buffer;
    DWORD i, type;

    for (i = 0; i < ARRAYSIZE(open); i++)
        check_open( NetShareGetInfo( server, share, open[i], &buffer ));
    for (i = 0; i < ARRAYSIZE(closed); i++)
        ok_failure( NetShareGetInfo( server, share, closed[i], &buffer ), ERROR_ACCESS_DENIED );
    ok_status( NetShareCheck( server, device, &type ), everybody() );
    ok_failure( NetFileGetInfo( server, 101, 2, &buffer ), ERROR_ACCESS_DENIED );
    ok_failure( NetFileGetInfo( server, 101, 3, &buffer ), ERROR_ACCESS_DENIED );
    ok_failure( NetServerGetInfo( server, 102, &buffer ), ERROR_ACCESS_DENIED );
    ok_failure( NetServerGetInfo( server, 502, &buffer ), ERROR_ACCESS_DENIED );
    ok_failure( NetServerGetInfo( server, 503, &buffer ), ERROR_ACCESS_DENIED );
    check_open( NetServerGetInfo( server, 103, &buffer ));
    ok_failure( NetStatisticsGet( server, service, 0, 0, &buffer ), ERROR_ACCESS_DENIED );
    check_open( NetRemoteTOD( server, &buffer ));
    if (!server) return;    /* Wine answers. */
    check_open( NetServerGetInfo( server, 100, &buffer ));
    check_open( NetServerGetInfo( server, 101, &buffer ));
    check_open( NetWkstaGetInfo( server, 100, &buffer ));
    check_open( NetWkstaGetInfo( server, 101, &buffer ));
    ok_failure( NetWkstaGetInfo( server, 102, &buffer ), ERROR_ACCESS_DENIED );
}

static void test_share_changes(void)
{
    static const DWORD levels[] = { 1, 2, 502, 503, 1004, 1005, 1006, 1501 };
    SHARE_INFO_503 info = {{ name, 0, name, 0, 1, 0, path, NULL }, NULL, 0, NULL };
    SHARE_INFO_502 info502 = { name, 0, name, 0, 1, 0, path, NULL, 0, NULL };
    SHARE_INFO_1004 info1004 = { name };
    SHARE_INFO_1501 info1501 = { 0, NULL };
    DWORD i;

    for (i = 0; i < ARRAYSIZE(levels); i++)
    {
        void *buf = levels[i] == 503 ? (void *)&info : levels[i] == 1004 ? (void *)&info1004
                  : levels[i] == 1501 ? (void *)&info1501 : (void *)&info502;

        ok_status( NetShareSetInfo( server, share, levels[i], buf, NULL ), ERROR_ACCESS_DENIED );
    }
    ok_status( NetShareAdd( server, 2, (BYTE *)&info502, NULL ), ERROR_ACCESS_DENIED );
    ok_status( NetShareAdd( server, 502, (BYTE *)&info502, NULL ), ERROR_ACCESS_DENIED );
    ok_status( NetShareAdd( server, 503, (BYTE *)&info, NULL ), ERROR_ACCESS_DENIED );
    ok_status( NetShareDel( server, share, 0 ), ERROR_ACCESS_DENIED );
    ok_status( NetShareDelSticky( server, share, 0 ), ERROR_ACCESS_DENIED );
    ok_status( NetShareDelEx( server, 503, (BYTE *)&info ), ERROR_ACCESS_DENIED );
}

static void test_changes(void)
{
    static const DWORD levels[] = { 502, 1010, 1016, 1017, 1018, 1107, 1501, 1556 };
    SERVER_TRANSPORT_INFO_3 transport = { .svti3_transportname = name,
                                          .svti3_transportaddress = (BYTE *)name,
                                          .svti3_transportaddresslength = 3 };
    SERVER_ALIAS_INFO_0 alias = { name, name, FALSE, 0 };
    SERVER_INFO_502 info = { .sv502_sessopens = 1 };
    DWORD i;

    for (i = 0; i < ARRAYSIZE(levels); i++)
        ok_status( NetServerSetInfo( server, levels[i], (BYTE *)&info, NULL ),
                   ERROR_ACCESS_DENIED );
    ok_status( NetFileClose( server, 101 ), ERROR_ACCESS_DENIED );
    ok_status( NetServerTransportAdd( server, 0, (BYTE *)&transport ), ERROR_ACCESS_DENIED );
    for (i = 0; i < 4; i++)
        ok_status( NetServerTransportAddEx( server, i, (BYTE *)&transport ), ERROR_ACCESS_DENIED );
    ok_status( NetServerTransportDel( server, 0, (BYTE *)&transport ), ERROR_ACCESS_DENIED );
    ok_status( NetServerTransportDel( server, 1, (BYTE *)&transport ), ERROR_ACCESS_DENIED );
    ok_status( NetServerComputerNameAdd( server, NULL, name ), ERROR_ACCESS_DENIED );
    ok_status( NetServerComputerNameDel( server, name ), ERROR_ACCESS_DENIED );
    ok_status( NetServerAliasAdd( server, 0, (BYTE *)&alias ), ERROR_ACCESS_DENIED );
    ok_status( NetServerAliasDel( server, 0, (BYTE *)&alias ), ERROR_ACCESS_DENIED );
}

static void test_names(void)
{
    WCHAR out[100];
    DWORD type = 0;

    ok_status( I_NetPathType( server, path, &type, 0 ), everybody() );
    ok_status( I_NetPathCanonicalize( server, path, out, sizeof(out), NULL, &type, 0 ),
               everybody() );
    ok_status( I_NetPathCompare( server, path, path, 0, 0 ), everybody() );
    ok_status( I_NetNameValidate( server, name, 9, 0 ), everybody() );
    ok_status( I_NetNameCanonicalize( server, name, out, sizeof(out), 9, 0 ), everybody() );
    ok_status( I_NetNameCompare( server, name, name, 9, 0 ), everybody() );
}

START_TEST(refused)
{
    load_data();
    test_lists();
    test_queries();
    test_share_changes();
    test_changes();
    test_names();
}
