/*
 * The first message from netapi32 to smbpipe, which names a server and a user
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
#include <stdlib.h>
#include <string.h>

#include "../../programs/smbpipe/private.h"
#include "rig.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A copy of exactly this size, so that a checker of memory sees any read past its end. */
static enum open_result parse(const uint8_t *data, size_t size, struct open_request *open)
{
    uint8_t *copy = malloc(size);
    enum open_result result;

    if (size) memcpy(copy, data, size);
    memset(open, 0xa5, sizeof(*open));
    result = open_parse(copy, size, open);
    free(copy);
    return result;
}

static void check_name(const char *name, size_t max, const char *forbidden)
{
    require(strnlen(name, max + 1) <= max);
    for (; *name; name++)
        require((unsigned char)*name >= 0x20 && *name != 0x7f && !strchr(forbidden, *name));
}

static size_t put(uint8_t *message, size_t size, const void *data, size_t length, uint16_t *field)
{
    memcpy(message + size, data, length);
    *field = htole16(length);
    return size + length;
}

/* Writes the parsed message again. It must not have lost or invented anything. */
static void check_message(const uint8_t *data, size_t size, const struct open_request *open)
{
    uint8_t again[OPEN_MAX_LENGTH];
    struct smbpipe_open header =
    {
        .magic = htole32(SMBPIPE_MAGIC), .version = htole16(SMBPIPE_VERSION),
        .length = htole16(size), .if_major = htole16(open->if_major),
        .if_minor = htole16(open->if_minor),
        .who = htole16(open->user_given ? SMBPIPE_GIVEN_USER : SMBPIPE_DEFAULT_USER),
        .connect_timeout = htole16(open->connect_timeout),
        .call_timeout = htole16(open->call_timeout),
        .refused = { htole32(open->refused), htole32(open->refused >> 32) }
    };
    size_t length = sizeof(header);

    require(size <= sizeof(again) && open->password_len <= SMBPIPE_MAX_PASSWORD);
    length = put(again, length, open->server, strlen(open->server), &header.server_len);
    length = put(again, length, open->pipe, strlen(open->pipe), &header.pipe_len);
    length = put(again, length, open->user, strlen(open->user), &header.user_len);
    length = put(again, length, open->domain, strlen(open->domain), &header.domain_len);
    length = put(again, length, open->password, open->password_len, &header.password_len);
    memcpy(header.if_uuid, open->if_uuid, sizeof(header.if_uuid));
    memcpy(again, &header, sizeof(header));
    require(length == size && !memcmp(again, data, size));
}

static void check_open(const uint8_t *data, size_t size, const struct open_request *open)
{
    require(open->server[0] && open->pipe[0]);
    check_name(open->server, SMBPIPE_MAX_SERVER, "/\\");
    check_name(open->pipe, SMBPIPE_MAX_PIPE, "");
    check_name(open->user, SMBPIPE_MAX_USER, "/\\");
    check_name(open->domain, SMBPIPE_MAX_DOMAIN, "/\\");
    require(open->connect_timeout && open->connect_timeout <= SMBPIPE_MAX_TIMEOUT);
    require(open->call_timeout && open->call_timeout <= SMBPIPE_MAX_TIMEOUT);
    require(open->user_given || (!open->user[0] && !open->domain[0] && !open->password_len));
    check_message(data, size, open);
}

/* Once the bytes are bad, they must stay bad however many more come. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const size_t header = sizeof(struct smbpipe_open);
    struct open_request open;
    enum open_result result = OPEN_INCOMPLETE, whole = parse(data, size, &open);
    size_t i;

    if (whole == OPEN_OK) check_open(data, size, &open);
    for (i = 0; i < size && result == OPEN_INCOMPLETE; i += i < header ? 1 : 1 + (size - i) / 4)
        result = parse(data, i, &open);
    if (result == OPEN_OK) require(whole == OPEN_BAD_MESSAGE);
    else if (result != OPEN_INCOMPLETE) require(whole == result);
    return 0;
}
