/*
 * Tests with an existing session
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

#include "samba_test.h"

#define NO_NUMBER MAXDWORD

static const DWORD levels[] = { 0, 1, 2, 10, 502 };

/* An entry of any level. Members that the level lacks are NULL or NO_NUMBER. */
struct entry
{
    const WCHAR *cname, *username, *cltype_name, *transport;
    DWORD        num_opens, time, idle_time, user_flags;
};

static struct known_session known;

static DWORD entry_size( DWORD level )
{
    switch (level)
    {
    case 0:  return sizeof(SESSION_INFO_0);
    case 1:  return sizeof(SESSION_INFO_1);
    case 2:  return sizeof(SESSION_INFO_2);
    case 10: return sizeof(SESSION_INFO_10);
    default: return sizeof(SESSION_INFO_502);
    }
}

static struct entry read_entry( DWORD level, const BYTE *buffer, DWORD i )
{
    const void *ptr = buffer + i * entry_size( level );
    const SESSION_INFO_502 *info = ptr;
    const SESSION_INFO_10 *info10 = ptr;
    struct entry entry = { info->sesi502_cname, NULL, NULL, NULL, NO_NUMBER, NO_NUMBER, NO_NUMBER,
                           NO_NUMBER };

    if (level == 10)
    {
        entry.username = info10->sesi10_username;
        entry.time = info10->sesi10_time;
        entry.idle_time = info10->sesi10_idle_time;
    }
    else if (level)
    {
        entry.username = info->sesi502_username;
        entry.num_opens = info->sesi502_num_opens;
        entry.time = info->sesi502_time;
        entry.idle_time = info->sesi502_idle_time;
        entry.user_flags = info->sesi502_user_flags;
    }
    if (level == 2 || level == 502) entry.cltype_name = info->sesi502_cltype_name;
    if (level == 502) entry.transport = info->sesi502_transport;
    return entry;
}

/* A client's name can have backslashes and brackets or not. */
static BOOL is_client( const WCHAR *cname, const WCHAR *client )
{
    SIZE_T len;

    cname = skip_backslashes( cname );
    client = skip_backslashes( client );
    if (*cname == '[') cname++;
    if (*client == '[') client++;
    len = wcscspn( cname, L"]" );
    return len == wcscspn( client, L"]" ) && !_wcsnicmp( cname, client, len );
}

/* NetApiBufferFree frees one block, which must have the entries and their strings. */
static void check_string( const BYTE *buffer, const WCHAR *str )
{
    DWORD size = 0;

    if (!ok( str != NULL, "string is NULL\n" )) return;
    ok_status( NetApiBufferSize( (void *)buffer, &size ), NERR_Success );
    ok( (const BYTE *)str >= buffer && (const BYTE *)(str + wcslen( str ) + 1) <= buffer + size,
        "string %p is not in the block %p of %lu bytes\n", str, buffer, size );
}

static void check_strings( DWORD level, const BYTE *buffer, DWORD i )
{
    struct entry entry = read_entry( level, buffer, i );

    check_string( buffer, entry.cname );
    if (level) check_string( buffer, entry.username );
    if (level == 2 || level == 502) check_string( buffer, entry.cltype_name );
    if (level == 502) check_string( buffer, entry.transport );
}

static void check_times( const struct entry *entry )
{
    if (entry->time == NO_NUMBER) return;
    ok( entry->idle_time <= entry->time, "idle %lu s of %lu\n", entry->idle_time, entry->time );
    if (known.age == MAXDWORD) return;
    /* The test began a moment after its caller read the clock. */
    ok( entry->time + 2 >= known.age && entry->time <= known.age + 30,
        "%lu s, expected about %lu\n", entry->time, known.age );
}

static void check_known( DWORD level, const BYTE *buffer, DWORD i )
{
    struct entry entry = read_entry( level, buffer, i );

    check_strings( level, buffer, i );
    ok( is_client( entry.cname, known.client ), "level %lu: client %s\n", level,
        wine_dbgstr_w(entry.cname) );
    if (level) ok( !_wcsicmp( entry.username, known.user ), "level %lu: user %s\n", level,
                   wine_dbgstr_w(entry.username) );
    if (entry.num_opens != NO_NUMBER && known.opens != MAXDWORD)
        ok( entry.num_opens == known.opens, "level %lu: %lu open files, expected %lu\n", level,
            entry.num_opens, known.opens );
    if (entry.cltype_name && winetest_is_wine())  /* Samba has neither */
        ok( !entry.cltype_name[0], "client type %s\n", wine_dbgstr_w(entry.cltype_name) );
    if (entry.transport && winetest_is_wine())
        ok( !entry.transport[0], "transport %s\n", wine_dbgstr_w(entry.transport) );
    if (entry.user_flags != NO_NUMBER)
        ok( !(entry.user_flags & SESS_GUEST), "level %lu: flags %#lx\n", level, entry.user_flags );
    check_times( &entry );
}

static void test_levels(void)
{
    NET_API_STATUS status;
    unsigned int i;
    BYTE *buffer;

    for (i = 0; i < ARRAYSIZE(levels); i++)
    {
        buffer = NULL;
        status = get_info( &known, levels[i], &buffer );
        ok( !status, "level %lu: got status %lu\n", levels[i], status );
        if (status) continue;
        check_known( levels[i], buffer, 0 );
        ok_status( NetApiBufferFree( buffer ), NERR_Success );
    }
}

static void check_found( const WCHAR *server, const WCHAR *client, const WCHAR *user )
{
    NET_API_STATUS status;
    BYTE *buffer = NULL;

    status = NetSessionGetInfo( (WCHAR *)server, (WCHAR *)client, (WCHAR *)user, 10, &buffer );
    ok( !status, "%s %s %s: got status %lu\n", wine_dbgstr_w(server), wine_dbgstr_w(client),
        wine_dbgstr_w(user), status );
    if (status) return;
    check_known( 10, buffer, 0 );
    NetApiBufferFree( buffer );
}

/* The function must return the first of the matching sessions. */
static void check_first( const WCHAR *client, const WCHAR *user )
{
    struct entry first, session;
    BYTE *all = NULL, *buffer = NULL;
    DWORD entries = 0, total = 0;

    ok_status( NetSessionEnum( known.server, (WCHAR *)client, (WCHAR *)user, 1, &all,
                               MAX_PREFERRED_LENGTH, &entries, &total, NULL ), NERR_Success );
    ok_status( NetSessionGetInfo( known.server, (WCHAR *)client, (WCHAR *)user, 1, &buffer ),
               NERR_Success );
    if (entries && buffer)
    {
        first = read_entry( 1, all, 0 );
        session = read_entry( 1, buffer, 0 );
        ok( !wcscmp( first.cname, session.cname ) && !wcscmp( first.username, session.username ) &&
            first.num_opens == session.num_opens, "%s %s: got %s %s with %lu open files\n",
            wine_dbgstr_w(client), wine_dbgstr_w(user), wine_dbgstr_w(session.cname),
            wine_dbgstr_w(session.username), session.num_opens );
    }
    NetApiBufferFree( all );
    NetApiBufferFree( buffer );
}

static void check_not_found( const WCHAR *client, const WCHAR *user, NET_API_STATUS expected )
{
    DWORD entries = 1, total = 1;
    NET_API_STATUS status;
    unsigned int i;
    BYTE *buffer;

    for (i = 0; i < ARRAYSIZE(levels); i++)
    {
        buffer = (BYTE *)&buffer;
        status = NetSessionGetInfo( known.server, (WCHAR *)client, (WCHAR *)user, levels[i],
                                    &buffer );
        ok( status == expected, "%s %s level %lu: got status %lu\n", wine_dbgstr_w(client),
            wine_dbgstr_w(user), levels[i], status );
        ok( !buffer, "buffer is %p\n", buffer );
    }
    buffer = (BYTE *)&buffer;
    status = NetSessionEnum( known.server, (WCHAR *)client, (WCHAR *)user, 10, &buffer,
                             MAX_PREFERRED_LENGTH, &entries, &total, NULL );
    ok_status( status, expected );
    ok( !buffer && !entries && !total, "got %p, %lu of %lu\n", buffer, entries, total );
}

static void test_matching(void)
{
    static const WCHAR nobody[] = L"nobody-of-this-name", nowhere[] = L"\\\\no-client-of-this-name";
    WCHAR *user = wcscpy( malloc( 1000 ), known.user );
    const WCHAR *client = skip_backslashes( known.client );

    check_found( known.server, known.client, _wcsupr( user ) );
    check_found( known.server, known.client, _wcslwr( user ) );
    check_found( known.server, concat( L"\\\\", client ), known.user );
    if (wcschr( client, ':' ))
    {
        WCHAR *bare = wcscpy( malloc( 1000 ), client + (client[0] == '[') );

        bare[wcscspn( bare, L"]" )] = 0;
        check_found( known.server, concat( L"\\\\", bare ), known.user );
        check_found( known.server, concat( concat( L"\\\\[", bare ), L"]" ), known.user );
        if (!wcscmp( bare, L"::1" ))
            check_found( known.server, L"\\\\[0:0:0:0:0:0:0:1]", known.user );
    }
    /* Empty names are no qualifiers. */
    check_first( L"", known.user );
    check_first( known.client, L"" );
    check_first( L"", L"" );
    check_first( known.client, known.user );

    check_not_found( known.client, nobody, NERR_UserNotFound );
    check_not_found( nowhere, known.user, NERR_ClientNameNotFound );
    check_not_found( nowhere, nobody, NERR_ClientNameNotFound );
    check_not_found( known.client, concat( known.user, L"x" ), NERR_UserNotFound );
    check_not_found( concat( known.client, L"0" ), known.user, NERR_ClientNameNotFound );
}

/* Returns the number of entries. */
static DWORD check_enum( const WCHAR *client, const WCHAR *user, DWORD level )
{
    DWORD entries = 0, total = 0, i, found = 0;
    NET_API_STATUS status;
    struct entry entry;
    BYTE *buffer = NULL;

    status = NetSessionEnum( known.server, (WCHAR *)client, (WCHAR *)user, level, &buffer,
                             MAX_PREFERRED_LENGTH, &entries, &total, NULL );
    ok( !status, "%s %s level %lu: got status %lu\n", wine_dbgstr_w(client), wine_dbgstr_w(user),
        level, status );
    if (status) return 0;
    ok( total == entries, "%lu of %lu entries\n", entries, total );
    ok( !entries || buffer, "no buffer\n" );
    for (i = 0; i < entries; i++)
    {
        entry = read_entry( level, buffer, i );
        check_strings( level, buffer, i );
        if (client && client[0])
            ok( is_client( entry.cname, client ), "client %s\n", wine_dbgstr_w(entry.cname) );
        if (user && user[0] && level)
            ok( !_wcsicmp( entry.username, user ), "user %s\n", wine_dbgstr_w(entry.username) );
        if (!is_client( entry.cname, known.client )) continue;
        if (level && _wcsicmp( entry.username, known.user )) continue;
        if (level) check_known( level, buffer, i );
        found++;
    }
    ok( found, "%s %s level %lu: the session is not among %lu\n", wine_dbgstr_w(client),
        wine_dbgstr_w(user), level, entries );
    ok_status( NetApiBufferFree( buffer ), NERR_Success );
    return entries;
}

static void test_enum(void)
{
    DWORD all, some;
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(levels); i++)
    {
        all = check_enum( NULL, NULL, levels[i] );
        ok( check_enum( L"", L"", levels[i] ) == all, "empty qualifiers are no qualifiers\n" );
        some = check_enum( known.client, NULL, levels[i] );
        ok( some && some <= all, "%lu sessions of %lu\n", some, all );
        some = check_enum( NULL, known.user, levels[i] );
        /* The caller has a session, too, of another user. */
        ok( some && some < all, "%lu sessions of %lu\n", some, all );
        check_enum( known.client, known.user, levels[i] );
    }
}

/* Lists all sessions in parts and returns their number. */
static DWORD list_in_parts( const WCHAR *user, DWORD level, DWORD prefmaxlen, DWORD *calls )
{
    DWORD entries, total, resume = 0, before, count = 0, all = 0, i;
    NET_API_STATUS status;
    BYTE *buffer;

    *calls = 0;
    do
    {
        buffer = NULL;
        before = resume;
        status = NetSessionEnum( known.server, NULL, (WCHAR *)user, level, &buffer, prefmaxlen,
                                 &entries, &total, &resume );
        if (!count) all = total;
        ok( total == all - count, "total %lu, expected %lu less %lu\n", total, all, count );
        ok( !status || status == ERROR_MORE_DATA, "got status %lu\n", status );
        for (i = 0; i < entries; i++) check_strings( level, buffer, i );
        if (status == ERROR_MORE_DATA)
        {
            ok( entries && total > entries, "%lu of %lu entries\n", entries, total );
            ok( resume && resume != before, "resume handle %lu after %lu\n", resume, before );
        }
        else ok( entries == total, "%lu of %lu entries\n", entries, total );
        count += entries;
        NetApiBufferFree( buffer );
    } while (status == ERROR_MORE_DATA && ++*calls < 1000);
    return count;
}

/* A size with room for any one session, but not for all. */
static DWORD room_for_some( DWORD level )
{
    BYTE *buffer = NULL;
    DWORD size = 0;

    get_info( &known, level, &buffer );
    NetApiBufferSize( buffer, &size );
    NetApiBufferFree( buffer );
    return size + 16;
}

static void test_parts( DWORD level )
{
    DWORD all, calls;

    all = list_in_parts( NULL, level, MAX_PREFERRED_LENGTH, &calls );
    ok( all >= 2, "only %lu sessions\n", all );
    ok( list_in_parts( NULL, level, room_for_some( level ), &calls ) == all, "not all in parts\n" );
    ok( calls >= 1 && calls < all, "level %lu: %lu sessions in %lu parts\n", level, all,
        calls + 1 );

    all = list_in_parts( known.user, level, MAX_PREFERRED_LENGTH, &calls );
    ok( all >= 1, "no sessions of the user\n" );
    ok( list_in_parts( known.user, level, room_for_some( level ), &calls ) == all,
        "level %lu: not all of the user's in parts\n", level );
}

static void check_past_end( WCHAR *client, WCHAR *user )
{
    DWORD entries = 1, total = 1, resume = 1000000;
    BYTE *buffer = NULL;

    ok_status( NetSessionEnum( known.server, client, user, 1, &buffer, MAX_PREFERRED_LENGTH,
                               &entries, &total, &resume ), NERR_Success );
    ok( !entries && !total, "%lu of %lu entries past the end\n", entries, total );
    NetApiBufferFree( buffer );
}

static void test_resume(void)
{
    DWORD entries, total, i;
    NET_API_STATUS status;
    BYTE *buffer = NULL;

    check_past_end( NULL, NULL );
    check_past_end( known.client, known.user );

    for (i = 0; i < ARRAYSIZE(levels); i++) test_parts( levels[i] );

    /* [14]: an entry doesn't fit. Windows' behaviour is undocumented, so this is only for ours. */
    status = NetSessionEnum( known.server, NULL, NULL, 1, &buffer, 8, &entries, &total, NULL );
    if (winetest_is_wine()) ok_status( status, NERR_BufTooSmall );
    if (winetest_is_wine()) ok( !buffer && !entries, "got %p, %lu entries\n", buffer, entries );
}

static void test_server_names(void)
{
    const WCHAR *server = skip_backslashes( known.server ? known.server : L"" );

    check_found( server, known.client, known.user );
    if (!server[0])
    {
        WCHAR name[MAX_COMPUTERNAME_LENGTH + 1];
        DWORD size = ARRAYSIZE(name);

        GetComputerNameW( name, &size );
        check_found( L".", known.client, known.user );
        check_found( name, known.client, known.user );
        check_found( concat( L"\\\\", name ), known.client, known.user );
        return;
    }
    check_found( concat( L"\\\\", server ), known.client, known.user );
    if (server[0] != '[' && wcschr( server, ':' ))
        check_found( concat( concat( L"\\\\[", server ), L"]" ), known.client, known.user );
    if (!wcscmp( server, L"::1" ))
        check_found( L"\\\\--1.ipv6-literal.net", known.client, known.user );
}

START_TEST(session)
{
    if (!require_known_session( &known )) return;
    test_levels();
    test_matching();
    test_enum();
    test_resume();
    test_server_names();
}
