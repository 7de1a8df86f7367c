/*
 * Programs that load and unload our DLL around a call, end threads and Winsock, have little stack
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

/*
 * This program is not linked with netapi32, so that it can unload the DLL. The argument after the
 * unit is a server whose sessions the user may list.
 */

#include <winsock2.h>
#include <windows.h>
#include <lm.h>

#define STANDALONE
#include "wine/test.h"

#define STACK 0xc000        /* more than our calls may use */

typedef NET_API_STATUS (WINAPI *session_enum)( LMSTR, LMSTR, LMSTR, DWORD, LPBYTE *, DWORD, LPDWORD,
                                               LPDWORD, LPDWORD );
typedef NET_API_STATUS (WINAPI *buffer_free)( void * );

static WCHAR server[256];
static session_enum list;
static buffer_free release;

static HMODULE load(void)
{
    HMODULE module = LoadLibraryA( "netapi32.dll" );

    list = (session_enum)(void *)GetProcAddress( module, "NetSessionEnum" );
    release = (buffer_free)(void *)GetProcAddress( module, "NetApiBufferFree" );
    return module;
}

static NET_API_STATUS call(void)
{
    DWORD entries, total;
    NET_API_STATUS status;
    BYTE *buffer;

    status = list( server, NULL, NULL, 1, &buffer, MAX_PREFERRED_LENGTH, &entries, &total, NULL );
    if (!status && !entries) status = NERR_ClientNameNotFound;
    release( buffer );
    return status;
}

/* The stack that a thread uses in its first call, and in the next one */

static void __attribute__((noinline)) paint_stack(void)
{
    BYTE area[STACK];

    memset( area, 0x5a, STACK );
    __asm__ volatile( "" : : "r" (area) : "memory" );   /* or GCC would leave the writes out */
}

static DWORD __attribute__((noinline)) measure_stack(void)
{
    BYTE area[STACK];
    DWORD i;

    __asm__ volatile( "" : "=m" (area) );   /* so that GCC takes it as written */
    for (i = 0; i < STACK && area[i] == 0x5a; i++) ;
    return STACK - i;
}

static DWORD WINAPI use_stack( void *param )
{
    DWORD i, used;
    NET_API_STATUS status;

    for (i = 0; i < 2; i++)
    {
        paint_stack();
        status = call();
        used = measure_stack();
        ok( !status, "call %lu: status %lu\n", i, status );
        ok( used > 256 && used < 28 * 1024, "call %lu uses %lu bytes of the stack\n", i, used );
    }
    return 0;
}

static void test_stack(void)
{
    HANDLE thread = CreateThread( NULL, 0, use_stack, NULL, 0, NULL );

    WaitForSingleObject( thread, INFINITE );
    CloseHandle( thread );
}

/* Loading and unloading */

static void test_loading(void)
{
    DWORD i, wrong = 0;
    HMODULE module;

    for (i = 0; i < 200; i++)
    {
        module = load();
        if (call()) wrong++;
        FreeLibrary( module );
    }
    ok( !wrong, "%lu of 200 calls after LoadLibrary failed\n", wrong );
}

static volatile LONG calls, wrong_calls, done;

static DWORD WINAPI go_on_calling( void *param )
{
    while (!done)
    {
        if (call()) InterlockedIncrement( &wrong_calls );
        InterlockedIncrement( &calls );
    }
    return 0;
}

static HANDLE start_calling(void)
{
    calls = wrong_calls = done = 0;
    return CreateThread( NULL, 0, go_on_calling, NULL, 0, NULL );
}

static void end_calling( HANDLE thread, const char *what )
{
    LONG before = calls;

    while (calls < before + 20) Sleep( 1 );
    done = TRUE;
    WaitForSingleObject( thread, INFINITE );
    CloseHandle( thread );
    ok( !wrong_calls, "%s: %ld of %ld calls failed\n", what, wrong_calls, calls );
}

static void test_unloading(void)
{
    HMODULE module = load();
    HANDLE thread = start_calling();

    while (calls < 20) Sleep( 1 );
    while (GetModuleHandleA( "netapi32.dll" ) && calls < 200) FreeLibrary( module );
    end_calling( thread, "FreeLibrary in a call" );
    load();
}

/* A program begins and ends Winsock itself, and our calls must not change that. */

static void end_winsock(void)
{
    while (!WSACleanup()) ;
}

static void test_winsock(void)
{
    WSADATA data;
    HANDLE thread;
    DWORD i;

    ok( !WSAStartup( MAKEWORD( 2, 2 ), &data ), "no Winsock\n" );
    ok( !call(), "with Winsock\n" );
    end_winsock();
    ok( !call(), "after WSACleanup\n" );
    thread = start_calling();
    for (i = 0; i < 200; i++)
    {
        WSAStartup( MAKEWORD( 2, 2 ), &data );
        end_winsock();
    }
    end_calling( thread, "WSACleanup in a call" );
}

/* A pending APC calls us itself. */

static NET_API_STATUS in_apc = MAXDWORD;

static void CALLBACK call_in_apc( ULONG_PTR param )
{
    in_apc = call();
}

static void test_apc(void)
{
    DWORD i;

    for (i = 0; i < 20; i++)
    {
        in_apc = MAXDWORD;
        QueueUserAPC( call_in_apc, GetCurrentThread(), 0 );
        ok( !call(), "a call with an APC pending\n" );
        ok( in_apc == MAXDWORD, "the APC ran inside a call\n" );
        SleepEx( 0, TRUE );
        ok( !in_apc, "a call in an APC: status %lu\n", in_apc );
    }
}

START_TEST(conduct)
{
    char **argv;

    if (winetest_get_mainargs( &argv ) > 2)
        MultiByteToWideChar( CP_ACP, 0, argv[2], -1, server, ARRAYSIZE(server) );
    load();
    QueueUserAPC( call_in_apc, GetCurrentThread(), 0 );
    test_stack();
    SleepEx( 0, TRUE );
    test_apc();
    test_winsock();
    test_loading();
    test_unloading();
}

const struct test winetest_testlist[] =
{
    { "conduct", func_conduct },
    { NULL, NULL }
};
