/*
 * Names and paths, as the reference server takes them
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

#include "services_test.h"

#define LM20 0x80000000

static WCHAR empty[] = L"";

static void test_path_type(void)
{
    static const struct { const WCHAR *path; DWORD type; } paths[] =
    {
        { L"\\\\server\\share\\a", 0x1000 }, { L"\\\\server\\share\\*", 0x1001 },
        { L"\\\\server", 0x1030 }, { L"\\\\*", 0x1031 }, { L"a\\b", 0x2000 }, { L"a\\*", 0x2001 },
        { L"\\a", 0x2002 }, { L"\\a?", 0x2003 }, { L"C:\\a", 0x2006 }, { L"C:\\*", 0x2007 },
        { L"C:", 0x4000 }, { L"LPT1", 0x4010 }, { L"LPT1:", 0x4010 }, { L"\\DEV\\COM2", 0x4020 },
        { L"a<b", 0 },
    };
    DWORD i, type;

    for (i = 0; i < ARRAYSIZE(paths); i++)
    {
        type = 0xdead;
        ok_status( I_NetPathType( server, (WCHAR *)paths[i].path, &type, 0 ),
                   paths[i].type ? NERR_Success : ERROR_INVALID_NAME );
        ok( type == paths[i].type, "%ls: %#lx, expected %#lx\n", paths[i].path, type,
            paths[i].type );
    }
    type = 0xdead;
    ok_status( I_NetPathType( server, (WCHAR *)L"123456789.txt", &type, 1 ), ERROR_INVALID_NAME );
    ok_status( I_NetPathType( server, (WCHAR *)L"12345678.txt", &type, 1 ), NERR_Success );
    ok_status( I_NetPathType( server, (WCHAR *)L"a", &type, 2 ), ERROR_INVALID_PARAMETER );
    ok( !type, "type %#lx after a failure\n", type );
    ok_status( I_NetPathType( server, empty, &type, 0 ), ERROR_INVALID_NAME );
    ok_status( I_NetPathType( server, NULL, &type, 0 ), ERROR_INVALID_PARAMETER );
    ok_status( I_NetPathType( server, (WCHAR *)L"a", NULL, 0 ), ERROR_INVALID_PARAMETER );
}

static void test_path_canonicalize(void)
{
    static WCHAR path[] = L"a/./b/../c", prefix[] = L"C:\\x";
    WCHAR buffer[100] = L"old";
    DWORD type = 0;

    ok_status( I_NetPathCanonicalize( server, path, buffer, sizeof(buffer), NULL, &type, 0 ),
               NERR_Success );
    ok( !wcscmp( buffer, L"a\\c" ) && type == 0x2000, "%ls, %#lx\n", buffer, type );
    type = 0;
    ok_status( I_NetPathCanonicalize( server, path, buffer, sizeof(buffer), prefix, &type, 0 ),
               NERR_Success );
    ok( !wcscmp( buffer, L"C:\\x\\a\\c" ) && type == 0x2006, "%ls, %#lx\n", buffer, type );
    type = 0;
    ok_status( I_NetPathCanonicalize( server, path, buffer, 9 * sizeof(WCHAR), prefix, &type, 0 ),
               NERR_Success );
    type = 0;
    ok_status( I_NetPathCanonicalize( server, path, buffer, 8 * sizeof(WCHAR), prefix, &type, 0 ),
               NERR_BufTooSmall );
    ok( !buffer[0], "%ls after a failure\n", buffer );
    ok_status( I_NetPathCanonicalize( server, path, buffer, 0, NULL, &type, 0 ),
               NERR_BufTooSmall );
    ok_status( I_NetPathCanonicalize( server, (WCHAR *)L"a\\..\\..", buffer, sizeof(buffer), NULL,
                                      &type, 0 ), ERROR_INVALID_NAME );
    ok_status( I_NetPathCanonicalize( server, path, buffer, sizeof(buffer), NULL, &type, 2 ),
               ERROR_INVALID_PARAMETER );
    ok_status( I_NetPathCanonicalize( server, NULL, buffer, sizeof(buffer), NULL, &type, 0 ),
               ERROR_INVALID_PARAMETER );
    ok_status( I_NetPathCanonicalize( server, path, NULL, 0, NULL, &type, 0 ),
               ERROR_INVALID_PARAMETER );
    ok_status( I_NetPathCanonicalize( server, path, buffer, sizeof(buffer), NULL, NULL, 0 ),
               ERROR_INVALID_PARAMETER );
    ok_status( I_NetPathCanonicalize( server, path, buffer, 64001, NULL, &type, 0 ),
               ERROR_INVALID_PARAMETER );
}

static void test_path_compare(void)
{
    static WCHAR a[] = L"C:\\a", same[] = L"C:/x/../a", b[] = L"C:\\b", wrong[] = L"a|b";

    ok_status( I_NetPathCompare( server, a, same, 0, 0 ), 0 );
    ok_status( I_NetPathCompare( server, a, b, 0, 0 ), -1 );
    ok_status( I_NetPathCompare( server, b, a, 0, 0 ), 1 );
    ok_status( I_NetPathCompare( server, a, same, 0, 1 ), 1 );
    ok_status( I_NetPathCompare( server, a, wrong, 0, 0 ), ERROR_INVALID_NAME );
    ok_status( I_NetPathCompare( server, a, b, 0, 2 ), ERROR_INVALID_PARAMETER );
    ok_status( I_NetPathCompare( server, NULL, b, 0, 0 ), ERROR_INVALID_PARAMETER );
    ok_status( I_NetPathCompare( server, a, NULL, 0, 0 ), ERROR_INVALID_PARAMETER );
}

static void test_name_validate(void)
{
    static const struct { DWORD type; const WCHAR *good, *bad; } names[] =
    {
        { 1, L"user", L"a/b" }, { 2, L"", NULL }, { 3, L"group", L"a;b" },
        { 4, L"computer", L" blank" }, { 5, L"event", L"12345678901234567" },
        { 6, L"domain", L"two words" }, { 7, L"service", L"" }, { 8, L"net", L"a[" },
        { 9, L"share$", L"a:b" }, { 10, L"message", L"1234567890123456" }, { 11, L"dest", L"a*b" },
        { 12, L"12345678", L"123456789" }, { 13, L"work group", L"a," },
    };
    DWORD i;

    for (i = 0; i < ARRAYSIZE(names); i++)
    {
        ok_status( I_NetNameValidate( server, (WCHAR *)names[i].good, names[i].type, 0 ),
                   NERR_Success );
        if (names[i].bad)
            ok_status( I_NetNameValidate( server, (WCHAR *)names[i].bad, names[i].type, LM20 ),
                       ERROR_INVALID_NAME );
    }
    ok_status( I_NetNameValidate( server, empty, 0, 0 ), ERROR_INVALID_PARAMETER );
    ok_status( I_NetNameValidate( server, empty, 14, 0 ), ERROR_INVALID_PARAMETER );
    ok_status( I_NetNameValidate( server, empty, 2, 1 ), ERROR_INVALID_PARAMETER );
    ok_status( I_NetNameValidate( server, NULL, 9, 0 ), ERROR_INVALID_PARAMETER );
}

static void test_name_canonicalize(void)
{
    static WCHAR name[] = L"B\xfcro";
    WCHAR buffer[100] = L"old";

    ok_status( I_NetNameCanonicalize( server, name, buffer, sizeof(buffer), 9, 0 ), NERR_Success );
    ok( !wcscmp( buffer, name ), "%s\n", wine_dbgstr_w( buffer ));
    ok_status( I_NetNameCanonicalize( server, name, buffer, sizeof(buffer), 9, LM20 ),
               NERR_Success );
    ok( !wcscmp( buffer, L"B\xdcRO" ), "%s\n", wine_dbgstr_w( buffer ));
    ok_status( I_NetNameCanonicalize( server, name, buffer, sizeof(name), 9, 0 ), NERR_Success );
    ok_status( I_NetNameCanonicalize( server, name, buffer, sizeof(name) - sizeof(WCHAR), 9, 0 ),
               NERR_BufTooSmall );
    ok( !buffer[0], "%s after a failure\n", wine_dbgstr_w( buffer ));
    ok_status( I_NetNameCanonicalize( server, name, buffer, sizeof(buffer), 9, 1 ), NERR_Success );
    ok_status( I_NetNameCanonicalize( server, name, buffer, 79 * sizeof(WCHAR), 9, 1 ),
               NERR_BufTooSmall );
    ok_status( I_NetNameCanonicalize( server, (WCHAR *)L"a:b", buffer, sizeof(buffer), 9, 0 ),
               ERROR_INVALID_NAME );
    ok_status( I_NetNameCanonicalize( server, name, buffer, sizeof(buffer), 14, 0 ),
               ERROR_INVALID_PARAMETER );
    ok_status( I_NetNameCanonicalize( server, NULL, buffer, sizeof(buffer), 9, 0 ),
               ERROR_INVALID_PARAMETER );
    ok_status( I_NetNameCanonicalize( server, name, NULL, 0, 9, 0 ), ERROR_INVALID_PARAMETER );
}

static void test_name_compare(void)
{
    static WCHAR a[] = L"share", upper[] = L"SHARE", b[] = L"shark", wrong[] = L"a:b";

    ok_status( I_NetNameCompare( server, a, upper, 9, 0 ), 0 );
    ok_status( I_NetNameCompare( server, a, b, 9, 0 ), -1 );
    ok_status( I_NetNameCompare( server, b, a, 9, 1 ), 1 );
    ok_status( I_NetNameCompare( server, a, wrong, 9, 0 ), ERROR_INVALID_PARAMETER );
    ok_status( I_NetNameCompare( server, a, b, 14, 0 ), ERROR_INVALID_PARAMETER );
    ok_status( I_NetNameCompare( server, NULL, b, 9, 0 ), ERROR_INVALID_PARAMETER );
    ok_status( I_NetNameCompare( server, a, NULL, 9, 0 ), ERROR_INVALID_PARAMETER );
}

START_TEST(names)
{
    load_data();
    test_path_type();
    test_path_canonicalize();
    test_path_compare();
    test_name_validate();
    test_name_canonicalize();
    test_name_compare();
}
