/*
 * Opening a named pipe with libdcerpc
 *
 * Copyright 2026 the netapi32 session project
 *
 * This program is free software: you can redistribute it and/or modify
 * it under the terms of the GNU General Public License as published by
 * the Free Software Foundation, either version 3 of the License, or
 * (at your option) any later version.
 *
 * This program is distributed in the hope that it will be useful,
 * but WITHOUT ANY WARRANTY; without even the implied warranty of
 * MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
 * GNU General Public License for more details.
 *
 * You should have received a copy of the GNU General Public License
 * along with this program.  If not, see <https://www.gnu.org/licenses/>.
 */

#include <errno.h>
#include <iconv.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "private.h"

static const struct { NTSTATUS status; int error; const char *text; } causes[] =
{
    { NT_STATUS_LOGON_FAILURE, 0,
      "wrong user name or password, correct them where they come from" },
    { NT_STATUS_ACCESS_DENIED, 0,
      "not allowed to this user, use another account; or what came is not signed by the server, "
      "look who is between" },
    { NT_STATUS_OBJECT_NAME_NOT_FOUND, 0, "no server of this name or no such pipe there" },
    { NT_STATUS_CONNECTION_REFUSED, ECONNREFUSED, "no SMB server runs at this address, check it" },
    { NT_STATUS_HOST_UNREACHABLE, EHOSTUNREACH, "the host is not reachable, check its name" },
    { NT_STATUS_NETWORK_UNREACHABLE, ENETUNREACH, "the network is not reachable, check yours" },
    { NT_STATUS_IO_TIMEOUT, ETIMEDOUT, "no answer in time, is port 445 open there?" },
    { NT_STATUS_NTLM_BLOCKED, 0,
      "it takes Kerberos only, write the user as user@domain, and ask the server by its name" },
    { NT_STATUS_INVALID_PARAMETER, 0,
      "Kerberos needs the server's name, not its address, and a server that takes it" },
    { NT_STATUS_TOO_MANY_OPENED_FILES, EMFILE,
      "no descriptor is left, raise the limit RLIMIT_NOFILE by ulimit -n" },
    { NT_STATUS_NO_MEMORY, ENOMEM, "out of memory" },
    { NT_STATUS_UNSUCCESSFUL, -1, "error of the SMB connection, SMBPIPE_DEBUG=3 shows more" }
};

static const char *status_text(NTSTATUS status)
{
    unsigned int i = 0;

    while (causes[i].error != -1 && !NT_STATUS_EQUAL(causes[i].status, status)) i++;
    return causes[i].text;
}

/* Whatever else connect() says, no packet can go there: a link-local address needs its zone. */
static NTSTATUS status_from_errno(int error)
{
    unsigned int i = 0;

    while (causes[i].error != -1 && causes[i].error != error) i++;
    return causes[i].error == -1 ? NT_STATUS_HOST_UNREACHABLE : causes[i].status;
}

/* These override smb.conf, which must not weaken them. */
static bool set_protection(struct loadparm_context *lp)
{
    return lpcfg_set_cmdline(lp, "client ipc signing", "required") &&
           lpcfg_set_cmdline(lp, "client NTLMv2 auth", "yes") &&
           lpcfg_set_cmdline(lp, "client lanman auth", "no") &&
           lpcfg_set_cmdline(lp, "client plaintext auth", "no");
}

static NTSTATUS load_settings(struct loadparm_context *lp)
{
    const char *debug = getenv("SMBPIPE_DEBUG");

    errno = 0;
    if (!lp) return NT_STATUS_NO_MEMORY;
    if (lpcfg_set_cmdline(lp, "log level", debug ? debug : "0") && lpcfg_load_default(lp) &&
        set_protection(lp))
        return NT_STATUS_OK;
    return errno == ENOMEM ? NT_STATUS_NO_MEMORY : NT_STATUS_INTERNAL_ERROR;
}

/* The C library keeps converters loaded that are in use. Samba needs these in each worker. */
static void load_converters(void)
{
    iconv_open("UTF-16LE", "CP850");
    iconv_open("CP850", "UTF-16LE");
}

static struct loadparm_context *settings;

/*
 * Reading smb.conf and loading Samba's modules takes as long as the rest of an opening. So the
 * parent does both before it starts the first worker. If it fails, each worker tries again.
 */
NTSTATUS connect_init(void)
{
    struct loadparm_context *lp;
    NTSTATUS status;

    if (settings) return NT_STATUS_OK;
    lp = loadparm_init_global(false);
    status = load_settings(lp);
    if (NT_STATUS_IS_OK(status)) status = dcerpc_init();
    if (!NT_STATUS_IS_OK(status)) return status;
    load_converters();
    settings = lp;
    return status;
}

static NTSTATUS make_table(const struct open_request *open, struct ndr_interface_table *table)
{
    DATA_BLOB uuid = { .data = (uint8_t *)open->if_uuid, .length = sizeof(open->if_uuid) };

    *table = (struct ndr_interface_table){ .name = "smbpipe" };
    table->syntax_id.if_version = open->if_major | (uint32_t)open->if_minor << 16;
    return GUID_from_ndr_blob(&uuid, &table->syntax_id.uuid);
}

static NTSTATUS make_binding(TALLOC_CTX *mem, const struct open_request *open,
                             struct dcerpc_binding **binding)
{
    NTSTATUS status = dcerpc_parse_binding(mem, "ncacn_np:", binding);

    if (NT_STATUS_IS_OK(status))
        status = dcerpc_binding_set_string_option(*binding, "host", open->server);
    if (NT_STATUS_IS_OK(status))
        status = dcerpc_binding_set_string_option(*binding, "target_hostname", open->server);
    if (NT_STATUS_IS_OK(status))
        status = dcerpc_binding_set_string_option(*binding, "endpoint", open->pipe);
    if (NT_STATUS_IS_OK(status))
        status = dcerpc_binding_set_flags(*binding, DCERPC_SMB2, 0);    /* never SMB1 */
    return status;
}

static uint32_t zone;   /* of the server's address, 0 for none */

/*
 * Samba takes no address with a zone. So we give it the address alone, and the zone to the kernel:
 * Samba's libraries call this function in place of libc's.
 */
int connect(int fd, const struct sockaddr *addr, socklen_t size)
{
    struct sockaddr_in6 in6;

    if (zone && addr->sa_family == AF_INET6 && size >= sizeof(in6))
    {
        memcpy(&in6, addr, sizeof(in6));
        if (IN6_IS_ADDR_LINKLOCAL(&in6.sin6_addr)) in6.sin6_scope_id = zone;
        return syscall(SYS_connect, fd, &in6, sizeof(in6));
    }
    return syscall(SYS_connect, fd, addr, size);
}

/* The address that the kernel has connected to, as Samba takes it: the kernel takes :: for ::1. */
static int get_address(int fd, char address[NI_MAXHOST])
{
    struct sockaddr_in6 peer;
    socklen_t size = sizeof(peer);

    if (getpeername(fd, (struct sockaddr *)&peer, &size) ||
        getnameinfo((struct sockaddr *)&peer, size, address, NI_MAXHOST, NULL, 0, NI_NUMERICHOST))
        return -1;
    if (peer.sin6_family == AF_INET6) zone = peer.sin6_scope_id;
    address[strcspn(address, "%")] = 0;
    return 0;
}

/* Finds an address of the server that takes SMB connections. Else returns why there is none. */
static NTSTATUS find_address(const char *server, char address[NI_MAXHOST])
{
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM }, *list, *info;
    NTSTATUS status = NT_STATUS_CONNECTION_REFUSED;

    if (getaddrinfo(server, "445", &hints, &list)) return status;
    for (info = list; info; info = info->ai_next)
    {
        int fd = socket(info->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);

        status = NT_STATUS_OK;
        if (fd == -1 || connect(fd, info->ai_addr, info->ai_addrlen) || get_address(fd, address))
            status = status_from_errno(errno);
        if (fd != -1) close(fd);
        if (NT_STATUS_IS_OK(status)) break;
    }
    freeaddrinfo(list);
    return status;
}

/*
 * For its search by broadcast Samba looks at each network interface, even if there is no name to
 * search. That takes as many system calls as all the rest of an opening.
 */
static void set_name_search(struct loadparm_context *lp, const char *server)
{
    if (is_address(server)) lpcfg_set_cmdline(lp, "name resolve order", "host");
}

NTSTATUS connect_pipe(TALLOC_CTX *mem, struct tevent_context *ev, const struct open_request *open,
                      struct user *user, struct dcerpc_pipe **pipe)
{
    static struct ndr_interface_table table;
    struct dcerpc_binding *binding;
    char address[NI_MAXHOST];
    NTSTATUS status = connect_init();

    if (NT_STATUS_EQUAL(status, NT_STATUS_INTERNAL_ERROR))
        message("Samba's settings can't be loaded; run testparm to see why");
    if (!NT_STATUS_IS_OK(status) ||
        !NT_STATUS_IS_OK(status = user_load(mem, settings, ev, open, user)) ||
        !NT_STATUS_IS_OK(status = make_table(open, &table)) ||
        !NT_STATUS_IS_OK(status = make_binding(mem, open, &binding)))
        return status;

    user->lp = settings;
    set_name_search(settings, open->server);
    status = dcerpc_pipe_connect_b(mem, pipe, binding, &table, user->credentials, ev, settings);
    /*
     * Samba, 4.22 too, settles on the first address that answers, even if that refuses the
     * connection. Samba then returns NO_MEMORY, and also for ::, 0.0.0.0 and an address with a
     * zone.
     */
    if (NT_STATUS_EQUAL(status, NT_STATUS_NO_MEMORY) &&
        NT_STATUS_IS_OK(status = find_address(open->server, address)) &&
        NT_STATUS_IS_OK(status = dcerpc_binding_set_string_option(binding, "host", address)))
        status = dcerpc_pipe_connect_b(mem, pipe, binding, &table, user->credentials, ev, settings);

    /*
     * A domain controller of Samba 4.17 answers NOT_FOUND to a wrong password of user@realm by
     * NTLM. But NOT_FOUND also means that the name leads to no server.
     */
    if (NT_STATUS_EQUAL(status, NT_STATUS_NOT_FOUND) && !user->anonymous &&
        NT_STATUS_IS_OK(find_address(open->server, address)))
        status = NT_STATUS_LOGON_FAILURE;

    /* Samba says this if the server encrypts every session. An anonymous session has no key. */
    if (user->anonymous && NT_STATUS_EQUAL(status, NT_STATUS_INVALID_PARAMETER_MIX))
        status = NT_STATUS_ACCESS_DENIED;

    if (!NT_STATUS_IS_OK(status))
        message("can't open \\\\%s\\pipe\\%s with %s: %s (NTSTATUS 0x%08x)", open->server,
                open->pipe, user->source, status_text(status), NT_STATUS_V(status));
    else if (getenv("SMBPIPE_DEBUG"))
        message("opened \\\\%s\\pipe\\%s as %s, with %s", open->server, open->pipe,
                user->anonymous ? "nobody"
                                : cli_credentials_get_unparsed_name(user->credentials, mem),
                user->source);
    return status;
}

/* Uses the SMB session of the first pipe. */
NTSTATUS connect_another(struct dcerpc_pipe *first, const struct open_request *open,
                         const struct user *user, struct dcerpc_pipe **pipe)
{
    struct ndr_interface_table table;
    struct dcerpc_binding *binding;
    NTSTATUS status;

    if (!NT_STATUS_IS_OK(status = make_table(open, &table)) ||
        !NT_STATUS_IS_OK(status = make_binding(first, open, &binding)))
        return status;
    return dcerpc_secondary_auth_connection(first, binding, &table, user->credentials, user->lp,
                                            first, pipe);
}
