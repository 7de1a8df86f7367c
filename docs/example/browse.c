/*
 * Shows a file server as a program that browses the network sees it
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
 *
 * Build this program from the installed files:
 *
 *     x86_64-w64-mingw32-gcc -municode -o browse.exe browse.c \
 *         $(x86_64-w64-mingw32-pkg-config --libs netapi32-session)
 *     wine browse.exe '\\fileserver'
 *
 * For 32 bits write i686 in place of x86_64.
 */

#include <stdio.h>
#include <windows.h>
#include <lm.h>

static WCHAR *server;
static int failures;

/* Whether a call succeeded. The server refuses some to users who are no administrators of it. */
static BOOL good( const char *name, NET_API_STATUS status )
{
    if (status) fprintf( stderr, "%s: error %lu\n", name, status ), failures++;
    return !status;
}

static void show_server(void)
{
    SERVER_INFO_101 *info;
    WKSTA_INFO_100 *station;
    TIME_OF_DAY_INFO *tod;

    if (good( "NetServerGetInfo", NetServerGetInfo( server, 101, (BYTE **)&info ) ))
    {
        printf( "server   %ls, version %lu.%lu: %ls\n", info->sv101_name,
                info->sv101_version_major & MAJOR_VERSION_MASK, info->sv101_version_minor,
                info->sv101_comment );
        NetApiBufferFree( info );
    }
    if (good( "NetWkstaGetInfo", NetWkstaGetInfo( server, 100, (BYTE **)&station ) ))
    {
        printf( "domain   %ls\n", station->wki100_langroup );
        NetApiBufferFree( station );
    }
    if (good( "NetRemoteTOD", NetRemoteTOD( server, (BYTE **)&tod ) ))
    {
        printf( "clock    %lu-%02lu-%02lu %02lu:%02lu:%02lu UTC\n", tod->tod_year, tod->tod_month,
                tod->tod_day, tod->tod_hours, tod->tod_mins, tod->tod_secs );
        NetApiBufferFree( tod );
    }
}

static void show_share( WCHAR *name )
{
    SHARE_INFO_2 *info;

    if (good( "NetShareGetInfo", NetShareGetInfo( server, name, 2, (BYTE **)&info ) ))
    {
        printf( "share    %ls is %ls, in use %lu times\n", info->shi2_netname, info->shi2_path,
                info->shi2_current_uses );
        NetApiBufferFree( info );
    }
}

static void show_shares(void)
{
    DWORD i, count, total;
    SHARE_INFO_1 *info;

    if (good( "NetShareEnum", NetShareEnum( server, 1, (BYTE **)&info, MAX_PREFERRED_LENGTH, &count,
                                            &total, NULL ) ))
    {
        for (i = 0; i < count; i++) show_share( info[i].shi1_netname );
        NetApiBufferFree( info );
    }
}

static void show_sessions(void)
{
    DWORD i, count, total;
    SESSION_INFO_1 *info;

    if (good( "NetSessionEnum", NetSessionEnum( server, NULL, NULL, 1, (BYTE **)&info,
                                                MAX_PREFERRED_LENGTH, &count, &total, NULL ) ))
    {
        for (i = 0; i < count; i++)
            printf( "session  %ls from %ls, %lu open files, for %lu s\n", info[i].sesi1_username,
                    info[i].sesi1_cname, info[i].sesi1_num_opens, info[i].sesi1_time );
        NetApiBufferFree( info );
    }
}

static void show_files(void)
{
    DWORD i, count, total;
    FILE_INFO_3 *info;

    if (good( "NetFileEnum", NetFileEnum( server, NULL, NULL, 3, (BYTE **)&info,
                                          MAX_PREFERRED_LENGTH, &count, &total, NULL ) ))
    {
        for (i = 0; i < count; i++)
            printf( "file     %ls by %ls\n", info[i].fi3_pathname, info[i].fi3_username );
        NetApiBufferFree( info );
    }
}

int wmain( int argc, WCHAR *argv[] )
{
    if (argc > 1) server = argv[1];
    show_server();
    show_shares();
    show_sessions();
    show_files();
    return failures != 0;
}
