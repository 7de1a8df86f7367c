/*
 * The account for a file server
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

/*
 * smbpipe uses the account that netapi32 sent, else the file that SMBPIPE_AUTH_FILE names, else the
 * user's Kerberos tickets, else no credentials. It never guesses a name from the user's account on
 * this machine.
 */

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "private.h"

#define MAX_FILE_SIZE 65536

/* Returns why we must not use the file and what to do about it, or NULL if we may use it. */
const char *credentials_file_problem(int fd)
{
    struct stat st;

    if (fstat(fd, &st)) return strerror(errno);
    if (!S_ISREG(st.st_mode)) return "not a regular file; name a file of the form of smbclient -A";
    if (st.st_uid != geteuid()) return "belongs to another user; make a copy of your own";
    if (st.st_mode & (S_IRWXG | S_IRWXO)) return "open to other users; run chmod 600 on it";
    if (st.st_size > MAX_FILE_SIZE) return "too long; name a file of the form of smbclient -A";
    return NULL;
}

/*
 * Another password needs another id. So the id is made of the file's inode and the time of its last
 * change. It contains nothing of the password.
 */
uint64_t credentials_file_id(int fd)
{
    uint64_t id = 0xcbf29ce484222325, values[5];
    unsigned int i;
    struct stat st;

    if (fstat(fd, &st)) return 0;
    values[0] = st.st_dev;
    values[1] = st.st_ino;
    values[2] = st.st_size;
    values[3] = st.st_ctim.tv_sec;
    values[4] = st.st_ctim.tv_nsec;
    for (i = 0; i < 5; i++) id = ((id ^ values[i]) * 0x100000001b3) ^ id >> 32;
    return id ? id : 1;
}

/* Reads the very file that we checked, whatever its name leads to by now. */
static const char *parse_checked_file(int fd, struct cli_credentials *credentials)
{
    enum credentials_obtained obtained;
    const char *name, *problem = credentials_file_problem(fd);
    char path[32];

    if (problem) return problem;
    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    if (!cli_credentials_parse_file(credentials, path, CRED_SPECIFIED)) return "can't be read";
    name = cli_credentials_get_username_and_obtained(credentials, &obtained);
    if (obtained != CRED_SPECIFIED || !name || !*name)
        return "has no user name; add a line \"username = NAME\"";
    cli_credentials_get_password_and_obtained(credentials, &obtained);
    if (obtained != CRED_SPECIFIED) return "has no password; add a line \"password = PASSWORD\"";
    return NULL;
}

/* Takes the id before the password: if the file changes in between, it gets another id later. */
static const char *use_file(int fd, uint64_t refused, struct user *user)
{
    uint64_t id = credentials_file_id(fd);
    const char *problem = parse_checked_file(fd, user->credentials);

    if (problem) return problem;
    user->id = id;
    if (id != refused) return NULL;
    return "the server refused it before, and it has not changed since; correct it";
}

static NTSTATUS load_file(const char *path, uint64_t refused, struct user *user)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    const char *problem = fd == -1 ? strerror(errno) : use_file(fd, refused, user);

    user->source = path;
    if (fd != -1) close(fd);
    if (!problem) return NT_STATUS_OK;
    message("the credentials file %s (from SMBPIPE_AUTH_FILE) is not used: %s", path, problem);
    return NT_STATUS_LOGON_FAILURE;
}

static bool set_name(struct cli_credentials *credentials, const struct open_request *open)
{
    const char *realm = strchr(open->user, '@');

    if (!cli_credentials_set_username(credentials, open->user, CRED_SPECIFIED)) return false;
    if (!realm || open->domain[0])
        return !open->domain[0] ||
               cli_credentials_set_domain(credentials, open->domain, CRED_SPECIFIED);
    return cli_credentials_set_domain(credentials, "", CRED_SPECIFIED) &&
           cli_credentials_set_principal(credentials, open->user, CRED_SPECIFIED) &&
           cli_credentials_set_realm(credentials, realm + 1, CRED_SPECIFIED);
}

static NTSTATUS load_given(TALLOC_CTX *mem, const struct open_request *open, struct user *user)
{
    DATA_BLOB password = { .data = (uint8_t *)open->password, .length = open->password_len };

    user->source = talloc_asprintf(mem, "the account %s%s%s that was set up for it in Wine",
                                   open->domain, open->domain[0] ? "\\" : "", open->user);
    if (user->source && set_name(user->credentials, open) &&
        cli_credentials_set_utf16_password(user->credentials, &password, CRED_SPECIFIED))
        return NT_STATUS_OK;
    return NT_STATUS_NO_MEMORY; /* Samba takes any password */
}

/* Did the KDC look at the password, or decline to? RFC 4120, 7.5.9 has the errors. */
static bool kdc_refused(int error)
{
    enum { ERROR_TABLE = -1765328384, CLIENT_REVOKED = 18, KEY_EXPIRED = 23, PREAUTH_FAILED = 24,
           BAD_INTEGRITY = 31 };

    switch (error - ERROR_TABLE)
    {
    case CLIENT_REVOKED:
    case KEY_EXPIRED:
    case PREAUTH_FAILED:
    case BAD_INTEGRITY:
        return true;
    default:
        return false;
    }
}

bool is_address(const char *server)
{
    struct in6_addr addr;

    return strchr(server, ':') || inet_pton(AF_INET, server, &addr) == 1;
}

/*
 * Returns the realm whose domain controllers know the account, NULL if its name doesn't say. An
 * account without a domain belongs to the server, and to no domain of this machine.
 */
static const char *find_realm(TALLOC_CTX *mem, struct loadparm_context *lp, const struct user *user)
{
    enum credentials_obtained obtained = CRED_UNINITIALISED;
    const char *domain, *principal;

    principal = cli_credentials_get_principal_and_obtained(user->credentials, mem, &obtained);
    domain = principal && obtained == CRED_SPECIFIED ? strrchr(principal, '@') : NULL;
    if (!domain || !*++domain) return NULL;
    if (user->workgroup && !strcasecmp(domain, user->workgroup)) domain = lpcfg_realm(lp);
    return domain && strchr(domain, '.') ? domain : NULL;
}

/*
 * Servers count wrong passwords, and lock the account. Samba would try a password twice, for a
 * Kerberos ticket and then by NTLM. So we ask for the ticket here, and allow NTLM only if no KDC
 * has judged the password.
 */
static NTSTATUS choose_mechanism(TALLOC_CTX *mem, struct loadparm_context *lp,
                                 struct tevent_context *ev, const char *server, struct user *user)
{
    const char *error = NULL, *realm = is_address(server) ? NULL : find_realm(mem, lp, user);
    struct ccache_container *cache;
    int ret;

    if (realm && !cli_credentials_set_realm(user->credentials, realm, CRED_SPECIFIED))
        return NT_STATUS_NO_MEMORY;
    if (cli_credentials_get_kerberos_state(user->credentials) != CRED_USE_KERBEROS_DESIRED)
        return NT_STATUS_OK;
    if (realm)
    {
        ret = cli_credentials_get_ccache(user->credentials, ev, lp, &cache, &error);
        if (!ret) return NT_STATUS_OK;
        if (kdc_refused(ret))
        {
            message("can't open \\\\%s with %s: the domain controller of %s refuses the password; "
                    "correct it where it comes from", server, user->source, realm);
            return NT_STATUS_LOGON_FAILURE;
        }
    }
    cli_credentials_set_kerberos_state(user->credentials, CRED_USE_KERBEROS_DISABLED,
                                       CRED_SPECIFIED);
    return NT_STATUS_OK;
}

/* Takes the tickets of the user's default cache, unless there are none or they have expired. */
static bool load_tickets(TALLOC_CTX *mem, struct loadparm_context *lp, struct tevent_context *ev,
                         struct cli_credentials *credentials)
{
    enum credentials_obtained obtained = CRED_UNINITIALISED;
    struct ccache_container *cache;
    const char *error = NULL;
    char *principal;

    if (cli_credentials_set_ccache(credentials, lp, NULL, CRED_SPECIFIED, &error)) return false;
    principal = cli_credentials_get_principal_and_obtained(credentials, mem, &obtained);
    if (obtained != CRED_SPECIFIED) return false;
    if (cli_credentials_get_ccache(credentials, ev, lp, &cache, &error))
    {
        message("the Kerberos tickets of %s are not used, they have expired or can't be read; "
                "run kinit", principal);
        return false;
    }
    return cli_credentials_set_kerberos_state(credentials, CRED_USE_KERBEROS_REQUIRED,
                                              CRED_SPECIFIED);
}

static struct cli_credentials *new_credentials(TALLOC_CTX *mem, struct loadparm_context *lp)
{
    struct cli_credentials *credentials = cli_credentials_init(mem);

    if (!credentials || !cli_credentials_set_conf(credentials, lp)) return NULL;
    return credentials;
}

static NTSTATUS load_anonymous(TALLOC_CTX *mem, struct loadparm_context *lp, bool encrypt,
                               struct user *user)
{
    user->source = "no credentials";
    user->anonymous = true;
    if (encrypt) lpcfg_set_cmdline(lp, "client smb encrypt", "off");
    if (!(user->credentials = new_credentials(mem, lp))) return NT_STATUS_NO_MEMORY;
    cli_credentials_set_anonymous(user->credentials);
    return NT_STATUS_OK;
}

/*
 * Prints the cause of a failure. Unless smb.conf says otherwise, Samba encrypts a session if the
 * server can do it. An anonymous session has no key for that.
 */
NTSTATUS user_load(TALLOC_CTX *mem, struct loadparm_context *lp, struct tevent_context *ev,
                   const struct open_request *open, struct user *user)
{
    const char *path = open->user_given ? NULL : getenv("SMBPIPE_AUTH_FILE");
    bool encrypt = lpcfg_parm_is_unspecified(lp, "client smb encrypt");
    const char *domain;
    NTSTATUS status;

    memset(user, 0, sizeof(*user));
    if (encrypt) lpcfg_set_cmdline(lp, "client smb encrypt", "desired");
    if (!(user->credentials = new_credentials(mem, lp))) return NT_STATUS_NO_MEMORY;
    if ((domain = cli_credentials_get_domain(user->credentials)) &&
        !(user->workgroup = talloc_strdup(mem, domain)))
        return NT_STATUS_NO_MEMORY;
    if (open->user_given && !open->user[0]) return load_anonymous(mem, lp, encrypt, user);
    if (open->user_given || path)
    {
        if (path) status = load_file(path, open->refused, user);
        else status = load_given(mem, open, user);
        if (NT_STATUS_IS_OK(status)) status = choose_mechanism(mem, lp, ev, open->server, user);
        return status;
    }
    user->source = "the user's Kerberos tickets";
    if (load_tickets(mem, lp, ev, user->credentials)) return NT_STATUS_OK;
    return load_anonymous(mem, lp, encrypt, user);
}
