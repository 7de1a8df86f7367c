/*
 * Text of the records
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

static void reserve( struct text *text, SIZE_T len )
{
    if (text->len + len < text->size) return;
    text->size = (text->len + len) * 2 + 1;
    if (!(text->str = realloc( text->str, text->size ))) abort();
}

static void append( struct text *text, const char *str, SIZE_T len )
{
    reserve( text, len );
    memcpy( text->str + text->len, str, len );
    text->len += len;
    text->str[text->len] = 0;
}

void append_text( struct text *text, const struct text *other )
{
    append( text, other->str, other->len );
}

void add_text( struct text *text, const char *format, ... )
{
    char buffer[2048];
    va_list args;
    int len;

    va_start( args, format );
    len = vsnprintf( buffer, sizeof(buffer), format, args );
    va_end( args );
    if (len < 0 || len >= (int)sizeof(buffer)) len = sizeof(buffer) - 1;
    append( text, buffer, len );
}

/* The string is in UTF-8. */
void add_json_string( struct text *text, const char *str )
{
    add_text( text, "\"" );
    for (; *str; str++)
    {
        if (*str == '"' || *str == '\\') add_text( text, "\\%c", *str );
        else if ((unsigned char)*str < ' ') add_text( text, "\\u%04x", *str );
        else add_text( text, "%c", *str );
    }
    add_text( text, "\"" );
}

/* Writes a string so that a reader gets it back, even if it is no valid UTF-16. */
void add_json_wstring( struct text *text, const WCHAR *str )
{
    if (!str)
    {
        add_text( text, "null" );
        return;
    }
    add_text( text, "\"" );
    for (; *str; str++)
    {
        if (*str == '"' || *str == '\\') add_text( text, "\\%c", (char)*str );
        else if (*str < ' ' || *str > '~') add_text( text, "\\u%04x", *str );
        else add_text( text, "%c", (char)*str );
    }
    add_text( text, "\"" );
}

/* Quotes an argument so that CommandLineToArgvW() gets it back. */
void add_argument( struct text *text, const char *str )
{
    unsigned int backslashes = 0;

    add_text( text, text->len ? " \"" : "\"" );
    for (; *str; str++)
    {
        if (*str == '\\') backslashes++;
        else
        {
            for (; *str == '"' && backslashes; backslashes--) add_text( text, "\\" );
            if (*str == '"') add_text( text, "\\" );
            backslashes = 0;
        }
        add_text( text, "%c", *str );
    }
    for (; backslashes; backslashes--) add_text( text, "\\" );
    add_text( text, "\"" );
}

const WCHAR *concat( const WCHAR *a, const WCHAR *b )
{
    WCHAR *ret = malloc( (wcslen( a ) + wcslen( b ) + 1) * sizeof(*ret) );

    return wcscat( wcscpy( ret, a ), b );
}

/* Replaces a name everywhere in a string, whatever the case of the letters. */
WCHAR *replace( const WCHAR *str, const WCHAR *name, const WCHAR *by )
{
    SIZE_T len = wcslen( name ), by_len = wcslen( by );
    WCHAR *ret = malloc( (wcslen( str ) * (by_len + 1) + 1) * sizeof(*ret) ), *p = ret;

    while (*str)
    {
        if (_wcsnicmp( str, name, len ))
        {
            *p++ = *str++;
            continue;
        }
        memcpy( p, by, by_len * sizeof(*p) );
        p += by_len;
        str += len;
    }
    *p = 0;
    return ret;
}

WCHAR *repeat( WCHAR c, SIZE_T count )
{
    WCHAR *ret = malloc( (count + 1) * sizeof(*ret) );
    SIZE_T i;

    for (i = 0; i < count; i++) ret[i] = c;
    ret[count] = 0;
    return ret;
}

const WCHAR *upper( const WCHAR *name )
{
    return _wcsupr( _wcsdup( name ) );
}

const WCHAR *lower( const WCHAR *name )
{
    return _wcslwr( _wcsdup( name ) );
}

const WCHAR *skip_backslashes( const WCHAR *name )
{
    while (*name == '\\') name++;
    return name;
}
