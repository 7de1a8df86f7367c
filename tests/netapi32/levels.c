/*
 * The information levels
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

static const DWORD numbers[] =
{
    0, 1, 2, 3, 4, 5, 9, 10, 11, 12, 20, 50, 100, 101, 102, 255, 256, 500, 501, 502, 503, 504, 599,
    1000, 1005, 2000, 65535, 65536, 65538, 0x1000000, 0x7fffffff, 0x80000000, 0x80000001,
    0x8000000a, 0xfffffffe, 0xffffffff
};

static const char *defined( DWORD level )
{
    return is_session_level( level ) ? "" : "undefined ";
}

/* Tries each number with GetInfo and Enum. */
static void test_numbers(void)
{
    struct session_names all = { known.server, NULL, NULL };
    struct session_names one = known;
    unsigned int i;

    if (!one.client)
    {
        one.client = NOWHERE;
        one.user = NOBODY;
    }
    for (i = 0; i < ARRAYSIZE(numbers); i++)
    {
        observe_get_info( &one, numbers[i], case_name( "NetSessionGetInfo %slevel %lu",
                                                       defined( numbers[i] ), numbers[i] ) );
        observe_enum( &all, numbers[i], MAX_PREFERRED_LENGTH, NO_RESUME,
                      case_name( "NetSessionEnum %slevel %lu", defined( numbers[i] ),
                                 numbers[i] ) );
    }
}

START_TEST(levels)
{
    begin_unit( "levels" );
    find_session();
    begin_variant( without_session );
    test_numbers();
    end_unit();
}
