/*
 * Calls the session functions, and observes their results
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
#include "stub.h"

enum field_kind
{
    CLIENT_NAME,
    USER_NAME,
    TYPE_NAME,
    TRANSPORT_NAME,
    COUNT,          /* from here on numbers */
    SECONDS,
    FLAGS
};

struct field
{
    const char     *name;
    enum field_kind kind;
    DWORD           offset;
};

struct level
{
    DWORD        level;
    DWORD        size;      /* of an entry */
    struct field fields[8];
};

struct session_names known;
const char *without_session = "";

const DWORD session_levels[5] = { 0, 1, 2, 10, 502 };

#define FIELD( level, name, kind ) \
    { #name, kind, FIELD_OFFSET( SESSION_INFO_##level, sesi##level##_##name ) }

static const struct level levels[] =
{
    {
        0, sizeof(SESSION_INFO_0),
        {
            FIELD( 0, cname, CLIENT_NAME ),
        }
    },
    {
        1, sizeof(SESSION_INFO_1),
        {
            FIELD( 1, cname, CLIENT_NAME ),
            FIELD( 1, username, USER_NAME ),
            FIELD( 1, num_opens, COUNT ),
            FIELD( 1, time, SECONDS ),
            FIELD( 1, idle_time, SECONDS ),
            FIELD( 1, user_flags, FLAGS ),
        }
    },
    {
        2, sizeof(SESSION_INFO_2),
        {
            FIELD( 2, cname, CLIENT_NAME ),
            FIELD( 2, username, USER_NAME ),
            FIELD( 2, num_opens, COUNT ),
            FIELD( 2, time, SECONDS ),
            FIELD( 2, idle_time, SECONDS ),
            FIELD( 2, user_flags, FLAGS ),
            FIELD( 2, cltype_name, TYPE_NAME ),
        }
    },
    {
        10, sizeof(SESSION_INFO_10),
        {
            FIELD( 10, cname, CLIENT_NAME ),
            FIELD( 10, username, USER_NAME ),
            FIELD( 10, time, SECONDS ),
            FIELD( 10, idle_time, SECONDS ),
        }
    },
    {
        502, sizeof(SESSION_INFO_502),
        {
            FIELD( 502, cname, CLIENT_NAME ),
            FIELD( 502, username, USER_NAME ),
            FIELD( 502, num_opens, COUNT ),
            FIELD( 502, time, SECONDS ),
            FIELD( 502, idle_time, SECONDS ),
            FIELD( 502, user_flags, FLAGS ),
            FIELD( 502, cltype_name, TYPE_NAME ),
            FIELD( 502, transport, TRANSPORT_NAME ),
        }
    },
};

static const struct level *find_level( DWORD number )
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(levels); i++) if (levels[i].level == number) return &levels[i];
    return NULL;
}

static const struct field *find_field( const struct level *level, const char *name )
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(level->fields) && level->fields[i].name; i++)
        if (!strcmp( level->fields[i].name, name )) return &level->fields[i];
    return NULL;
}

BOOL is_session_level( DWORD level )
{
    return find_level( level ) != NULL;
}

DWORD entry_size( DWORD level )
{
    return find_level( level )->size;
}

static const WCHAR *get_string( const BYTE *entry, const struct field *field )
{
    return *(const WCHAR **)(entry + field->offset);
}

/* NULL if the level has no such string */
const WCHAR *entry_string( DWORD level, const BYTE *entry, const char *name )
{
    const struct field *field = find_field( find_level( level ), name );

    return field ? get_string( entry, field ) : NULL;
}

/* An IPv6 address can have brackets or not. */
static BOOL same_client( const WCHAR *a, const WCHAR *b )
{
    SIZE_T len;

    a = skip_backslashes( a );
    b = skip_backslashes( b );
    if (*a == '[') a++;
    if (*b == '[') b++;
    len = wcscspn( a, L"]" );
    return len == wcscspn( b, L"]" ) && !_wcsnicmp( a, b, len );
}

BOOL is_known_entry( DWORD level, const BYTE *entry )
{
    const WCHAR *cname = entry_string( level, entry, "cname" );
    const WCHAR *username = entry_string( level, entry, "username" );

    return cname && same_client( cname, known.client ) &&
           (!username || !_wcsicmp( username, known.user ));
}

static BOOL same_string( enum field_kind kind, const WCHAR *a, const WCHAR *b, BOOL same_level )
{
    if (!a || !b) return a == b;
    if (kind == CLIENT_NAME && !same_level) return same_client( a, b );
    return !wcscmp( a, b );
}

/* A later answer has another time. */
static BOOL same_number( enum field_kind kind, DWORD a, DWORD b )
{
    return kind == SECONDS ? a - b + 3 <= 6 : a == b;
}

/*
 * Compares the fields that both levels have. Another level can have other backslashes before the
 * client. Returns the first field that differs, or NULL.
 */
const char *different_field( DWORD level, const BYTE *entry, DWORD other_level, const BYTE *other )
{
    const struct level *a = find_level( level ), *b = find_level( other_level );
    const struct field *field, *fellow;

    for (field = a->fields; field < a->fields + ARRAYSIZE(a->fields) && field->name; field++)
    {
        if (!(fellow = find_field( b, field->name ))) continue;
        if (field->kind >= COUNT ?
            !same_number( field->kind, *(const DWORD *)(entry + field->offset),
                          *(const DWORD *)(other + fellow->offset) ) :
            !same_string( field->kind, get_string( entry, field ), get_string( other, fellow ),
                          level == other_level )) return field->name;
    }
    return NULL;
}

/* Leaves out values of the machine or the moment, and keeps those of the implementation. */
static const char *normal_string( enum field_kind kind, const WCHAR *str )
{
    if (!str) return "NULL";
    if (!str[0]) return "empty";
    switch (kind)
    {
    case CLIENT_NAME:
        if (!same_client( str, known.client )) return "another client";
        return str[0] == '\\' ? "\\\\{client}" : "{client}";
    case USER_NAME:
        return _wcsicmp( str, known.user ) ? "another user" : "{user}";
    case TRANSPORT_NAME:
        return wcsncmp( str, L"\\Device\\", 8 ) ? "text" : "a device";
    default:
        return "text";
    }
}

/* Whether the command line has a value, and another one */
static BOOL is_other( const WCHAR *option, DWORD value )
{
    return option && wcstoul( option, NULL, 0 ) != value;
}

/* The limit is ten years. -1, for instance, is no time. */
static const char *normal_seconds( const char *name, DWORD seconds )
{
    DWORD age;

    if (seconds >= 315360000) return "implausible";
    if (strcmp( name, "time" ) || !options.age) return "seconds";
    age = wcstoul( options.age, NULL, 0 );
    return seconds < age || seconds > age + 600 ? "another time than --age" : "seconds";
}

static void observe_entry_field( const BYTE *entry, const struct field *field )
{
    DWORD number = *(const DWORD *)(entry + field->offset);
    char norm[32];

    switch (field->kind)
    {
    case COUNT:
        observe_number_field( field->name, is_other( options.opens, number ) ?
                              "another number than --opens" : "a number", number );
        break;
    case SECONDS:
        observe_number_field( field->name, normal_seconds( field->name, number ), number );
        break;
    case FLAGS:
        if (is_other( options.flags, number )) strcpy( norm, "others than --flags" );
        else sprintf( norm, "%#lx", number );
        observe_field( field->name, norm );
        break;
    default:
        observe_wide_field( field->name,
                            normal_string( field->kind, get_string( entry, field ) ),
                            get_string( entry, field ) );
    }
}

static void observe_entry( const struct level *level, const BYTE *entry )
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(level->fields) && level->fields[i].name; i++)
        observe_entry_field( entry, &level->fields[i] );
}

const char *pointer_state( const void *ptr )
{
    if (!ptr) return "NULL";
    return ptr == UNTOUCHED ? "untouched" : "block";
}

void begin_names( const char *function, const struct session_names *names, const char *name )
{
    observe( function, name );
    observe_name_arg( "server", names->server );
    observe_name_arg( "client", names->client );
    observe_name_arg( "user", names->user );
}

static NET_API_STATUS end_without_call(void)
{
    observe_no_status( "not implemented" );
    observed();
    return ERROR_CALL_NOT_IMPLEMENTED;
}

NET_API_STATUS observe_get_info( const struct session_names *names, DWORD level, const char *name )
{
    const struct level *info = find_level( level );
    NET_API_STATUS status;
    BYTE *buffer = UNTOUCHED;

    begin_names( "NetSessionGetInfo", names, name );
    observe_number_arg( "level", level );
    if (!is_implemented( "NetSessionGetInfo" )) return end_without_call();

    status = NetSessionGetInfo( (WCHAR *)names->server, (WCHAR *)names->client,
                                (WCHAR *)names->user, level, &buffer );
    observe_status( status );
    observe_out( "bufptr", "%s", pointer_state( buffer ) );
    if (!status && buffer && buffer != UNTOUCHED && info) observe_entry( info, buffer );
    observed();
    /* No page says what a failed call leaves in the pointer, and who would free it. */
    if (!status && buffer != UNTOUCHED) NetApiBufferFree( buffer );
    return status;
}

static const char *number_state( DWORD number )
{
    if (!number) return "0";
    return number == UNTOUCHED_LONG ? "untouched" : "some";
}

static const char *total_state( const struct enum_result *result )
{
    if (!result->total || result->total == UNTOUCHED_LONG) return number_state( result->total );
    if (result->total == result->entries) return "as entriesread";
    return result->total > result->entries ? "more" : "less";
}

/* Observes the entry of the known session. */
static void observe_known_entry( const struct level *level, const BYTE *buffer, DWORD entries )
{
    DWORD i;

    for (i = 0; i < entries; i++)
    {
        if (!is_known_entry( level->level, buffer + i * level->size )) continue;
        observe_entry( level, buffer + i * level->size );
        return;
    }
    observe_field( "cname", "the session is not there" );
}

void begin_enum( const char *function, const struct session_names *names,
                 const struct enum_args *args, const char *name )
{
    begin_names( function, names, name );
    observe_number_arg( "level", args->level );
    observe_number_arg( "prefmaxlen", args->prefmaxlen );
    if (args->resume != NO_RESUME) observe_number_arg( "resume", args->resume );
}

/* The buffer is NULL without a result. */
void observe_enum_result( const struct enum_args *args, const struct enum_result *result,
                          const BYTE *buffer )
{
    const struct level *info = find_level( args->level );

    if (args->resume != NO_RESUME)
        observe_out( "resume", "%s", result->resume == args->resume ? "as before" :
                     result->resume ? "set" : "0" );
    observe_number_field( "entriesread", number_state( result->entries ), result->entries );
    observe_number_field( "totalentries", total_state( result ), result->total );
    if (!result->status && buffer && info && result->entries)
        observe_known_entry( info, buffer, result->entries );
}

struct enum_result observe_enum( const struct session_names *names, DWORD level, DWORD prefmaxlen,
                                 DWORD resume, const char *name )
{
    const struct enum_args args = { level, prefmaxlen, resume };
    struct enum_result result = { 0, UNTOUCHED_LONG, UNTOUCHED_LONG, resume };
    BYTE *buffer = UNTOUCHED;

    begin_enum( "NetSessionEnum", names, &args, name );
    result.status = NetSessionEnum( (WCHAR *)names->server, (WCHAR *)names->client,
                                    (WCHAR *)names->user, level, &buffer, prefmaxlen,
                                    &result.entries, &result.total,
                                    resume == NO_RESUME ? NULL : &result.resume );
    observe_status( result.status );
    observe_out( "bufptr", "%s", pointer_state( buffer ) );
    if (buffer == UNTOUCHED) buffer = NULL;
    observe_enum_result( &args, &result, buffer );
    observed();
    NetApiBufferFree( buffer );
    return result;
}

NET_API_STATUS observe_del( const struct session_names *names, const char *name )
{
    NET_API_STATUS status;

    begin_names( "NetSessionDel", names, name );
    if (!is_implemented( "NetSessionDel" )) return end_without_call();

    status = NetSessionDel( (WCHAR *)names->server, (WCHAR *)names->client,
                            (WCHAR *)names->user );
    observe_status( status );
    observed();
    return status;
}

/*
 * Windows shows a program its own session with the local computer. The redirector makes it when a
 * program opens a pipe by the computer's name. The handle keeps it for the life of the process.
 */
static void make_session(void)
{
    if (on_wine() || options.server) return;
    if (CreateFileW( L"\\\\localhost\\pipe\\srvsvc", GENERIC_READ | GENERIC_WRITE,
                     FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, 0,
                     NULL ) == INVALID_HANDLE_VALUE)
        trace( "can't open a pipe of \\\\localhost, error %lu\n", GetLastError() );
}

BOOL is_this_computer( const WCHAR *cname )
{
    return same_client( cname, L"::1" ) || same_client( cname, L"127.0.0.1" );
}

/*
 * Takes the first session of this user, from this computer if there is one. On a named server it
 * can be anybody's session.
 */
static BOOL choose_session( const SESSION_INFO_10 *info, DWORD entries )
{
    const SESSION_INFO_10 *choice = NULL;
    WCHAR name[256 + 1] = L"";
    DWORD i, size = ARRAYSIZE(name);
    int rank, best = options.server ? -1 : 1;

    GetUserNameW( name, &size );
    for (i = 0; i < entries; i++)
    {
        const WCHAR *cname = info[i].sesi10_cname, *user = info[i].sesi10_username;

        if (!cname || !cname[0] || !user || !user[0]) continue;
        rank = (_wcsicmp( user, name ) ? 0 : 2) + is_this_computer( cname );
        if (rank <= best) continue;
        best = rank;
        choice = &info[i];
    }
    if (!choice) return FALSE;
    known.client = concat( L"\\\\", skip_backslashes( choice->sesi10_cname ) );
    known.user = concat( choice->sesi10_username, L"" );
    return TRUE;
}

/* Skips all cases that need a session. */
static BOOL skip_unit( const char *variant, const char *reason, NET_API_STATUS status )
{
    char text[256];

    known.client = known.user = NULL;
    without_session = variant;
    snprintf( text, sizeof(text), "%s (NetSessionEnum returned %lu)", reason, status );
    skip_case( "", text );
    return FALSE;
}

static NET_API_STATUS list_level( DWORD level, BYTE **buffer, DWORD *entries )
{
    DWORD total;

    *buffer = NULL;
    *entries = 0;
    return NetSessionEnum( (WCHAR *)known.server, NULL, NULL, level, buffer, MAX_PREFERRED_LENGTH,
                           entries, &total, NULL );
}

/* Another function that needs the same rights */
static NET_API_STATUS list_files(void)
{
    DWORD entries = 0, total = 0;
    BYTE *buffer = NULL;
    const ULONG_PTR args[] = { (ULONG_PTR)known.server, 0, 0, 3, (ULONG_PTR)&buffer,
                               MAX_PREFERRED_LENGTH, (ULONG_PTR)&entries, (ULONG_PTR)&total, 0 };
    NET_API_STATUS status;
    const char *what;

    status = call_service( "NetFileEnum", args, ARRAYSIZE(args), &what );
    if (!status) NetApiBufferFree( buffer );
    return status;
}

/* FALSE if there is no way to the server's interface */
static BOOL ask_interface( DWORD level, struct enum_result *result )
{
    const BYTE *entries;
    const char *reason;

    if (!try_to_bind( &reason )) return FALSE;
    *result = raw_list( level, &entries );
    end_call();
    unbind();
    return TRUE;
}

/*
 * Whether NetSessionEnum is right to refuse. The server's interface says so, or another function if
 * there is no way to the interface. A server that can't be reached has no Server service.
 */
static BOOL is_confirmed( NET_API_STATUS status, DWORD level )
{
    struct enum_result raw;

    if (ask_interface( level, &raw ))
        return raw.status == (status == NERR_ServerNotStarted ? RPC_S_SERVER_UNAVAILABLE : status);
    /* Then Wine's prefix has no pipe. */
    if (status == NERR_ServerNotStarted) return !options.server;
    return list_files() == status;
}

/* Whether the server's interface shows a session to this user */
static BOOL is_hidden(void)
{
    struct enum_result raw;

    return ask_interface( 10, &raw ) && !raw.status && raw.entries;
}

/* The variant of the cases' names that goes with what NetSessionEnum returned */
static BOOL skip_refused( NET_API_STATUS status, DWORD level )
{
    if (!is_confirmed( status, level ))
    {
        ok( 0, "NetSessionEnum level %lu returned %lu, which nothing else confirms "
            "[D 7: NetSessionEnum page]\n", level, status );
        return skip_unit( "without a session: ", "NetSessionEnum fails", status );
    }
    if (status == NERR_ServerNotStarted)
        return skip_unit( "without a Server service: ", "the local computer runs none", status );
    return skip_unit( "without rights: ", level == 10 ? "this user may not see the server's "
                      "sessions" : "this user may see levels 0 and 10 only", status );
}

/*
 * For the units that need a session to look at: names one in "known", or says why there is none. If
 * the caller has named one, there is one. Windows before 10 1607 and Server 2019 shows levels 0 and
 * 10 to all users, and the other levels to administrators.
 */
BOOL find_session(void)
{
    NET_API_STATUS status, all_status;
    BYTE *buffer, *all;
    DWORD entries;
    BOOL found;

    known.server = options.server;
    known.client = options.client;
    known.user = options.user;
    without_session = "";
    if (known.client) return TRUE;

    make_session();
    all_status = list_level( 2, &all, &entries );
    if (!all_status) NetApiBufferFree( all );
    status = list_level( 10, &buffer, &entries );
    found = !status && choose_session( (SESSION_INFO_10 *)buffer, entries );
    if (!status) NetApiBufferFree( buffer );

    if (status) return skip_refused( status, 10 );
    if (all_status) return skip_refused( all_status, 2 );
    if (!found && is_hidden())
        ok( 0, "NetSessionEnum shows no session, but its server does "
            "[D 7: NetSessionEnum page]\n" );
    if (!found)
        return skip_unit( "without a session: ", "there is none to look at; --client and --user "
                          "name one", status );
    return TRUE;
}

