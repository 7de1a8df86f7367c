/*
 * The part of Windows that netapi32 needs
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
 * Each function that can be out of memory counts its calls, and fails at a chosen one. Each
 * function whose result must be given back counts these results.
 */

#include "host_test.h"
#include "wine/debug.h"
#include "winreg.h"
#include "wincred.h"
#include "inaddr.h"
#include "in6addr.h"
#include "ip2string.h"

struct held held;
LONG countdown;
BOOL on_wine = TRUE;
const WCHAR *stored_user;
BOOL level_fallback = TRUE;

static __thread DWORD last_error;

void set_last_error( DWORD err )
{
    last_error = err;
}

BOOL out_of_memory(void)
{
    return countdown && !--countdown;
}

void count_held( int *count, int change )
{
    __atomic_fetch_add( count, change, __ATOMIC_RELAXED );
}

HMODULE WINAPI GetModuleHandleW( const WCHAR *name )
{
    return NULL;
}

BOOL WINAPI GetModuleHandleExW( DWORD flags, const WCHAR *name, HMODULE *module )
{
    return TRUE;
}

/* The C library */

void * __cdecl memset( void *dst, int c, size_t count )
{
    volatile BYTE *p = dst;

    while (count--) *p++ = c;
    return dst;
}

void * __cdecl memmove( void *dst, const void *src, size_t count )
{
    const BYTE *s = src;
    BYTE *d = dst;

    if (d < s) while (count--) *d++ = *s++;
    else while (count--) d[count] = s[count];
    return dst;
}

void * __cdecl memcpy( void *dst, const void *src, size_t count )
{
    const BYTE *s = src;
    BYTE *d = dst;

    /* C leaves the result undefined if the two parts overlap. */
    if (d < s + count && s < d + count && count) host_abort();
    while (count--) *d++ = *s++;
    return dst;
}

int __cdecl memcmp( const void *a, const void *b, size_t count )
{
    const BYTE *p = a, *q = b;

    while (count && *p == *q) p++, q++, count--;
    return count ? *p - *q : 0;
}

char * __cdecl strchr( const char *str, int c )
{
    while (*str && *str != c) str++;
    return *str == c ? (char *)str : NULL;
}

int __cdecl strncmp( const char *a, const char *b, size_t max )
{
    while (max && *a && *a == *b) a++, b++, max--;
    return max ? *a - *b : 0;
}

char * __cdecl strstr( const char *str, const char *part )
{
    size_t len = 0;

    while (part[len]) len++;
    while (*str && strncmp( str, part, len )) str++;
    return *str ? (char *)str : NULL;
}

__msvcrt_ulong __cdecl strtoul( const char *str, char **end, int base )
{
    __msvcrt_ulong value = 0;

    while (*str == ' ') str++;
    for (; *str >= '0' && *str <= '9'; str++) value = value * base + *str - '0';
    *end = (char *)str;
    return value;
}

size_t __cdecl wcsnlen( const WCHAR *str, size_t max )
{
    size_t len = 0;

    while (len < max && str[len]) len++;
    return len;
}

size_t __cdecl wcslen( const WCHAR *str )
{
    return wcsnlen( str, MAX_BLOCK );
}

WCHAR * __cdecl wcscpy( WCHAR *dst, const WCHAR *src )
{
    return memcpy( dst, src, (wcslen( src ) + 1) * sizeof(WCHAR) );
}

int __cdecl wcsncmp( const WCHAR *a, const WCHAR *b, size_t max )
{
    while (max && *a && *a == *b) a++, b++, max--;
    return max ? *a - *b : 0;
}

int __cdecl wcscmp( const WCHAR *a, const WCHAR *b )
{
    return wcsncmp( a, b, MAX_BLOCK );
}

WCHAR * __cdecl wcschr( const WCHAR *str, WCHAR c )
{
    while (*str && *str != c) str++;
    return *str == c ? (WCHAR *)str : NULL;
}

size_t __cdecl wcsspn( const WCHAR *str, const WCHAR *set )
{
    size_t len = 0;

    while (str[len] && wcschr( set, str[len] )) len++;
    return len;
}

size_t __cdecl wcscspn( const WCHAR *str, const WCHAR *set )
{
    size_t len = 0;

    while (str[len] && !wcschr( set, str[len] )) len++;
    return len;
}

__msvcrt_ulong __cdecl wcstoul( const WCHAR *str, WCHAR **end, int base )
{
    __msvcrt_ulong value = 0;

    for (; *str >= '0' && *str <= '9'; str++) value = value * base + *str - '0';
    *end = (WCHAR *)str;
    return value;
}

static int put_number( WCHAR *buffer, unsigned int number )
{
    int len = number >= 10 ? put_number( buffer, number / 10 ) : 0;

    buffer[len] = '0' + number % 10;
    return len + 1;
}

/* netapi32 uses %s, %hs and %u only. */
int __cdecl _vsnwprintf( WCHAR *buffer, size_t size, const WCHAR *format, va_list args )
{
    WCHAR text[600], *p = text;
    const WCHAR *str;
    const char *narrow;

    for (; *format; format++)
    {
        if (*format != '%') *p++ = *format;
        else if (*++format == 'u') p += put_number( p, va_arg( args, unsigned int ) );
        else if (*format == 's')
        {
            str = va_arg( args, const WCHAR * );
            wcscpy( p, str );
            p += wcslen( str );
        }
        else if (*format == 'h' && *++format == 's')
            for (narrow = va_arg( args, const char * ); *narrow; ) *p++ = *narrow++;
        else host_abort();
    }
    *p++ = 0;
    if ((size_t)(p - text) > size) return -1;
    memcpy( buffer, text, (p - text) * sizeof(WCHAR) );
    return p - text - 1;
}

/* Drops the messages. */

int __cdecl _vsnprintf( char *buffer, size_t size, const char *format, va_list args )
{
    buffer[0] = 0;
    return 0;
}

const char * __cdecl __wine_dbg_strdup( const char *str )
{
    return "";
}

int __cdecl __wine_dbg_output( const char *str )
{
    return 0;
}

int __cdecl __wine_dbg_header( enum __wine_debug_class class, struct __wine_debug_channel *channel,
                               const char *function )
{
    return -1;
}

/* The heap: each block is one of the C library, so that a checker of memory knows its end */

struct block
{
    struct block *next;
    SIZE_T        size;
    void         *data;
};

static struct block *blocks;

static struct block **find_block( const void *ptr )
{
    struct block **block = &blocks;

    while (*block && (*block)->data != ptr) block = &(*block)->next;
    return block;
}

HANDLE WINAPI GetProcessHeap(void)
{
    return (HANDLE)&blocks;
}

void * WINAPI HeapAlloc( HANDLE heap, DWORD flags, SIZE_T size )
{
    struct block *block;

    if (heap != &blocks || flags) host_abort();
    if (out_of_memory() || size > MAX_BLOCK) return NULL;
    block = host_malloc( sizeof(*block) );
    block->data = host_malloc( size );
    block->size = size;
    lock_heap();
    block->next = blocks;
    blocks = block;
    unlock_heap();
    count_held( &held.blocks, 1 );
    return block->data;
}

BOOL WINAPI HeapFree( HANDLE heap, DWORD flags, void *ptr )
{
    struct block **ptr_block, *block;

    if (!ptr) return TRUE;
    lock_heap();
    ptr_block = find_block( ptr );
    if ((block = *ptr_block)) *ptr_block = block->next;
    unlock_heap();
    if (!block) return FALSE;
    host_free( block->data );
    host_free( block );
    count_held( &held.blocks, -1 );
    return TRUE;
}

/* The functions from here on have only one thread. */

SIZE_T WINAPI HeapSize( HANDLE heap, DWORD flags, const void *ptr )
{
    const struct block *block = *find_block( ptr );

    return block ? block->size : ~(SIZE_T)0;
}

void * WINAPI HeapReAlloc( HANDLE heap, DWORD flags, void *ptr, SIZE_T size )
{
    struct block *block = *find_block( ptr );
    void *data;

    if (!block || out_of_memory() || size > MAX_BLOCK) return NULL;
    data = host_malloc( size );
    memcpy( data, block->data, min( size, block->size ) );
    host_free( block->data );
    block->data = data;
    block->size = size;
    return data;
}

ULONGLONG ticks;

ULONGLONG WINAPI GetTickCount64(void)
{
    return ticks;
}

void WINAPI Sleep( DWORD ms )
{
    ticks += ms;
}

/* The system */

DWORD WINAPI GetLastError(void)
{
    return last_error;
}

BOOL WINAPI DisableThreadLibraryCalls( HMODULE module )
{
    return TRUE;
}

HMODULE WINAPI LoadLibraryW( const WCHAR *name )
{
    return NULL;
}

FARPROC WINAPI GetProcAddress( HMODULE module, const char *name )
{
    /* netapi32 asks for wine_get_version. */
    return on_wine && name[0] == 'w' ? (FARPROC)(void *)GetProcAddress : NULL;
}

BOOL WINAPI GetComputerNameW( WCHAR *name, DWORD *size )
{
    wcscpy( name, L"HOST" );
    return TRUE;
}

BOOL WINAPI InitOnceExecuteOnce( INIT_ONCE *once, PINIT_ONCE_FN function, void *param,
                                 void **context )
{
    if (once->Ptr) return TRUE;
    if (!function( once, param, context )) return FALSE;
    once->Ptr = once;
    return TRUE;
}

BOOL WINAPI GetUserNameW( WCHAR *name, DWORD *size )
{
    wcscpy( name, L"self" );
    return TRUE;
}

BOOL WINAPI WaitNamedPipeW( const WCHAR *name, DWORD timeout )
{
    last_error = ERROR_FILE_NOT_FOUND;
    return FALSE;
}

/* Opens only the file for smbpipe's output; no pipe of the prefix exists. */
HANDLE WINAPI CreateFileW( const WCHAR *name, DWORD access, DWORD sharing, SECURITY_ATTRIBUTES *sa,
                           DWORD creation, DWORD attributes, HANDLE template )
{
    last_error = out_of_memory() ? ERROR_NOT_ENOUGH_MEMORY : ERROR_SUCCESS;
    return last_error ? INVALID_HANDLE_VALUE : NULL;
}

BOOL WINAPI PeekNamedPipe( HANDLE pipe, void *buffer, DWORD size, DWORD *got, DWORD *available,
                           DWORD *left )
{
    return FALSE;
}

BOOL WINAPI CloseHandle( HANDLE handle )
{
    return TRUE;
}

static WCHAR upper( WCHAR c )
{
    return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
}

unsigned int comparisons;

INT WINAPI CompareStringOrdinal( const WCHAR *a, INT a_len, const WCHAR *b, INT b_len,
                                 BOOL ignore_case )
{
    comparisons++;
    if (a_len < 0) a_len = wcslen( a );
    if (b_len < 0) b_len = wcslen( b );
    while (a_len && b_len && upper( *a ) == upper( *b )) a++, b++, a_len--, b_len--;
    if (!a_len || !b_len)
        return a_len ? CSTR_GREATER_THAN : b_len ? CSTR_LESS_THAN : CSTR_EQUAL;
    return upper( *a ) < upper( *b ) ? CSTR_LESS_THAN : CSTR_GREATER_THAN;
}

/* ASCII only */
INT WINAPI WideCharToMultiByte( UINT page, DWORD flags, const WCHAR *src, INT count, char *dst,
                                INT size, const char *unknown, BOOL *used )
{
    INT i;

    for (i = 0; i < count && i < size; i++) dst[i] = src[i];
    return i;
}

NTSTATUS WINAPI RtlIpv6StringToAddressExW( const WCHAR *str, IN6_ADDR *addr, ULONG *scope,
                                           USHORT *port )
{
    if (wcscmp( str, L"[::1]" ) && wcscmp( str, L"::1" ) && wcscmp( str, L"[0:0::1]" ))
        return STATUS_INVALID_PARAMETER;
    memset( addr, 0, sizeof(*addr) );
    *scope = 0;
    *port = 0;
    return STATUS_SUCCESS;
}

ULONG WINAPI RtlNtStatusToDosError( NTSTATUS status )
{
    switch (status)
    {
    case STATUS_NO_MEMORY:      return ERROR_NOT_ENOUGH_MEMORY;
    case STATUS_ACCESS_DENIED:  return ERROR_ACCESS_DENIED;
    case STATUS_LOGON_FAILURE:  return ERROR_LOGON_FAILURE;
    default:                    return ERROR_MR_MID_NOT_FOUND;
    }
}

LSTATUS WINAPI RegGetValueW( HKEY key, const WCHAR *subkey, const WCHAR *name, DWORD flags,
                             DWORD *type, void *data, DWORD *size )
{
    if (!wcscmp( name, L"SmbPipe" ))
    {
        wcscpy( data, L"/a b\\\"c\\d\\" );
        return ERROR_SUCCESS;
    }
    if (wcscmp( name, L"LevelFallback" ) || level_fallback) return ERROR_FILE_NOT_FOUND;
    wcscpy( data, L"N" );
    return ERROR_SUCCESS;
}

LSTATUS WINAPI RegOpenKeyExW( HKEY key, const WCHAR *name, DWORD options, REGSAM access, HKEY *ret )
{
    if (!stored_user) return ERROR_FILE_NOT_FOUND;
    *ret = key;
    held.keys++;
    return ERROR_SUCCESS;
}

LSTATUS WINAPI RegCloseKey( HKEY key )
{
    held.keys--;
    return ERROR_SUCCESS;
}

BOOL WINAPI CredReadW( const WCHAR *target, DWORD type, DWORD flags, CREDENTIALW **ret )
{
    CREDENTIALW *credential;

    last_error = ERROR_NOT_FOUND;
    if (wcscmp( target, L"stored" )) return FALSE;
    last_error = ERROR_OUTOFMEMORY;
    if (out_of_memory()) return FALSE;
    credential = host_malloc( sizeof(*credential) );
    memset( credential, 0, sizeof(*credential) );
    credential->UserName = (WCHAR *)stored_user;
    credential->CredentialBlob = host_malloc( 4 );
    credential->CredentialBlobSize = 4;
    credential->LastWritten.dwLowDateTime = 1;
    memcpy( credential->CredentialBlob, L"pw", 4 );
    *ret = credential;
    held.credentials++;
    return TRUE;
}

void WINAPI CredFree( void *ptr )
{
    CREDENTIALW *credential = ptr;

    host_free( credential->CredentialBlob );
    host_free( credential );
    held.credentials--;
}
