/*
 * NetrSessionEnum and NetrSessionDel
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

#include "server.h"

enum
{
    SESSION_CLIENT,
    SESSION_USER,
    SESSION_NUM_OPENS,
    SESSION_TIME,
    SESSION_IDLE_TIME,
    SESSION_USER_FLAGS,
    SESSION_CLTYPE_NAME,
    SESSION_TRANSPORT
};

static const struct field fields[] =
{
    [SESSION_CLIENT]      = PLAIN_FIELD( L"client",      KIND_STRING ),
    [SESSION_USER]        = PLAIN_FIELD( L"user",        KIND_STRING ),
    [SESSION_NUM_OPENS]   = PLAIN_FIELD( L"open files",  KIND_NUMBER ),
    [SESSION_TIME]        = PLAIN_FIELD( L"age",         KIND_AGE ),
    [SESSION_IDLE_TIME]   = PLAIN_FIELD( L"idle time",   KIND_AGE ),
    [SESSION_USER_FLAGS]  = PLAIN_FIELD( L"flags",       KIND_NUMBER ),
    [SESSION_CLTYPE_NAME] = PLAIN_FIELD( L"client type", KIND_STRING ),
    [SESSION_TRANSPORT]   = PLAIN_FIELD( L"transport",   KIND_STRING ),
};

#define MEMBER( level, field, name ) \
    MEMBER_AT( field, SESSION_INFO_##level, sesi##level##_##name )

/* Levels 0, 1 and 2 each are the beginning of the next, and 2 is that of 502. */
static const struct member members[] =
{
    MEMBER( 502, SESSION_CLIENT, cname ),
    MEMBER( 502, SESSION_USER, username ),
    MEMBER( 502, SESSION_NUM_OPENS, num_opens ),
    MEMBER( 502, SESSION_TIME, time ),
    MEMBER( 502, SESSION_IDLE_TIME, idle_time ),
    MEMBER( 502, SESSION_USER_FLAGS, user_flags ),
    MEMBER( 502, SESSION_CLTYPE_NAME, cltype_name ),
    MEMBER( 502, SESSION_TRANSPORT, transport ),
};

static const struct member members_10[] =
{
    MEMBER( 10, SESSION_CLIENT, cname ),
    MEMBER( 10, SESSION_USER, username ),
    MEMBER( 10, SESSION_TIME, time ),
    MEMBER( 10, SESSION_IDLE_TIME, idle_time ),
};

#define LEVEL( level, access, members, count ) \
    { level, sizeof(SESSION_INFO_##level), access, members, count, NULL }

/*
 * By MS-SRVS the client's name is that of level 502 at every level, and by the pages of the
 * structures it has no backslashes. Windows from Vista on was seen to have them at level 10.
 */
static const struct level levels[] =
{
    LEVEL( 0, ACCESS_BEFORE_1607, members, 1 ),
    LEVEL( 1, ACCESS_ADMINISTRATOR, members, 6 ),
    LEVEL( 2, ACCESS_ADMINISTRATOR, members, 7 ),
    { 10, sizeof(SESSION_INFO_10), ACCESS_BEFORE_1607, members_10, 4, L"\\\\" },
    LEVEL( 502, ACCESS_ADMINISTRATOR, members, 8 ),
};

static const WCHAR *check_session( const union value *session )
{
    const WCHAR *client = session[SESSION_CLIENT].string;

    if (!client || !*client) return L"the client has no name";
    if (*client == '\\') return L"write the client without backslashes";
    if (session[SESSION_IDLE_TIME].number > session[SESSION_TIME].number)
        return L"the idle time is longer than the age";
    if (session[SESSION_USER_FLAGS].number & ~(SESS_GUEST | SESS_NOENCRYPTION))
        return L"the flags are 1 (guest) and 2 (no encryption), or their sum 3";
    return NULL;
}

struct table sessions = { .section = L"sessions", FIELDS( fields ), .check = check_session };

/* A name that is NULL admits everything. That of a client begins with backslashes. */
struct filter
{
    const WCHAR *client, *user;
};

static BOOL match_session( const union value *session, const void *ptr )
{
    const struct filter *filter = ptr;

    return (!filter->client || match_name( session[SESSION_CLIENT].string, filter->client + 2 )) &&
           (!filter->user || match_name( session[SESSION_USER].string, filter->user ));
}

/* The client's backslashes are looked at before any length. */
static NET_API_STATUS check_qualifiers( const struct filter *filter, NET_API_STATUS no_backslashes )
{
    if (filter->client && wcsncmp( filter->client, L"\\\\", 2 )) return no_backslashes;
    if (is_too_long( filter->client ) || is_too_long( filter->user ))
        return ERROR_INVALID_PARAMETER;
    return NERR_Success;
}

/* MS-SRVS leaves open which. Here a client that has no session at all has its own code. */
static NET_API_STATUS not_found( const struct filter *filter )
{
    const struct filter client = { filter->client, NULL };
    DWORD i;

    if (!filter->client) return NERR_UserNotFound;
    for (i = 0; i < sessions.count; i++)
        if (match_session( table_record( &sessions, i ), &client )) return NERR_UserNotFound;
    return NERR_ClientNameNotFound;
}

static NET_API_STATUS enum_sessions( const struct query *query )
{
    const struct filter *filter = query->filter;
    NET_API_STATUS ret;

    /* Before the qualifiers are looked at: MS-SRVS does not say which counts first. */
    if (query->start && query->start >= sessions.count) return NERR_Success;

    ret = enum_records( query );
    return ret || *query->total || !(filter->client || filter->user) ? ret : not_found( filter );
}

NET_API_STATUS NetrSessionEnum( SRVSVC_HANDLE server, WCHAR *client, WCHAR *user,
                                SESSION_ENUM_STRUCT *info, DWORD length, DWORD *total,
                                DWORD *resume )
{
    const struct filter filter = { get_qualifier( client ), get_qualifier( user ) };
    struct query query =
    {
        .table = &sessions,
        .level = find_level( levels, ARRAYSIZE(levels), info->Level ),
        .match = match_session,
        .filter = &filter,
        .length = length,
        .container = (struct container *)info->SessionInfo.Level0,
        .total = total,
        .resume = resume,
    };
    NET_API_STATUS ret;

    if (!(ret = begin_enum( &query )) && !(ret = check_qualifiers( &filter, NERR_InvalidComputer )))
    {
        table_lock();
        ret = enum_sessions( &query );
        table_unlock();
    }
    return log_enum( ret, &query, info->Level, L"NetrSessionEnum", client, user );
}

static NET_API_STATUS delete_sessions( const struct filter *filter )
{
    NET_API_STATUS ret = NERR_ClientNameNotFound;
    DWORD i;

    table_lock();
    for (i = sessions.count; i > 0; i--)
    {
        if (!match_session( table_record( &sessions, i - 1 ), filter )) continue;
        table_remove( &sessions, i - 1 );
        ret = NERR_Success;
    }
    table_unlock();
    return ret;
}

NET_API_STATUS NetrSessionDel( SRVSVC_HANDLE server, WCHAR *client, WCHAR *user )
{
    const struct filter filter = { get_qualifier( client ), get_qualifier( user ) };
    NET_API_STATUS ret;

    if (!access_allowed( ACCESS_ADMINISTRATOR )) ret = ERROR_ACCESS_DENIED;
    else if (!(ret = check_qualifiers( &filter, NERR_ClientNameNotFound )))
    {
        /* MS-SRVS admits NERR_ClientNameNotFound too. */
        if (!filter.client && !filter.user) ret = ERROR_INVALID_PARAMETER;
        else ret = delete_sessions( &filter );
    }
    return log_call( ret, L"NetrSessionDel client=%.100ls user=%.100ls", log_name( client ),
                     log_name( user ));
}
