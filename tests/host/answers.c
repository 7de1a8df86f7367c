/*
 * Every function beside those for sessions and files: results, lack of memory, lies
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

#define ADDRESSES \
    X( NetShareEnum ) X( NetShareEnumSticky ) X( NetShareGetInfo ) X( NetShareSetInfo ) \
    X( NetShareAdd ) X( NetShareDel ) X( NetShareDelSticky ) X( NetShareDelEx ) \
    X( NetShareCheck ) X( NetServerGetInfo ) X( NetServerSetInfo ) X( NetServerDiskEnum ) \
    X( NetServerTransportEnum ) X( NetServerTransportAdd ) X( NetServerTransportAddEx ) \
    X( NetServerTransportDel ) X( NetServerComputerNameAdd ) X( NetServerComputerNameDel ) \
    X( NetServerAliasAdd ) X( NetServerAliasEnum ) X( NetServerAliasDel ) \
    X( NetServerStatisticsGet ) X( NetStatisticsGet ) X( NetRemoteTOD ) \
    X( NetRemoteComputerSupports ) X( NetWkstaGetInfo ) X( NetWkstaUserEnum ) \
    X( I_NetPathType ) X( I_NetPathCanonicalize ) X( I_NetPathCompare ) X( I_NetNameValidate ) \
    X( I_NetNameCanonicalize ) X( I_NetNameCompare ) X( NetConnectionEnum )

/* Not every header declares them, and those that do agree in the parameters only. */
#define X( name ) extern void at_##name(void) __asm__( #name );
ADDRESSES
#undef X

static BOOL is_same( const char *a, const char *b )
{
    while (*a && *a == *b) a++, b++;
    return *a == *b;
}

/* NULL for the functions that other tests call */
void *function_address( const char *name )
{
#define X( function ) if (is_same( name, #function )) return at_##function;
    ADDRESSES
#undef X
    return NULL;
}

/* A call, and the server's part in it */
struct answer
{
    const struct function *function;
    DWORD                  level, first;    /* first entry that is expected */
    BOOL                   samba;           /* refuses level 503, and counts users wrongly */
};

static void serve_answer( const struct answer *a, DWORD entries )
{
    serve( TRUE );
    fake.entries = entries;
    fake.refused = a->samba ? 503 : 0;
    fake.wrong_uses = a->samba;
}

static BOOL same_bytes( const void *data, DWORD size, const void *expected, DWORD expected_size )
{
    return size == expected_size && !memcmp( data, expected, size );
}

/* Whatever level an entry is made of, its fields are those that the server has. */
static void check_field( void *context, DWORD entry, const struct field *field, const void *data,
                         DWORD size )
{
    const struct answer *a = context;
    const enum structure structure = a->function->structure;
    const DWORD number = fake_number( structure, a->first + entry, field->index );
    const WCHAR disk[3] = { 'C' + a->first + entry, ':' };
    const WCHAR *text = fake_text( structure, a->first + entry, field->index );
    DWORD block_size;
    const BYTE *block = fake_block( structure, a->first + entry, &block_size );
    BOOL good = FALSE;

    if (a->samba && a->level == 503 && field->index == 8) text = L"*";
    switch (field->type)
    {
    case 's': good = same_bytes( data, size, text, wcslen( text ) * sizeof(WCHAR) ); break;
    case 'n': good = same_bytes( data, size, &number, sizeof(number) ); break;
    case 'd': good = same_bytes( data, size, &block_size, sizeof(block_size) ); break;
    case 'b': good = same_bytes( data, size, block, block_size ); break;
    case 'c': good = same_bytes( data, size, "\1", 1 ); break;
    case 'w': good = same_bytes( data, size, disk, sizeof(disk) ); break;
    }
    ok( good, "%s, level %u: field %u of entry %u is wrong\n", a->function->name, a->level,
        field->index, a->first + entry );
}

static NET_API_STATUS call( struct answer *a, DWORD prefmaxlen, struct outcome *o )
{
    call_function( a->function, a->samba ? L"samba" : L"a", a->level, prefmaxlen, o );
    look_at( a->function, a->level, o, fake.lie ? NULL : check_field, a );
    ok( !o->error, "%s, level %u, status %u: %s\n", a->function->name, a->level, o->status,
        o->error );
    return o->status;
}

static void release( struct outcome *o )
{
    if (o->buffer != (BYTE *)o) NetApiBufferFree( o->buffer );
}

static void call_well( struct answer *a, DWORD entries )
{
    struct outcome o = { 0 };

    ok( !call( a, MAX_PREFERRED_LENGTH, &o ), "%s, level %u: status %u\n", a->function->name,
        a->level, o.status );
    if (gives_buffer( a->function ))
        ok( o.entries == (is_enum( a->function ) ? entries : 1) && o.total == o.entries &&
            !o.resume, "%s, level %u: %u entries of %u\n", a->function->name, a->level, o.entries,
            o.total );
    release( &o );
}

/* Returns FALSE when the call has fewer allocations. */
static BOOL fail_allocation( struct answer *a, BOOL connected, LONG number )
{
    struct outcome o = { 0 };
    NET_API_STATUS status;
    BOOL reached;

    serve_answer( a, 3 );
    begin();
    if (connected) call_well( a, 3 );
    countdown = number;
    status = call( a, MAX_PREFERRED_LENGTH, &o );
    reached = !countdown;
    countdown = 0;
    ok( status == (reached ? ERROR_NOT_ENOUGH_MEMORY : 0), "%s, level %u, allocation %d: "
        "status %u\n", a->function->name, a->level, number, status );
    release( &o );
    call_well( a, 3 );
    end( a->function->name );
    return reached;
}

static unsigned int fail_allocations( struct answer *a )
{
    unsigned int connected, all = 0;
    LONG number;

    for (connected = 0; connected < 2; connected++)
    {
        for (number = 1; fail_allocation( a, connected, number ); number++) ;
        all += number - 1;
    }
    return all;
}

/* The level is not that of a structure in a change. */
static BOOL has_variant( const struct answer *a )
{
    return !a->samba || (a->function->structure == SHARE && gives_buffer( a->function ));
}

/* Calls proc for each function, each of its levels, and Samba's answers where they differ. */
static unsigned int for_each_answer( unsigned int (*proc)( struct answer *a ) )
{
    const struct function *function;
    const char *position;
    unsigned int sum = 0;
    struct answer a;

    memset( &a, 0, sizeof(a) );
    for (function = functions; (a.function = function)->name; function++)
    {
        if (!function_address( function->name )) continue;
        for (position = NULL; next_level( function, &position, &a.level ); )
            for (a.samba = FALSE; a.samba <= TRUE; a.samba++)
                if (has_variant( &a )) sum += proc( &a );
    }
    return sum;
}

/* What a server says is told as it is, and the next call is fine. */
static unsigned int refuse( struct answer *a )
{
    static const struct { DWORD ret, raise, expected; } refusals[] =
    {
        { ERROR_ACCESS_DENIED, 0, ERROR_ACCESS_DENIED },
        { 0, RPC_S_PROCNUM_OUT_OF_RANGE, ERROR_NOT_SUPPORTED },
        { 0, RPC_X_BAD_STUB_DATA, RPC_X_BAD_STUB_DATA },
    };
    unsigned int i;

    if (a->function->form == CHECK_NUMBER) return 0;   /* It makes no call. */
    for (i = 0; i < ARRAY_SIZE(refusals); i++)
    {
        struct outcome o = { 0 };

        serve_answer( a, 3 );
        begin();
        fake.ret = refusals[i].ret;
        fake.raise = refusals[i].raise;
        ok( call( a, MAX_PREFERRED_LENGTH, &o ) == refusals[i].expected,
            "%s, level %u: status %u, expected %u\n", a->function->name, a->level, o.status,
            refusals[i].expected );
        ok( fake.attempts == 1 && fake.deletions == 0, "%s: %u connections, %u changes\n",
            a->function->name, fake.attempts, fake.deletions );
        release( &o );
        fake.ret = fake.raise = 0;
        call_well( a, 3 );
        end( a->function->name );
    }
    return 1;
}

/* A level that no call has is refused before anything is asked. */
static unsigned int refuse_level( struct answer *a )
{
    struct outcome o = { 0 };

    if (!a->function->structure || a->function->form == GET_CLOCK || a->samba) return 0;
    serve( TRUE );
    begin();
    a->level = 4711;
    if (gives_buffer( a->function ))
    {
        call( a, MAX_PREFERRED_LENGTH, &o );
        ok( o.status == ERROR_INVALID_LEVEL && !fake.attempts, "%s: status %u\n",
            a->function->name, o.status );
    }
    end( a->function->name );
    return 1;
}

/* Level 2 lacks a share that has come meanwhile, and has another one in its place. */
static void test_other_shares( DWORD missing )
{
    DWORD entries, total, i;
    SHARE_INFO_502_I *info;

    serve( TRUE );
    fake.entries = 3;
    fake.wrong_uses = TRUE;
    fake.missing = missing + 1;
    begin();
    ok( !NetShareEnum( (WCHAR *)L"a", 502, (BYTE **)&info, MAX_PREFERRED_LENGTH, &entries, &total,
                       NULL ) && entries == 3, "%u shares\n", entries );
    for (i = 0; i < entries; i++)
        ok( info[i].shi502_max_uses == (i == missing ? MAXDWORD : fake_number( SHARE, i, 4 )) &&
            info[i].shi502_current_uses == (i == missing ? 1 : fake_number( SHARE, i, 5 )),
            "without share %u: share %u has %u of %u users\n", missing, i,
            info[i].shi502_current_uses, info[i].shi502_max_uses );
    NetApiBufferFree( info );
    end( "other shares" );
}

/* On one transport a server can have several names. It gets each other name once. */
static void test_computer_names(void)
{
    static const struct { const WCHAR *name; BOOL add; NET_API_STATUS expected; DWORD changes; }
    calls[] =
    {
        { L"new", TRUE, 0, 1 }, { L"name", TRUE, ERROR_DUP_NAME, 0 }, { L"name", FALSE, 0, 1 },
        { L"none", FALSE, NERR_NetNameNotFound, 0 }, { L"", TRUE, ERROR_INVALID_PARAMETER, 0 },
        { L"a-name-of-16-chr", TRUE, ERROR_INVALID_PARAMETER, 0 },
    };
    NET_API_STATUS status;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(calls); i++)
    {
        serve( TRUE );
        fake.entries = 3;
        fake.one_transport = TRUE;
        begin();
        status = calls[i].add
            ? NetServerComputerNameAdd( (WCHAR *)L"a", NULL, (WCHAR *)calls[i].name )
            : NetServerComputerNameDel( (WCHAR *)L"a", (WCHAR *)calls[i].name );
        ok( status == calls[i].expected && fake.deletions == calls[i].changes,
            "name %u: status %u, %u changes\n", i, status, fake.deletions );
        end( "computer names" );
    }
}

/* A server whose two lists have nothing in common does not keep netapi32 busy. */
static void test_no_common_share(void)
{
    struct answer a = { .function = functions, .level = 502, .samba = TRUE };
    struct outcome o = { 0 };

    serve_answer( &a, 1000 );
    fake.missing = MAXDWORD;
    begin();
    comparisons = 0;
    call_function( a.function, L"a", a.level, MAX_PREFERRED_LENGTH, &o );
    ok( !o.status && o.entries == 1000, "status %u, %u entries\n", o.status, o.entries );
    ok( comparisons < 200000, "%u comparisons\n", comparisons );
    release( &o );
    end( "no common share" );
}

static void test_disks_without_end(void)
{
    struct answer a = { .function = NULL };

    for (a.function = functions; a.function->structure != DISK; a.function++) ;
    serve( TRUE );
    fake.entries = 3;
    fake.no_end = TRUE;
    begin();
    call_well( &a, 3 );
    end( "disks without end" );
}

/* Changes of the server's descriptor, each of which leads a program that follows it astray */

static struct { DWORD offset; BYTE value; } change;

static void change_descriptor( const struct layout *layout, struct info_container *list )
{
    ((SHARE_INFO_502_I *)list->entries)->shi502_security_descriptor[change.offset] = change.value;
}

static void test_descriptors(void)
{
    static const struct { DWORD offset; BYTE value; } changes[] =
    {
        { 0, 0 }, { 0, 2 }, { 3, 0 },                               /* revision, form */
        { 4, 60 }, { 4, 56 }, { 4, 61 }, { 4, 21 }, { 7, 0xff },    /* owner */
        { 8, 1 }, { 8, 57 }, { 11, 0x80 },                          /* group */
        { 12, 56 }, { 12, 20 }, { 15, 0xff }, { 16, 56 }, { 16, 33 }, { 19, 0x7f }, /* ACLs */
        { 20, 0 }, { 20, 2 }, { 21, 9 }, { 21, 255 }, { 21, 16 },   /* the SID */
        { 32, 0 }, { 32, 9 }, { 34, 0 }, { 34, 7 }, { 34, 8 }, { 34, 29 }, { 35, 1 },
        { 36, 2 }, { 37, 0xff },                                    /* number of entries */
        { 42, 0 }, { 42, 3 }, { 42, 4 }, { 42, 19 }, { 42, 24 }, { 43, 0xff },  /* an entry */
        { 48, 2 }, { 49, 2 }, { 49, 255 },                          /* its SID */
    };
    struct answer a = { .function = functions, .level = 502 };
    struct outcome o = { 0 };
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(changes); i++)
    {
        serve_answer( &a, 1 );
        begin();
        change.offset = changes[i].offset;
        change.value = changes[i].value;
        fake.lie = change_descriptor;
        call( &a, MAX_PREFERRED_LENGTH, &o );
        ok( o.status == RPC_X_BAD_STUB_DATA, "byte %u is %u: status %u\n", change.offset,
            change.value, o.status );
        release( &o );
        fake.lie = NULL;
        call_well( &a, 1 );
        end( "descriptors" );
    }
}

static void test_text_without_end(void)
{
    const struct function *function;

    for (function = functions; function->name; function++)
    {
        struct answer a = { .function = function };
        struct outcome o = { 0 };

        if (function->form != PATH_CANONICAL && function->form != NAME_CANONICAL) continue;
        serve( TRUE );
        begin();
        fake.no_end = TRUE;
        ok( call( &a, 0, &o ) == RPC_X_BAD_STUB_DATA, "%s: status %u\n", function->name,
            o.status );
        end( function->name );
    }
}

/* The entries come in pieces, each once and in its order. */
static void try_pieces( struct answer *a, DWORD prefmaxlen )
{
    struct outcome o = { 0 };
    DWORD calls = 0;

    a->first = 0;
    do
    {
        call( a, prefmaxlen, &o );
        a->first += o.entries;
        release( &o );
    } while (o.status == ERROR_MORE_DATA && calls++ <= fake.entries);
    if (o.status != NERR_BufTooSmall)
        ok( !o.status && a->first == fake.entries && !o.resume,
            "%s, level %u, %u bytes: status %u after %u of %u entries\n", a->function->name,
            a->level, prefmaxlen, o.status, a->first, fake.entries );
    else ok( prefmaxlen < 400, "%u bytes are too few\n", prefmaxlen );
    a->first = 0;
}

/* Changes a random field of a random entry, with a value that it can't have. */
static void lie_in_field( const struct layout *layout, struct info_container *list )
{
    static const DWORD numbers[] = { 0, 1, 19, 59, 61, 0x10000, 0x7fffffff, MAXDWORD };
    DWORD skip = pick( 16 );
    struct field field = { NULL };
    BYTE *member, *target;

    while (next_field( layout, &field ) && skip--) ;
    member = list->entries + pick( list->count ) * layout_size( layout ) + field.offset;
    if (field.type == 'd' || field.type == 'n') *(DWORD *)member = PICK( numbers );
    if ((field.type != 's' && field.type != 'b') || !(target = *(BYTE **)member)) return;
    switch (pick( 4 ))
    {
    case 0: *(BYTE **)member = NULL; break;
    case 1: *(BYTE **)member = target + 2; break;
    case 2: *(BYTE **)member = memset( MIDL_user_allocate( 1 ), 1, 1 ); break;
    case 3:
        if (field.type == 's') ((WCHAR *)target)[wcslen( (WCHAR *)target )] = 'x';
        else target[pick( layout->structure == SHARE ? 60 : 16 )] = pick( 256 );
        break;
    }
}

static void lie_at_random( const struct layout *layout, struct info_container *list )
{
    unsigned int i, lies = 1 + pick( 3 );

    for (i = 0; i < lies; i++)
    {
        switch (list->entries && list->count && list->count < 100 ? pick( 10 ) : 10)
        {
        case 0: list->count += 1 + pick( 3 ); return;
        case 1: list->count = pick( 2 ) ? MAXDWORD : MAXDWORD / 8; return;
        case 2: list->count--; break;
        case 3: list->entries = pick( 2 ) ? NULL : list->entries + 8; return;
        case 10: return;
        default: lie_in_field( layout, list ); return;  /* a second one would follow the first */
        }
    }
}

static const struct function *pick_function(void)
{
    const struct function *function;
    unsigned int count;

    for (count = 0; functions[count].name; count++) ;
    do function = &functions[pick( count )];
    while (!function_address( function->name ) || !gives_buffer( function ));
    return function;
}

/* What the server says wrongly is refused, or told in a form that a program can go on with. */
static void test_random_answers( unsigned int rounds )
{
    unsigned int round;

    for (round = 0; round < rounds; round++)
    {
        struct answer a = { NULL };
        struct outcome o = { 0 };
        const char *position = NULL;
        unsigned int skip;

        seed_random( round );
        a.function = pick_function();
        for (skip = pick( 8 ); next_level( a.function, &position, &a.level ) && skip; skip--) ;
        a.samba = a.function->structure == SHARE && pick( 2 );
        serve_answer( &a, pick( 12 ) );
        if (round % 8 == 0) begin();
        if (pick( 3 ) && a.function->structure != DISK) fake.chunk = pick( 5 );
        if (pick( 2 )) fake.lie = lie_at_random;
        if (is_enum( a.function ) && !fake.lie)
            try_pieces( &a, pick( 3 ) ? pick( 1000 ) : MAX_PREFERRED_LENGTH );
        else
        {
            call( &a, MAX_PREFERRED_LENGTH, &o );
            ok( !o.status || fake.lie, "%s: status %u\n", a.function->name, o.status );
            release( &o );
        }
        if (round % 8 == 7) end( "random answers" );
    }
    if (round % 8) end( "random answers" );
}

void test_answers( unsigned int rounds )
{
    host_printf( "# %u allocations failed in turn\n", for_each_answer( fail_allocations ) );
    for_each_answer( refuse );
    for_each_answer( refuse_level );
    test_other_shares( 0 );
    test_other_shares( 1 );
    test_other_shares( 2 );
    test_computer_names();
    test_text_without_end();
    test_disks_without_end();
    test_no_common_share();
    test_descriptors();
    test_random_answers( rounds );
}
