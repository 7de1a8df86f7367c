/*
 * Stores, shows and deletes user names and passwords for servers
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

#include <stdlib.h>
#include <wchar.h>

#include "cmdkey.h"

/* Options in order of their bits. A value follows the colon. */
enum option
{
    OPTION_ADD       = 0x01,
    OPTION_GENERIC   = 0x02,
    OPTION_USER      = 0x04,
    OPTION_PASS      = 0x08,
    OPTION_SMARTCARD = 0x10,
    OPTION_LIST      = 0x20,
    OPTION_DELETE    = 0x40,
    OPTION_RAS       = 0x80,
    OPTION_HELP      = 0x100
};

struct option_name
{
    const WCHAR *name;
    enum option  option;
};

static const struct option_name option_names[] =
{
    { L"add",       OPTION_ADD },
    { L"generic",   OPTION_GENERIC },
    { L"user",      OPTION_USER },
    { L"pass",      OPTION_PASS },
    { L"smartcard", OPTION_SMARTCARD },
    { L"list",      OPTION_LIST },
    { L"delete",    OPTION_DELETE },
    { L"del",       OPTION_DELETE },
    { L"ras",       OPTION_RAS },
    { L"?",         OPTION_HELP },
    { L"help",      OPTION_HELP },
};

struct arguments
{
    unsigned int options;   /* a bit for each option on the command line */
    const WCHAR *target;    /* of /add, /generic, /list or /delete */
    const WCHAR *user;
};

static const WCHAR usage_text[] =
    L"Stores, shows and deletes user names and passwords for servers.\n"
    L"\n"
    L"  cmdkey /add:SERVER /user:NAME /pass      store a password for a server\n"
    L"  cmdkey /generic:TARGET /user:NAME /pass  store a password for a program\n"
    L"  cmdkey /list[:TARGET]                    show what is stored, without passwords\n"
    L"  cmdkey /delete:TARGET                    delete what is stored\n"
    L"  cmdkey /?                                show this\n"
    L"\n"
    L"NAME is DOMAIN\\user, user@domain or user. The password is asked for, and not shown while\n"
    L"it is typed. Where standard input is a file or a pipe its first line is the password, in\n"
    L"UTF-8.\n"
    L"A password in the command, /pass:PASSWORD, is refused: other users could see it.\n"
    L"/smartcard and /delete /ras are not supported.\n"
    L"\n"
    L"Exit status: 0 done, 1 failed, 2 the command is not right.\n";

static BOOL refuse( const WCHAR *text )
{
    print_error( L"cmdkey: %ls\n", text );
    return FALSE;
}

/* The text behind an argument's colon may be a password, so the message leaves it out. */
static BOOL refuse_argument( const WCHAR *arg, int index )
{
    if (*arg == '/' || *arg == '-')
        print_error( L"cmdkey: there is no option %.*ls; \"cmdkey /?\" shows those that there "
                     L"are.\n", (int)wcscspn( arg, L":=" ), arg );
    else
        print_error( L"cmdkey: argument %d is no option. An option's value follows a colon, as in "
                     L"/add:SERVER; see \"cmdkey /?\".\n", index );
    return FALSE;
}

static const struct option_name *find_option( const WCHAR *name, size_t len )
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(option_names); i++)
        if (wcslen( option_names[i].name ) == len && !_wcsnicmp( option_names[i].name, name, len ))
            return &option_names[i];
    return NULL;
}

static BOOL parse_argument( const WCHAR *arg, int index, struct arguments *args )
{
    const struct option_name *option;
    const WCHAR *value;
    size_t len;

    if (*arg != '/' && *arg != '-') return refuse_argument( arg, index );
    len = wcscspn( arg + 1, L":" );
    if (!(option = find_option( arg + 1, len ))) return refuse_argument( arg, index );
    value = arg[1 + len] ? arg + len + 2 : NULL;

    if (option->option == OPTION_PASS && value)
        return refuse( L"a password in a command can be read by every user of this computer while "
                       L"the command runs,\nand stays in the shell's history. Give /pass alone, "
                       L"and it is asked for. If that was the password, change it." );
    if (args->options & option->option) return refuse( L"an option is given twice." );
    args->options |= option->option;
    if (option->option == OPTION_USER) args->user = value;
    else if (value) args->target = value;
    return TRUE;
}

/* DOMAIN\user, user@domain or user */
static BOOL check_user( const WCHAR *user )
{
    const WCHAR *backslash = wcschr( user, '\\' );

    if (wcslen( user ) > CRED_MAX_USERNAME_LENGTH) return refuse( L"the user's name is too long." );
    if (backslash && (backslash == user || !backslash[1] || wcschr( backslash + 1, '\\' )))
        return refuse( L"the user's name must be DOMAIN\\user, user@domain or user." );
    return TRUE;
}

static BOOL check_server( const WCHAR **server )
{
    while (**server == '\\') ++*server;
    if (!**server) return refuse( L"which server? As in /add:SERVER." );
    if (wcspbrk( *server, L"\\/" ))
        return refuse( L"a credential is for a server with all its shares: give the server's name "
                       L"alone, as in /add:SERVER.\nFor a target of another form there is "
                       L"/generic:TARGET." );
    if (wcslen( *server ) > CRED_MAX_DOMAIN_TARGET_NAME_LENGTH)
        return refuse( L"the server's name is too long." );
    return TRUE;
}

static BOOL check_add( struct arguments *args )
{
    BOOL generic = args->options & OPTION_GENERIC;

    if (args->options & OPTION_SMARTCARD) return refuse( L"/smartcard is not supported." );
    if (!args->target || !*args->target)
        return refuse( generic ? L"which target? As in /generic:TARGET."
                               : L"which server? As in /add:SERVER." );
    if (!args->user || !*args->user) return refuse( L"which user? As in /user:DOMAIN\\name." );
    if (!(args->options & OPTION_PASS))
        return refuse( L"add /pass: the password is asked for, and not shown." );
    if (!generic) return check_server( &args->target ) && check_user( args->user );
    if (wcslen( args->target ) > CRED_MAX_GENERIC_TARGET_NAME_LENGTH)
        return refuse( L"the target's name is too long." );
    if (wcslen( args->user ) > CRED_MAX_USERNAME_LENGTH)
        return refuse( L"the user's name is too long." );
    return TRUE;
}

static enum exit_status run( struct arguments *args )
{
    switch (args->options)
    {
    case OPTION_LIST:
        return list_credentials( args->target );
    case OPTION_DELETE:
        if (args->target && *args->target) return delete_credential( args->target );
        refuse( L"which one? As in /delete:SERVER." );
        return EXIT_USAGE;
    case OPTION_DELETE | OPTION_RAS:
        refuse( L"/ras is not supported: there are no credentials of dial-up connections here." );
        return EXIT_USAGE;
    }
    if (args->options & (OPTION_LIST | OPTION_DELETE | OPTION_RAS) ||
        !(args->options & (OPTION_ADD | OPTION_GENERIC)) ||
        (args->options & OPTION_ADD && args->options & OPTION_GENERIC))
    {
        refuse( L"one of /add, /generic, /list and /delete says what to do; see \"cmdkey /?\"." );
        return EXIT_USAGE;
    }
    if (!check_add( args )) return EXIT_USAGE;
    return add_credential( args->options & OPTION_GENERIC ? CRED_TYPE_GENERIC
                           : CRED_TYPE_DOMAIN_PASSWORD, args->target, args->user );
}

int wmain( int argc, WCHAR **argv )
{
    struct arguments args = { 0 };
    int i;

    for (i = 1; i < argc; i++) if (!parse_argument( argv[i], i, &args )) return EXIT_USAGE;
    if (args.options && !(args.options & OPTION_HELP)) return run( &args );
    print( L"%ls", usage_text );
    return args.options ? EXIT_DONE : EXIT_USAGE;
}
