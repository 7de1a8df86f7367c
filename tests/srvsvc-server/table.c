/*
 * The tables, and the file that they come from
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

#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#include "server.h"
#include <sddl.h>

#define MAX_LINE 4096

/* Lines before the first section are sessions. */
static struct table * const tables[] =
{
    &sessions, &connections, &files, &shares, &server_config, &disks, &statistics, &fixed_clock,
    &transports, &aliases, &wksta, &users,
};

static SRWLOCK lock = SRWLOCK_INIT;
static ULONGLONG load_time;

void table_lock(void)
{
    AcquireSRWLockExclusive( &lock );
}

void table_unlock(void)
{
    ReleaseSRWLockExclusive( &lock );
}

/* In seconds */
DWORD table_age(void)
{
    return (GetTickCount64() - load_time) / 1000;
}

union value *table_record( const struct table *table, DWORD i )
{
    return table->values + (SIZE_T)i * table->field_count;
}

/* A record with nothing in it, or NULL. The table doubles where it has to grow. */
union value *table_add( struct table *table )
{
    SIZE_T size = (SIZE_T)table->field_count * sizeof(*table->values);
    union value *grown;

    if (!(table->count & (table->count - 1)))
    {
        if (!(grown = realloc( table->values, max( table->count, 1 ) * 2 * size ))) return NULL;
        table->values = grown;
    }
    return memset( table_record( table, table->count++ ), 0, size );
}

void table_remove( struct table *table, DWORD i )
{
    union value *record = table_record( table, i );
    DWORD field;

    for (field = 0; field < table->field_count; field++)
        free_value( table->fields[field].kind, &record[field] );
    table->count--;
    memmove( record, record + table->field_count,
             (SIZE_T)(table->count - i) * table->field_count * sizeof(*record) );
}

/* Takes the blanks around str away. */
static WCHAR *trim( WCHAR *str )
{
    WCHAR *end;

    while (iswspace( *str )) str++;
    end = str + wcslen( str );
    while (end > str && iswspace( end[-1] )) end--;
    *end = 0;
    return str;
}

/* Decimal, or hexadecimal with 0x, or negative; an age is not negative. */
static BOOL parse_number( const WCHAR *str, enum kind kind, DWORD *number )
{
    BOOL negative = *str == '-' && kind == KIND_NUMBER, hex = !wcsncmp( str, L"0x", 2 );
    const WCHAR *digits = str + (negative ? 1 : hex ? 2 : 0);
    size_t count = wcsspn( digits, hex ? L"0123456789abcdefABCDEF" : L"0123456789" );
    ULONGLONG value;

    if (!count || count > 10 || digits[count]) return FALSE;
    value = _wcstoui64( digits, NULL, hex ? 16 : 10 );
    *number = negative ? 0 - value : value;
    return value <= (negative ? MAXLONG : MAXDWORD);
}

static struct block *make_block( const void *bytes, DWORD size )
{
    struct block *block = malloc( offsetof( struct block, bytes[size] ));

    if (!block) return NULL;
    block->size = size;
    memcpy( block->bytes, bytes, size );
    return block;
}

/* Returns FALSE if it is not ASCII, or there is no memory. */
static BOOL parse_address( const WCHAR *str, struct block **block )
{
    char bytes[MAX_LINE];
    DWORD i;

    for (i = 0; str[i]; i++)
    {
        if (str[i] > 0x7e) return FALSE;
        bytes[i] = str[i];
    }
    return !i || (*block = make_block( bytes, i ));
}

static BOOL parse_descriptor( const WCHAR *str, struct block **block )
{
    PSECURITY_DESCRIPTOR descriptor;
    ULONG size;

    if (!*str) return TRUE;
    if (!ConvertStringSecurityDescriptorToSecurityDescriptorW( str, SDDL_REVISION_1, &descriptor,
                                                               NULL )) return FALSE;
    size = GetSecurityDescriptorLength( descriptor );
    *block = make_block( descriptor, size );
    LocalFree( descriptor );
    return *block != NULL;
}

/* Returns what is wrong with the text of a value. */
static const WCHAR *parse_value( const struct field *field, const WCHAR *str, union value *value )
{
    static WCHAR message[100];

    switch (field->kind)
    {
    case KIND_STRING:
        if (!wcscmp( str, L"(null)" )) return NULL;
        return (value->string = _wcsdup( str )) ? NULL : L"out of memory";
    case KIND_ADDRESS:
        return parse_address( str, &value->block ) ? NULL : L"an address is ASCII";
    case KIND_DESCRIPTOR:
        return parse_descriptor( str, &value->block ) ? NULL : L"this is no descriptor in SDDL";
    default:
        if (parse_number( str, field->kind, &value->number )) return NULL;
        _snwprintf( message, ARRAYSIZE(message), L"%ls must be a number of at most 32 bits",
                    field->name );
        return message;
    }
}

/* The last field has what is left of the line, with any ; if it is a descriptor. */
static const WCHAR *parse_record( const struct table *table, WCHAR *line, union value *record )
{
    static WCHAR message[100];
    const WCHAR *wrong;
    DWORD i;

    for (i = 0; i < table->field_count; i++)
    {
        BOOL last = i == table->field_count - 1;
        BOOL rest = last && table->fields[i].kind == KIND_DESCRIPTOR;
        WCHAR *str = line, *end = line && !rest ? wcschr( line, ';' ) : NULL;

        if (!str || (end == NULL) != last)
        {
            _snwprintf( message, ARRAYSIZE(message), L"there must be %lu fields with a ; between "
                        L"them", table->field_count );
            return message;
        }
        if (end) *end++ = 0;
        line = end;
        if ((wrong = parse_value( &table->fields[i], trim( str ), &record[i] ))) return wrong;
    }
    return table->check ? table->check( record ) : NULL;
}

/* NAME = VALUE */
static const WCHAR *parse_setting( const struct table *table, WCHAR *line, union value *record )
{
    WCHAR *value = wcschr( line, '=' ), *name;
    DWORD i;

    if (!value) return L"there must be a name, = and a value";
    *value++ = 0;
    name = trim( line );
    for (i = 0; i < table->field_count; i++)
        if (!wcscmp( table->fields[i].name, name ))
            return parse_value( &table->fields[i], trim( value ), &record[i] );
    return L"no setting of this section has that name";
}

static struct table *find_table( const WCHAR *section )
{
    DWORD i;

    for (i = 0; i < ARRAYSIZE(tables); i++)
        if (!wcscmp( tables[i]->section, section )) return tables[i];
    return NULL;
}

static const WCHAR *parse_line( struct table **table, WCHAR *text )
{
    size_t size = wcslen( text );
    union value *record;

    if (*text == '[' && text[size - 1] == ']')
    {
        text[size - 1] = 0;
        return (*table = find_table( text + 1 )) ? NULL : L"there is no section of that name";
    }
    if ((*table)->single && (*table)->count) record = (*table)->values;
    else if (!(record = table_add( *table ))) return L"out of memory";
    return (*table)->single ? parse_setting( *table, text, record )
                            : parse_record( *table, text, record );
}

static const WCHAR *add_line( struct table **table, const char *utf8 )
{
    WCHAR line[MAX_LINE], *text;

    if (!strchr( utf8, '\n' )) return L"the line is too long, or the last one has no end";
    if (!MultiByteToWideChar( CP_UTF8, MB_ERR_INVALID_CHARS, utf8, -1, line, MAX_LINE ))
        return L"this is not UTF-8";
    text = trim( line );
    return !*text || *text == '#' ? NULL : parse_line( table, text );
}

/* What the file does not say of a single record is 0 or no string. */
static BOOL fill_singles(void)
{
    DWORD i;

    for (i = 0; i < ARRAYSIZE(tables); i++)
        if (tables[i]->single && !tables[i]->count && !table_add( tables[i] )) return FALSE;
    return TRUE;
}

BOOL table_load( const WCHAR *path )
{
    struct table *table = tables[0];
    const WCHAR *wrong = NULL;
    unsigned int number = 0;
    char line[MAX_LINE];
    FILE *file;

    if (!(file = _wfopen( path, L"rb" )))
    {
        error( L"can't open the sessions in %ls; check its name", path );
        return FALSE;
    }
    while (!wrong && fgets( line, sizeof(line), file ))
    {
        BOOL has_mark = !number++ && !strncmp( line, "\xef\xbb\xbf", 3 );  /* as Notepad puts it */

        wrong = add_line( &table, has_mark ? line + 3 : line );
    }
    fclose( file );
    if (!wrong && !fill_singles()) wrong = L"out of memory";
    if (wrong) error( L"%ls, line %u: %ls", path, number, wrong );
    load_time = GetTickCount64();
    return !wrong;
}
