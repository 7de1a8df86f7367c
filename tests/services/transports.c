/*
 * Transports and aliases of the reference server
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

enum { CLIENTS, NAME, ADDRESS, NETWORK_ADDRESS, DOMAIN, FLAGS };

#define MEMBER( member, kind, column ) \
    { #member, offsetof( SERVER_TRANSPORT_INFO_2, member ), kind, column, NULL, \
      offsetof( SERVER_TRANSPORT_INFO_2, svti2_transportaddresslength ) }

/* Each level is the beginning of the next. */
static const struct member members[] =
{
    MEMBER( svti2_numberofvcs, KIND_NUMBER, CLIENTS ),
    MEMBER( svti2_transportname, KIND_STRING, NAME ),
    MEMBER( svti2_transportaddress, KIND_ADDRESS, ADDRESS ),
    MEMBER( svti2_networkaddress, KIND_STRING, NETWORK_ADDRESS ),
    MEMBER( svti2_domain, KIND_STRING, DOMAIN ),
    MEMBER( svti2_flags, KIND_NUMBER, FLAGS ),
};

static const struct level levels[] =
{
    LEVEL( 0, SERVER_TRANSPORT_INFO_0, members, 4 ),
    LEVEL( 1, SERVER_TRANSPORT_INFO_1, members, 5 ),
    LEVEL( 2, SERVER_TRANSPORT_INFO_2, members, 6 ),
};

static NET_API_STATUS transport_enum( DWORD level, BYTE **buffer, DWORD prefmaxlen, DWORD *entries,
                                      DWORD *total, DWORD *resume )
{
    return NetServerTransportEnum( server, level, buffer, prefmaxlen, entries, total, resume );
}

#define ALIAS( member, kind, column ) \
    { #member, offsetof( SERVER_ALIAS_INFO_0, member ), kind, column, NULL, 0 }

static const struct member alias_members[] =
{
    ALIAS( srvai0_alias, KIND_STRING, 0 ),
    ALIAS( srvai0_target, KIND_STRING, 1 ),
    ALIAS( srvai0_default, KIND_BYTE, 2 ),
};

static const struct level alias_level = LEVEL( 0, SERVER_ALIAS_INFO_0, alias_members, 3 );

static NET_API_STATUS alias_enum( DWORD level, BYTE **buffer, DWORD prefmaxlen, DWORD *entries,
                                  DWORD *total, DWORD *resume )
{
    return NetServerAliasEnum( server, level, buffer, prefmaxlen, entries, total, resume );
}

START_TEST(transports)
{
    static const struct list transports = { "NetServerTransportEnum", L"transports", levels, 3,
                                            NULL, transport_enum };
    static const struct list aliases = { "NetServerAliasEnum", L"aliases", &alias_level, 1, NULL,
                                         alias_enum };

    load_data();
    test_list( &transports );
    check_no_level( &transports, 3 );
    test_list( &aliases );
    check_no_level( &aliases, 1 );
}

static WCHAR device[] = L"\\Device\\New", domain[] = L"NEWDOMAIN", network[] = L"0123456789ab";
static BYTE address[] = { 'N', 'E', 'W' };

static SERVER_TRANSPORT_INFO_3 make_transport(void)
{
    SERVER_TRANSPORT_INFO_3 info = { .svti3_numberofvcs = 7, .svti3_transportname = device,
                                     .svti3_transportaddress = address,
                                     .svti3_transportaddresslength = sizeof(address),
                                     .svti3_networkaddress = network, .svti3_domain = domain };

    return info;
}

static DWORD count_transports(void)
{
    DWORD entries, total;
    BYTE *buffer;

    ok_status( transport_enum( 0, &buffer, MAX_PREFERRED_LENGTH, &entries, &total, NULL ),
               NERR_Success );
    NetApiBufferFree( buffer );
    return entries;
}

/* The last one is the new one. */
static void check_last( const WCHAR *expected_domain, DWORD flags )
{
    SERVER_TRANSPORT_INFO_2 *info, *last;
    DWORD entries, total;

    ok_status( transport_enum( 2, (BYTE **)&info, MAX_PREFERRED_LENGTH, &entries, &total, NULL ),
               NERR_Success );
    if (!info) return;
    last = &info[entries - 1];
    ok( !last->svti2_numberofvcs && !wcscmp( last->svti2_transportname, device ) &&
        last->svti2_transportaddresslength == sizeof(address) &&
        !memcmp( last->svti2_transportaddress, address, sizeof(address) ) &&
        !last->svti2_networkaddress[0] && !wcscmp( last->svti2_domain, expected_domain ) &&
        last->svti2_flags == flags, "%lu, %ls, %lu bytes, %ls, %ls, flags %lu\n",
        last->svti2_numberofvcs, last->svti2_transportname, last->svti2_transportaddresslength,
        last->svti2_networkaddress, last->svti2_domain, last->svti2_flags );
    NetApiBufferFree( info );
}

static void test_add(void)
{
    SERVER_TRANSPORT_INFO_3 info = make_transport();
    DWORD level, count = count_transports();

    ok_status( NetServerTransportAdd( server, 0, (BYTE *)&info ), NERR_Success );
    ok( count_transports() == count + 1, "no transport more\n" );
    check_last( L"", 0 );
    ok_status( NetServerTransportAdd( server, 0, (BYTE *)&info ), ERROR_DUP_NAME );
    ok_status( NetServerTransportDel( server, 0, (BYTE *)&info ), NERR_Success );
    ok( count_transports() == count, "no transport less\n" );
    ok_status( NetServerTransportDel( server, 0, (BYTE *)&info ), NERR_NetNameNotFound );
    info.svti3_flags = 2;
    for (level = 0; level < 4; level++)
    {
        ok_status( NetServerTransportAddEx( server, level, (BYTE *)&info ), NERR_Success );
        check_last( level ? domain : L"", level > 1 ? 2 : 0 );
        ok_status( NetServerTransportAddEx( server, level, (BYTE *)&info ), ERROR_DUP_NAME );
        ok_status( NetServerTransportDel( server, level & 1, (BYTE *)&info ), NERR_Success );
        ok_status( NetServerTransportDel( server, level & 1, (BYTE *)&info ),
                   NERR_NetNameNotFound );
    }
    ok( count_transports() == count, "%lu transports, not %lu\n", count_transports(), count );
}

static void check_wrong( SERVER_TRANSPORT_INFO_3 info, DWORD first_level )
{
    DWORD level;

    if (!first_level)
    {
        ok_status( NetServerTransportAdd( server, 0, (BYTE *)&info ), ERROR_INVALID_PARAMETER );
        ok_status( NetServerTransportDel( server, 0, (BYTE *)&info ), ERROR_INVALID_PARAMETER );
        ok_status( NetServerTransportDel( server, 1, (BYTE *)&info ), ERROR_INVALID_PARAMETER );
    }
    for (level = first_level; level < 4; level++)
        ok_status( NetServerTransportAddEx( server, level, (BYTE *)&info ),
                   ERROR_INVALID_PARAMETER );
}

static void test_add_errors(void)
{
    static WCHAR long_domain[] = L"123456789a123456";
    SERVER_TRANSPORT_INFO_3 info = make_transport(), copy;

    copy = info; copy.svti3_transportname = NULL;
    check_wrong( copy, 0 );
    copy = info; copy.svti3_transportaddress = NULL; copy.svti3_transportaddresslength = 0;
    check_wrong( copy, 0 );
    copy = info; copy.svti3_domain = long_domain;
    check_wrong( copy, 1 );
    copy = info; copy.svti3_flags = 8;
    check_wrong( copy, 2 );
    ok_status( NetServerTransportAdd( server, 1, (BYTE *)&info ), ERROR_INVALID_LEVEL );
    ok_status( NetServerTransportAddEx( server, 4, (BYTE *)&info ), ERROR_INVALID_LEVEL );
    ok_status( NetServerTransportDel( server, 2, (BYTE *)&info ), ERROR_INVALID_LEVEL );
    ok_status( NetServerTransportAdd( server, 0, NULL ), ERROR_INVALID_PARAMETER );
    ok_status( NetServerTransportAddEx( server, 1, NULL ), ERROR_INVALID_PARAMETER );
    ok_status( NetServerTransportDel( server, 0, NULL ), ERROR_INVALID_PARAMETER );
    ok_status( NetServerTransportDel( server, 1, NULL ), ERROR_INVALID_PARAMETER );
}

/* How many transports have the name, padded with blanks, and the domain */
static DWORD count_named( const char *name, const WCHAR *expected_domain )
{
    DWORD i, entries, total, count = 0;
    SERVER_TRANSPORT_INFO_1 *info;

    ok_status( transport_enum( 1, (BYTE **)&info, MAX_PREFERRED_LENGTH, &entries, &total, NULL ),
               NERR_Success );
    for (i = 0; i < entries; i++)
        if (info[i].svti1_transportaddresslength == 16 &&
            !memcmp( info[i].svti1_transportaddress, name, 16 ) &&
            (!expected_domain || !wcscmp( info[i].svti1_domain, expected_domain ))) count++;
    NetApiBufferFree( info );
    return count;
}

static void test_computer_names(void)
{
    static WCHAR name[] = L"alias1", empty[] = L"", long_name[] = L"123456789a123456";
    DWORD count = count_transports();

    ok_status( NetServerComputerNameAdd( server, domain, name ), NERR_Success );
    ok( count_transports() == 2 * count, "%lu transports of %lu\n", count_transports(), count );
    ok( count_named( "ALIAS1          ", domain ) == count, "not all have the name\n" );
    ok_status( NetServerComputerNameAdd( server, domain, name ), ERROR_DUP_NAME );
    ok_status( NetServerComputerNameDel( server, name ), NERR_Success );
    ok( count_transports() == count, "%lu transports of %lu\n", count_transports(), count );
    ok_status( NetServerComputerNameDel( server, name ), NERR_NetNameNotFound );
    ok_status( NetServerComputerNameAdd( server, NULL, name ), NERR_Success );
    ok( count_named( "ALIAS1          ", NULL ) == count, "not all have the name\n" );
    ok_status( NetServerComputerNameDel( server, name ), NERR_Success );
    ok_status( NetServerComputerNameAdd( server, domain, NULL ), ERROR_INVALID_PARAMETER );
    ok_status( NetServerComputerNameAdd( server, domain, empty ), ERROR_INVALID_PARAMETER );
    ok_status( NetServerComputerNameAdd( server, domain, long_name ), ERROR_INVALID_PARAMETER );
    ok_status( NetServerComputerNameDel( server, NULL ), ERROR_INVALID_PARAMETER );
    ok_status( NetServerComputerNameDel( server, long_name ), ERROR_INVALID_PARAMETER );
}

static DWORD count_aliases( const WCHAR *alias, BOOL is_default )
{
    DWORD i, entries, total, count = 0;
    SERVER_ALIAS_INFO_0 *info;

    ok_status( alias_enum( 0, (BYTE **)&info, MAX_PREFERRED_LENGTH, &entries, &total, NULL ),
               NERR_Success );
    for (i = 0; i < entries; i++)
        if (!wcscmp( info[i].srvai0_alias, alias ) && info[i].srvai0_default == is_default) count++;
    NetApiBufferFree( info );
    return count;
}

static void test_aliases(void)
{
    static WCHAR alias[] = L"neu.example.com", target[] = L"cluster01", unknown[] = L"nobody",
                 empty[] = L"";
    SERVER_ALIAS_INFO_0 info = { alias, target, FALSE, 0 }, copy = info;

    ok_status( NetServerAliasAdd( server, 0, (BYTE *)&info ), NERR_Success );
    ok( count_aliases( alias, FALSE ) == 1, "no such alias\n" );
    ok_status( NetServerAliasAdd( server, 0, (BYTE *)&info ), ERROR_INVALID_PARAMETER );
    ok_status( NetServerAliasDel( server, 0, (BYTE *)&info ), NERR_Success );
    ok( !count_aliases( alias, FALSE ), "it is still there\n" );
    ok_status( NetServerAliasDel( server, 0, (BYTE *)&info ), NERR_NetNameNotFound );

    copy.srvai0_alias = empty;
    copy.srvai0_default = TRUE;
    ok_status( NetServerAliasAdd( server, 0, (BYTE *)&copy ), NERR_Success );
    ok( count_aliases( L"", TRUE ) == 1, "no default server\n" );
    ok_status( NetServerAliasDel( server, 0, (BYTE *)&copy ), NERR_Success );
    copy.srvai0_default = FALSE;
    ok_status( NetServerAliasAdd( server, 0, (BYTE *)&copy ), ERROR_INVALID_PARAMETER );
    copy = info; copy.srvai0_target = unknown;
    ok_status( NetServerAliasAdd( server, 0, (BYTE *)&copy ), ERROR_INVALID_PARAMETER );
    copy = info; copy.srvai0_alias = NULL;
    ok_status( NetServerAliasAdd( server, 0, (BYTE *)&copy ), ERROR_INVALID_PARAMETER );
    ok_status( NetServerAliasDel( server, 0, (BYTE *)&copy ), ERROR_INVALID_PARAMETER );
    ok_status( NetServerAliasAdd( server, 1, (BYTE *)&info ), ERROR_INVALID_LEVEL );
    ok_status( NetServerAliasDel( server, 1, (BYTE *)&info ), ERROR_INVALID_LEVEL );
    ok_status( NetServerAliasAdd( server, 0, NULL ), ERROR_INVALID_PARAMETER );
    ok_status( NetServerAliasDel( server, 0, NULL ), ERROR_INVALID_PARAMETER );
}

START_TEST(change_transports)
{
    load_data();
    test_add();
    test_add_errors();
    test_computer_names();
    test_aliases();
}
