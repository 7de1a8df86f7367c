/*
 * Connections to shares
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

#define CONNECTION( name, kind ) SERVICE_FIELD( CONNECTION_INFO_1, coni1_, name, kind )

static const struct service_level levels[] =
{
    { 0, sizeof(CONNECTION_INFO_0), { SERVICE_FIELD( CONNECTION_INFO_0, coni0_, id, NUMBER ) } },
    { 1, sizeof(CONNECTION_INFO_1),
      { CONNECTION( id, NUMBER ), CONNECTION( type, NUMBER ), CONNECTION( num_opens, NUMBER ),
        CONNECTION( num_users, NUMBER ), CONNECTION( time, SECONDS ), CONNECTION( username, TEXT ),
        CONNECTION( netname, TEXT ) } },
};

static void list_connections( const WCHAR *qualifier, const char *name )
{
    const struct service_list list =
    {
        "NetConnectionEnum", name, levels, 2, { qualifier }, 1, NULL, FALSE, qualifier[0] != '\\'
    };

    observe_service_list( &list );
}

static void test_no_connections( const WCHAR *qualifier, const char *name )
{
    DWORD entries = UNTOUCHED_LONG, total = UNTOUCHED_LONG;
    BYTE *buffer = UNTOUCHED;

    SERVICE( "NetConnectionEnum", name, (ULONG_PTR)qualifier, 1, (ULONG_PTR)&buffer,
             MAX_PREFERRED_LENGTH, (ULONG_PTR)&entries, (ULONG_PTR)&total, 0 );
    if (buffer != UNTOUCHED) NetApiBufferFree( buffer );
}

START_TEST(connections)
{
    begin_unit( "connections" );
    find_session();
    begin_variant( without_session );
    list_connections( L"IPC$", "NetConnectionEnum of a share" );
    if (known.client) list_connections( known.client, "NetConnectionEnum of a computer" );
    test_no_connections( L"no-such-share", "NetConnectionEnum, no such share" );
    test_no_connections( NOWHERE, "NetConnectionEnum, no such computer" );
    test_no_connections( NULL, "NetConnectionEnum, NULL" );
    test_no_connections( L"", "NetConnectionEnum, empty" );
    test_no_connections( repeat( 'x', 1024 ), "NetConnectionEnum, 1,024 characters" );
    observe_zeros( "NetConnectionEnum" );
    end_unit();
}
