/*
 * net, internal definitions
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

#ifndef __NET_H
#define __NET_H

#include <windows.h>
#include <lm.h>

#include "../common/output.h"
#include "../common/status.h"

/* As far as Windows' own are known */
enum exit_status
{
    EXIT_DONE,
    EXIT_USAGE,     /* the command is not right */
    EXIT_ERROR      /* something failed, or was not confirmed */
};

enum option
{
    OPTION_SERVER,
    OPTION_YES,
    OPTION_NO,
    OPTION_HELP,
    OPTION_DELETE,
    OPTION_LIST,
    OPTION_CLOSE,
    OPTION_USERS,
    OPTION_UNLIMITED,
    OPTION_REMARK,
    OPTION_GRANT,
    OPTION_CACHE,
    OPTION_ALL,
    OPTION_SET,
    OPTION_SRVCOMMENT,
    OPTION_AUTODISCONNECT,
    OPTION_HIDDEN,
    OPTION_COUNT
};

struct arguments
{
    WCHAR *values[OPTION_COUNT];    /* NULL if the option is not there, "" if it has no value */
    WCHAR *server;                  /* NULL is this computer */
    WCHAR *name;                    /* what the command is about, if it is there */
    WCHAR **grants;                 /* the values of all /grant */
    DWORD  grant_count;
};

struct verb
{
    const WCHAR *name;
    const WCHAR *aliases[2];
    DWORD        options;           /* as bits */
    BOOL         has_client;        /* \\NAME is a client, not the server */
    const WCHAR *syntax;
    enum exit_status (*run)( struct arguments *args );
};

#define BIT(option) (1u << (option))

/* What a server does not show is NULL, or UNKNOWN. */
#define UNKNOWN (~0u)

/* arguments.c */
extern BOOL parse_arguments( const struct verb *verb, int argc, WCHAR **argv,
                             struct arguments *args );
extern BOOL parse_number( const WCHAR *str, LONG min, LONG max, LONG *number );
extern enum exit_status refuse( const WCHAR *format, ... );

/* message.c */
extern const WCHAR *get_message( NET_API_STATUS status );
extern enum exit_status fail( const WCHAR *server, NET_API_STATUS status );
extern enum exit_status completed(void);
extern enum exit_status empty_list(void);
extern BOOL confirm( const struct arguments *args, BOOL is_default );

/* format.c: text in the forms of Windows in English; to be freed */
extern WCHAR *format( const WCHAR *format, ... );
extern WCHAR *format_number( DWORD number );
extern WCHAR *format_duration( DWORD seconds );
extern WCHAR *format_date( LONGLONG seconds );
extern WCHAR *format_string( const WCHAR *str );
extern void show_field( const WCHAR *label, int width, WCHAR *text );
extern const WCHAR *skip_backslashes( const WCHAR *name );
extern WCHAR *unc_name( const WCHAR *name );

/* table.c */
#define MAX_COLUMNS 5

struct column
{
    const WCHAR *title;
    unsigned int width;     /* at least */
    BOOL         is_number;
};

struct table
{
    const struct column *columns;
    unsigned int         column_count;
    unsigned int         gap;       /* between columns */
    WCHAR              **cells;
    unsigned int         cell_count;
};

extern struct table make_table( const struct column *columns, unsigned int column_count,
                                unsigned int gap );
extern void add_cell( struct table *table, WCHAR *text );
extern void show_table( struct table *table );
extern void show_line(void);

/* list.c: all that a function of the form of NetShareEnum has */
struct list
{
    BYTE **buffers;
    DWORD *counts;
    DWORD  buffer_count;
    DWORD  count;
};

typedef NET_API_STATUS (*enum_function)( WCHAR *server, WCHAR *qualifier, DWORD level,
                                         BYTE **buffer, DWORD *count, DWORD *total,
                                         DWORD_PTR *resume );

extern NET_API_STATUS read_list( enum_function function, WCHAR *server, WCHAR *qualifier,
                                 DWORD level, struct list *list );
extern BOOL is_reached( WCHAR *server );
extern void *list_entry( const struct list *list, DWORD index, size_t size );
extern void free_list( struct list *list );
extern NET_API_STATUS enum_connections( WCHAR *server, WCHAR *qualifier, DWORD level,
                                        BYTE **buffer, DWORD *count, DWORD *total,
                                        DWORD_PTR *resume );
extern NET_API_STATUS enum_files( WCHAR *server, WCHAR *qualifier, DWORD level, BYTE **buffer,
                                  DWORD *count, DWORD *total, DWORD_PTR *resume );
extern NET_API_STATUS enum_sessions( WCHAR *server, WCHAR *qualifier, DWORD level, BYTE **buffer,
                                     DWORD *count, DWORD *total, DWORD_PTR *resume );
extern NET_API_STATUS enum_shares( WCHAR *server, WCHAR *qualifier, DWORD level, BYTE **buffer,
                                   DWORD *count, DWORD *total, DWORD_PTR *resume );
extern NET_API_STATUS enum_transports( WCHAR *server, WCHAR *qualifier, DWORD level,
                                       BYTE **buffer, DWORD *count, DWORD *total,
                                       DWORD_PTR *resume );

/* sessions.c */
struct session
{
    const WCHAR *client;    /* without leading backslashes */
    const WCHAR *user;
    const WCHAR *type;
    DWORD        opens;
    DWORD        time;
    DWORD        idle;
    DWORD        flags;
};

struct sessions
{
    struct session *entries;
    DWORD           count;
    DWORD           level;
    struct list     list;   /* which the strings are in */
};

extern NET_API_STATUS read_sessions( WCHAR *server, WCHAR *client, struct sessions *sessions );
extern void free_sessions( struct sessions *sessions );

/* delete.c */
extern enum exit_status end_sessions( struct arguments *args );

/* permissions.c */
extern NET_API_STATUS make_security( const struct arguments *args,
                                     SECURITY_DESCRIPTOR **security );
extern void show_permissions( const WCHAR *label, int width, SECURITY_DESCRIPTOR *security );

/* share_change.c */
extern enum exit_status add_share( struct arguments *args, WCHAR *name, WCHAR *path );
extern enum exit_status set_share( struct arguments *args );
extern enum exit_status delete_share( struct arguments *args );

/* Each of the other files is a verb of its name. */
extern enum exit_status config( struct arguments *args );
extern enum exit_status file( struct arguments *args );
extern enum exit_status session( struct arguments *args );
extern enum exit_status share( struct arguments *args );
extern enum exit_status statistics( struct arguments *args );
extern enum exit_status show_time( struct arguments *args );
extern enum exit_status view( struct arguments *args );

/* wine.c */
extern int run_wine( const WCHAR *verb );

#endif
