/*
 * netapi32 on the host under checkers of memory: memory runs out, answers are broken
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

struct tap tap;

static const struct fake_session sessions[] =
{
    { L"10.0.0.1", L"alice", L"Windows", L"tcp", 1, 20, 3, 0 },
    { L"10.0.0.2", L"Bob", NULL, NULL, 0, MAXDWORD, 0, 1 },
    { L"[::1]", L"DOM\\carol", L"", L"tcp", 5, 6, 7, 2 },
};

void serve( BOOL samba )
{
    memset( &fake, 0, sizeof(fake) );
    fake.sessions = sessions;
    fake.count = ARRAY_SIZE(sessions);
    fake.samba = samba;
    fake.levels = samba ? samba_levels() : ~0u;
}

void begin(void)
{
    DllMain( NULL, DLL_PROCESS_ATTACH, NULL );
}

/* Unloads the DLL, which must give everything back. */
void end( const char *what )
{
    static const struct held nothing;

    DllMain( NULL, DLL_PROCESS_DETACH, NULL );
    wait_for_sides();
    ok( !memcmp( &held, &nothing, sizeof(held) ), "%s: left behind: %d blocks, %d strings, "
        "%d bindings, %d buffers, %d handles, %d indexes, %d credentials, %d keys\n",
        what, held.blocks, held.strings, held.bindings, held.buffers, held.handles, held.indexes,
        held.credentials, held.keys );
    memset( &held, 0, sizeof(held) );
}

/* One action of a program. The caller frees the result. */
struct scenario
{
    const char     *name;
    BOOL            samba;
    NET_API_STATUS (*call)( const struct scenario *scenario, BYTE **buffer );
    DWORD           level;
    const WCHAR    *server, *client, *user;
    NET_API_STATUS  expected;
};

static NET_API_STATUS call_get_info( const struct scenario *s, BYTE **buffer )
{
    return NetSessionGetInfo( (WCHAR *)s->server, (WCHAR *)s->client, (WCHAR *)s->user, s->level,
                              buffer );
}

static NET_API_STATUS call_enum( const struct scenario *s, BYTE **buffer )
{
    DWORD entries = 4711, total = 4711, resume = 0;
    NET_API_STATUS status;

    status = NetSessionEnum( (WCHAR *)s->server, (WCHAR *)s->client, (WCHAR *)s->user, s->level,
                             buffer, MAX_PREFERRED_LENGTH, &entries, &total, &resume );
    ok( !status == (entries != 0), "%s: %u entries\n", s->name, entries );
    ok( !resume, "%s: resume is %u\n", s->name, resume );
    return status;
}

static NET_API_STATUS call_del( const struct scenario *s, BYTE **buffer )
{
    *buffer = NULL;
    return NetSessionDel( (WCHAR *)s->server, (WCHAR *)s->client, (WCHAR *)s->user );
}

/* The connection breaks between two calls. */
static NET_API_STATUS call_lost( const struct scenario *s, BYTE **buffer )
{
    NET_API_STATUS status;

    fake.raise = RPC_S_CALL_FAILED_DNE;
    status = call_get_info( s, buffer );
    fake.raise = 0;
    return status;
}

/* smbpipe ends in a call. */
static NET_API_STATUS call_ending( const struct scenario *s, BYTE **buffer )
{
    NET_API_STATUS status;

    fake.end = END_IN_STUB;
    status = call_get_info( s, buffer );
    fake.end = GO_ON;
    return status;
}

/* smbpipe ends between two calls. */
static NET_API_STATUS call_ended( const struct scenario *s, BYTE **buffer )
{
    NET_API_STATUS status;

    fake.end = END_AFTER;
    if (!(status = call_get_info( s, buffer )))
    {
        NetApiBufferFree( *buffer );
        *buffer = NULL;
        status = call_get_info( s, buffer );
    }
    fake.end = GO_ON;
    return status;
}

static NET_API_STATUS add_use( const struct scenario *s, const WCHAR *password )
{
    USE_INFO_2 info = { .ui2_remote = (WCHAR *)s->server, .ui2_asg_type = USE_WILDCARD,
                        .ui2_username = (WCHAR *)s->user, .ui2_password = (WCHAR *)password };

    return NetUseAdd( NULL, 2, (BYTE *)&info, NULL );
}

static NET_API_STATUS call_use( const struct scenario *s, BYTE **buffer )
{
    DWORD entries, total;
    NET_API_STATUS status;

    *buffer = NULL;
    if ((status = add_use( s, s->client ))) return status;
    if (s->level == MAXDWORD)
        status = NetUseEnum( NULL, 2, buffer, MAX_PREFERRED_LENGTH, &entries, &total, NULL );
    else
        status = NetUseGetInfo( NULL, (WCHAR *)s->server, s->level, buffer );
    ok( !NetUseDel( NULL, (WCHAR *)s->server, USE_LOTS_OF_FORCE ), "%s: no use\n", s->name );
    return status;
}

static NET_API_STATUS call_buffers( const struct scenario *s, BYTE **buffer )
{
    NET_API_STATUS status;
    void *more;

    if ((status = NetApiBufferAllocate( 10, (void **)buffer ))) return status;
    status = NetApiBufferReallocate( *buffer, 20, &more );
    ok( !more == (status != 0), "block %p with status %u\n", more, status );
    if (!status) *buffer = more;
    else
    {
        NetApiBufferFree( *buffer );
        *buffer = NULL;
    }
    return status;
}

static const struct scenario scenarios[] =
{
    { "level 0", FALSE, call_get_info, 0, L"a", L"", L"", 0 },
    { "level 1", FALSE, call_get_info, 1, L"a", L"\\\\10.0.0.1", L"alice", 0 },
    { "level 2", FALSE, call_get_info, 2, L"\\\\a", L"\\\\10.0.0.2", L"bob", 0 },
    { "level 10", FALSE, call_get_info, 10, L"", L"\\\\10.0.0.2", L"bob", 0 },
    { "level 502", FALSE, call_get_info, 502, NULL, L"\\\\10.0.0.2", L"bob", 0 },
    { "Samba, level 0", TRUE, call_get_info, 0, L"a", L"\\\\[0:0::1]", L"carol", 0 },
    { "Samba, level 1", TRUE, call_get_info, 1, L"a", L"\\\\10.0.0.1", L"alice", 0 },
    { "Samba, level 502", TRUE, call_get_info, 502, L"a", L"\\\\[::1]", L"DOM\\carol", 0 },
    { "no such client", TRUE, call_get_info, 1, L"a", L"\\\\x", L"alice", NERR_ClientNameNotFound },
    { "no such user", TRUE, call_get_info, 1, L"a", L"\\\\10.0.0.1", L"x", NERR_UserNotFound },
    { "all, level 1", FALSE, call_enum, 1, L"a", NULL, NULL, 0 },
    { "all, level 502", FALSE, call_enum, 502, L"a", NULL, NULL, 0 },
    { "Samba, all, level 2", TRUE, call_enum, 2, L"a", NULL, NULL, 0 },
    { "Samba, some, level 0", TRUE, call_enum, 0, L"a", NULL, L"BOB", 0 },
    { "end", FALSE, call_del, 0, L"a", L"\\\\10.0.0.1", NULL, 0 },
    { "Samba, end", TRUE, call_del, 0, L"a", NULL, L"Bob", 0 },
    { "Samba, end by another spelling", TRUE, call_del, 0, L"a", NULL, L"BOB", 0 },
    { "Samba, end nothing", TRUE, call_del, 0, L"a", NULL, L"x", NERR_ClientNameNotFound },
    { "stored user", TRUE, call_get_info, 1, L"stored", L"", L"", 0 },
    { "connection lost", FALSE, call_lost, 1, L"a", L"", L"", 0 },
    { "stored user, connection lost", TRUE, call_lost, 10, L"stored", L"", L"", 0 },
    { "smbpipe ends", FALSE, call_ending, 1, L"a", L"", L"", 0 },
    { "smbpipe has ended", FALSE, call_ended, 1, L"a", L"", L"", 0 },
    { "use", FALSE, call_use, 1, L"\\\\a\\IPC$", L"password", L"user", 0 },
    { "use, all", FALSE, call_use, MAXDWORD, L"\\\\a\\IPC$", L"password", L"DOM\\user", 0 },
    { "use, stored user", FALSE, call_use, 2, L"\\\\stored\\ipc$", NULL, L"keeper", 0 },
    { "use of a share", FALSE, call_use, 2, L"//a/share", L"password", L"user", 0 },
    { "buffers", FALSE, call_buffers, 0, NULL, NULL, NULL, 0 },
};

static void call_well( const struct scenario *s, const char *when )
{
    BYTE *buffer = NULL;
    NET_API_STATUS status = s->call( s, &buffer );

    ok( status == s->expected, "%s, %s: status %u\n", s->name, when, status );
    NetApiBufferFree( buffer );
}

/* Returns FALSE when the call has fewer allocations. */
static BOOL fail_allocation( const struct scenario *s, BOOL connected, LONG number )
{
    BYTE *buffer = (BYTE *)&number;
    NET_API_STATUS status;
    BOOL reached;

    serve( s->samba );
    stored_user = L"keeper";
    begin();
    if (connected) call_well( s, "before" );

    countdown = number;
    status = s->call( s, &buffer );
    reached = !countdown;
    countdown = 0;

    ok( status == (reached ? ERROR_NOT_ENOUGH_MEMORY : s->expected),
        "%s, allocation %d: status %u\n", s->name, number, status );
    ok( !status == (buffer != NULL) || s->call == call_del, "%s, allocation %d: buffer %p\n",
        s->name, number, buffer );
    NetApiBufferFree( buffer );
    call_well( s, "after" );
    end( s->name );
    return reached;
}

static void test_allocations(void)
{
    unsigned int i, all = 0;
    LONG number;

    for (i = 0; i < 2 * ARRAY_SIZE(scenarios); i++)
    {
        for (number = 1; fail_allocation( &scenarios[i / 2], i % 2, number ); number++) ;
        ok( number > 1, "%s allocates nothing\n", scenarios[i / 2].name );
        all += number - 1;
    }
    host_printf( "# %u allocations failed in turn\n", all );
}

static void test_loading(void)
{
    countdown = 1;
    ok( !DllMain( NULL, DLL_PROCESS_ATTACH, NULL ), "loaded without memory\n" );
    countdown = 0;
    begin();
    end( "loading" );
}

/* netapi32 must not try a refused password again, however short memory was. */
static void test_refusal(void)
{
    static const struct scenario s = { "refused", TRUE, call_get_info, 1, L"stored", L"", L"",
                                       ERROR_LOGON_FAILURE };
    LONG number;

    for (number = 1; number < 20; number++)
    {
        serve( TRUE );
        fake.refusal = STATUS_LOGON_FAILURE;
        begin();
        countdown = number;
        NetSessionGetInfo( (WCHAR *)s.server, (WCHAR *)L"", (WCHAR *)L"", 1, (BYTE *[]){ NULL } );
        countdown = 0;
        call_well( &s, "after" );
        call_well( &s, "again" );
        ok( fake.attempts == 1, "allocation %d: %u attempts\n", number, fake.attempts );
        end( "refusal" );
    }
}

/* Answers whose parts contradict one another */

static SESSION_INFO_1 *entries_of( SESSION_ENUM_STRUCT *info )
{
    return info->SessionInfo.Level1->Buffer;
}

static void spoil_count( SESSION_ENUM_STRUCT *info )
{
    info->SessionInfo.Level1->EntriesRead++;
}

static void spoil_large_count( SESSION_ENUM_STRUCT *info )
{
    info->SessionInfo.Level1->EntriesRead = MAXDWORD;
}

static void spoil_buffer( SESSION_ENUM_STRUCT *info )
{
    info->SessionInfo.Level1->Buffer = NULL;
}

static void spoil_pointer( SESSION_ENUM_STRUCT *info )
{
    entries_of( info )[1].sesi1_cname++;
}

static void spoil_end( SESSION_ENUM_STRUCT *info )
{
    WCHAR *name = entries_of( info )[2].sesi1_username;

    name[wcslen( name )] = 'x';
}

static void spoil_size( SESSION_ENUM_STRUCT *info )
{
    void *block = MIDL_user_allocate( 1 );

    entries_of( info )[0].sesi1_username = block;
}

static void test_broken_answers(void)
{
    static void (* const spoilers[])( SESSION_ENUM_STRUCT *info ) =
    {
        spoil_count, spoil_large_count, spoil_buffer, spoil_pointer, spoil_end, spoil_size
    };
    static const struct scenario s = { "broken", FALSE, call_enum, 1, L"a", NULL, NULL, 0 };
    NET_API_STATUS status;
    unsigned int i;
    BYTE *buffer;

    for (i = 0; i < ARRAY_SIZE(spoilers); i++)
    {
        serve( FALSE );
        begin();
        fake.spoil = spoilers[i];
        status = call_enum( &s, &buffer );
        ok( status == RPC_X_BAD_STUB_DATA && !buffer, "answer %u: status %u\n", i, status );
        fake.spoil = NULL;
        call_well( &s, "after" );
        end( "broken answers" );
    }
}

/* The server names a user whose name is too long for a request. */
static void test_long_user( SIZE_T len, NET_API_STATUS expected )
{
    static WCHAR name[2000];
    const struct fake_session session = { L"10.0.0.1", name, NULL, NULL, 0, 1, 1, 0 };
    NET_API_STATUS status;
    SIZE_T i;

    for (i = 0; i < len; i++) name[i] = 'D';
    wcscpy( name + len - 4, L"\\bob" );
    serve( TRUE );
    fake.sessions = &session;
    fake.count = 1;
    begin();
    status = NetSessionDel( (WCHAR *)L"a", NULL, (WCHAR *)L"BOB" );
    ok( status == expected, "status %u\n", status );
    ok( fake.deleted == !expected, "%u sessions ended\n", fake.deleted );
    end( "long user" );
}

/* Samba's next answers lack sessions, see ask_for_omitted() in quirks.c. */

struct omission
{
    const char    *name;
    BOOL           samba, fallback;
    const WCHAR   *server;          /* of the call */
    DWORD          omissions, left, delay, ret;     /* as in struct fake_server */
    const WCHAR   *client, *user;
    NET_API_STATUS expected;
    DWORD          lists;           /* number of requests to the server */
};

static const struct omission omissions[] =
{
    { "nothing is left out", TRUE, TRUE, L"a", 0, 0, 0, 0, L"\\\\[::1]", L"carol", 0, 1 },
    { "one empty answer", TRUE, TRUE, L"a", 1, 0, 0, 0, L"\\\\10.0.0.1", L"alice", 0, 2 },
    { "an answer without the last", TRUE, TRUE, L"a", 1, 2, 0, 0, L"\\\\[::1]", L"carol", 0, 2 },
    { "three of them", TRUE, TRUE, L"a", 3, 2, 0, 0, L"\\\\[::1]", L"carol", 0, 4 },
    { "one too many", TRUE, TRUE, L"a", 4, 2, 0, 0, L"\\\\[::1]", L"carol",
      NERR_ClientNameNotFound, 4 },
    { "no such client", TRUE, TRUE, L"a", 0, 0, 0, 0, L"\\\\x", L"carol",
      NERR_ClientNameNotFound, 4 },
    { "no such user", TRUE, TRUE, L"a", 0, 0, 0, 0, L"\\\\[::1]", L"x", NERR_UserNotFound, 4 },
    { "no such user, the client is left out at first", TRUE, TRUE, L"a", 1, 2, 0, 0, L"\\\\[::1]",
      L"x", NERR_UserNotFound, 4 },
    { "a slow server", TRUE, TRUE, L"a", 0, 0, 600, 0, L"\\\\x", L"", NERR_ClientNameNotFound, 3 },
    { "a very slow server", TRUE, TRUE, L"a", 0, 0, 30000, 0, L"\\\\x", L"",
      NERR_ClientNameNotFound, 2 },
    { "switched off", TRUE, FALSE, L"a", 1, 2, 0, 0, L"\\\\[::1]", L"carol",
      NERR_ClientNameNotFound, 1 },
    { "the server itself says 2312", FALSE, TRUE, L"a", 0, 0, 0, NERR_ClientNameNotFound, L"\\\\x",
      L"", NERR_ClientNameNotFound, 1 },
    { "the server itself says 2221", FALSE, TRUE, L"a", 0, 0, 0, NERR_UserNotFound, L"\\\\10.0.0.1",
      L"x", NERR_UserNotFound, 1 },
    { "the server refuses", TRUE, TRUE, L"a", 0, 0, 0, ERROR_ACCESS_DENIED, L"\\\\x", L"",
      ERROR_ACCESS_DENIED, 1 },
};

static void begin_omission( const struct omission *o )
{
    serve( o->samba );
    fake.omissions = o->omissions;
    fake.left = o->left;
    fake.delay = o->delay;
    fake.ret = o->ret;
    level_fallback = o->fallback;
    ticks = 0;
    begin();
}

static void end_omission( const struct omission *o )
{
    end( o->name );
    level_fallback = TRUE;
}

static void test_omission( const struct omission *o )
{
    DWORD entries, total, waited = 0;
    NET_API_STATUS status;
    BYTE *buffer;

    begin_omission( o );
    status = NetSessionGetInfo( (WCHAR *)o->server, (WCHAR *)o->client, (WCHAR *)o->user, 1,
                                &buffer );
    ok( status == o->expected, "%s: status %u\n", o->name, status );
    ok( !status == (buffer != NULL), "%s: buffer %p\n", o->name, buffer );
    ok( fake.lists == o->lists, "%s: asked %u times\n", o->name, fake.lists );
    waited = ticks - fake.lists * o->delay;
    ok( waited <= 100, "%s: waited %u ms\n", o->name, waited );
    NetApiBufferFree( buffer );
    end_omission( o );

    begin_omission( o );
    status = NetSessionEnum( (WCHAR *)o->server, (WCHAR *)o->client, (WCHAR *)o->user, 1, &buffer,
                             MAX_PREFERRED_LENGTH, &entries, &total, NULL );
    ok( status == o->expected, "%s: NetSessionEnum: status %u\n", o->name, status );
    ok( fake.lists == o->lists, "%s: NetSessionEnum asked %u times\n", o->name, fake.lists );
    NetApiBufferFree( buffer );
    end_omission( o );
}

/* Without a qualifier netapi32 knows only of an empty answer that it lacks something. */
static void test_empty_list( const WCHAR *server, DWORD omissions, DWORD left, DWORD expected,
                             DWORD lists )
{
    const struct omission o = { .name = "a list", .samba = TRUE, .fallback = TRUE,
                                .server = server, .omissions = omissions, .left = left };
    DWORD entries, total;
    BYTE *buffer;

    begin_omission( &o );
    ok( !NetSessionEnum( (WCHAR *)server, NULL, NULL, 1, &buffer, MAX_PREFERRED_LENGTH, &entries,
                         &total, NULL ), "no list\n" );
    ok( entries == expected && total == expected, "%u entries of %u, expected %u\n", entries,
        total, expected );
    ok( fake.lists == lists, "asked %u times, expected %u\n", fake.lists, lists );
    NetApiBufferFree( buffer );
    end_omission( &o );
}

/* netapi32 repeats a call that ends sessions only after the server has refused it. */
static void test_del_omission( DWORD omissions, const WCHAR *user, NET_API_STATUS expected,
                               DWORD deletions, DWORD lists )
{
    const struct omission o = { .name = "NetSessionDel", .samba = TRUE, .fallback = TRUE,
                                .omissions = omissions, .left = 2 };
    NET_API_STATUS status;

    begin_omission( &o );
    status = NetSessionDel( (WCHAR *)L"a", NULL, (WCHAR *)user );
    ok( status == expected, "NetSessionDel, %u omissions: status %u\n", omissions, status );
    ok( fake.deleted == !expected, "%u omissions: %u sessions ended\n", omissions, fake.deleted );
    ok( fake.deletions == deletions && fake.lists == lists,
        "%u omissions: %u calls to end them, %u lists\n", omissions, fake.deletions, fake.lists );
    end_omission( &o );
}

static void test_omissions(void)
{
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(omissions); i++) test_omission( &omissions[i] );

    test_empty_list( L"a", 0, 0, 3, 1 );
    test_empty_list( L"a", 1, 0, 3, 2 );
    test_empty_list( L"a", 4, 0, 0, 4 );
    test_empty_list( L"a", 1, 2, 2, 1 );
    test_empty_list( NULL, 1, 0, 3, 2 );
    /* On Windows the first answer is final. */
    on_wine = FALSE;
    test_empty_list( L"a", 1, 0, 3, 2 );
    test_empty_list( NULL, 1, 0, 0, 1 );
    on_wine = TRUE;

    test_del_omission( 0, L"DOM\\carol", NERR_Success, 1, 0 );
    test_del_omission( 1, L"DOM\\carol", NERR_Success, 2, 1 );
    test_del_omission( 2, L"DOM\\carol", NERR_Success, 2, 2 );
    test_del_omission( 4, L"DOM\\carol", NERR_Success, 2, 4 );
    test_del_omission( 5, L"DOM\\carol", NERR_ClientNameNotFound, 1, 4 );
    test_del_omission( 0, L"x", NERR_ClientNameNotFound, 1, 4 );
}

/* Samba's files: it gives all of them whatever the request asks for */

static const struct fake_file files[] =
{
    { 7, L"C:\\a\\one", L"alice" }, { 8, L"C:\\a\\two", L"DOM\\bob" }, { 9, L"C:\\b", L"alice" },
};

static void begin_files( BOOL close_lies )
{
    serve( TRUE );
    fake.files = files;
    fake.file_count = ARRAY_SIZE(files);
    fake.close_lies = close_lies;
    begin();
}

/* The answer must have this number of entries, the first of which is file number id. */
static void test_file_enum( const WCHAR *path, const WCHAR *user, DWORD level, DWORD expected,
                            DWORD id )
{
    DWORD entries, total;
    BYTE *buffer;

    begin_files( FALSE );
    ok( !NetFileEnum( (WCHAR *)L"a", (WCHAR *)path, (WCHAR *)user, level, &buffer,
                      MAX_PREFERRED_LENGTH, &entries, &total, NULL ), "no list\n" );
    ok( entries == expected && total == expected, "%u entries of %u, expected %u\n", entries,
        total, expected );
    ok( !buffer == !expected && (!buffer || *(DWORD *)buffer == id), "another file\n" );
    NetApiBufferFree( buffer );
    end( "files" );
}

/* The files come one at a time. */
static void test_file_resume(void)
{
    DWORD entries, total, i;
    NET_API_STATUS status;
    DWORD_PTR resume = 0;
    BYTE *buffer;

    begin_files( FALSE );
    for (i = 0; i < ARRAY_SIZE(files); i++)
    {
        status = NetFileEnum( (WCHAR *)L"a", NULL, NULL, 3, &buffer, 80, &entries, &total,
                              &resume );
        ok( status == (i < 2 ? ERROR_MORE_DATA : 0) && entries == 1 && total == 3 - i &&
            !resume == (i == 2), "file %u: status %u, %u entries of %u\n", i, status, entries,
            total );
        ok( ((FILE_INFO_3 *)buffer)->fi3_id == files[i].id, "file %u is another\n", i );
        NetApiBufferFree( buffer );
    }
    ok( NetFileEnum( (WCHAR *)L"a", NULL, NULL, 3, &buffer, 10, &entries, &total, &resume ) ==
        NERR_BufTooSmall && !buffer && !entries, "a result without room\n" );
    end( "files, piece by piece" );
}

static void test_file_get(void)
{
    FILE_INFO_3 *info;
    BYTE *buffer;

    begin_files( FALSE );
    ok( !NetFileGetInfo( (WCHAR *)L"a", 8, 3, (BYTE **)&info ) && info->fi3_id == 8 &&
        info->fi3_num_locks == 2 && !wcscmp( info->fi3_pathname, L"C:\\a\\two" ) &&
        !wcscmp( info->fi3_username, L"DOM\\bob" ), "another file\n" );
    NetApiBufferFree( info );
    ok( NetFileGetInfo( (WCHAR *)L"a", 5, 3, &buffer ) == ERROR_FILE_NOT_FOUND && !buffer,
        "a file that is not there\n" );
    ok( fake.calls == 1 && fake.attempts == 1, "%u calls in vain, %u connections\n", fake.calls,
        fake.attempts );
    end( "one file" );
}

static void test_file_close( BOOL lies )
{
    begin_files( lies );
    ok( NetFileClose( (WCHAR *)L"a", 5 ) == NERR_FileIdNotFound && !fake.deletions,
        "a file that is not there was closed\n" );
    ok( !NetFileClose( (WCHAR *)L"a", 8 ) && fake.closed == 8 && fake.deletions == 1,
        "not closed\n" );
    ok( NetFileClose( (WCHAR *)L"a", 8 ) == NERR_FileIdNotFound && fake.deletions == 1,
        "closed twice\n" );
    end( "a closed file" );
}

static void test_files(void)
{
    test_file_enum( NULL, NULL, 3, 3, 7 );
    test_file_enum( L"", L"", 2, 3, 7 );
    test_file_enum( L"c:\\A", NULL, 2, 2, 7 );
    test_file_enum( L"C:\\b\\c", NULL, 3, 0, 0 );
    test_file_enum( NULL, L"BOB", 2, 1, 8 );
    test_file_enum( L"C:\\b", L"alice", 3, 1, 9 );
    test_file_resume();
    test_file_get();
    test_file_close( FALSE );
    test_file_close( TRUE );
}

/* The argument is the number of random calls. */
int main( int argc, char **argv )
{
    unsigned int rounds = argc > 1 ? host_strtol( argv[1], NULL, 10 ) : 20000;

    tap_run( test_loading() );
    tap_run( test_allocations() );
    tap_run( test_refusal() );
    tap_run( test_broken_answers() );
    tap_run( test_long_user( 1023, NERR_Success ) );
    tap_run( test_long_user( 1024, ERROR_ACCESS_DENIED ) );
    tap_run( test_omissions() );
    tap_run( test_files() );
    tap_run( test_answers( rounds ) );
    tap_run( test_calls( rounds ) );
    tap_run( test_random( rounds ) );
    return tap_close();
}
