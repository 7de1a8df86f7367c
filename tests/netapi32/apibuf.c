/*
 * Tests of the buffer functions
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

/* Numbers in brackets are rows of the project's table of what is known of Windows. */

static void test_allocate(void)
{
    NET_API_STATUS status;
    DWORD size;
    void *buffer;

    status = NetApiBufferAllocate( 1000, &buffer );
    ok_status( status, NERR_Success );
    memset( buffer, 0x55, 1000 );
    size = 0;
    ok_status( NetApiBufferSize( buffer, &size ), NERR_Success );
    ok( size >= 1000, "size is %lu\n", size );
    ok_status( NetApiBufferFree( buffer ), NERR_Success );

    /* [30] */
    buffer = NULL;
    status = NetApiBufferAllocate( 0, &buffer );
    ok_status( status, NERR_Success );
    ok( buffer != NULL, "no buffer\n" );
    ok_status( NetApiBufferSize( buffer, &size ), NERR_Success );
    ok_status( NetApiBufferFree( buffer ), NERR_Success );

    ok_status( NetApiBufferAllocate( 10, NULL ), ERROR_INVALID_PARAMETER );
}

static void test_size(void)
{
    DWORD size = 0x1234;
    void *buffer;

    /* [31] */
    ok_status( NetApiBufferSize( NULL, &size ), ERROR_INVALID_PARAMETER );
    NetApiBufferAllocate( 10, &buffer );
    ok_status( NetApiBufferSize( buffer, NULL ), ERROR_INVALID_PARAMETER );
    NetApiBufferFree( buffer );
}

static void test_reallocate(void)
{
    DWORD size, i;
    BYTE *buffer, *bigger;
    void *none;

    /* [32] */
    buffer = NULL;
    ok_status( NetApiBufferReallocate( NULL, 100, (void **)&buffer ), NERR_Success );
    ok( buffer != NULL, "no buffer\n" );
    for (i = 0; i < 100; i++) buffer[i] = i;

    bigger = NULL;
    ok_status( NetApiBufferReallocate( buffer, 20000, (void **)&bigger ), NERR_Success );
    ok( bigger != NULL, "no buffer\n" );
    for (i = 0; i < 100; i++) if (bigger[i] != i) break;
    ok( i == 100, "byte %lu was lost\n", i );
    ok_status( NetApiBufferSize( bigger, &size ), NERR_Success );
    ok( size >= 20000, "size is %lu\n", size );

    none = (void *)0xdeadbeef;
    ok_status( NetApiBufferReallocate( bigger, 0, &none ), NERR_Success );
    ok( !none, "got %p\n", none );

    none = NULL;
    ok_status( NetApiBufferReallocate( NULL, 0, &none ), NERR_Success );
    if (none) NetApiBufferFree( none );
}

/* What another function of the DLL returned is freed by the same one. */
static void test_other_functions(void)
{
    WKSTA_INFO_100 *info = NULL;
    NET_API_STATUS status;
    DWORD size = 0;

    status = NetWkstaGetInfo( NULL, 100, (BYTE **)&info );
    ok_status( status, NERR_Success );
    if (status) return;
    ok( info->wki100_computername[0], "no computer name\n" );
    ok_status( NetApiBufferSize( info, &size ), NERR_Success );
    ok( size >= sizeof(*info), "size is %lu\n", size );
    ok_status( NetApiBufferFree( info ), NERR_Success );
}

START_TEST(apibuf)
{
    test_allocate();
    test_size();
    test_reallocate();
    ok_status( NetApiBufferFree( NULL ), NERR_Success );  /* [33]: accepted; the value is ours */
    test_other_functions();
}
