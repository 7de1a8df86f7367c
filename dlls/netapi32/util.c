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

/* Letter case makes no difference in the names of computers and of users. */
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
 * NULL if it has none. It changes with the next start of Windows or of the prefix only, and Wine
 * asks wineserver three times for it.
 */
const WCHAR *get_computer_name(void)
{
    static INIT_ONCE once = INIT_ONCE_STATIC_INIT;

    return InitOnceExecuteOnce( &once, read_computer_name, NULL, NULL ) ? computer_name : NULL;
}

/* Settings are string values, as Wine's own. */
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

/* A limit in whole seconds. What is no such number does not count, and is named in the trace. */
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
 * The blocks come from the process heap, as those of Wine's own netapi32 and of Windows do:
 * whatever one of them returned can be freed by another.
 */
void *heap_alloc( SIZE_T size )
{
    return HeapAlloc( GetProcessHeap(), 0, size );
}

void heap_free( void *ptr )
{
    HeapFree( GetProcessHeap(), 0, ptr );
}
