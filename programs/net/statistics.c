/*
 * net statistics: the counters of a server
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

#include "net.h"

/* The width of labels */
#define LABEL 35

/* In the local time of this computer */
static WCHAR *format_local( DWORD seconds )
{
    LONGLONG ticks = (seconds + 11644473600ll) * 10000000;
    FILETIME time = { ticks, ticks >> 32 };
    SYSTEMTIME date = { 0 }, local = { 0 };

    FileTimeToSystemTime( &time, &date );
    SystemTimeToTzSpecificLocalTime( NULL, &date, &local );
    SystemTimeToFileTime( &local, &time );
    ticks = ((LONGLONG)time.dwHighDateTime << 32) | time.dwLowDateTime;
    return format_date( ticks / 10000000 - 11644473600ll );
}

static WCHAR *format_kilobytes( DWORD high, DWORD low )
{
    return format( L"%I64u", (((ULONGLONG)high << 32) | low) / 1024 );
}

static void show_counters( const STAT_SERVER_0 *info )
{
    print( L"Statistics since " );
    show_field( L"", 0, format_local( info->sts0_start ) );
    print( L"\n\n" );
    show_field( L"Sessions accepted", LABEL, format_number( info->sts0_sopens ) );
    show_field( L"Sessions timed-out", LABEL, format_number( info->sts0_stimedout ) );
    show_field( L"Sessions errored-out", LABEL, format_number( info->sts0_serrorout ) );
    print( L"\n" );
    show_field( L"Kilobytes sent", LABEL,
                format_kilobytes( info->sts0_bytessent_high, info->sts0_bytessent_low ) );
    show_field( L"Kilobytes received", LABEL,
                format_kilobytes( info->sts0_bytesrcvd_high, info->sts0_bytesrcvd_low ) );
    print( L"\n" );
    show_field( L"Mean response time (msec)", LABEL, format_number( info->sts0_avresponse ) );
    print( L"\n" );
    show_field( L"System errors", LABEL, format_number( info->sts0_syserrors ) );
    show_field( L"Permission violations", LABEL, format_number( info->sts0_permerrors ) );
    show_field( L"Password violations", LABEL, format_number( info->sts0_pwerrors ) );
    print( L"\n" );
    show_field( L"Files accessed", LABEL, format_number( info->sts0_fopens ) );
    show_field( L"Communication devices accessed", LABEL, format_number( info->sts0_devopens ) );
    show_field( L"Print jobs spooled", LABEL, format_number( info->sts0_jobsqueued ) );
    print( L"\nTimes buffers exhausted\n\n" );
    show_field( L"  Big buffers", LABEL, format_number( info->sts0_bigbufneed ) );
    show_field( L"  Request buffers", LABEL, format_number( info->sts0_reqbufneed ) );
    print( L"\n" );
}

/* As it calls itself */
static WCHAR *server_name( WCHAR *server )
{
    SERVER_INFO_100 *info = NULL;
    WCHAR *ret;

    if (!NetServerGetInfo( server, 100, (BYTE **)&info ) && info->sv100_name && *info->sv100_name)
        ret = unc_name( info->sv100_name );
    else
        ret = unc_name( server ? server : L"" );
    if (info) NetApiBufferFree( info );
    return ret;
}

enum exit_status statistics( struct arguments *args )
{
    WCHAR service[] = L"LanmanServer", *name;
    NET_API_STATUS status;
    BYTE *buffer = NULL;

    if (!args->name && !args->server)
    {
        print( L"Statistics are available for the following running services:\n\n   Server\n\n" );
        return completed();
    }
    if (args->name && _wcsicmp( args->name, L"server" ) && _wcsicmp( args->name, L"srv" ) &&
        _wcsicmp( args->name, L"svr" ))
        return refuse( L"There are statistics of the service SERVER only, not of %ls.\n",
                       args->name );
    if ((status = NetStatisticsGet( args->server, service, 0, 0, &buffer )))
        return fail( args->server, status );
    name = server_name( args->server );
    print( L"Server Statistics for %ls\n\n\n", name );
    free( name );
    show_counters( (STAT_SERVER_0 *)buffer );
    NetApiBufferFree( buffer );
    return completed();
}
