/*
 * Random calls for random sessions
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

#include "host_test.h"

#define MAX_SESSIONS 40

static const WCHAR * const cnames[] = { L"10.0.0.1", L"10.0.0.2", L"HOST7", L"[::1]", L"", NULL };
static const WCHAR * const users[] = { L"alice", L"BOB", L"DOM\\bob", L"a-name-of-some-length", L"",
                                       NULL };
static const WCHAR * const clients[] = { NULL, L"", L"\\\\10.0.0.1", L"\\\\host7", L"\\\\[::1]",
                                         L"\\\\nobody" };
static const WCHAR * const wanted_users[] = { NULL, L"", L"ALICE", L"bob", L"dom\\Bob", L"nobody" };
static const DWORD levels[] = { 0, 1, 2, 10, 502 };

static struct fake_session sessions[MAX_SESSIONS];
static const WCHAR *server;     /* each its own, as netapi32 remembers a server's missing levels */
static unsigned int round, seed;

void seed_random( unsigned int number )
{
    seed = number;
    pick( 1 );
}

unsigned int pick( unsigned int count )
{
    seed = seed * 1103515245 + 12345;
    return (seed >> 8) % count;
}

static void make_sessions(void)
{
    DWORD i;

    memset( &fake, 0, sizeof(fake) );
    fake.sessions = sessions;
    fake.count = pick( pick( 2 ) ? 5 : MAX_SESSIONS );
    fake.samba = pick( 2 );
    server = fake.samba ? L"samba" : L"other";
    fake.chunk = pick( 3 ) ? 0 : 1 + pick( 6 );
    fake.levels = fake.samba ? samba_levels() : ~0u;
    if (fake.samba && pick( 2 )) fake.levels |= level_bit( find_session_level( 10 ) );
    for (i = 0; i < fake.count; i++)
    {
        const struct fake_session session = { PICK( cnames ), PICK( users ), PICK( users ), NULL, i,
                                              i * 7, pick( 1000 ), pick( 3 ) };

        sessions[i] = session;
    }
}

/*
 * A server that compares names takes the whole name. netapi32 also takes the name without its
 * domain.
 */
static BOOL wanted( const struct fake_session *session, const WCHAR *client, const WCHAR *user )
{
    const WCHAR *account;

    if (fake_match( session, client, user )) return TRUE;
    if (!fake.samba || !session->user || !fake_match( session, client, NULL )) return FALSE;
    account = wcschr( session->user, '\\' );
    return account && names_equal( account + 1, user );
}

static BOOL is_in( const void *ptr, const BYTE *block, DWORD size )
{
    return (const BYTE *)ptr >= block && (const BYTE *)ptr < block + size;
}

static BOOL same_string( const BYTE *entry, const struct session_level *level,
                         enum session_field field, const WCHAR *expected, const BYTE *block )
{
    const WCHAR *str;
    DWORD size;

    if (!has_field( level, field )) return TRUE;
    str = *(const WCHAR **)(entry + level->fields[field] - 1);
    NetApiBufferSize( (void *)block, &size );
    return is_in( str, block, size ) && is_in( str + wcslen( str ), block, size ) &&
           !wcscmp( str, expected ? expected : L"" );
}

static BOOL same_number( const BYTE *entry, const struct session_level *level,
                         enum session_field field, DWORD expected )
{
    return !has_field( level, field ) ||
           *(const DWORD *)(entry + level->fields[field] - 1) == expected;
}

static BOOL same_entry( const BYTE *entry, const struct session_level *level,
                        const struct fake_session *session, const BYTE *block )
{
    return same_string( entry, level, FIELD_CNAME, session->cname, block ) &&
           same_string( entry, level, FIELD_USERNAME, session->user, block ) &&
           same_string( entry, level, FIELD_CLTYPE_NAME, fake.samba ? NULL : session->cltype,
                        block ) &&
           same_string( entry, level, FIELD_TRANSPORT, session->transport, block ) &&
           same_number( entry, level, FIELD_NUM_OPENS, session->opens ) &&
           same_number( entry, level, FIELD_TIME, session->time ) &&
           same_number( entry, level, FIELD_IDLE_TIME, session->idle ) &&
           same_number( entry, level, FIELD_USER_FLAGS, session->flags );
}

/* The next wanted session from *next on; NULL at the end. */
static const struct fake_session *next_wanted( const WCHAR *client, const WCHAR *user, DWORD *next )
{
    while (*next < fake.count)
    {
        const struct fake_session *session = &sessions[(*next)++];

        if (wanted( session, client, user )) return session;
    }
    return NULL;
}

static NET_API_STATUS not_found( const WCHAR *client, const WCHAR *user )
{
    DWORD next = 0;

    if (!client || !client[0]) return user && user[0] ? NERR_UserNotFound : NERR_Success;
    if (!fake.samba || !next_wanted( client, NULL, &next )) return NERR_ClientNameNotFound;
    return NERR_UserNotFound;
}

/* Goes on as long as there are more entries. Each wanted session must come once, in its order. */
static void try_enum( const WCHAR *client, const WCHAR *user, DWORD level, DWORD prefmaxlen )
{
    const struct session_level *info = find_session_level( level );
    DWORD i, entries, total, resume = 0, next = 0, seen = 0, calls = 0;
    const struct fake_session *session;
    NET_API_STATUS status;
    BYTE *buffer;

    do
    {
        status = NetSessionEnum( (WCHAR *)server, (WCHAR *)client, (WCHAR *)user, level, &buffer,
                                 prefmaxlen, &entries, &total, &resume );
        if (status && status != ERROR_MORE_DATA)
        {
            ok( !buffer && !entries, "round %u: a result with status %u\n", round, status );
            break;
        }
        ok( !buffer == !entries && entries <= total, "round %u: %u of %u entries in %p\n", round,
            entries, total, buffer );
        for (i = 0; i < entries; i++)
        {
            session = next_wanted( client, user, &next );
            ok( session && same_entry( buffer + i * info->size, info, session, buffer ),
                "round %u: entry %u is not session %u\n", round, i, next );
        }
        seen += entries;
        NetApiBufferFree( buffer );
    } while (status && ++calls <= fake.count);

    session = next_wanted( client, user, &next );
    if (status == NERR_BufTooSmall)
        ok( session && prefmaxlen < 200, "round %u: too small with %u bytes\n", round, prefmaxlen );
    else if (!seen && (client || user))
        ok( !session && status == not_found( client, user ), "round %u: status %u\n", round,
            status );
    else
        ok( !session && !status && !resume, "round %u: status %u, resume %u\n", round, status,
            resume );
}

static void try_get_info( const WCHAR *client, const WCHAR *user, DWORD level )
{
    const struct session_level *info = find_session_level( level );
    const struct fake_session *session;
    NET_API_STATUS status;
    DWORD next = 0;
    BYTE *buffer;

    session = next_wanted( client, user, &next );
    status = NetSessionGetInfo( (WCHAR *)server, (WCHAR *)(client ? client : L""),
                                (WCHAR *)(user ? user : L""), level, &buffer );
    if (session)
        ok( !status && same_entry( buffer, info, session, buffer ), "round %u: status %u\n", round,
            status );
    else
        ok( status == (not_found( client, user ) ? not_found( client, user )
                                                 : NERR_ClientNameNotFound) && !buffer,
            "round %u: status %u\n", round, status );
    NetApiBufferFree( buffer );
}

void test_random( unsigned int rounds )
{
    for (round = 0; round < rounds; round++)
    {
        seed_random( round );
        if (round % 8 == 0) begin();
        make_sessions();
        if (pick( 4 ))
            try_enum( PICK( clients ), PICK( wanted_users ), PICK( levels ),
                      pick( 3 ) ? MAX_PREFERRED_LENGTH : pick( 1000 ) );
        else try_get_info( PICK( clients ), PICK( wanted_users ), PICK( levels ) );
        if (round % 8 == 7) end( "random calls" );
    }
    if (round % 8) end( "random calls" );
}
