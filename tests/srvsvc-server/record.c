/*
 * Records, and what the information levels make of them
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

#include "server.h"

const struct level *find_level( const struct level *levels, DWORD count, DWORD level )
{
    DWORD i;

    for (i = 0; i < count; i++)
        if (levels[i].level == level) return &levels[i];
    return NULL;
}

/* The level that changes a single field, or NULL */
const struct level *find_own_level( const struct table *table, DWORD level, struct own_level *own )
{
    DWORD i;

    for (i = 0; i < table->field_count; i++)
    {
        const struct field *field = &table->fields[i];

        if (!field->single || level != PARMNUM_BASE_INFOLEVEL + field->parmnum) continue;
        memset( own, 0, sizeof(*own) );
        own->member.field = i;
        own->level.level = level;
        own->level.size = sizeof(union value);
        own->level.members = &own->member;
        own->level.count = 1;
        return &own->level;
    }
    return NULL;
}

static const WCHAR *get_prefix( const struct level *level, const struct member *member )
{
    return level->prefix && member == level->members ? level->prefix : L"";
}

static SIZE_T string_size( const WCHAR *prefix, const WCHAR *string )
{
    return string ? (wcslen( prefix ) + wcslen( string ) + 1) * sizeof(WCHAR) : 0;
}

/* What an entry takes, with its strings and blocks, as this computer lays it out. */
ULONGLONG entry_size( const struct table *table, const struct level *level,
                      const union value *record )
{
    ULONGLONG size = level->size;
    DWORD i;

    for (i = 0; i < level->count; i++)
    {
        const struct member *member = &level->members[i];
        const union value *value = &record[member->field];

        switch (table->fields[member->field].kind)
        {
        case KIND_STRING:
            size += string_size( get_prefix( level, member ), value->string );
            break;
        case KIND_ADDRESS:
        case KIND_DESCRIPTOR:
            if (value->block) size += value->block->size;
            break;
        default:
            break;
        }
    }
    return size;
}

static BOOL fill_string( const WCHAR *prefix, const WCHAR *string, WCHAR **member )
{
    if (!string) return TRUE;
    if (!(*member = call_alloc( string_size( prefix, string )))) return FALSE;
    wcscat( wcscpy( *member, prefix ), string );
    return TRUE;
}

static BOOL fill_block( const struct block *block, BYTE **member, DWORD *size )
{
    if (!block) return TRUE;
    if (!(*member = call_alloc( block->size ))) return FALSE;
    memcpy( *member, block->bytes, block->size );
    *size = block->size;
    return TRUE;
}

static DWORD grown( DWORD seconds )
{
    return min( (ULONGLONG)seconds + table_age(), MAXDWORD );
}

/* The entry must be zeroed. */
BOOL fill_entry( const struct table *table, const struct level *level, const union value *record,
                 BYTE *entry )
{
    DWORD i;

    for (i = 0; i < level->count; i++)
    {
        const struct member *member = &level->members[i];
        const union value *value = &record[member->field];
        BYTE *place = entry + member->offset;
        BOOL ret = TRUE;

        switch (table->fields[member->field].kind)
        {
        case KIND_NUMBER:  *(DWORD *)place = value->number; break;
        case KIND_AGE:     *(DWORD *)place = grown( value->number ); break;
        case KIND_BOOLEAN: *place = value->number; break;
        case KIND_STRING:
            ret = fill_string( get_prefix( level, member ), value->string, (WCHAR **)place );
            break;
        default:
            ret = fill_block( value->block, (BYTE **)place,
                              (DWORD *)(entry + member->count_offset) );
            break;
        }
        if (!ret) return FALSE;
    }
    return TRUE;
}

/* An entry alone, in the call's memory */
BYTE *make_entry( const struct table *table, const struct level *level, const union value *record )
{
    BYTE *entry = call_alloc( level->size );

    return entry && fill_entry( table, level, record, entry ) ? entry : NULL;
}

void free_value( enum kind kind, union value *value )
{
    if (kind == KIND_STRING) free( value->string );
    else if (kind >= KIND_ADDRESS) free( value->block );
}

/* A string that is NULL is none. */
BOOL set_string( union value *value, const WCHAR *string )
{
    WCHAR *copy = NULL;

    if (string && !(copy = _wcsdup( string ))) return FALSE;
    free( value->string );
    value->string = copy;
    return TRUE;
}

static BOOL is_invalid( const struct field *field, const BYTE *place, DWORD size )
{
    DWORD number;

    switch (field->kind)
    {
    case KIND_NUMBER:
        number = *(const DWORD *)place;
        return (field->min || field->max) && (number < field->min || number > field->max);
    case KIND_STRING:
        return field->max && *(WCHAR * const *)place &&
               wcslen( *(WCHAR * const *)place ) > field->max;
    case KIND_DESCRIPTOR:
        return *(BYTE * const *)place &&
               !is_valid_descriptor( *(BYTE * const *)place, size );
    default:
        return FALSE;
    }
}

/* Whether there is a member that a caller can't set to that; *parmnum is the first one's number. */
BOOL find_invalid( const struct table *table, const struct level *level, const void *entry,
                   DWORD *parmnum )
{
    DWORD i;

    for (i = 0; i < level->count; i++)
    {
        const struct member *member = &level->members[i];
        const struct field *field = &table->fields[member->field];
        const BYTE *bytes = entry;

        if (field->change == CHANGE_NONE) continue;
        if (!is_invalid( field, bytes + member->offset,
                         *(const DWORD *)(bytes + member->count_offset) )) continue;
        *parmnum = field->parmnum;
        return TRUE;
    }
    return FALSE;
}

static BOOL copy_value( enum kind kind, const BYTE *place, DWORD size, union value *copy )
{
    const void *ptr = *(void * const *)place;

    memset( copy, 0, sizeof(*copy) );
    switch (kind)
    {
    case KIND_NUMBER:
    case KIND_AGE:     copy->number = *(const DWORD *)place; return TRUE;
    case KIND_BOOLEAN: copy->number = *place; return TRUE;
    case KIND_STRING:  return !ptr || (copy->string = _wcsdup( ptr ));
    default:
        if (!ptr) return TRUE;
        if (!(copy->block = malloc( offsetof( struct block, bytes[size] )))) return FALSE;
        copy->block->size = size;
        memcpy( copy->block->bytes, ptr, size );
        return TRUE;
    }
}

/* Takes the members over that a caller can change. */
BOOL store_entry( const struct table *table, const struct level *level, const void *entry,
                  union value *record )
{
    DWORD i;

    for (i = 0; i < level->count; i++)
    {
        const struct member *member = &level->members[i];
        const struct field *field = &table->fields[member->field];
        const BYTE *bytes = entry;
        union value copy;

        if (field->change != CHANGE_STORE) continue;
        if (!copy_value( field->kind, bytes + member->offset,
                         *(const DWORD *)(bytes + member->count_offset), &copy )) return FALSE;
        free_value( field->kind, &record[member->field] );
        record[member->field] = copy;
    }
    return TRUE;
}

/* A new record, with all members of the entry in it */
BOOL add_entry( struct table *table, const struct level *level, const void *entry )
{
    union value *record = table_add( table );
    DWORD i;

    if (!record) return FALSE;
    for (i = 0; i < level->count; i++)
    {
        const struct member *member = &level->members[i];
        const BYTE *bytes = entry;

        if (copy_value( table->fields[member->field].kind, bytes + member->offset,
                        *(const DWORD *)(bytes + member->count_offset),
                        &record[member->field] )) continue;
        table_remove( table, table->count - 1 );
        return FALSE;
    }
    return TRUE;
}
