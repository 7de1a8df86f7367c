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

static DWORD count_known( DWORD level, const BYTE *buffer, DWORD entries )
{
    DWORD i, count = 0;

    for (i = 0; i < entries; i++)
        if (is_known_entry( level, buffer + i * entry_size( level ) )) count++;
    return count;
}

/* All entries must have the name of the qualifier. */
static void test_matches( DWORD level )
{
    DWORD entries = 0, total = 0, matches = 0;
    NET_API_STATUS status;
    BYTE *buffer = NULL;

    observe( "NetSessionEnum", case_name( "level %lu, all entries match", level ) );
    status = NetSessionEnum( (WCHAR *)known.server, (WCHAR *)known.client, (WCHAR *)known.user,
                             level, &buffer, MAX_PREFERRED_LENGTH, &entries, &total, NULL );
    if (!status) matches = count_known( level, buffer, entries );
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
    DWORD          calls, entries, first_total;
    DWORD          wrong_totals;    /* not that of the rest */
    DWORD          known;           /* entries of the known session, whole ones */
    DWORD          no_handles;      /* answers with ERROR_MORE_DATA and without a handle */
};

/* The server decides how much is in a part. */
static struct listing list_in_parts( DWORD level, DWORD prefmaxlen )
{
    struct listing list = { NERR_Success };
    DWORD entries, total, resume = 0;
    BYTE *buffer;

    do
    {
        buffer = NULL;
        entries = total = 0;
        list.status = NetSessionEnum( (WCHAR *)known.server, NULL, NULL, level, &buffer,
                                      prefmaxlen, &entries, &total, &resume );
        if (!list.status || list.status == ERROR_MORE_DATA)
        {
            list.known += count_known( level, buffer, entries );
            NetApiBufferFree( buffer );
        }
        if (list.status == ERROR_MORE_DATA && !resume) list.no_handles++;
        if (!list.calls++) list.first_total = total;
        else if (total != list.first_total - list.entries) list.wrong_totals++;
        list.entries += entries;
    } while (list.status == ERROR_MORE_DATA && entries && list.calls < 1000);
    return list;
}

static void test_parts( DWORD level, DWORD prefmaxlen )
{
    struct listing list, whole;
    unsigned int tries = 0;
    DWORD before;

    do
    {
        before = count_sessions( NULL, NULL );
        whole = list_in_parts( level, MAX_PREFERRED_LENGTH );
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
    observe_field( "handle after 234", list.no_handles ? "0" : "never 0" );
    if (!list.status)
        observe_number_field( "of the session", list.known == whole.known ? "as many" :
                              "another number", list.known );
    if (prefmaxlen == MAX_PREFERRED_LENGTH)
        observe_field( "in one part", list.calls == 1 ? "yes" : "no" );
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
    observe_enum( &all, level, 65536, NO_RESUME,
                  case_name( "level %lu, prefmaxlen %#x, no resume handle", level, 65536 ) );
    test_parts( level, 200 );
    test_parts( level, 1000 );
    test_parts( level, MAX_PREFERRED_LENGTH );
}

static const char *kind_of_client( const WCHAR *cname )
{
    cname = skip_backslashes( cname );
    if (wcschr( cname, ':' ) || !cname[wcsspn( cname, L"0123456789." )]) return "an address";
    return wcslen( cname ) <= MAX_COMPUTERNAME_LENGTH ? "a NetBIOS name" : "another name";
}

static void observe_forms( DWORD level, const BYTE *entry )
{
    const WCHAR *cname = entry_string( level, entry, "cname" );
    const WCHAR *user = entry_string( level, entry, "username" );
    const WCHAR *transport = entry_string( level, entry, "transport" );

    observe_field( "cname", cname[0] == '\\' ? "with backslashes" : "without backslashes" );
    observe_field( "client", kind_of_client( cname ) );
    if (user)
        observe_field( "username", wcschr( user, '\\' ) ? "with a domain" : "without a domain" );
    if (transport)
        observe_field( "transport", wcsncmp( transport, L"\\Device\\", 8 ) ? "no device" :
                       "a device" );
}

/*
 * Windows shows the client with backslashes at some levels and without at others, and has names of
 * its own for transports. A named server need not be Windows.
 */
static void test_forms( DWORD level )
{
    const char *name = case_name( "level %lu, form of the entries", level );
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
    if (!status && entries) observe_forms( level, buffer );
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
            test_forms( session_levels[i] );
        }
        test_counts();
        test_own_session();
    }
    end_unit();
}
