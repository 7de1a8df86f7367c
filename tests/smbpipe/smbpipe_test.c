/*
 * Unit tests of smbpipe: everything that it parses
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

#include <arpa/inet.h>
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../programs/smbpipe/credentials.h"
#include "../../programs/smbpipe/open.h"
#include "../../programs/smbpipe/pdu.h"
#include "../../programs/smbpipe/peer.h"

static unsigned int passed, failed;

#define ok(condition, ...) check(condition, __LINE__, __VA_ARGS__)

static void __attribute__((format(printf, 3, 4))) check(bool good, int line,
                                                        const char *format, ...)
{
    va_list args;

    if (good)
    {
        passed++;
        return;
    }
    failed++;
    va_start(args, format);
    printf("smbpipe_test.c:%d: ", line);
    vprintf(format, args);
    printf("\n");
    va_end(args);
}

/* The open message */

static uint8_t message_data[8192];

struct part
{
    const char *data;
    size_t size;
};

enum { SERVER, PIPE, USER, DOMAIN, PASSWORD, PARTS };

static size_t make_message_of(const struct part *parts, unsigned int who)
{
    struct smbpipe_open header =
    {
        .magic = htole32(SMBPIPE_MAGIC), .version = htole16(SMBPIPE_VERSION),
        .if_uuid = { 1, 2, 3, 4 }, .if_major = htole16(3), .if_minor = htole16(7),
        .who = htole16(who), .server_len = htole16(parts[SERVER].size),
        .pipe_len = htole16(parts[PIPE].size), .user_len = htole16(parts[USER].size),
        .domain_len = htole16(parts[DOMAIN].size), .password_len = htole16(parts[PASSWORD].size),
        .connect_timeout = htole16(5), .call_timeout = htole16(SMBPIPE_MAX_TIMEOUT),
        .refused = { htole32(0x89abcdef), htole32(0x01234567) }
    };
    size_t size = sizeof(header);
    unsigned int i;

    /* what follows the message would complete a character that it cuts off */
    memset(message_data, 0xa9, sizeof(message_data));
    for (i = 0; i < PARTS; i++)
    {
        memcpy(message_data + size, parts[i].data, parts[i].size);
        size += parts[i].size;
    }
    header.length = htole16(size);
    memcpy(message_data, &header, sizeof(header));
    return size;
}

static size_t make_message(const char *server, size_t server_len, const char *pipe, size_t pipe_len)
{
    const struct part parts[PARTS] =
    {
        { server, server_len }, { pipe, pipe_len }, { "", 0 }, { "", 0 }, { "", 0 }
    };

    return make_message_of(parts, SMBPIPE_DEFAULT_USER);
}

static enum open_result parse_names(const char *server, const char *pipe)
{
    struct open_request open;
    size_t size = make_message(server, strlen(server), pipe, strlen(pipe));

    return open_parse(message_data, size, &open);
}

static void test_open_layout(void)
{
    ok(sizeof(struct smbpipe_hello) == 24, "hello has %zu bytes", sizeof(struct smbpipe_hello));
    ok(sizeof(struct smbpipe_greeting) == 24, "greeting has %zu bytes",
       sizeof(struct smbpipe_greeting));
    ok(sizeof(struct smbpipe_open) == 52, "open has %zu bytes", sizeof(struct smbpipe_open));
    ok(sizeof(struct smbpipe_reply) == 20, "reply has %zu bytes", sizeof(struct smbpipe_reply));
}

static void test_open_good(void)
{
    struct open_request open;
    enum open_result result;
    size_t i, size = make_message("server.example", 14, "srvsvc", 6);

    for (i = 0; i < size; i++)
    {
        result = open_parse(message_data, i, &open);
        ok(result == OPEN_INCOMPLETE, "%zu of %zu bytes: result %u", i, size, result);
    }
    result = open_parse(message_data, size, &open);
    ok(result == OPEN_OK, "result %u", result);
    ok(!strcmp(open.server, "server.example"), "server %s", open.server);
    ok(!strcmp(open.pipe, "srvsvc"), "pipe %s", open.pipe);
    ok(open.if_major == 3 && open.if_minor == 7, "version %u.%u", open.if_major, open.if_minor);
    ok(open.if_uuid[0] == 1 && open.if_uuid[3] == 4, "wrong uuid");
    ok(!open.user_given && !open.user[0] && !open.domain[0] && !open.password_len, "has a user");
    ok(open.connect_timeout == 5 && open.call_timeout == SMBPIPE_MAX_TIMEOUT, "timeouts %u %u",
       open.connect_timeout, open.call_timeout);
    ok(open.refused == 0x0123456789abcdef, "refused %#llx", (unsigned long long)open.refused);
}

static enum open_result parse_user(unsigned int who, const char *user, const char *domain,
                                   const char *password, size_t password_len,
                                   struct open_request *open)
{
    const struct part parts[PARTS] =
    {
        { "server", 6 }, { "pipe", 4 }, { user, strlen(user) }, { domain, strlen(domain) },
        { password, password_len }
    };

    return open_parse(message_data, make_message_of(parts, who), open);
}

static void test_open_user(void)
{
    static const char long_password[SMBPIPE_MAX_PASSWORD + 2];
    char name[SMBPIPE_MAX_USER + 2];
    struct open_request open;

    ok(parse_user(SMBPIPE_GIVEN_USER, "u\xc3\xa9", "D", "p\0w\0", 4, &open) == OPEN_OK, "refused");
    ok(open.user_given && !strcmp(open.user, "u\xc3\xa9") && !strcmp(open.domain, "D"),
       "user %s domain %s", open.user, open.domain);
    ok(open.password_len == 4 && !memcmp(open.password, "p\0w", 4), "wrong password");
    ok(!strcmp(open.server, "server") && !strcmp(open.pipe, "pipe"), "wrong names");
    ok(parse_user(SMBPIPE_GIVEN_USER, "a@b.c", "", "", 0, &open) == OPEN_OK, "no password");
    ok(open.user_given && !open.password_len, "a password");
    ok(parse_user(SMBPIPE_GIVEN_USER, "", "", "", 0, &open) == OPEN_OK && open.user_given,
       "anonymous");

    ok(parse_user(SMBPIPE_DEFAULT_USER, "u", "", "", 0, &open) == OPEN_BAD_MESSAGE, "user");
    ok(parse_user(SMBPIPE_DEFAULT_USER, "", "D", "", 0, &open) == OPEN_BAD_MESSAGE, "domain");
    ok(parse_user(SMBPIPE_DEFAULT_USER, "", "", "pw", 2, &open) == OPEN_BAD_MESSAGE, "password");
    ok(parse_user(2, "u", "", "", 0, &open) == OPEN_BAD_MESSAGE, "no such kind of user");
    ok(parse_user(SMBPIPE_GIVEN_USER, "u", "", "pwx", 3, &open) == OPEN_BAD_MESSAGE, "half");
    ok(parse_user(SMBPIPE_GIVEN_USER, "D\\u", "", "", 0, &open) == OPEN_BAD_MESSAGE, "separator");
    ok(parse_user(SMBPIPE_GIVEN_USER, "u\n", "", "", 0, &open) == OPEN_BAD_MESSAGE, "line feed");
    ok(parse_user(SMBPIPE_GIVEN_USER, "u", "\xc3", "", 0, &open) == OPEN_BAD_MESSAGE, "cut off");

    memset(name, 'a', sizeof(name));
    name[SMBPIPE_MAX_USER + 1] = 0;
    ok(parse_user(SMBPIPE_GIVEN_USER, name, "", "", 0, &open) == OPEN_BAD_MESSAGE, "long user");
    name[SMBPIPE_MAX_USER] = 0;
    ok(parse_user(SMBPIPE_GIVEN_USER, name, "", "", 0, &open) == OPEN_OK, "longest user");
    name[SMBPIPE_MAX_DOMAIN + 1] = 0;
    ok(parse_user(SMBPIPE_GIVEN_USER, "u", name, "", 0, &open) == OPEN_BAD_MESSAGE, "long domain");
    name[SMBPIPE_MAX_DOMAIN] = 0;
    ok(parse_user(SMBPIPE_GIVEN_USER, "u", name, long_password, SMBPIPE_MAX_PASSWORD, &open) ==
       OPEN_OK, "longest domain and password");
    ok(parse_user(SMBPIPE_GIVEN_USER, "u", "", long_password, SMBPIPE_MAX_PASSWORD + 2, &open) ==
       OPEN_BAD_MESSAGE, "long password");
}

static void test_open_names(void)
{
    static const char *const good_servers[] =
    {
        "a", "::1", "fe80::1%eth0", "10.0.0.1", "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80",
        "\xed\x9f\xbf", "\xee\x80\x80", "\xf4\x8f\xbf\xbf", "name with space", "-x", "a;b$(c)[d,e]"
    };
    static const char *const bad_servers[] =
    {
        "", "a/b", "\\\\a", "a\\b", "a\nb", "\x7f", "\x1f", "\x1b[0m",
        "\x80", "\xc3", "\xc3(", "\xe2\x82", "\xf0\x9f\x98",    /* stray and cut off */
        "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xf0\x8f\xbf\xbf", /* longer than needed */
        "\xed\xa0\x80", "\xed\xbf\xbf", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xff",
        "\xc2\x85", "\xc2\x9b"                                  /* C1 control characters */
    };
    char name[SMBPIPE_MAX_SERVER + 2];
    struct open_request open;
    unsigned int i;

    for (i = 0; i < sizeof(good_servers) / sizeof(good_servers[0]); i++)
        ok(parse_names(good_servers[i], "p") == OPEN_OK, "good server %u refused", i);
    for (i = 0; i < sizeof(bad_servers) / sizeof(bad_servers[0]); i++)
        ok(parse_names(bad_servers[i], "p") == OPEN_BAD_MESSAGE, "bad server %u accepted", i);
    ok(parse_names("s", "a\\b/c") == OPEN_OK, "separators in the pipe's name refused");
    ok(parse_names("s", "") == OPEN_BAD_MESSAGE, "empty pipe accepted");
    ok(parse_names("s", "a\tb") == OPEN_BAD_MESSAGE, "tab in the pipe's name accepted");
    ok(parse_names("s", "a\xc3") == OPEN_BAD_MESSAGE, "bad UTF-8 in the pipe's name accepted");
    ok(open_parse(message_data, make_message("a\0b", 3, "p", 1), &open) == OPEN_BAD_MESSAGE,
       "NUL in the server's name accepted");
    ok(open_parse(message_data, make_message("a", 1, "p\0", 2), &open) == OPEN_BAD_MESSAGE,
       "NUL in the pipe's name accepted");
    /* a sequence must not go on in the next name */
    ok(open_parse(message_data, make_message("a\xc3", 2, "\xa9", 1), &open) == OPEN_BAD_MESSAGE,
       "sequence across the names accepted");

    memset(name, 'a', sizeof(name));
    name[SMBPIPE_MAX_SERVER] = 0;
    ok(parse_names(name, name) == OPEN_OK, "longest names refused");
    name[SMBPIPE_MAX_SERVER] = 'a';
    name[SMBPIPE_MAX_SERVER + 1] = 0;
    ok(parse_names(name, "p") == OPEN_BAD_MESSAGE, "too long a server accepted");
    ok(parse_names("s", name) == OPEN_BAD_MESSAGE, "too long a pipe accepted");
}

static enum open_result parse_changed(size_t offset, uint16_t value, size_t more)
{
    struct open_request open;
    size_t size = make_message("server", 6, "pipe", 4);

    value = htole16(value);
    memcpy(message_data + offset, &value, sizeof(value));
    return open_parse(message_data, size + more, &open);
}

static void test_open_header(void)
{
    const size_t length = offsetof(struct smbpipe_open, length);
    struct open_request open;

    ok(parse_changed(0, 0, 0) == OPEN_BAD_MESSAGE, "wrong magic accepted");
    ok(parse_changed(2, 0, 0) == OPEN_BAD_MESSAGE, "wrong second half of magic accepted");
    ok(parse_changed(4, 0, 0) == OPEN_BAD_VERSION, "version 0");
    ok(parse_changed(4, SMBPIPE_VERSION + 1, 0) == OPEN_BAD_VERSION, "next version");
    ok(parse_changed(length, 62, 1) == OPEN_BAD_MESSAGE, "trailing byte accepted");
    ok(parse_changed(length, 61, 0) == OPEN_BAD_MESSAGE, "shorter length accepted");
    ok(parse_changed(length, 63, 0) == OPEN_INCOMPLETE, "longer length");
    ok(parse_changed(length, 63, 1) == OPEN_BAD_MESSAGE, "longer length, all there, accepted");
    ok(parse_changed(length, 0, 0) == OPEN_BAD_MESSAGE, "length 0 accepted");
    ok(parse_changed(length, 51, 0) == OPEN_BAD_MESSAGE, "length below the structure accepted");
    ok(parse_changed(length, 0xffff, 0) == OPEN_BAD_MESSAGE, "length above all limits accepted");
    ok(parse_changed(offsetof(struct smbpipe_open, server_len), 7, 0) == OPEN_BAD_MESSAGE,
       "wrong server_len accepted");
    ok(parse_changed(offsetof(struct smbpipe_open, server_len), 0xffff, 0) == OPEN_BAD_MESSAGE,
       "server_len 65535 accepted");
    ok(parse_changed(offsetof(struct smbpipe_open, pipe_len), 3, 0) == OPEN_BAD_MESSAGE,
       "wrong pipe_len accepted");
    ok(parse_changed(offsetof(struct smbpipe_open, pipe_len), 0xffff, 0) == OPEN_BAD_MESSAGE,
       "pipe_len 65535 accepted");
    ok(open_parse((const uint8_t *)"GET / HTTP/1.0\r\n\r\n", 18, &open) == OPEN_BAD_MESSAGE,
       "HTTP accepted");
}

static void test_open_timeouts(void)
{
    const size_t timeouts[] =
    {
        offsetof(struct smbpipe_open, connect_timeout), offsetof(struct smbpipe_open, call_timeout)
    };
    unsigned int i;

    for (i = 0; i < 2; i++)
    {
        ok(parse_changed(timeouts[i], 0, 0) == OPEN_BAD_MESSAGE, "%u: 0 accepted", i);
        ok(parse_changed(timeouts[i], 1, 0) == OPEN_OK, "%u: 1 refused", i);
        ok(parse_changed(timeouts[i], SMBPIPE_MAX_TIMEOUT, 0) == OPEN_OK, "%u: most refused", i);
        ok(parse_changed(timeouts[i], SMBPIPE_MAX_TIMEOUT + 1, 0) == OPEN_BAD_MESSAGE,
           "%u: more than the most accepted", i);
    }
}

/* RPC connections */

static const struct ndr_syntax_id srvsvc =
{
    { 0x4b324fc8, 0x1670, 0x01d3, { 0x12, 0x78 }, { 0x5a, 0x47, 0xbf, 0x6e, 0xe1, 0x88 } }, 3
};

static TALLOC_CTX *mem;
static struct rpc_conn *conn;
static DATA_BLOB sent, reply;
static struct ncacn_packet answer;

static struct ncacn_packet base_packet(enum dcerpc_pkt_type type)
{
    struct ncacn_packet packet;

    memset(&packet, 0, sizeof(packet));
    packet.rpc_vers = 5;
    packet.ptype = type;
    packet.pfc_flags = DCERPC_PFC_FLAG_FIRST | DCERPC_PFC_FLAG_LAST;
    packet.drep[0] = DCERPC_DREP_LE;
    packet.call_id = 42;
    return packet;
}

static void encode(const struct ncacn_packet *packet)
{
    struct ndr_push *ndr = ndr_push_init_ctx(mem);
    bool big_endian = !(packet->drep[0] & DCERPC_DREP_LE);

    if (ndr_push_ncacn_packet(ndr, NDR_SCALARS | NDR_BUFFERS, packet) != NDR_ERR_SUCCESS) abort();
    sent = ndr_push_blob(ndr);
    sent.data[DCERPC_FRAG_LEN_OFFSET + big_endian] = sent.length;
    sent.data[DCERPC_FRAG_LEN_OFFSET + !big_endian] = sent.length >> 8;
}

static void decode(const DATA_BLOB *data)
{
    struct ndr_pull *ndr = ndr_pull_init_blob(data, mem);

    memset(&answer, 0, sizeof(answer));
    ok(rpc_pdu_length(data->data) == data->length, "length field of what was sent");
    ok(ndr_pull_ncacn_packet(ndr, NDR_SCALARS | NDR_BUFFERS, &answer) == NDR_ERR_SUCCESS,
       "what was sent can't be decoded");
}

/* Gives the connection exactly these bytes, so that a checker of memory sees any read past them. */
static enum rpc_action receive(const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size);
    enum rpc_action action;

    memcpy(copy, data, size);
    reply = data_blob_null;
    action = rpc_conn_receive(conn, mem, copy, size, &reply);
    free(copy);
    if (action == RPC_REPLY || action == RPC_REPLY_CLOSE) decode(&reply);
    return action;
}

static enum rpc_action deliver(const struct ncacn_packet *packet)
{
    encode(packet);
    return receive(sent.data, sent.length);
}

static void new_conn(void)
{
    talloc_free(mem);
    mem = talloc_new(NULL);
    conn = rpc_conn_create(mem, &srvsvc, 4711);
}

static struct ncacn_packet bind_packet(struct dcerpc_ctx_list *contexts, unsigned int count)
{
    struct ncacn_packet packet = base_packet(DCERPC_PKT_BIND);

    packet.u.bind.max_xmit_frag = packet.u.bind.max_recv_frag = RPC_MAX_FRAG;
    packet.u.bind.num_contexts = count;
    packet.u.bind.ctx_list = contexts;
    return packet;
}

static struct dcerpc_ctx_list ndr_context(uint16_t id)
{
    struct dcerpc_ctx_list context = { id, 1, srvsvc, NULL };

    context.transfer_syntaxes = (struct ndr_syntax_id *)&ndr_transfer_syntax_ndr;
    return context;
}

static void bound_conn(void)
{
    struct dcerpc_ctx_list context = ndr_context(0);
    struct ncacn_packet packet = bind_packet(&context, 1);

    new_conn();
    if (deliver(&packet) != RPC_REPLY) abort();
}

static void test_bind(void)
{
    struct dcerpc_ctx_list context = ndr_context(0);
    struct ncacn_packet packet = bind_packet(&context, 1);
    enum rpc_action action;

    new_conn();
    action = deliver(&packet);
    ok(action == RPC_REPLY, "action %u", action);
    ok(answer.ptype == DCERPC_PKT_BIND_ACK, "type %u", answer.ptype);
    ok(answer.call_id == 42, "call id %u", answer.call_id);
    ok(answer.pfc_flags == 3, "flags %#x", answer.pfc_flags);
    ok(answer.u.bind_ack.max_xmit_frag == RPC_MAX_FRAG, "xmit %u", answer.u.bind_ack.max_xmit_frag);
    ok(answer.u.bind_ack.max_recv_frag == RPC_MAX_FRAG, "recv %u", answer.u.bind_ack.max_recv_frag);
    ok(answer.u.bind_ack.assoc_group_id != 0, "no association group");
    ok(!strcmp(answer.u.bind_ack.secondary_address, "4711"), "secondary address");
    ok(answer.u.bind_ack.num_results == 1, "%u results", answer.u.bind_ack.num_results);
    ok(answer.u.bind_ack.ctx_list[0].result == DCERPC_BIND_ACK_RESULT_ACCEPTANCE, "not accepted");
    ok(ndr_syntax_id_equal(&answer.u.bind_ack.ctx_list[0].syntax, &ndr_transfer_syntax_ndr),
       "wrong transfer syntax");

    action = deliver(&packet);
    ok(action == RPC_REPLY_CLOSE && answer.ptype == DCERPC_PKT_BIND_NAK, "second bind");
}

/* The bytes that Wine's rpcrt4 sends. */
static void test_bind_wine(void)
{
    static const uint8_t data[] =
    {
        0x05, 0x00, 0x0b, 0x03, 0x10, 0x00, 0x00, 0x00, 0x48, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0xd0, 0x16, 0xd0, 0x16, 0x00, 0x00, 0x00, 0x00,
        0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0xc8, 0x4f, 0x32, 0x4b,
        0x70, 0x16, 0xd3, 0x01, 0x12, 0x78, 0x5a, 0x47, 0xbf, 0x6e, 0xe1, 0x88,
        0x03, 0x00, 0x00, 0x00, 0x04, 0x5d, 0x88, 0x8a, 0xeb, 0x1c, 0xc9, 0x11,
        0x9f, 0xe8, 0x08, 0x00, 0x2b, 0x10, 0x48, 0x60, 0x02, 0x00, 0x00, 0x00
    };
    size_t i;

    new_conn();
    ok(rpc_pdu_length(data) == sizeof(data), "length");
    ok(receive(data, sizeof(data)) == RPC_REPLY, "refused");
    ok(answer.u.bind_ack.ctx_list[0].result == DCERPC_BIND_ACK_RESULT_ACCEPTANCE, "not accepted");

    for (i = RPC_HEADER_SIZE; i < sizeof(data); i++)
    {
        uint8_t cut[sizeof(data)];

        memcpy(cut, data, i);
        cut[DCERPC_FRAG_LEN_OFFSET] = i;
        new_conn();
        ok(receive(cut, i) == RPC_CLOSE, "cut off after %zu bytes", i);
        ok(!conn->bound, "bound by %zu bytes", i);
    }
    new_conn();
    ok(receive(data, sizeof(data) - 1) == RPC_CLOSE, "frag_length above the size");
}

static void test_bind_contexts(void)
{
    struct ndr_syntax_id other = srvsvc, other_version = srvsvc, features = ndr_transfer_syntax_ndr;
    struct ndr_syntax_id both[] = { ndr_transfer_syntax_ndr64, ndr_transfer_syntax_ndr };
    struct dcerpc_ctx_list contexts[] =
    {
        { 0, 1, srvsvc, both }, { 1, 1, srvsvc, &features }, { 2, 2, srvsvc, both },
        { 3, 1, other, both + 1 }, { 4, 1, other_version, both + 1 }, { 5, 0, srvsvc, NULL },
        { 700, 1, srvsvc, both + 1 }
    };
    static const struct { unsigned int result, reason; } expected[] =
    {
        { 2, 2 }, { 2, 2 }, { 0, 0 }, { 2, 1 }, { 2, 1 }, { 2, 2 }, { 0, 0 }
    };
    struct ncacn_packet packet = bind_packet(contexts, 7);
    unsigned int i;

    features.uuid.time_low = 0x6cb71c2c;
    contexts[3].abstract_syntax.uuid.node[5]++;
    contexts[4].abstract_syntax.if_version = 4;
    new_conn();
    ok(deliver(&packet) == RPC_REPLY, "refused");
    ok(answer.u.bind_ack.num_results == 7, "%u results", answer.u.bind_ack.num_results);
    for (i = 0; i < answer.u.bind_ack.num_results; i++)
    {
        const struct dcerpc_ack_ctx *ack = &answer.u.bind_ack.ctx_list[i];
        ok(ack->result == expected[i].result && ack->reason.value == expected[i].reason,
           "context %u: result %u, reason %u", i, ack->result, ack->reason.value);
    }
    ok(conn->context_count == 2 && conn->contexts[1] == 700, "%u contexts", conn->context_count);
}

static void test_bind_frag(void)
{
    static const struct { uint16_t wanted, expected; } sizes[] =
    {
        { 0, RPC_MIN_FRAG }, { 1, RPC_MIN_FRAG }, { RPC_MIN_FRAG, RPC_MIN_FRAG }, { 4280, 4280 },
        { RPC_MAX_FRAG + 1, RPC_MAX_FRAG }, { 0xffff, RPC_MAX_FRAG }
    };
    unsigned int i;

    for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
    {
        struct dcerpc_ctx_list context = ndr_context(0);
        struct ncacn_packet packet = bind_packet(&context, 1);

        packet.u.bind.max_recv_frag = sizes[i].wanted;
        packet.u.bind.max_xmit_frag = 2000;
        new_conn();
        ok(deliver(&packet) == RPC_REPLY, "refused");
        ok(answer.u.bind_ack.max_xmit_frag == sizes[i].expected, "%u: %u", sizes[i].wanted,
           answer.u.bind_ack.max_xmit_frag);
        ok(answer.u.bind_ack.max_recv_frag == 2000, "recv %u", answer.u.bind_ack.max_recv_frag);
    }
}

static void check_nak(struct ncacn_packet *packet, enum dcerpc_bind_nak_reason reason,
                      const char *what)
{
    enum rpc_action action = deliver(packet);

    ok(action == RPC_REPLY_CLOSE, "%s: action %u", what, action);
    ok(answer.ptype == DCERPC_PKT_BIND_NAK, "%s: type %u", what, answer.ptype);
    ok(answer.u.bind_nak.reject_reason == reason, "%s: reason %u", what,
       answer.u.bind_nak.reject_reason);
    ok(answer.call_id == 42, "%s: call id %u", what, answer.call_id);
}

static void test_bind_refused(void)
{
    struct dcerpc_ctx_list context = ndr_context(0);
    struct ncacn_packet packet = bind_packet(&context, 1);

    new_conn();
    packet.rpc_vers = 4;
    check_nak(&packet, DCERPC_BIND_NAK_REASON_PROTOCOL_VERSION_NOT_SUPPORTED, "version 4");
    ok(answer.u.bind_nak.num_versions == 1, "%u versions", answer.u.bind_nak.num_versions);
    ok(answer.u.bind_nak.versions[0].rpc_vers == 5, "wrong version");
    packet = bind_packet(&context, 1);
    packet.rpc_vers_minor = 2;
    check_nak(&packet, DCERPC_BIND_NAK_REASON_PROTOCOL_VERSION_NOT_SUPPORTED, "version 5.2");
    packet = bind_packet(&context, 1);
    packet.auth_length = 8;
    packet.u.bind.auth_info = data_blob_talloc(mem, "0123456789abcdef", 16);
    check_nak(&packet, DCERPC_BIND_NAK_REASON_INVALID_AUTH_TYPE, "authentication");
    packet = bind_packet(&context, 1);
    packet.pfc_flags = DCERPC_PFC_FLAG_FIRST;
    check_nak(&packet, DCERPC_BIND_NAK_REASON_NOT_SPECIFIED, "in fragments");
    ok(!conn->bound && !conn->context_count, "bound by refused PDUs");

    packet = bind_packet(&context, 1);
    packet.rpc_vers_minor = 1;
    ok(deliver(&packet) == RPC_REPLY, "version 5.1 refused");
    new_conn();
    packet.drep[0] = 0;
    ok(deliver(&packet) == RPC_CLOSE, "big-endian accepted");
}

static void test_alter(void)
{
    struct dcerpc_ctx_list contexts[RPC_MAX_CONTEXTS + 1];
    struct ncacn_packet packet;
    unsigned int i;

    for (i = 0; i <= RPC_MAX_CONTEXTS; i++) contexts[i] = ndr_context(i);
    bound_conn();
    packet = bind_packet(contexts, RPC_MAX_CONTEXTS + 1);
    packet.ptype = DCERPC_PKT_ALTER;
    ok(deliver(&packet) == RPC_REPLY, "refused");
    ok(answer.ptype == DCERPC_PKT_ALTER_RESP, "type %u", answer.ptype);
    for (i = 0; i < RPC_MAX_CONTEXTS; i++)
        ok(!answer.u.alter_resp.ctx_list[i].result, "context %u refused", i);
    ok(answer.u.alter_resp.ctx_list[i].result == DCERPC_BIND_ACK_RESULT_PROVIDER_REJECTION &&
       answer.u.alter_resp.ctx_list[i].reason.value == DCERPC_BIND_ACK_REASON_LOCAL_LIMIT_EXCEEDED,
       "context above the limit accepted");
    ok(deliver(&packet) == RPC_REPLY, "second time refused");
    ok(conn->context_count == RPC_MAX_CONTEXTS, "%u contexts", conn->context_count);

    packet.auth_length = 8;
    packet.u.alter.auth_info = data_blob_talloc(mem, "0123456789abcdef", 16);
    ok(deliver(&packet) == RPC_REPLY_CLOSE && answer.ptype == DCERPC_PKT_FAULT, "authentication");
}

static struct ncacn_packet request_packet(const void *stub, size_t size)
{
    struct ncacn_packet packet = base_packet(DCERPC_PKT_REQUEST);

    packet.u.request.opnum = 12;
    packet.u.request.stub_and_verifier.data = (uint8_t *)stub;
    packet.u.request.stub_and_verifier.length = size;
    return packet;
}

static void test_request(void)
{
    struct ncacn_packet packet = request_packet("stub", 4);
    enum rpc_action action;

    bound_conn();
    action = deliver(&packet);
    ok(action == RPC_CALL, "action %u", action);
    ok(conn->call.call_id == 42 && conn->call.opnum == 12, "call id or opnum");
    ok(!conn->call.has_object, "object");
    ok(conn->call.stub.length == 4 && !memcmp(conn->call.stub.data, "stub", 4), "stub");

    packet = request_packet(NULL, 0);
    packet.pfc_flags |= DCERPC_PFC_FLAG_OBJECT_UUID;
    packet.u.request.object.object = srvsvc.uuid;
    ok(deliver(&packet) == RPC_CALL, "object refused");
    ok(conn->call.has_object && GUID_equal(&conn->call.object, &srvsvc.uuid), "wrong object");
    ok(!conn->call.stub.length, "stub has %zu bytes", conn->call.stub.length);
    ok(conn->call.stub.data != NULL, "no stub");
    rpc_conn_drop_call(conn);
    ok(!conn->call.stub.data, "stub left");
}

static void check_fault(struct ncacn_packet *packet, uint32_t status, const char *what)
{
    enum rpc_action action = deliver(packet);

    ok(action == RPC_REPLY_CLOSE, "%s: action %u", what, action);
    ok(answer.ptype == DCERPC_PKT_FAULT, "%s: type %u", what, answer.ptype);
    ok(answer.u.fault.status == status, "%s: status %#x", what, answer.u.fault.status);
    ok(answer.call_id == packet->call_id, "%s: call id %u", what, answer.call_id);
    ok(answer.pfc_flags & DCERPC_PFC_FLAG_DID_NOT_EXECUTE, "%s: flags %#x", what, answer.pfc_flags);
}

static void test_request_refused(void)
{
    struct ncacn_packet packet = request_packet("stub", 4);

    new_conn();
    ok(deliver(&packet) == RPC_CLOSE, "request before bind");
    bound_conn();
    packet.u.request.context_id = 1;
    check_fault(&packet, DCERPC_NCA_S_INVALID_PRES_CONTEXT_ID, "unknown context");
    bound_conn();
    packet = request_packet("0123456789abcdef", 16);
    packet.auth_length = 8;
    check_fault(&packet, DCERPC_NCA_S_UNSUPPORTED_AUTHN_LEVEL, "authentication");
    bound_conn();
    packet = request_packet("stub", 4);
    packet.pfc_flags = DCERPC_PFC_FLAG_LAST;
    check_fault(&packet, DCERPC_NCA_S_PROTO_ERROR, "no first fragment");
    bound_conn();
    packet.pfc_flags = 0;
    check_fault(&packet, DCERPC_NCA_S_PROTO_ERROR, "middle fragment only");
    bound_conn();
    packet = request_packet("stub", 4);
    packet.rpc_vers = 4;
    ok(deliver(&packet) == RPC_CLOSE, "version 4");
    packet = request_packet("stub", 4);
    packet.rpc_vers_minor = 2;
    ok(deliver(&packet) == RPC_CLOSE, "version 5.2");
    packet = request_packet("stub", 4);
    packet.drep[0] = 0;
    ok(deliver(&packet) == RPC_CLOSE, "big-endian");
}

static enum rpc_action fragment(uint8_t flags, uint32_t call_id, uint16_t context, uint16_t opnum,
                                const void *stub, size_t size)
{
    struct ncacn_packet packet = request_packet(stub, size);

    packet.pfc_flags = flags;
    packet.call_id = call_id;
    packet.u.request.context_id = context;
    packet.u.request.opnum = opnum;
    return deliver(&packet);
}

static void test_fragments(void)
{
    unsigned int i;

    bound_conn();
    ok(fragment(1, 7, 0, 12, "abc", 3) == RPC_IGNORE, "first");
    ok(fragment(0, 7, 0, 12, "", 0) == RPC_IGNORE, "empty");
    ok(fragment(0, 7, 0, 12, "def", 3) == RPC_IGNORE, "middle");
    ok(fragment(2, 7, 0, 12, "gh", 2) == RPC_CALL, "last");
    ok(conn->call.stub.length == 8 && !memcmp(conn->call.stub.data, "abcdefgh", 8), "stub");
    ok(fragment(3, 8, 0, 12, "x", 1) == RPC_CALL, "next call");
    ok(conn->call.stub.length == 1 && conn->call.call_id == 8, "next call's stub");

    for (i = 0; i < 4; i++)
    {
        bound_conn();
        ok(fragment(1, 7, 0, 12, "abc", 3) == RPC_IGNORE, "first");
        ok(fragment(i ? 2 : 3, i == 1 ? 8 : 7, i == 2, i == 3 ? 13 : 12, "d", 1) == RPC_REPLY_CLOSE,
           "wrong continuation %u accepted", i);
        ok(answer.u.fault.status == DCERPC_NCA_S_PROTO_ERROR, "status %#x", answer.u.fault.status);
    }
}

static void test_fragments_limit(void)
{
    static uint8_t part[4096];
    unsigned int i;

    bound_conn();
    for (i = 0; i < RPC_MAX_REQUEST / sizeof(part); i++)
        if (fragment(i ? 0 : 1, 7, 0, 12, part, sizeof(part)) != RPC_IGNORE) break;
    ok(i == RPC_MAX_REQUEST / sizeof(part), "refused after %u parts", i);
    ok(conn->call.stub.length == RPC_MAX_REQUEST, "%zu bytes", conn->call.stub.length);
    ok(fragment(2, 7, 0, 12, part, 1) == RPC_REPLY_CLOSE, "too long a request accepted");
    ok(answer.u.fault.status == DCERPC_FAULT_OUT_OF_RESOURCES, "status %#x", answer.u.fault.status);
}

static void test_other_types(void)
{
    struct ncacn_packet packet = base_packet(DCERPC_PKT_CO_CANCEL);
    unsigned int type;

    bound_conn();
    ok(deliver(&packet) == RPC_IGNORE, "co_cancel");
    packet.ptype = DCERPC_PKT_ORPHANED;
    ok(deliver(&packet) == RPC_IGNORE, "orphaned without a call");
    ok(fragment(1, 7, 0, 12, "abc", 3) == RPC_IGNORE, "first");
    ok(deliver(&packet) == RPC_IGNORE && conn->assembling, "orphaned, another call");
    packet.call_id = 7;
    ok(deliver(&packet) == RPC_IGNORE && !conn->assembling, "orphaned, this call");
    ok(fragment(3, 8, 0, 12, "x", 1) == RPC_CALL, "call after it");

    packet = request_packet("stubstub", 8);
    encode(&packet);
    for (type = 1; type < 256; type++)
    {
        if (type == DCERPC_PKT_BIND || type == DCERPC_PKT_ALTER || type == DCERPC_PKT_CO_CANCEL ||
            type == DCERPC_PKT_ORPHANED) continue;
        sent.data[2] = type;
        ok(receive(sent.data, sent.length) == RPC_CLOSE, "type %u accepted", type);
    }
}

static void test_length(void)
{
    uint8_t header[RPC_HEADER_SIZE] = { 5, 0, 11, 3, DCERPC_DREP_LE };
    struct ncacn_packet packet;
    static uint8_t stub[4000];

    ok(!rpc_pdu_length(header), "length 0 accepted");
    header[8] = RPC_HEADER_SIZE - 1;
    ok(!rpc_pdu_length(header), "length 15 accepted");
    header[8] = RPC_HEADER_SIZE;
    ok(rpc_pdu_length(header) == RPC_HEADER_SIZE, "length 16 refused");
    header[8] = RPC_MAX_FRAG & 0xff;
    header[9] = RPC_MAX_FRAG >> 8;
    ok(rpc_pdu_length(header) == RPC_MAX_FRAG, "longest refused");
    header[8]++;
    ok(!rpc_pdu_length(header), "too long accepted");
    header[4] = 0;
    header[8] = 1;
    header[9] = 2;
    ok(rpc_pdu_length(header) == 0x102, "big-endian length %zu", rpc_pdu_length(header));

    bound_conn();
    conn->max_recv_frag = 2000;
    packet = request_packet(stub, sizeof(stub));
    ok(deliver(&packet) == RPC_CLOSE, "longer than negotiated accepted");
}

static void test_response(void)
{
    static const size_t sizes[] = { 0, 1, 7, 8, 5815, 5816, 5817, 11632, 100001 };
    unsigned int i, count;

    for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
    {
        DATA_BLOB stub, part;
        size_t done = 0, seen = 0, k;

        bound_conn();
        ok(fragment(3, 77, 0, 12, "x", 1) == RPC_CALL, "call");
        stub = data_blob_talloc(mem, NULL, sizes[i]);
        for (k = 0; k < sizes[i]; k++) stub.data[k] = k * 7 + k / 251;
        for (count = 0; !count || done < sizes[i]; count++)
        {
            const DATA_BLOB *body = &answer.u.response.stub_and_verifier;

            ok(rpc_conn_respond(conn, mem, &stub, &done, &part), "no fragment");
            decode(&part);
            ok(part.length <= RPC_MAX_FRAG, "fragment of %zu bytes", part.length);
            ok(answer.ptype == DCERPC_PKT_RESPONSE && answer.call_id == 77, "type or call id");
            ok(!(answer.pfc_flags & DCERPC_PFC_FLAG_FIRST) == (count > 0), "first flag");
            ok(!(answer.pfc_flags & DCERPC_PFC_FLAG_LAST) == (done < sizes[i]), "last flag");
            ok(answer.u.response.alloc_hint == sizes[i] - seen, "alloc hint");
            ok(!body->length || !memcmp(body->data, stub.data + seen, body->length), "bytes");
            seen += body->length;
            ok(seen == done, "%zu of %zu bytes counted", seen, done);
        }
        ok(count == (sizes[i] ? (sizes[i] + 5815) / 5816 : 1), "%zu bytes: %u fragments", sizes[i],
           count);
    }
}

static bool accepts(uint16_t opnum, const char *stub, size_t size)
{
    DATA_BLOB blob = { .data = (uint8_t *)stub, .length = size };

    bound_conn();
    ok(fragment(3, 77, 0, opnum, "x", 1) == RPC_CALL, "call");
    return rpc_conn_accepts(conn, &blob);
}

static void test_accepted(void)
{
    ok(accepts(12, "\x0a\0\0\0\x0a\0\0\0", 8), "a level and its tag refused");
    ok(!accepts(12, "\x0a\0\0\0\x02\0\0\0", 8), "another level's tag accepted");
    ok(!accepts(12, "\x0a\0\0\0\x0a\0\0\0", 7), "half a tag accepted");
    ok(accepts(13, "\x0a\0\0\0\x02\0\0\0", 8), "the answer to another method refused");
    conn->syntax.uuid.node[5]++;
    conn->call.opnum = 12;
    ok(rpc_conn_accepts(conn, &(DATA_BLOB){ .length = 0 }), "another interface's answer refused");
}

static void test_fault(void)
{
    static const uint32_t crashes[] =
    {
        0, 0x80000001, 0x80000002, 0x80000003, 0x80000004, 0xc0000005, 0xc0000006,
        0xc000001d, 0xc0000025, 0xc0000026, 0xc000008c, 0xc0000094, 0xc0000096, 0xc00000aa,
        0xc00000fd, 0xc0000194, 0xc0000235, 0xc0000374, 0xc0000409
    };
    static const uint32_t kept[] = { 5, 0x6f7, 0xc0000022, 0xc000008b, 0xc0000097, 0xc00000b5,
                                     0x1c010002, 0xc000020c, 0xc000020d };
    DATA_BLOB fault;
    unsigned int i;

    for (i = 0; i < sizeof(crashes) / sizeof(crashes[0]); i++)
        ok(rpc_fault_status(crashes[i]) == DCERPC_NCA_S_FAULT_UNSPEC, "%#x kept", crashes[i]);
    for (i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
        ok(rpc_fault_status(kept[i]) == kept[i], "%#x changed", kept[i]);
    ok(rpc_fault_status(SMBPIPE_FAULT_NOT_SENT) != SMBPIPE_FAULT_NOT_SENT,
       "the server can say that nothing was sent");

    bound_conn();
    ok(fragment(3, 77, 0, 12, "x", 1) == RPC_CALL, "call");
    ok(rpc_conn_fault(conn, mem, SMBPIPE_FAULT_NOT_SENT, DCERPC_PFC_FLAG_DID_NOT_EXECUTE, &fault),
       "no fault");
    decode(&fault);
    ok(answer.ptype == DCERPC_PKT_FAULT && answer.call_id == 77, "type or call id");
    ok(answer.pfc_flags == 0x23, "flags %#x", answer.pfc_flags);
    ok(answer.u.fault.status == SMBPIPE_FAULT_NOT_SENT, "status %#x", answer.u.fault.status);
}

/* Nothing that comes over the connection may do harm: changed bytes in PDUs of all kinds. */
static void test_changed_bytes(void)
{
    struct dcerpc_ctx_list contexts[] = { ndr_context(0), ndr_context(1) };
    struct ncacn_packet packets[] = { bind_packet(contexts, 2), request_packet("stubstub", 8),
                                      base_packet(DCERPC_PKT_ORPHANED), bind_packet(contexts, 2) };
    unsigned int round, i, seen[5] = {0};

    packets[3].ptype = DCERPC_PKT_ALTER;
    srand(1);
    for (round = 0; round < 20000; round++)
    {
        if (round % 8 == 0) new_conn();
        if (round % 8 == 1) bound_conn();
        encode(&packets[rand() % 4]);
        for (i = rand() % 4; i > 0; i--) sent.data[rand() % sent.length] = rand();
        if (rpc_pdu_length(sent.data) == sent.length)
            seen[rpc_conn_receive(conn, mem, sent.data, sent.length, &reply)]++;
    }
    for (i = 0; i < 5; i++) ok(seen[i] > 100, "action %u came %u times", i, seen[i]);
}

/* The peer's owner */

static const char tcp_table[] =
    "  sl  local_address rem_address   st tx_queue rx"
        "_queue tr tm->when retrnsmt   uid  timeout inode\n"
    "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000"
        " 00:00000000 00000000  1000        0 1 1\n"
    "   1: 0100007F:D431 0100007F:1F90 01 00000000:00000000"
        " 02:00000A5C 00000000  1000        0 2 2\n"
    "   2: 0100007F:1F90 0100007F:D431 01 00000000:00000000"
        " 00:00000000 00000000     0        0 0 1\n"
    "   3: 0100007F:D432 0100007F:1F90 06 00000000:00000000"
        " 03:00000A5C 00000000     0        0 0 3\n"
    "   4: 0100007F:D433 0100007F:1F90 04 00000000:00000000"
        " 01:00000A5C 00000000  1000        0 0 3\n"
    "  10: 0200007F:D431 0100007F:1F90 01 00000000:00000000"
        " 02:00000A5C 00000000  1001        0 2 2\n"
    "garbage\n";

static enum peer look(const char *addr, uint16_t port, uid_t uid)
{
    struct sockaddr_in peer = { .sin_family = AF_INET, .sin_port = htons(port) };
    struct sockaddr_in self = { .sin_family = AF_INET, .sin_port = htons(0x1f90) };
    FILE *table = fmemopen((void *)tcp_table, sizeof(tcp_table) - 1, "r");
    enum peer result;

    inet_pton(AF_INET, addr, &peer.sin_addr);
    inet_pton(AF_INET, "127.0.0.1", &self.sin_addr);
    result = peer_lookup(table, &peer, &self, uid);
    fclose(table);
    return result;
}

static void test_peer(void)
{
    int pair[2];

    ok(look("127.0.0.1", 0xd431, 1000) == PEER_OURS, "own peer");
    ok(look("127.0.0.1", 0xd431, 1001) == PEER_FOREIGN, "other user");
    ok(look("127.0.0.1", 0xd431, 0) == PEER_FOREIGN, "other user, for root");
    ok(look("127.0.0.2", 0xd431, 1001) == PEER_OURS, "same port of another address");
    ok(look("127.0.0.1", 0xd432, 0) == PEER_FOREIGN, "closed socket taken for root's");
    ok(look("127.0.0.1", 0xd433, 1000) == PEER_FOREIGN, "closing socket");
    ok(look("127.0.0.1", 0xd434, 1000) == PEER_UNKNOWN, "not in the table");
    ok(look("127.0.0.1", 0, 1000) == PEER_UNKNOWN, "listening socket");

    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair)) abort();
    ok(!peer_is_ours(pair[0]), "a Unix socket is taken for a loopback connection");
    close(pair[0]);
    close(pair[1]);
    ok(!peer_is_ours(-1), "no descriptor");
}

static void test_peer_real(void)
{
    struct sockaddr_in addr = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof(addr);
    int listener = socket(AF_INET, SOCK_STREAM, 0), client = socket(AF_INET, SOCK_STREAM, 0);
    int server;

    if (bind(listener, (struct sockaddr *)&addr, size) || listen(listener, 1) ||
        getsockname(listener, (struct sockaddr *)&addr, &size) ||
        connect(client, (struct sockaddr *)&addr, size)) abort();
    server = accept(listener, NULL, NULL);
    ok(peer_is_ours(server), "own connection refused");
    ok(peer_is_ours(client), "own connection refused, seen from the other side");
    close(client);
    ok(!peer_is_ours(server), "closed connection accepted");
    close(server);
    close(listener);
}

/* A connection whose other end closes, and whose port is taken again, while it is looked for */

int __real_socket(int domain, int type, int protocol);
int __wrap_socket(int domain, int type, int protocol);

static struct sockaddr_in passed_from, passed_to;
static int passed_old = -1, passed_new = -1, kernel_end = -1;
static enum { NETLINK, NO_NETLINK, NO_TCP_DIAG } kernel;

static int connect_from(struct sockaddr_in *from, const struct sockaddr_in *to)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    socklen_t size = sizeof(*from);

    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)) ||
        bind(fd, (struct sockaddr *)from, size) ||
        connect(fd, (const struct sockaddr *)to, sizeof(*to)) ||
        getsockname(fd, (struct sockaddr *)from, &size)) abort();
    return fd;
}

/* Stands for the socket of a kernel that knows netlink, and nobody there who tells of TCP. */
static int unknown_to_netlink(void)
{
    struct { struct nlmsghdr header; struct nlmsgerr failure; } answer =
        { { .nlmsg_len = sizeof(answer), .nlmsg_type = NLMSG_ERROR }, { .error = -ENOENT } };
    int pair[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) ||
        send(pair[1], &answer, sizeof(answer), 0) != sizeof(answer)) abort();
    if (kernel_end != -1) close(kernel_end);
    kernel_end = pair[1];
    return pair[0];
}

/* The look begins. */
int __wrap_socket(int domain, int type, int protocol)
{
    const struct linger at_once = { 1, 0 };

    if (domain == AF_NETLINK && passed_old != -1)
    {
        setsockopt(passed_old, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
        close(passed_old);
        passed_old = -1;
        passed_new = connect_from(&passed_from, &passed_to);
    }
    if (domain != AF_NETLINK || kernel == NETLINK) return __real_socket(domain, type, protocol);
    if (kernel == NO_TCP_DIAG) return unknown_to_netlink();
    errno = EAFNOSUPPORT;
    return -1;
}

static void check_peer_passed(void)
{
    const struct sockaddr_in anywhere = { .sin_family = AF_INET,
                                          .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int listener = socket(AF_INET, SOCK_STREAM, 0), server;
    socklen_t size = sizeof(passed_to);
    char byte = 0;

    passed_to = passed_from = anywhere;
    passed_new = -1;
    if (bind(listener, (struct sockaddr *)&passed_to, size) || listen(listener, 2) ||
        getsockname(listener, (struct sockaddr *)&passed_to, &size)) abort();
    passed_old = connect_from(&passed_from, &passed_to);
    if (send(passed_old, "x", 1, 0) != 1) abort();
    server = accept(listener, NULL, NULL);
    ok(!peer_is_ours(server), "a closed connection was taken for the one after it");
    ok(passed_new != -1, "nobody looked");
    ok(recv(server, &byte, 1, 0) == 1 && byte == 'x', "what it sent can't be read any more");
    close(server);
    server = accept(listener, NULL, NULL);
    ok(peer_is_ours(server), "the one after it was refused");
    close(server);
    close(passed_new);
    close(listener);
}

static void test_peer_passed(void)
{
    for (kernel = NETLINK; kernel <= NO_TCP_DIAG; kernel++)
    {
        check_peer_passed();
        test_peer_real();
    }
    kernel = NETLINK;
    close(kernel_end);
}

/* The credentials file */

static void test_credentials_file(void)
{
    static const mode_t bad[] = { 0601, 0602, 0604, 0610, 0620, 0640, 0644, 0666, 0777 };
    char path[] = "/tmp/smbpipe_test.XXXXXX";
    int fd = mkstemp(path), null = open("/dev/null", O_RDONLY), dir = open("/tmp", O_RDONLY);
    unsigned int i;

    if (fd == -1) abort();
    unlink(path);
    ok(!credentials_file_problem(fd), "private file: %s", credentials_file_problem(fd));
    fchmod(fd, 0400);
    ok(!credentials_file_problem(fd), "read-only file: %s", credentials_file_problem(fd));
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
    {
        fchmod(fd, bad[i]);
        ok(credentials_file_problem(fd) != NULL, "mode %o accepted", bad[i]);
    }
    fchmod(fd, 0600);
    if (ftruncate(fd, 65537)) abort();
    ok(credentials_file_problem(fd) != NULL, "long file accepted");
    if (ftruncate(fd, 0)) abort();
    if (!geteuid())
    {
        if (fchown(fd, 1, 0)) abort();
        ok(credentials_file_problem(fd) != NULL, "another user's file accepted");
    }
    ok(credentials_file_problem(null) != NULL, "device accepted");
    ok(credentials_file_problem(dir) != NULL, "directory accepted");
    ok(credentials_file_problem(-1) != NULL, "no descriptor accepted");
    close(fd);
    close(null);
    close(dir);
}

static uint64_t id_after(int fd, const char *data)
{
    struct timespec tick = { 0, 20000000 }; /* the kernel's file times have coarse steps */

    nanosleep(&tick, NULL);
    if (data && pwrite(fd, data, strlen(data), 0) < 0) abort();
    return credentials_file_id(fd);
}

static void test_credentials_id(void)
{
    char path[] = "/tmp/smbpipe_test.XXXXXX", other_path[] = "/tmp/smbpipe_test.XXXXXX";
    int fd = mkstemp(path), other = mkstemp(other_path);
    uint64_t first;

    if (fd == -1 || other == -1) abort();
    first = id_after(fd, "password = a");
    ok(first != 0, "no id");
    ok(id_after(fd, NULL) == first, "another id for the same file");
    ok(id_after(other, "password = a") != first, "the same id for another file");
    ok(id_after(fd, "password = b") != first, "the same id for another password of that length");
    ok(!credentials_file_id(-1), "an id without a file");
    unlink(path);
    unlink(other_path);
    close(fd);
    close(other);
}

int main(void)
{
    test_open_layout();
    test_open_good();
    test_open_user();
    test_open_names();
    test_open_header();
    test_open_timeouts();
    test_bind();
    test_bind_wine();
    test_bind_contexts();
    test_bind_frag();
    test_bind_refused();
    test_alter();
    test_request();
    test_request_refused();
    test_fragments();
    test_fragments_limit();
    test_other_types();
    test_length();
    test_response();
    test_accepted();
    test_fault();
    test_changed_bytes();
    test_peer();
    test_peer_passed();
    test_credentials_file();
    test_credentials_id();
    talloc_free(mem);
    printf("%u passed, %u failed\n", passed, failed);
    return failed ? 1 : 0;
}
