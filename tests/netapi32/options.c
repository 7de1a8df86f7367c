/*
 * Arguments of the conformance suite
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

struct options options;

static const struct
{
    const char   *name;
    const WCHAR **value;
    const char   *help;
}
option_list[] =
{
    { "--server", &options.server, "server to ask (default: the local computer)" },
    { "--client", &options.client, "client of a session that the server has, as \\\\client" },
    { "--user", &options.user, "user of that session" },
    { "--delete-client", &options.delete_client, "client of a session that may be ended" },
    { "--delete-user", &options.delete_user, "user of that session" },
    { "--other", &options.other, "host that does not answer" },
    { "--binding", &options.binding, "RPC string binding of the server's srvsvc interface" },
    { "--target", &options.target, "what the record is to say of the server" },
    { "--record", &options.record, "file that takes the observations" },
};

static void DECLSPEC_NORETURN usage( const char *argument )
{
    unsigned int i;

    fprintf( stderr, "%s is no option, or lacks its value. The options are\n", argument );
    for (i = 0; i < ARRAYSIZE(option_list); i++)
        fprintf( stderr, "  %-16s %s\n", option_list[i].name, option_list[i].help );
    exit( 2 );
}

static WCHAR *to_wide( const char *str )
{
    int len = MultiByteToWideChar( CP_ACP, 0, str, -1, NULL, 0 );
    WCHAR *ret = malloc( len * sizeof(*ret) );

    MultiByteToWideChar( CP_ACP, 0, str, -1, ret, len );
    return ret;
}

static BOOL set_option( const char *name, const char *value )
{
    unsigned int i;

    if (!strcmp( name, "--child" ))
    {
        options.child = value;
        return TRUE;
    }
    for (i = 0; i < ARRAYSIZE(option_list); i++)
    {
        if (strcmp( name, option_list[i].name )) continue;
        *option_list[i].value = to_wide( value );
        return TRUE;
    }
    return FALSE;
}

void get_options(void)
{
    char **argv;
    int i, argc = winetest_get_mainargs( &argv );

    for (i = 2; i < argc; i += 2)
        if (i + 1 == argc || !set_option( argv[i], argv[i + 1] )) usage( argv[i] );
}
