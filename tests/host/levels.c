/*
 * Levels of NetrSessionEnum, from their reference pages
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

#include "host_test.h"

#define OFFSET( level, field ) (offsetof( SESSION_INFO_##level, sesi##level##_##field ) + 1)

static const struct session_level levels[] =
{
    { 0, sizeof(SESSION_INFO_0), { OFFSET( 0, cname ) } },
    { 1, sizeof(SESSION_INFO_1),
      { OFFSET( 1, cname ), OFFSET( 1, username ), 0, 0, OFFSET( 1, num_opens ), OFFSET( 1, time ),
        OFFSET( 1, idle_time ), OFFSET( 1, user_flags ) } },
    { 2, sizeof(SESSION_INFO_2),
      { OFFSET( 2, cname ), OFFSET( 2, username ), OFFSET( 2, cltype_name ), 0,
        OFFSET( 2, num_opens ), OFFSET( 2, time ), OFFSET( 2, idle_time ),
        OFFSET( 2, user_flags ) } },
    { 10, sizeof(SESSION_INFO_10),
      { OFFSET( 10, cname ), OFFSET( 10, username ), 0, 0, 0, OFFSET( 10, time ),
        OFFSET( 10, idle_time ) } },
    { 502, sizeof(SESSION_INFO_502),
      { OFFSET( 502, cname ), OFFSET( 502, username ), OFFSET( 502, cltype_name ),
        OFFSET( 502, transport ), OFFSET( 502, num_opens ), OFFSET( 502, time ),
        OFFSET( 502, idle_time ), OFFSET( 502, user_flags ) } },
};

const struct session_level *find_session_level( DWORD level )
{
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(levels); i++) if (levels[i].level == level) return &levels[i];
    return NULL;
}

/* A set of levels is a mask of these. */
DWORD level_bit( const struct session_level *level )
{
    return 1u << (level - levels);
}

BOOL has_field( const struct session_level *level, enum session_field field )
{
    return level->fields[field] != 0;
}
