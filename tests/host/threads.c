/*
 * Threads, and what they wait for
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

#define MUTEX_ERRORCHECK 2
#define SYS_GETPID       39
#define SYS_GETTID       186
#define SYS_FUTEX        202
#define SYS_TGKILL       234
#define FUTEX_WAIT       128    /* within the process */
#define FUTEX_WAKE       129

struct mutex
{
    ULONGLONG data[8];      /* more than the C library's */
};

extern int mutexattr_init( int *attr ) __asm__( "pthread_mutexattr_init" );
extern int mutexattr_settype( int *attr, int type ) __asm__( "pthread_mutexattr_settype" );
extern int mutex_init( struct mutex *mutex, const int *attr ) __asm__( "pthread_mutex_init" );
extern int mutex_destroy( struct mutex *mutex ) __asm__( "pthread_mutex_destroy" );
extern int mutex_lock( struct mutex *mutex ) __asm__( "pthread_mutex_lock" );
extern int mutex_unlock( struct mutex *mutex ) __asm__( "pthread_mutex_unlock" );
extern long host_syscall( long number, ... ) __asm__( "syscall" );

/* A thread whose handle is its number is there, or it is not. */

TEB * WINAPI NtCurrentTeb(void)
{
    static __thread TEB teb;

    teb.ClientId.UniqueThread = ULongToHandle( host_syscall( SYS_GETTID ) );
    return &teb;
}

HANDLE WINAPI OpenThread( DWORD access, BOOL inherit, DWORD thread )
{
    long process = host_syscall( SYS_GETPID );

    return host_syscall( SYS_TGKILL, process, (long)thread, 0L ) ? NULL : (HANDLE)(ULONG_PTR)thread;
}

DWORD WINAPI WaitForSingleObject( HANDLE thread, DWORD timeout )
{
    return WAIT_TIMEOUT;
}

static __thread void *tls_value;

DWORD WINAPI TlsAlloc(void)
{
    if (out_of_memory()) return TLS_OUT_OF_INDEXES;
    held.indexes++;
    return 0;
}

BOOL WINAPI TlsFree( DWORD index )
{
    held.indexes--;
    return TRUE;
}

void * WINAPI TlsGetValue( DWORD index )
{
    return tls_value;
}

BOOL WINAPI TlsSetValue( DWORD index, void *value )
{
    tls_value = value;
    return TRUE;
}

/* A thread that takes a lock twice, or gives back another's, ends the test. */

static struct mutex *create_mutex(void)
{
    struct mutex *mutex = host_malloc( sizeof(*mutex) );
    int attr;

    if (mutexattr_init( &attr ) || mutexattr_settype( &attr, MUTEX_ERRORCHECK ) ||
        mutex_init( mutex, &attr ))
        host_abort();
    return mutex;
}

static void free_mutex( struct mutex *mutex )
{
    if (mutex_destroy( mutex )) host_abort();
    host_free( mutex );
}

/* The static ones have none at first. */
static struct mutex *get_mutex( CRITICAL_SECTION *cs )
{
    struct mutex **ptr = (struct mutex **)&cs->LockSemaphore, *mutex, *old = NULL;

    if ((mutex = __atomic_load_n( ptr, __ATOMIC_ACQUIRE ))) return mutex;
    mutex = create_mutex();
    if (__atomic_compare_exchange_n( ptr, &old, mutex, FALSE, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE ))
        return mutex;
    free_mutex( mutex );
    return old;
}

void WINAPI InitializeCriticalSection( CRITICAL_SECTION *cs )
{
    memset( cs, 0, sizeof(*cs) );
    cs->LockSemaphore = create_mutex();
    count_held( &held.sections, 1 );
}

void WINAPI DeleteCriticalSection( CRITICAL_SECTION *cs )
{
    free_mutex( get_mutex( cs ) );
    count_held( &held.sections, -1 );
}

void WINAPI EnterCriticalSection( CRITICAL_SECTION *cs )
{
    if (mutex_lock( get_mutex( cs ) )) host_abort();
    count_held( &held.locks, 1 );
}

void WINAPI LeaveCriticalSection( CRITICAL_SECTION *cs )
{
    count_held( &held.locks, -1 );
    if (mutex_unlock( get_mutex( cs ) )) host_abort();
}

/* As Wine's do */

BOOL WINAPI SleepConditionVariableCS( CONDITION_VARIABLE *variable, CRITICAL_SECTION *cs,
                                      DWORD timeout )
{
    const struct { long seconds, nanoseconds; } limit =
    {
        timeout / 1000, timeout % 1000 * 1000000
    };
    int value = __atomic_load_n( (int *)&variable->Ptr, __ATOMIC_RELAXED );

    LeaveCriticalSection( cs );
    host_syscall( SYS_FUTEX, &variable->Ptr, FUTEX_WAIT, value, &limit );
    EnterCriticalSection( cs );
    return __atomic_load_n( (int *)&variable->Ptr, __ATOMIC_RELAXED ) != value;
}

void WINAPI WakeConditionVariable( CONDITION_VARIABLE *variable )
{
    __atomic_fetch_add( (int *)&variable->Ptr, 1, __ATOMIC_RELAXED );
    host_syscall( SYS_FUTEX, &variable->Ptr, FUTEX_WAKE, 1 );
}

/* The heap has a lock, too. */

static CRITICAL_SECTION heap_cs;

void lock_heap(void)
{
    if (mutex_lock( get_mutex( &heap_cs ) )) host_abort();
}

void unlock_heap(void)
{
    if (mutex_unlock( get_mutex( &heap_cs ) )) host_abort();
}
