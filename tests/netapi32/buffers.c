/*
 * The blocks that the session functions return
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

static const char *string_names[] = { "cname", "username", "cltype_name", "transport" };

struct block_state
{
    BOOL null_string, outside, unaligned;
};

static void look_at_string( const BYTE *buffer, DWORD size, const WCHAR *str,
                            struct block_state *state )
{
    if (!str)
    {
        state->null_string = TRUE;
        return;
    }
    if ((const BYTE *)str < buffer || (const BYTE *)(str + wcslen( str ) + 1) > buffer + size)
        state->outside = TRUE;
    if ((ULONG_PTR)str % sizeof(WCHAR)) state->unaligned = TRUE;
}

static BOOL has_string( DWORD level, unsigned int i )
{
    static const DWORD first_level[] = { 0, 1, 2, 502 };

    if (level == 10) return i <= 1;
    return level >= first_level[i];
}

static void look_at_entries( const BYTE *buffer, DWORD size, DWORD level, DWORD entries,
                             struct block_state *state )
{
    const BYTE *entry;
    unsigned int i;

    for (entry = buffer; entries; entries--, entry += entry_size( level ))
        for (i = 0; i < ARRAYSIZE(string_names); i++)
            if (has_string( level, i ))
                look_at_string( buffer, size, entry_string( level, entry, string_names[i] ),
                                state );
}

/* Takes the block, and frees it. */
static void observe_block( BYTE *buffer, DWORD level, DWORD entries, const char *name )
{
    struct block_state state = { FALSE };
    NET_API_STATUS status;
    DWORD size = 0;

    status = NetApiBufferSize( buffer, &size );
    look_at_entries( buffer, size, level, entries, &state );

    observe( "NetApiBufferSize", name );
    observe_number_arg( "level", level );
    observe_status( status );
    observe_number_field( "size", size < entries * entry_size( level ) ? "less than the entries" :
                          "at least the entries", size );
    observe_field( "alignment", (ULONG_PTR)buffer % sizeof(void *) || state.unaligned ?
                   "less than natural" : "natural" );
    observe_field( "strings", state.null_string ? "some are NULL" : "none is NULL" );
    observe_field( "place of the strings", state.outside ? "elsewhere" : "in the block" );
    observed();
}

static void skip_block( const char *function, DWORD level, NET_API_STATUS status )
{
    char reason[64];

    sprintf( reason, "there is no session to look at (status %lu)", status );
    skip_case( case_name( "%s level %lu", function, level ), reason );
    skip_case( case_name( "free %s level %lu", function, level ), reason );
}

static NET_API_STATUS get_info( DWORD level, BYTE **buffer )
{
    return NetSessionGetInfo( (WCHAR *)known.server, (WCHAR *)known.client, (WCHAR *)known.user,
                              level, buffer );
}

static void test_get_info( DWORD level )
{
    NET_API_STATUS status = ERROR_CALL_NOT_IMPLEMENTED;
    BYTE *buffer = NULL, *other = NULL;

    if (is_implemented( "NetSessionGetInfo" ) && !(status = get_info( level, &buffer )))
        status = get_info( level, &other );
    if (status)
    {
        skip_block( "NetSessionGetInfo", level, status );
        return;
    }
    ok( buffer != other, "two calls returned one block [D 34: NetApiBufferFree page]\n" );
    observe_block( buffer, level, 1, case_name( "NetSessionGetInfo level %lu", level ) );
    observe_free( buffer, case_name( "free NetSessionGetInfo level %lu", level ) );
    ok( is_known_entry( level, other ), "what one call returned is gone with what another did "
        "[D 34: NetApiBufferFree page]\n" );
    NetApiBufferFree( other );
}

static void test_enum( DWORD level )
{
    DWORD entries = 0, total = 0;
    NET_API_STATUS status;
    BYTE *buffer = NULL;

    status = NetSessionEnum( (WCHAR *)known.server, NULL, NULL, level, &buffer,
                             MAX_PREFERRED_LENGTH, &entries, &total, NULL );
    if (status || !entries)
    {
        skip_block( "NetSessionEnum", level, status );
        return;
    }
    observe_block( buffer, level, entries, case_name( "NetSessionEnum level %lu", level ) );
    observe_free( buffer, case_name( "free NetSessionEnum level %lu", level ) );
}

START_TEST(buffers)
{
    unsigned int i;

    begin_unit( "buffers" );
    if (find_session())
    {
        for (i = 0; i < ARRAYSIZE(session_levels); i++)
        {
            test_get_info( session_levels[i] );
            test_enum( session_levels[i] );
        }
        observe_in_child( "NetSessionGetInfo", "NetSessionGetInfo without bufptr" );
        observe_in_child( "NetSessionGetInfo",
                          "NetSessionGetInfo without bufptr, undefined level" );
        observe_in_child( "NetSessionEnum", "NetSessionEnum without bufptr" );
        observe_in_child( "NetSessionEnum", "NetSessionEnum without entriesread" );
        observe_in_child( "NetSessionEnum", "NetSessionEnum without totalentries" );
    }
    end_unit();
}
