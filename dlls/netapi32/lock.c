/*
 * A lock that outlives its owner
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
 * Programs end threads, mostly those that wait for a server that hangs. A critical section that
 * such a thread had entered would stay so for ever.
 */

#include "util.h"

#define PATIENCE 1000   /* milliseconds, before a look at the owner */

static DWORD stamp_index = TLS_OUT_OF_INDEXES;

BOOL locks_init(void)
{
    return (stamp_index = TlsAlloc()) != TLS_OUT_OF_INDEXES;
}

void locks_cleanup(void)
{
    TlsFree( stamp_index );
}

/* The time of a thread's creation tells it from a later one of the same number. It is never 0. */
static DWORD get_stamp( HANDLE thread )
{
    FILETIME created, exited, kernel, user;

    if (!GetThreadTimes( thread, &created, &exited, &kernel, &user )) return 1;
    return created.dwLowDateTime | 1;
}

/* Its number and its stamp */
LONGLONG this_thread(void)
{
    ULONG_PTR stamp = (ULONG_PTR)TlsGetValue( stamp_index );

    if (!stamp) TlsSetValue( stamp_index, (void *)(stamp = get_stamp( GetCurrentThread() )) );
    return (LONGLONG)stamp << 32 | GetCurrentThreadId();
}

BOOL thread_has_ended( LONGLONG thread )
{
    HANDLE handle = OpenThread( SYNCHRONIZE | THREAD_QUERY_LIMITED_INFORMATION, FALSE, thread );
    BOOL ended;

    /* Windows may have given its number to a thread that we may not open. */
    if (!handle) return GetLastError() != ERROR_NOT_ENOUGH_MEMORY;
    ended = !WaitForSingleObject( handle, 0 ) || get_stamp( handle ) != (DWORD)(thread >> 32);
    CloseHandle( handle );
    return ended;
}

/* FALSE if it was taken from a thread that was ended, in the middle of whatever it did. */
BOOL take_lock( struct lock *lock )
{
    LONGLONG owner, self = this_thread();
    LARGE_INTEGER timeout;

    timeout.QuadPart = PATIENCE * (LONGLONG)-10000;
    while ((owner = InterlockedCompareExchange64( &lock->owner, self, 0 )))
    {
        if (RtlWaitOnAddress( &lock->owner, &owner, sizeof(owner), &timeout ) != STATUS_TIMEOUT)
            continue;
        if (thread_has_ended( owner ) &&
            InterlockedCompareExchange64( &lock->owner, self, owner ) == owner)
            return FALSE;
    }
    return TRUE;
}

void leave_lock( struct lock *lock )
{
    InterlockedCompareExchange64( &lock->owner, 0, this_thread() );
    RtlWakeAddressSingle( &lock->owner );
}
