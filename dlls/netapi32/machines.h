/*
 * Machines, and the accounts for them
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

#ifndef __MACHINES_H
#define __MACHINES_H

#include "transport.h"

#define MAX_HOST    255     /* characters of a machine's name */
#define MAX_SHARE   80  /* NNLEN */
#define MAX_REMOTE  (MAX_HOST + MAX_SHARE + 8)  /* backslashes, brackets and terminator */
#define MAX_CLASSES 16      /* kinds of information, see client.h */

enum { ENDPOINT_SRVSVC, ENDPOINT_WKSSVC, ENDPOINT_COUNT };   /* at most SMBPIPE_MAX_PIPES */

/* machine.c: a status is an NTSTATUS, a status of RPC or a Win32 error */

/* A machine stays in the list until a call finds its connection dead. */
struct machine
{
    struct machine    *next;
    LONG               refs;
    struct lock        lock;            /* held while a thread connects */
    BOOL               tried;
    BOOL               connected;
    DWORD              result;          /* status of the attempt */
    RPC_BINDING_HANDLE bindings[ENDPOINT_COUNT];    /* if RPC makes the calls */
    struct smbpipe    *smbpipe;         /* if smbpipe makes them */
    BOOL               local;
    BOOL               on_local_pipe;
    HANDLE             pipe;            /* breaks when the program that serves that pipe ends */
    DWORD              call_timeout;    /* in seconds, 0 if we set no limit */
    BOOL               fallback;        /* make up for the server's gaps, see quirks.c */
    LONG               refused[MAX_CLASSES];    /* bit masks of levels, see info.c */
    LONG               refused_gets;    /* bit mask of classes that the server only lists */
    WCHAR              host[MAX_HOST + 1];      /* empty for the local computer */
    WCHAR              unc_name[MAX_HOST + 3];
};

extern struct endpoint get_endpoint( unsigned int number );
extern DWORD parse_machine_name( const WCHAR *name, WCHAR *host );
extern BOOL is_local_machine( const WCHAR *name );
extern FARPROC get_local_proc( const WCHAR *name, const char *function );
extern DWORD machine_open( const WCHAR *host, struct machine **ret );
extern DWORD machine_connect( const WCHAR *host, struct credentials *user, struct machine **ret );
extern BOOL machine_has_ended( const struct machine *machine );
extern BOOL machine_is_connected( const WCHAR *host );
extern void machine_watch( struct machine *machine );
extern void machine_close( struct machine *machine );
extern void machine_drop( struct machine *machine );
extern void machine_replace( struct machine *machine );
extern void machine_forget( const WCHAR *host );
extern void machines_cleanup(void);

/* credentials.c: the account for a machine */

struct refusal;

/* An account that the program gave to NetUseAdd for a machine */
struct use
{
    struct use        *next;
    DWORD              count;       /* of calls to NetUseAdd */
    struct credentials credentials;
    DWORD              type;        /* USE_IPC and so on */
    WCHAR              host[MAX_HOST + 1];
    WCHAR              share[MAX_SHARE + 1];
    WCHAR              remote[MAX_REMOTE];  /* as the program wrote it */
};

extern struct use *uses;
extern struct lock uses_lock;

extern struct use **find_use( const WCHAR *host, const WCHAR *share );
extern void free_use( struct use *use );

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

#endif /* __MACHINES_H */
