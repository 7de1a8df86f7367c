/*
 * The buffer functions
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

static const DWORD sizes[] =
{
    0, 1, 7, 8, 9, 100, 255, 1000, 4095, 4096, 4097, 65535, 65536, 1000000, 16000000
};

static void observe_size( BYTE *buffer, DWORD asked, const char *name )
{
    DWORD size = UNTOUCHED_LONG;

    observe( "NetApiBufferSize", name );
    observe_number_arg( "allocated", asked );
    observe_status( NetApiBufferSize( buffer, &size ) );
    observe_number_field( "size", size == UNTOUCHED_LONG ? "untouched" : size < asked ? "less" :
                          "what was asked for, or more", size );
    observed();
}

void observe_free( BYTE *buffer, const char *name )
{
    observe( "NetApiBufferFree", name );
    observe_status( NetApiBufferFree( buffer ) );
    observed();
}

static void test_allocate( DWORD size )
{
    BYTE *buffer = UNTOUCHED;
    NET_API_STATUS status;
    DWORD i;

    observe( "NetApiBufferAllocate", case_name( "allocate %lu", size ) );
    observe_number_arg( "size", size );
    status = NetApiBufferAllocate( size, (void **)&buffer );
    observe_status( status );
    observe_out( "buffer", "%s", pointer_state( buffer ) );
    observe_field( "alignment", (ULONG_PTR)buffer % sizeof(void *) ? "less than a pointer's" :
                   "a pointer's" );
    observed();
    if (status || !buffer) return;

    for (i = 0; i < size; i++) buffer[i] = i;
    observe_size( buffer, size, case_name( "size of %lu", size ) );
    observe_free( buffer, case_name( "free %lu", size ) );
}

/* Fills a block with numbers, changes its size and checks the numbers. */
static void test_reallocate( DWORD before, DWORD after )
{
    BYTE *buffer = NULL, *other = UNTOUCHED;
    NET_API_STATUS status;
    DWORD i;

    observe( "NetApiBufferReallocate",
             case_name( after ? "reallocate %lu to %lu" : "to nothing, from %lu", before, after ) );
    observe_number_arg( "before", before );
    observe_number_arg( "size", after );
    NetApiBufferAllocate( before, (void **)&buffer );
    for (i = 0; i < before; i++) buffer[i] = i;
    status = NetApiBufferReallocate( buffer, after, (void **)&other );
    observe_status( status );
    observe_out( "buffer", "%s", pointer_state( other ) );
    if (!status && other && other != UNTOUCHED)
    {
        for (i = 0; i < min( before, after ) && other[i] == (BYTE)i; i++) ;
        observe_field( "contents", i < min( before, after ) ? "lost" : "kept" );
    }
    observed();
    if (status || !other || other == UNTOUCHED) return;
    observe_size( other, after, case_name( "size of %lu from %lu", after, before ) );
    observe_free( other, case_name( "free %lu from %lu", after, before ) );
}

static void test_reallocate_null( DWORD size )
{
    BYTE *buffer = UNTOUCHED;
    NET_API_STATUS status;

    observe( "NetApiBufferReallocate",
             case_name( size ? "grow from nothing to %lu" : "from nothing to %lu", size ) );
    observe_number_arg( "size", size );
    status = NetApiBufferReallocate( NULL, size, (void **)&buffer );
    observe_status( status );
    observe_out( "buffer", "%s", pointer_state( buffer ) );
    observed();
    if (buffer && buffer != UNTOUCHED) NetApiBufferFree( buffer );
}

/* The buffer functions must free and measure the results of other functions of the DLL. */
static void test_other_functions(void)
{
    WKSTA_INFO_100 *info = (WKSTA_INFO_100 *)UNTOUCHED;
    NET_API_STATUS status;

    observe( "NetWkstaGetInfo", "NetWkstaGetInfo level 100" );
    status = NetWkstaGetInfo( NULL, 100, (BYTE **)&info );
    observe_status( status );
    observe_out( "bufptr", "%s", pointer_state( info ) );
    observed();
    if (status) return;
    observe_size( (BYTE *)info, sizeof(*info), "NetWkstaGetInfo's block: size" );
    observe_free( (BYTE *)info, "free NetWkstaGetInfo's block" );
}

/* Frees blocks in another order than that of their allocation. */
static void test_many(void)
{
    BYTE *buffers[500];
    unsigned int i, j, bad = 0;

    for (i = 0; i < ARRAYSIZE(buffers); i++)
    {
        if (NetApiBufferAllocate( 1 + i, (void **)&buffers[i] )) bad++;
        else memset( buffers[i], i, 1 + i );
    }
    for (i = 0; i < ARRAYSIZE(buffers); i++)
    {
        j = i * 7 % ARRAYSIZE(buffers);
        if (buffers[j][0] != (BYTE)j || buffers[j][j] != (BYTE)j) bad++;
        if (NetApiBufferFree( buffers[j] )) bad++;
    }
    ok( !bad, "%u of %u blocks were bad [D 0: NetApiBufferAllocate]\n", bad,
        (unsigned int)ARRAYSIZE(buffers) );
}

/* Any DLL that writes there ends the process, so this is the last case. */
static void test_allocate_nothing(void)
{
    NET_API_STATUS status;

    observe( "NetApiBufferAllocate", "NetApiBufferAllocate of nothing without buffer" );
    SetLastError( 0xdeadbeef );
    status = NetApiBufferAllocate( 0, NULL );
    observe_field( "last error", GetLastError() == 0xdeadbeef ? "as before" : "changed" );
    observe_status( status );
    observed();
}

START_TEST(netapibuf)
{
    unsigned int i;

    begin_unit( "netapibuf" );
    for (i = 0; i < ARRAYSIZE(sizes); i++) test_allocate( sizes[i] );
    for (i = 0; i + 1 < ARRAYSIZE(sizes); i++)
    {
        test_reallocate( sizes[i], sizes[i + 1] );
        test_reallocate( sizes[i + 1], sizes[i] );
        test_reallocate_null( sizes[i] );
    }
    test_reallocate( 1024, 0 );
    test_many();
    test_other_functions();
    observe_free( NULL, "NetApiBufferFree of NULL" );
    observe_in_child( "NetApiBufferAllocate", "NetApiBufferAllocate without buffer" );
    observe_in_child( "NetApiBufferSize", "NetApiBufferSize of NULL" );
    observe_in_child( "NetApiBufferSize", "NetApiBufferSize without size" );
    observe_in_child( "NetApiBufferReallocate", "NetApiBufferReallocate without result" );
    test_allocate_nothing();
    end_unit();
}
