/*
 * Prints who has a session on a file server. Built from what is installed:
 *
 *     x86_64-w64-mingw32-gcc -municode -o session.exe session.c \
 *         $(x86_64-w64-mingw32-pkg-config --libs netapi32-session)
 *     wine session.exe '\\fileserver'
 *
 * for 32 bits with i686 in the place of x86_64. Copying and using this file is free for everybody.
 */

#include <stdio.h>
#include <windows.h>
#include <lm.h>

int wmain( int argc, WCHAR *argv[] )
{
    DWORD i, count, total;
    SESSION_INFO_10 *info;
    NET_API_STATUS status = NetSessionEnum( argc > 1 ? argv[1] : NULL, NULL, NULL, 10,
                                            (BYTE **)&info, MAX_PREFERRED_LENGTH, &count, &total,
                                            NULL );

    if (status) return fprintf( stderr, "error %lu\n", status ), 1;
    for (i = 0; i < count; i++)
        printf( "%ls from %ls, for %lu s\n", info[i].sesi10_username, info[i].sesi10_cname,
                info[i].sesi10_time );
    NetApiBufferFree( info );
    return 0;
}
