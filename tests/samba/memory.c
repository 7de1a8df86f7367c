/*
 * Every allocation of netapi32 fails in turn
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

#include "samba_test.h"

typedef void * (WINAPI *heap_alloc_proc)( HANDLE heap, DWORD flags, SIZE_T size );

static heap_alloc_proc real_heap_alloc;
static LONG countdown;  /* the allocation that fails, 0 for none */

static void * WINAPI fake_heap_alloc( HANDLE heap, DWORD flags, SIZE_T size )
{
    if (countdown && !--countdown) return NULL;
    return real_heap_alloc( heap, flags, size );
}

static void *rva( HMODULE module, DWORD offset )
{
    return (BYTE *)module + offset;
}

static const IMAGE_IMPORT_DESCRIPTOR *get_imports( HMODULE module )
{
    const IMAGE_DOS_HEADER *dos = (const IMAGE_DOS_HEADER *)module;
    const IMAGE_NT_HEADERS *nt = rva( module, dos->e_lfanew );

    const IMAGE_DATA_DIRECTORY *directories = nt->OptionalHeader.DataDirectory;

    return rva( module, directories[IMAGE_DIRECTORY_ENTRY_IMPORT].VirtualAddress );
}

/* The place where a module keeps the address of an imported function. */
static void **find_import( HMODULE module, void *function )
{
    const IMAGE_IMPORT_DESCRIPTOR *import;
    void **thunk;

    for (import = get_imports( module ); import->Name; import++)
        for (thunk = rva( module, import->FirstThunk ); *thunk; thunk++)
            if (*thunk == function) return thunk;
    return NULL;
}

static BOOL hook_heap_alloc( HMODULE module )
{
    void **thunk;
    DWORD protect;

    /* Our own import table can have the address of a thunk. */
    real_heap_alloc = (void *)GetProcAddress( GetModuleHandleW( L"kernel32.dll" ), "HeapAlloc" );
    if (!(thunk = find_import( module, real_heap_alloc ))) return FALSE;
    VirtualProtect( thunk, sizeof(*thunk), PAGE_READWRITE, &protect );
    *thunk = fake_heap_alloc;
    return TRUE;
}

/* Returns FALSE when the call has fewer allocations. */
static BOOL fail_allocation( const struct known_session *session, LONG number )
{
    BYTE *buffer = (BYTE *)&number;
    NET_API_STATUS status;
    BOOL failed;

    countdown = number;
    status = get_info( session, session->level, &buffer );
    failed = !countdown;
    countdown = 0;

    if (failed)
    {
        ok( status == ERROR_NOT_ENOUGH_MEMORY, "allocation %ld: got status %lu\n", number, status );
        ok( !buffer, "allocation %ld: buffer is %p\n", number, buffer );
    }
    else ok_status( status, NERR_Success );
    NetApiBufferFree( buffer );

    buffer = NULL;
    status = get_info( session, session->level, &buffer );
    ok( !status, "after allocation %ld: got status %lu\n", number, status );
    NetApiBufferFree( buffer );
    return failed;
}

START_TEST(memory)
{
    struct known_session session;
    LONG number = 1;
    void *buffer;

    if (!require_known_session( &session )) return;
    if (!hook_heap_alloc( GetModuleHandleW( L"netapi32.dll" )))
    {
        skip( "this netapi32.dll does not allocate by HeapAlloc\n" );
        return;
    }
    countdown = 1;
    ok_status( NetApiBufferAllocate( 10, &buffer ), ERROR_NOT_ENOUGH_MEMORY );
    while (fail_allocation( &session, number ) && number < 1000) number++;
    trace( "%ld allocations\n", number - 1 );
    ok( number > 2 && number < 1000, "%ld allocations\n", number - 1 );
}
