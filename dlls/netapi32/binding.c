/*
 * Where servers are and how to reach them
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

#include "wine/debug.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

#define MAX_SERVERS 128     /* connected; each costs a process of smbpipe and an SMB session */

#define LOCAL_PIPE L"\\\\.\\pipe\\srvsvc"

#define MAX_REPEATS 2       /* of a call: a process of smbpipe may be killed, and then smbpipe */

/* A server that calls go to. It stays in the list until a call finds its connection dead. */
struct server
{
    struct server     *next;
    LONG               refs;
    BOOL               local;
    CRITICAL_SECTION   cs;              /* held while the connection is made */
    BOOL               tried;
    NET_API_STATUS     result;          /* of the attempt */
    const struct srvsvc_methods *methods;   /* of the stub, NULL unless it is connected */
    RPC_BINDING_HANDLE binding;         /* of RPC, or */
    struct smbpipe    *smbpipe;         /* the connection to it */
    BOOL               on_local_pipe;
    HANDLE             pipe;            /* tells when the program that serves that pipe ends */
    DWORD              call_timeout;    /* in seconds, 0 where it is not for us to set one */
    BOOL               fallback;        /* make up for what the server lacks */
    LONG               refused_levels;  /* set of levels, see level_bit() */
    WCHAR              host[MAX_HOST + 1];
    WCHAR              unc_name[MAX_HOST + 3];
};

static struct server *servers;

static CRITICAL_SECTION servers_cs;
static CRITICAL_SECTION_DEBUG servers_cs_debug =
{
    0, 0, &servers_cs,
    { &servers_cs_debug.ProcessLocksList, &servers_cs_debug.ProcessLocksList },
      0, 0, { (DWORD_PTR)(__FILE__ ": servers_cs") }
};
static CRITICAL_SECTION servers_cs = { &servers_cs_debug, -1, 0, 0, 0, 0 };

static BOOL is_this_computer( const WCHAR *host )
{
    const WCHAR *name = get_computer_name();

    return !wcscmp( host, L"." ) || (name && names_equal( host, name ));
}

/* "fe80--1s2.ipv6-literal.net" is how Windows writes an IPv6 address where a colon can't stand. */
static void decode_ipv6_literal( WCHAR *host )
{
    static const WCHAR suffix[] = L".ipv6-literal.net";
    SIZE_T len = wcslen( host );
    WCHAR *p, *end;

    if (len < ARRAY_SIZE(suffix)) return;
    end = host + len - (ARRAY_SIZE(suffix) - 1);
    if (!names_equal( end, suffix )) return;
    *end = 0;
    for (p = host; *p; p++)
    {
        if (*p == '-') *p = ':';
        else if (*p == 's' || *p == 'S') *p = '%';
    }
}

static void strip_brackets( WCHAR *host )
{
    SIZE_T len = wcslen( host );

    if (len < 2 || host[0] != '[' || host[len - 1] != ']') return;
    memmove( host, host + 1, (len - 2) * sizeof(WCHAR) );
    host[len - 2] = 0;
}

static BOOL is_host_char( WCHAR c )
{
    return c > ' ' && c != 0x7f && !wcschr( L"\\/\"<>|*?,;", c );
}

/*
 * NULL, "", "host" and "\\host" are all taken; the host comes without backslashes and brackets, and
 * is empty for the local computer.
 */
NET_API_STATUS parse_server_name( const WCHAR *name, WCHAR *host )
{
    const WCHAR *p;

    host[0] = 0;
    if (!name || !name[0]) return NERR_Success;
    if (name[0] == '\\' && name[1] == '\\') name += 2;

    for (p = name; is_host_char( *p ); p++) ;
    if (*p || p == name || p - name > MAX_HOST) return NERR_InvalidComputer;

    wcscpy( host, name );
    if (is_wine())  /* elsewhere the redirector has its own rules */
    {
        strip_brackets( host );
        decode_ipv6_literal( host );
        if (!host[0]) return NERR_InvalidComputer;
    }
    if (is_this_computer( host )) host[0] = 0;
    return NERR_Success;
}

static NET_API_STATUS connect_by_rpc( struct server *server )
{
    RPC_STATUS status;
    RPC_WSTR str;

    status = RpcStringBindingComposeW( NULL, (RPC_WSTR)SRVSVC_TRANSPORT,
                                       server->local ? NULL : (RPC_WSTR)server->unc_name,
                                       (RPC_WSTR)SRVSVC_ENDPOINT, NULL, &str );
    if (status) return map_status( status );
    status = RpcBindingFromStringBindingW( str, &server->binding );
    RpcStringFreeW( &str );
    if (!status) server->methods = &rpc_methods;
    return map_status( status );
}

/* In Wine the local srvsvc, if there is one, is a pipe that a program of the prefix has made. */
static BOOL has_local_pipe(void)
{
    return WaitNamedPipeW( LOCAL_PIPE, 1 ) || GetLastError() != ERROR_FILE_NOT_FOUND;
}

/*
 * RPC notices the end of that program in the next call only, which fails then. A handle of our own,
 * which nothing is sent by, tells before. It is opened after a call: a server of Wine 8.0 never
 * listens again if somebody comes and goes before it has begun to. To wait here until it has seen
 * the handle is no way: one that serves a connection at a time does not before ours ends.
 */
static void watch_local_pipe( struct server *server )
{
    HANDLE pipe = CreateFileW( LOCAL_PIPE, GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL );

    if (pipe == INVALID_HANDLE_VALUE) return;
    if (InterlockedCompareExchangePointer( &server->pipe, pipe, NULL )) CloseHandle( pipe );
}

static NTSTATUS open_as( struct server *server, struct credentials *user )
{
    return smbpipe_open( server->local ? L"127.0.0.1" : server->host, L"srvsvc", user,
                         &server->smbpipe );
}

static NTSTATUS open_as_default( struct server *server )
{
    struct credentials user;
    struct refusal *note;
    NTSTATUS status;

    if (!(status = find_credentials( server->host, &user )) &&
        !(status = get_refusal( server->host, &user, &note )))
    {
        status = open_as( server, &user );
        note_status( note, &user, status );
    }
    SecureZeroMemory( &user, sizeof(user) );
    return status;
}

static NET_API_STATUS connect_by_smbpipe( struct server *server, struct credentials *user )
{
    NTSTATUS status = user && user->given ? open_as( server, user ) : open_as_default( server );

    if (status) return map_connect_status( status );
    server->methods = &smbpipe_methods;
    return NERR_Success;
}

/* What can't be reached on the local computer has not been started there. */
static NET_API_STATUS server_error( const struct server *server, NET_API_STATUS err )
{
    return err == ERROR_BAD_NETPATH && server->local ? NERR_ServerNotStarted : err;
}

/* The user is NULL for the one that was set up for the server. */
static NET_API_STATUS connect_server( struct server *server, struct credentials *user )
{
    NET_API_STATUS err;

    if (!is_wine())
        err = connect_by_rpc( server );
    else if ((server->on_local_pipe = server->local && has_local_pipe()))
    {
        server->call_timeout = get_seconds_option( L"CallTimeout", SMBPIPE_CALL_TIMEOUT );
        err = connect_by_rpc( server );
    }
    else
        err = connect_by_smbpipe( server, user );

    return server_error( server, err );
}

static BOOL is_fallback_enabled(void)
{
    WCHAR value[8];

    if (!get_option( L"LevelFallback", value, ARRAY_SIZE(value) )) return TRUE;
    return value[0] != 'N' && value[0] != 'n';
}

static struct server *alloc_server( const WCHAR *host )
{
    struct server *server = heap_alloc( sizeof(*server) );

    if (!server) return NULL;
    memset( server, 0, sizeof(*server) );
    InitializeCriticalSection( &server->cs );
    wcscpy( server->host, host );
    server->local = !host[0];
    server->fallback = is_fallback_enabled();
    if (!server->local) swprintf( server->unc_name, ARRAY_SIZE(server->unc_name), L"\\\\%s", host );
    return server;
}

static void free_server( struct server *server )
{
    if (server->binding) RpcBindingFree( &server->binding );
    if (server->smbpipe) smbpipe_close( server->smbpipe );
    if (server->pipe) CloseHandle( server->pipe );
    DeleteCriticalSection( &server->cs );
    heap_free( server );
}

void server_close( struct server *server )
{
    if (!InterlockedDecrement( &server->refs )) free_server( server );
}

/* The next server_open() of that name makes a new connection. Calls under way keep the old one. */
void server_drop( struct server *server )
{
    struct server **ptr;
    BOOL listed;

    EnterCriticalSection( &servers_cs );
    for (ptr = &servers; *ptr && *ptr != server; ptr = &(*ptr)->next) ;
    if ((listed = *ptr != NULL)) *ptr = server->next;
    LeaveCriticalSection( &servers_cs );

    if (listed) server_close( server );
}

/*
 * Unlinks the connected server that was asked for longest ago, if there are more than there are to
 * be. Those that somebody still tries to reach take no place from the others.
 */
static struct server *unlink_surplus_server(void)
{
    struct server **ptr = &servers, *server;
    unsigned int i = 0;

    while ((server = *ptr) && (!server->methods || i++ < MAX_SERVERS)) ptr = &server->next;
    if (server) *ptr = server->next;
    return server;
}

static struct server *unlink_server( const WCHAR *host )
{
    struct server *server, **ptr;

    for (ptr = &servers; (server = *ptr); ptr = &server->next)
        if (names_equal( server->host, host )) break;
    if (server) *ptr = server->next;
    return server;
}

static struct server *get_server( const WCHAR *host )
{
    struct server *server;

    EnterCriticalSection( &servers_cs );
    if (!(server = unlink_server( host )) && (server = alloc_server( host ))) server->refs = 1;
    if (server)
    {
        server->next = servers;
        servers = server;
        InterlockedIncrement( &server->refs );
    }
    LeaveCriticalSection( &servers_cs );
    return server;
}

static void close_surplus_server(void)
{
    struct server *surplus;

    EnterCriticalSection( &servers_cs );
    surplus = unlink_surplus_server();
    LeaveCriticalSection( &servers_cs );

    if (surplus) server_close( surplus );
}

/* Whoever waited for somebody else's attempt takes its outcome: a dead host costs its time once. */
static NET_API_STATUS open_host( const WCHAR *host, struct server **ret )
{
    struct server *server;
    NET_API_STATUS err;

    if (!(server = get_server( host ))) return ERROR_NOT_ENOUGH_MEMORY;

    EnterCriticalSection( &server->cs );
    if (!server->tried)
    {
        server->result = connect_server( server, NULL );
        server->tried = TRUE;
        if (!server->result) close_surplus_server();
        TRACE( "%s: %lu\n", debugstr_w(server->host), server->result );
    }
    err = server->result;
    LeaveCriticalSection( &server->cs );

    if (err)
    {
        server_drop( server );
        server_close( server );
        return err;
    }
    *ret = server;
    return NERR_Success;
}

NET_API_STATUS server_open( const WCHAR *name, struct server **server )
{
    WCHAR host[MAX_HOST + 1];
    NET_API_STATUS err;

    if ((err = parse_server_name( name, host ))) return err;
    return open_host( host, server );
}

static BOOL has_ended( const struct server *server )
{
    if (server->smbpipe) return smbpipe_is_gone( server->smbpipe );
    return server->pipe && !PeekNamedPipe( server->pipe, NULL, 0, NULL, NULL, NULL );
}

static struct server *find_server( const WCHAR *host )
{
    struct server *server;

    EnterCriticalSection( &servers_cs );
    for (server = servers; server && !names_equal( server->host, host ); server = server->next) ;
    if (server) InterlockedIncrement( &server->refs );
    LeaveCriticalSection( &servers_cs );
    return server;
}

/* A connection as another user, which nobody knows of yet. */
NET_API_STATUS server_connect( const WCHAR *host, struct credentials *user, struct server **ret )
{
    struct server *server;
    NET_API_STATUS err;

    if (!(server = alloc_server( host ))) return ERROR_NOT_ENOUGH_MEMORY;
    server->refs = 1;
    server->tried = TRUE;
    if ((err = connect_server( server, user ))) server_close( server );
    else *ret = server;
    return err;
}

/* The next call to this host goes to this server. Calls under way keep theirs. */
void server_replace( struct server *server )
{
    struct server *old;

    EnterCriticalSection( &servers_cs );
    old = unlink_server( server->host );
    server->next = servers;
    servers = server;
    LeaveCriticalSection( &servers_cs );

    if (old) server_close( old );
    close_surplus_server();
}

/* The next call makes a new connection, as the user who is the right one by then. */
void server_forget( const WCHAR *host )
{
    struct server *server;

    EnterCriticalSection( &servers_cs );
    server = unlink_server( host );
    LeaveCriticalSection( &servers_cs );

    if (server) server_close( server );
}

BOOL server_is_connected( const WCHAR *host )
{
    struct server *server = find_server( host );
    BOOL connected;

    if (!server) return FALSE;
    connected = server->methods && !has_ended( server );
    server_close( server );
    return connected;
}

/* The server parameter of a method is the unc_name of a struct server. */
RPC_BINDING_HANDLE server_get_binding( const WCHAR *handle )
{
    return CONTAINING_RECORD( handle, struct server, unc_name )->binding;
}

struct smbpipe *server_get_smbpipe( const WCHAR *handle )
{
    return CONTAINING_RECORD( handle, struct server, unc_name )->smbpipe;
}

BOOL server_has_fallback( const struct server *server )
{
    return server->fallback;
}

/* A server of the prefix is no Samba, nor is Windows' own. */
BOOL server_may_omit_sessions( const struct server *server )
{
    return server->fallback && (server->smbpipe || !server->local);
}

BOOL server_refuses_level( const struct server *server, const struct session_level *level )
{
    return (server->refused_levels & level_bit( level )) != 0;
}

void server_set_refused_level( struct server *server, const struct session_level *level )
{
    InterlockedOr( &server->refused_levels, level_bit( level ));
}

static NET_API_STATUS reopen_server( struct server **server )
{
    struct server *fresh;
    NET_API_STATUS err;

    server_drop( *server );
    if ((err = open_host( (*server)->host, &fresh ))) return err;
    server_close( *server );
    *server = fresh;
    return NERR_Success;
}

/*
 * A connection that had ended before never saw the call; nor, most likely, did an expired session,
 * or a smbpipe that is gone.
 */
static BOOL can_repeat( const struct server *server, DWORD status, const struct srvsvc_call *call )
{
    if (status == RPC_S_CALL_FAILED_DNE) return TRUE;
    if (!call->harmless) return FALSE;
    return status == (DWORD)STATUS_NETWORK_SESSION_EXPIRED ||
           (status == (DWORD)STATUS_CONNECTION_DISCONNECTED && has_ended( server ));
}

/* Makes a call, on a new connection if the old one turns out to have ended. */
NET_API_STATUS server_call( struct server **server, srvsvc_proc proc, struct srvsvc_call *call )
{
    unsigned int repeats = 0;
    NET_API_STATUS err;
    DWORD status;

    if ((*server)->pipe && has_ended( *server ) && (err = reopen_server( server ))) return err;
    for (;;)
    {
        call->methods = (*server)->methods;
        call->server = (*server)->unc_name;
        if ((*server)->call_timeout)
            status = limited_call( proc, call, (*server)->call_timeout );
        else status = guarded_call( proc, call );
        if (!status)
        {
            if ((*server)->on_local_pipe && !(*server)->pipe) watch_local_pipe( *server );
            return call->ret;
        }

        WARN( "%s: exception %#lx\n", debugstr_w((*server)->host), status );
        server_drop( *server );
        if (repeats++ == MAX_REPEATS || !can_repeat( *server, status, call )) break;
        if ((err = reopen_server( server ))) return err;
    }
    return server_error( *server, map_exception( status ));
}

void servers_cleanup(void)
{
    while (servers) server_drop( servers );
}
