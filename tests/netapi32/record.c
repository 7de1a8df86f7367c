/*
 * The file of the record
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

static HANDLE file = INVALID_HANDLE_VALUE;

/* Each line is one write, so a crash loses no earlier line. */
void write_record( struct text *line )
{
    DWORD written;

    if (file == INVALID_HANDLE_VALUE) return;
    add_text( line, "\n" );
    if (!WriteFile( file, line->str, line->len, &written, NULL ) || written != line->len)
        ok( 0, "can't write the record, error %lu\n", GetLastError() );
}

/* If the file exists, units are added to it. A new file gets the header. */
void begin_record(void)
{
    struct text header = { 0 };
    DWORD err;

    if (!options.record) return;
    file = CreateFileW( options.record, FILE_APPEND_DATA, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL,
                        OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL );
    err = GetLastError();
    if (file == INVALID_HANDLE_VALUE)
        ok( 0, "can't open %s, error %lu\n", wine_dbgstr_w(options.record), err );
    if (err == ERROR_ALREADY_EXISTS && GetFileSize( file, NULL )) return;
    add_platform( &header );
    write_record( &header );
    free( header.str );
}
