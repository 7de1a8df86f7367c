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

/* MinGW's headers lack this. */
extern int CDECL __wgetmainargs( int *argc, WCHAR ***argv, WCHAR ***env, int expand, int *startup );

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
    { "--delete-client", &options.delete_client,
      "client of a session that may be ended, on a server where all may" },
    { "--delete-user", &options.delete_user, "user of that session" },
    { "--delete-other", &options.delete_other,
      "another user with a session of that client; all sessions of both may be ended" },
    { "--other", &options.other, "host that does not answer" },
    { "--binding", &options.binding, "RPC string binding of the server's srvsvc interface" },
    { "--target", &options.target, "what the record is to say of the server" },
    { "--record", &options.record, "file that takes the observations" },
    { "--opens", &options.opens, "how many files that session has open" },
    { "--flags", &options.flags, "its user_flags" },
    { "--age", &options.age, "its time in seconds, which may be ten minutes more by now" },
    { "--child", &options.child, NULL },
    { "--returned", &options.returned, NULL },
};

static void DECLSPEC_NORETURN usage( const WCHAR *argument )
{
    unsigned int i;

    fprintf( stderr, "%ls is no option, or lacks its value or its fellow. The options are\n",
             argument );
    for (i = 0; i < ARRAYSIZE(option_list); i++)
        if (option_list[i].help)
            fprintf( stderr, "  %-16s %s\n", option_list[i].name, option_list[i].help );
    exit( 2 );
}

static BOOL is_option( const WCHAR *arg, const char *name )
{
    while (*name && *arg == *name)
    {
        arg++;
        name++;
    }
    return !*name && !*arg;
}

static BOOL set_option( const WCHAR *name, const WCHAR *value )
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(option_list); i++)
    {
        if (!is_option( name, option_list[i].name )) continue;
        *option_list[i].value = value;
        return TRUE;
    }
    return FALSE;
}

/* Names need not be in the code page of main()'s arguments. */
void get_options(void)
{
    int i, argc, startup = 0;
    WCHAR **argv, **env;

    __wgetmainargs( &argc, &argv, &env, 0, &startup );
    for (i = 2; i < argc; i += 2)
        if (i + 1 == argc || !set_option( argv[i], argv[i + 1] )) usage( argv[i] );
    if (!options.client != !options.user) usage( L"One of --client and --user alone" );
    if (!options.delete_client != !options.delete_user)
        usage( L"One of --delete-client and --delete-user alone" );
    if (options.delete_other && !options.delete_client)
        usage( L"--delete-other without --delete-client" );
}

/* Adds the same options for another process. */
void add_options( struct text *line )
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(option_list); i++)
        add_option( line, option_list[i].name, *option_list[i].value );
}
