/*
 * Answers that no good server sends
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


#include "samba_test.h"

/*
 * The test is the server here: on \pipe\srvsvc of the Wine prefix, where netapi32 looks for the
 * local computer's server. Windows has a server of its own.
 */

struct writer
{
    BYTE  data[4096];
    DWORD size;
};

/* The fault of an answer of level 1, which is right otherwise */
struct answer
{
    const char    *name;
    DWORD          level;       /* instead of 1 */
    DWORD          arm;
    DWORD          entries;     /* instead of the number of elements */
    BOOL           no_buffer;
    BOOL           no_names;
    BOOL           no_end;      /* of the names */
    DWORD          server_status;
    DWORD          resume;
    NET_API_STATUS expected;
};

static const struct answer answers[] =
{
    { "good", 1, 1, 1, FALSE, FALSE, FALSE, NERR_Success, 1, NERR_Success },
    { "more entries than elements", 1, 1, 1000, FALSE, FALSE, FALSE, NERR_Success, 1,
      RPC_X_BAD_STUB_DATA },
    { "four billion entries", 1, 1, MAXDWORD, FALSE, FALSE, FALSE, NERR_Success, 1,
      RPC_X_BAD_STUB_DATA },
    { "no array", 1, 1, 1, TRUE, FALSE, FALSE, NERR_Success, 1, RPC_X_BAD_STUB_DATA },
    { "no entry", 1, 1, 0, TRUE, FALSE, FALSE, NERR_Success, 0, NERR_ClientNameNotFound },
    { "another level", 2, 1, 1, FALSE, FALSE, FALSE, NERR_Success, 1, RPC_X_BAD_STUB_DATA },
    { "another arm", 1, 0, 1, FALSE, FALSE, FALSE, NERR_Success, 1, RPC_X_BAD_STUB_DATA },
    { "NULL names", 1, 1, 1, FALSE, TRUE, FALSE, NERR_Success, 1, NERR_ClientNameNotFound },
    { "names without an end", 1, 1, 1, FALSE, FALSE, TRUE, NERR_Success, 1, RPC_S_INVALID_BOUND },
    { "no progress", 1, 1, 0, TRUE, FALSE, FALSE, ERROR_MORE_DATA, 0, NERR_ClientNameNotFound },
    { "a status", 1, 1, 1, FALSE, FALSE, FALSE, ERROR_ACCESS_DENIED, 1, ERROR_ACCESS_DENIED },
    { "good again", 1, 1, 1, FALSE, FALSE, FALSE, NERR_Success, 1, NERR_Success },
};

static const struct answer *current;

static void put( struct writer *writer, const void *data, DWORD size )
{
    memcpy( writer->data + writer->size, data, size );
    writer->size += size;
}

static void put_dword( struct writer *writer, DWORD value )
{
    put( writer, &value, sizeof(value) );
}

static void put_string( struct writer *writer, const WCHAR *str )
{
    DWORD len = wcslen( str ) + (current->no_end ? 0 : 1);

    put_dword( writer, len );
    put_dword( writer, 0 );
    put_dword( writer, len );
    put( writer, str, len * sizeof(WCHAR) );
    if (len & 1) put( writer, L"", sizeof(WCHAR) );
}

static void put_entries( struct writer *writer )
{
    DWORD i;

    put_dword( writer, 1 );
    put_dword( writer, current->no_names ? 0 : 0x20010 );
    if (current->arm)
    {
        put_dword( writer, current->no_names ? 0 : 0x20014 );
        for (i = 0; i < 4; i++) put_dword( writer, i );
    }
    if (current->no_names) return;
    put_string( writer, L"client" );
    if (current->arm) put_string( writer, L"user" );
}

static void put_answer( struct writer *writer )
{
    put_dword( writer, current->level );
    put_dword( writer, current->arm );
    put_dword( writer, 0x20004 );
    put_dword( writer, current->entries );
    put_dword( writer, current->no_buffer ? 0 : 0x20008 );
    if (!current->no_buffer) put_entries( writer );
    put_dword( writer, 1 );
    put_dword( writer, 0x2000c );
    put_dword( writer, current->resume );
    put_dword( writer, current->server_status );
}

static void begin_pdu( struct writer *writer, BYTE type, DWORD call_id )
{
    const BYTE header[] = { 5, 0, type, 3, 0x10, 0, 0, 0, 0, 0, 0, 0 };

    writer->size = 0;
    put( writer, header, sizeof(header) );
    put_dword( writer, call_id );
}

static void send_pdu( HANDLE pipe, struct writer *writer )
{
    WORD size = writer->size;
    DWORD written;

    memcpy( writer->data + 8, &size, sizeof(size) );
    WriteFile( pipe, writer->data, writer->size, &written, NULL );
}

static void answer_bind( HANDLE pipe, DWORD call_id )
{
    static const BYTE ndr[] = { 0x04, 0x5d, 0x88, 0x8a, 0xeb, 0x1c, 0xc9, 0x11, 0x9f, 0xe8, 0x08,
                                0x00, 0x2b, 0x10, 0x48, 0x60, 2, 0, 0, 0 };
    struct writer writer;

    begin_pdu( &writer, 12, call_id );
    put_dword( &writer, 5840 | 5840 << 16 );
    put_dword( &writer, 1 );                    /* association group */
    put( &writer, "\x0d\0\\PIPE\\srvsvc\0\0", 16 );
    put_dword( &writer, 1 );                    /* results */
    put_dword( &writer, 0 );
    put( &writer, ndr, sizeof(ndr) );
    send_pdu( pipe, &writer );
}

static void answer_request( HANDLE pipe, DWORD call_id )
{
    struct writer writer;

    begin_pdu( &writer, 2, call_id );
    put_dword( &writer, 0 );
    put_dword( &writer, 0 );
    put_answer( &writer );
    send_pdu( pipe, &writer );
}

static HANDLE create_pipe(void)
{
    return CreateNamedPipeW( L"\\\\.\\pipe\\srvsvc", PIPE_ACCESS_DUPLEX,
                             PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE, PIPE_UNLIMITED_INSTANCES,
                             65536, 65536, 0, NULL );
}

static DWORD WINAPI serve( void *arg )
{
    DWORD size, call_id;
    HANDLE pipe = arg;
    BYTE data[4096];

    for (;;)
    {
        HANDLE next = create_pipe();

        ConnectNamedPipe( pipe, NULL );
        while (ReadFile( pipe, data, sizeof(data), &size, NULL ) && size >= 16)
        {
            memcpy( &call_id, data + 12, sizeof(call_id) );
            if (data[2] == 11) answer_bind( pipe, call_id );
            else answer_request( pipe, call_id );
        }
        CloseHandle( pipe );
        Sleep( 10 );    /* meanwhile a client finds the pipe busy */
        pipe = next;
    }
    return 0;
}

static void test_answer( const struct answer *answer )
{
    BYTE *buffer = (BYTE *)&buffer;
    DWORD entries = 1, total = 1;
    NET_API_STATUS status;

    current = answer;
    status = NetSessionGetInfo( NULL, (WCHAR *)L"\\\\CLIENT", (WCHAR *)L"USER", 1, &buffer );
    ok( status == answer->expected, "%s: got status %lu\n", answer->name, status );
    if (status) ok( !buffer, "%s: buffer is %p\n", answer->name, buffer );
    else ok( ((SESSION_INFO_1 *)buffer)->sesi1_time == 1, "%s: wrong data\n", answer->name );
    NetApiBufferFree( buffer );

    buffer = (BYTE *)&buffer;
    status = NetSessionEnum( NULL, (WCHAR *)L"\\\\CLIENT", NULL, 1, &buffer, MAX_PREFERRED_LENGTH,
                             &entries, &total, NULL );
    ok( status == answer->expected, "%s: got status %lu\n", answer->name, status );
    ok( status ? !buffer && !entries : buffer && entries == 1, "%s: got %p, %lu entries\n",
        answer->name, buffer, entries );
    NetApiBufferFree( buffer );
}

START_TEST(answers)
{
    HANDLE pipe = create_pipe();
    unsigned int i;

    if (!winetest_is_wine() || pipe == INVALID_HANDLE_VALUE)
    {
        skip( "the server service of this computer is not ours to play\n" );
        return;
    }
    CloseHandle( CreateThread( NULL, 0, serve, pipe, 0, NULL ));
    for (i = 0; i < ARRAYSIZE(answers); i++) test_answer( &answers[i] );
}
