/*
 * Functions that not every netapi32.dll has, with their results observed
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

typedef ULONG_PTR arg;

struct service_call
{
    FARPROC        proc;
    unsigned int   count;
    arg            args[MAX_SERVICE_ARGS];
    NET_API_STATUS status;
};

/* A stdcall function takes its own arguments off the stack, so their number has to be right. */
static void CDECL make_service_call( void *ptr )
{
    struct service_call *call = ptr;
    const arg *a = call->args;
    FARPROC proc = call->proc;

    switch (call->count)
    {
#define CALL( ... ) ((NET_API_STATUS (WINAPI *)( __VA_ARGS__ ))(void *)proc)
    case 2: call->status = CALL( arg, arg )( a[0], a[1] ); break;
    case 3: call->status = CALL( arg, arg, arg )( a[0], a[1], a[2] ); break;
    case 4: call->status = CALL( arg, arg, arg, arg )( a[0], a[1], a[2], a[3] ); break;
    case 5: call->status = CALL( arg, arg, arg, arg, arg )( a[0], a[1], a[2], a[3], a[4] ); break;
    case 6:
        call->status = CALL( arg, arg, arg, arg, arg, arg )( a[0], a[1], a[2], a[3], a[4], a[5] );
        break;
    case 7:
        call->status = CALL( arg, arg, arg, arg, arg, arg, arg )
                           ( a[0], a[1], a[2], a[3], a[4], a[5], a[6] );
        break;
    case 8:
        call->status = CALL( arg, arg, arg, arg, arg, arg, arg, arg )
                           ( a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7] );
        break;
    case 9:
        call->status = CALL( arg, arg, arg, arg, arg, arg, arg, arg, arg )
                           ( a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8] );
        break;
#undef CALL
    default: abort();
    }
}

/* Makes the call. A result that is no status is a text in *what. */
NET_API_STATUS call_service( const char *function, const arg *args, unsigned int count,
                             const char **what )
{
    struct service_call call = { .count = count };
    static char exception[32];
    DWORD code;

    *what = NULL;
    memcpy( call.args, args, count * sizeof(*args) );
    call.proc = GetProcAddress( GetModuleHandleA( "netapi32.dll" ), function );
    if (!call.proc) *what = "not exported";
    else if (!is_implemented( function )) *what = "not implemented";
    else if ((code = guarded_call( make_service_call, &call )))
    {
        sprintf( exception, "exception %#lx", code );
        *what = exception;
    }
    return *what ? ERROR_CALL_NOT_IMPLEMENTED : call.status;
}

/*
 * Begins a case with the call. A server need not have each call and each level: then the case is
 * skipped, which tools/conformance takes for a difference. Returns FALSE if there is nothing else
 * to observe; *status is ERROR_CALL_NOT_IMPLEMENTED then, too.
 */
BOOL begin_service( const char *function, const char *name, const arg *args, unsigned int count,
                    NET_API_STATUS *status )
{
    char reason[64], own_name[200];
    const char *what;

    snprintf( own_name, sizeof(own_name), "%s", name );
    *status = call_service( function, args, count, &what );
    if (!what && options.server &&
        (*status == ERROR_NOT_SUPPORTED ||
         (*status == ERROR_INVALID_LEVEL && !strstr( own_name, "undefined" ))))
    {
        sprintf( reason, "the server has no such call or level (status %lu)", *status );
        omit_case( variant_name( own_name ), reason );
        return FALSE;
    }
    observe( function, own_name );
    observe_name_arg( "server", known.server );
    if (what) observe_no_status( what );
    else observe_status( *status );
    if (what) observed();
    return !what;
}

static const WCHAR *service_string( const BYTE *entry, const struct service_field *field )
{
    return *(const WCHAR * const *)(entry + field->offset);
}

static void observe_service_field( const BYTE *entry, const struct service_field *field )
{
    DWORD number = *(const DWORD *)(entry + field->offset);
    const WCHAR *str;
    char norm[200];

    switch (field->kind)
    {
    case SERVICE_NUMBER:
    case SERVICE_SECONDS:
        observe_number_field( field->name, "a number", number );
        return;
    case SERVICE_HEX:
        sprintf( norm, "%#lx", number );
        observe_field( field->name, norm );
        return;
    default:
        str = service_string( entry, field );
        if (!str || !str[0] || field->kind == SERVICE_TEXT)
        {
            observe_wide_field( field->name, !str ? "NULL" : !str[0] ? "empty" : "text", str );
            return;
        }
        snprintf( norm, sizeof(norm), "%ls", str );
        observe_field( field->name, norm );
    }
}

static BOOL is_service_string( const struct service_field *field )
{
    return field->kind == SERVICE_TEXT || field->kind == SERVICE_EXACT;
}

/* Whether all strings are there, and in the block that NetApiBufferFree releases */
static void observe_service_block( const struct service_level *level, const BYTE *buffer,
                                   DWORD entries )
{
    BOOL null = FALSE, outside = FALSE;
    DWORD i, j, size = 0;

    NetApiBufferSize( (void *)buffer, &size );
    for (i = 0; i < entries; i++)
    {
        for (j = 0; j < ARRAYSIZE(level->fields) && level->fields[j].name; j++)
        {
            const BYTE *str;

            if (!is_service_string( &level->fields[j] )) continue;
            str = (const BYTE *)service_string( buffer + i * level->size, &level->fields[j] );
            if (!str) null = TRUE;
            else if (str < buffer || str >= buffer + size) outside = TRUE;
        }
    }
    observe_number_field( "size", size < entries * level->size ? "less than the entries" :
                          "at least the entries", size );
    observe_field( "strings", null ? "some are NULL" : "none is NULL" );
    observe_field( "place of the strings", outside ? "elsewhere" : "in the block" );
}

static void observe_service_entry( const struct service_level *level, const BYTE *entry )
{
    DWORD i;

    for (i = 0; i < ARRAYSIZE(level->fields) && level->fields[i].name; i++)
        observe_service_field( entry, &level->fields[i] );
}

static BOOL is_result( const BYTE *buffer )
{
    return buffer && buffer != UNTOUCHED;
}

/* The function's arguments are args, the level, and where the result goes. */
void observe_service_get( const char *function, const arg *names, unsigned int count,
                          const struct service_level *level, const char *name )
{
    arg args[MAX_SERVICE_ARGS];
    BYTE *buffer = UNTOUCHED;
    NET_API_STATUS status;

    memcpy( args, names, count * sizeof(*args) );
    args[count++] = level->level;
    args[count++] = (arg)&buffer;
    if (!begin_service( function, name, args, count, &status )) return;
    observe_number_arg( "level", level->level );
    observe_out( "bufptr", "%s", pointer_state( buffer ) );
    if (!status && is_result( buffer ))
    {
        observe_service_entry( level, buffer );
        observe_service_block( level, buffer, 1 );
    }
    observed();
    if (!status && is_result( buffer )) NetApiBufferFree( buffer );
}

struct service_result
{
    NET_API_STATUS status;
    BYTE          *buffer;
    DWORD          entries, total;
    DWORD_PTR      resume;
};

static unsigned int make_list_args( const struct service_list *list, DWORD level, DWORD prefmaxlen,
                                    struct service_result *result, arg *args )
{
    unsigned int count = 0, i;

    result->buffer = UNTOUCHED;
    result->entries = result->total = UNTOUCHED_LONG;
    args[count++] = (arg)known.server;
    for (i = 0; i < list->name_count; i++) args[count++] = (arg)list->names[i];
    args[count++] = level;
    args[count++] = (arg)&result->buffer;
    args[count++] = prefmaxlen;
    args[count++] = (arg)&result->entries;
    args[count++] = (arg)&result->total;
    args[count++] = (arg)&result->resume;
    return count;
}

static void free_list( const struct service_result *result )
{
    if ((!result->status || result->status == ERROR_MORE_DATA) && is_result( result->buffer ))
        NetApiBufferFree( result->buffer );
}

/* The entry that all servers have, or else the first one */
static const BYTE *find_wanted( const struct service_list *list, const struct service_level *level,
                                const struct service_result *result )
{
    const BYTE *entry = result->buffer;
    DWORD i;

    if (!list->wanted || level->fields[0].kind != SERVICE_EXACT) return NULL;
    for (i = 0; i < result->entries; i++, entry += level->size)
    {
        const WCHAR *str = service_string( entry, &level->fields[0] );

        if (str && !_wcsicmp( str, list->wanted )) return entry;
    }
    return NULL;
}

/* FALSE if the function can't be called */
static BOOL observe_list( const struct service_list *list, const struct service_level *level,
                          DWORD prefmaxlen, DWORD resume, const char *name )
{
    struct service_result result = { .resume = resume };
    arg args[MAX_SERVICE_ARGS];
    unsigned int count = make_list_args( list, level->level, prefmaxlen, &result, args );
    const BYTE *entry;

    if (!begin_service( list->function, name, args, count, &result.status )) return FALSE;
    observe_number_arg( "level", level->level );
    observe_number_arg( "prefmaxlen", prefmaxlen );
    observe_out( "bufptr", "%s", pointer_state( result.buffer ) );
    observe_number_field( "entriesread", !result.entries ? "0" :
                          result.entries == UNTOUCHED_LONG ? "untouched" : "some", result.entries );
    observe_number_field( "totalentries", !result.total ? "0" :
                          result.total == UNTOUCHED_LONG ? "untouched" :
                          result.total == result.entries ? "as entriesread" : "more",
                          result.total );
    if (prefmaxlen == 1)
        observe_field( "prefmaxlen", !result.status && result.entries ? "exceeded" : "kept" );
    if (!result.status && !resume && is_result( result.buffer ))
    {
        if ((entry = find_wanted( list, level, &result ))) observe_service_entry( level, entry );
        observe_service_block( level, result.buffer, result.entries );
    }
    observed();
    free_list( &result );
    return TRUE;
}

/* Calls until there is no more. Returns the number of entries. */
static DWORD list_all( const struct service_list *list, DWORD level, DWORD prefmaxlen,
                       NET_API_STATUS *status )
{
    struct service_result result = { .resume = 0 };
    arg args[MAX_SERVICE_ARGS];
    DWORD entries = 0, calls = 0;
    const char *what;

    do
    {
        unsigned int count = make_list_args( list, level, prefmaxlen, &result, args );

        *status = result.status = call_service( list->function, args, count, &what );
        free_list( &result );
        if (*status && *status != ERROR_MORE_DATA) break;
        entries += result.entries;
    } while (*status == ERROR_MORE_DATA && result.entries && ++calls < 1000);
    return entries;
}

/* In a moment in which no entry comes or goes */
static void observe_parts( const struct service_list *list, DWORD level )
{
    DWORD before, entries, tries = 0;
    NET_API_STATUS status, other;

    do
    {
        before = list_all( list, level, MAX_PREFERRED_LENGTH, &other );
        entries = list_all( list, level, 1000, &status );
    } while (before != list_all( list, level, MAX_PREFERRED_LENGTH, &other ) && ++tries < 20);
    observe( list->function, case_name( "%s, in parts, level %lu", list->name, level ) );
    observe_number_arg( "level", level );
    observe_status( status );
    observe_number_field( "entries", entries == before ? "all" : "not all", entries );
    observed();
}

static const struct service_field *find_fellow( const struct service_level *level,
                                                const struct service_field *field )
{
    DWORD i;

    for (i = 0; i < ARRAYSIZE(level->fields) && level->fields[i].name; i++)
        if (!strcmp( level->fields[i].name, field->name )) return &level->fields[i];
    return NULL;
}

static BOOL is_same_string( const WCHAR *a, const WCHAR *b )
{
    return a && b ? !wcscmp( a, b ) : a == b;
}

/* A later answer has another time. */
static BOOL is_same_number( enum service_kind kind, DWORD a, DWORD b )
{
    return kind == SERVICE_SECONDS ? a - b + 3 <= 6 : a == b;
}

/* The first field of both levels that differs, or NULL */
static const char *different_service_field( const struct service_level *level, const BYTE *entry,
                                    const struct service_level *other_level, const BYTE *other )
{
    const struct service_field *field, *fellow;

    for (field = level->fields; field < level->fields + ARRAYSIZE(level->fields) && field->name;
         field++)
    {
        if (!(fellow = find_fellow( other_level, field ))) continue;
        if (is_service_string( field ) ?
            !is_same_string( service_string( entry, field ), service_string( other, fellow ) ) :
            !is_same_number( field->kind, *(const DWORD *)(entry + field->offset),
                             *(const DWORD *)(other + fellow->offset) )) return field->name;
    }
    return NULL;
}

/* All levels list the same entries in one order, as a server goes through one table. */
static const char *compare_entries( const struct service_list *list,
                                    const struct service_level *level,
                                    const struct service_level *other_level )
{
    struct service_result result = { .resume = 0 }, other = { .resume = 0 };
    const char *what, *difference = NULL;
    arg args[MAX_SERVICE_ARGS];
    unsigned int count;
    DWORD i;

    count = make_list_args( list, level->level, MAX_PREFERRED_LENGTH, &result, args );
    result.status = call_service( list->function, args, count, &what );
    count = make_list_args( list, other_level->level, MAX_PREFERRED_LENGTH, &other, args );
    other.status = call_service( list->function, args, count, &what );
    if (result.status || other.status) difference = "status";
    else if (!is_result( result.buffer ) || !is_result( other.buffer ))
        difference = result.entries || other.entries ? "buffer" : NULL;
    else if (result.entries != other.entries) difference = "number";
    for (i = 0; !difference && is_result( result.buffer ) && i < result.entries; i++)
        difference = different_service_field( level, result.buffer + i * level->size, other_level,
                                      other.buffer + i * other_level->size );
    free_list( &result );
    free_list( &other );
    return difference;
}

static void observe_agreement( const char *function, const char *name, const char *difference )
{
    char norm[64];

    snprintf( norm, sizeof(norm), difference ? "another %s" : "the same", difference );
    observe( function, name );
    observe_status( NERR_Success );
    observe_field( "entries", norm );
    observed();
}

/* Entries can come and go, and be used, between two calls. */
static const char *different_entries( const struct service_list *list,
                                      const struct service_level *level,
                                      const struct service_level *other_level )
{
    const char *difference;
    DWORD tries = 0;

    do difference = compare_entries( list, level, other_level );
    while (difference && strcmp( difference, "status" ) && ++tries < 10);
    return difference;
}

/* Each two levels that the server has */
static void test_agreement( const struct service_list *list )
{
    DWORD i, j;

    for (j = 1; j < list->level_count; j++)
    {
        const struct service_level *other = &list->levels[j];

        for (i = 0; i < j; i++)
        {
            const struct service_level *level = &list->levels[i];

            if (different_entries( list, level, level )) continue;
            if (different_entries( list, other, other )) break;
            observe_agreement( list->function, case_name( "%s level %lu, as level %lu", list->name,
                                                          level->level, other->level ),
                               different_entries( list, level, other ));
        }
    }
}

static BYTE *get_result( const char *function, const arg *names, unsigned int count,
                         const struct service_level *level )
{
    arg args[MAX_SERVICE_ARGS];
    BYTE *buffer = NULL;
    const char *what;

    memcpy( args, names, count * sizeof(*args) );
    args[count] = level->level;
    args[count + 1] = (arg)&buffer;
    return call_service( function, args, count + 2, &what ) ? NULL : buffer;
}

/* Two results for one name at two levels */
static const char *compare_results( const char *function, const arg *names, unsigned int count,
                                    const struct service_level *level,
                                    const struct service_level *other_level )
{
    BYTE *buffer = get_result( function, names, count, level );
    BYTE *other = get_result( function, names, count, other_level );
    const char *difference = "status";

    if (buffer && other) difference = different_service_field( level, buffer, other_level, other );
    if (buffer) NetApiBufferFree( buffer );
    if (other) NetApiBufferFree( other );
    return difference;
}

static const char *different_results( const char *function, const arg *names, unsigned int count,
                                      const struct service_level *level,
                                      const struct service_level *other_level )
{
    const char *difference;
    DWORD tries = 0;

    do difference = compare_results( function, names, count, level, other_level );
    while (difference && strcmp( difference, "status" ) && ++tries < 10);
    return difference;
}

/* The first field of an entry is its name, or its number. */
static arg get_key( const struct service_level *level, const BYTE *entry )
{
    if (is_service_string( &level->fields[0] )) return (arg)service_string( entry, level->fields );
    return *(const DWORD *)(entry + level->fields[0].offset);
}

static const char *different_from_list( const struct service_list *list, const char *function,
                                        const struct service_level *level, BOOL *asked )
{
    struct service_result result = { .resume = 0 };
    arg args[MAX_SERVICE_ARGS], names[2] = { (arg)known.server };
    const char *what, *difference = NULL;
    unsigned int count;
    DWORD i;

    count = make_list_args( list, level->level, MAX_PREFERRED_LENGTH, &result, args );
    result.status = call_service( list->function, args, count, &what );
    if (result.status || !is_result( result.buffer )) difference = "status";
    for (i = 0; !difference && i < min( result.entries, 20 ); i++)
    {
        const BYTE *entry = result.buffer + i * level->size;
        BYTE *one;

        names[1] = get_key( level, entry );
        if (!(one = get_result( function, names, 2, level ))) difference = "status";
        else difference = different_service_field( level, entry, level, one );
        *asked = TRUE;
        NetApiBufferFree( one );
    }
    free_list( &result );
    return difference;
}

/* Each entry of the list against the function that gets one by its name or number */
void observe_one_by_one( const struct service_list *list, const char *function, DWORD level_count )
{
    DWORD i;

    for (i = 0; i < level_count; i++)
    {
        const struct service_level *level = &list->levels[i];
        const char *difference;
        BOOL asked = FALSE;
        DWORD tries = 0;

        do difference = different_from_list( list, function, level, &asked );
        while (difference && asked && ++tries < 10);
        if (asked)
            observe_agreement( function, case_name( "%s level %lu, as %s", function, level->level,
                                                    list->name ), difference );
    }
}

/* Each two levels that the server has, of a function that gets one entry */
void observe_service_levels( const char *function, const arg *names, unsigned int count,
                             const struct service_level *levels, unsigned int level_count )
{
    unsigned int i, j;

    for (j = 1; j < level_count; j++)
    {
        for (i = 0; i < j; i++)
        {
            if (different_results( function, names, count, &levels[i], &levels[i] )) continue;
            if (different_results( function, names, count, &levels[j], &levels[j] )) break;
            observe_agreement( function, case_name( "%s level %lu, as level %lu", function,
                                                    levels[i].level, levels[j].level ),
                               different_results( function, names, count, &levels[i],
                                                  &levels[j] ));
        }
    }
}

/* All that can be said of any list */
void observe_service_list( const struct service_list *list )
{
    static const DWORD undefined[] = { 99, 1004, 65536, 0x80000001, MAXDWORD };
    struct service_level none = { .size = 1 };
    DWORD i;

    for (i = 0; i < list->level_count; i++)
    {
        const struct service_level *level = &list->levels[i];

        if (!observe_list( list, level, MAX_PREFERRED_LENGTH, 0,
                           case_name( "%s level %lu", list->name, level->level ))) continue;
        if (list->whole) continue;      /* prefmaxlen and the handle are not looked at */
        observe_list( list, level, MAX_PREFERRED_LENGTH, 100000,
                      case_name( "%s, past the end, level %lu", list->name, level->level ));
        observe_list( list, level, 1, 0,
                      case_name( "%s, prefmaxlen 1, level %lu", list->name, level->level ));
        observe_parts( list, level->level );
    }
    if (!list->invented) test_agreement( list );
    for (i = 0; i < ARRAYSIZE(undefined); i++)
    {
        none.level = undefined[i];
        observe_list( list, &none, MAX_PREFERRED_LENGTH, 0,
                      case_name( "%s undefined level %lu", list->name, undefined[i] ));
    }
}

/* A call that has no other result than its status */
void observe_service( const char *function, const arg *args, unsigned int count, const char *name )
{
    NET_API_STATUS status;

    if (begin_service( function, name, args, count, &status )) observed();
}
