/*
 * Names and paths, as a server takes them
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

static void test_path_types(void)
{
    static const WCHAR *const paths[] =
    {
        L"\\\\server\\share\\a", L"\\\\server", L"a\\b", L"a\\*", L"\\a", L"C:\\a", L"C:\\*", L"C:",
        L"LPT1", L"a|b", L"",
    };
    DWORD i;

    for (i = 0; i < ARRAYSIZE(paths); i++)
    {
        DWORD type = 0;
        const ULONG_PTR args[] = { (ULONG_PTR)known.server, (ULONG_PTR)paths[i], (ULONG_PTR)&type,
                                   0 };
        NET_API_STATUS status;
        char norm[16];

        if (!begin_service( "I_NetPathType", case_name( "I_NetPathType of %ls", paths[i] ), args, 4,
                            &status )) continue;
        sprintf( norm, "%#lx", type );
        observe_field( "type", norm );
        observed();
    }
}

static void observe_result( const char *function, const char *name, const ULONG_PTR *args,
                            unsigned int count, const WCHAR *result )
{
    NET_API_STATUS status;
    char norm[1200];     /* ten bytes at most for each character */

    if (!begin_service( function, name, args, count, &status )) return;
    snprintf( norm, sizeof(norm), "%ls", result );
    observe_field( "result", norm );
    observed();
}

static void test_canonicalize(void)
{
    WCHAR buffer[100] = L"";
    DWORD type = 0;
    const ULONG_PTR path[] = { (ULONG_PTR)known.server, (ULONG_PTR)L"a/./b/../c", (ULONG_PTR)buffer,
                               sizeof(buffer), (ULONG_PTR)L"", (ULONG_PTR)&type, 0 };
    const ULONG_PTR name[] = { (ULONG_PTR)known.server, (ULONG_PTR)L"share", (ULONG_PTR)buffer,
                               sizeof(buffer), 9, 0 };

    observe_result( "I_NetPathCanonicalize", "I_NetPathCanonicalize", path, 7, buffer );
    observe_result( "I_NetNameCanonicalize", "I_NetNameCanonicalize of a share's name", name, 6,
                    buffer );
}

static void test_compare(void)
{
    SERVICE( "I_NetPathCompare", "I_NetPathCompare, equal", (ULONG_PTR)L"C:\\a", (ULONG_PTR)L"C:/a",
             0, 0 );
    SERVICE( "I_NetPathCompare", "I_NetPathCompare, another", (ULONG_PTR)L"C:\\b",
             (ULONG_PTR)L"C:\\a", 0, 0 );
    SERVICE( "I_NetNameCompare", "I_NetNameCompare, equal", (ULONG_PTR)L"share",
             (ULONG_PTR)L"SHARE", 9, 0 );
    SERVICE( "I_NetNameCompare", "I_NetNameCompare, another", (ULONG_PTR)L"share",
             (ULONG_PTR)L"shares", 9, 0 );
}

/* Type 9 is the name of a share, and no other type is known to Samba. */
static void test_names(void)
{
    SERVICE( "I_NetNameValidate", "I_NetNameValidate, a share's name", (ULONG_PTR)L"share$", 9, 0 );
    SERVICE( "I_NetNameValidate", "I_NetNameValidate, no share's name", (ULONG_PTR)L"a/b", 9, 0 );
    SERVICE( "I_NetNameValidate", "I_NetNameValidate, no type", (ULONG_PTR)L"share", 0, 0 );
    SERVICE( "I_NetNameValidate", "I_NetNameValidate, other flags", (ULONG_PTR)L"share", 9, 2 );
}

START_TEST(paths)
{
    begin_unit( "paths" );
    find_session();
    begin_variant( without_session );
    test_path_types();
    test_canonicalize();
    test_compare();
    test_names();
    end_unit();
}
