/*
 * Errors, and which of two mistakes comes first
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

enum argument
{
    SERVER,
    CLIENT,
    USER,
    LEVEL
};

struct mistake
{
    const char   *what;
    enum argument argument;
    const WCHAR  *name;
};

struct arguments
{
    struct session_names names;
    DWORD                level;
};

static WCHAR long_name[1025];   /* 1,024 characters: one too many */
static WCHAR long_client[1025];

static const struct mistake mistakes[] =
{
    { "invalid server", SERVER, L"\\\\no host.invalid" },
    { "no client", CLIENT, NULL },
    { "client without backslashes", CLIENT, L"no-client-of-this-name" },
    { "client too long", CLIENT, long_client },
    { "unknown client", CLIENT, NOWHERE },
    { "no user", USER, NULL },
    { "user too long", USER, long_name },
    { "unknown user", USER, NOBODY },
    { "level 3", LEVEL, NULL },
};

static void make_mistake( struct arguments *arguments, const struct mistake *mistake )
{
    switch (mistake->argument)
    {
    case SERVER:
        arguments->names.server = mistake->name;
        break;
    case CLIENT:
        arguments->names.client = mistake->name;
        break;
    case USER:
        arguments->names.user = mistake->name;
        break;
    case LEVEL:
        arguments->level = 3;
        break;
    }
}

static struct arguments no_mistake(void)
{
    struct arguments arguments = { known, 10 };

    if (!known.client) arguments.names.client = L"\\\\client";
    if (!known.user) arguments.names.user = L"user";
    return arguments;
}

static void observe_calls( const struct arguments *arguments, const char *what )
{
    char mistake[200];

    /* The next case_name() overwrites the name. */
    snprintf( mistake, sizeof(mistake), "%s", what );
    observe_get_info( &arguments->names, arguments->level,
                      case_name( "NetSessionGetInfo, %s", mistake ) );
    observe_enum( &arguments->names, arguments->level, MAX_PREFERRED_LENGTH, NO_RESUME,
                  case_name( "NetSessionEnum, %s", mistake ) );
}

static void test_one_mistake(void)
{
    struct arguments arguments;
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(mistakes); i++)
    {
        arguments = no_mistake();
        make_mistake( &arguments, &mistakes[i] );
        observe_calls( &arguments, mistakes[i].what );
    }
}

static void test_two_mistakes(void)
{
    struct arguments arguments;
    unsigned int i, j;

    for (i = 0; i < ARRAYSIZE(mistakes); i++)
    {
        for (j = i + 1; j < ARRAYSIZE(mistakes); j++)
        {
            if (mistakes[i].argument == mistakes[j].argument) continue;
            arguments = no_mistake();
            make_mistake( &arguments, &mistakes[i] );
            make_mistake( &arguments, &mistakes[j] );
            observe_calls( &arguments,
                           case_name( "%s and %s", mistakes[i].what, mistakes[j].what ) );
        }
    }
}

/* Makes only calls that can match no session: every pair has a mistake in one of the names. */
static void test_del(void)
{
    struct session_names names;
    unsigned int i, j;

    for (i = 0; i < ARRAYSIZE(mistakes); i++)
    {
        if (mistakes[i].argument != CLIENT || !mistakes[i].name) continue;
        for (j = 0; j < ARRAYSIZE(mistakes); j++)
        {
            if (mistakes[j].argument != USER) continue;
            names.server = known.server;
            names.client = mistakes[i].name;
            names.user = mistakes[j].name;
            observe_del( &names, case_name( "NetSessionDel, %s and %s", mistakes[i].what,
                                            mistakes[j].what ) );
            names.server = mistakes[0].name;
            observe_del( &names, case_name( "NetSessionDel, %s, %s and %s", mistakes[0].what,
                                            mistakes[i].what, mistakes[j].what ) );
        }
    }
}

START_TEST(errors)
{
    unsigned int i;

    begin_unit( "errors" );
    for (i = 0; i < 1024; i++) long_name[i] = long_client[i] = 'x';
    long_client[0] = long_client[1] = '\\';

    find_session();
    begin_variant( without_session );
    test_one_mistake();
    test_two_mistakes();
    test_del();
    end_unit();
}
