/*
 * The same session in all answers: of the server, and at each level
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
 * What a record normalises, names and numbers, stands here against another answer of the same
 * moment. MS-SRVS 3.2.4 has a client return the server's results unmodified.
 */

#include "netapi32_test.h"
#include "stub.h"

struct list
{
    DWORD          level, count;
    const BYTE    *entries;
    NET_API_STATUS status;
};

static struct list list_sessions( DWORD level, const struct session_names *names )
{
    struct list list = { .level = level };
    BYTE *buffer = NULL;
    DWORD total;

    list.status = NetSessionEnum( (WCHAR *)names->server, (WCHAR *)names->client,
                                  (WCHAR *)names->user, level, &buffer, MAX_PREFERRED_LENGTH,
                                  &list.count, &total, NULL );
    if (list.status) list.count = 0;
    else list.entries = buffer;
    return list;
}

static void free_list( const struct list *list )
{
    NetApiBufferFree( (void *)list->entries );
}

static const BYTE *get_entry( const struct list *list, DWORD i )
{
    return list->entries + i * entry_size( list->level );
}

/* Returns NULL if each entry has its fellow in the other list. */
static const char *find_difference( const struct list *list, const struct list *other )
{
    const char *difference = NULL;
    BOOL *taken;
    DWORD i, j;

    if (list->status || other->status) return "status";
    if (list->count != other->count) return "number";
    taken = calloc( list->count + 1, sizeof(*taken) );
    for (i = 0; i < list->count; i++)
    {
        for (j = 0; j < other->count; j++)
        {
            const char *field = different_field( list->level, get_entry( list, i ), other->level,
                                                 get_entry( other, j ) );

            if (taken[j]) continue;
            if (!field) break;
            /* Of the entries that don't fit, the one in the same place says most. */
            if (i == j) difference = field;
        }
        if (j == other->count) break;
        taken[j] = TRUE;
    }
    if (i == list->count) difference = NULL;
    else if (!difference) difference = "entries";
    free( taken );
    return difference;
}

static void observe_difference( DWORD level, const char *name, const char *difference )
{
    char norm[64];

    snprintf( norm, sizeof(norm), difference ? "another %s" : "the same", difference );
    observe( "NetSessionEnum", name );
    observe_number_arg( "level", level );
    observe_status( NERR_Success );
    observe_field( "entries", norm );
    observed();
}

/* Sessions come and go: repeats the comparison until there is no difference. */
#define TRIES 10

static void test_raw( DWORD level )
{
    const struct session_names all = { known.server, NULL, NULL };
    const char *difference = NULL;
    struct enum_result result;
    unsigned int tries = 0;
    struct list list, raw;

    do
    {
        list = list_sessions( level, &all );
        result = raw_list( level, &raw.entries );
        raw.level = level;
        raw.count = result.entries;
        raw.status = result.status;
        difference = find_difference( &list, &raw );
        end_call();
        free_list( &list );
    } while (difference && ++tries < TRIES);
    observe_difference( level, case_name( "level %lu, as the server says", level ), difference );
}

static void test_levels( DWORD level, DWORD other_level )
{
    const struct session_names all = { known.server, NULL, NULL };
    const char *difference = NULL;
    unsigned int tries = 0;
    struct list list, other;

    do
    {
        list = list_sessions( level, &all );
        other = list_sessions( other_level, &all );
        difference = find_difference( &list, &other );
        free_list( &list );
        free_list( &other );
    } while (difference && ++tries < TRIES);
    observe_difference( level, case_name( "level %lu, as level %lu", level, other_level ),
                        difference );
}

static const char *compare_one( DWORD level )
{
    struct list list = list_sessions( level, &known );
    const char *difference = "entries";
    BYTE *buffer = NULL;
    DWORD i;

    if (NetSessionGetInfo( (WCHAR *)known.server, (WCHAR *)known.client, (WCHAR *)known.user, level,
                           &buffer ) || !buffer) difference = "status";
    for (i = 0; buffer && i < list.count; i++)
        if (!(difference = different_field( level, buffer, level, get_entry( &list, i )))) break;
    NetApiBufferFree( buffer );
    free_list( &list );
    return difference;
}

/* Several sessions can have the same names. NetSessionGetInfo shows one of them. */
static void test_one( DWORD level )
{
    const char *difference = NULL;
    unsigned int tries = 0;

    if (!is_implemented( "NetSessionGetInfo" )) return;
    do difference = compare_one( level );
    while (difference && ++tries < TRIES);
    observe_difference( level, case_name( "NetSessionGetInfo level %lu, as NetSessionEnum", level ),
                        difference );
}

/* Names of the known session's client and user that lack their last letters */
static void test_beginnings(void)
{
    WCHAR *client = _wcsdup( known.client ), *user = _wcsdup( known.user );
    struct session_names names = { known.server, client, known.user };

    client[wcslen( client ) - 1] = 0;
    user[wcslen( user ) - 1] = 0;
    observe_get_info( &names, 10, "NetSessionGetInfo, the client's beginning" );
    names.user = NULL;
    observe_enum( &names, 10, MAX_PREFERRED_LENGTH, NO_RESUME,
                  "NetSessionEnum, the client's beginning" );
    names.client = known.client;
    names.user = user;
    observe_get_info( &names, 10, "NetSessionGetInfo, the user's beginning" );
    observe_enum( &names, 10, MAX_PREFERRED_LENGTH, NO_RESUME,
                  "NetSessionEnum, the user's beginning" );
    free( client );
    free( user );
}

START_TEST(entries)
{
    const char *reason;
    unsigned int i;
    BOOL bound;

    begin_unit( "entries" );
    if (find_session())
    {
        bound = try_to_bind( &reason );
        for (i = 0; i < ARRAYSIZE(session_levels); i++)
        {
            DWORD level = session_levels[i];

            if (bound) test_raw( level );
            else omit_case( case_name( "level %lu, as the server says", level ), reason );
            if (level != 502) test_levels( level, 502 );
            test_one( level );
        }
        if (bound) unbind();
        test_beginnings();
    }
    end_unit();
}
