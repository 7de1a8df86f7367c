/*
 * Numbers, times and names, in the forms of Windows in English
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
#include <stdlib.h>
#include <wchar.h>

#include "net.h"

WCHAR *format( const WCHAR *format, ... )
{
    WCHAR *ret = NULL;
    size_t size = 32;
    va_list args;
    int len;

    do
    {
        ret = resize( ret, (size *= 2) * sizeof(*ret) );
        va_start( args, format );
        len = _vsnwprintf( ret, size, format, args );
        va_end( args );
    }
    while (len < 0 || len >= (int)size);
    return ret;
}

WCHAR *format_number( DWORD number )
{
    return number == UNKNOWN ? format( L"-" ) : format( L"%lu", number );
}

/* From a day on Windows shows no seconds: 05D 22H 02M. */
WCHAR *format_duration( DWORD seconds )
{
    if (seconds == UNKNOWN) return format( L"-" );
    if (seconds < 86400)
        return format( L"%02lu:%02lu:%02lu", seconds / 3600, seconds / 60 % 60, seconds % 60 );
    return format( L"%02luD %02luH %02luM", seconds / 86400, seconds / 3600 % 24,
                   seconds / 60 % 60 );
}

/* Of seconds since 1970 that are local time already */
WCHAR *format_date( LONGLONG seconds )
{
    LONGLONG ticks = (seconds + 11644473600) * 10000000;
    FILETIME time = { ticks, ticks >> 32 };
    SYSTEMTIME date = { 0 };

    FileTimeToSystemTime( &time, &date );
    return format( L"%u/%u/%u %u:%02u:%02u %ls", date.wMonth, date.wDay, date.wYear,
                   (date.wHour + 11) % 12 + 1, date.wMinute, date.wSecond,
                   date.wHour < 12 ? L"AM" : L"PM" );
}

WCHAR *format_string( const WCHAR *str )
{
    return printable( str ? str : L"-" );
}

/* Takes over the text */
void show_field( const WCHAR *label, int width, WCHAR *text )
{
    if (*text) print( L"%-*ls%ls\n", width, label, text );
    else print( L"%ls\n", label );
    free( text );
}

const WCHAR *skip_backslashes( const WCHAR *name )
{
    while (*name == '\\') name++;
    return name;
}

/* With two backslashes; to be freed */
WCHAR *unc_name( const WCHAR *name )
{
    return format( L"\\\\%ls", skip_backslashes( name ) );
}
