/*
 * The workstation of a computer
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

#include "netapi32_test.h"

#define WKSTA( level, name, kind ) SERVICE_FIELD( WKSTA_INFO_##level, wki##level##_, name, kind )

static const struct service_level levels[] =
{
    { 100, sizeof(WKSTA_INFO_100),
      { WKSTA( 100, platform_id, HEX ), WKSTA( 100, computername, TEXT ),
        WKSTA( 100, langroup, TEXT ), WKSTA( 100, ver_major, NUMBER ),
        WKSTA( 100, ver_minor, NUMBER ) } },
    { 101, sizeof(WKSTA_INFO_101),
      { WKSTA( 101, platform_id, HEX ), WKSTA( 101, computername, TEXT ),
        WKSTA( 101, langroup, TEXT ), WKSTA( 101, ver_major, NUMBER ),
        WKSTA( 101, ver_minor, NUMBER ), WKSTA( 101, lanroot, TEXT ) } },
    { 102, sizeof(WKSTA_INFO_102),
      { WKSTA( 102, platform_id, HEX ), WKSTA( 102, computername, TEXT ),
        WKSTA( 102, langroup, TEXT ), WKSTA( 102, ver_major, NUMBER ),
        WKSTA( 102, ver_minor, NUMBER ), WKSTA( 102, lanroot, TEXT ),
        WKSTA( 102, logged_on_users, NUMBER ) } },
};

static const struct service_level user_levels[] =
{
    { 0, sizeof(WKSTA_USER_INFO_0),
      { SERVICE_FIELD( WKSTA_USER_INFO_0, wkui0_, username, TEXT ) } },
    { 1, sizeof(WKSTA_USER_INFO_1),
      { SERVICE_FIELD( WKSTA_USER_INFO_1, wkui1_, username, TEXT ),
        SERVICE_FIELD( WKSTA_USER_INFO_1, wkui1_, logon_domain, TEXT ),
        SERVICE_FIELD( WKSTA_USER_INFO_1, wkui1_, logon_server, TEXT ) } },
};

START_TEST(wksta)
{
    static const struct service_list users =
    {
        "NetWkstaUserEnum", "NetWkstaUserEnum", user_levels, 2, { NULL }, 0, NULL, FALSE, FALSE
    };
    static const DWORD undefined[] = { 0, 99, 103, 65636, MAXDWORD };
    struct service_level none = { .level = 0 };
    ULONG_PTR names[1];
    DWORD i;

    begin_unit( "wksta" );
    find_session();
    begin_variant( without_session );
    names[0] = (ULONG_PTR)known.server;
    for (i = 0; i < ARRAYSIZE(levels); i++)
        observe_service_get( "NetWkstaGetInfo", names, 1, &levels[i],
                             case_name( "NetWkstaGetInfo level %lu", levels[i].level ));
    observe_service_levels( "NetWkstaGetInfo", names, 1, levels, ARRAYSIZE(levels) );
    for (i = 0; i < ARRAYSIZE(undefined); i++)
    {
        none.level = undefined[i];
        observe_service_get( "NetWkstaGetInfo", names, 1, &none,
                             case_name( "NetWkstaGetInfo undefined level %lu", undefined[i] ));
    }
    observe_service_list( &users );
    end_unit();
}
