/*
 * Calls by the pipes of smbpipe, from one thread and from many, and ends of smbpipe
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

#include "host_test.h"

#define MAX_THREADS 64

static struct smbpipe *smbpipe;

/* The stand-in reads so many requests before it answers one. Each is from another thread. */
static void open_smbpipe( DWORD gather )
{
    begin();
    gathered = gather;
    ok( !open_side( &smbpipe ), "not opened\n" );
}

static void close_smbpipe( const char *what )
{
    smbpipe_close( smbpipe );
    end( what );
    gathered = read_piece = 0;
}

/* A call whose request has so many bytes more than it needs. */
static const struct endpoint *endpoint = &test_endpoints[0];

static DWORD call_smbpipe( const struct order *order, DWORD more, void **answer, DWORD *size )
{
    const DWORD length = sizeof(*order) + more;
    struct smbpipe_request *request = host_malloc( sizeof(*request) + length );
    BYTE *stub = (BYTE *)(request + 1);
    DWORD i, status;

    *answer = NULL;
    *size = 0;
    request->length = length;
    request->opnum = TEST_OPNUM;
    memcpy( stub, order, sizeof(*order) );
    for (i = 0; i < more; i++) stub[sizeof(*order) + i] = pattern( order->id, i );
    status = smbpipe_call( smbpipe, endpoint, request, answer, size );
    host_free( request );
    return status;
}

/* Whether the right answer comes */
static BOOL call_is_answered( DWORD id, DWORD size, DWORD more )
{
    const struct order order = { id, size, 0, GO_ON };
    DWORD i, got, status;
    BYTE *answer;

    status = call_smbpipe( &order, more, (void **)&answer, &got );
    if (status || got != size || !answer) return FALSE;
    for (i = 0; i < size && answer[i] == pattern( id, i ); i++) ;
    heap_free( answer );
    return i == size;
}

static const DWORD sizes[] = { 0, 1, 2, 7, 8, 9, 100, 4080, 4087, 4088, 4089, 4095, 4096, 4097,
                               4104, 8192, 12289, 100000 };

static void test_sizes(void)
{
    static const DWORD pieces[] = { 0, 1, 2, 3, 5, 7, 8, 9, 11, 13, 16, 17, 100, 4087, 4088, 4089,
                                    4095, 4096, 4097 };
    DWORD i, j, id = 0;

    open_smbpipe( 1 );
    for (i = 0; i < ARRAY_SIZE(pieces); i++)
    {
        read_piece = pieces[i];
        for (j = 0; j < ARRAY_SIZE(sizes); j++, id++)
            ok( call_is_answered( id, sizes[j], id ), "%u bytes in pieces of %u\n", sizes[j],
                pieces[i] );
    }
    ok( call_is_answered( id, 10, SMBPIPE_MAX_REQUEST - sizeof(struct order) ), "long request\n" );
    endpoint = &test_endpoints[2];
    ok( !call_is_answered( id, 10, 0 ), "a pipe that is not there\n" );
    endpoint = &test_endpoints[1];
    for (i = 0; i < 2; i++) ok( call_is_answered( id, 10, i ), "not by the second pipe\n" );
    endpoint = &test_endpoints[0];
    ok( !smbpipe_is_gone( smbpipe ), "smbpipe is gone\n" );
    close_smbpipe( "sizes" );
}

/* netapi32 skips an answer for which it has no memory. */
static void test_skipped(void)
{
    DWORD i, size, status;
    void *answer;

    open_smbpipe( 1 );
    for (i = 0; i < 2 * ARRAY_SIZE(sizes); i++)
    {
        const struct order order = { i, sizes[i / 2], 0, GO_ON };

        read_piece = i % 2 ? 5 : 0;
        countdown = 2;      /* the first allocation is for the turn */
        status = call_smbpipe( &order, 0, &answer, &size );
        ok( !countdown, "nothing was allocated\n" );
        countdown = 0;
        ok( status == (DWORD)STATUS_NO_MEMORY && !answer && !size, "%u bytes: status %#x\n",
            sizes[i / 2], status );
        ok( call_is_answered( 1000 + i, 50, 3 ), "wrong after %u bytes\n", sizes[i / 2] );
    }
    close_smbpipe( "skipped" );
}

static void test_status(void)
{
    static const DWORD statuses[] = { 5, 1783, SMBPIPE_NOT_SENT, STATUS_CONNECTION_DISCONNECTED,
                                      MAXDWORD };
    DWORD i, size, status;
    void *answer;

    open_smbpipe( 1 );
    for (i = 0; i < ARRAY_SIZE(statuses); i++)
    {
        const struct order order = { i, 0, statuses[i], GO_ON };

        status = call_smbpipe( &order, 0, &answer, &size );
        ok( status == statuses[i] && !answer && !size, "status %#x\n", status );
        ok( call_is_answered( i, 100, 0 ), "wrong after status %#x\n", statuses[i] );
    }
    ok( !smbpipe_is_gone( smbpipe ), "smbpipe is gone\n" );
    close_smbpipe( "status" );
}

static void test_end( DWORD where, DWORD piece, BOOL short_of_memory )
{
    const struct order order = { 1, 5000, 0, where }, next = { 2, 10, 0, GO_ON };
    DWORD size, status;
    void *answer;

    open_smbpipe( 1 );
    ok( call_is_answered( 0, 3, 0 ) && !smbpipe_is_gone( smbpipe ), "gone too early\n" );
    read_piece = piece;
    countdown = short_of_memory ? 2 : 0;
    status = call_smbpipe( &order, 0, &answer, &size );
    countdown = 0;
    if (where == END_AFTER) ok( !status && size == 5000, "status %#x, %u bytes\n", status, size );
    else ok( status == (DWORD)STATUS_PIPE_BROKEN && !answer && !size, "end %u: status %#x\n",
             where, status );
    heap_free( answer );
    wait_for_end( smbpipe );
    status = call_smbpipe( &next, 0, &answer, &size );
    ok( status == SMBPIPE_NOT_SENT && !answer, "end %u: then status %#x\n", where, status );
    ok( smbpipe_is_gone( smbpipe ), "end %u: not gone\n", where );
    close_smbpipe( "an end of smbpipe" );
}

static void test_ends(void)
{
    DWORD where;

    for (where = END_BEFORE; where <= END_AFTER; where++)
    {
        test_end( where, 0, FALSE );
        test_end( where, 3, FALSE );
        if (where != END_AFTER) test_end( where, 0, TRUE );
    }
}

/* smbpipe lives, but netapi32 must not trust the contents of its pipes any more. */
static void test_refused( BOOL *refused, DWORD expected )
{
    const struct order order = { 1, 20, 0, GO_ON };
    DWORD size, status;
    void *answer;

    open_smbpipe( 1 );
    *refused = TRUE;
    status = call_smbpipe( &order, 0, &answer, &size );
    *refused = FALSE;
    ok( status == expected && !answer, "status %#x\n", status );
    ok( smbpipe_is_gone( smbpipe ), "not gone\n" );
    status = call_smbpipe( &order, 0, &answer, &size );
    ok( status == SMBPIPE_NOT_SENT && !answer, "then status %#x\n", status );
    close_smbpipe( "refused" );
}

/* Each allocation and the opening of each pipe can fail. */
static void test_opening(void)
{
    NTSTATUS status;
    DWORD number;

    begin();
    for (number = 1; ; number++)
    {
        countdown = number;
        status = open_side( &smbpipe );
        if (countdown) break;
        ok( status == STATUS_NO_MEMORY || status == ERROR_NOT_ENOUGH_MEMORY ||
            status == STATUS_PIPE_BROKEN, "allocation %u: status %#x\n", number,
            status );
        smbpipe_cleanup();
        wait_for_sides();
        ok( !held.handles, "allocation %u: %d handles are left\n", number, held.handles );
    }
    countdown = 0;
    ok( !status && number == 10, "%u allocations, status %#x\n", number - 1, status );
    smbpipe_close( smbpipe );
    smbpipe_cleanup();
    no_smbpipe = TRUE;
    status = open_side( &smbpipe );
    no_smbpipe = FALSE;
    ok( status == ERROR_PROCESS_ABORTED, "status %#x\n", status );
    end( "opening" );
}

/* Many threads */

struct caller
{
    unsigned long thread;
    DWORD number, calls, wrong, gone;
};

static struct caller callers[MAX_THREADS];

static void *run_caller( void *param )
{
    struct caller *caller = param;
    DWORD i, id;

    for (i = 0; i < caller->calls; i++)
    {
        id = caller->number * 100003 + i;
        if (!call_is_answered( id, id * 7919 % 9000, id % 301 )) caller->wrong++;
        if (smbpipe_is_gone( smbpipe )) caller->gone++;
    }
    return NULL;
}

/* After a quarter of the orders smbpipe goes on, and after all if it gathers none. */
static void *run_last_call( void *param )
{
    struct caller *caller = param;
    const struct order order = { caller->number, 6000, 0,
                                 gathered == 1 ? GO_ON : caller->number % 4 };
    DWORD size, status;
    void *answer;

    status = call_smbpipe( &order, 0, &answer, &size );
    if (!status) caller->wrong = size != 6000;
    else if (status == (DWORD)STATUS_PIPE_BROKEN || status == SMBPIPE_NOT_SENT)
        caller->gone = 1;
    else caller->wrong = 1;
    heap_free( answer );
    return NULL;
}

static void run_callers( DWORD count, DWORD calls, void *(*run)( void * ), DWORD *wrong,
                         DWORD *gone )
{
    DWORD i;

    *wrong = *gone = 0;
    for (i = 0; i < count; i++)
    {
        const struct caller caller = { .number = i, .calls = calls };

        callers[i] = caller;
        if (host_thread_create( &callers[i].thread, NULL, run, &callers[i] )) host_abort();
    }
    for (i = 0; i < count; i++)
    {
        host_thread_join( callers[i].thread, NULL );
        *wrong += callers[i].wrong;
        *gone += callers[i].gone;
    }
}

static void test_threads( DWORD count, DWORD calls, DWORD gather, DWORD piece )
{
    DWORD wrong, gone;

    open_smbpipe( gather );
    read_piece = piece;
    run_callers( count, calls, run_caller, &wrong, &gone );
    ok( !wrong && !gone, "%u threads with %u calls each, answered by %u: %u wrong, %u gone\n",
        count, calls, gather, wrong, gone );
    close_smbpipe( "threads" );
}

/* smbpipe reads all requests, and ends in its answer to one of the first. */
static void test_end_of_threads( DWORD count )
{
    DWORD wrong, gone;

    open_smbpipe( count );
    run_callers( count, 1, run_last_call, &wrong, &gone );
    ok( !wrong && gone >= count - count / 4, "%u threads: %u wrong, %u gone\n", count, wrong,
        gone );
    ok( smbpipe_is_gone( smbpipe ), "not gone\n" );
    close_smbpipe( "end of threads" );
}

/* The thread is ended before it can free anything. */
static void *run_to_the_end( void *param )
{
    static struct
    {
        struct smbpipe_request header;
        struct order           order;
    } request = { { sizeof(struct order), TEST_OPNUM, 0 }, { 1, 10, 0, GO_ON } };
    void *answer;
    DWORD size;

    smbpipe_call( smbpipe, endpoint, &request.header, &answer, &size );
    return NULL;
}

/* A thread is ended in its call. The threads that wait for their turns must not wait for ever. */
static void test_end_of_thread( BOOL *where )
{
    unsigned long thread;
    DWORD wrong, gone;

    open_smbpipe( 1 );
    *where = TRUE;
    if (host_thread_create( &thread, NULL, run_to_the_end, NULL )) host_abort();
    host_thread_join( thread, NULL );
    *where = FALSE;
    late_waiter = 1;
    run_callers( 8, 1, run_last_call, &wrong, &gone );
    late_waiter = 0;
    ok( !wrong && gone == 8, "%u wrong, %u gone\n", wrong, gone );
    ok( smbpipe_is_gone( smbpipe ), "not gone\n" );
    close_smbpipe( "end of a thread" );
}

/* By the stub */

struct stub_call
{
    struct order order;
    BOOL         broken;        /* the stub rejects the results */
    struct stub  stub;
};

static NET_API_STATUS call_stub( WCHAR *server, void *arg )
{
    struct stub_call *params = arg;

    begin_stub( &params->stub );
    call_by_stub( &params->stub, &params->order, 5, SRVSVC_HANDLE_bind( NULL ) );
    if (params->broken) RpcRaiseException( RPC_X_BAD_STUB_DATA );
    stub_free_buffer( &params->stub.msg );
    return NERR_Success;
}

/* Makes calls in one thread, each with or without its exception. */
static void test_exceptions(void)
{
    static const struct { DWORD status, expected; } faults[] =
    {
        { 5, 5 }, { 0xc0000022, 5 }, { 1783, 1783 }, { 0x1c000001, RPC_S_ZERO_DIVIDE },
        { 0x1c00000d, RPC_S_CALL_CANCELLED }, { 0x1c00001b, ERROR_NOT_ENOUGH_MEMORY },
        { 0x1c010002, ERROR_NOT_SUPPORTED }, { 0x1c010003, ERROR_NOT_SUPPORTED },
        { 0x1c01000b, RPC_S_PROTOCOL_ERROR }, { 0x1c010014, RPC_S_SERVER_TOO_BUSY },
        { 0x1c000012, RPC_S_CALL_FAILED }, { 0x1c0fffff, RPC_S_CALL_FAILED },
        { 0x1c100000, 0x1c100000 }, { 0x1bffffff, 0x1bffffff },
        { 0xc0000005, RPC_S_CALL_FAILED }, { 0x40010006, RPC_S_CALL_FAILED },
        { 0x80000003, RPC_S_CALL_FAILED },
    };
    struct stub_call params;
    struct call call;
    DWORD i, status;

    begin();
    for (i = 0; i < 3 * ARRAY_SIZE(faults); i++)
    {
        ok( !open_call( L"a", &call ), "not opened\n" );
        memset( &params, 0, sizeof(params) );
        params.order.id = i;
        params.order.status = i % 3 ? 0 : faults[i / 3].status;
        params.order.size = i % 3 ? i * 100 : 0;
        params.broken = i % 3 == 1;
        status = make_call( &call, call_stub, &params, FALSE );
        ok( status == (i % 3 ? params.broken ? RPC_X_BAD_STUB_DATA : 0 : faults[i / 3].expected),
            "call %u: status %#x\n", i, status );
        ok( params.broken ? call.buffer == params.stub.msg.BufferStart : !call.buffer,
            "call %u: buffer %p\n", i, call.buffer );
        close_call( &call );
    }
    end( "exceptions" );
}

/* Memory runs out for the request or for the answer. */
static void test_exceptions_of_memory(void)
{
    struct stub_call params = { .order = { 1, 5000, 0, GO_ON } };
    struct call call;
    DWORD number, status;

    begin();
    for (number = 1; ; number++)
    {
        ok( !open_call( L"a", &call ), "not opened\n" );
        countdown = number;
        status = make_call( &call, call_stub, &params, FALSE );
        close_call( &call );
        if (countdown) break;
        ok( status == ERROR_NOT_ENOUGH_MEMORY, "allocation %u: %#x\n", number, status );
    }
    countdown = 0;
    ok( !status && number == 4, "%u allocations, exception %#x\n", number - 1, status );
    end( "exceptions of memory" );
}

static DWORD pattern_dword( DWORD id, DWORD i )
{
    return pattern( id, i ) | pattern( id, i + 1 ) << 8 | pattern( id, i + 2 ) << 16 |
           (DWORD)pattern( id, i + 3 ) << 24;
}

/* The answer must begin with the level of the request. */
static void test_levels(void)
{
    static const struct { DWORD tags, size, level; BOOL good; } answers[] =
    {
        { 0, 0, 0, TRUE }, { 1, 4, 0, TRUE }, { 1, 100, 0, TRUE }, { 1, 100, 1, FALSE },
        { 1, 3, 0, FALSE }, { 1, 0, 0, FALSE }, { 2, 100, 0, FALSE }, { 2, 4, 0, FALSE },
    };
    struct stub_call params = { .order = { 5, 0, 0, GO_ON } };
    struct call call;
    DWORD i, status;

    begin();
    for (i = 0; i < ARRAY_SIZE(answers); i++)
    {
        ok( !open_call( L"a", &call ), "not opened\n" );
        params.order.size = answers[i].size;
        call.tags = answers[i].tags;
        call.level = pattern_dword( 5, 0 ) + answers[i].level;
        status = make_call( &call, call_stub, &params, FALSE );
        ok( status == (answers[i].good ? 0 : RPC_X_BAD_STUB_DATA), "answer %u: %u\n", i, status );
        close_call( &call );
    }
    end( "levels" );
}

void test_calls( unsigned int rounds )
{
    unsigned int i;

    test_sizes();
    test_skipped();
    test_status();
    test_ends();
    test_refused( &refuse_write, SMBPIPE_NOT_SENT );
    test_refused( &refuse_read, STATUS_PIPE_BROKEN );
    test_opening();
    test_end_of_thread( &end_reader );
    test_end_of_thread( &end_writer );
    test_exceptions();
    test_exceptions_of_memory();
    test_levels();
    test_threads( 8, rounds / 40, 0, 0 );
    test_threads( 8, rounds / 40, 8, 0 );
    test_threads( 8, rounds / 400, 8, 7 );
    test_threads( 64, rounds / 320, 0, 0 );
    test_threads( 64, rounds / 320, 64, 0 );
    test_threads( 64, rounds / 320, 64, 1000 );
    for (i = 0; i < rounds / 1000 + 1; i++)
    {
        test_end_of_threads( 8 );
        test_end_of_threads( 64 );
    }
}
