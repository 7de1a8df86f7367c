/*
 * netapi32 internal definitions
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

#ifndef __NETAPI32_PRIVATE_H
#define __NETAPI32_PRIVATE_H

#include <stdarg.h>
#include <stddef.h>

#define WIN32_NO_STATUS
#include "windef.h"
#include "winbase.h"
#include "winternl.h"
#include "rpc.h"
#undef WIN32_NO_STATUS
#include "ntstatus.h"
#include "lmcons.h"
#include "lmerr.h"
#include "lmapibuf.h"

#include "srvsvc.h"
#include "smbpipe.h"

#define MAX_HOST 255    /* characters of a server's name */

/* util.c */
extern const WCHAR *get_computer_name(void);
extern BOOL names_equal( const WCHAR *a, const WCHAR *b );
extern BOOL get_option( const WCHAR *name, WCHAR *value, DWORD count );
extern DWORD get_seconds_option( const WCHAR *name, DWORD standard );
extern void *heap_alloc( SIZE_T size );
extern void heap_free( void *ptr );

/* rpc.c: calls through the generated stubs */

/* The methods of a stub */
struct srvsvc_methods
{
    NET_API_STATUS (CDECL *session_enum)( WCHAR *server, WCHAR *client, WCHAR *user,
                                          SESSION_ENUM_STRUCT *info, DWORD prefmaxlen, DWORD *total,
                                          DWORD *resume );
    NET_API_STATUS (CDECL *session_del)( WCHAR *server, WCHAR *client, WCHAR *user );
};

extern const struct srvsvc_methods rpc_methods;

/* A call in the making. The parameters of a method are in a structure that begins with this one. */
struct srvsvc_call
{
    const struct srvsvc_methods *methods;   /* these and server are set by server_call() */
    WCHAR                       *server;    /* what the stub's handle parameter takes */
    NET_API_STATUS               ret;       /* what the server answered */
    BOOL                         harmless;  /* it can be made twice */
};

typedef void (CALLBACK *srvsvc_proc)( struct srvsvc_call *call );

/* What the stub allocated during a call, and a place in it */
struct rpc_chunk;

struct rpc_memory
{
    struct rpc_chunk *first, *last;
    void             *buffer;   /* what is sent or has been received */
    SIZE_T            size;     /* what was asked for beside it, in bytes */
};

struct rpc_cursor
{
    struct rpc_chunk *chunk;
    SIZE_T            offset;   /* in units */
    DWORD             index;
};

extern BOOL rpc_init(void);
extern void rpc_cleanup(void);
extern void rpc_memory_begin( struct rpc_memory *memory );
extern void rpc_memory_end( struct rpc_memory *memory );
extern void rpc_memory_reset(void);
extern void rpc_set_buffer( void *buffer );
extern SIZE_T rpc_memory_size( const void *ptr, struct rpc_cursor *cursor );
extern NET_API_STATUS map_status( DWORD status );
extern NET_API_STATUS map_exception( DWORD code );
extern NET_API_STATUS map_connect_status( DWORD status );

/* guard.c: calls that RPC may raise an exception in */

extern DWORD CDECL guarded_call( srvsvc_proc proc, struct srvsvc_call *call );
extern DWORD limited_call( srvsvc_proc proc, struct srvsvc_call *call, DWORD seconds );

/* binding.c: where is the server? */

struct server;
struct session_level;
struct credentials;
struct smbpipe;

extern NET_API_STATUS parse_server_name( const WCHAR *name, WCHAR *host );
extern NET_API_STATUS server_connect( const WCHAR *host, struct credentials *user,
                                      struct server **ret );
extern void server_replace( struct server *server );
extern void server_forget( const WCHAR *host );
extern BOOL server_is_connected( const WCHAR *host );
extern NET_API_STATUS server_open( const WCHAR *name, struct server **server );
extern void server_close( struct server *server );
extern NET_API_STATUS server_call( struct server **server, srvsvc_proc proc,
                                   struct srvsvc_call *call );
extern void server_drop( struct server *server );
extern BOOL server_has_fallback( const struct server *server );
extern BOOL server_may_omit_sessions( const struct server *server );
extern BOOL server_refuses_level( const struct server *server, const struct session_level *level );
extern void server_set_refused_level( struct server *server, const struct session_level *level );
extern RPC_BINDING_HANDLE server_get_binding( const WCHAR *handle );
extern struct smbpipe *server_get_smbpipe( const WCHAR *handle );
extern void servers_cleanup(void);

/* credentials.c: who is the user for a server? */

struct credentials
{
    BOOL      given;            /* else smbpipe finds them */
    ULONGLONG id;               /* of the password, which has another one when it was changed */
    DWORD     password_len;     /* in characters */
    WCHAR     user[514];        /* CRED_MAX_USERNAME_LENGTH and the terminator */
    WCHAR     domain[257];
    WCHAR     password[SMBPIPE_MAX_PASSWORD / sizeof(WCHAR)];
};

struct refusal;

extern BOOL set_user_name( struct credentials *credentials, const WCHAR *domain,
                           const WCHAR *user );
extern BOOL set_password( struct credentials *credentials, const WCHAR *password );
extern BOOL same_name( const struct credentials *a, const struct credentials *b );
extern NTSTATUS find_credentials( const WCHAR *host, struct credentials *credentials );
extern NTSTATUS find_stored_password( const WCHAR *host, struct credentials *credentials );
extern NTSTATUS get_refusal( const WCHAR *host, struct credentials *credentials,
                             struct refusal **note );
extern void note_status( struct refusal *note, const struct credentials *credentials,
                         NTSTATUS status );
extern void forget_refusal( const WCHAR *host, const struct credentials *credentials );
extern void credentials_cleanup(void);

/* use.c: connections that the program made itself */

extern BOOL find_use_credentials( const WCHAR *host, struct credentials *credentials );
extern void uses_cleanup(void);

/* smbpipe.c: named pipes of other machines, for Wine */

extern BOOL is_wine(void);
extern NTSTATUS smbpipe_open( const WCHAR *host, const WCHAR *pipe, struct credentials *user,
                              struct smbpipe **ret );
extern void smbpipe_cleanup(void);

/* fifos.c: calls by the FIFOs of smbpipe */

extern BOOL get_host_path( const WCHAR *unix_path, WCHAR *path, DWORD count );
extern BOOL socket_has_ended( UINT_PTR socket );
extern NTSTATUS smbpipe_create( UINT_PTR control, const char *folder, struct smbpipe **ret );
extern DWORD smbpipe_call( struct smbpipe *smbpipe, struct smbpipe_request *request, void **answer,
                           DWORD *answer_size );
extern BOOL smbpipe_is_gone( struct smbpipe *smbpipe );
extern void smbpipe_close( struct smbpipe *smbpipe );

/* ndr.c: calls of the generated stub by smbpipe */

extern const struct srvsvc_methods smbpipe_methods;

/* level.c: what the information levels look like */

enum session_field
{
    FIELD_CNAME,
    FIELD_USERNAME,
    FIELD_CLTYPE_NAME,
    FIELD_TRANSPORT,
    FIELD_NUM_OPENS,            /* strings before, numbers from here on */
    FIELD_TIME,
    FIELD_IDLE_TIME,
    FIELD_USER_FLAGS,
    FIELD_COUNT
};

struct session_level
{
    DWORD level;
    WORD  size;                 /* of an entry */
    WORD  fields[FIELD_COUNT];  /* offset in an entry plus one, 0 where the level lacks the field */
};

/* What one NetrSessionEnum answered, or what is left of it. */
struct session_list
{
    const struct session_level *level;
    BYTE                       *entries;
    DWORD                       count;
};

extern const struct session_level *find_session_level( DWORD level );
extern DWORD level_bit( const struct session_level *level );
extern BOOL level_has( const struct session_level *level, enum session_field field );
extern const WCHAR *entry_string( const struct session_list *list, DWORD i,
                                  enum session_field field );
extern BOOL check_entries( const struct session_list *list );
extern void move_entry( struct session_list *list, DWORD to, DWORD from );
extern ULONGLONG entry_size( const struct session_list *list, DWORD i,
                             const struct session_level *level );
extern ULONGLONG least_wire_size( const struct session_list *list );
extern NET_API_STATUS pack_sessions( const struct session_list *list,
                                     const struct session_level *level, BYTE **buffer );

#endif /* __NETAPI32_PRIVATE_H */
