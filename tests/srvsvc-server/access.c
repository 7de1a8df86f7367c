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
    MODE_ALL,
    MODE_ADMINISTRATORS,
    MODE_LEVELS,
    MODE_NONE,
    MODE_COUNT
};

static const WCHAR * const mode_names[MODE_COUNT] =
{
    [MODE_ALL]            = L"all",
    [MODE_ADMINISTRATORS] = L"administrators",
    [MODE_LEVELS]         = L"levels",
    [MODE_NONE]           = L"none",
};

static enum access_mode mode = MODE_ALL;

BOOL set_access( const WCHAR *name )
{
    enum access_mode i;

    for (i = 0; i < MODE_COUNT; i++)
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

/* Before Windows 10 1607 more calls were open to everybody. */
BOOL access_allowed( enum access access )
{
    switch (mode)
    {
    case MODE_ALL:            return TRUE;
    case MODE_ADMINISTRATORS: return access == ACCESS_EVERYBODY || is_administrator();
    case MODE_LEVELS:         return access != ACCESS_ADMINISTRATOR || is_administrator();
    default:                  return FALSE;
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
