/*
 * Every form of server, client and user name
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

struct form
{
    const char  *what;
    const WCHAR *name;
};

static void observe_server( const struct form *form )
{
    struct session_names names = { form->name, known.client, known.user };
    struct session_names all = { form->name, NULL, NULL };

    observe_get_info( &names, 10, case_name( "NetSessionGetInfo, server %s", form->what ) );
    observe_enum( &all, 10, MAX_PREFERRED_LENGTH, NO_RESUME,
                  case_name( "NetSessionEnum, server %s", form->what ) );
}

static void omit_server( const struct form *form, const char *reason )
{
    omit_case( case_name( "NetSessionGetInfo, server %s", form->what ), reason );
    omit_case( case_name( "NetSessionEnum, server %s", form->what ), reason );
}

static const WCHAR *computer_name(void)
{
    WCHAR name[MAX_COMPUTERNAME_LENGTH + 1] = L"";
    DWORD size = ARRAYSIZE(name);

    GetComputerNameW( name, &size );
    return _wcsdup( name );
}

static void test_local_names(void)
{
    const WCHAR *computer = computer_name();
    const struct form forms[] =
    {
        { "NULL", NULL },
        { "empty", L"" },
        { "computer", computer },
        { "\\\\computer", concat( L"\\\\", computer ) },
        { "computer in upper case", upper( computer ) },
        { "computer in lower case", lower( computer ) },
        { "a dot", L"." },
        { "\\\\.", L"\\\\." },
        { "localhost", L"localhost" },
        { "\\\\localhost", L"\\\\localhost" },
        { "127.0.0.1", L"127.0.0.1" },
        { "\\\\127.0.0.1", L"\\\\127.0.0.1" },
        { "\\\\::1", L"\\\\::1" },
        { "\\\\[::1]", L"\\\\[::1]" },
        { "\\\\--1.ipv6-literal.net", L"\\\\--1.ipv6-literal.net" },
    };
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(forms); i++)
    {
        if (options.server) omit_server( &forms[i], "--server names another server" );
        else observe_server( &forms[i] );
    }
}

static void test_remote_names(void)
{
    const WCHAR *bare = skip_backslashes( known.server ? known.server : L"" );
    const struct form forms[] =
    {
        { "bare", bare },
        { "with backslashes", concat( L"\\\\", bare ) },
        { "in upper case", upper( bare ) },
        { "with backslashes, in lower case", lower( concat( L"\\\\", bare ) ) },
        { "with a dot behind it", concat( bare, L"." ) },
        { "with a blank behind it", concat( bare, L" " ) },
        { "with a blank before it", concat( L" ", bare ) },
        { "in brackets", concat( concat( L"[", bare ), L"]" ) },
    };
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(forms); i++)
    {
        if (options.server) observe_server( &forms[i] );
        else omit_server( &forms[i], "--server names none" );
    }
}

static void test_invalid_servers(void)
{
    const struct form forms[] =
    {
        { "\\\\", L"\\\\" },
        { "\\", L"\\" },
        { "\\host", L"\\no-host.invalid" },
        { "\\\\\\host", L"\\\\\\no-host.invalid" },
        { "\\\\host\\share", L"\\\\no-host.invalid\\share" },
        { "host/share", L"no-host.invalid/share" },
        { "//host", L"//no-host.invalid" },
        { "\\\\ho st", L"\\\\no host.invalid" },
        { "\\\\host\\n", L"\\\\no-host.invalid\n" },
        { "\\\\*", L"\\\\*" },
        { "\\\\ho:st", L"\\\\no:host.invalid" },
        { "[]", L"[]" },
        { "a blank", L" " },
        { "of 300 characters", repeat( 'x', 300 ) },
        { "\\\\ of 300 characters", concat( L"\\\\", repeat( 'x', 300 ) ) },
        { "of 70,000 characters", repeat( 'x', 70000 ) },
        { "that does not exist", L"no-host-of-this-name.invalid" },
        { "\\\\ that does not exist", L"\\\\no-host-of-this-name.invalid" },
    };
    const struct form silent = { "that does not answer", options.other };
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(forms); i++) observe_server( &forms[i] );
    if (options.other) observe_server( &silent );
    else omit_server( &silent, "--other names none" );
}

static void observe_client( const struct form *form )
{
    struct session_names names = { known.server, form->name, known.user };
    struct session_names client = { known.server, form->name, NULL };

    observe_get_info( &names, 10, case_name( "NetSessionGetInfo, client %s", form->what ) );
    observe_enum( &client, 10, MAX_PREFERRED_LENGTH, NO_RESUME,
                  case_name( "NetSessionEnum, client %s", form->what ) );
}

static void test_clients(void)
{
    const WCHAR *bare = skip_backslashes( known.client );
    const struct form forms[] =
    {
        { "with two backslashes", concat( L"\\\\", bare ) },
        { "without backslashes", bare },
        { "with one backslash", concat( L"\\", bare ) },
        { "with three backslashes", concat( L"\\\\\\", bare ) },
        { "with four backslashes", concat( L"\\\\\\\\", bare ) },
        { "with slashes", concat( L"//", bare ) },
        { "with a backslash behind it", concat( concat( L"\\\\", bare ), L"\\" ) },
        { "with a share behind it", concat( concat( L"\\\\", bare ), L"\\share" ) },
        { "with a dot behind it", concat( concat( L"\\\\", bare ), L"." ) },
        { "with a blank behind it", concat( concat( L"\\\\", bare ), L" " ) },
        { "in upper case", upper( concat( L"\\\\", bare ) ) },
        { "in lower case", lower( concat( L"\\\\", bare ) ) },
        { "in brackets", concat( concat( L"\\\\[", bare ), L"]" ) },
        { "two backslashes alone", L"\\\\" },
        { "one backslash alone", L"\\" },
        { "a blank", L" " },
        { "*", L"*" },
        { "\\\\*", L"\\\\*" },
        { "\\\\.", L"\\\\." },
        { "\\\\localhost", L"\\\\localhost" },
        { "of other letters", L"\\\\\x65e5\x672c\xd83d\xde00" },
        { "half a pair", L"\\\\\xd83d" },
        { "of 1,023 characters", concat( L"\\\\", repeat( 'x', 1021 ) ) },
        { "of 1,024 characters", concat( L"\\\\", repeat( 'x', 1022 ) ) },
        { "of 1,025 characters", concat( L"\\\\", repeat( 'x', 1023 ) ) },
        { "of 70,000 characters", concat( L"\\\\", repeat( 'x', 69998 ) ) },
        { "of 1,024 characters, without backslashes", repeat( 'x', 1024 ) },
    };
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(forms); i++) observe_client( &forms[i] );
}

static void observe_user( const struct form *form )
{
    struct session_names names = { known.server, known.client, form->name };
    struct session_names user = { known.server, NULL, form->name };

    observe_get_info( &names, 10, case_name( "NetSessionGetInfo, user %s", form->what ) );
    observe_enum( &user, 10, MAX_PREFERRED_LENGTH, NO_RESUME,
                  case_name( "NetSessionEnum, user %s", form->what ) );
}

static void test_users(void)
{
    const struct form forms[] =
    {
        { "as it is", known.user },
        { "in upper case", upper( known.user ) },
        { "in lower case", lower( known.user ) },
        { "with a domain", concat( L"DOMAIN\\", known.user ) },
        { "with a dot for the domain", concat( L".\\", known.user ) },
        { "with a backslash", concat( L"\\", known.user ) },
        { "with two backslashes", concat( L"\\\\", known.user ) },
        { "at a domain", concat( known.user, L"@domain" ) },
        { "with a blank behind it", concat( known.user, L" " ) },
        { "with a blank before it", concat( L" ", known.user ) },
        { "in quotes", concat( concat( L"\"", known.user ), L"\"" ) },
        { "with a letter more", concat( known.user, L"x" ) },
        { "a blank", L" " },
        { "*", L"*" },
        { "?", L"?" },
        { "of other letters", L"\x65e5\x672c\xd83d\xde00" },
        { "half a pair", L"\xd83d" },
        { "of 1,023 characters", repeat( 'x', 1023 ) },
        { "of 1,024 characters", repeat( 'x', 1024 ) },
        { "of 70,000 characters", repeat( 'x', 70000 ) },
    };
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(forms); i++) observe_user( &forms[i] );
}

START_TEST(names)
{
    begin_unit( "names" );
    if (find_session())
    {
        test_local_names();
        test_remote_names();
        test_clients();
        test_users();
        test_invalid_servers();     /* comes last, as missing hosts can take minutes */
    }
    end_unit();
}
