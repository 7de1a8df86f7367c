/*
 * Calls of a machine, and the information that they bring
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

#ifndef __CLIENT_H
#define __CLIENT_H

#include "machines.h"
#include "lmapibuf.h"
#include "lmshare.h"
#include "lmserver.h"
#include "lmstats.h"
#include "lmwksta.h"
#include "srvsvc.h"
#include "wkssvc.h"

/* error.c: the error that a caller gets for a failure */

extern DWORD map_fault( DWORD status );
extern NET_API_STATUS map_exception( DWORD code );
extern NET_API_STATUS map_connect_status( DWORD status );

/* memory.c: the stub's allocations in a call */

struct memory_chunk;

struct memory
{
    struct memory_chunk *first, *last;
    SIZE_T               size;      /* of all allocations for an answer, in bytes */
};

/* The place where a search goes on */
struct memory_cursor
{
    struct memory_chunk *chunk;
    SIZE_T               offset;    /* in units */
    DWORD                index;
};

extern void *memory_alloc( struct memory *memory, SIZE_T size );
extern void memory_free( struct memory *memory );
extern SIZE_T memory_size( const struct memory *memory, const void *ptr,
                           struct memory_cursor *cursor );

/* call.c: a thread's call */

enum again
{
    AGAIN_BROKEN,       /* the connection had ended */
    AGAIN_ABORTED,      /* smbpipe ended as soon as it was started */
    AGAIN_BUSY,         /* the server of the prefix was not ready for one more client */
    AGAIN_OMITTED,      /* the server may have left something out */
    AGAIN_MORE,         /* there is more on the server */
    AGAIN_COUNT
};

struct call
{
    struct machine *machine;
    struct memory   memory;
    unsigned int    endpoint;
    void           *buffer;         /* for smbpipe: the request, then the answer */
    RPC_MESSAGE     message;        /* for RPC: the same, unless Handle is NULL */
    DWORD           fault;          /* smbpipe's status, which stub.c doesn't raise */
    DWORD           tags;           /* count of levels that begin the answer, see stub.c */
    DWORD           level;          /* the level that each of them must be */
    BOOL            lists;          /* whether the answer is a list, see stub.c */
    BOOL          (*check)( const DWORD *data, DWORD count );   /* of the answer, can be NULL */
    ULONGLONG       begin;          /* in milliseconds */
    ULONGLONG       first[AGAIN_COUNT];
    unsigned int    again[AGAIN_COUNT];
};

/* Calls the stub, whose handle is the server. */
typedef NET_API_STATUS (*call_proc)( WCHAR *server, void *params );

extern BOOL calls_init(void);
extern void calls_cleanup(void);
extern NET_API_STATUS open_call( const WCHAR *servername, struct call *call );
extern NET_API_STATUS make_call( struct call *call, call_proc proc, void *params, BOOL harmless );
extern NET_API_STATUS single_call( const WCHAR *servername, call_proc proc, void *params,
                                   BOOL harmless );

/* A change that a function asks a server for: info is the program's structure */
struct change
{
    NET_API_STATUS (*send)( WCHAR *server, struct change *change );
    DWORD            level;
    void            *info;
    WCHAR           *name;
    DWORD            parm_err;
};

extern NET_API_STATUS send_change( const WCHAR *servername, struct change *change,
                                   DWORD *parm_err );
extern BOOL call_again( struct call *call, enum again why );
extern void forget_answers( struct call *call );
extern struct call *current_call(void);
extern void free_call_buffer( struct call *call );
extern void close_call( struct call *call );
extern NET_API_STATUS connect_as( const WCHAR *host, struct credentials *user,
                                  struct machine **ret );

/* guard.c: calls in which RPC may raise an exception */

typedef void (CALLBACK *guarded_proc)( void *arg );

extern DWORD caught_status( DWORD code );
extern DWORD CDECL guarded_call( guarded_proc proc, void *arg );
extern DWORD limited_call( guarded_proc proc, void *arg, DWORD seconds );

/* info.c: information levels */

#define MAX_FIELDS    12
#define MAX_QUALIFIER 1024  /* characters of a name, with the terminator */

/* The layout of a level. filter_level and fallback are its own number if it needs no other. */
struct info_level
{
    DWORD level;
    DWORD filter_level;         /* the level with the fields that a filter needs */
    DWORD fallback;             /* the level to ask for if a server refuses this one */
    WORD  calls;                /* that have it: LEVEL_ENUM and so on */
    WORD  size;                 /* of an entry */
    WORD  fields[MAX_FIELDS];   /* offset in an entry plus one, 0 if the level lacks the field */
};

enum { LEVEL_ENUM = 1, LEVEL_GET = 2, LEVEL_BOTH = 3, LEVEL_SET = 4, LEVEL_ADD = 8 };

#define FIELD( type, member ) (offsetof( type, member ) + 1)

enum { CLASS_SESSION, CLASS_FILE, CLASS_CONNECTION, CLASS_SHARE, CLASS_STICKY, CLASS_SERVER,
       CLASS_DISK, CLASS_TRANSPORT, CLASS_ALIAS, CLASS_STATISTICS, CLASS_CLOCK, CLASS_WKSTA,
       CLASS_USER };    /* at most MAX_CLASSES */

struct info_request;
struct info_list;

/*
 * A kind of information, such as sessions. The first of its fields are strings. One of them can be
 * a block of bytes, whose size is in another field.
 */
struct info_class
{
    unsigned int             index;         /* CLASS_SESSION and so on */
    const struct info_level *levels;
    unsigned int             level_count, strings, fields;
    unsigned int             block, block_size;     /* fields, both 0 for none */
    const WCHAR             *absent;        /* the string if only the wanted level has one */
    BOOL                     untagged;      /* the answer names no level */
    BOOL                     counts_on;     /* the resume handle is the number of an entry */
    BOOL                     may_omit;      /* see ask_for_omitted() */
    call_proc                enumerate;     /* params is a struct info_request */
    call_proc                get;           /* NULL if servers have no such call */
    NET_API_STATUS         (*check)( const struct info_request *request );  /* can be NULL */
    BOOL                   (*check_list)( const DWORD *data, DWORD count ); /* as it came */
    BOOL                   (*check_block)( const BYTE *block, DWORD size );
    NET_API_STATUS         (*mend)( struct call *call, const struct info_request *request,
                                    struct info_list *list );               /* can be NULL */
    BOOL                   (*match)( const struct info_list *list, DWORD i,
                                     struct info_request *request );        /* can be NULL */
    NET_API_STATUS         (*not_found)( const struct info_request *request );
};

/* All levels have the same container, in the same structure. */
struct info_container
{
    DWORD count;
    BYTE *entries;
};

/* A function's parameters, the request to the server, and its answer. Names can be NULL. */
struct info_request
{
    const struct info_class *class;
    const WCHAR             *names[2];
    BOOL                     filtered;      /* a name needs filter_level */
    BOOL                     one;           /* the caller wants one entry, a file by its id */
    DWORD                    id;
    DWORD                    prefmaxlen;
    BOOL                     exact;         /* prefmaxlen counts bytes of the result */

    const struct info_level *wanted, *asked;
    call_proc                proc;
    DWORD                    start;         /* the resume handle */
    struct { DWORD level; struct info_container *container; } info;
    struct info_container    container;
    DWORD                    total;         /* the server's number of entries */
    DWORD                    resume;
    DWORD                    skip;          /* entries that an earlier call returned */
    DWORD                    matched;       /* entries of the answer that match */
    BOOL                     name_found;    /* some entry has the first name */
};

/* The entries of an answer, or the rest that match */
struct info_list
{
    const struct info_class *class;
    const struct info_level *level;
    BYTE                    *entries;
    DWORD                    count;
};

extern const struct info_level *find_level( const struct info_class *class, DWORD level );
extern BOOL level_has( const struct info_level *level, unsigned int field );
extern const WCHAR *entry_string( const struct info_list *list, DWORD i, unsigned int field );
extern DWORD *entry_number( const struct info_list *list, DWORD i, unsigned int field );
extern NET_API_STATUS request_level( struct call *call, const struct info_level *level,
                                     struct info_request *request, struct info_list *list );
extern NET_API_STATUS check_names( const WCHAR *const names[2] );
extern BOOL has_level( const struct info_class *class, DWORD level, WORD calls );
extern NET_API_STATUS pack_entries( const struct info_list *list, const struct info_level *level,
                                    BYTE **buffer );
extern NET_API_STATUS give_entries( struct info_request *request, struct info_list *list,
                                    BYTE **buffer, DWORD *entries, DWORD *total, DWORD *resume );
extern NET_API_STATUS find_entry( struct call *call, struct info_request *request,
                                  struct info_list *list );
extern NET_API_STATUS find_entries( struct call *call, struct info_request *request,
                                    struct info_list *list );
extern NET_API_STATUS enum_info( const WCHAR *servername, struct info_request *request, DWORD level,
                                 BYTE **buffer, DWORD *entries, DWORD *total, DWORD *resume );
extern NET_API_STATUS get_info( const WCHAR *servername, struct info_request *request, DWORD level,
                                BYTE **buffer );

/* quirks.c: how servers were seen to behave */

extern BOOL ask_for_omitted( struct call *call );
extern NET_API_STATUS mend_times( struct info_list *list, unsigned int field );
extern NET_API_STATUS mend_uses( struct call *call, const struct info_request *request,
                                 struct info_list *list, const unsigned int fields[3] );
extern NET_API_STATUS share_error( NET_API_STATUS err );
extern BOOL is_same_user( const WCHAR *username, const WCHAR *user );
extern const WCHAR *file_user_to_send( const struct info_request *request );
extern DWORD mend_fault( const struct call *call, WORD opnum, DWORD fault );
extern NET_API_STATUS close_file( struct call *call, struct info_request *request,
                                  call_proc close );

#endif /* __CLIENT_H */
