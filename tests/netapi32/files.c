/*
 * Open files
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

#define NO_FILE 0xffffffff      /* an id that no server gives to a file */

#define FILE_FIELD( name, kind ) SERVICE_FIELD( FILE_INFO_3, fi3_, name, kind )

static const struct service_level file_levels[] =
{
    { 2, sizeof(FILE_INFO_2), { SERVICE_FIELD( FILE_INFO_2, fi2_, id, NUMBER ) } },
    { 3, sizeof(FILE_INFO_3),
      { FILE_FIELD( id, NUMBER ), FILE_FIELD( permissions, NUMBER ),
        FILE_FIELD( num_locks, NUMBER ), FILE_FIELD( pathname, TEXT ),
        FILE_FIELD( username, TEXT ) } },
};

static void test_enum(void)
{
    static const struct service_list all =
    {
        "NetFileEnum", "NetFileEnum", file_levels, 2, { NULL, NULL }, 2, NULL, FALSE, FALSE
    };
    static const struct service_list nobody =
    {
        "NetFileEnum", "NetFileEnum of nobody", file_levels, 2, { NULL, NOBODY }, 2, NULL,
        FALSE, FALSE
    };
    static const struct service_list nowhere =
    {
        "NetFileEnum", "NetFileEnum of nowhere", file_levels, 2, { L"Q:\\no-such", NULL }, 2,
        NULL, FALSE, FALSE
    };

    observe_service_list( &all );
    observe_service_list( &nobody );
    observe_service_list( &nowhere );
    observe_one_by_one( &all, "NetFileGetInfo", 2 );
}

static void test_one(void)
{
    const ULONG_PTR names[] = { (ULONG_PTR)known.server, NO_FILE };
    const struct service_level undefined = { .level = 4 };
    DWORD i;

    for (i = 0; i < ARRAYSIZE(file_levels); i++)
        observe_service_get( "NetFileGetInfo", names, 2, &file_levels[i],
                             case_name( "NetFileGetInfo, no such file, level %lu",
                                        file_levels[i].level ));
    observe_service_get( "NetFileGetInfo", names, 2, &undefined,
                         "NetFileGetInfo undefined level 4" );
    SERVICE( "NetFileClose", "NetFileClose, no such file", NO_FILE );
}

static void list_files( const WCHAR *path, const WCHAR *user, const char *name )
{
    DWORD entries = UNTOUCHED_LONG, total = UNTOUCHED_LONG;
    BYTE *buffer = UNTOUCHED;

    SERVICE( "NetFileEnum", name, (ULONG_PTR)path, (ULONG_PTR)user, 3, (ULONG_PTR)&buffer,
             MAX_PREFERRED_LENGTH, (ULONG_PTR)&entries, (ULONG_PTR)&total, 0 );
    if (buffer != UNTOUCHED) NetApiBufferFree( buffer );
}

/* MS-SRVS counts the terminating null among its 1,024 characters. */
static void test_lengths(void)
{
    list_files( repeat( 'x', 1023 ), NULL, "NetFileEnum, path of 1,023 characters" );
    list_files( repeat( 'x', 1024 ), NULL, "NetFileEnum, path of 1,024 characters" );
    list_files( NULL, repeat( 'x', 1023 ), "NetFileEnum, user of 1,023 characters" );
    list_files( NULL, repeat( 'x', 1024 ), "NetFileEnum, user of 1,024 characters" );
}

START_TEST(files)
{
    begin_unit( "files" );
    find_session();
    begin_variant( without_session );
    test_enum();
    test_one();
    observe_zeros( "NetFileEnum" );
    observe_zeros( "NetFileGetInfo" );
    test_lengths();
    end_unit();
}
