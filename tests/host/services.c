/*
 * A server of all calls beside those for sessions and files
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

#include "host_test.h"

/*
 * The server makes its answers from the layouts of structures in tests/functions.c, and each field
 * from its number and that of its entry.
 */

const WCHAR *fake_text( enum structure structure, DWORD entry, DWORD index )
{
    static WCHAR text[16];
    DWORD i;

    for (i = 0; i < 4 + (entry + index) % 5; i++) text[i] = 'a' + index;
    text[i++] = 'A' + structure;
    text[i++] = '0' + entry / 10;
    text[i++] = '0' + entry % 10;
    text[i] = 0;
    return text;
}

enum { MAX_USES = 4, USES = 5 };

DWORD fake_number( enum structure structure, DWORD entry, DWORD index )
{
    return structure * 10000 + entry * 100 + index;
}

const BYTE *fake_block( enum structure structure, DWORD entry, DWORD *size )
{
    static const BYTE name[] = "NAME            ", other[] = "OTHER           ";

    *size = structure == SHARE ? sizeof(some_descriptor) : sizeof(name) - 1 - (entry == 2);
    return structure == SHARE ? some_descriptor : entry == 1 ? name : other;
}

/* Allocates a block for each string, as the stub does. */
static void *give( const void *data, DWORD size )
{
    return memcpy( MIDL_user_allocate( size ), data, size );
}

static void give_field( const struct layout *layout, const struct field *field, DWORD entry,
                        BYTE *member )
{
    const enum structure structure = layout->structure;
    const WCHAR disk[3] = { 'C' + entry, ':' };
    const WCHAR *text;
    const BYTE *block;
    DWORD size;

    switch (field->type)
    {
    case 's':
        text = fake_text( structure, entry, field->index );
        if (structure == SHARE && layout->level == 2 &&
            (entry + 1 == fake.missing || fake.missing == MAXDWORD))
            text = L"other";
        if (structure == TRANSPORT && fake.one_transport) text = L"transport";
        *(WCHAR **)member = give( text, (wcslen( text ) + 1) * sizeof(WCHAR) );
        break;
    case 'n':
        *(DWORD *)member = fake_number( structure, entry, field->index );
        if (!fake.wrong_uses || structure != SHARE || layout->level < 502 || layout->level > 503)
            break;
        if (field->index == MAX_USES) *(DWORD *)member = MAXDWORD;
        if (field->index == USES) *(DWORD *)member = 1;
        break;
    case 'c': *member = 1; break;
    case 'b':
        block = fake_block( structure, entry, &size );
        *(BYTE **)member = give( block, size );
        break;
    case 'd': fake_block( structure, entry, (DWORD *)member ); break;
    case 'w': memcpy( member, disk, sizeof(disk) ); break;
    }
}

static void give_fields( const struct layout *layout, DWORD entry, BYTE *data )
{
    struct field field = { NULL };

    while (next_field( layout, &field ))
        give_field( layout, &field, entry, data + field.offset );
}

/* What all calls have in common: FALSE if ret is the answer */
static BOOL begin_answer( struct stub *stub, handle_t handle, DWORD level, DWORD *ret )
{
    DWORD raise = fake.raise;

    pass_transport( stub, handle );
    fake.raise = 0;
    if (raise) raise_exception( raise );
    if (!(*ret = fake.ret) && level && level == fake.refused) *ret = ERROR_INVALID_LEVEL;
    return !*ret;
}

static DWORD end_answer( struct stub *stub, DWORD ret )
{
    stub_free_buffer( &stub->msg );
    return ret;
}

/* The entries from resume on, and for disks an empty string at the end */
static DWORD give_list( enum structure structure, DWORD level, struct info_container *list,
                        DWORD *total, DWORD *resume )
{
    const struct layout *layout = find_layout( structure, level );
    DWORD i, first, count, size = layout_size( layout ), extra = structure == DISK && !fake.no_end;

    first = min( *resume, fake.entries );
    count = fake.entries - first;
    if (fake.chunk) count = min( count, fake.chunk );
    list->count = count + extra;
    list->entries = list->count ? MIDL_user_allocate( list->count * size ) : NULL;
    if (list->count) memset( list->entries, 0, list->count * size );
    for (i = 0; i < count; i++) give_fields( layout, first + i, list->entries + i * size );
    *total = fake.entries - first;
    *resume = first + count < fake.entries ? first + count : 0;
    if (fake.lie) fake.lie( layout, list );
    return *resume ? ERROR_MORE_DATA : NERR_Success;
}

static DWORD serve_list( handle_t handle, enum structure structure, DWORD level,
                         void *list, DWORD *total, DWORD *resume )
{
    struct stub stub;
    DWORD ret;

    if (!begin_answer( &stub, handle, level, &ret )) return end_answer( &stub, ret );
    return end_answer( &stub, give_list( structure, level, list, total, resume ) );
}

static DWORD serve_one( handle_t handle, enum structure structure, DWORD level, void *data )
{
    const struct layout *layout = find_layout( structure, level );
    struct info_container one = { .count = 1 };
    struct stub stub;
    DWORD ret;

    if (!begin_answer( &stub, handle, level, &ret )) return end_answer( &stub, ret );
    one.entries = MIDL_user_allocate( layout_size( layout ) );
    give_fields( layout, 0, one.entries );
    if (fake.lie) fake.lie( layout, &one );
    *(BYTE **)data = one.entries;
    return end_answer( &stub, NERR_Success );
}

/* Of a change the server looks at the fields, which tests/functions.c has filled. */
static DWORD serve_change( enum structure structure, DWORD level, const BYTE *data )
{
    const struct layout *layout = structure ? find_layout( structure, level ) : NULL;
    struct field field = { NULL };
    struct stub stub;
    DWORD ret, size;

    if (!begin_answer( &stub, SRVSVC_HANDLE_bind( NULL ), level, &ret ))
        return end_answer( &stub, ret );
    while (layout && next_field( layout, &field ))
    {
        const BYTE *member = data + field.offset;

        if (field.type == 's') ok( wcslen( *(WCHAR **)member ) > 0, "no string\n" );
        if (field.type == 'b' && structure == SHARE)
            ok( !memcmp( *(BYTE **)member, some_descriptor, sizeof(some_descriptor) ),
                "another descriptor\n" );
        fake_block( structure, 0, &size );
        if (field.type == 'd' && structure == SHARE)
            ok( *(DWORD *)member == size, "%u bytes\n", *(DWORD *)member );
    }
    fake.deletions++;
    return end_answer( &stub, NERR_Success );
}

static DWORD serve_value( DWORD *value )
{
    DWORD ret = serve_change( NO_STRUCTURE, 0, NULL );

    if (!ret) *value = 7;
    return ret;
}

#define LIST( name, HANDLE, type, structure ) \
DWORD __cdecl name( HANDLE server, type *info, DWORD prefmaxlen, DWORD *total, DWORD *resume ) \
{ \
    struct { DWORD level; void *list; } *list = (void *)info; \
\
    return serve_list( HANDLE ## _bind( NULL ), structure, list->level, list->list, total, \
                       resume ); \
}

LIST( NetrShareEnum, SRVSVC_HANDLE, SHARE_ENUM_STRUCT, SHARE )
LIST( NetrShareEnumSticky, SRVSVC_HANDLE, SHARE_ENUM_STRUCT, SHARE )
LIST( NetrServerTransportEnum, SRVSVC_HANDLE, SERVER_XPORT_ENUM_STRUCT, TRANSPORT )
LIST( NetrServerAliasEnum, SRVSVC_HANDLE, SERVER_ALIAS_ENUM_STRUCT, ALIAS )
LIST( NetrWkstaUserEnum, WKSSVC_IDENTIFY_HANDLE, WKSTA_USER_ENUM_STRUCT, WKSTA_USER )

DWORD __cdecl NetrServerDiskEnum( SRVSVC_HANDLE server, DWORD level, DISK_ENUM_CONTAINER *list,
                                  DWORD prefmaxlen, DWORD *total, DWORD *resume )
{
    return serve_list( SRVSVC_HANDLE_bind( NULL ), DISK, level, list, total, resume );
}

DWORD __cdecl NetrConnectionEnum( SRVSVC_HANDLE server, WCHAR *qualifier,
                                  CONNECT_ENUM_STRUCT *info, DWORD prefmaxlen, DWORD *total,
                                  DWORD *resume )
{
    return serve_list( SRVSVC_HANDLE_bind( NULL ), CONNECTION, info->Level,
                       info->ConnectInfo.Level0, total, resume );
}

DWORD __cdecl NetrShareGetInfo( SRVSVC_HANDLE server, WCHAR *name, DWORD level, SHARE_INFO *info )
{
    return serve_one( SRVSVC_HANDLE_bind( NULL ), SHARE, level, info );
}

DWORD __cdecl NetrServerGetInfo( SRVSVC_HANDLE server, DWORD level, SERVER_INFO *info )
{
    return serve_one( SRVSVC_HANDLE_bind( NULL ), SERVER, level, info );
}

DWORD __cdecl NetrServerStatisticsGet( SRVSVC_HANDLE server, WCHAR *service, DWORD level,
                                       DWORD options, LPSTAT_SERVER_0 *info )
{
    return serve_one( SRVSVC_HANDLE_bind( NULL ), STATISTICS, level, info );
}

DWORD __cdecl NetrRemoteTOD( SRVSVC_HANDLE server, LPTIME_OF_DAY_INFO *info )
{
    return serve_one( SRVSVC_HANDLE_bind( NULL ), CLOCK, 0, info );
}

DWORD __cdecl NetrWkstaGetInfo( WKSSVC_IDENTIFY_HANDLE server, DWORD level, WKSTA_INFO *info )
{
    return serve_one( WKSSVC_IDENTIFY_HANDLE_bind( NULL ), WKSTA, level, info );
}

DWORD __cdecl NetrShareAdd( SRVSVC_HANDLE server, DWORD level, SHARE_INFO *info, DWORD *parm_err )
{
    return serve_change( SHARE, level, *(BYTE **)info );
}

DWORD __cdecl NetrShareSetInfo( SRVSVC_HANDLE server, WCHAR *name, DWORD level, SHARE_INFO *info,
                                DWORD *parm_err )
{
    return serve_change( SHARE, level, *(BYTE **)info );
}

DWORD __cdecl NetrShareDelEx( SRVSVC_HANDLE server, DWORD level, SHARE_INFO *info )
{
    return serve_change( SHARE, level, *(BYTE **)info );
}

DWORD __cdecl NetrServerSetInfo( SRVSVC_HANDLE server, DWORD level, SERVER_INFO *info,
                                 DWORD *parm_err )
{
    return serve_change( SERVER, level, *(BYTE **)info );
}

DWORD __cdecl NetrServerTransportAdd( SRVSVC_HANDLE server, DWORD level,
                                      LPSERVER_TRANSPORT_INFO_0 info )
{
    return serve_change( TRANSPORT, level, (BYTE *)info );
}

DWORD __cdecl NetrServerTransportDel( SRVSVC_HANDLE server, DWORD level,
                                      LPSERVER_TRANSPORT_INFO_0 info )
{
    return serve_change( TRANSPORT, level, (BYTE *)info );
}

DWORD __cdecl NetrServerTransportAddEx( SRVSVC_HANDLE server, DWORD level, TRANSPORT_INFO *info )
{
    return serve_change( TRANSPORT, level, (BYTE *)info );
}

DWORD __cdecl NetrServerTransportDelEx( SRVSVC_HANDLE server, DWORD level, TRANSPORT_INFO *info )
{
    return serve_change( TRANSPORT, level, (BYTE *)info );
}

DWORD __cdecl NetrServerAliasAdd( SRVSVC_HANDLE server, DWORD level, SERVER_ALIAS_INFO *info )
{
    return serve_change( ALIAS, level, *(BYTE **)info );
}

DWORD __cdecl NetrServerAliasDel( SRVSVC_HANDLE server, DWORD level, SERVER_ALIAS_INFO *info )
{
    return serve_change( ALIAS, level, *(BYTE **)info );
}

DWORD __cdecl NetrShareDel( SRVSVC_HANDLE server, WCHAR *name, DWORD reserved )
{
    return serve_change( NO_STRUCTURE, 0, NULL );
}

DWORD __cdecl NetrShareDelSticky( SRVSVC_HANDLE server, WCHAR *name, DWORD reserved )
{
    return serve_change( NO_STRUCTURE, 0, NULL );
}

DWORD __cdecl NetrShareCheck( SRVSVC_HANDLE server, WCHAR *device, DWORD *type )
{
    return serve_value( type );
}

DWORD __cdecl NetprPathType( SRVSVC_HANDLE server, WCHAR *path, DWORD *type, DWORD flags )
{
    return serve_value( type );
}

static DWORD serve_text( void *text, DWORD size )
{
    DWORD i, ret = serve_change( NO_STRUCTURE, 0, NULL );

    if (ret) return ret;
    for (i = 0; i < size; i++) ((WCHAR *)text)[i] = i < 4 || fake.no_end ? 'a' : 0;
    return NERR_Success;
}

DWORD __cdecl NetprPathCanonicalize( SRVSVC_HANDLE server, WCHAR *path, unsigned char *text,
                                     DWORD size, WCHAR *prefix, DWORD *type, DWORD flags )
{
    *type = 7;
    return serve_text( text, size / sizeof(WCHAR) );
}

DWORD __cdecl NetprNameCanonicalize( SRVSVC_HANDLE server, WCHAR *name, WCHAR *text, DWORD size,
                                     DWORD type, DWORD flags )
{
    return serve_text( text, size );
}

LONG __cdecl NetprPathCompare( SRVSVC_HANDLE server, WCHAR *first, WCHAR *second, DWORD type,
                               DWORD flags )
{
    return serve_change( NO_STRUCTURE, 0, NULL );
}

DWORD __cdecl NetprNameValidate( SRVSVC_HANDLE server, WCHAR *name, DWORD type, DWORD flags )
{
    return serve_change( NO_STRUCTURE, 0, NULL );
}

LONG __cdecl NetprNameCompare( SRVSVC_HANDLE server, WCHAR *first, WCHAR *second, DWORD type,
                               DWORD flags )
{
    return serve_change( NO_STRUCTURE, 0, NULL );
}

/* Security descriptors, of which netapi32 looks at the size and the form. */

BOOLEAN WINAPI RtlValidSid( PSID sid )
{
    return ((SID *)sid)->Revision == SID_REVISION &&
           ((SID *)sid)->SubAuthorityCount <= SID_MAX_SUB_AUTHORITIES;
}

DWORD WINAPI RtlLengthSid( PSID sid )
{
    return offsetof( SID, SubAuthority[((SID *)sid)->SubAuthorityCount] );
}

BOOL WINAPI IsValidSecurityDescriptor( PSECURITY_DESCRIPTOR sd )
{
    return ((SECURITY_DESCRIPTOR *)sd)->Revision == SECURITY_DESCRIPTOR_REVISION;
}

/* There is one, in either form. */
DWORD WINAPI GetSecurityDescriptorLength( PSECURITY_DESCRIPTOR sd )
{
    return sizeof(some_descriptor);
}

BOOL WINAPI MakeSelfRelativeSD( PSECURITY_DESCRIPTOR sd, PSECURITY_DESCRIPTOR relative,
                                DWORD *size )
{
    memcpy( relative, some_descriptor, sizeof(some_descriptor) );
    return *size == sizeof(some_descriptor);
}

WCHAR WINAPI RtlUpcaseUnicodeChar( WCHAR c )
{
    return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
}
