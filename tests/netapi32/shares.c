/*
 * Shares
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

#define SHARE( level, name, kind ) SERVICE_FIELD( SHARE_INFO_##level, shi##level##_, name, kind )
#define SHARE_I( level, name, kind ) \
    SERVICE_FIELD( SHARE_INFO_##level##_I, shi##level##_, name, kind )

static const struct service_level levels[] =
{
    { 0, sizeof(SHARE_INFO_0), { SHARE( 0, netname, EXACT ) } },
    { 1, sizeof(SHARE_INFO_1),
      { SHARE( 1, netname, EXACT ), SHARE( 1, type, HEX ), SHARE( 1, remark, TEXT ) } },
    { 2, sizeof(SHARE_INFO_2),
      { SHARE( 2, netname, EXACT ), SHARE( 2, type, HEX ), SHARE( 2, remark, TEXT ),
        SHARE( 2, permissions, HEX ), SHARE( 2, max_uses, HEX ), SHARE( 2, current_uses, NUMBER ),
        SHARE( 2, path, TEXT ), SHARE( 2, passwd, TEXT ) } },
    { 501, sizeof(SHARE_INFO_501),
      { SHARE( 501, netname, EXACT ), SHARE( 501, type, HEX ), SHARE( 501, remark, TEXT ),
        SHARE( 501, flags, HEX ) } },
    { 502, sizeof(SHARE_INFO_502_I),
      { SHARE_I( 502, netname, EXACT ), SHARE_I( 502, type, HEX ), SHARE_I( 502, remark, TEXT ),
        SHARE_I( 502, permissions, HEX ), SHARE_I( 502, max_uses, HEX ),
        SHARE_I( 502, current_uses, NUMBER ), SHARE_I( 502, path, TEXT ),
        SHARE_I( 502, passwd, TEXT ) } },
    { 503, sizeof(SHARE_INFO_503_I),
      { SHARE_I( 503, netname, EXACT ), SHARE_I( 503, type, HEX ), SHARE_I( 503, remark, TEXT ),
        SHARE_I( 503, permissions, HEX ), SHARE_I( 503, max_uses, HEX ),
        SHARE_I( 503, current_uses, NUMBER ), SHARE_I( 503, path, TEXT ),
        SHARE_I( 503, passwd, TEXT ), SHARE_I( 503, servername, EXACT ) } },
    { 1005, sizeof(SHARE_INFO_1005), { SHARE( 1005, flags, HEX ) } },
};

static void test_enum(void)
{
    static const struct service_list list =
    {
        "NetShareEnum", "NetShareEnum", levels, 6, { NULL }, 0, L"IPC$", FALSE, FALSE
    };
    static const struct service_list sticky =
    {
        "NetShareEnumSticky", "NetShareEnumSticky", levels, 3, { NULL }, 0, NULL, FALSE, FALSE
    };

    observe_service_list( &list );
    observe_service_list( &sticky );
    observe_one_by_one( &list, "NetShareGetInfo", 6 );
}

static void get( const WCHAR *share, DWORD level, const char *name )
{
    const ULONG_PTR names[] = { (ULONG_PTR)known.server, (ULONG_PTR)share };
    struct service_level undefined = { .level = level };
    DWORD i;

    for (i = 0; i < ARRAYSIZE(levels) && levels[i].level != level; i++) ;
    observe_service_get( "NetShareGetInfo", names, 2,
                         i < ARRAYSIZE(levels) ? &levels[i] : &undefined, name );
}

static void test_get(void)
{
    static const DWORD undefined[] = { 3, 99, 504, 1004, 1006, 1501, 65536, MAXDWORD };
    DWORD i;

    for (i = 0; i < ARRAYSIZE(levels); i++)
    {
        DWORD level = levels[i].level;

        get( L"IPC$", level, case_name( "NetShareGetInfo level %lu", level ));
        get( L"ipc$", level, case_name( "NetShareGetInfo, lower case, level %lu", level ));
        get( L"no-such-share", level, case_name( "NetShareGetInfo, no such share, level %lu",
                                                 level ));
        get( NULL, level, case_name( "NetShareGetInfo, NULL, level %lu", level ));
        get( L"", level, case_name( "NetShareGetInfo, empty, level %lu", level ));
    }
    for (i = 0; i < ARRAYSIZE(undefined); i++)
        get( L"IPC$", undefined[i], case_name( "NetShareGetInfo undefined level %lu",
                                               undefined[i] ));
}

/* All changes are of a share that is not there, or can't be made. */
static void test_changes(void)
{
    static const DWORD set_levels[] = { 1, 2, 502, 503, 1004, 1005, 1006 };
    static WCHAR nothing[] = L"no-such-share", empty[] = L"", path[] = L"C:\\";
    SHARE_INFO_503_I info503 = { .shi503_netname = nothing, .shi503_path = path };
    SHARE_INFO_502_I info = { .shi502_netname = nothing, .shi502_path = path };
    SHARE_INFO_1004 text = { empty };
    SHARE_INFO_1005 number = { 0 };     /* and level 1006 */
    DWORD i, parm_err = 0;

    for (i = 0; i < ARRAYSIZE(set_levels); i++)
        SERVICE( "NetShareSetInfo",
                 case_name( "NetShareSetInfo, no such share, level %lu", set_levels[i] ),
                 (ULONG_PTR)nothing, set_levels[i],
                 set_levels[i] == 1004 ? (ULONG_PTR)&text :
                 set_levels[i] == 503 ? (ULONG_PTR)&info503
                 : set_levels[i] > 1004 ? (ULONG_PTR)&number : (ULONG_PTR)&info,
                 (ULONG_PTR)&parm_err );
    SERVICE( "NetShareSetInfo", "NetShareSetInfo undefined level 3", (ULONG_PTR)nothing, 3,
             (ULONG_PTR)&info, (ULONG_PTR)&parm_err );
    SERVICE( "NetShareSetInfo", "NetShareSetInfo, NULL", 0, 1004, (ULONG_PTR)&text,
             (ULONG_PTR)&parm_err );
    SERVICE( "NetShareAdd", "NetShareAdd undefined level 1", 1, (ULONG_PTR)&info,
             (ULONG_PTR)&parm_err );
    info.shi502_netname = empty;
    SERVICE( "NetShareAdd", "NetShareAdd, empty name, level 2", 2, (ULONG_PTR)&info,
             (ULONG_PTR)&parm_err );
    SERVICE( "NetShareDel", "NetShareDel, no such share", (ULONG_PTR)nothing, 0 );
    SERVICE( "NetShareDel", "NetShareDel, NULL", 0, 0 );
    SERVICE( "NetShareDelSticky", "NetShareDelSticky, no such share", (ULONG_PTR)nothing, 0 );
    SERVICE( "NetShareDelEx", "NetShareDelEx undefined level 2", 2, (ULONG_PTR)&info );
}

static void test_check(void)
{
    DWORD type = UNTOUCHED_LONG;

    SERVICE( "NetShareCheck", "NetShareCheck, no such device", (ULONG_PTR)L"Q:\\no\\such\\folder",
             (ULONG_PTR)&type );
    SERVICE( "NetShareCheck", "NetShareCheck, NULL", 0, (ULONG_PTR)&type );
}

START_TEST(shares)
{
    begin_unit( "shares" );
    find_session();
    begin_variant( without_session );
    test_enum();
    test_get();
    test_changes();
    test_check();
    observe_zeros( "NetShareEnum" );
    observe_zeros( "NetShareEnumSticky" );
    observe_zeros( "NetShareGetInfo" );
    observe_zeros( "NetShareCheck" );
    end_unit();
}
