/*
 * The arguments of a command
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

#include <stdarg.h>
#include <stdlib.h>
#include <wchar.h>

#include "net.h"

enum value
{
    VALUE_NONE,
    VALUE_NEEDED
};

/* As Windows does, each takes as little of its name as tells it from the others of the verb. */
static const struct
{
    const WCHAR *name;
    enum value   value;
}
options[OPTION_COUNT] =
{
    [OPTION_SERVER]         = { L"server", VALUE_NEEDED },
    [OPTION_YES]            = { L"yes" },
    [OPTION_NO]             = { L"no" },
    [OPTION_HELP]           = { L"help" },
    [OPTION_DELETE]         = { L"delete" },
    [OPTION_LIST]           = { L"list" },
    [OPTION_CLOSE]          = { L"close" },
    [OPTION_USERS]          = { L"users", VALUE_NEEDED },
    [OPTION_UNLIMITED]      = { L"unlimited" },
    [OPTION_REMARK]         = { L"remark", VALUE_NEEDED },
    [OPTION_GRANT]          = { L"grant", VALUE_NEEDED },
    [OPTION_CACHE]          = { L"cache", VALUE_NEEDED },
    [OPTION_ALL]            = { L"all" },
    [OPTION_SET]            = { L"set" },
    [OPTION_SRVCOMMENT]     = { L"srvcomment", VALUE_NEEDED },
    [OPTION_AUTODISCONNECT] = { L"autodisconnect", VALUE_NEEDED },
    [OPTION_HIDDEN]         = { L"hidden", VALUE_NEEDED },
};

/* Says what is not right with the command */
enum exit_status refuse( const WCHAR *format, ... )
{
    WCHAR *text = alloc( 1024 * sizeof(*text) );
    va_list args;

    va_start( args, format );
    _vsnwprintf( text, 1024, format, args );
    va_end( args );
    text[1023] = 0;
    print_error( L"%ls", text );
    free( text );
    return EXIT_USAGE;
}

static BOOL refuse_syntax( const struct verb *verb, const WCHAR *cause, const WCHAR *argument )
{
    WCHAR *text = printable( argument );

    refuse( L"%ls: %ls\n\n", cause, text );
    refuse( L"The syntax of this command is:\n\n%ls", verb->syntax );
    free( text );
    return FALSE;
}

BOOL parse_number( const WCHAR *str, LONG min, LONG max, LONG *number )
{
    WCHAR *end;

    *number = wcstol( str, &end, 10 );
    return (*str == '-' || (*str >= '0' && *str <= '9')) && !*end && wcslen( str ) < 11 &&
           *number >= min && *number <= max;
}

/* OPTION_COUNT if there is none, or more than one */
static enum option find_option( const struct verb *verb, const WCHAR *name, size_t len )
{
    enum option option, found = OPTION_COUNT;

    if (len == 1 && *name == '?') return OPTION_HELP;
    for (option = 0; option < OPTION_COUNT; option++)
    {
        if (!len || !(verb->options & BIT(option)) || _wcsnicmp( options[option].name, name, len ))
            continue;
        if (options[option].name[len] == 0) return option;
        if (found != OPTION_COUNT) return OPTION_COUNT;
        found = option;
    }
    return found;
}

static BOOL set_server( const struct verb *verb, WCHAR *name, struct arguments *args )
{
    if (args->server) return refuse_syntax( verb, L"A second server is named", name );
    args->server = name;
    return TRUE;
}

static BOOL parse_option( const struct verb *verb, WCHAR *arg, struct arguments *args )
{
    size_t len = wcscspn( arg + 1, L":" );
    enum option option = find_option( verb, arg + 1, len );
    WCHAR *value = arg[1 + len] ? arg + len + 2 : NULL;

    if (option == OPTION_COUNT) return refuse_syntax( verb, L"The option is unknown", arg );
    if (!value == (options[option].value == VALUE_NEEDED))
        return refuse_syntax( verb, value ? L"The option has no value"
                                          : L"The option needs a value", arg );
    if (option == OPTION_SERVER)
        return *value ? set_server( verb, value, args )
                      : refuse_syntax( verb, L"The option needs a value", arg );
    if (option == OPTION_GRANT) args->grants[args->grant_count++] = value;
    else if (args->values[option]) return refuse_syntax( verb, L"The option is there twice", arg );
    args->values[option] = value ? value : arg + wcslen( arg );
    return TRUE;
}

/* NAME, \\SERVER, \\SERVER\NAME, or \\CLIENT */
static BOOL parse_name( const struct verb *verb, WCHAR *arg, struct arguments *args )
{
    WCHAR *name = arg, *backslash;

    if (!*arg) return refuse_syntax( verb, L"An argument is empty", arg );
    if (verb->has_client && (wcsncmp( arg, L"\\\\", 2 ) || !arg[2]))
        return refuse_syntax( verb, L"A client's name begins with \\\\", arg );
    if (!verb->has_client && !wcsncmp( arg, L"\\\\", 2 ))
    {
        if ((backslash = wcschr( arg + 2, '\\' ))) *backslash++ = 0;
        if (!arg[2]) return refuse_syntax( verb, L"The server has no name", arg );
        if (!set_server( verb, arg, args )) return FALSE;
        if (!backslash || !*backslash) return TRUE;
        name = backslash;
    }
    if (args->name) return refuse_syntax( verb, L"There is an argument too many", name );
    args->name = name;
    return TRUE;
}

BOOL parse_arguments( const struct verb *verb, int argc, WCHAR **argv, struct arguments *args )
{
    int i;

    args->grants = alloc( (argc + 1) * sizeof(*args->grants) );
    for (i = 0; i < argc; i++)
    {
        if (*argv[i] == '/' || (*argv[i] == '-' && argv[i][1]))
        {
            if (!parse_option( verb, argv[i], args )) return FALSE;
        }
        else if (!parse_name( verb, argv[i], args )) return FALSE;
    }
    if (args->values[OPTION_YES] && args->values[OPTION_NO])
        return refuse_syntax( verb, L"These two contradict each other", L"/YES /NO" );
    return TRUE;
}
