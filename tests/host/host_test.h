/*
 * netapi32 on the host: shared definitions of the tests
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

#ifndef __HOST_TEST_H
#define __HOST_TEST_H

#include "../../dlls/netapi32/util.h"
#include "lmshare.h"    /* before srvsvc.h, which has what is missing here */
#include "lmuse.h"
#include "../../dlls/netapi32/client.h"
#include "../functions.h"

/* Wine's headers lack these. */
extern NET_API_STATUS WINAPI NetFileEnum( LMSTR, LMSTR, LMSTR, DWORD, LPBYTE *, DWORD, LPDWORD,
                                          LPDWORD, PDWORD_PTR );
extern NET_API_STATUS WINAPI NetFileGetInfo( LMSTR, DWORD, DWORD, LPBYTE * );
extern NET_API_STATUS WINAPI NetFileClose( LMSTR, DWORD );

extern NET_API_STATUS WINAPI NetServerComputerNameAdd( LMSTR, LMSTR, LMSTR );
extern NET_API_STATUS WINAPI NetServerComputerNameDel( LMSTR, LMSTR );

/* The C library's own */
extern int host_printf( const char *format, ... ) __asm__( "printf" );
extern int host_fflush( void *stream ) __asm__( "fflush" );
extern void *host_malloc( unsigned long size ) __asm__( "malloc" );
extern void host_free( void *ptr ) __asm__( "free" );
extern void host_abort(void) __asm__( "abort" ) __attribute__((noreturn));
extern int host_usleep( unsigned int microseconds ) __asm__( "usleep" );
extern int host_thread_create( unsigned long *thread, const void *attr, void *(*run)( void * ),
                               void *param ) __asm__( "pthread_create" );
extern void DECLSPEC_NORETURN host_thread_exit( void *ret ) __asm__( "pthread_exit" );
extern int host_thread_join( unsigned long thread, void **ret ) __asm__( "pthread_join" );
extern long host_strtol( const char *str, char **end, int base ) __asm__( "strtol" );

/* windows.c */

#define MAX_BLOCK 0x10000000    /* the most memory in one block */

/* Things that are open or taken, and must be given back. */
struct held
{
    int blocks, strings, bindings, buffers, handles, indexes, credentials, keys;
};

extern struct held held;
extern LONG countdown;          /* the allocation that fails, 0 for none */
extern BOOL on_wine;
extern const WCHAR *stored_user;    /* in the Credential Manager, NULL for nobody */
extern BOOL level_fallback;
extern unsigned int comparisons;    /* of names */
extern ULONGLONG ticks;         /* of the clock, in ms; Sleep() moves it forward */

extern BOOL out_of_memory(void);
extern void set_last_error( DWORD err );
extern void count_held( int *count, int change );

/* threads.c */

extern void lock_heap(void);
extern void unlock_heap(void);

/* pipes.c */

#define TEST_OPNUM 12

/* Where smbpipe ends in an answer */
enum end { GO_ON, END_BEFORE, END_IN_HEADER, END_IN_STUB, END_AFTER };

/* A request begins with the answer that it gets. The bytes after it have its number's pattern. */
struct order
{
    DWORD id, size, status, end;
};

extern DWORD read_piece;        /* the most bytes that a read returns, 0 for no limit */
extern DWORD gathered;          /* requests that smbpipe reads before it answers one */
extern BOOL refuse_read, refuse_write, end_reader, end_writer;
extern BOOL no_smbpipe;         /* smbpipe ends as soon as it is started */

extern BYTE pattern( DWORD id, DWORD i );
extern const struct endpoint test_endpoints[3];  /* there is no third pipe */
extern NTSTATUS open_side( struct smbpipe **ret );
extern void wait_for_end( struct smbpipe *smbpipe );
extern LONG late_waiter;
extern void wait_for_sides(void);

/* levels.c */

enum session_field
{
    FIELD_CNAME,
    FIELD_USERNAME,
    FIELD_CLTYPE_NAME,
    FIELD_TRANSPORT,
    FIELD_NUM_OPENS,            /* the fields before are strings, from here on numbers */
    FIELD_TIME,
    FIELD_IDLE_TIME,
    FIELD_USER_FLAGS,
    FIELD_COUNT
};

struct session_level
{
    DWORD level;
    WORD  size;                 /* of an entry */
    WORD  fields[FIELD_COUNT];  /* offset in an entry plus one, 0 if the level lacks the field */
};

extern const struct session_level *find_session_level( DWORD level );
extern DWORD level_bit( const struct session_level *level );
extern BOOL has_field( const struct session_level *level, enum session_field field );

/* network.c */

/* A session on the server. NULL strings are left out of the answer. */
struct fake_session
{
    const WCHAR *cname, *user, *cltype, *transport;
    DWORD        opens, time, idle, flags;
};

/* A file that somebody has open on the server */
struct fake_file
{
    DWORD        id;
    const WCHAR *path, *user;
};

/* The behaviour of a server */
struct fake_server
{
    const struct fake_session *sessions;
    DWORD     count;
    DWORD     levels;           /* set of the server's levels, see level_bit() */
    BOOL      samba;            /* ignores names and sizes */
    DWORD     chunk;            /* sessions in an answer at most, 0 for no limit */
    DWORD     omissions;        /* in this number of calls the server sees only */
    DWORD     left;             /* this number of sessions, as if there were no more */
    DWORD     delay;            /* ms that a call takes */
    DWORD     raise;            /* exception of the next call, 0 for none */
    NTSTATUS  refusal;          /* of the connection, 0 for none */
    DWORD     ret;              /* the result of all calls, if it is not 0 */
    void    (*spoil)( SESSION_ENUM_STRUCT *info );  /* of an answer */
    DWORD     end;              /* of smbpipe, in the next call */
    const struct fake_file *files;
    DWORD     file_count;
    BOOL      close_lies;       /* NetrFileClose answers ERROR_FILE_NOT_FOUND and closes */
    DWORD     closed;           /* number of the closed file, 0 for none */
    DWORD     entries;          /* of each list of the other services */
    DWORD     refused;          /* level that they refuse, 0 for none */
    BOOL      wrong_uses;       /* they count the users of shares wrongly, see mend_uses() */
    DWORD     missing;          /* share plus one, or all, with another name at level 2 */
    BOOL      one_transport;    /* the entries are names on one transport */
    BOOL      no_end;           /* texts and lists have no terminator */
    void    (*lie)( const struct layout *layout, struct info_container *list ); /* of an answer */
    DWORD     attempts, calls, lists, deletions, deleted;   /* counts */
};

extern struct fake_server fake;

extern DWORD samba_levels(void);
extern void raise_exception( DWORD code ) __attribute__((noreturn));
extern BOOL fake_match( const struct fake_session *session, const WCHAR *client,
                        const WCHAR *user );

/* host_test.c */

#define tap_printf host_printf
#define tap_flush host_fflush
#include "../tap.h"

#define ok( condition, ... ) \
    do { \
        tap.checks++; \
        if (condition) break; \
        tap.failures++; \
        host_printf( "# %s:%d: ", __FILE__, __LINE__ ); \
        host_printf( __VA_ARGS__ ); \
    } while (0)

extern void serve( BOOL samba );
extern void begin(void);
extern void end( const char *what );

extern DWORD serve_session_enum( const WCHAR *client, const WCHAR *user, SESSION_ENUM_STRUCT *info,
                                 DWORD prefmaxlen, DWORD *total, DWORD *resume );
extern DWORD serve_session_del( const WCHAR *client, const WCHAR *user );

/* stubs.c */

struct stub
{
    MIDL_STUB_MESSAGE msg;
    RPC_MESSAGE       message;
};

extern void begin_stub( struct stub *stub );
extern void call_by_stub( struct stub *stub, const struct order *order, DWORD more,
                          handle_t handle );
extern void pass_transport( struct stub *stub, handle_t handle );

/* services.c: what it puts into its answers */

extern const WCHAR *fake_text( enum structure structure, DWORD entry, DWORD index );
extern DWORD fake_number( enum structure structure, DWORD entry, DWORD index );
extern const BYTE *fake_block( enum structure structure, DWORD entry, DWORD *size );

/* answers.c */

extern void test_answers( unsigned int rounds );

/* calls.c */

extern void test_calls( unsigned int rounds );

/* random.c */

extern void seed_random( unsigned int number );
extern unsigned int pick( unsigned int count );
extern void test_random( unsigned int rounds );

#define PICK( list ) (list)[pick( ARRAY_SIZE(list) )]

#endif /* __HOST_TEST_H */
