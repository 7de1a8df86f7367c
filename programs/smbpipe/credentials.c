/*
 * Who the user is for a file server
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
 * The credentials are, in this order, those of the file that SMBPIPE_AUTH_FILE names, the Kerberos
 * tickets of the user, or none. A name is never guessed from the user's account on this machine.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "credentials.h"
#include "message.h"

#define MAX_FILE_SIZE 65536

/* Why the file must not be used, and what to do about it; NULL if it may be used. */
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

/* Reads the very file that was checked, whatever its name leads to by now. */
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

static bool load_file(const char *path, struct cli_credentials *credentials)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    const char *problem = fd == -1 ? strerror(errno) : parse_checked_file(fd, credentials);

    if (fd != -1) close(fd);
    if (!problem) return true;
    message("the credentials file %s (from SMBPIPE_AUTH_FILE) is not used: %s", path, problem);
    return false;
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

/*
 * On failure the cause has been printed. Where smb.conf does not say otherwise a session is
 * encrypted if the server can do it; an anonymous one has no key for that.
 */
bool user_load(TALLOC_CTX *mem, struct loadparm_context *lp, struct tevent_context *ev,
               struct user *user)
{
    const char *path = getenv("SMBPIPE_AUTH_FILE");
    bool encrypt = lpcfg_parm_is_unspecified(lp, "client smb encrypt");

    if (encrypt) lpcfg_set_cmdline(lp, "client smb encrypt", "desired");
    user->anonymous = false;
    if (!(user->credentials = new_credentials(mem, lp))) return false;
    if (path)
    {
        user->source = path;
        return load_file(path, user->credentials);
    }
    user->source = "the user's Kerberos tickets";
    if (load_tickets(mem, lp, ev, user->credentials)) return true;

    user->source = "no credentials";
    user->anonymous = true;
    if (encrypt) lpcfg_set_cmdline(lp, "client smb encrypt", "off");
    if (!(user->credentials = new_credentials(mem, lp))) return false;
    cli_credentials_set_anonymous(user->credentials);
    return true;
}
