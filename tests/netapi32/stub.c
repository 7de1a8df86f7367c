/*
 * Calls through the stub of the srvsvc interface, and observes their results
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
#include "stub.h"

static handle_t binding;

/* The stub's allocations during a call. end_call() destroys the heap. */
static HANDLE call_heap;

/* MinGW and Wine declare this in different ways. */
#ifdef __WINESRC__
#define ALLOC_SIZE SIZE_T
#else
#define ALLOC_SIZE size_t
#endif

void * __RPC_USER MIDL_user_allocate( ALLOC_SIZE size )
{
    void *ptr = HeapAlloc( call_heap, 0, size );

    if (!ptr) RpcRaiseException( RPC_S_OUT_OF_MEMORY );
    return ptr;
}

void __RPC_USER MIDL_user_free( void *ptr )
{
    if (ptr) HeapFree( call_heap, 0, ptr );
}

handle_t __RPC_USER SRVSVC_HANDLE_bind( SRVSVC_HANDLE name )
{
    return binding;
}

void __RPC_USER SRVSVC_HANDLE_unbind( SRVSVC_HANDLE name, handle_t handle )
{
}

BOOL bind_to_string( const WCHAR *string )
{
    RPC_STATUS status = RpcBindingFromStringBindingW( (WCHAR *)string, &binding );

    ok( !status, "%s is no binding, error %ld\n", wine_dbgstr_w(string), status );
    return !status;
}

static BOOL bind_to_pipe( const WCHAR *server )
{
    WCHAR *string;
    BOOL ret;

    if (RpcStringBindingComposeW( NULL, (WCHAR *)SRVSVC_TRANSPORT, (WCHAR *)server,
                                  (WCHAR *)SRVSVC_ENDPOINT, NULL, &string )) return FALSE;
    ret = bind_to_string( string );
    RpcStringFreeW( &string );
    return ret;
}

/* In Wine the pipe belongs to a program of the same prefix, if there is one. */
BOOL try_to_bind( const char **reason )
{
    *reason = "there is no binding";
    if (options.binding) return bind_to_string( options.binding );
    if (!on_wine())
        return bind_to_pipe( options.server ? skip_backslashes( options.server ) : NULL );
    if (options.server)
        *reason = "Wine has no named pipes of other machines; --binding says where the server's "
                  "interface is";
    else if (!WaitNamedPipeW( L"\\\\.\\pipe\\srvsvc", 1 ) &&
             GetLastError() == ERROR_FILE_NOT_FOUND)
        *reason = "no program of this Wine prefix serves \\pipe\\srvsvc";
    else return bind_to_pipe( NULL );
    return FALSE;
}

/* Skips the unit if there is nothing to bind to. */
BOOL bind_to_server(void)
{
    const char *reason;

    if (try_to_bind( &reason )) return TRUE;
    skip_case( "", reason );
    return FALSE;
}

void unbind(void)
{
    RpcBindingFree( &binding );
}

/* Its memory is in a heap of its own, until end_call(). */
static DWORD begin_call( void (CDECL *proc)( void *arg ), void *arg )
{
    if (!(call_heap = HeapCreate( 0, 0, 0 ))) abort();
    return guarded_call( proc, arg );
}

/* Observes the status, or the exception in its place; returns whether there was a status. */
BOOL make_call( void (CDECL *proc)( void *arg ), void *arg, const NET_API_STATUS *status )
{
    DWORD exception = begin_call( proc, arg );
    char text[32];

    if (!exception) observe_status( *status );
    else
    {
        sprintf( text, "RPC exception %lu", exception );
        observe_no_status( text );
    }
    return !exception;
}

/* Frees the results of the call. */
void end_call(void)
{
    HeapDestroy( call_heap );
}

struct enum_call
{
    const struct session_names *names;
    const struct enum_args     *args;
    const container            *sent;       /* NULL sends a null pointer */
    SESSION_ENUM_STRUCT         info;
    struct enum_result          result;
};

static void CDECL session_enum( void *arg )
{
    struct enum_call *call = arg;
    DWORD *resume = call->args->resume == NO_RESUME ? NULL : &call->result.resume;

    call->info.Level = call->args->level;
    call->info.SessionInfo.Level0 = NULL;
    if (call->sent)
    {
        call->info.SessionInfo.Level0 = MIDL_user_allocate( sizeof(*call->sent) );
        *call->info.SessionInfo.Level0 = *call->sent;
    }
    call->result.resume = call->args->resume;
    call->result.status = NetrSessionEnum( (WCHAR *)call->names->server,
                                           (WCHAR *)call->names->client,
                                           (WCHAR *)call->names->user, &call->info,
                                           call->args->prefmaxlen, &call->result.total, resume );
}

static const container *get_reply( struct enum_call *call )
{
    const container *got = call->info.SessionInfo.Level0;

    if (!is_session_level( call->info.Level )) got = NULL;
    call->result.entries = got ? got->EntriesRead : 0;
    return got;
}

static void observe_reply( struct enum_call *call )
{
    const container *got = get_reply( call );
    const BYTE *buffer = got ? (const BYTE *)got->Buffer : NULL;

    observe_out( "level", "%s", call->info.Level == call->args->level ? "as before" : "changed" );
    observe_out( "container", "%s", got ? "there" : "NULL" );
    observe_out( "buffer", "%s", buffer ? "block" : "NULL" );
    observe_enum_result( call->args, &call->result, buffer );
}

static BOOL has_reply( NET_API_STATUS status )
{
    return !status || status == ERROR_MORE_DATA;
}

/* After a failed call the other parameters mean nothing. */
void observe_raw_enum( const container *sent, const struct session_names *names,
                       const struct enum_args *args, const char *name )
{
    struct enum_call call = { .names = names, .args = args, .sent = sent };

    begin_enum( "NetrSessionEnum", names, args, name );
    if (make_call( session_enum, &call, &call.result.status ) && has_reply( call.result.status ))
        observe_reply( &call );
    observed();
    end_call();
}

/* The status can be an exception. The entries stay until end_call(). */
static struct enum_result begin_raw_enum( const struct session_names *names,
                                          const struct enum_args *args, const BYTE **entries )
{
    static const container empty;
    struct enum_call call = { .names = names, .args = args, .sent = &empty };
    DWORD exception = begin_call( session_enum, &call );
    const container *got = NULL;

    if (exception) call.result.status = exception;
    else if (has_reply( call.result.status )) got = get_reply( &call );
    *entries = got ? (const BYTE *)got->Buffer : NULL;
    return call.result;
}

struct enum_result raw_enum( const struct session_names *names, const struct enum_args *args )
{
    const BYTE *entries;
    struct enum_result result = begin_raw_enum( names, args, &entries );

    end_call();
    return result;
}

/* All of a level, until end_call() */
struct enum_result raw_list( DWORD level, const BYTE **entries )
{
    const struct enum_args args = { level, MAX_PREFERRED_LENGTH, NO_RESUME };
    const struct session_names all = { known.server, NULL, NULL };

    return begin_raw_enum( &all, &args, entries );
}

struct del_call
{
    const struct session_names *names;
    NET_API_STATUS              status;
};

static void CDECL session_del( void *arg )
{
    struct del_call *call = arg;

    call->status = NetrSessionDel( (WCHAR *)call->names->server, (WCHAR *)call->names->client,
                                   (WCHAR *)call->names->user );
}

void observe_raw_del( const struct session_names *names, const char *name )
{
    struct del_call call = { .names = names };

    begin_names( "NetrSessionDel", names, name );
    make_call( session_del, &call, &call.status );
    observed();
    end_call();
}
