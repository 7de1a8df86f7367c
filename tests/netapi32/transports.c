/*
 * Transports and aliases of a server
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

#include "netapi32_test.h"

#define TRANSPORT( level, name, kind ) \
    SERVICE_FIELD( SERVER_TRANSPORT_INFO_##level, svti##level##_, name, kind )

static const struct service_level levels[] =
{
    { 0, sizeof(SERVER_TRANSPORT_INFO_0),
      { TRANSPORT( 0, transportname, TEXT ), TRANSPORT( 0, networkaddress, TEXT ) } },
    { 1, sizeof(SERVER_TRANSPORT_INFO_1),
      { TRANSPORT( 1, transportname, TEXT ), TRANSPORT( 1, networkaddress, TEXT ),
        TRANSPORT( 1, domain, TEXT ) } },
    { 2, sizeof(SERVER_TRANSPORT_INFO_2),
      { TRANSPORT( 2, transportname, TEXT ), TRANSPORT( 2, networkaddress, TEXT ),
        TRANSPORT( 2, domain, TEXT ) } },
};

static const struct service_level alias_level =
{
    0, sizeof(SERVER_ALIAS_INFO_0),
    { SERVICE_FIELD( SERVER_ALIAS_INFO_0, srvai0_, alias, TEXT ),
      SERVICE_FIELD( SERVER_ALIAS_INFO_0, srvai0_, target, TEXT ) }
};

/* All changes are of a transport or an alias that is not there, or can't be made. */
static void test_changes(void)
{
    static WCHAR nothing[] = L"\\Device\\NoSuchTransport", alias[] = L"no-such-alias";
    static BYTE address[] = { 'N', 'O', 'N', 'E' };
    SERVER_TRANSPORT_INFO_1 info = { .svti1_transportname = nothing,
                                     .svti1_transportaddress = address,
                                     .svti1_transportaddresslength = sizeof(address) };
    SERVER_ALIAS_INFO_0 alias_info = { .srvai0_alias = alias, .srvai0_target = alias };

    SERVICE( "NetServerTransportDel", "NetServerTransportDel, no such transport, level 0", 0,
             (ULONG_PTR)&info );
    SERVICE( "NetServerTransportDel", "NetServerTransportDel, no such transport, level 1", 1,
             (ULONG_PTR)&info );
    SERVICE( "NetServerTransportDel", "NetServerTransportDel undefined level 99", 99,
             (ULONG_PTR)&info );
    SERVICE( "NetServerTransportAdd", "NetServerTransportAdd undefined level 99", 99,
             (ULONG_PTR)&info );
    SERVICE( "NetServerTransportAddEx", "NetServerTransportAddEx undefined level 99", 99,
             (ULONG_PTR)&info );
    SERVICE( "NetServerComputerNameAdd", "NetServerComputerNameAdd, no name", 0, 0 );
    SERVICE( "NetServerComputerNameDel", "NetServerComputerNameDel, no such name",
             (ULONG_PTR)L"NO-SUCH-NAME" );
    SERVICE( "NetServerAliasDel", "NetServerAliasDel, no such alias", 0, (ULONG_PTR)&alias_info );
    SERVICE( "NetServerAliasAdd", "NetServerAliasAdd undefined level 99", 99,
             (ULONG_PTR)&alias_info );
}

START_TEST(transports)
{
    static const struct service_list transports =
    {
        "NetServerTransportEnum", "NetServerTransportEnum", levels, 3, { NULL }, 0, NULL, FALSE,
        FALSE
    };
    static const struct service_list aliases =
    {
        "NetServerAliasEnum", "NetServerAliasEnum", &alias_level, 1, { NULL }, 0, NULL, FALSE, FALSE
    };

    begin_unit( "transports" );
    find_session();
    begin_variant( without_session );
    observe_service_list( &transports );
    observe_service_list( &aliases );
    test_changes();
    observe_zeros( "NetServerTransportEnum" );
    end_unit();
}
