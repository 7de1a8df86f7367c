/*
 * The raw srvsvc interface
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

/*
 * These calls go through the stub that widl makes from srvsvc.idl, and leave out the rest of
 * NetSession*. So their results are the server's own answer.
 *
 * The interface can end sessions and close files. No call here names an existing session, or
 * neither client nor user, which some servers take for all sessions. session_del ends the session
 * that the caller has given for that.
 */

#include "netapi32_test.h"
#include "stub.h"


static void enum_names( const WCHAR *client, const WCHAR *user, const struct enum_args *args,
                        const char *name )
{
    static const container empty;
    const struct session_names names = { known.server, client, user };

    observe_raw_enum( &empty, &names, args, name );
}

static struct enum_args all_of( DWORD level )
{
    struct enum_args args = { level, MAX_PREFERRED_LENGTH, NO_RESUME };

    return args;
}

static void test_qualifiers( DWORD level )
{
    const struct
    {
        const char  *what;
        const WCHAR *client, *user;
    }
    tests[] =
    {
        { "no qualifier", NULL, NULL },
        { "empty qualifiers", L"", L"" },
        { "empty client", L"", NULL },
        { "empty user", NULL, L"" },
        { "client", known.client, NULL },
        { "user", NULL, known.user },
        { "client and user", known.client, known.user },
        { "client and empty user", known.client, L"" },
        { "empty client and user", L"", known.user },
        { "client in upper case", upper( known.client ), NULL },
        { "client in lower case", lower( known.client ), NULL },
        { "user in upper case", NULL, upper( known.user ) },
        { "user in lower case", NULL, lower( known.user ) },
        { "client without backslashes", skip_backslashes( known.client ), NULL },
        { "client with one backslash", concat( L"\\", skip_backslashes( known.client ) ), NULL },
        { "client with three backslashes", concat( L"\\", known.client ), NULL },
        { "client of backslashes alone", L"\\\\", NULL },
        { "no such client", NOWHERE, NULL },
        { "no such user", NULL, NOBODY },
        { "no such client, but user", NOWHERE, known.user },
        { "client, but no such user", known.client, NOBODY },
        { "no such client and no such user", NOWHERE, NOBODY },
        { "more than the client", concat( known.client, L"0" ), NULL },
        { "more than the user", NULL, concat( known.user, L"0" ) },
    };
    const struct enum_args args = all_of( level );
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(tests); i++)
        enum_names( tests[i].client, tests[i].user, &args,
                    case_name( "NetrSessionEnum, level %lu, %s", level, tests[i].what ) );
}

/* Some of these have another meaning in 16 bits or without their sign. */
static void test_undefined_levels(void)
{
    static const DWORD levels[] =
    {
        3, 4, 9, 11, 50, 100, 101, 256, 501, 503, 65535, 65536, 65546, 0x7fffffff, 0x80000000,
        0x8000000a, 0xffffffff
    };
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(levels); i++)
    {
        const struct enum_args args = all_of( levels[i] );

        enum_names( NULL, NULL, &args,
                    case_name( "NetrSessionEnum, undefined level %lu", levels[i] ) );
    }
}

static const WCHAR *name_of_length( const WCHAR *beginning, DWORD length )
{
    WCHAR *name = repeat( 'x', length );

    return memcpy( name, beginning, min( wcslen( beginning ), length ) * sizeof(*name) );
}

/* One of the two names must be nobody's. */
static void del_names( const WCHAR *client, const WCHAR *user, const char *name )
{
    const struct session_names names = { known.server, client, user };

    observe_raw_del( &names, name );
}

/* MS-SRVS counts the terminating null among its 1,024 characters. */
static void test_name_lengths(void)
{
    static const DWORD lengths[] = { 256, 1022, 1023, 1024, 1025, 70000 };
    const struct enum_args args = all_of( 10 );
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(lengths); i++)
    {
        const WCHAR *client = name_of_length( NOWHERE, lengths[i] );
        const WCHAR *user = name_of_length( NOBODY, lengths[i] );

        enum_names( client, NULL, &args,
                    case_name( "NetrSessionEnum, client of %lu characters", lengths[i] ) );
        enum_names( NULL, user, &args,
                    case_name( "NetrSessionEnum, user of %lu characters", lengths[i] ) );
        del_names( client, NOBODY,
                   case_name( "NetrSessionDel, client of %lu characters", lengths[i] ) );
        del_names( NOWHERE, user,
                   case_name( "NetrSessionDel, user of %lu characters", lengths[i] ) );
    }
}

static void test_maximum_lengths( DWORD level )
{
    static const DWORD lengths[] = { 0, 1, 8, 65536, 0x7fffffff, 0xfffffffe, 0xffffffff };
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(lengths); i++)
    {
        const struct enum_args with = { level, lengths[i], 0 };
        const struct enum_args without = { level, lengths[i], NO_RESUME };

        enum_names( NULL, NULL, &with,
                    case_name( "NetrSessionEnum, level %lu, prefmaxlen %#lx", level, lengths[i] ) );
        enum_names( NULL, NULL, &without,
                    case_name( "NetrSessionEnum, level %lu, prefmaxlen %#lx, no resume handle",
                               level, lengths[i] ) );
    }
}

static void test_resume_handles( DWORD level )
{
    static const DWORD handles[] = { 0, 100000, 0x7fffffff, 0x80000000, 0xfffffffe };
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(handles); i++)
    {
        const struct enum_args args = { level, MAX_PREFERRED_LENGTH, handles[i] };

        enum_names( NULL, NULL, &args,
                    case_name( "NetrSessionEnum, level %lu, resume handle %#lx", level,
                               handles[i] ) );
        enum_names( known.client, known.user, &args,
                    case_name( "NetrSessionEnum, level %lu, client and user, resume handle %#lx",
                               level, handles[i] ) );
    }
}

/* Gets the rest by the handle of the first part. */
static NET_API_STATUS list_in_two_parts( DWORD level, DWORD *count )
{
    const struct session_names all = { known.server, NULL, NULL };
    struct enum_args args = { level, 1000, 0 };
    struct enum_result first, rest;

    first = raw_enum( &all, &args );
    *count = first.entries;
    if (first.status != ERROR_MORE_DATA) return first.status;
    args.prefmaxlen = MAX_PREFERRED_LENGTH;
    args.resume = first.resume;
    rest = raw_enum( &all, &args );
    *count += rest.entries;
    return rest.status;
}

/* Compares the lists in a moment in which no session comes or goes. */
static void test_two_parts( DWORD level )
{
    const struct session_names all = { known.server, NULL, NULL };
    const struct enum_args args = all_of( level );
    NET_API_STATUS status;
    unsigned int tries = 0;
    DWORD before, count;

    do
    {
        before = raw_enum( &all, &args ).entries;
        status = list_in_two_parts( level, &count );
    } while (before != raw_enum( &all, &args ).entries && ++tries < 20);

    observe( "NetrSessionEnum", case_name( "NetrSessionEnum, level %lu, in two parts", level ) );
    observe_status( status );
    observe_number_field( "entries", count == before ? "all" : "not all", count );
    observed();
}

/* The server fills the container, whatever the caller sends in it. */
static void test_containers( DWORD level )
{
    static const container one = { 1, NULL }, many = { 0x7fffffff, NULL };
    const struct session_names all = { known.server, NULL, NULL };
    const struct enum_args args = all_of( level );

    observe_raw_enum( NULL, &all, &args,
                      case_name( "NetrSessionEnum, level %lu, no container", level ) );
    observe_raw_enum( &one, &all, &args,
                      case_name( "NetrSessionEnum, level %lu, one entry without a buffer",
                                 level ) );
    observe_raw_enum( &many, &all, &args,
                      case_name( "NetrSessionEnum, level %lu, many entries without a buffer",
                                 level ) );
}

static void test_server_names(void)
{
    const struct
    {
        const char  *what;
        const WCHAR *name;
    }
    tests[] =
    {
        { "NULL", NULL },
        { "empty", L"" },
        { "of nowhere", L"\\\\no-server-of-this-name" },
        { "of NOWHERE, without backslashes", L"no-server-of-this-name" },
        { "a blank", L" " },
        { "backslashes", L"\\\\" },
        { "not ASCII", L"\\\\\x65e5\x672c" },
        { "of 5,000 characters", name_of_length( L"\\\\", 5000 ) },
    };
    static const container empty;
    const struct enum_args args = all_of( 10 );
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(tests); i++)
    {
        const struct session_names names = { tests[i].name, NULL, NULL };

        observe_raw_enum( &empty, &names, &args,
                          case_name( "NetrSessionEnum, ServerName %s", tests[i].what ) );
    }
}

/* No documentation says which mistake comes first. */
static void test_two_mistakes(void)
{
    const WCHAR *long_client = name_of_length( NOWHERE, 2000 );
    const WCHAR *long_user = name_of_length( NOBODY, 2000 );
    const WCHAR *long_bare = name_of_length( L"x", 2000 );
    const struct
    {
        const char      *what;
        const WCHAR     *client, *user;
        struct enum_args args;
    }
    tests[] =
    {
        { "level and client's form", L"x", NULL, { 3, MAX_PREFERRED_LENGTH, NO_RESUME } },
        { "level and client's length", long_client, NULL, { 3, MAX_PREFERRED_LENGTH, NO_RESUME } },
        { "level and user's length", NULL, long_user, { 3, MAX_PREFERRED_LENGTH, NO_RESUME } },
        { "level and no such client", NOWHERE, NULL, { 3, MAX_PREFERRED_LENGTH, NO_RESUME } },
        { "level and resume handle", NULL, NULL, { 3, MAX_PREFERRED_LENGTH, 100000 } },
        { "level and prefmaxlen", NULL, NULL, { 3, 0, NO_RESUME } },
        { "client's form and length", long_bare, NULL, { 10, MAX_PREFERRED_LENGTH, NO_RESUME } },
        { "client's form and user's length", L"x", long_user,
          { 10, MAX_PREFERRED_LENGTH, NO_RESUME } },
        { "client's form and no such user", L"x", NOBODY,
          { 10, MAX_PREFERRED_LENGTH, NO_RESUME } },
        { "client's form and resume handle", L"x", NULL, { 10, MAX_PREFERRED_LENGTH, 100000 } },
        { "no such client and resume handle", NOWHERE, NULL,
          { 10, MAX_PREFERRED_LENGTH, 100000 } },
        { "no such client and prefmaxlen", NOWHERE, NULL, { 10, 0, NO_RESUME } },
    };
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(tests); i++)
        enum_names( tests[i].client, tests[i].user, &tests[i].args,
                    case_name( "NetrSessionEnum, two mistakes: %s", tests[i].what ) );
}

static void test_del(void)
{
    del_names( NOWHERE, NOBODY, "NetrSessionDel, no such client and no such user" );
    del_names( NOWHERE, NULL, "NetrSessionDel, no such client" );
    del_names( NULL, NOBODY, "NetrSessionDel, no such user" );
    del_names( NOWHERE, L"", "NetrSessionDel, no such client, empty user" );
    del_names( L"", NOBODY, "NetrSessionDel, empty client, no such user" );
    del_names( skip_backslashes( NOWHERE ), NOBODY, "NetrSessionDel, client without backslashes" );
    del_names( &NOWHERE[1], NOBODY, "NetrSessionDel, client with one backslash" );
}

/* An id that no server gives to a file */
#define NO_FILE 0xffffffff

struct file_call
{
    DWORD          level;
    NET_API_STATUS status;
};

static void CDECL connection_enum( void *arg )
{
    struct file_call *call = arg;
    CONNECT_INFO_0_CONTAINER container = { 0, NULL };
    CONNECT_ENUM_STRUCT info = { call->level, { &container } };
    DWORD total;

    call->status = NetrConnectionEnum( (WCHAR *)known.server, (WCHAR *)NOWHERE, &info,
                                       MAX_PREFERRED_LENGTH, &total, NULL );
}

static void CDECL file_enum( void *arg )
{
    struct file_call *call = arg;
    FILE_INFO_2_CONTAINER container = { 0, NULL };
    FILE_ENUM_STRUCT info = { call->level, { &container } };
    DWORD total;

    call->status = NetrFileEnum( (WCHAR *)known.server, NULL, (WCHAR *)NOBODY, &info,
                                 MAX_PREFERRED_LENGTH, &total, NULL );
}

static void CDECL file_get_info( void *arg )
{
    struct file_call *call = arg;
    FILE_INFO info = { NULL };

    call->status = NetrFileGetInfo( (WCHAR *)known.server, NO_FILE, call->level, &info );
}

static void CDECL file_close( void *arg )
{
    struct file_call *call = arg;

    call->status = NetrFileClose( (WCHAR *)known.server, NO_FILE );
}

static void CDECL share_enum( void *arg )
{
    struct file_call *call = arg;
    SHARE_INFO_1_CONTAINER container = { 0, NULL };
    SHARE_ENUM_STRUCT info = { call->level, { NULL } };
    DWORD total;

    info.ShareInfo.Level1 = &container;
    call->status = NetrShareEnum( (WCHAR *)known.server, &info, MAX_PREFERRED_LENGTH, &total,
                                  NULL );
}

static void CDECL share_get_info( void *arg )
{
    struct file_call *call = arg;
    SHARE_INFO info = { NULL };

    call->status = NetrShareGetInfo( (WCHAR *)known.server, (WCHAR *)L"IPC$", call->level, &info );
}

static void CDECL share_get_no_info( void *arg )
{
    struct file_call *call = arg;
    SHARE_INFO info = { NULL };

    call->status = NetrShareGetInfo( (WCHAR *)known.server, (WCHAR *)L"no-such-share", call->level,
                                     &info );
}

static void CDECL share_del( void *arg )
{
    struct file_call *call = arg;

    call->status = NetrShareDel( (WCHAR *)known.server, (WCHAR *)L"no-such-share", 0 );
}

/*
 * The IDL has opnums 8 to 11 so that later ones have their numbers. An undefined level may not get
 * as far as these.
 */
static void test_other_methods(void)
{
    static const struct
    {
        const char *call, *name;
        void       (CDECL *proc)( void *arg );
        DWORD      level;
    }
    tests[] =
    {
        { "NetrConnectionEnum", "NetrConnectionEnum, no such computer", connection_enum, 1 },
        { "NetrConnectionEnum", "NetrConnectionEnum, undefined level 99", connection_enum, 99 },
        { "NetrFileEnum", "NetrFileEnum, no such user", file_enum, 3 },
        { "NetrFileEnum", "NetrFileEnum, undefined level 99", file_enum, 99 },
        { "NetrFileGetInfo", "NetrFileGetInfo, no such file", file_get_info, 3 },
        { "NetrFileGetInfo", "NetrFileGetInfo, undefined level 99", file_get_info, 99 },
        { "NetrFileClose", "NetrFileClose, no such file", file_close, 0 },
        { "NetrShareEnum", "NetrShareEnum, level 1", share_enum, 1 },
        { "NetrShareEnum", "NetrShareEnum, undefined level 99", share_enum, 99 },
        { "NetrShareGetInfo", "NetrShareGetInfo, level 1", share_get_info, 1 },
        { "NetrShareGetInfo", "NetrShareGetInfo, level 502", share_get_info, 502 },
        { "NetrShareGetInfo", "NetrShareGetInfo, undefined level 99", share_get_info, 99 },
        { "NetrShareGetInfo", "NetrShareGetInfo, no such share", share_get_no_info, 1 },
        { "NetrShareDel", "NetrShareDel, no such share", share_del, 0 },
    };
    struct file_call call;
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(tests); i++)
    {
        call.level = tests[i].level;
        observe( tests[i].call, tests[i].name );
        make_call( tests[i].proc, &call, &call.status );
        observed();
        end_call();
    }
}

static void CDECL raise_exception( void *arg )
{
    RpcRaiseException( *(DWORD *)arg );
}

static void CDECL return_to_caller( void *arg )
{
}

static void CDECL raise_one_in_another( void *arg )
{
    DWORD inner = RPC_S_CALL_FAILED;

    ok( guarded_call( raise_exception, &inner ) == inner, "the inner exception was lost\n" );
    RpcRaiseException( *(DWORD *)arg );
}

/* All later tests of this unit rely on this one. */
static void test_guard(void)
{
    static const DWORD codes[] =
    {
        ERROR_ACCESS_DENIED, RPC_S_SERVER_UNAVAILABLE, RPC_X_BAD_STUB_DATA, STATUS_NO_MEMORY
    };
    unsigned int i;
    DWORD code;

    for (i = 0; i < ARRAYSIZE(codes); i++)
    {
        code = guarded_call( raise_exception, (void *)&codes[i] );
        ok( code == codes[i], "exception %#lx came back as %#lx\n", codes[i], code );
        code = guarded_call( raise_one_in_another, (void *)&codes[i] );
        ok( code == codes[i], "exception %#lx came back as %#lx\n", codes[i], code );
        code = guarded_call( return_to_caller, NULL );
        ok( !code, "exception %#lx where there was none\n", code );
    }
}

static void test_no_server(void)
{
    const struct enum_args args = all_of( 10 );

    if (!bind_to_string( L"ncalrpc:[no-endpoint-of-this-name]" )) return;
    enum_names( NULL, NULL, &args, "NetrSessionEnum, no server" );
    unbind();
}

static void test_interface(void)
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(session_levels); i++)
    {
        test_qualifiers( session_levels[i] );
        test_maximum_lengths( session_levels[i] );
        test_resume_handles( session_levels[i] );
        test_two_parts( session_levels[i] );
        test_containers( session_levels[i] );
    }
    test_undefined_levels();
    test_name_lengths();
    test_server_names();
    test_two_mistakes();
    test_del();
    test_other_methods();
    test_unused_opnums();
}

START_TEST(rpc)
{
    begin_unit( "rpc" );
    test_guard();
    test_no_server();
    if (bind_to_server())
    {
        if (find_session()) test_interface();
        unbind();
    }
    end_unit();
}
