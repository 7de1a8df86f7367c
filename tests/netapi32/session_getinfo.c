/*
 * NetSessionGetInfo with an existing session
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

static struct session_names with_names( const WCHAR *client, const WCHAR *user )
{
    struct session_names names = { known.server, client, user };

    return names;
}

static void test_levels(void)
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(session_levels); i++)
        observe_get_info( &known, session_levels[i], case_name( "level %lu", session_levels[i] ) );
}

static NET_API_STATUS compare_first( const struct session_names *names, BOOL *same )
{
    WCHAR *server = (WCHAR *)names->server, *client = (WCHAR *)names->client;
    WCHAR *user = (WCHAR *)names->user;
    SESSION_INFO_1 *all = NULL, *info = NULL;
    DWORD entries = 0, total = 0;
    NET_API_STATUS status;

    status = NetSessionGetInfo( server, client, user, 1, (BYTE **)&info );
    if (!status)
        status = NetSessionEnum( server, client, user, 1, (BYTE **)&all, MAX_PREFERRED_LENGTH,
                                 &entries, &total, NULL );
    *same = !status && entries && !wcscmp( info->sesi1_cname, all->sesi1_cname ) &&
            !wcscmp( info->sesi1_username, all->sesi1_username );
    if (!status) NetApiBufferFree( all );
    if (info) NetApiBufferFree( info );
    return status;
}

/* Finds out which session it takes if several match. Between the two calls one can come or go. */
static void test_first( const WCHAR *client, const WCHAR *user, const char *what )
{
    struct session_names names = with_names( client, user );
    NET_API_STATUS status = NERR_Success;
    unsigned int tries = 0;
    BOOL same = FALSE;

    observe( "NetSessionGetInfo", what );
    if (is_implemented( "NetSessionGetInfo" ))
    {
        do status = compare_first( &names, &same );
        while (!same && ++tries < 5);
        observe_status( status );
        observe_field( "the first of NetSessionEnum", same ? "yes" : "no" );
    }
    else observe_no_status( "not implemented" );
    observed();
}

static void test_empty_names(void)
{
    test_first( L"", known.user, "empty client" );
    test_first( known.client, L"", "empty user" );
    test_first( L"", L"", "empty client and user" );
    test_first( known.client, known.user, "client and user" );
}

static void test_letter_case(void)
{
    struct session_names names;
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(session_levels); i++)
    {
        names = with_names( known.client, upper( known.user ) );
        observe_get_info( &names, session_levels[i],
                          case_name( "level %lu, user in upper case", session_levels[i] ) );
        names = with_names( known.client, lower( known.user ) );
        observe_get_info( &names, session_levels[i],
                          case_name( "level %lu, user in lower case", session_levels[i] ) );
    }
    names = with_names( upper( known.client ), known.user );
    observe_get_info( &names, 10, "client in upper case" );
    names = with_names( lower( known.client ), known.user );
    observe_get_info( &names, 10, "client in lower case" );
}

static void test_not_found(void)
{
    const struct
    {
        const char  *what;
        const WCHAR *client, *user;
    }
    tests[] =
    {
        { "no such client", NOWHERE, known.user },
        { "no such user", known.client, NOBODY },
        { "neither", NOWHERE, NOBODY },
        { "no such client, empty user", NOWHERE, L"" },
        { "empty client, no such user", L"", NOBODY },
        { "client and more", concat( known.client, L".no-such" ), known.user },
        { "user and more", known.client, concat( known.user, L".no-such" ) },
    };
    struct session_names names;
    unsigned int i, j;

    for (i = 0; i < ARRAYSIZE(tests); i++)
    {
        for (j = 0; j < ARRAYSIZE(session_levels); j++)
        {
            names = with_names( tests[i].client, tests[i].user );
            observe_get_info( &names, session_levels[j],
                              case_name( "level %lu, %s", session_levels[j], tests[i].what ) );
        }
    }
}

/* A session must not grow younger between two calls. */
static void test_times(void)
{
    SESSION_INFO_10 *first = NULL, *second = NULL;
    WCHAR *server = (WCHAR *)known.server, *client = (WCHAR *)known.client;
    WCHAR *user = (WCHAR *)known.user;

    if (!is_implemented( "NetSessionGetInfo" ) ||
        NetSessionGetInfo( server, client, user, 10, (BYTE **)&first ))
    {
        skip_case( "time goes on", "there is no session to look at" );
        return;
    }
    Sleep( 2100 );
    observe( "NetSessionGetInfo", "time goes on" );
    observe_status( NetSessionGetInfo( server, client, user, 10, (BYTE **)&second ) );
    if (second)
    {
        observe_number_field( "first time", "seconds", first->sesi10_time );
        observe_number_field( "second time", second->sesi10_time > first->sesi10_time ?
                              "later" : "not later", second->sesi10_time );
        observe_number_field( "idle time", second->sesi10_idle_time <= second->sesi10_time ?
                              "within the time" : "longer than the time",
                              second->sesi10_idle_time );
    }
    observed();
    NetApiBufferFree( first );
    NetApiBufferFree( second );
}

START_TEST(session_getinfo)
{
    begin_unit( "session_getinfo" );
    if (find_session())
    {
        test_levels();
        test_empty_names();
        test_letter_case();
        test_not_found();
        test_times();
    }
    end_unit();
}
