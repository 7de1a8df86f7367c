/*
 * netapi32: helpers for every layer
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

#ifndef __UTIL_H
#define __UTIL_H

#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#define WIN32_NO_STATUS
#include "windef.h"
#include "winbase.h"
#include "winnls.h"
#include "winternl.h"
#undef WIN32_NO_STATUS
#include "ntstatus.h"
#include "lmcons.h"
#include "lmerr.h"

extern BOOL is_wine(void);
extern FARPROC get_next_proc( const char *name );
extern const WCHAR *get_computer_name(void);
extern BOOL names_equal( const WCHAR *a, const WCHAR *b );
extern BOOL get_option( const WCHAR *name, WCHAR *value, DWORD count );
extern DWORD get_seconds_option( const WCHAR *name, DWORD standard );
extern void *heap_alloc( SIZE_T size );
extern void heap_free( void *ptr );

/* A thread can take the lock after its owner has ended. A lock of zeros is free. */
struct lock
{
    LONGLONG owner;
};

extern BOOL locks_init(void);
extern void locks_cleanup(void);
extern LONGLONG this_thread(void);
extern BOOL thread_has_ended( LONGLONG thread );
extern BOOL take_lock( struct lock *lock );
extern void leave_lock( struct lock *lock );

#endif /* __UTIL_H */
