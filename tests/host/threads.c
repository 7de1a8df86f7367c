/*
 * Threads, and waiting
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

#define SYS_GETPID       39
#define SYS_GETTID       186
#define SYS_FUTEX        202
#define SYS_TGKILL       234
#define FUTEX_WAIT       128    /* within the process */
#define FUTEX_WAKE       129

extern long host_syscall( long number, ... ) __asm__( "syscall" );

/* A thread's handle is its number. It either exists or not. */

TEB * WINAPI NtCurrentTeb(void)
{
    static RTL_USER_PROCESS_PARAMETERS parameters;
    static PEB peb = { .ProcessParameters = &parameters };
    static __thread TEB teb;

    teb.Peb = &peb;
    teb.ClientId.UniqueThread = ULongToHandle( host_syscall( SYS_GETTID ) );
    return &teb;
}

HANDLE WINAPI OpenThread( DWORD access, BOOL inherit, DWORD thread )
{
    long process = host_syscall( SYS_GETPID );

    set_last_error( ERROR_INVALID_PARAMETER );
    return host_syscall( SYS_TGKILL, process, (long)thread, 0L ) ? NULL : (HANDLE)(ULONG_PTR)thread;
}

/* All threads have the same times. */
BOOL WINAPI GetThreadTimes( HANDLE thread, FILETIME *created, FILETIME *exited, FILETIME *kernel,
                            FILETIME *user )
{
    created->dwLowDateTime = 4711;
    return TRUE;
}

DWORD WINAPI WaitForSingleObject( HANDLE thread, DWORD timeout )
{
    return WAIT_TIMEOUT;
}

static __thread void *tls_values[2];

DWORD WINAPI TlsAlloc(void)
{
    if (out_of_memory()) return TLS_OUT_OF_INDEXES;
    return held.indexes++;
}

BOOL WINAPI TlsFree( DWORD index )
{
    held.indexes--;
    return TRUE;
}

void * WINAPI TlsGetValue( DWORD index )
{
    return tls_values[index];
}

BOOL WINAPI TlsSetValue( DWORD index, void *value )
{
    tls_values[index] = value;
    return TRUE;
}

/* The next thread that waits for its turn waits longer, and a thread that is woken runs before the
 * one that wakes it. */
LONG late_waiter;       /* 1, and 2 once there is one */

/* Compares only the lower 4 of 8 bytes, which is enough for the number of a thread. */
NTSTATUS WINAPI RtlWaitOnAddress( const void *address, const void *value, SIZE_T size,
                                  const LARGE_INTEGER *timeout )
{
    const LONG late = size == sizeof(LONG) && InterlockedCompareExchange( &late_waiter, 2, 1 ) == 1;
    const struct { long seconds, nanoseconds; } limit =
    {
        -timeout->QuadPart / 10000000 + late, -timeout->QuadPart % 10000000 * 100
    };
    long ret = host_syscall( SYS_FUTEX, address, FUTEX_WAIT, *(const int *)value, &limit );

    if (!ret) return STATUS_SUCCESS;
    return __atomic_load_n( (const int *)address, __ATOMIC_RELAXED ) == *(const int *)value
           ? STATUS_TIMEOUT : STATUS_SUCCESS;
}

void WINAPI RtlWakeAddressSingle( const void *address )
{
    host_syscall( SYS_FUTEX, address, FUTEX_WAKE, 1 );
    if (__atomic_load_n( &late_waiter, __ATOMIC_RELAXED )) host_usleep( 20000 );
}


static int heap_lock;

void lock_heap(void)
{
    while (__atomic_exchange_n( &heap_lock, 1, __ATOMIC_ACQUIRE )) host_usleep( 1 );
}

void unlock_heap(void)
{
    __atomic_store_n( &heap_lock, 0, __ATOMIC_RELEASE );
}
