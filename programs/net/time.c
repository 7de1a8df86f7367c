/*
 * net time: the clock of a server
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

/* In minutes that this computer's time is behind that of Greenwich */
static LONG local_zone(void)
{
    TIME_ZONE_INFORMATION info = { 0 };
    DWORD kind = GetTimeZoneInformation( &info );

    return info.Bias + (kind == TIME_ZONE_ID_DAYLIGHT ? info.DaylightBias
                        : kind == TIME_ZONE_ID_STANDARD ? info.StandardBias : 0);
}

enum exit_status show_time( struct arguments *args )
{
    TIME_OF_DAY_INFO *info = NULL;
    WCHAR *name, *date, *local;
    NET_API_STATUS status;
    LONG zone;

    if (args->values[OPTION_SET])
    {
        print_error( L"The clock was not set: a program under Wine can't. Use the system's own "
                     L"tools, such as NTP.\n" );
        return EXIT_ERROR;
    }
    if (args->name || !args->server)
    {
        print_error( L"Name a server: NET TIME \\\\server. No time server is looked for here.\n" );
        return args->name ? EXIT_USAGE : EXIT_ERROR;
    }
    if ((status = NetRemoteTOD( args->server, (BYTE **)&info )))
        return fail( args->server, status );
    name = unc_name( args->server );
    date = format_date( (LONGLONG)info->tod_elapsedt - 60 * local_zone() );
    print( L"Current time at %ls is %ls\n\n", name, date );
    /* -1 is a server that does not know. */
    zone = info->tod_timezone;
    if (zone != -1 && zone != local_zone())
    {
        local = format_date( (LONGLONG)info->tod_elapsedt - 60 * zone );
        print( L"Local time (GMT%ls%02ld:%02ld) at %ls is %ls\n\n", zone > 0 ? L"-" : L"+",
               labs( zone ) / 60, labs( zone ) % 60, name, local );
        free( local );
    }
    free( date );
    free( name );
    NetApiBufferFree( info );
    return completed();
}
