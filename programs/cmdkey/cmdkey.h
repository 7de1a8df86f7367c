/*
 * cmdkey, internal definitions
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

#ifndef __CMDKEY_H
#define __CMDKEY_H

#include <windows.h>
#include <wincred.h>

#include "../common/output.h"

#define MAX_PASSWORD (CRED_MAX_CREDENTIAL_BLOB_SIZE / sizeof(WCHAR))

enum exit_status
{
    EXIT_DONE,
    EXIT_FAILED,
    EXIT_USAGE
};

/* credential.c */
extern enum exit_status add_credential( DWORD type, const WCHAR *target, const WCHAR *user );
extern enum exit_status list_credentials( const WCHAR *target );
extern enum exit_status delete_credential( const WCHAR *target );

/* password.c: Wine traces the string arguments of some functions. These never get a password. */
extern BOOL read_password( const WCHAR *user, const WCHAR *target, WCHAR *password, DWORD *len );

/* prefix.c */
extern BOOL close_prefix(void);

#endif
