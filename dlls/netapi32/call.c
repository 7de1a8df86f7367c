/*
 * One call: its memory, its repeats and its end
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

#include "client.h"

#include "wine/debug.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

static DWORD call_index = TLS_OUT_OF_INDEXES;

BOOL calls_init(void)
{
    return (call_index = TlsAlloc()) != TLS_OUT_OF_INDEXES;
}

void calls_cleanup(void)
{
    TlsFree( call_index );
}

/* Returns this thread's call, or NULL. The stub's allocator has no parameter for it. */
struct call *current_call(void)
{
    return TlsGetValue( call_index );
}

/* In Wine's own netapi32, or in a program that links this file, other code allocates here too. */
void * __RPC_USER MIDL_user_allocate( SIZE_T size )
{
    struct call *call = current_call();
    void *ptr = call ? memory_alloc( &call->memory, size ) : heap_alloc( size );

    /* Wine's rpcrt4 doesn't look whether it gets NULL from here. */
    if (!ptr) RpcRaiseException( RPC_S_OUT_OF_MEMORY );
    return ptr;
}

void __RPC_USER MIDL_user_free( void *ptr )
{
    if (!current_call()) heap_free( ptr );
}

/* A request or an answer can be large, so we free it before the rest. */
void free_call_buffer( struct call *call )
{
    if (call->message.Handle) I_RpcFreeBuffer( &call->message );
    call->message.Handle = NULL;
    heap_free( call->buffer );
    call->buffer = NULL;
}

/* The caller no longer needs the answers so far. */
void forget_answers( struct call *call )
{
    free_call_buffer( call );
    memory_free( &call->memory );
}

/*
 * Only this function decides whether we do something once more. However often connections break, a
 * call takes no longer than twice SMBPIPE_CALL_FACTOR times CallTimeout, and four times
 * ConnectTimeout; five seconds more if a server of the prefix is busy.
 */
BOOL call_again( struct call *call, enum again why )
{
    static const struct { unsigned int count; DWORD within; } limits[] =
    {
        [AGAIN_BROKEN]  = { 3, 0 },     /* the worker may end, then smbpipe, then both again */
        [AGAIN_ABORTED] = { 1, 0 },
        [AGAIN_BUSY]    = { ~0u, 5000 },    /* milliseconds since the first */
        [AGAIN_OMITTED] = { 3, 1000 },
        [AGAIN_MORE]    = { ~0u, 0 },   /* a server could go on for ever */
    };
    ULONGLONG now = GetTickCount64(), since = call->begin, within = limits[why].within;

    if (!call->again[why]) call->first[why] = now;
    if (within) since = call->first[why];
    else
        within = (ULONGLONG)get_seconds_option( L"CallTimeout", SMBPIPE_CALL_TIMEOUT ) *
                 SMBPIPE_CALL_FACTOR * 1000;
    return call->again[why]++ < limits[why].count && now - since <= within;
}

/* If we can't reach the local computer's server, nobody has started it. */
static NET_API_STATUS machine_error( const WCHAR *host, NET_API_STATUS err )
{
    return err == ERROR_BAD_NETPATH && !host[0] ? NERR_ServerNotStarted : err;
}

/* Somebody can kill smbpipe while it opens a server, or before it has written a word. */
static BOOL open_again( struct call *call, DWORD status )
{
    if (status == (DWORD)STATUS_PIPE_BROKEN) return call_again( call, AGAIN_BROKEN );
    return status == ERROR_PROCESS_ABORTED && call_again( call, AGAIN_ABORTED );
}

static NET_API_STATUS open_machine( struct call *call, const WCHAR *host )
{
    struct machine *machine;
    DWORD status;

    do status = machine_open( host, &machine );
    while (open_again( call, status ));
    if (status == (DWORD)STATUS_PIPE_BROKEN)
        ERR( "smbpipe ends before it has opened a server; what it says, or the system's log, may "
             "tell why\n" );
    if (status) return machine_error( host, map_connect_status( status ));
    if (call->machine) machine_close( call->machine );
    call->machine = machine;
    return NERR_Success;
}

/* A program may unload the DLL while a thread is in a call, so the first call makes it stay. */
static void pin_module(void)
{
    static LONG pinned;
    HMODULE module;

    if (!InterlockedExchange( &pinned, TRUE ))
        GetModuleHandleExW( GET_MODULE_HANDLE_EX_FLAG_PIN | GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS,
                            (const WCHAR *)pin_module, &module );
}

static void begin_call( struct call *call )
{
    pin_module();
    memset( call, 0, sizeof(*call) );
    call->begin = GetTickCount64();
}

/* After a failure the caller has nothing to close. */
NET_API_STATUS open_call( const WCHAR *servername, struct call *call )
{
    WCHAR host[MAX_HOST + 1];
    NET_API_STATUS err;

    begin_call( call );
    if ((err = parse_machine_name( servername, host )) || (err = open_machine( call, host )))
        return err;
    TlsSetValue( call_index, call );
    return NERR_Success;
}

void close_call( struct call *call )
{
    TlsSetValue( call_index, NULL );
    forget_answers( call );
    machine_close( call->machine );
}

/* Connects as another user, see machine_replace(). */
NET_API_STATUS connect_as( const WCHAR *host, struct credentials *user, struct machine **ret )
{
    struct call call;
    DWORD status;

    begin_call( &call );
    do status = machine_connect( host, user, ret );
    while (open_again( &call, status ));
    return machine_error( host, map_connect_status( status ));
}

/*
 * If the connection had ended before, the server never saw the call. Most likely it didn't see the
 * call either if the session has expired or smbpipe is gone.
 */
static BOOL can_repeat( DWORD status, BOOL harmless )
{
    if (status == RPC_S_CALL_FAILED_DNE) return TRUE;
    return harmless && (status == (DWORD)STATUS_NETWORK_SESSION_EXPIRED ||
                        status == (DWORD)STATUS_PIPE_BROKEN);
}

/* A server that serves one client after the other has no instance of its pipe for us meanwhile. */
static BOOL wait_for_instance( struct call *call, DWORD status )
{
    if (status != RPC_S_SERVER_TOO_BUSY || !call->machine->on_local_pipe || call->fault ||
        !call_again( call, AGAIN_BUSY ))
        return FALSE;
    Sleep( 10 );
    return TRUE;
}

struct attempt
{
    call_proc      proc;
    WCHAR         *server;
    void          *params;
    NET_API_STATUS ret;
};

static void CALLBACK try_call( void *arg )
{
    struct attempt *attempt = arg;

    attempt->ret = attempt->proc( attempt->server, attempt->params );
}

/* Makes a call. If the connection has ended, makes the call on a new one. */
NET_API_STATUS make_call( struct call *call, call_proc proc, void *params, BOOL harmless )
{
    struct attempt attempt = { .proc = proc, .params = params };
    NET_API_STATUS err;
    DWORD status;

    call->memory.size = 0;
    for (;;)
    {
        /* A server tells the name by which it is called: the local computer has its own. */
        attempt.server = call->machine->unc_name[0] ? call->machine->unc_name : NULL;
        call->fault = 0;
        if (call->machine->call_timeout)
            status = limited_call( try_call, &attempt, call->machine->call_timeout );
        else status = guarded_call( try_call, &attempt );
        if (!status)
        {
            machine_watch( call->machine );
            return attempt.ret;
        }
        if (call->fault) status = map_fault( call->fault );

        WARN( "%s: exception %#lx\n", debugstr_w(call->machine->host), status );
        /* The connection is good if the server just lacks a call or a level. */
        if (status == RPC_S_PROCNUM_OUT_OF_RANGE || status == ERROR_INVALID_LEVEL) break;
        machine_drop( call->machine );
        if (!wait_for_instance( call, status ) &&
            (!can_repeat( status, harmless ) || !call_again( call, AGAIN_BROKEN )))
            break;
        if ((err = open_machine( call, call->machine->host ))) return err;
    }
    return machine_error( call->machine->host, map_exception( status ));
}

NET_API_STATUS single_call( const WCHAR *servername, call_proc proc, void *params, BOOL harmless )
{
    struct call call;
    NET_API_STATUS ret = open_call( servername, &call );

    if (ret) return ret;
    ret = make_call( &call, proc, params, harmless );
    close_call( &call );
    return ret;
}

static NET_API_STATUS call_change( WCHAR *server, void *params )
{
    struct change *change = params;

    return change->send( server, change );
}

/* Makes the call only once. The caller has checked the level. */
NET_API_STATUS send_change( const WCHAR *servername, struct change *change, DWORD *parm_err )
{
    NET_API_STATUS ret;

    if (!change->info && !change->name) return ERROR_INVALID_PARAMETER;
    ret = single_call( servername, call_change, change, FALSE );
    if (parm_err) *parm_err = change->parm_err;
    return ret;
}
