/*
 * The meaning of a status of the session functions, and the remedy
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

#include <wchar.h>

#include "output.h"
#include "status.h"

#ifndef ERROR_NTLM_BLOCKED
#define ERROR_NTLM_BLOCKED 1937
#endif

struct explanation
{
    NET_API_STATUS status;
    const WCHAR   *cause;
    const WCHAR   *remedy;
};

#define SETUP_PREFIX \
    L"Run \"netapi32-setup-prefix status\" and \"netapi32-setup-prefix install\" in a Unix shell."

static const struct explanation explanations[] =
{
    { ERROR_FILE_NOT_FOUND,      L"the program smbpipe is not where it is recorded to be",
      SETUP_PREFIX },
    { ERROR_ACCESS_DENIED,       L"the server shows its sessions to its administrators only",
      L"Use an account that is in the group Administrators of the server. On Samba that is\n"
      L"BUILTIN\\Administrators, S-1-5-32-544: \"net groupmap list\" on the server shows the Unix\n"
      L"group that stands for it. To end a session on Samba the account must be root or a domain\n"
      L"administrator. Without an account set up for the server the session is anonymous:\n"
      L"\"cmdkey /add:SERVER /user:NAME /pass\" stores one." },
    { ERROR_NOT_ENOUGH_MEMORY,   L"out of memory", NULL },
    { ERROR_NOT_SUPPORTED,       L"no way to another machine; was setup-prefix run?",
      L"If other calls to that server work, the server lacks this one. Otherwise run\n"
      L"\"netapi32-setup-prefix status\" and \"netapi32-setup-prefix install\" in a Unix shell." },
    { ERROR_BAD_NETPATH,         L"the server can't be reached; is that its name, does it run?",
      NULL },
    { ERROR_NETNAME_DELETED,     L"the connection to the server broke during the call",
      L"Try again." },
    { ERROR_INVALID_PARAMETER,   L"a name is too long", NULL },
    { ERROR_SEM_TIMEOUT,         L"the server took the call and did not answer", L"Try again." },
    { ERROR_INVALID_LEVEL,       L"no such level; there are 0, 1, 2, 10 and 502", NULL },
    { ERROR_PROCESS_ABORTED,     L"the program smbpipe ends as soon as it is started",
      L"Most likely the system was upgraded since smbpipe was built.\n"
      L"\"netapi32-setup-prefix status\" in a Unix shell tells why it can't run, and what to do." },
    { ERROR_REVISION_MISMATCH,   L"the program smbpipe is of another version than netapi32.dll",
      SETUP_PREFIX },
    { ERROR_LOGON_FAILURE,       L"the server doesn't accept the user name and password",
      L"Under Wine the first of these that is there for the server is used:\n"
      L"  1. what the program itself gave to NetUseAdd\n"
      L"  2. Credential Manager: \"cmdkey /list\" shows what is stored, and\n"
      L"     \"cmdkey /add:SERVER /user:NAME /pass\" stores the right one\n"
      L"  3. the file that the environment variable SMBPIPE_AUTH_FILE names; it must be yours,\n"
      L"     and closed to others (chmod 600)\n"
      L"  4. Kerberos tickets: \"klist\" shows them, \"kinit\" gets new ones\n"
      L"  5. nothing, which is an anonymous session" },
    { ERROR_TIMEOUT,             L"the program smbpipe was started and does not answer",
      L"Try again when the machine is less busy. \"netapi32-setup-prefix status\" in a Unix shell\n"
      L"tells whether smbpipe runs." },
    { ERROR_NTLM_BLOCKED,        L"the server takes Kerberos only",
      L"Write the user as user@domain, and ask the server by its name, not by its address." },
    { NERR_ServerNotStarted,     L"this computer runs no file server",
      L"Start it (on Linux Samba's smbd), or name the server that you mean." },
    { NERR_ClientNameNotFound,   L"that client has no session",
      L"Name it as the server shows it: Samba and newer Windows show IP addresses." },
    { NERR_UserNotFound,         L"that client has a session, but not of that user", NULL },
    { NERR_InvalidComputer,      L"a computer name is not valid; a client's begins with \\\\",
      NULL },
};

static const struct explanation *find_explanation( NET_API_STATUS status )
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(explanations); i++)
        if (explanations[i].status == status) return &explanations[i];
    return NULL;
}

/* FALSE if the system has no text for the status */
static BOOL print_system_text( const WCHAR *program, NET_API_STATUS status )
{
    WCHAR text[512];
    DWORD len = FormatMessageW( FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, NULL,
                                status, 0, text, ARRAYSIZE(text), NULL );

    while (len && text[len - 1] <= ' ') text[--len] = 0;
    if (len) print_error( L"%ls: error %lu: %ls\n", program, status, text );
    return len > 0;
}

void print_remedy( const WCHAR *server, NET_API_STATUS status )
{
    const struct explanation *explanation = find_explanation( status );

    if (status == ERROR_BAD_NETPATH && server)
        print_error( L"%ls did not answer: look at the name, at \"ping\", and whether its "
                     L"port 445 is open.\n", server );
    else if (explanation && explanation->remedy) print_error( L"%ls\n", explanation->remedy );
}

void print_status( const WCHAR *program, const WCHAR *server, NET_API_STATUS status )
{
    const struct explanation *explanation = find_explanation( status );

    if (explanation)
        print_error( L"%ls: error %lu: %ls\n", program, status, explanation->cause );
    else if (!print_system_text( program, status ))
        print_error( L"%ls: error %lu: see \"net helpmsg\"\n", program, status );
    print_remedy( server, status );
}
