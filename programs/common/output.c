/*
 * Output of the console programs, and its width
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

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#include "output.h"

struct range
{
    DWORD first, last;
};

/* Characters that take two cells: an approximation of Unicode's East Asian Width */
static const struct range wide[] =
{
    { 0x1100, 0x115f }, { 0x2e80, 0x303e }, { 0x3041, 0xa4cf }, { 0xa960, 0xa97f },
    { 0xac00, 0xd7a3 }, { 0xf900, 0xfaff }, { 0xfe10, 0xfe19 }, { 0xfe30, 0xfe6f },
    { 0xff00, 0xff60 }, { 0xffe0, 0xffe6 }, { 0x1f300, 0x1f64f }, { 0x1f900, 0x1f9ff },
    { 0x20000, 0x3fffd },
};

/* Characters that take no cell, as they combine with the one before */
static const struct range combining[] =
{
    { 0x0300, 0x036f }, { 0x0483, 0x0489 }, { 0x0591, 0x05bd }, { 0x064b, 0x065f },
    { 0x1ab0, 0x1aff }, { 0x1dc0, 0x1dff }, { 0x200b, 0x200d }, { 0x20d0, 0x20ff },
    { 0xfe00, 0xfe0f }, { 0xfe20, 0xfe2f }, { 0xe0100, 0xe01ef },
};

/* Characters that would move the cursor, change colors or turn the direction of the text */
static const struct range commands[] =
{
    { 0x0001, 0x001f }, { 0x007f, 0x009f }, { 0x061c, 0x061c }, { 0x200e, 0x200f },
    { 0x2028, 0x202e }, { 0x2066, 0x2069 },
};

static BOOL in_ranges( DWORD ch, const struct range *ranges, unsigned int count )
{
    unsigned int i;

    for (i = 0; i < count; i++) if (ch >= ranges[i].first && ch <= ranges[i].last) return TRUE;
    return FALSE;
}

void *resize( void *memory, size_t size )
{
    void *ret = realloc( memory, size );

    if (ret) return ret;
    print_error( L"Out of memory.\n" );
    exit( 2 );
}

void *alloc( size_t size )
{
    return resize( NULL, size );
}

WCHAR *printable( const WCHAR *str )
{
    WCHAR *ret = alloc( (wcslen( str ) + 1) * sizeof(*ret) ), *p;

    wcscpy( ret, str );
    for (p = ret; *p; p++) if (in_ranges( *p, commands, ARRAYSIZE(commands) )) *p = 0xfffd;
    return ret;
}

unsigned int text_width( const WCHAR *str )
{
    unsigned int width = 0;

    for (; *str; str++)
    {
        DWORD ch = *str;

        if (IS_SURROGATE_PAIR( str[0], str[1] ))
            ch = 0x10000 + ((ch - 0xd800) << 10) + (*++str - 0xdc00);
        if (in_ranges( ch, combining, ARRAYSIZE(combining) )) continue;
        width += in_ranges( ch, wide, ARRAYSIZE(wide) ) ? 2 : 1;
    }
    return width;
}

/* Line ends are CR LF, as a C library would write them into a file. */
static void write_file( HANDLE file, const WCHAR *str, int len )
{
    DWORD written;
    int size = WideCharToMultiByte( CP_UTF8, 0, str, len, NULL, 0, NULL, NULL ), i, end;
    char *utf8 = malloc( size ), *text = malloc( size * 2 );

    if (utf8 && text)
    {
        WideCharToMultiByte( CP_UTF8, 0, str, len, utf8, size, NULL, NULL );
        for (i = end = 0; i < size; i++)
        {
            if (utf8[i] == '\n') text[end++] = '\r';
            text[end++] = utf8[i];
        }
        WriteFile( file, text, end, &written, NULL );
    }
    free( utf8 );
    free( text );
}

static void write_text( HANDLE file, const WCHAR *str )
{
    DWORD mode, written;
    int len = wcslen( str );

    if (!len) return;
    if (GetConsoleMode( file, &mode )) WriteConsoleW( file, str, len, &written, NULL );
    else write_file( file, str, len );
}

static void write_format( HANDLE file, const WCHAR *format, va_list args )
{
    WCHAR *buffer = NULL;
    size_t size = 256;
    va_list copy;
    int len;

    do
    {
        free( buffer );
        size *= 2;
        if (!(buffer = malloc( size * sizeof(*buffer) ))) return;
        va_copy( copy, args );
        len = _vsnwprintf( buffer, size, format, copy );
        va_end( copy );
    }
    while (len < 0 || len >= (int)size);
    write_text( file, buffer );
    free( buffer );
}

void print( const WCHAR *format, ... )
{
    va_list args;

    va_start( args, format );
    write_format( GetStdHandle( STD_OUTPUT_HANDLE ), format, args );
    va_end( args );
}

void print_error( const WCHAR *format, ... )
{
    va_list args;

    va_start( args, format );
    write_format( GetStdHandle( STD_ERROR_HANDLE ), format, args );
    va_end( args );
}

void print_padded( const WCHAR *str, unsigned int width )
{
    unsigned int len = text_width( str );

    print( L"%ls%*ls", str, len < width ? (int)(width - len) : 0, L"" );
}

BOOL is_wine(void)
{
    return GetProcAddress( GetModuleHandleW( L"ntdll.dll" ), "wine_get_version" ) != NULL;
}
