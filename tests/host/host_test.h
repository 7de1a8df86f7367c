/*
 * netapi32 on the host: what its tests share
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

#include "../../dlls/netapi32/netapi32_private.h"
#include "srvsvc_smbpipe.h"
#include "lmshare.h"
#include "lmuse.h"

/* The C library's own */
extern int host_printf( const char *format, ... ) __asm__( "printf" );
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

#define MAX_BLOCK 0x10000000    /* no more memory than that */

/* What is open or taken, and must be given back. */
struct held
{
    int blocks, locks, sections, strings, bindings, sockets, handles, indexes, credentials, keys;
};

extern struct held held;
extern LONG countdown;          /* the allocation that fails, 0 for none */
extern BOOL on_wine;
extern const WCHAR *stored_user;    /* in the Credential Manager, NULL for nobody */
extern BOOL level_fallback;
extern ULONGLONG ticks;         /* of the clock, in ms; Sleep() moves it, too */

extern BOOL out_of_memory(void);
extern void count_held( int *count, int change );

/* threads.c */

extern void lock_heap(void);
extern void unlock_heap(void);

/* pipes.c */

#define TEST_OPNUM 12

/* Where smbpipe ends with an answer */
enum end { GO_ON, END_BEFORE, END_IN_HEADER, END_IN_STUB, END_AFTER };

/* A request begins with this: the answer that it gets. What follows has its number's pattern. */
struct order
{
    DWORD id, size, status, end;
};

extern DWORD read_piece;        /* the most bytes that are read at a time, 0 for no limit */
extern DWORD gathered;          /* requests that are read before any is answered */
extern BOOL ends_at_once;       /* before its FIFOs are open */
extern BOOL refuse_byte;        /* that says that they are */
extern DWORD bytes_sent;
extern BOOL refuse_read, refuse_write, end_reader;

extern BYTE pattern( DWORD id, DWORD i );
extern NTSTATUS open_side( struct smbpipe **ret );
extern void wait_for_end( struct smbpipe *smbpipe );

/* network.c */

/* A session as the server has it. What is NULL is left out of the answer. */
struct fake_session
{
    const WCHAR *cname, *user, *cltype, *transport;
    DWORD        opens, time, idle, flags;
};

/* How a server answers. */
struct fake_server
{
    const struct fake_session *sessions;
    DWORD     count;
    DWORD     levels;           /* set of levels that it has, see level_bit() */
    BOOL      samba;            /* looks neither at names nor at sizes */
    DWORD     chunk;            /* sessions in an answer at most, 0 for no limit */
    DWORD     omissions;        /* so many calls see only */
    DWORD     left;             /* this number of sessions, as if there were no more */
    DWORD     delay;            /* ms that a call takes */
    DWORD     raise;            /* exception of the next call, 0 for none */
    NTSTATUS  refusal;          /* of the connection, 0 for none */
    DWORD     ret;              /* other than 0: what all calls return */
    void    (*spoil)( SESSION_ENUM_STRUCT *info );  /* of an answer */
    DWORD     end;              /* of smbpipe, in the next call */
    DWORD     attempts, calls, lists, deletions, deleted;   /* counts */
};

extern struct fake_server fake;

extern DWORD samba_levels(void);
extern void raise_exception( DWORD code ) __attribute__((noreturn));
extern BOOL fake_match( const struct fake_session *session, const WCHAR *client,
                        const WCHAR *user );

/* host_test.c */

extern unsigned int passed, failed;

#define ok( condition, ... ) \
    do { \
        if (condition) { passed++; break; } \
        failed++; \
        host_printf( "%s:%d: ", __FILE__, __LINE__ ); \
        host_printf( __VA_ARGS__ ); \
    } while (0)

extern void begin(void);
extern void end( const char *what );

/* stub.c */

struct stub
{
    MIDL_STUB_MESSAGE msg;
    RPC_MESSAGE       message;
};

extern void begin_stub( struct stub *stub );
extern void call_by_stub( struct stub *stub, struct smbpipe *smbpipe, const struct order *order,
                          DWORD more );

/* calls.c */

extern void test_calls( unsigned int rounds );

/* random.c */

extern void test_random( unsigned int rounds );

#endif /* __HOST_TEST_H */
