/*
 * NetSessionEnum with an existing session
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

static struct enum_result enum_all( const WCHAR *client, const WCHAR *user, DWORD level,
                                    const char *name )
{
    struct session_names names = { known.server, client, user };

    return observe_enum( &names, level, MAX_PREFERRED_LENGTH, NO_RESUME, name );
}

static void test_qualifiers( DWORD level )
{
    const struct
    {
        const char  *what;
        const WCHAR *client, *user;
    }
    tests[] =
    {
        { "no qualifier", NULL, NULL },
        { "empty qualifiers", L"", L"" },
        { "empty client", L"", NULL },
        { "empty user", NULL, L"" },
        { "client", known.client, NULL },
        { "user", NULL, known.user },
        { "client and user", known.client, known.user },
        { "client, empty user", known.client, L"" },
        { "empty client, user", L"", known.user },
        { "user in upper case", NULL, upper( known.user ) },
        { "user in lower case", NULL, lower( known.user ) },
        { "no such client", NOWHERE, NULL },
        { "no such user", NULL, NOBODY },
        { "user, no such client", NOWHERE, known.user },
        { "client, no such user", known.client, NOBODY },
    };
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(tests); i++)
        enum_all( tests[i].client, tests[i].user, level,
                  case_name( "level %lu, %s", level, tests[i].what ) );
}

static DWORD count_sessions( const WCHAR *client, const WCHAR *user )
{
    DWORD entries = 0, total = 0;
    BYTE *buffer = NULL;

    if (!NetSessionEnum( (WCHAR *)known.server, (WCHAR *)client, (WCHAR *)user, 10, &buffer,
                         MAX_PREFERRED_LENGTH, &entries, &total, NULL )) NetApiBufferFree( buffer );
    return entries;
}

/*
 * Sessions come and go while others use the server. The test waits for a moment in which none did.
 */
static void test_counts(void)
{
    DWORD all, empty, some, again;
    unsigned int tries = 0;

    do
    {
        all = count_sessions( NULL, NULL );
        empty = count_sessions( L"", L"" );
        some = count_sessions( known.client, known.user );
        again = count_sessions( NULL, NULL );
    } while (all != again && ++tries < 20);

    observe( "NetSessionEnum", "counts" );
    observe_status( NERR_Success );
    observe_number_field( "without qualifiers", all ? "some" : "0", all );
    observe_number_field( "with empty ones", empty == all ? "as many" : "another number", empty );
    observe_number_field( "of the session's names", some && some <= all ? "some of them" :
                          "not some of them", some );
    observed();
}

/* All entries must have the name of the qualifier. */
static void test_matches( DWORD level )
{
    DWORD entries = 0, total = 0, i, matches = 0;
    NET_API_STATUS status;
    BYTE *buffer = NULL;

    observe( "NetSessionEnum", case_name( "level %lu, all entries match", level ) );
    status = NetSessionEnum( (WCHAR *)known.server, (WCHAR *)known.client, (WCHAR *)known.user,
                             level, &buffer, MAX_PREFERRED_LENGTH, &entries, &total, NULL );
    for (i = 0; !status && i < entries; i++)
        if (is_known_entry( level, buffer + i * entry_size( level ) )) matches++;
    observe_status( status );
    observe_number_field( "matches", !matches ? "none" : matches == entries ? "all" : "some",
                          matches );
    observed();
    if (!status) NetApiBufferFree( buffer );
}

static void test_resume_past_end( DWORD level )
{
    static const DWORD handles[] = { 100000, 0x7fffffff, 0x80000000, 0xfffffffe };
    struct session_names all = { known.server, NULL, NULL };
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(handles); i++)
        observe_enum( &all, level, MAX_PREFERRED_LENGTH, handles[i],
                      case_name( "level %lu, resume handle %#lx", level, handles[i] ) );
    observe_enum( &all, level, MAX_PREFERRED_LENGTH, 0,
                  case_name( "level %lu, resume handle 0", level ) );
}

struct listing
{
    NET_API_STATUS status;
    DWORD          calls, entries, first_total, wrong_totals;   /* wrong: not that of the rest */
};

/* The server decides how much is in a part. */
static struct listing list_in_parts( DWORD level, DWORD prefmaxlen )
{
    struct listing list = { NERR_Success, 0, 0, 0, 0 };
    DWORD entries, total, resume = 0;
    BYTE *buffer;

    do
    {
        buffer = NULL;
        entries = total = 0;
        list.status = NetSessionEnum( (WCHAR *)known.server, NULL, NULL, level, &buffer,
                                      prefmaxlen, &entries, &total, &resume );
        if (!list.status || list.status == ERROR_MORE_DATA) NetApiBufferFree( buffer );
        if (!list.calls++) list.first_total = total;
        else if (total != list.first_total - list.entries) list.wrong_totals++;
        list.entries += entries;
    } while (list.status == ERROR_MORE_DATA && entries && list.calls < 1000);
    return list;
}

static void test_parts( DWORD level, DWORD prefmaxlen )
{
    unsigned int tries = 0;
    struct listing list;
    DWORD before;

    do
    {
        before = count_sessions( NULL, NULL );
        list = list_in_parts( level, prefmaxlen );
    } while (before != count_sessions( NULL, NULL ) && ++tries < 20);

    observe( "NetSessionEnum", case_name( "level %lu, in parts of %lu bytes", level, prefmaxlen ) );
    observe_number_arg( "level", level );
    observe_number_arg( "prefmaxlen", prefmaxlen );
    observe_status( list.status );
    observe_number_field( "calls", "a number", list.calls );
    observe_number_field( "entries", list.entries == before ? "all" : "not all", list.entries );
    observe_number_field( "totals", list.wrong_totals ? "not what is left" : "what is left",
                          list.wrong_totals );
    observed();
}

static void test_lengths( DWORD level )
{
    static const DWORD lengths[] = { 0, 1, 8, 65536, 0x7fffffff, 0xfffffffe };
    struct session_names all = { known.server, NULL, NULL };
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(lengths); i++)
        observe_enum( &all, level, lengths[i], 0,
                      case_name( "level %lu, prefmaxlen %#lx", level, lengths[i] ) );
    test_parts( level, 200 );
    test_parts( level, 1000 );
    test_parts( level, MAX_PREFERRED_LENGTH );
}

/*
 * Windows shows the client with backslashes at some levels and without at others. A named server
 * need not be Windows.
 */
static void test_form_of_cname( DWORD level )
{
    const char *name = case_name( "level %lu, form of cname", level );
    DWORD entries = 0, total = 0;
    NET_API_STATUS status;
    BYTE *buffer = NULL;

    if (options.server)
    {
        omit_case( name, "the server need not do as Windows does" );
        return;
    }
    observe( "NetSessionEnum", name );
    status = NetSessionEnum( NULL, NULL, NULL, level, &buffer, MAX_PREFERRED_LENGTH, &entries,
                             &total, NULL );
    observe_status( status );
    if (!status && entries)
        observe_field( "cname", entry_string( level, buffer, "cname" )[0] == '\\' ?
                       "with backslashes" : "without backslashes" );
    observed();
    if (!status) NetApiBufferFree( buffer );
}

/* find_session() made this session. Only Windows lets a program connect to its own computer. */
static void test_own_session(void)
{
    static const char name[] = "own session with \\\\localhost";

    if (options.server || on_wine())
    {
        omit_case( name, "the program can't make one" );
        return;
    }
    observe( "NetSessionEnum", name );
    observe_status( NERR_Success );
    observe_wide_field( "client", is_this_computer( known.client ) ? "this computer" : "another",
                        known.client );
    observed();
}

START_TEST(session_enum)
{
    unsigned int i;

    begin_unit( "session_enum" );
    if (find_session())
    {
        for (i = 0; i < ARRAYSIZE(session_levels); i++)
        {
            test_qualifiers( session_levels[i] );
            test_matches( session_levels[i] );
            test_resume_past_end( session_levels[i] );
            test_lengths( session_levels[i] );
            test_form_of_cname( session_levels[i] );
        }
        test_counts();
        test_own_session();
    }
    end_unit();
}
