/*
 * Units that pass, fail and are skipped, for the test of wine/test.h
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


/* harness.sh checks the output and the exit status. */

#define STANDALONE
#include <windows.h>
#include "wine/test.h"

START_TEST(passes)
{
    ok( 1, "one\n" );
    ok( ok( 2, "two\n" ), "ok() returns its condition\n" );
    trace( "a trace\n" );
}

START_TEST(fails)
{
    ok( 1, "one\n" );
    ok( ok( 0, "two\n" ), "three\n" );
}

START_TEST(fails_often)
{
    int i;

    for (i = 0; i < 300; i++) ok( 0, "%d\n", i );
}

START_TEST(todo)
{
    todo_wine ok( 0, "known on Wine\n" );
    todo_wine_if( 0 ) ok( 1, "no todo\n" );
    todo_if( 1 ) ok( 0, "known everywhere\n" );
    todo_wine
    {
        ok( 0, "first of a block\n" );
        todo_wine_if( 0 ) ok( 1, "the inner one counts\n" );
        ok( 0, "last of a block\n" );
    }
}

START_TEST(todo_passes)
{
    todo_if( 1 ) ok( 1, "no todo any more\n" );
}

START_TEST(skips)
{
    skip( "for a reason\n" );
    ok( 1, "one\n" );
}

START_TEST(skips_on_windows)
{
    win_skip( "for another\n" );
}

START_TEST(broken_on_windows)
{
    ok( broken( 1 ), "only on Windows\n" );
}

static DWORD WINAPI thread( void *arg )
{
    int i;

    for (i = 0; i < 1000; i++)
    {
        if (arg) todo_if( 1 ) ok( 0, "todo\n" );
        else ok( 1, "none\n" );
    }
    return 0;
}

/* A todo belongs to its own thread. */
START_TEST(threads)
{
    HANDLE threads[8];
    ULONG_PTR i;

    winetest_debug = 0;
    for (i = 0; i < ARRAYSIZE(threads); i++)
        threads[i] = CreateThread( NULL, 0, thread, (void *)(i & 1), 0, NULL );
    WaitForMultipleObjects( ARRAYSIZE(threads), threads, TRUE, INFINITE );
}

const struct test winetest_testlist[] =
{
    { "broken_on_windows", func_broken_on_windows },
    { "fails", func_fails },
    { "fails_often", func_fails_often },
    { "passes", func_passes },
    { "skips", func_skips },
    { "skips_on_windows", func_skips_on_windows },
    { "threads", func_threads },
    { "todo", func_todo },
    { "todo_passes", func_todo_passes },
    { NULL, NULL }
};
