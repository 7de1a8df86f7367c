/*
 * Runs every unit, one after the other
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

#define TIMEOUT 1200000  /* Windows can wait long for missing hosts */
#define MAX_UNITS 64

extern const struct test winetest_testlist[];

static BOOL is_unit( const char *name )
{
    return strcmp( name, "suite" ) && strcmp( name, "child" );
}

/* Each unit has a process of its own, so that a crash does not end the others. */
static DWORD run_unit( const char *unit )
{
    struct text line = { 0 };
    DWORD code;

    begin_command( &line, unit );
    add_options( &line );
    code = run_command( &line, TRUE, TIMEOUT );
    ok( !code, "%s ended with %#lx\n", unit, code );
    return code;
}

/* The record says how each process ended: one that is killed says nothing itself. */
static void observe_end( const char *unit, DWORD code )
{
    char what[32];

    if (code == NO_ANSWER) strcpy( what, "did not end" );
    else if (code > 255) sprintf( what, "ended with %#lx", code );
    else strcpy( what, "ended" );
    observe( "netapi32_test", unit );
    observe_no_status( what );
    observed();
}

START_TEST(suite)
{
    DWORD codes[MAX_UNITS];
    unsigned int i;

    get_options();
    SetErrorMode( SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX );
    if (options.record) DeleteFileW( options.record );
    for (i = 0; winetest_testlist[i].name && i < MAX_UNITS; i++)
        if (is_unit( winetest_testlist[i].name )) codes[i] = run_unit( winetest_testlist[i].name );

    begin_unit( "suite" );
    for (i = 0; winetest_testlist[i].name && i < MAX_UNITS; i++)
        if (is_unit( winetest_testlist[i].name ))
            observe_end( winetest_testlist[i].name, codes[i] );
    end_unit();
}
