/*
 * Definitions for test programs
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
 * The macros and the output have the names and the form of Wine's test header. So a test can move
 * into Wine's tree, and tools that read the output of Wine's tests can read ours.
 *
 * One source of a test program defines STANDALONE before it includes this file, and
 * winetest_testlist.
 *
 * Environment: WINETEST_PLATFORM (wine or windows), WINETEST_DEBUG (0: no traces),
 * WINETEST_REPORT_SUCCESS (1: passed checks are listed too), WINETEST_INTERACTIVE.
 */

#ifndef __WINE_WINE_TEST_H
#define __WINE_WINE_TEST_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windef.h>
#include <winbase.h>

#ifdef __GNUC__
#define __WINE_PRINTF_ATTR( fmt, args ) __attribute__((format( ms_printf, fmt, args )))
#else
#define __WINE_PRINTF_ATTR( fmt, args )
#endif

struct test
{
    const char *name;
    void      (*func)(void);
};

extern const char *winetest_platform;
extern int winetest_debug;
extern int winetest_interactive;

extern int winetest_get_mainargs( char ***args );
extern int winetest_ok( const char *file, int line, int condition, const char *msg, ... )
    __WINE_PRINTF_ATTR( 4, 5 );
extern void winetest_skip( const char *file, int line, const char *msg, ... )
    __WINE_PRINTF_ATTR( 3, 4 );
extern void winetest_win_skip( const char *file, int line, const char *msg, ... )
    __WINE_PRINTF_ATTR( 3, 4 );
extern void winetest_trace( const char *file, int line, const char *msg, ... )
    __WINE_PRINTF_ATTR( 3, 4 );
extern int winetest_is_wine(void);
extern LONG winetest_get_failures(void);
extern void winetest_start_todo( int is_todo );
extern int winetest_loop_todo(void);
extern void winetest_end_todo(void);
extern void winetest_wait_child_process( HANDLE process );
extern const char *wine_dbgstr_w( const WCHAR *str );

#define START_TEST( name ) void func_##name(void)

#define ok( condition, ... )  winetest_ok( __FILE__, __LINE__, !!(condition), __VA_ARGS__ )
#define skip( ... )           winetest_skip( __FILE__, __LINE__, __VA_ARGS__ )
#define win_skip( ... )       winetest_win_skip( __FILE__, __LINE__, __VA_ARGS__ )
#define trace( ... )          winetest_trace( __FILE__, __LINE__, __VA_ARGS__ )

/*
 * True only on Windows. Marks results that an old Windows was seen to give, and that Wine must not.
 */
#define broken( condition )   (!winetest_is_wine() && (condition))

#define todo_if( is_todo ) \
    for (winetest_start_todo( is_todo ); winetest_loop_todo(); winetest_end_todo())
#define todo_wine               todo_if( winetest_is_wine() )
#define todo_wine_if( is_todo ) todo_if( (is_todo) && winetest_is_wine() )

#ifdef STANDALONE

extern const struct test winetest_testlist[];

const char *winetest_platform = "windows";
int winetest_debug = 1;
int winetest_interactive;

static char **main_argv;
static int main_argc;
static int report_success;
static DWORD todo_index;

static LONG successes, failures, todos, todo_failures, skips;

/* Two bits a level: one says that a todo is on, the other that its body has not run yet. */
struct todo_state
{
    unsigned int level;
    unsigned int run;
};

static struct todo_state *todo_state(void)
{
    struct todo_state *state = TlsGetValue( todo_index );

    if (!state)
    {
        if (!(state = calloc( 1, sizeof(*state) ))) abort();
        TlsSetValue( todo_index, state );
    }
    return state;
}

int winetest_is_wine(void)
{
    return !strcmp( winetest_platform, "wine" );
}

LONG winetest_get_failures(void)
{
    return failures + todo_failures;
}

void winetest_start_todo( int is_todo )
{
    struct todo_state *state = todo_state();

    state->level = (state->level << 1) | !!is_todo;
    state->run = (state->run << 1) | 1;
}

int winetest_loop_todo(void)
{
    struct todo_state *state = todo_state();
    int run = state->run & 1;

    state->run &= ~1u;
    if (!run) state->run >>= 1;
    return run;
}

void winetest_end_todo(void)
{
    todo_state()->level >>= 1;
}

int winetest_get_mainargs( char ***args )
{
    *args = main_argv;
    return main_argc;
}

/* Each line is one write, so that the lines of threads do not mix. */
static void print_line( const char *file, int line, const char *kind, const char *msg,
                        va_list args )
{
    const char *p, *name = file;
    char buffer[2048];
    int len;

    for (p = file; *p; p++) if (*p == '/' || *p == '\\') name = p + 1;
    len = snprintf( buffer, sizeof(buffer) / 2, "%s:%d: %s", name, line, kind );
    vsnprintf( buffer + len, sizeof(buffer) - len, msg, args );
    buffer[sizeof(buffer) - 1] = 0;
    fputs( buffer, stdout );
    fflush( stdout );
}

int winetest_ok( const char *file, int line, int condition, const char *msg, ... )
{
    int todo = todo_state()->level & 1;
    va_list args;

    va_start( args, msg );
    if (todo && condition)
    {
        print_line( file, line, "Test succeeded inside todo block: ", msg, args );
        InterlockedIncrement( &todo_failures );
    }
    else if (todo)
    {
        if (winetest_debug) print_line( file, line, "Test marked todo: ", msg, args );
        InterlockedIncrement( &todos );
    }
    else if (!condition)
    {
        print_line( file, line, "Test failed: ", msg, args );
        InterlockedIncrement( &failures );
    }
    else
    {
        if (report_success) print_line( file, line, "Test succeeded: ", msg, args );
        InterlockedIncrement( &successes );
    }
    va_end( args );
    return condition;
}

void winetest_skip( const char *file, int line, const char *msg, ... )
{
    va_list args;

    va_start( args, msg );
    print_line( file, line, "Tests skipped: ", msg, args );
    va_end( args );
    InterlockedIncrement( &skips );
}

/* For functions that an old Windows may lack, and Wine must not. */
void winetest_win_skip( const char *file, int line, const char *msg, ... )
{
    va_list args;

    va_start( args, msg );
    print_line( file, line, winetest_is_wine() ? "Test failed: skipped: " : "Tests skipped: ",
                msg, args );
    va_end( args );
    InterlockedIncrement( winetest_is_wine() ? &failures : &skips );
}

void winetest_trace( const char *file, int line, const char *msg, ... )
{
    va_list args;

    if (!winetest_debug) return;
    va_start( args, msg );
    print_line( file, line, "", msg, args );
    va_end( args );
}

void winetest_wait_child_process( HANDLE process )
{
    DWORD code = 1;

    winetest_ok( __FILE__, __LINE__, WaitForSingleObject( process, 60000 ) == WAIT_OBJECT_0,
                 "child process still runs after 60 s\n" );
    GetExitCodeProcess( process, &code );
    winetest_ok( __FILE__, __LINE__, !code, "child process ended with %lu\n", code );
}

/* Valid until the eighth call after this one in the same process. */
const char *wine_dbgstr_w( const WCHAR *str )
{
    static char buffers[8][600];
    static LONG next;
    char *buffer = buffers[InterlockedIncrement( &next ) & 7], *p = buffer, *end = buffer + 580;

    if (!str) return "(null)";
    *p++ = 'L';
    *p++ = '"';
    for (; *str && p < end; str++)
    {
        if (*str == '"' || *str == '\\') *p++ = '\\';
        if (*str >= ' ' && *str < 127) *p++ = (char)*str;
        else p += sprintf( p, "\\x%04x", *str );
    }
    strcpy( p, *str ? "\"..." : "\"" );
    return buffer;
}

static int run_test( const char *name )
{
    const struct test *test;
    int failed;

    for (test = winetest_testlist; test->name; test++) if (!strcmp( test->name, name )) break;
    if (!test->name)
    {
        fprintf( stderr, "There is no test unit %s.\n", name );
        return 2;
    }
    test->func();

    failed = winetest_get_failures();
    printf( "%04lx:%s: %ld tests executed (%ld marked as todo, %d %s), %ld skipped.\n",
            GetCurrentProcessId(), test->name, successes + failures + todos + todo_failures, todos,
            failed, failed == 1 ? "failure" : "failures", skips );
    return min( failed, 255 );
}

static int get_flag( const char *name, int value )
{
    const char *str = getenv( name );

    return str ? atoi( str ) : value;
}

int main( int argc, char **argv )
{
    const char *platform = getenv( "WINETEST_PLATFORM" );
    const struct test *test;

    if (platform) winetest_platform = strdup( platform );
    else if (GetProcAddress( GetModuleHandleA( "ntdll.dll" ), "wine_get_version" ))
        winetest_platform = "wine";
    winetest_debug = get_flag( "WINETEST_DEBUG", 1 );
    winetest_interactive = get_flag( "WINETEST_INTERACTIVE", 0 );
    report_success = get_flag( "WINETEST_REPORT_SUCCESS", 0 );
    todo_index = TlsAlloc();
    main_argc = argc;
    main_argv = argv;

    if (argc > 1) return run_test( argv[1] );
    printf( "Usage: %s unit [arguments]\nUnits:\n", argv[0] );
    for (test = winetest_testlist; test->name; test++) printf( "  %s\n", test->name );
    return 0;
}

#endif /* STANDALONE */

#endif /* __WINE_WINE_TEST_H */
