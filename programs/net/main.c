/*
 * Commands of the network: those of the Server service, and Wine's own
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

#include <string.h>
#include <wchar.h>

#include "net.h"

/* Documented for each verb of Windows; those that never ask just take them. */
#define COMMON_OPTIONS \
    (BIT(OPTION_SERVER) | BIT(OPTION_YES) | BIT(OPTION_NO) | BIT(OPTION_HELP))

#define SHARE_OPTIONS \
    (BIT(OPTION_USERS) | BIT(OPTION_UNLIMITED) | BIT(OPTION_REMARK) | BIT(OPTION_GRANT) | \
     BIT(OPTION_CACHE) | BIT(OPTION_DELETE))

static const struct verb verbs[] =
{
    { L"CONFIG", { NULL },
      BIT(OPTION_SRVCOMMENT) | BIT(OPTION_AUTODISCONNECT) | BIT(OPTION_HIDDEN), FALSE,
      L"NET CONFIG\n"
      L"NET CONFIG SERVER [\\\\server] [/AUTODISCONNECT:minutes] [/SRVCOMMENT:\"text\"]\n"
      L"           [/HIDDEN:{YES | NO}]\n", config },
    { L"FILE", { L"FILES" }, BIT(OPTION_CLOSE), FALSE,
      L"NET FILE [\\\\server] [id [/CLOSE]]\n", file },
    { L"SESSION", { L"SESSIONS", L"SESS" }, BIT(OPTION_DELETE) | BIT(OPTION_LIST), TRUE,
      L"NET SESSION [\\\\client] [/DELETE] [/LIST] [/SERVER:name]\n", session },
    { L"SHARE", { NULL }, SHARE_OPTIONS, FALSE,
      L"NET SHARE [\\\\server]\n"
      L"NET SHARE sharename\n"
      L"          sharename=drive:path [/GRANT:user,{READ | CHANGE | FULL}]\n"
      L"                               [/USERS:number | /UNLIMITED] [/REMARK:\"text\"]\n"
      L"                               [/CACHE:{MANUAL | DOCUMENTS | PROGRAMS | NONE}]\n"
      L"          sharename [/USERS:number | /UNLIMITED] [/REMARK:\"text\"]\n"
      L"                    [/CACHE:{MANUAL | DOCUMENTS | PROGRAMS | NONE}]\n"
      L"          {sharename | drive:path} /DELETE\n"
      L"          \\\\server\\sharename [/DELETE]\n", share },
    { L"STATISTICS", { L"STATS" }, 0, FALSE,
      L"NET STATISTICS [SERVER [\\\\server]]\n", statistics },
    { L"TIME", { NULL }, BIT(OPTION_SET), FALSE, L"NET TIME \\\\server\n", show_time },
    { L"VIEW", { NULL }, BIT(OPTION_ALL), FALSE, L"NET VIEW \\\\server [/ALL]\n", view },
};

static const struct verb *find_verb( const WCHAR *name )
{
    unsigned int i, j;

    for (i = 0; i < ARRAYSIZE(verbs); i++)
    {
        if (!_wcsicmp( name, verbs[i].name )) return &verbs[i];
        for (j = 0; j < ARRAYSIZE(verbs[i].aliases); j++)
            if (verbs[i].aliases[j] && !_wcsicmp( name, verbs[i].aliases[j] )) return &verbs[i];
    }
    return NULL;
}

static enum exit_status show_syntax( const struct verb *verb )
{
    print( L"The syntax of this command is:\n\n%ls\n"
           L"/SERVER:name names the server, in every command; Windows has it in none.\n"
           L"/Y and /N answer the question that a command asks.\n", verb->syntax );
    return EXIT_DONE;
}

/* Wine has no such verb. */
static enum exit_status show_message( const WCHAR *number )
{
    const WCHAR *text;
    LONG status;

    if (!parse_number( number, 0, MAXLONG, &status ))
        return refuse( L"The syntax of this command is:\n\nNET HELPMSG number\n" );
    if (!(text = get_message( status )))
        return refuse( L"%ls is not a valid Windows network message number.\n", number );
    print( L"\n%ls\n\n", text );
    return EXIT_DONE;
}

int wmain( int argc, WCHAR **argv )
{
    const struct verb *verb;
    struct arguments args;
    struct verb allowed;

    if (argc < 2) return run_wine( NULL );
    if (argc == 3 && !_wcsicmp( argv[1], L"helpmsg" )) return show_message( argv[2] );
    if (argc > 2 && !_wcsicmp( argv[1], L"help" ) && (verb = find_verb( argv[2] )))
        return show_syntax( verb );
    if (!(verb = find_verb( argv[1] ))) return run_wine( argv[1] );

    memset( &args, 0, sizeof(args) );
    allowed = *verb;
    allowed.options |= COMMON_OPTIONS;
    if (!parse_arguments( &allowed, argc - 2, argv + 2, &args )) return EXIT_USAGE;
    if (args.values[OPTION_HELP]) return show_syntax( verb );
    return verb->run( &args );
}
