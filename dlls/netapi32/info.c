/*
 * Information levels: asked for, checked, filtered, cut and packed
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

#include "client.h"

#include "wine/debug.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

/*
 * A server that ignores how much is wanted ignores where to go on, too. So where its answer was cut
 * here the caller gets a handle of ours: this mark, and the number of entries that were seen. The
 * handles of a server that begin so would be taken for ours.
 */
#define OUR_HANDLE  0xee000000
#define HANDLE_MASK 0xff000000

#define BLOCK_ALIGNMENT 4   /* that of a security descriptor */

const struct info_level *find_level( const struct info_class *class, DWORD level )
{
    unsigned int i;

    for (i = 0; i < class->level_count; i++)
        if (class->levels[i].level == level) return &class->levels[i];
    return NULL;
}

BOOL has_level( const struct info_class *class, DWORD level, WORD calls )
{
    const struct info_level *row = find_level( class, level );

    return row && (row->calls & calls);
}

BOOL level_has( const struct info_level *level, unsigned int field )
{
    return level->fields[field] != 0;
}

static BYTE *field_ptr( const struct info_level *level, BYTE *entry, unsigned int field )
{
    return entry + level->fields[field] - 1;
}

static BYTE *entry_ptr( const struct info_list *list, DWORD i )
{
    return list->entries + (SIZE_T)i * list->level->size;
}

static const void *entry_pointer( const struct info_list *list, DWORD i, unsigned int field )
{
    if (!level_has( list->level, field )) return NULL;
    return *(const void **)field_ptr( list->level, entry_ptr( list, i ), field );
}

static BOOL is_block( const struct info_class *class, unsigned int field )
{
    return class->block && field == class->block;
}

/* Never NULL: what the server left out, or its level lacks, is an empty string. */
const WCHAR *entry_string( const struct info_list *list, DWORD i, unsigned int field )
{
    const WCHAR *str = entry_pointer( list, i, field );

    return str ? str : L"";
}

/* NULL where the level lacks it */
DWORD *entry_number( const struct info_list *list, DWORD i, unsigned int field )
{
    if (!level_has( list->level, field )) return NULL;
    return (DWORD *)field_ptr( list->level, entry_ptr( list, i ), field );
}

static BOOL is_terminated( const WCHAR *str, SIZE_T size )
{
    SIZE_T len = size / sizeof(WCHAR);

    return wcsnlen( str, len ) < len;
}

static BOOL check_block( const struct info_list *list, DWORD i, SIZE_T size )
{
    const struct info_class *class = list->class;
    DWORD said = *entry_number( list, i, class->block_size );

    return said <= size &&
           (!class->check_block || !said ||
            class->check_block( entry_pointer( list, i, class->block ), said ));
}

/* An answer can say how large a block is that it lacks. */
static void clear_block_size( const struct info_list *list, DWORD i )
{
    DWORD *size = entry_number( list, i, list->class->block_size );

    if (size) *size = 0;
}

/*
 * An answer says its number of entries and that of its array's elements each for itself, and the
 * stub does not compare them. Only what it allocated and terminated is looked at.
 */
static BOOL check_entries( const struct memory *memory, const struct info_list *list )
{
    struct memory_cursor cursor = { NULL };
    unsigned int field;
    const void *ptr;
    SIZE_T size;
    DWORD i;

    if (!list->count) return TRUE;
    if (list->count > memory_size( memory, list->entries, &cursor ) / list->level->size)
        return FALSE;
    for (i = 0; i < list->count; i++)
    {
        for (field = 0; field < list->class->strings; field++)
        {
            if (!(ptr = entry_pointer( list, i, field )))
            {
                if (is_block( list->class, field )) clear_block_size( list, i );
                continue;
            }
            size = memory_size( memory, ptr, &cursor );
            if (is_block( list->class, field ) ? !check_block( list, i, size )
                                               : !is_terminated( ptr, size ))
                return FALSE;
        }
    }
    return TRUE;
}

/* What a pointer field of a level points to in the result, and its size in bytes */
static SIZE_T packed_size( const struct info_list *list, DWORD i, const struct info_level *level,
                           unsigned int field, const void **data )
{
    const struct info_class *class = list->class;

    if (!level_has( level, field )) return 0;
    if (is_block( class, field ))
    {
        *data = entry_pointer( list, i, field );
        return *data ? *entry_number( list, i, class->block_size ) : 0;
    }
    if (level_has( list->level, field ) || !class->absent) *data = entry_string( list, i, field );
    else *data = class->absent;
    return (wcslen( *data ) + 1) * sizeof(WCHAR);
}

static ULONGLONG strings_size( const struct info_list *list, DWORD i,
                               const struct info_level *level )
{
    unsigned int field;
    ULONGLONG size = 0;
    const void *data;

    for (field = 0; field < list->class->strings; field++)
        size += packed_size( list, i, level, field, &data );
    return size;
}

/* What an entry takes in a result of the given level. */
static ULONGLONG entry_size( const struct info_list *list, DWORD i, const struct info_level *level )
{
    const SIZE_T padding = list->class->block ? BLOCK_ALIGNMENT : 0;   /* on both sides */

    return level->size + strings_size( list, i, level ) + padding;
}

/* The least that any server, 32-bit ones included, can have counted for its answer. */
static ULONGLONG least_wire_size( const struct info_list *list )
{
    unsigned int field;
    ULONGLONG size = 0;
    DWORD i;

    for (field = 0; field < list->class->fields; field++)
        if (level_has( list->level, field )) size += sizeof(DWORD);
    size *= list->count;
    for (i = 0; i < list->count; i++) size += strings_size( list, i, list->level );
    return size;
}

/* Of the level that came as it is, of another one field by field. The strings are put behind. */
static BYTE *pack_entry( const struct info_list *list, DWORD i, const struct info_level *level,
                         BYTE *entry, BYTE *strings )
{
    unsigned int field;

    if (level == list->level) memcpy( entry, entry_ptr( list, i ), level->size );
    else memset( entry, 0, level->size );
    for (field = 0; field < list->class->fields; field++)
    {
        BYTE *dst = field_ptr( level, entry, field );

        if (!level_has( level, field )) continue;
        if (field < list->class->strings)
        {
            const void *data;
            SIZE_T size = packed_size( list, i, level, field, &data );

            if (is_block( list->class, field ))
                strings = (BYTE *)(((ULONG_PTR)strings + BLOCK_ALIGNMENT - 1) &
                                   ~(ULONG_PTR)(BLOCK_ALIGNMENT - 1));
            *(void **)dst = size ? memcpy( strings, data, size ) : NULL;
            strings += (size + 1) & ~(SIZE_T)1;     /* a string can come next */
        }
        else if (level_has( list->level, field )) *(DWORD *)dst = *entry_number( list, i, field );
    }
    return strings;
}

/* The result is one block: the entries, then their strings. No entry gives no block. */
NET_API_STATUS pack_entries( const struct info_list *list, const struct info_level *level,
                             BYTE **buffer )
{
    ULONGLONG size = 0;
    BYTE *block, *strings;
    DWORD i;

    if (!list->count) return NERR_Success;
    for (i = 0; i < list->count; i++) size += entry_size( list, i, level );
    if (size > MAXDWORD || NetApiBufferAllocate( size, (void **)&block ))
        return ERROR_NOT_ENOUGH_MEMORY;

    strings = block + (SIZE_T)list->count * level->size;
    for (i = 0; i < list->count; i++)
        strings = pack_entry( list, i, level, block + (SIZE_T)i * level->size, strings );
    *buffer = block;
    return NERR_Success;
}

/* An attempt begins anew, whatever one before has left. */
static NET_API_STATUS ask( WCHAR *server, void *params )
{
    struct info_request *request = params;
    NET_API_STATUS ret;

    memset( &request->container, 0, sizeof(request->container) );
    request->info.container = &request->container;
    request->info.level = request->asked->level;
    request->resume = request->start;
    ret = request->proc( server, request );
    /* A single structure comes without a number. */
    if (request->proc == request->class->get)
        request->container.count = request->container.entries != NULL;
    return ret;
}

NET_API_STATUS request_level( struct call *call, const struct info_level *level,
                              struct info_request *request, struct info_list *list )
{
    NET_API_STATUS ret, err;

    request->asked = level;
    call->level = level->level;
    call->tags = request->class->untagged ? 0 : request->proc == request->class->get ? 1 : 2;
    call->lists = request->proc == request->class->enumerate;
    call->check = request->class->check_list;
    ret = make_call( call, ask, request, TRUE );
    call->tags = 0;
    call->lists = FALSE;
    call->check = NULL;
    TRACE( "level %lu from %#lx: %lu, %lu entries of %lu, resume %#lx\n", level->level,
           request->start, ret, request->container.count, request->total, request->resume );

    if (ret && ret != ERROR_MORE_DATA) return ret;
    list->class = request->class;
    list->level = level;
    list->entries = request->container.entries;
    list->count = request->container.count;
    if (!check_entries( &call->memory, list ))
    {
        /* What comes next on that connection may be no better. */
        machine_drop( call->machine );
        return RPC_X_BAD_STUB_DATA;
    }
    if (request->class->mend && (err = request->class->mend( call, request, list ))) return err;
    return ret;
}

/*
 * The level to ask for is the one that has what a filter looks at, and another one in place of a
 * level that the server refuses. That is noted, so that a server is asked in vain once.
 */
static NET_API_STATUS request_info( struct call *call, struct info_request *request,
                                    struct info_list *list )
{
    const struct info_class *class = request->class;
    const struct info_level *fallback, *level;
    NET_API_STATUS ret;
    LONG bit;

    if (!call->machine->fallback) return request_level( call, request->wanted, request, list );
    level = request->filtered ? find_level( class, request->wanted->filter_level )
                              : request->wanted;
    fallback = find_level( class, level->fallback );
    bit = 1u << (level - class->levels);
    if (!(call->machine->refused[class->index] & bit))
    {
        ret = request_level( call, level, request, list );
        if (ret != ERROR_INVALID_LEVEL || level == fallback) return ret;
        TRACE( "the server refuses level %lu\n", level->level );
        InterlockedOr( &call->machine->refused[class->index], bit );
    }
    return request_level( call, fallback, request, list );
}

/*
 * Keeps the entries that the request admits, as many as are wanted.
 *
 * A server that looks at prefmaxlen counts in its own way, so nothing is cut from its answer. One
 * that ignores it gives all from the resume handle on, or ignores that too.
 */
static void filter_entries( struct info_request *request, struct info_list *list )
{
    const struct info_class *class = request->class;
    BOOL cut = request->prefmaxlen != MAX_PREFERRED_LENGTH &&
               (request->exact || ((class->counts_on || !request->start) &&
                                   least_wire_size( list ) > request->prefmaxlen));
    BOOL full = FALSE;
    ULONGLONG size = 0;
    DWORD i, kept = 0;

    request->matched = 0;
    for (i = request->skip; i < list->count; i++)
    {
        if (class->match && !class->match( list, i, request )) continue;
        request->matched++;
        if (cut && !full && (size += entry_size( list, i, request->wanted )) > request->prefmaxlen)
        {
            full = TRUE;
            request->resume = class->counts_on ? request->start + i : OUR_HANDLE | i;
        }
        if (full) continue;
        if (kept != i) memcpy( entry_ptr( list, kept ), entry_ptr( list, i ), list->level->size );
        kept++;
    }
    list->count = kept;
}

/*
 * One request and what it admits of the answer; further requests as long as there is more and none
 * is admitted.
 */
static NET_API_STATUS search( struct call *call, struct info_request *request,
                              struct info_list *list )
{
    NET_API_STATUS ret;
    DWORD received, next;

    for (;;)
    {
        ret = request_info( call, request, list );
        if (ret && ret != ERROR_MORE_DATA) return ret;

        next = request->resume;
        received = list->count;
        filter_entries( request, list );
        /* Samba counts from its first entry, wherever the request began. */
        if (!ret) request->total = request->matched;
        else request->total -= min( request->total, received - request->matched );

        if (request->matched && !list->count) return NERR_BufTooSmall;
        if (list->count < request->matched) return ERROR_MORE_DATA;
        if (!ret || request->matched) return ret;
        if (!received || next == request->start) return NERR_Success;
        if (request->class->counts_on && next < request->start) return NERR_Success;
        if (!call_again( call, AGAIN_MORE )) return ERROR_SEM_TIMEOUT;
        forget_answers( call );
        request->start = next;
        request->skip = 0;
    }
}

/* What of a whole list is wanted */
NET_API_STATUS give_entries( struct info_request *request, struct info_list *list, BYTE **buffer,
                             DWORD *entries, DWORD *total, DWORD *resume )
{
    NET_API_STATUS ret;

    filter_entries( request, list );
    *total = request->matched;
    if (request->matched && !list->count) return NERR_BufTooSmall;
    if ((ret = pack_entries( list, request->wanted, buffer ))) return ret;
    *entries = list->count;
    if (list->count < request->matched) ret = ERROR_MORE_DATA;
    if (resume) *resume = ret ? request->resume : 0;
    return ret;
}

NET_API_STATUS find_entries( struct call *call, struct info_request *request,
                             struct info_list *list )
{
    const DWORD start = request->start;
    NET_API_STATUS ret;

    request->proc = request->class->enumerate;
    if (!request->class->counts_on && (start & HANDLE_MASK) == OUR_HANDLE)
    {
        request->skip = start & ~HANDLE_MASK;
        request->start = 0;
    }
    for (;;)
    {
        ret = search( call, request, list );
        if (ret || request->matched || start) return ret;
        if (!request->class->may_omit || !ask_for_omitted( call )) break;
        forget_answers( call );
        request->start = 0;
    }
    return request->class->not_found ? request->class->not_found( request ) : NERR_Success;
}

/* By a call of its own. Where the server lacks that, by the list if the entry can be told there. */
NET_API_STATUS find_entry( struct call *call, struct info_request *request, struct info_list *list )
{
    const LONG bit = 1u << request->class->index;
    NET_API_STATUS ret;

    if (request->class->get && !(call->machine->refused_gets & bit))
    {
        request->proc = request->class->get;
        ret = request_info( call, request, list );
        if (ret != ERROR_NOT_SUPPORTED || !call->machine->fallback || !request->class->match)
            return ret;
        InterlockedOr( &call->machine->refused_gets, bit );
    }
    ret = find_entries( call, request, list );
    return ret == ERROR_MORE_DATA ? NERR_Success : ret;
}

/* Longer ones would not fit into a request. */
NET_API_STATUS check_names( const WCHAR *const names[2] )
{
    unsigned int i;

    for (i = 0; i < 2; i++)
        if (names[i] && wcsnlen( names[i], MAX_QUALIFIER ) == MAX_QUALIFIER)
            return ERROR_INVALID_PARAMETER;
    return NERR_Success;
}

static NET_API_STATUS check_request( struct info_request *request, DWORD level, WORD calls,
                                     const void *buffer )
{
    NET_API_STATUS ret;

    if (!has_level( request->class, level, calls )) return ERROR_INVALID_LEVEL;
    request->wanted = find_level( request->class, level );
    if (!buffer) return ERROR_INVALID_PARAMETER;
    if (request->class->check && (ret = request->class->check( request ))) return ret;
    return check_names( request->names );
}

NET_API_STATUS enum_info( const WCHAR *servername, struct info_request *request, DWORD level,
                          BYTE **buffer, DWORD *entries, DWORD *total, DWORD *resume )
{
    struct info_list list;
    struct call call;
    NET_API_STATUS ret, err;

    if (buffer) *buffer = NULL;
    if (entries) *entries = 0;
    if (total) *total = 0;
    if ((ret = check_request( request, level, LEVEL_ENUM,
                              entries && total ? buffer : NULL ))) return ret;
    if ((ret = open_call( servername, &call ))) return ret;
    request->start = resume ? *resume : 0;
    ret = find_entries( &call, request, &list );
    if (!ret || ret == ERROR_MORE_DATA)
    {
        if ((err = pack_entries( &list, request->wanted, buffer ))) ret = err;
        else
        {
            *entries = list.count;
            *total = ret ? max( request->total, request->matched ) : request->matched;
            if (resume) *resume = ret ? request->resume : 0;
        }
    }
    close_call( &call );
    return ret;
}

NET_API_STATUS get_info( const WCHAR *servername, struct info_request *request, DWORD level,
                         BYTE **buffer )
{
    struct info_list list = { .count = 0 };
    struct call call;
    NET_API_STATUS ret;

    if (buffer) *buffer = NULL;
    if ((ret = check_request( request, level, LEVEL_GET, buffer ))) return ret;
    if ((ret = open_call( servername, &call ))) return ret;
    request->prefmaxlen = MAX_PREFERRED_LENGTH;
    ret = find_entry( &call, request, &list );
    if (!ret && !list.count)
        ret = request->class->not_found ? request->class->not_found( request )
                                        : RPC_X_BAD_STUB_DATA;
    if (list.count > 1) list.count = 1;
    if (!ret) ret = pack_entries( &list, request->wanted, buffer );
    close_call( &call );
    return ret;
}
