/*
 * Where machines are and how to reach them
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

#include "machines.h"
#include "srvsvc.h"
#include "wkssvc.h"

#include "wine/debug.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

#define MAX_MACHINES 128    /* connected; each costs a process of smbpipe and an SMB session */

#define LOCAL_PIPE L"\\\\.\\pipe\\srvsvc"

static struct machine *machines;
static struct lock machines_lock;

static BOOL is_this_computer( const WCHAR *host )
{
    const WCHAR *name = get_computer_name();

    return !wcscmp( host, L"." ) || (name && names_equal( host, name ));
}

/* Windows writes an IPv6 address as "fe80--1s2.ipv6-literal.net" where a colon can't stand. */
static void decode_ipv6_literal( WCHAR *host )
{
    static const WCHAR suffix[] = L".ipv6-literal.net";
    SIZE_T len = wcslen( host );
    WCHAR *p, *end;

    if (len < ARRAY_SIZE(suffix)) return;
    end = host + len - (ARRAY_SIZE(suffix) - 1);
    if (!names_equal( end, suffix )) return;
    *end = 0;
    for (p = host; *p && *p != 's' && *p != 'S'; p++) if (*p == '-') *p = ':';
    if (*p) *p = '%';   /* the name of a zone can have other letters of these */
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
 * Takes NULL, "", "host" and "\\host". Gives the host without backslashes and brackets, empty for
 * the local computer.
 */
DWORD parse_machine_name( const WCHAR *name, WCHAR *host )
{
    const WCHAR *p;

    host[0] = 0;
    if (!name || !name[0]) return NERR_Success;
    if (name[0] == '\\' && name[1] == '\\') name += 2;

    for (p = name; is_host_char( *p ); p++) ;
    if (*p || p == name || p - name > MAX_HOST) return NERR_InvalidComputer;

    wcscpy( host, name );
    if (is_wine())  /* Windows' redirector has its own rules */
    {
        strip_brackets( host );
        decode_ipv6_literal( host );
        if (!host[0]) return NERR_InvalidComputer;
    }
    if (is_this_computer( host )) host[0] = 0;
    return NERR_Success;
}

BOOL is_local_machine( const WCHAR *name )
{
    WCHAR host[MAX_HOST + 1];

    return !parse_machine_name( name, host ) && !host[0];
}

/* Returns Wine's own function if the name is that of the local computer. */
FARPROC get_local_proc( const WCHAR *name, const char *function )
{
    return is_wine() && is_local_machine( name ) ? get_next_proc( function ) : NULL;
}

struct endpoint get_endpoint( unsigned int number )
{
    const struct endpoint endpoints[ENDPOINT_COUNT] =
    {
        { ENDPOINT_SRVSVC, L"srvsvc", srvsvc_v3_0_c_ifspec },
        { ENDPOINT_WKSSVC, L"wkssvc", wkssvc_v1_0_c_ifspec },
    };
    return endpoints[number];
}

/* RPC sends nothing before the first call. */
static DWORD connect_by_rpc( struct machine *machine )
{
    RPC_WSTR server = machine->local ? NULL : (RPC_WSTR)machine->unc_name, str;
    RPC_STATUS status = RPC_S_OK;
    unsigned int i;

    for (i = 0; i < ENDPOINT_COUNT && !status; i++)
    {
        WCHAR pipe[32];

        swprintf( pipe, ARRAY_SIZE(pipe), L"\\pipe\\%s", get_endpoint( i ).pipe );
        if ((status = RpcStringBindingComposeW( NULL, (RPC_WSTR)L"ncacn_np", server, (RPC_WSTR)pipe,
                                                NULL, &str )))
            break;
        status = RpcBindingFromStringBindingW( str, &machine->bindings[i] );
        RpcStringFreeW( &str );
    }
    return status;
}

/* Wine has no srvsvc of its own. A program of the prefix can make the pipe and serve it. */
static BOOL has_local_pipe(void)
{
    return WaitNamedPipeW( LOCAL_PIPE, 1 ) || GetLastError() != ERROR_FILE_NOT_FOUND;
}

/*
 * If that program ends, RPC notices it only when the next call fails. So we keep another handle,
 * send nothing on it, and see it break. We open it after a call: a server of Wine 8.0 never listens
 * again if a client comes and goes before the server has begun to listen. We can't wait here until
 * the server sees the handle, as some servers take a connection only when the last one has ended.
 */
void machine_watch( struct machine *machine )
{
    HANDLE pipe;

    if (!machine->on_local_pipe || machine->pipe) return;
    pipe = CreateFileW( LOCAL_PIPE, GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL );
    if (pipe == INVALID_HANDLE_VALUE) return;
    if (InterlockedCompareExchangePointer( &machine->pipe, pipe, NULL )) CloseHandle( pipe );
}

static void free_machine( struct machine *machine )
{
    unsigned int i;

    for (i = 0; i < ENDPOINT_COUNT; i++)
        if (machine->bindings[i]) RpcBindingFree( &machine->bindings[i] );
    if (machine->smbpipe) smbpipe_close( machine->smbpipe );
    if (machine->pipe) CloseHandle( machine->pipe );
    heap_free( machine );
}

void machine_close( struct machine *machine )
{
    if (!InterlockedDecrement( &machine->refs )) free_machine( machine );
}

/*
 * If more than count machines are connected, forgets the one whose last machine_open() is the
 * oldest. A machine doesn't count while a thread still tries to reach it.
 */
static void close_oldest_machine( unsigned int count )
{
    struct machine **ptr, **oldest = NULL, *machine = NULL;
    unsigned int connected = 0;

    take_lock( &machines_lock );
    for (ptr = &machines; *ptr; ptr = &(*ptr)->next)
    {
        if (!(*ptr)->connected) continue;
        oldest = ptr;
        connected++;
    }
    if (connected > count)
    {
        machine = *oldest;
        *oldest = machine->next;
    }
    leave_lock( &machines_lock );

    if (machine) machine_close( machine );
}

static void make_room(void)
{
    close_oldest_machine( 0 );
}

static NTSTATUS open_as( struct machine *machine, struct credentials *user )
{
    const struct endpoint endpoint = get_endpoint( ENDPOINT_SRVSVC );

    return smbpipe_open( machine->local ? L"127.0.0.1" : machine->host, &endpoint, user,
                         make_room, &machine->smbpipe );
}

static NTSTATUS open_as_default( struct machine *machine )
{
    struct credentials user;
    struct refusal *note;
    NTSTATUS status;

    if (!(status = find_credentials( machine->host, &user )) &&
        !(status = get_refusal( machine->host, &user, &note )))
    {
        status = open_as( machine, &user );
        note_status( note, &user, status );
    }
    SecureZeroMemory( &user, sizeof(user) );
    return status;
}

/* NULL for the user means the account that was set up for the machine. */
static DWORD connect_machine( struct machine *machine, struct credentials *user )
{
    DWORD status;

    machine->on_local_pipe = is_wine() && machine->local && has_local_pipe();
    if (machine->on_local_pipe)
        machine->call_timeout = get_seconds_option( L"CallTimeout", SMBPIPE_CALL_TIMEOUT );
    if (!is_wine() || machine->on_local_pipe) status = connect_by_rpc( machine );
    else if (user && user->given) status = open_as( machine, user );
    else status = open_as_default( machine );
    machine->connected = !status;
    return status;
}

static BOOL is_fallback_enabled(void)
{
    WCHAR value[8];

    if (!get_option( L"LevelFallback", value, ARRAY_SIZE(value) )) return TRUE;
    return value[0] != 'N' && value[0] != 'n';
}

static struct machine *alloc_machine( const WCHAR *host )
{
    struct machine *machine = heap_alloc( sizeof(*machine) );

    if (!machine) return NULL;
    memset( machine, 0, sizeof(*machine) );
    wcscpy( machine->host, host );
    machine->local = !host[0];
    machine->fallback = is_fallback_enabled();
    if (!machine->local)
        swprintf( machine->unc_name, ARRAY_SIZE(machine->unc_name), L"\\\\%s", host );
    return machine;
}

/* The next machine_open() of that name makes a new connection. Calls under way keep the old one. */
void machine_drop( struct machine *machine )
{
    struct machine **ptr;
    BOOL listed;

    take_lock( &machines_lock );
    for (ptr = &machines; *ptr && *ptr != machine; ptr = &(*ptr)->next) ;
    if ((listed = *ptr != NULL)) *ptr = machine->next;
    leave_lock( &machines_lock );

    if (listed) machine_close( machine );
}

/* The caller holds machines_lock. */
static struct machine **find_link( const WCHAR *host )
{
    struct machine **ptr = &machines;

    while (*ptr && !names_equal( (*ptr)->host, host )) ptr = &(*ptr)->next;
    return ptr;
}

static struct machine *unlink_machine( const WCHAR *host )
{
    struct machine **ptr = find_link( host ), *machine = *ptr;

    if (machine) *ptr = machine->next;
    return machine;
}

static struct machine *get_machine( const WCHAR *host )
{
    struct machine *machine;

    take_lock( &machines_lock );
    if (!(machine = unlink_machine( host )) && (machine = alloc_machine( host ))) machine->refs = 1;
    if (machine)
    {
        machine->next = machines;
        machines = machine;
        InterlockedIncrement( &machine->refs );
    }
    leave_lock( &machines_lock );
    return machine;
}

BOOL machine_has_ended( const struct machine *machine )
{
    if (machine->smbpipe) return smbpipe_is_gone( machine->smbpipe );
    return machine->pipe && !PeekNamedPipe( machine->pipe, NULL, 0, NULL, NULL, NULL );
}

static struct machine *find_machine( const WCHAR *host )
{
    struct machine *machine;

    take_lock( &machines_lock );
    if ((machine = *find_link( host ))) InterlockedIncrement( &machine->refs );
    leave_lock( &machines_lock );
    return machine;
}

/* A program of the prefix can begin to serve the local pipe, or end, at any time. */
static void drop_outdated(void)
{
    struct machine *machine = is_wine() ? find_machine( L"" ) : NULL;

    if (!machine) return;
    if (machine->connected &&
        (machine->on_local_pipe ? machine_has_ended( machine ) : has_local_pipe()))
        machine_drop( machine );
    machine_close( machine );
}

/* A thread that waited for another's attempt takes its result: a dead host costs its time once. */
DWORD machine_open( const WCHAR *host, struct machine **ret )
{
    struct machine *machine;
    DWORD status;

    if (!host[0]) drop_outdated();
    if (!(machine = get_machine( host ))) return ERROR_NOT_ENOUGH_MEMORY;

    take_lock( &machine->lock );
    if (!machine->tried)
    {
        machine->result = connect_machine( machine, NULL );
        machine->tried = TRUE;
        if (!machine->result) close_oldest_machine( MAX_MACHINES );
        TRACE( "%s: %#lx\n", debugstr_w(machine->host), machine->result );
    }
    status = machine->result;
    leave_lock( &machine->lock );

    if (status)
    {
        machine_drop( machine );
        machine_close( machine );
        return status;
    }
    *ret = machine;
    return ERROR_SUCCESS;
}

/* Makes a connection as another user, which is in no list yet. */
DWORD machine_connect( const WCHAR *host, struct credentials *user, struct machine **ret )
{
    struct machine *machine;
    DWORD status;

    if (!(machine = alloc_machine( host ))) return ERROR_NOT_ENOUGH_MEMORY;
    machine->refs = 1;
    machine->tried = TRUE;
    if ((status = connect_machine( machine, user ))) machine_close( machine );
    else *ret = machine;
    return status;
}

/* The next call to this host uses this connection. Calls under way keep the old one. */
void machine_replace( struct machine *machine )
{
    struct machine *old;

    take_lock( &machines_lock );
    old = unlink_machine( machine->host );
    machine->next = machines;
    machines = machine;
    leave_lock( &machines_lock );

    if (old) machine_close( old );
    close_oldest_machine( MAX_MACHINES );
}

/* The next call makes a new connection, as the account that is set up by then. */
void machine_forget( const WCHAR *host )
{
    struct machine *machine;

    take_lock( &machines_lock );
    machine = unlink_machine( host );
    leave_lock( &machines_lock );

    if (machine) machine_close( machine );
}

BOOL machine_is_connected( const WCHAR *host )
{
    struct machine *machine = find_machine( host );
    BOOL connected;

    if (!machine) return FALSE;
    connected = machine->connected && !machine_has_ended( machine );
    machine_close( machine );
    return connected;
}

void machines_cleanup(void)
{
    while (machines) machine_drop( machines );
}
