/*
 * NetSessionDel
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

static void test_no_match(void)
{
    const struct
    {
        const char  *what;
        const WCHAR *client, *user;
    }
    tests[] =
    {
        { "no such client", NOWHERE, NULL },
        { "no such client, empty user", NOWHERE, L"" },
        { "no such user", NULL, NOBODY },
        { "empty client, no such user", L"", NOBODY },
        { "neither client nor user is there", NOWHERE, NOBODY },
        { "client, no such user", known.client, NOBODY },
        { "no such client, user", NOWHERE, known.user },
        { "client without backslashes", NOWHERE + 2, NULL },
        { "client without backslashes, no such user", skip_backslashes( known.client ), NOBODY },
        { "client with one backslash", L"\\no-client-of-this-name", NULL },
    };
    struct session_names names;
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(tests); i++)
    {
        names.server = known.server;
        names.client = tests[i].client;
        names.user = tests[i].user;
        observe_del( &names, tests[i].what );
    }
}

static DWORD count_sessions( const WCHAR *client, const WCHAR *user )
{
    DWORD entries = 0, total = 0;
    BYTE *buffer = NULL;

    if (NetSessionEnum( (WCHAR *)known.server, (WCHAR *)client, (WCHAR *)user, 10, &buffer,
                        MAX_PREFERRED_LENGTH, &entries, &total, NULL )) return 0;
    NetApiBufferFree( buffer );
    return entries;
}

static BOOL is_there( const struct session_names *names )
{
    return count_sessions( names->client, names->user ) != 0;
}

/* others: how many sessions of other users the client had before */
static void observe_presence( const struct session_names *names, DWORD others, const char *name )
{
    unsigned int i;
    BOOL there;

    /* Samba ends the process that serves the session, which takes some time. */
    for (i = 0; (there = is_there( names )) && i < 200; i++) Sleep( 100 );
    observe( "NetSessionEnum", name );
    observe_status( NERR_Success );
    observe_field( "session", there ? "there" : "gone" );
    observe_number_field( "others of the client",
                          count_sessions( names->client, NULL ) < others ? "gone" : "still there",
                          others );
    observed();
}

/*
 * Ends the session that the caller has given for it. Without one the test makes no call that a
 * server could take for "all sessions". If a call names neither client nor user, Samba ends all
 * sessions.
 */
static void test_end(void)
{
    struct session_names names = { known.server, options.delete_client, options.delete_user };
    struct session_names none = { known.server, NULL, NULL };
    struct session_names empty = { known.server, L"", L"" };
    DWORD others;

    if (!names.client || !names.user)
    {
        static const char reason[] = "--delete-client and --delete-user name no session";

        skip_case( "neither client nor user", reason );
        skip_case( "empty client and user", reason );
        skip_case( "a session", reason );
        skip_case( "a session: afterwards", reason );
        skip_case( "a session: again", reason );
        return;
    }
    if (!is_there( &names ))
    {
        ok( 0, "the session of %s from %s is not there\n", wine_dbgstr_w(names.user),
            wine_dbgstr_w(names.client) );
        skip_case( "a session", "it is not there" );
        return;
    }
    observe_del( &none, "neither client nor user" );
    observe_del( &empty, "empty client and user" );
    ok( is_there( &names ), "NetSessionDel without names ended a session\n" );
    others = count_sessions( names.client, NULL ) - count_sessions( names.client, names.user );
    observe_del( &names, "a session" );
    observe_presence( &names, others, "a session: afterwards" );
    observe_del( &names, "a session: again" );
}

/* Ends all sessions of the names, of which one is NULL. */
static void end_all( const struct session_names *names, const char *what )
{
    char name[64];

    ok( is_there( names ), "%s: there is no session\n", what );
    observe_del( names, what );
    sprintf( name, "%s: afterwards", what );
    observe_presence( names, 0, name );
    sprintf( name, "%s: again", what );
    observe_del( names, name );
}

/* The other user has a session from that client, and one from elsewhere, which stays at first. */
static void test_end_all(void)
{
    struct session_names client = { known.server, options.delete_client, NULL };
    struct session_names user = { known.server, NULL, options.delete_other };

    if (!options.delete_other)
    {
        skip_case( "all of a client", "--delete-other names no user" );
        skip_case( "all of a user", "--delete-other names no user" );
        return;
    }
    end_all( &client, "all of a client" );
    end_all( &user, "all of a user" );
    ok( is_there( &known ), "a session that was not named is gone\n" );
}

START_TEST(session_del)
{
    begin_unit( "session_del" );
    if (find_session())
    {
        test_no_match();
        ok( is_there( &known ), "a session that was not named is gone\n" );
        test_end();
        test_end_all();
    }
    end_unit();
}
