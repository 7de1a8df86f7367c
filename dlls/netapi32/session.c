/*
 * Net session functions
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

#include "netapi32_private.h"
#include "inaddr.h"
#include "in6addr.h"
#include "ip2string.h"

#include "wine/debug.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

#define MAX_QUALIFIER 1024      /* characters of a client or user name, with the terminator */

/* What the caller wants to see. A name that is NULL admits everything. */
struct session_query
{
    const struct session_level *level;
    const WCHAR                *client;
    const WCHAR                *user;
    DWORD                       prefmaxlen;
};

/* What one request to the server brought. */
struct session_answer
{
    struct session_list list;
    DWORD               total;          /* as the server counts them */
    DWORD               matched;        /* of the entries that came, those that the query admits */
    DWORD               resume;         /* where the entries after those of the list begin */
    BOOL                client_found;   /* some session has the client's name */
};

struct session_enum_call
{
    struct srvsvc_call  call;
    const WCHAR        *client;
    const WCHAR        *user;
    DWORD               prefmaxlen;
    SESSION_ENUM_STRUCT info;
    DWORD               total;
    DWORD               resume;
};

struct session_del_call
{
    struct srvsvc_call  call;
    const WCHAR        *client;
    const WCHAR        *user;
};

static void CALLBACK call_session_enum( struct srvsvc_call *call )
{
    struct session_enum_call *params = CONTAINING_RECORD( call, struct session_enum_call, call );

    call->ret = call->methods->session_enum( call->server, (WCHAR *)params->client,
                                             (WCHAR *)params->user, &params->info,
                                             params->prefmaxlen, &params->total, &params->resume );
}

static void CALLBACK call_session_del( struct srvsvc_call *call )
{
    struct session_del_call *params = CONTAINING_RECORD( call, struct session_del_call, call );

    call->ret = call->methods->session_del( call->server, (WCHAR *)params->client,
                                            (WCHAR *)params->user );
}

/* MS-SRVS: an empty qualifier is no qualifier. */
static struct session_query make_query( const WCHAR *client, const WCHAR *user, DWORD level,
                                        DWORD prefmaxlen )
{
    struct session_query query;

    query.level = find_session_level( level );
    query.client = client && client[0] ? client : NULL;
    query.user = user && user[0] ? user : NULL;
    query.prefmaxlen = prefmaxlen;
    return query;
}

/*
 * MS-SRVS leaves these checks to the server. Samba doesn't make them, so they are made here, with
 * the codes that the specification gives; that of a client without backslashes depends on the
 * function.
 */
static NET_API_STATUS check_qualifiers( const WCHAR *client, const WCHAR *user,
                                        NET_API_STATUS no_backslashes )
{
    if (client && wcsncmp( client, L"\\\\", 2 )) return no_backslashes;
    if (client && wcsnlen( client, MAX_QUALIFIER ) == MAX_QUALIFIER) return ERROR_INVALID_PARAMETER;
    if (user && wcsnlen( user, MAX_QUALIFIER ) == MAX_QUALIFIER) return ERROR_INVALID_PARAMETER;
    return NERR_Success;
}

/* The two backslashes before a computer name; more are part of what is no name. */
static const WCHAR *skip_backslashes( const WCHAR *name )
{
    return wcsncmp( name, L"\\\\", 2 ) ? name : name + 2;
}

/* An IPv6 address can be written in many ways, with brackets or without. */
static BOOL get_ipv6_address( const WCHAR *name, IN6_ADDR *addr, ULONG *scope )
{
    USHORT port;

    return !RtlIpv6StringToAddressExW( name, addr, scope, &port ) && !port;
}

static BOOL is_same_computer( const WCHAR *cname, const WCHAR *client )
{
    ULONG scope_a, scope_b;
    IN6_ADDR a, b;

    cname = skip_backslashes( cname );
    client = skip_backslashes( client );
    if (names_equal( cname, client )) return TRUE;
    return get_ipv6_address( cname, &a, &scope_a ) && get_ipv6_address( client, &b, &scope_b ) &&
           !memcmp( &a, &b, sizeof(a) ) && scope_a == scope_b;
}

static BOOL match_client( const struct session_list *list, DWORD i, const WCHAR *client )
{
    return !client || is_same_computer( entry_string( list, i, FIELD_CNAME ), client );
}

/* Windows gives the bare account name. Samba in a domain puts that before it, and both match. */
static BOOL match_user( const struct session_list *list, DWORD i, const WCHAR *user )
{
    const WCHAR *username, *account;

    if (!user || !level_has( list->level, FIELD_USERNAME )) return TRUE;
    username = entry_string( list, i, FIELD_USERNAME );
    account = wcschr( username, '\\' );
    return names_equal( username, user ) || (account && names_equal( account + 1, user ));
}

/*
 * The level to ask for. What differs between servers is settled here: Samba knows levels 0 and 1
 * only, and does not apply the qualifiers. Level 0 has no user to compare with, so level 10, open
 * to the same callers, stands in for it; and level 1, which has all that Samba knows of a session,
 * for a level that the server refused before.
 */
static const struct session_level *choose_wire_level( struct server *server,
                                                      const struct session_query *query )
{
    const struct session_level *level = query->level;

    if (!server_has_fallback( server )) return level;
    if (query->user && !level_has( level, FIELD_USERNAME )) level = find_session_level( 10 );
    if (server_refuses_level( server, level )) level = find_session_level( 1 );
    return level;
}

static NET_API_STATUS request_level( struct server **server, const struct session_query *query,
                                     const struct session_level *level, DWORD resume,
                                     struct session_answer *answer )
{
    SESSION_INFO_0_CONTAINER container = { 0 };
    struct session_enum_call params =
    {
        .call.harmless = TRUE,
        .client = query->client,
        .user = query->user,
        .prefmaxlen = query->prefmaxlen,
        .info.Level = level->level,
        .info.SessionInfo.Level0 = &container,  /* the containers of all levels are alike */
        .resume = resume,
    };
    NET_API_STATUS ret;

    ret = server_call( server, call_session_enum, &params.call );
    TRACE( "level %lu resume %lu: %lu, %lu entries of %lu, resume %lu\n", level->level, resume, ret,
           container.EntriesRead, params.total, params.resume );

    if (ret && ret != ERROR_MORE_DATA) return ret;
    answer->list.level = level;
    answer->list.entries = (BYTE *)container.Buffer;
    answer->list.count = container.EntriesRead;
    if (params.info.Level != level->level || !check_entries( &answer->list ))
    {
        /* What comes next on that connection may be no better. */
        server_drop( *server );
        return RPC_X_BAD_STUB_DATA;
    }
    answer->total = params.total;
    answer->resume = params.resume;
    return ret;
}

static NET_API_STATUS request_sessions( struct server **server, const struct session_query *query,
                                        DWORD resume, struct session_answer *answer )
{
    const struct session_level *level = choose_wire_level( *server, query );
    NET_API_STATUS ret = request_level( server, query, level, resume, answer );

    if (ret != ERROR_INVALID_LEVEL || level->level == 1 || !server_has_fallback( *server ))
        return ret;

    TRACE( "the server refuses level %lu, asking for level 1\n", level->level );
    server_set_refused_level( *server, level );
    return request_level( server, query, find_session_level( 1 ), resume, answer );
}

/*
 * Keeps the entries that match both qualifiers, as many as prefmaxlen admits.
 *
 * A server that applies prefmaxlen itself counts in its own way, so nothing is cut from its answer.
 * Samba ignores it: there an entry's place in the answer is its place in the server's list, and so
 * the handle to resume with.
 */
static void filter_sessions( const struct session_query *query, DWORD resume,
                             struct session_answer *answer )
{
    struct session_list *list = &answer->list;
    BOOL cut = query->prefmaxlen != MAX_PREFERRED_LENGTH &&
               least_wire_size( list ) > query->prefmaxlen;
    BOOL full = FALSE;
    ULONGLONG size = 0;
    DWORD i, kept = 0;

    for (i = 0; i < list->count; i++)
    {
        if (!match_client( list, i, query->client )) continue;
        if (query->client) answer->client_found = TRUE;
        if (!match_user( list, i, query->user )) continue;

        answer->matched++;
        if (cut && !full && (size += entry_size( list, i, query->level )) > query->prefmaxlen)
        {
            full = TRUE;
            answer->resume = resume + i;
        }
        if (!full) move_entry( list, kept++, i );
    }
    list->count = kept;
}

static NET_API_STATUS not_found( const struct session_query *query,
                                 const struct session_answer *answer )
{
    return query->client && !answer->client_found ? NERR_ClientNameNotFound : NERR_UserNotFound;
}

/*
 * Whether it is enough, where a server gives what is asked for piece by piece, or has to be asked
 * more than once to end sessions. It could go on for ever. *end is 0 at first.
 */
static BOOL is_too_late( ULONGLONG *end )
{
    ULONGLONG now = GetTickCount64();

    if (!*end)
        *end = now + (ULONGLONG)get_seconds_option( L"CallTimeout", SMBPIPE_CALL_TIMEOUT ) *
                     SMBPIPE_CALL_FACTOR * 1000;
    return now > *end;
}

/*
 * One request and what the query admits of its answer; further requests as long as there is more
 * and none is admitted.
 */
static NET_API_STATUS search_sessions( struct server **server, const struct session_query *query,
                                       DWORD resume, struct session_answer *answer )
{
    DWORD received, next;
    ULONGLONG end = 0;
    NET_API_STATUS ret;

    for (;;)
    {
        ret = request_sessions( server, query, resume, answer );
        if (ret && ret != ERROR_MORE_DATA) return ret;

        next = answer->resume;
        received = answer->list.count;
        answer->matched = 0;
        filter_sessions( query, resume, answer );
        /* Samba counts from its first session, wherever the request began. */
        if (!ret) answer->total = answer->matched;
        else answer->total -= min( answer->total, received - answer->matched );

        if (answer->matched && !answer->list.count) return NERR_BufTooSmall;
        if (answer->list.count < answer->matched) return ERROR_MORE_DATA;
        if (!ret || answer->matched) return ret;
        if (next <= resume || !received) return NERR_Success;
        if (is_too_late( &end )) return ERROR_SEM_TIMEOUT;
        resume = next;
    }
}

/*
 * Samba 4.22 and later can leave sessions out that stand (seen with 4.22.11 and 4.25.1). While a
 * client's connection ends without a logoff, smbd stores its session in a form that no list of
 * sessions can read. The list ends there, and nothing in the answer says so. Mostly this lasts some
 * milliseconds.
 *
 * So netapi32 asks again before it says that there is no such session. An empty list lacks our own
 * session at least. A server that applies the qualifiers says itself that nothing matches, and is
 * not asked again.
 */
static BOOL ask_again( const struct server *server, unsigned int asked, ULONGLONG *end )
{
    static const DWORD pauses[] = { 0, 20, 80 };    /* in ms */
    static const DWORD limit = 1000;

    if (asked == ARRAY_SIZE(pauses) || !server_may_omit_sessions( server )) return FALSE;
    if (!asked) *end = GetTickCount64() + limit;
    else if (GetTickCount64() >= *end) return FALSE;
    TRACE( "nothing found, asking again\n" );
    if (pauses[asked]) Sleep( pauses[asked] );
    return TRUE;
}

static NET_API_STATUS find_sessions( struct server **server, const struct session_query *query,
                                     DWORD resume, struct session_answer *answer )
{
    unsigned int asked = 0;
    ULONGLONG end = 0;
    NET_API_STATUS ret;

    for (;;)
    {
        ret = search_sessions( server, query, resume, answer );
        if (ret || answer->matched || resume) return ret;
        if (!ask_again( *server, asked++, &end )) break;
        rpc_memory_reset();
    }
    return query->client || query->user ? not_found( query, answer ) : NERR_Success;
}

static NET_API_STATUS get_info( const WCHAR *servername, const struct session_query *query,
                                BYTE **buffer )
{
    struct session_answer answer = { .total = 0 };
    struct rpc_memory memory;
    struct server *server;
    NET_API_STATUS ret;

    if ((ret = server_open( servername, &server ))) return ret;
    rpc_memory_begin( &memory );
    ret = find_sessions( &server, query, 0, &answer );
    if (!ret || ret == ERROR_MORE_DATA)
    {
        answer.list.count = min( answer.list.count, 1 );
        if (answer.list.count) ret = pack_sessions( &answer.list, query->level, buffer );
        else ret = NERR_ClientNameNotFound;
    }
    rpc_memory_end( &memory );
    server_close( server );
    return ret;
}

/************************************************************
 *                NetSessionGetInfo  (NETAPI32.@)
 *
 * Get information about the session between a server and a client.
 *
 * PARAMS
 *  servername [I] Name of the server, with or without leading backslashes; NULL or empty for the
 *                 local computer
 *  client     [I] Name of the session's client, with leading backslashes; an empty string for any
 *  username   [I] Name of the session's user; an empty string for any
 *  level      [I] 0, 1, 2, 10 or 502: a SESSION_INFO_0 and so on is wanted
 *  bufptr     [O] Receives the information, to be freed by one NetApiBufferFree; NULL after a
 *                 failure. Times are in seconds
 *
 * RETURNS
 *  NERR_Success
 *  ERROR_ACCESS_DENIED       the server lets the user not see its sessions
 *  ERROR_INVALID_LEVEL       no such level; looked at before the other parameters
 *  ERROR_INVALID_PARAMETER   a name is NULL or longer than 1,023 characters, or bufptr is NULL
 *  ERROR_NOT_ENOUGH_MEMORY
 *  NERR_ClientNameNotFound   no session of that client
 *  NERR_InvalidComputer      the client has no leading backslashes, or the server's name is none
 *  NERR_UserNotFound         the client has a session, but not for that user
 *  ERROR_BAD_NETPATH         the server can't be reached
 *  NERR_ServerNotStarted     the local computer has no server service
 *  ERROR_LOGON_FAILURE       the server doesn't accept the credentials
 *
 * NOTES
 *  The session matches both names, also on a server that doesn't compare them. If several match it
 *  is the first.
 */
NET_API_STATUS WINAPI NetSessionGetInfo( LMSTR servername, LMSTR client, LMSTR username,
                                         DWORD level, LPBYTE *bufptr )
{
    struct session_query query = make_query( client, username, level, MAX_PREFERRED_LENGTH );
    NET_API_STATUS ret;

    TRACE( "(%s, %s, %s, %lu, %p)\n", debugstr_w(servername), debugstr_w(client),
           debugstr_w(username), level, bufptr );

    if (bufptr) *bufptr = NULL;
    if (!query.level) ret = ERROR_INVALID_LEVEL;
    else if (!bufptr || !client || !username) ret = ERROR_INVALID_PARAMETER;
    else if (!(ret = check_qualifiers( query.client, query.user, NERR_InvalidComputer )))
        ret = get_info( servername, &query, bufptr );

    TRACE( "returning %lu\n", ret );
    return ret;
}

static NET_API_STATUS enum_sessions( const WCHAR *servername, const struct session_query *query,
                                     BYTE **buffer, DWORD *entries, DWORD *total, DWORD *resume )
{
    struct session_answer answer = { .total = 0 };
    struct rpc_memory memory;
    struct server *server;
    NET_API_STATUS ret, err;

    if ((ret = server_open( servername, &server ))) return ret;
    rpc_memory_begin( &memory );
    ret = find_sessions( &server, query, resume ? *resume : 0, &answer );
    if (!ret || ret == ERROR_MORE_DATA)
    {
        if ((err = pack_sessions( &answer.list, query->level, buffer ))) ret = err;
        else
        {
            *entries = answer.list.count;
            *total = ret ? max( answer.total, answer.matched ) : answer.matched;
            if (resume) *resume = ret ? answer.resume : 0;
        }
    }
    rpc_memory_end( &memory );
    server_close( server );
    return ret;
}

/************************************************************
 *                NetSessionEnum  (NETAPI32.@)
 *
 * List the sessions of a server.
 *
 * PARAMS
 *  servername   [I]   Name of the server, with or without leading backslashes; NULL or empty for
 *                     the local computer
 *  client       [I]   Client whose sessions are wanted, with leading backslashes; NULL or empty for
 *                     all
 *  username     [I]   User whose sessions are wanted; NULL or empty for all
 *  level        [I]   0, 1, 2, 10 or 502: an array of SESSION_INFO_0 and so on is wanted
 *  bufptr       [O]   Receives the array, to be freed by one NetApiBufferFree; NULL if there is no
 *                     entry
 *  prefmaxlen   [I]   Wanted size of the result in bytes, or MAX_PREFERRED_LENGTH
 *  entriesread  [O]   Receives the number of entries
 *  totalentries [O]   Receives the number of entries that there are from where this call began
 *  resume       [I/O] Where to begin, 0 for the first call, and where to go on; NULL to begin at
 *                     the first entry
 *
 * RETURNS
 *  NERR_Success, ERROR_MORE_DATA if there are more entries than fit, NERR_BufTooSmall if none fits,
 *  or an error as described for NetSessionGetInfo.
 */
NET_API_STATUS WINAPI NetSessionEnum( LMSTR servername, LMSTR client, LMSTR username, DWORD level,
                                      LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
                                      LPDWORD totalentries, LPDWORD resume )
{
    struct session_query query = make_query( client, username, level, prefmaxlen );
    NET_API_STATUS ret;

    TRACE( "(%s, %s, %s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(servername), debugstr_w(client),
           debugstr_w(username), level, bufptr, prefmaxlen, entriesread, totalentries, resume );

    if (bufptr) *bufptr = NULL;
    if (entriesread) *entriesread = 0;
    if (totalentries) *totalentries = 0;
    if (!query.level) ret = ERROR_INVALID_LEVEL;
    else if (!bufptr || !entriesread || !totalentries) ret = ERROR_INVALID_PARAMETER;
    else if (!(ret = check_qualifiers( query.client, query.user, NERR_InvalidComputer )))
        ret = enum_sessions( servername, &query, bufptr, entriesread, totalentries, resume );

    TRACE( "returning %lu\n", ret );
    return ret;
}

static NET_API_STATUS delete_sessions( struct server **server, const WCHAR *client,
                                       const WCHAR *user )
{
    struct session_del_call params = { .client = client, .user = user };

    return server_call( server, call_session_del, &params.call );
}

/* The client's name as the server has it, with backslashes. */
static BOOL get_unc_cname( const struct session_list *list, DWORD i, WCHAR *cname )
{
    const WCHAR *name = skip_backslashes( entry_string( list, i, FIELD_CNAME ));

    if (wcsnlen( name, MAX_QUALIFIER ) >= MAX_QUALIFIER - 2) return FALSE;
    swprintf( cname, MAX_QUALIFIER, L"\\\\%s", name );
    return TRUE;
}

/*
 * Samba compares the names by letter, and answers ERROR_ACCESS_DENIED also when no session matches,
 * or when its list lacks the session, see ask_again(). So a refusal is looked into: the sessions
 * that match are named again in the server's own words, and if there are none the answer is the one
 * that MS-SRVS wants. After a refusal no session has ended, so naming them again ends none twice.
 */
static NET_API_STATUS delete_found_sessions( struct server **server,
                                             const struct session_query *query )
{
    const WCHAR *client = query->client, *user = query->user, *last_user = L"";
    WCHAR cname[MAX_QUALIFIER], last_cname[MAX_QUALIFIER] = L"";
    struct session_answer answer = { .total = 0 };
    NET_API_STATUS ret;
    ULONGLONG end = 0;
    DWORD i;

    ret = find_sessions( server, query, 0, &answer );
    if (ret == NERR_UserNotFound || ret == NERR_ClientNameNotFound) return NERR_ClientNameNotFound;
    if (ret == ERROR_NOT_ENOUGH_MEMORY) return ret;
    if (ret) return ERROR_ACCESS_DENIED;

    for (i = 0; i < answer.list.count; i++)
    {
        if (!get_unc_cname( &answer.list, i, cname )) return ERROR_ACCESS_DENIED;
        if (client) client = cname;
        if (user) user = entry_string( &answer.list, i, FIELD_USERNAME );
        if (user && wcsnlen( user, MAX_QUALIFIER ) == MAX_QUALIFIER) return ERROR_ACCESS_DENIED;

        /* One call ends all sessions of these names. */
        if ((!client || !wcscmp( cname, last_cname )) && (!user || !wcscmp( user, last_user )))
            continue;
        if (is_too_late( &end )) return ERROR_SEM_TIMEOUT;
        ret = delete_sessions( server, client, user );
        if (ret == ERROR_ACCESS_DENIED && last_cname[0]) continue;  /* ended by now */
        if (ret) return ret;
        wcscpy( last_cname, cname );
        if (user) last_user = user;
    }
    return NERR_Success;
}

static NET_API_STATUS delete_info( const WCHAR *servername, const struct session_query *query )
{
    struct rpc_memory memory;
    struct server *server;
    NET_API_STATUS ret;

    if ((ret = server_open( servername, &server ))) return ret;
    rpc_memory_begin( &memory );
    ret = delete_sessions( &server, query->client, query->user );
    if (ret == ERROR_ACCESS_DENIED && server_has_fallback( server ))
        ret = delete_found_sessions( &server, query );
    rpc_memory_end( &memory );
    server_close( server );
    return ret;
}

/************************************************************
 *                NetSessionDel  (NETAPI32.@)
 *
 * End sessions of a server.
 *
 * PARAMS
 *  servername [I] Name of the server, with or without leading backslashes; NULL or empty for the
 *                 local computer
 *  client     [I] Client whose sessions end, with leading backslashes; NULL or empty for any
 *  username   [I] User whose sessions end; NULL or empty for any
 *
 * RETURNS
 *  NERR_Success, NERR_ClientNameNotFound if no session matches or the client has no leading
 *  backslashes, ERROR_INVALID_PARAMETER if neither client nor user is given, or an error as
 *  described for NetSessionGetInfo.
 */
NET_API_STATUS WINAPI NetSessionDel( LMSTR servername, LMSTR client, LMSTR username )
{
    struct session_query query = make_query( client, username, 1, MAX_PREFERRED_LENGTH );
    NET_API_STATUS ret;

    TRACE( "(%s, %s, %s)\n", debugstr_w(servername), debugstr_w(client), debugstr_w(username) );

    /* MS-SRVS admits NERR_ClientNameNotFound too. Samba would end every session. */
    if (!query.client && !query.user) ret = ERROR_INVALID_PARAMETER;
    else if (!(ret = check_qualifiers( query.client, query.user, NERR_ClientNameNotFound )))
        ret = delete_info( servername, &query );

    TRACE( "returning %lu\n", ret );
    return ret;
}
