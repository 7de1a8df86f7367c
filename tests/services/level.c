/*
 * Results of functions, member by member, against the file of the reference server
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

#include "services_test.h"

#include <sddl.h>

static BOOL is_inside( const BYTE *block, const void *ptr, DWORD size )
{
    DWORD block_size = 0;

    return !NetApiBufferSize( (void *)block, &block_size ) && (const BYTE *)ptr >= block &&
           (const BYTE *)ptr + size <= block + block_size;
}

/* What is no string is an empty one in a result. */
static BOOL check_string( const WCHAR *str, const WCHAR *expected, const BYTE *block )
{
    if (!expected) expected = L"";
    return str && is_inside( block, str, (wcslen( expected ) + 1) * sizeof(*str) ) &&
           !wcscmp( str, expected );
}

static BOOL check_address( const BYTE *bytes, DWORD count, const WCHAR *expected,
                           const BYTE *block )
{
    DWORD i;

    if (count != wcslen( expected ) || !is_inside( block, bytes, count )) return FALSE;
    for (i = 0; i < count; i++) if (bytes[i] != expected[i]) return FALSE;
    return TRUE;
}

static BOOL check_descriptor( PSECURITY_DESCRIPTOR descriptor, const WCHAR *expected,
                              const BYTE *block )
{
    PSECURITY_DESCRIPTOR wanted;
    DWORD size;
    BOOL ret;

    if (!expected || !*expected) return !descriptor;
    if (!ConvertStringSecurityDescriptorToSecurityDescriptorW( expected, SDDL_REVISION_1, &wanted,
                                                               NULL )) return FALSE;
    size = GetSecurityDescriptorLength( wanted );
    ret = descriptor && !((ULONG_PTR)descriptor & 3) && is_inside( block, descriptor, size ) &&
          !memcmp( descriptor, wanted, size );
    LocalFree( wanted );
    return ret;
}

static BOOL check_member( const struct member *member, const BYTE *entry, const WCHAR *expected,
                          const BYTE *block )
{
    const BYTE *place = entry + member->offset;
    DWORD number = *(const DWORD *)place;

    switch (member->kind)
    {
    case KIND_NUMBER:  return number == to_number( expected );
    case KIND_AGE:     return number - to_number( expected ) < 3600;
    case KIND_BYTE:    return *place == to_number( expected );
    case KIND_ZERO:    return !number;
    case KIND_STRING:  return check_string( *(WCHAR * const *)place, expected, block );
    case KIND_ADDRESS:
        return check_address( *(BYTE * const *)place,
                              *(const DWORD *)(entry + member->count_offset), expected, block );
    default:           return check_descriptor( *(void * const *)place, expected, block );
    }
}

static const char *show_member( const struct member *member, const BYTE *entry )
{
    static char number[20];

    if (member->kind == KIND_STRING)
        return wine_dbgstr_w( *(WCHAR * const *)(entry + member->offset) );
    sprintf( number, "%lu", *(const DWORD *)(entry + member->offset) );
    return number;
}

void check_entry( const WCHAR *section, DWORD row, const struct level *level, const BYTE *entry,
                  const BYTE *block )
{
    DWORD i;

    for (i = 0; i < level->count; i++)
    {
        const struct member *member = &level->members[i];
        const WCHAR *expected = member->kind == KIND_ZERO ? NULL
            : member->name ? get_setting( section, member->name )
            : get_value( section, row, member->column );

        ok( check_member( member, entry, expected, block ),
            "%ls, row %lu, level %lu: %s is not %s but %s\n", section, row, level->level,
            member->text, wine_dbgstr_w( expected ), show_member( member, entry ) );
    }
}

static BOOL admits( const struct list *list, DWORD row )
{
    return !list->admits || list->admits( row );
}

static DWORD count_admitted( const struct list *list, DWORD first )
{
    DWORD row, count = 0, rows = count_rows( list->section );

    for (row = first; row < rows; row++) if (admits( list, row )) count++;
    return count;
}

static void check_entries( const struct list *list, const struct level *level, DWORD *row,
                           const BYTE *buffer, DWORD entries )
{
    DWORD i;

    for (i = 0; i < entries; i++, (*row)++)
    {
        while (!admits( list, *row )) (*row)++;
        check_entry( list->section, *row, level, buffer + i * level->size, buffer );
    }
}

static void check_all( const struct list *list, const struct level *level )
{
    DWORD entries = 0xdead, total = 0xdead, resume = 0, row = 0, wanted = count_admitted( list, 0 );
    BYTE *buffer = (BYTE *)0xdead;

    ok_status( list->call( level->level, &buffer, MAX_PREFERRED_LENGTH, &entries, &total, &resume ),
               NERR_Success );
    ok( entries == wanted && total == wanted && !resume,
        "%s level %lu: %lu of %lu entries, resume %lu, expected %lu\n", list->name, level->level,
        entries, total, resume, wanted );
    if (entries == wanted) check_entries( list, level, &row, buffer, entries );
    NetApiBufferFree( buffer );

    ok_status( list->call( level->level, &buffer, MAX_PREFERRED_LENGTH, &entries, &total, NULL ),
               NERR_Success );
    ok( entries == wanted, "%s level %lu: %lu entries without a handle\n", list->name,
        level->level, entries );
    NetApiBufferFree( buffer );
}

/* Each answer counts what is left from its first entry on. */
static void check_pieces( const struct list *list, const struct level *level, DWORD prefmaxlen )
{
    DWORD entries, total, resume = 0, row = 0, pieces = 0, left = count_admitted( list, 0 );
    NET_API_STATUS status;
    BYTE *buffer;

    do
    {
        status = list->call( level->level, &buffer, prefmaxlen, &entries, &total, &resume );
        ok( !status || status == ERROR_MORE_DATA, "%s level %lu: status %lu\n", list->name,
            level->level, status );
        ok( total == left, "%s level %lu: total %lu, expected %lu\n", list->name, level->level,
            total, left );
        ok( entries && entries <= left && (status == ERROR_MORE_DATA) == (entries < left),
            "%s level %lu: status %lu with %lu entries of %lu\n", list->name, level->level, status,
            entries, left );
        if (entries <= left) check_entries( list, level, &row, buffer, entries );
        left -= min( left, entries );
        NetApiBufferFree( buffer );
        pieces++;
    } while (status == ERROR_MORE_DATA && pieces < 100);
    ok( !left, "%s level %lu: %lu entries are left\n", list->name, level->level, left );
    ok( pieces > 1, "%s level %lu: a single piece\n", list->name, level->level );
    ok( !resume, "%s level %lu: resume %lu at the end\n", list->name, level->level, resume );
}

/* The greatest entry, with its strings, in bytes */
static DWORD greatest_size( const struct list *list, const struct level *level )
{
    DWORD row, i, size, greatest = 0, rows = count_rows( list->section );

    for (row = 0; row < rows; row++)
    {
        size = level->size + 3;
        for (i = 0; i < level->count; i++)
        {
            const WCHAR *str = level->members[i].kind < KIND_STRING ? NULL
                : get_value( list->section, row, level->members[i].column );

            if (level->members[i].kind == KIND_DESCRIPTOR) size += 100;
            else if (str) size += (wcslen( str ) + 1) * sizeof(WCHAR);
        }
        greatest = max( greatest, size );
    }
    return greatest;
}

static void check_odd( const struct list *list, const struct level *level )
{
    DWORD entries = 0xdead, total = 0xdead, resume = 0;
    BYTE *buffer = (BYTE *)0xdead;

    ok_status( list->call( level->level, &buffer, 1, &entries, &total, &resume ),
               NERR_BufTooSmall );
    ok( !buffer && !entries, "%s level %lu: %lu entries\n", list->name, level->level, entries );

    resume = 1000;
    ok_status( list->call( level->level, &buffer, MAX_PREFERRED_LENGTH, &entries, &total, &resume ),
               NERR_Success );
    ok( !buffer && !entries && !total, "%s level %lu: %lu of %lu entries past the end\n",
        list->name, level->level, entries, total );

    ok_status( list->call( level->level, NULL, MAX_PREFERRED_LENGTH, &entries, &total, NULL ),
               ERROR_INVALID_PARAMETER );
    ok_failure( list->call( level->level, &buffer, MAX_PREFERRED_LENGTH, NULL, &total, NULL ),
                ERROR_INVALID_PARAMETER );
    ok_failure( list->call( level->level, &buffer, MAX_PREFERRED_LENGTH, &entries, NULL, NULL ),
                ERROR_INVALID_PARAMETER );
}

void check_no_level( const struct list *list, DWORD level )
{
    DWORD entries = 0xdead, total = 0xdead, resume = 7;
    BYTE *buffer;

    ok_failure( list->call( level, &buffer, MAX_PREFERRED_LENGTH, &entries, &total, &resume ),
                ERROR_INVALID_LEVEL );
    ok( !entries && !total, "%s level %lu: %lu of %lu entries\n", list->name, level, entries,
        total );
}

/* A list with more than one entry is asked for in pieces, too. */
void test_list( const struct list *list )
{
    DWORD i, wanted = count_admitted( list, 0 );

    ok( wanted, "%s: there is nothing to list\n", list->name );
    for (i = 0; i < list->level_count; i++)
    {
        const struct level *level = &list->levels[i];

        check_all( list, level );
        if (wanted > 1) check_pieces( list, level, greatest_size( list, level ));
        check_odd( list, level );
    }
    check_no_level( list, 4 );
    check_no_level( list, 100 );
    check_no_level( list, MAXDWORD );
}
