/*
 * Every unit, one after the other
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

#define TIMEOUT 300000  /* some Windows versions wait long for hosts that are not there */

extern const struct test winetest_testlist[];

static BOOL is_unit( const char *name )
{
    return strcmp( name, "suite" ) && strcmp( name, "child" );
}

/* Our own arguments behind another unit's name. They have been checked. */
static void make_command_line( struct text *line, const char *unit )
{
    char **argv;
    int i, argc = winetest_get_mainargs( &argv );

    add_text( line, "\"%s\" %s", argv[0], unit );
    for (i = 2; i < argc; i++) add_argument( line, argv[i] );
}

/* A process each: one that crashes leaves the others alone. */
static void run_unit( const char *unit )
{
    STARTUPINFOA startup = { .cb = sizeof(startup) };
    PROCESS_INFORMATION process;
    struct text line = { 0 };
    DWORD code = 0;

    make_command_line( &line, unit );
    if (!CreateProcessA( NULL, line.str, NULL, NULL, TRUE, 0, NULL, NULL, &startup, &process ))
    {
        ok( 0, "can't start %s, error %lu\n", line.str, GetLastError() );
        free( line.str );
        return;
    }
    free( line.str );
    if (WaitForSingleObject( process.hProcess, TIMEOUT ) != WAIT_OBJECT_0)
        TerminateProcess( process.hProcess, 254 );
    WaitForSingleObject( process.hProcess, 5000 );
    GetExitCodeProcess( process.hProcess, &code );
    ok( !code, "%s ended with %#lx\n", unit, code );
    CloseHandle( process.hThread );
    CloseHandle( process.hProcess );
}

START_TEST(suite)
{
    const struct test *test;

    get_options();
    if (options.record) DeleteFileW( options.record );
    for (test = winetest_testlist; test->name; test++)
        if (is_unit( test->name )) run_unit( test->name );
}
