/*
 * Calls that may end the process, each in a process of its own
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

#define EXCEPTION_WINE_STUB 0x80000100

static BYTE *buffer = UNTOUCHED;
static DWORD entries, total;

typedef NET_API_STATUS (WINAPI *any_proc)( ULONG_PTR, ULONG_PTR, ULONG_PTR, ULONG_PTR, ULONG_PTR,
                                            ULONG_PTR, ULONG_PTR, ULONG_PTR, ULONG_PTR );

static DWORD get_info_unknown_level(void)
{
    return NetSessionGetInfo( NULL, (WCHAR *)L"\\\\c", (WCHAR *)L"u", MAXDWORD, &buffer );
}

static DWORD del_no_backslashes(void)
{
    return NetSessionDel( (WCHAR *)options.server, (WCHAR *)NOWHERE + 2,
                          (WCHAR *)NOBODY );
}

static DWORD get_info_no_bufptr(void)
{
    return NetSessionGetInfo( (WCHAR *)options.server, (WCHAR *)options.client,
                              (WCHAR *)options.user, 10, NULL );
}

static DWORD get_info_no_bufptr_unknown_level(void)
{
    return NetSessionGetInfo( (WCHAR *)options.server, (WCHAR *)options.client,
                              (WCHAR *)options.user, 3, NULL );
}

static DWORD call_enum( BYTE **bufptr, DWORD *entriesread, DWORD *totalentries )
{
    return NetSessionEnum( (WCHAR *)options.server, NULL, NULL, 10, bufptr, MAX_PREFERRED_LENGTH,
                           entriesread, totalentries, NULL );
}

static DWORD enum_no_bufptr(void)
{
    return call_enum( NULL, &entries, &total );
}

static DWORD enum_no_entriesread(void)
{
    return call_enum( &buffer, NULL, &total );
}

static DWORD enum_no_totalentries(void)
{
    return call_enum( &buffer, &entries, NULL );
}

static DWORD allocate_no_buffer(void)
{
    return NetApiBufferAllocate( 10, NULL );
}

static DWORD size_no_buffer(void)
{
    DWORD size;

    return NetApiBufferSize( NULL, &size );
}

static DWORD size_no_size(void)
{
    NetApiBufferAllocate( 10, (void **)&buffer );
    return NetApiBufferSize( buffer, NULL );
}

static DWORD reallocate_no_result(void)
{
    NetApiBufferAllocate( 10, (void **)&buffer );
    return NetApiBufferReallocate( buffer, 20, NULL );
}

static const struct
{
    const char *name;
    DWORD     (*call)(void);
}
calls[] =
{
    { "NetSessionGetInfo", get_info_unknown_level },
    { "NetSessionDel", del_no_backslashes },
    { "NetSessionGetInfo without bufptr", get_info_no_bufptr },
    { "NetSessionGetInfo without bufptr, undefined level", get_info_no_bufptr_unknown_level },
    { "NetSessionEnum without bufptr", enum_no_bufptr },
    { "NetSessionEnum without entriesread", enum_no_entriesread },
    { "NetSessionEnum without totalentries", enum_no_totalentries },
    { "NetApiBufferAllocate without buffer", allocate_no_buffer },
    { "NetApiBufferSize of NULL", size_no_buffer },
    { "NetApiBufferSize without size", size_no_size },
    { "NetApiBufferReallocate without result", reallocate_no_result },
};

/* An exception can have the same code. So an event of the parent's says that the call returned. */
static void end_with_result( DWORD result )
{
    if (options.returned) SetEvent( (HANDLE)(ULONG_PTR)wcstoul( options.returned, NULL, 0 ) );
    ExitProcess( result );
}

static LONG CALLBACK end_with_exception( EXCEPTION_POINTERS *ptrs )
{
    TerminateProcess( GetCurrentProcess(), ptrs->ExceptionRecord->ExceptionCode );
    return EXCEPTION_EXECUTE_HANDLER;
}

/*
 * Not a unit of its own: observe_in_child(), observe_zeros() and is_implemented() start it. A
 * function that is not in the table above gets only zeros: no names, and nowhere to put a result.
 * The process ends at once, whatever that makes of the stack.
 */
START_TEST(child)
{
    any_proc proc;
    char name[100] = "";
    unsigned int i;

    get_options();
    if (options.child)
        WideCharToMultiByte( CP_ACP, 0, options.child, -1, name, sizeof(name), NULL, NULL );
    SetErrorMode( SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX );
    SetUnhandledExceptionFilter( end_with_exception );
    for (i = 0; i < ARRAYSIZE(calls); i++)
        if (!strcmp( calls[i].name, name )) end_with_result( calls[i].call() );
    if ((proc = (void *)GetProcAddress( GetModuleHandleA( "netapi32.dll" ), name )))
        end_with_result( proc( 0, 0, 0, 0, 0, 0, 0, 0, 0 ));
    skip( "this unit makes calls for others\n" );
}

/* Returns the call's result, or the exception that ended it. */
static DWORD call_in_child( const char *name, BOOL *returned )
{
    SECURITY_ATTRIBUTES inherited = { .nLength = sizeof(inherited), .bInheritHandle = TRUE };
    HANDLE event = CreateEventW( &inherited, TRUE, FALSE, NULL );
    struct text line = { 0 };
    WCHAR handle[16];
    DWORD code;

    swprintf( handle, ARRAYSIZE(handle), L"%#lx", (DWORD)(ULONG_PTR)event );
    begin_command( &line, "child" );
    add_argument( &line, "--child" );
    add_argument( &line, name );
    add_option( &line, "--server", options.server );
    if (known.client && known.user)
    {
        add_option( &line, "--client", known.client );
        add_option( &line, "--user", known.user );
    }
    add_option( &line, "--returned", handle );
    code = run_command( &line, TRUE, 60000 );
    *returned = WaitForSingleObject( event, 0 ) == WAIT_OBJECT_0;
    CloseHandle( event );
    return code;
}

static void observe_child( const char *call, const char *child, const char *name )
{
    char exception[32];
    BOOL returned;
    DWORD code = call_in_child( child, &returned );

    observe( call, name );
    sprintf( exception, "exception %#lx", code );
    if (returned) observe_status( code );
    else if (code == NO_ANSWER) observe_no_status( "no answer" );
    else if (code == EXCEPTION_WINE_STUB) observe_no_status( "not implemented" );
    else observe_no_status( exception );
    observed();
}

void observe_in_child( const char *call, const char *name )
{
    observe_child( call, name, name );
}

/* For a function that only asks. It asks the local computer. */
void observe_zeros( const char *function )
{
    char name[100];

    snprintf( name, sizeof(name), "%s with zeros", function );
    if (options.server) omit_case( variant_name( name ), "it asks the local computer" );
    else observe_child( function, function, name );
}

/*
 * Stock Wine ends a process that calls a missing function. So this starts a process for it, once.
 */
BOOL is_implemented( const char *function )
{
    static struct { const char *function; BOOL implemented; } asked[40];
    unsigned int i;
    BOOL returned;

    if (!on_wine()) return TRUE;
    for (i = 0; i < ARRAYSIZE(asked) && asked[i].function; i++)
        if (!strcmp( asked[i].function, function )) return asked[i].implemented;
    if (i == ARRAYSIZE(asked)) abort();
    asked[i].function = function;
    return asked[i].implemented = call_in_child( function, &returned ) != EXCEPTION_WINE_STUB;
}
