/*
 * Protocol between netapi32 and smbpipe
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

#ifndef __SMBPIPE_H
#define __SMBPIPE_H

/*
 * netapi32 starts "smbpipe --serve" with a file as its standard output. smbpipe writes one line
 * there: "smbpipe VERSION PID REQUESTS ANSWERS". The last two are descriptors of the process PID,
 * the ends of two anonymous pipes, or as in struct smbpipe_worker if PID is 0. netapi32 opens both,
 * by /proc/PID/fd; the kernel lets no other user do that. If either side closes its ends, the other
 * side ends, too.
 *
 * For each server netapi32 writes a number of 32 bits into the first pipe, and reads one struct
 * smbpipe_worker from the second, with the same number. That structure names a process for the
 * server and two pipes of that process. netapi32 opens these in the same way. smbpipe sends the
 * structure as soon as it may have one process more. If the machine admits no more, smbpipe says so
 * at once, as netapi32 can end some of its connections.
 *
 * To that process netapi32 sends one struct smbpipe_open followed by the names and the password,
 * and reads one struct smbpipe_reply. On success it then sends structs smbpipe_request, each
 * followed by stub data, and reads structs smbpipe_answer with the server's answers. It may send
 * requests before earlier ones are answered; the answers come in the order of the requests. The
 * opnum SMBPIPE_OPEN_PIPE opens another pipe of the server in the same SMB session.
 *
 * Wine reads a pipe without wineserver, and a socket only with it. A pipe is ten times as fast.
 *
 * Every integer is little-endian. smbpipe refuses an open message if its length disagrees with its
 * contents, or if any byte follows it before the reply. It also refuses a request that is too long.
 */

#define SMBPIPE_MAGIC        0x50424d53 /* "SMBP" */
#define SMBPIPE_VERSION      7

#define SMBPIPE_MAX_SERVER   255        /* bytes of UTF-8, without a terminator */
#define SMBPIPE_MAX_PIPE     255
#define SMBPIPE_MAX_USER     1539       /* three for each character that Windows admits */
#define SMBPIPE_MAX_DOMAIN   768
#define SMBPIPE_MAX_PASSWORD 2560       /* bytes of UTF-16 */

/*
 * Seconds, see the open message. Samba's library waits no longer than the maximum for one answer.
 */
#define SMBPIPE_CONNECT_TIMEOUT 12
#define SMBPIPE_CALL_TIMEOUT    30
#define SMBPIPE_MAX_TIMEOUT     60
/* A whole call takes this many times its limit at most, however steadily its answer comes in. */
#define SMBPIPE_CALL_FACTOR     10

#define SMBPIPE_MAX_REQUEST  0x20000    /* bytes of stub data; a security descriptor has 64K */

/*
 * Bytes. A longer answer is a protocol error, as a server can send fragments for ever. The limit is
 * some 300,000 sessions.
 */
#define SMBPIPE_MAX_ANSWER   0x4000000

struct smbpipe_worker
{
    unsigned int   id;              /* the number that netapi32 sent */
    unsigned int   pid;             /* 0 if there is no process */
    unsigned short requests;        /* descriptors of the process; without a process the reason, */
    unsigned short answers;         /* and whether another one, which could end, holds its place */
};

#define SMBPIPE_NO_MEMORY     0
#define SMBPIPE_KILLED        1
#define SMBPIPE_NO_PROCESS    2     /* a limit of processes */
#define SMBPIPE_NO_DESCRIPTOR 3

/* Which account the server sees. The password is in UTF-16, so nobody has to convert it. */
#define SMBPIPE_DEFAULT_USER 0  /* smbpipe finds the account: user, domain, password are empty */
#define SMBPIPE_GIVEN_USER   1  /* the account of this message, the anonymous one without a name */

struct smbpipe_open
{
    unsigned int   magic;
    unsigned short version;
    unsigned short length;          /* of the whole message, this structure and what follows it */
    unsigned char  if_uuid[16];     /* RPC interface, as in a bind PDU with little-endian data */
    unsigned short if_major;
    unsigned short if_minor;
    unsigned short who;             /* SMBPIPE_DEFAULT_USER or SMBPIPE_GIVEN_USER */
    unsigned short server_len;      /* bytes of UTF-8 after this structure, no leading "\\" */
    unsigned short pipe_len;        /* bytes of UTF-8 after the server, no leading "\pipe\" */
    unsigned short user_len;        /* bytes of UTF-8 after the pipe, "user" or "user@realm" */
    unsigned short domain_len;      /* bytes of UTF-8 after the user */
    unsigned short password_len;    /* bytes of UTF-16 after the domain */
    unsigned short connect_timeout; /* seconds until an unreachable server is reported */
    unsigned short call_timeout;    /* the same for a server that sends nothing during a call */
    unsigned int   refused[2];      /* the default user's credential not to try, low part first */
};

struct smbpipe_reply
{
    unsigned int   magic;
    unsigned short version;
    unsigned short reserved;
    unsigned int   status;          /* NTSTATUS */
    unsigned int   credential[2];   /* tells the default user's password from another one, low part
                                       first; 0 if a server can count no wrong attempts of it */
};

struct smbpipe_request
{
    unsigned int   length;          /* of the stub data that follows */
    unsigned short opnum;
    unsigned short pipe;            /* 0 is the one of the open message */
};

/* The data of such a request is an open message for the same server, in which no account counts. */
#define SMBPIPE_OPEN_PIPE    0xffff
#define SMBPIPE_MAX_PIPES    4

struct smbpipe_answer
{
    unsigned int   status;
    unsigned int   length;          /* of the stub data that follows, 0 unless status is 0 */
};

/*
 * The status of an answer is 0, the status of the server's fault, or the NTSTATUS that the SMB
 * connection failed with. Two have a meaning of their own. nca_s_manager_not_entered says that
 * smbpipe found the connection dead before it sent a byte of the request, so the caller can open
 * the server again and repeat the call. STATUS_NETWORK_SESSION_EXPIRED says that the server refused
 * the request, most likely before it looked at it.
 */
#define SMBPIPE_NOT_SENT     0x1c00000c

#endif /* __SMBPIPE_H */
