/*
 * Parser of struct smbpipe_open
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

#include <endian.h>
#include <stdbool.h>
#include <string.h>

#include "private.h"

/* netapi32 sends valid UTF-8. A program can give it control and "forbidden" characters. */
static bool copy_name(char *name, const uint8_t *data, size_t size, const char *forbidden)
{
    size_t i;

    for (i = 0; i < size; i++)
    {
        if (data[i] < 0x20 || data[i] == 0x7f || strchr(forbidden, data[i])) return false;
        if (i && data[i - 1] == 0xc2 && data[i] < 0xa0) return false;   /* U+0080 to U+009f */
    }
    memcpy(name, data, size);
    name[size] = 0;
    return true;
}

/* The names and the password follow the structure, which gives their lengths. */
static bool copy_names(const struct smbpipe_open *header, const uint8_t *data, size_t size,
                       struct open_request *open)
{
    size_t server = le16toh(header->server_len), pipe = le16toh(header->pipe_len);
    size_t user = le16toh(header->user_len), domain = le16toh(header->domain_len);
    size_t password = le16toh(header->password_len);
    const uint8_t *p = data;

    if (!server || server > SMBPIPE_MAX_SERVER || !pipe || pipe > SMBPIPE_MAX_PIPE ||
        user > SMBPIPE_MAX_USER || domain > SMBPIPE_MAX_DOMAIN ||
        password > SMBPIPE_MAX_PASSWORD || password % 2 ||
        size != server + pipe + user + domain + password)
        return false;
    if (!copy_name(open->server, p, server, "/\\") ||
        !copy_name(open->pipe, p += server, pipe, "") ||
        !copy_name(open->user, p += pipe, user, "/\\") ||
        !copy_name(open->domain, p += user, domain, "/\\"))
        return false;
    memcpy(open->password, p + domain, password);
    open->password_len = password;
    return true;
}

static bool copy_who(const struct smbpipe_open *header, struct open_request *open)
{
    open->user_given = le16toh(header->who) == SMBPIPE_GIVEN_USER;
    if (open->user_given) return true;
    return le16toh(header->who) == SMBPIPE_DEFAULT_USER && !open->user[0] && !open->domain[0] &&
           !open->password_len;
}

static bool copy_timeout(uint16_t seconds, unsigned int *timeout)
{
    *timeout = le16toh(seconds);
    return *timeout && *timeout <= SMBPIPE_MAX_TIMEOUT;
}

enum open_result open_parse(const uint8_t *data, size_t size, struct open_request *open)
{
    struct smbpipe_open header = {0};
    size_t length;

    memcpy(&header, data, size < sizeof(header) ? size : sizeof(header));
    if (size < offsetof(struct smbpipe_open, if_uuid)) return OPEN_INCOMPLETE;
    if (le32toh(header.magic) != SMBPIPE_MAGIC) return OPEN_BAD_MESSAGE;
    if (le16toh(header.version) != SMBPIPE_VERSION) return OPEN_BAD_VERSION;
    length = le16toh(header.length);
    if (length < sizeof(header) || length > OPEN_MAX_LENGTH || size > length)
        return OPEN_BAD_MESSAGE;
    if (size < length) return OPEN_INCOMPLETE;

    if (!copy_names(&header, data + sizeof(header), length - sizeof(header), open) ||
        !copy_who(&header, open) ||
        !copy_timeout(header.connect_timeout, &open->connect_timeout) ||
        !copy_timeout(header.call_timeout, &open->call_timeout))
        return OPEN_BAD_MESSAGE;
    memcpy(open->if_uuid, header.if_uuid, sizeof(open->if_uuid));
    open->if_major = le16toh(header.if_major);
    open->if_minor = le16toh(header.if_minor);
    open->refused = le32toh(header.refused[0]) | (uint64_t)le32toh(header.refused[1]) << 32;
    return OPEN_OK;
}
