/*
 * Shared definitions of the conformance suite
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


#ifndef __NETAPI32_TEST_H
#define __NETAPI32_TEST_H

#ifndef UNICODE
#define UNICODE
#endif

#include <windows.h>
#include <lm.h>

#include "srvsvc.h"  /* the structures, which Wine's lmshare.h lacks */

#include "wine/test.h"

struct text
{
    char  *str;
    SIZE_T len, size;
};

/* The condition of todo_wine */
static inline BOOL on_wine(void)
{
    return !strcmp( winetest_platform, "wine" );
}

/* options.c: the arguments after the unit's name */

struct options
{
    const WCHAR *server;        /* --server: the server to ask, NULL for the local computer */
    const WCHAR *client;        /* --client: with leading backslashes, and */
    const WCHAR *user;          /* --user: a session that the server has */
    const WCHAR *delete_client; /* --delete-client and */
    const WCHAR *delete_user;   /* --delete-user: a session that may be ended */
    const WCHAR *delete_other;  /* --delete-other: all of this user and that client may be ended */
    const WCHAR *other;         /* --other: a host that does not answer */
    const WCHAR *binding;       /* --binding: string binding of the server's srvsvc interface */
    const WCHAR *target;        /* --target: the record's name for the server */
    const WCHAR *record;        /* --record: file that takes the observations */
    const WCHAR *opens;         /* --opens: the number of files that the session has open */
    const WCHAR *flags;         /* --flags: its user_flags */
    const WCHAR *age;           /* --age: its time in seconds, some minutes ago at most */
    const WCHAR *returned;      /* --returned: an event, see child.c */
    const WCHAR *child;         /* --child: call to make in this process, see child.c */
};

extern struct options options;

extern void get_options(void);
extern void add_options( struct text *line );

/* text.c: JSON and other text */

extern void add_text( struct text *text, const char *format, ... ) __WINE_PRINTF_ATTR( 2, 3 );
extern void append_text( struct text *text, const struct text *other );
extern void add_json_string( struct text *text, const char *str );
extern void add_json_wstring( struct text *text, const WCHAR *str );

extern void add_argument( struct text *text, const char *str );
extern const WCHAR *concat( const WCHAR *a, const WCHAR *b );
extern WCHAR *replace( const WCHAR *str, const WCHAR *name, const WCHAR *by );
extern WCHAR *repeat( WCHAR c, SIZE_T count );
extern const WCHAR *upper( const WCHAR *name );
extern const WCHAR *lower( const WCHAR *name );
extern const WCHAR *skip_backslashes( const WCHAR *name );

/* record.c: the file that --record names */

extern void begin_record(void);
extern void write_record( struct text *line );

/* platform.c */

extern void add_platform( struct text *text );

/*
 * observe.c: the results of one call
 *
 * The values that the test passes between observe() and observed() are compared with documented.h's
 * rows for the case, and recorded. The names of cases are the same everywhere: {server}, {client}
 * and {user} stand for the names of a machine.
 */

extern void begin_unit( const char *name );
extern void begin_variant( const char *prefix );
extern const char *variant_name( const char *case_name );
extern void end_unit(void);
extern const char *case_name( const char *format, ... ) __WINE_PRINTF_ATTR( 1, 2 );
extern void observe( const char *call, const char *case_name );
extern void observe_name_arg( const char *name, const WCHAR *value );
extern void observe_number_arg( const char *name, DWORD value );
extern void observe_status( DWORD status );
extern void observe_no_status( const char *what );
extern void observe_out( const char *name, const char *format, ... ) __WINE_PRINTF_ATTR( 2, 3 );
extern void observe_field( const char *name, const char *norm );
extern void observe_wide_field( const char *name, const char *norm, const WCHAR *raw );
extern void observe_number_field( const char *name, const char *norm, DWORD raw );
extern void observed(void);
extern void omit_case( const char *case_name, const char *reason );
extern void skip_case( const char *case_name, const char *reason );

/* process.c: starts this program once more */

#define NO_ANSWER 0xe0000001    /* an exit code that no call returns */

extern void begin_command( struct text *line, const char *unit );
extern void add_option( struct text *line, const char *option, const WCHAR *value );
extern DWORD run_command( struct text *line, BOOL inherit, DWORD timeout );

/* child.c: makes calls that may end the process in a process of their own */

extern void observe_in_child( const char *call, const char *name );
extern void observe_zeros( const char *function );
extern BOOL is_implemented( const char *function );

/* guard.c: calls of RPC; the result is the exception, 0 without one */

extern DWORD CDECL guarded_call( void (CDECL *proc)( void *arg ), void *arg );

/* netapibuf.c */

extern void observe_free( BYTE *buffer, const char *name );

/* sessions.c: the session functions, with their results observed */

struct session_names
{
    const WCHAR *server;
    const WCHAR *client;
    const WCHAR *user;
};

struct enum_args
{
    DWORD level, prefmaxlen, resume;
};

struct enum_result
{
    NET_API_STATUS status;
    DWORD          entries, total, resume;
};

#define UNTOUCHED      ((BYTE *)(ULONG_PTR)0xdeadbeef)
#define UNTOUCHED_LONG 0xdeadbeef
#define NOWHERE        L"\\\\no-client-of-this-name"
#define NOBODY         L"nobody-of-this-name"
#define NO_RESUME      MAXDWORD    /* the function gets no handle */

extern struct session_names known;   /* an existing session, after find_session() */
extern const char *without_session; /* the prefix of a case's name if there is no session */

extern const DWORD session_levels[5];

extern BOOL find_session(void);
extern NET_API_STATUS observe_get_info( const struct session_names *names, DWORD level,
                                        const char *name );
extern struct enum_result observe_enum( const struct session_names *names, DWORD level,
                                        DWORD prefmaxlen, DWORD resume, const char *name );
extern void begin_names( const char *function, const struct session_names *names,
                         const char *name );
extern void begin_enum( const char *function, const struct session_names *names,
                        const struct enum_args *args, const char *name );
extern void observe_enum_result( const struct enum_args *args, const struct enum_result *result,
                                 const BYTE *buffer );
extern NET_API_STATUS observe_del( const struct session_names *names, const char *name );
extern const char *pointer_state( const void *ptr );
extern BOOL is_this_computer( const WCHAR *cname );
extern BOOL is_session_level( DWORD level );
extern DWORD entry_size( DWORD level );
extern const WCHAR *entry_string( DWORD level, const BYTE *entry, const char *name );
extern BOOL is_known_entry( DWORD level, const BYTE *entry );
extern const char *different_field( DWORD level, const BYTE *entry, DWORD other_level,
                                    const BYTE *other );

/*
 * services.c: the functions of shares, files and so on. Their arguments are numbers or pointers,
 * and are passed as ULONG_PTR.
 */

#define MAX_SERVICE_ARGS 9

enum service_kind
{
    SERVICE_NUMBER,     /* of the machine or the moment */
    SERVICE_SECONDS,    /* a time that goes on */
    SERVICE_HEX,
    SERVICE_TEXT,
    SERVICE_EXACT       /* text that is the same everywhere */
};

struct service_field
{
    const char       *name;
    enum service_kind kind;
    DWORD             offset;
};

struct service_level
{
    DWORD                level, size;
    struct service_field fields[16];    /* those of which there is something to say */
};

#define SERVICE_FIELD( type, prefix, name, kind ) \
    { #name, SERVICE_##kind, FIELD_OFFSET( type, prefix##name ) }

/* A function that lists something; names come before the level in its arguments. */
struct service_list
{
    const char                 *function, *name;
    const struct service_level *levels;
    DWORD                       level_count;
    const WCHAR                *names[2];
    unsigned int                name_count;
    const WCHAR                *wanted;     /* first string of an entry that is everywhere */
    BOOL                        whole;      /* it never comes in parts */
    BOOL                        invented;   /* Samba makes up other entries in each answer */
};

extern NET_API_STATUS call_service( const char *function, const ULONG_PTR *args, unsigned int count,
                                    const char **what );
extern BOOL begin_service( const char *function, const char *name, const ULONG_PTR *args,
                           unsigned int count, NET_API_STATUS *status );
extern void observe_service( const char *function, const ULONG_PTR *args, unsigned int count,
                             const char *name );
extern void observe_service_get( const char *function, const ULONG_PTR *names, unsigned int count,
                                 const struct service_level *level, const char *name );
extern void observe_service_list( const struct service_list *list );
extern void observe_service_levels( const char *function, const ULONG_PTR *names,
                                    unsigned int count, const struct service_level *levels,
                                    unsigned int level_count );
extern void observe_one_by_one( const struct service_list *list, const char *function,
                                DWORD level_count );

#define SERVICE( function, name, ... ) \
    do { \
        const ULONG_PTR args_[] = { (ULONG_PTR)known.server, __VA_ARGS__ }; \
        observe_service( function, args_, ARRAYSIZE(args_), name ); \
    } while (0)

#endif /* __NETAPI32_TEST_H */
