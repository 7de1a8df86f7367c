/*
 * srvsvc_server --sessions FILE [--pipe] [--tcp PORT] [--access MODE] [--log FILE]
 *
 * A server of MS-SRVS and of MS-WKST's first calls, by the letter of these specifications, for
 * tests that need another one than Samba.
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
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#include "server.h"

struct options
{
    const WCHAR *sessions;
    const WCHAR *port;
    const WCHAR *access;
    const WCHAR *log;
    BOOL         pipe;
};

static const char usage_text[] =
    "Usage: srvsvc_server --sessions FILE [option...]\n"
    "Serves the srvsvc interface (MS-SRVS) and the first calls of wkssvc (MS-WKST) until it is\n"
    "ended, by Ctrl+C or a signal. Prints a line \"listening on ...\" when it is ready.\n"
    "\n"
    "  --sessions FILE  what there is, in UTF-8. A line for each session, with ; between its\n"
    "                   fields: client ; user ; open files ; age ; idle time ; flags ; client\n"
    "                   type ; transport. The client has no leading backslashes. Age and idle\n"
    "                   time are in seconds, and grow. Flags: 1 guest, 2 no encryption. User,\n"
    "                   client type and transport can be empty. Lines that are empty or begin\n"
    "                   with # don't count. Sections with shares, files and the rest can follow;\n"
    "                   the tests' own file describes them.\n"
    "  --pipe           listen on \\pipe\\srvsvc and \\pipe\\wkssvc of this computer, or this\n"
    "                   Wine prefix\n"
    "  --tcp PORT       listen on this TCP port, of every address: rpcrt4 can't restrict it;\n"
    "                   0 for a free one\n"
    "  --access MODE    who may call: all (default), administrators (local ones), none, or\n"
    "                   levels: administrators, but levels 0 and 10 of sessions, and 0, 1 and\n"
    "                   501 of shares, are open to all, as in Windows before version 1607. Over\n"
    "                   TCP nobody is an administrator. But for none, what MS-SRVS leaves open\n"
    "                   to everybody is open\n"
    "  --log FILE       append a line to FILE for each call\n";

void WINAPIV error( const WCHAR *format, ... )
{
    va_list args;

    va_start( args, format );
    fwprintf( stderr, L"srvsvc_server: " );
    vfwprintf( stderr, format, args );
    fwprintf( stderr, L"\n" );
    va_end( args );
}

static BOOL is_port( const WCHAR *str )
{
    WCHAR *end;

    return *str >= '0' && *str <= '9' && wcstoul( str, &end, 10 ) <= 65535 && !*end;
}

static BOOL parse_options( int argc, WCHAR **argv, struct options *options )
{
    const struct { const WCHAR *name; const WCHAR **value; } with_value[] =
    {
        { L"--sessions", &options->sessions },
        { L"--tcp",      &options->port },
        { L"--access",   &options->access },
        { L"--log",      &options->log },
    };
    unsigned int j;
    int i;

    for (i = 1; i < argc; i++)
    {
        if (!wcscmp( argv[i], L"--pipe" ))
        {
            options->pipe = TRUE;
            continue;
        }
        for (j = 0; j < ARRAYSIZE(with_value); j++)
            if (!wcscmp( argv[i], with_value[j].name )) break;
        if (j == ARRAYSIZE(with_value) || i + 1 == argc) return FALSE;
        *with_value[j].value = argv[++i];
    }
    return options->sessions && (options->pipe || options->port) &&
           (!options->port || is_port( options->port ));
}

/* Wine lets a second server have instances of a pipe that a first one serves. */
static BOOL pipe_is_served( const WCHAR *endpoint )
{
    WCHAR name[MAX_PATH];

    _snwprintf( name, ARRAYSIZE(name), L"\\\\.%ls", endpoint );
    return WaitNamedPipeW( name, 1 ) || GetLastError() != ERROR_FILE_NOT_FOUND;
}

static BOOL listen_on_pipe( const WCHAR *endpoint )
{
    RPC_STATUS status = RPC_S_DUPLICATE_ENDPOINT;

    if (!pipe_is_served( endpoint ))
        status = RpcServerUseProtseqEpW( (WCHAR *)SRVSVC_TRANSPORT, RPC_C_PROTSEQ_MAX_REQS_DEFAULT,
                                         (WCHAR *)endpoint, NULL );
    if (status)
        error( L"can't listen on %ls (error %ld); end its other server", endpoint, status );
    return !status;
}

static BOOL listen_on_port( const WCHAR *port )
{
    RPC_STATUS status;

    if (wcstoul( port, NULL, 10 ))
        status = RpcServerUseProtseqEpW( (WCHAR *)L"ncacn_ip_tcp", RPC_C_PROTSEQ_MAX_REQS_DEFAULT,
                                         (WCHAR *)port, NULL );
    else
        status = RpcServerUseProtseqW( (WCHAR *)L"ncacn_ip_tcp", RPC_C_PROTSEQ_MAX_REQS_DEFAULT,
                                       NULL );
    if (status)
        error( L"can't listen on TCP port %ls (error %ld); choose another, or 0", port, status );
    return !status;
}

static void print_binding( RPC_BINDING_HANDLE binding )
{
    WCHAR *string, *protseq, *endpoint;

    if (RpcBindingToStringBindingW( binding, &string )) return;
    if (!RpcStringBindingParseW( string, NULL, &protseq, NULL, &endpoint, NULL ))
    {
        printf( " %ls:[%ls]", protseq, endpoint );
        RpcStringFreeW( &protseq );
        RpcStringFreeW( &endpoint );
    }
    RpcStringFreeW( &string );
}

static void print_bindings(void)
{
    RPC_BINDING_VECTOR *bindings;
    ULONG i;

    printf( "listening on" );
    if (!RpcServerInqBindings( &bindings ))
    {
        for (i = 0; i < bindings->Count; i++) print_binding( bindings->BindingH[i] );
        RpcBindingVectorFree( &bindings );
    }
    printf( "\n" );
    fflush( stdout );
}

static BOOL can_serve( RPC_STATUS status )
{
    if (status) error( L"can't serve the interface (error %ld)", status );
    return !status;
}

static BOOL serve(void)
{
    if (!can_serve( RpcServerListen( 1, RPC_C_LISTEN_MAX_CALLS_DEFAULT, TRUE ))) return FALSE;
    print_bindings();
    RpcMgmtWaitServerListen();
    return TRUE;
}

int wmain( int argc, WCHAR **argv )
{
    struct options options = { .access = L"all" };

    if (argc == 2 && !wcscmp( argv[1], L"--help" ))
    {
        fputs( usage_text, stdout );
        return 0;
    }
    if (!parse_options( argc, argv, &options ) || !set_access( options.access ))
    {
        fputs( usage_text, stderr );
        return 2;
    }
    if (options.log && !log_open( options.log )) return 1;
    if (!table_load( options.sessions )) return 1;
    /* first, for a client who comes as soon as there is a way */
    if (!can_serve( register_interfaces() )) return 1;
    if (options.pipe && (!listen_on_pipe( SRVSVC_ENDPOINT ) || !listen_on_pipe( WKSSVC_ENDPOINT )))
        return 1;
    if (options.port && !listen_on_port( options.port )) return 1;
    return serve() ? 0 : 1;
}
