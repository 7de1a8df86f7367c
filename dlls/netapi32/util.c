/*
 * Small helpers
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

#include "util.h"
#include "smbpipe.h"
#include "winreg.h"

#include "wine/debug.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

BOOL is_wine(void)
{
    return GetProcAddress( GetModuleHandleW( L"ntdll.dll" ), "wine_get_version" ) != NULL;
}

/* Returns Wine's own function of that name, or NULL. */
FARPROC get_next_proc( const char *name )
{
    static HMODULE module;

    if (!module) module = LoadLibraryW( L"netapi32_wine.dll" );
    return module ? GetProcAddress( module, name ) : NULL;
}

/* Letter case doesn't tell names of computers or of users apart. */
BOOL names_equal( const WCHAR *a, const WCHAR *b )
{
    return CompareStringOrdinal( a, -1, b, -1, TRUE ) == CSTR_EQUAL;
}

static WCHAR computer_name[MAX_COMPUTERNAME_LENGTH + 1];

static BOOL CALLBACK read_computer_name( INIT_ONCE *once, void *param, void **context )
{
    DWORD size = ARRAY_SIZE(computer_name);

    return GetComputerNameW( computer_name, &size );
}

/*
 * Returns NULL if the computer has no name. A new name counts only after the next start of Windows
 * or of the prefix, and Wine asks wineserver three times for it, so we ask once.
 */
const WCHAR *get_computer_name(void)
{
    static INIT_ONCE once = INIT_ONCE_STATIC_INIT;

    return InitOnceExecuteOnce( &once, read_computer_name, NULL, NULL ) ? computer_name : NULL;
}

/* Settings are string values, like Wine's own. */
static LSTATUS read_option( const WCHAR *name, WCHAR *value, DWORD count )
{
    DWORD size = count * sizeof(WCHAR);

    return RegGetValueW( HKEY_CURRENT_USER, L"Software\\Wine\\Netapi32", name, RRF_RT_REG_SZ, NULL,
                         value, &size );
}

BOOL get_option( const WCHAR *name, WCHAR *value, DWORD count )
{
    return !read_option( name, value, count );
}

/* A limit in whole seconds. We ignore a value that is no such number, and trace it. */
DWORD get_seconds_option( const WCHAR *name, DWORD standard )
{
    WCHAR value[16];
    LSTATUS status = read_option( name, value, ARRAY_SIZE(value) );
    DWORD seconds;

    if (status == ERROR_FILE_NOT_FOUND) return standard;
    seconds = !status && !value[wcsspn( value, L"0123456789" )] ? wcstoul( value, NULL, 10 ) : 0;
    if (seconds && seconds <= SMBPIPE_MAX_TIMEOUT) return seconds;

    WARN( "%s is %s, not a string of a number from 1 to %u; using %lu\n", debugstr_w(name),
          status ? "something else" : debugstr_w(value), SMBPIPE_MAX_TIMEOUT, standard );
    return standard;
}

/*
 * Wine's own netapi32 and Windows take their blocks from the process heap, too. So each can free a
 * block of the others.
 */
void *heap_alloc( SIZE_T size )
{
    return HeapAlloc( GetProcessHeap(), 0, size );
}

void heap_free( void *ptr )
{
    HeapFree( GetProcessHeap(), 0, ptr );
}

/*
 * Programs end threads, mostly threads that wait for a server that hangs. A critical section that
 * such a thread had entered would stay entered for ever. So our lock knows its owner.
 */
#define PATIENCE 1000   /* milliseconds, then look whether the owner lives */

static DWORD stamp_index = TLS_OUT_OF_INDEXES;

BOOL locks_init(void)
{
    return (stamp_index = TlsAlloc()) != TLS_OUT_OF_INDEXES;
}

void locks_cleanup(void)
{
    TlsFree( stamp_index );
}

/* A later thread may have the same id, but has another creation time. A stamp is never 0. */
static DWORD get_stamp( HANDLE thread )
{
    FILETIME created, exited, kernel, user;

    if (!GetThreadTimes( thread, &created, &exited, &kernel, &user )) return 1;
    return created.dwLowDateTime | 1;
}

/* Returns the thread's id and its stamp. */
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

    /* Windows may have given its id to a thread that we may not open. */
    if (!handle) return GetLastError() != ERROR_NOT_ENOUGH_MEMORY;
    ended = !WaitForSingleObject( handle, 0 ) || get_stamp( handle ) != (DWORD)(thread >> 32);
    CloseHandle( handle );
    return ended;
}

/* Returns FALSE if the last owner ended with the lock, in the middle of its work. */
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
