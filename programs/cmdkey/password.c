/*
 * Takes a password from a console or from a file
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
#include <wchar.h>

#include "cmdkey.h"

static HANDLE console;
static DWORD console_mode;

/* Room to see that a password is too long, with the end of its line */
#define MAX_TEXT (MAX_PASSWORD + 4)

/* In UTF-8, with a byte order mark */
#define MAX_LINE (MAX_TEXT * 3 + 3)

/* The console outlives this program. Without this Wine would end it with the exit status 0. */
static BOOL WINAPI cancel( DWORD event )
{
    SetConsoleMode( console, console_mode );
    ExitProcess( EXIT_FAILED );
}

/* Wine's console program shows typed keys in a trace. */
static BOOL is_traced(void)
{
    WCHAR *channels, *channel, *next;
    DWORD size = GetEnvironmentVariableW( L"WINEDEBUG", NULL, 0 );
    BOOL ret = FALSE;

    if (!size || !is_wine()) return FALSE;
    channels = alloc( size * sizeof(*channels) );
    GetEnvironmentVariableW( L"WINEDEBUG", channels, size );
    for (channel = channels; channel; channel = next)
    {
        if ((next = wcschr( channel, ',' ))) *next++ = 0;
        if (*channel && !wcschr( channel, '-' )) ret = TRUE;
    }
    free( channels );
    return ret;
}

/*
 * If a line is too long, the next program that reads the console must not take its rest for a
 * command.
 */
static void skip_line(void)
{
    WCHAR rest[64];
    DWORD count = 0;

    do
    {
        if (!ReadConsoleW( console, rest, ARRAYSIZE(rest), &count, NULL )) count = 0;
    }
    while (count && rest[count - 1] != '\n');
    SecureZeroMemory( rest, sizeof(rest) );
}

/* This must come before the prompt, or the first keys would be seen. */
static BOOL hide_keys(void)
{
    SetConsoleCtrlHandler( cancel, TRUE );
    if (SetConsoleMode( console, ENABLE_LINE_INPUT | ENABLE_PROCESSED_INPUT )) return TRUE;
    print_error( L"cmdkey: the console can't be kept from showing the password.\n" );
    return FALSE;
}

static BOOL read_console_line( WCHAR *line, DWORD size, DWORD *len )
{
    BOOL ret;

    *len = 0;
    ret = ReadConsoleW( console, line, size, len, NULL );
    if (ret && *len == size && line[size - 1] != '\n') skip_line();
    SetConsoleMode( console, console_mode );
    SetConsoleCtrlHandler( cancel, FALSE );
    return ret;
}

/* Wine does not show text written to CONOUT$ while standard output is a file. */
static BOOL output_is_seen(void)
{
    DWORD mode;

    return GetConsoleMode( GetStdHandle( STD_OUTPUT_HANDLE ), &mode );
}

static BOOL ask( const WCHAR *user, const WCHAR *target, WCHAR *line, DWORD size, DWORD *len )
{
    void (*show)( const WCHAR *format, ... ) = output_is_seen() ? print : print_error;
    BOOL ret;

    if (is_traced())
    {
        print_error( L"cmdkey: WINEDEBUG has Wine trace what is typed; nothing was stored. Run "
                     L"this without it:\nWINEDEBUG=-all wine cmdkey ...\n" );
        return FALSE;
    }
    if (!hide_keys()) return FALSE;
    show( L"Password of %ls for %ls: ", user, target );
    ret = read_console_line( line, size, len );
    show( L"\n" );
    return ret;
}

/* Reads single bytes, because the bytes after the line belong to the next program. */
static BOOL read_file_line( HANDLE file, BYTE *line, DWORD size, DWORD *len )
{
    DWORD count;

    for (*len = 0; *len < size; ++*len)
    {
        if (!ReadFile( file, line + *len, 1, &count, NULL ) || !count) break;
        if (line[*len] == '\n') break;
    }
    return TRUE;
}

/* The length of a sequence by its first byte, 0 if no sequence begins so */
static unsigned int sequence_length( BYTE first )
{
    if (first < 0x80) return 1;
    if (first >= 0xc2 && first < 0xe0) return 2;
    if (first >= 0xe0 && first < 0xf0) return 3;
    if (first >= 0xf0 && first < 0xf5) return 4;
    return 0;
}

/* 0xffffffff if it is not UTF-8 */
static DWORD get_character( const BYTE *utf8, DWORD left, unsigned int *used )
{
    static const DWORD least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    unsigned int i;
    DWORD ch;

    if (!(*used = sequence_length( *utf8 )) || *used > left) return ~0u;
    ch = *used == 1 ? *utf8 : *utf8 & (0x7f >> *used);
    for (i = 1; i < *used; i++)
    {
        if ((utf8[i] & 0xc0) != 0x80) return ~0u;
        ch = ch << 6 | (utf8[i] & 0x3f);
    }
    if (ch < least[*used] || ch > 0x10ffff || (ch >= 0xd800 && ch < 0xe000)) return ~0u;
    return ch;
}

/* MultiByteToWideChar would show the password in a trace. */
static BOOL decode( const BYTE *utf8, DWORD size, WCHAR *text, DWORD max, DWORD *len )
{
    unsigned int used;
    DWORD i, ch;

    *len = 0;
    for (i = size >= 3 && utf8[0] == 0xef && utf8[1] == 0xbb && utf8[2] == 0xbf ? 3 : 0; i < size;
         i += used)
    {
        if ((ch = get_character( utf8 + i, size - i, &used )) == ~0u)
        {
            print_error( L"cmdkey: the password is not UTF-8.\n" );
            return FALSE;
        }
        if (*len + 2 > max) break;
        if (ch >= 0x10000)
        {
            text[(*len)++] = 0xd800 + ((ch - 0x10000) >> 10);
            ch = 0xdc00 + ((ch - 0x10000) & 0x3ff);
        }
        text[(*len)++] = ch;
    }
    return TRUE;
}

static BOOL read_file( HANDLE file, WCHAR *line, DWORD size, DWORD *len )
{
    BYTE utf8[MAX_LINE];
    DWORD count;
    BOOL ret;

    ret = read_file_line( file, utf8, sizeof(utf8), &count ) &&
          decode( utf8, count, line, size, len );
    SecureZeroMemory( utf8, sizeof(utf8) );
    return ret;
}

static BOOL check_password( const WCHAR *line, DWORD len )
{
    DWORD i;

    for (i = 0; i < len; i++)
    {
        if (line[i] >= ' ' && line[i] != 0x7f) continue;
        print_error( L"cmdkey: there is a control character in the password; nothing was "
                     L"stored.\n" );
        return FALSE;
    }
    if (!len) print_error( L"cmdkey: no password was given; nothing was stored.\n" );
    if (len > MAX_PASSWORD)
        print_error( L"cmdkey: the password is longer than %u characters; nothing was stored.\n",
                     (unsigned int)MAX_PASSWORD );
    return len && len <= MAX_PASSWORD;
}

BOOL read_password( const WCHAR *user, const WCHAR *target, WCHAR *password, DWORD *len )
{
    WCHAR line[MAX_TEXT];
    BOOL ret;

    console = GetStdHandle( STD_INPUT_HANDLE );
    if (GetConsoleMode( console, &console_mode ))
        ret = ask( user, target, line, ARRAYSIZE(line), len );
    else ret = read_file( console, line, ARRAYSIZE(line), len );

    while (ret && *len && (line[*len - 1] == '\n' || line[*len - 1] == '\r')) --*len;
    if ((ret = ret && check_password( line, *len ))) memcpy( password, line, *len * sizeof(WCHAR) );
    *len *= sizeof(WCHAR);
    SecureZeroMemory( line, sizeof(line) );
    return ret;
}
