/*
 * Who may call
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

#include "server.h"

enum access_mode
{
    ACCESS_ALL,
    ACCESS_ADMINISTRATORS,
    ACCESS_LEVELS,
    ACCESS_NONE,
    ACCESS_COUNT
};

static const WCHAR * const mode_names[ACCESS_COUNT] =
{
    [ACCESS_ALL]            = L"all",
    [ACCESS_ADMINISTRATORS] = L"administrators",
    [ACCESS_LEVELS]         = L"levels",
    [ACCESS_NONE]           = L"none",
};

static enum access_mode mode = ACCESS_ALL;

BOOL set_access( const WCHAR *name )
{
    enum access_mode i;

    for (i = 0; i < ACCESS_COUNT; i++)
    {
        if (wcscmp( mode_names[i], name )) continue;
        mode = i;
        return TRUE;
    }
    return FALSE;
}

/* A caller who can't be impersonated, as over TCP, is nobody. */
static BOOL is_administrator(void)
{
    BYTE sid[SECURITY_MAX_SID_SIZE];
    DWORD size = sizeof(sid);
    BOOL member = FALSE;

    if (!CreateWellKnownSid( WinBuiltinAdministratorsSid, NULL, sid, &size )) return FALSE;
    if (RpcImpersonateClient( NULL )) return FALSE;
    if (!CheckTokenMembership( NULL, sid, &member )) member = FALSE;
    RpcRevertToSelf();
    return member;
}

/* Before Windows 10 1607 some calls were open to all. */
BOOL access_allowed( BOOL open_before_1607 )
{
    switch (mode)
    {
    case ACCESS_ALL:            return TRUE;
    case ACCESS_ADMINISTRATORS: return is_administrator();
    case ACCESS_LEVELS:         return open_before_1607 || is_administrator();
    default:                    return FALSE;
    }
}

void get_caller( WCHAR *name, DWORD count )
{
    BOOL known = FALSE;

    if (!RpcImpersonateClient( NULL ))
    {
        known = GetUserNameW( name, &count );
        RpcRevertToSelf();
    }
    if (!known) wcscpy( name, L"unknown" );
}
