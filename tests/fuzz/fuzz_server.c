/*
 * What comes to smbpipe from the server: answers of every kind, to clients that read as they like
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
 * The input is two bytes with the fragment size that the clients ask for, and a list of steps: a
 * byte whose low three bits choose one and whose next two choose the client, and what the step
 * takes, as below.
 */

#include <string.h>

#include <gen_ndr/ndr_dcerpc.h>

#include "../../programs/smbpipe/pdu.h"
#include "smbpipe.h"
#include "rig.h"

#define MAX_ANSWER 60000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum step { CALL, CLOSE, READ, READ_ALL, SERVE, SERVE_LONG, FAIL, LOSE_SERVER };

/* What a client has to be told. */
struct expected
{
    bool bound, called, answered;
    uint32_t call_id, status;
    uint8_t fill;
    size_t size;
};

static struct expected expected[RIG_CLIENTS], *order[RIG_CLIENTS];
static unsigned int order_count;
static uint16_t fragment;
static uint32_t last_id;
static uint8_t stub[MAX_ANSWER];

static void fill_stub(uint8_t *bytes, uint8_t fill, size_t size)
{
    size_t i;

    for (i = 0; i < size; i++) bytes[i] = fill + i * 7 + i / 251;
}

static bool bind(unsigned int client)
{
    uint8_t body[] =
    {
        fragment, fragment >> 8, fragment, fragment >> 8, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0,
        0xc8, 0x4f, 0x32, 0x4b, 0x70, 0x16, 0xd3, 0x01, 0x12, 0x78, 0x5a, 0x47, 0xbf, 0x6e, 0xe1,
        0x88, 3, 0, 0, 0,
        0x04, 0x5d, 0x88, 0x8a, 0xeb, 0x1c, 0xc9, 0x11, 0x9f, 0xe8, 0x08, 0x00, 0x2b, 0x10, 0x48,
        0x60, 2, 0, 0, 0
    };
    struct rig_answer answer;

    if (!rig_connect(client)) return false;
    rig_send_pdu(client, DCERPC_PKT_BIND, 3, ++last_id, body, sizeof(body));
    rig_read_all(client, &answer);
    require(answer.end == RIG_OTHER && answer.call_id == last_id);
    return true;
}

/* A client calls again when it has its answer. */
static void call(unsigned int client)
{
    static const uint8_t request[] = { 4, 0, 0, 0, 0, 0, 13, 0, 'c', 'a', 'l', 'l' };
    struct expected *e = &expected[client];

    if (e->called) return;
    if (!e->bound && !(e->bound = bind(client))) return;
    e->called = true;
    e->answered = false;
    e->call_id = ++last_id;
    if (!rig_lost_server()) order[order_count++] = e;
    else e->status = SMBPIPE_FAULT_NOT_SENT;
    if (rig_lost_server()) e->answered = true;
    rig_send_pdu(client, DCERPC_PKT_REQUEST, 3, e->call_id, request, sizeof(request));
}

static void check_fault(const struct expected *e, uint32_t fault)
{
    require(fault);
    require(fault == SMBPIPE_FAULT_NOT_SENT || rig_lost_server() ||
            rpc_fault_status(fault) == fault);
    /* Nobody may repeat a call that the server has seen. */
    require(fault != SMBPIPE_FAULT_NOT_SENT || e->status == SMBPIPE_FAULT_NOT_SENT);
}

static void check_answer(unsigned int client, const struct rig_answer *answer)
{
    struct expected *e = &expected[client];
    static uint8_t wanted[MAX_ANSWER];

    if (!e->called || answer->call_id != e->call_id) return;
    if (answer->end != RIG_RESPONSE && answer->end != RIG_FAULT) return;
    require(e->answered);
    e->called = false;
    if (answer->end == RIG_FAULT)
    {
        require(e->status);
        check_fault(e, answer->fault);
        return;
    }
    require(!e->status && answer->size == e->size);
    fill_stub(wanted, e->fill, e->size);
    require(!memcmp(answer->stub, wanted, e->size));
}

static void read_some(unsigned int client, size_t limit)
{
    struct rig_answer answer;
    size_t part;

    for (; limit; limit -= part)
    {
        part = 1 + limit / 2;
        if (!rig_read(client, part, &answer)) break;
        check_answer(client, &answer);
    }
}

static void close_client(unsigned int client)
{
    /* Its call is made all the same, and its answer goes nowhere. */
    expected[client].bound = false;
    if (!expected[client].called || expected[client].answered) expected[client].called = false;
    rig_close(client);
}

/* The calls are made one at a time, in the order that they came in. */
static void serve(uint32_t status, uint8_t fill, size_t size, uint32_t flags)
{
    struct expected *e = order[0];

    if (!order_count) return;
    e->status = status | flags;
    e->fill = fill;
    e->size = size;
    e->answered = true;
    if (!e->bound) e->called = false;
    fill_stub(stub, fill, size);
    memmove(order, order + 1, --order_count * sizeof(order[0]));
    require(rig_serve(status, stub, size, flags));
}

/* The call that was under way has failed, the others were not sent. */
static void lose_server(void)
{
    unsigned int i;

    if (rig_lost_server()) return;
    for (i = 0; i < order_count; i++)
    {
        order[i]->status = i ? SMBPIPE_FAULT_NOT_SENT : NT_STATUS_V(NT_STATUS_IO_TIMEOUT);
        order[i]->answered = true;
        if (!order[i]->bound) order[i]->called = false;
    }
    order_count = 0;
    rig_lose_server();
}

static void do_step(struct input *input)
{
    uint8_t begin = take(input, 1);
    unsigned int client = begin >> 3 & 3;
    uint32_t big_endian = begin >> 7 ? LIBNDR_FLAG_BIGENDIAN : 0;

    switch ((enum step)(begin & 7))
    {
    case CALL:        call(client); break;
    case CLOSE:       if (begin >> 7) close_client(client); break;
    case READ:        read_some(client, (take(input, 1) + 1) << 4); break;
    case READ_ALL:    read_some(client, SIZE_MAX); break;
    case SERVE:       serve(0, begin, take(input, 1), 0); break;
    case SERVE_LONG:  serve(0, begin, take(input, 3) % MAX_ANSWER, 0); break;
    case FAIL:        serve(take(input, 4), begin, 8, big_endian); break;
    case LOSE_SERVER: if (begin >> 5 == 7) lose_server(); break;
    }
    rig_turn();
}

static void finish(void)
{
    unsigned int i;

    while (order_count) serve(0, 1, 10000, 0);
    for (i = 0; i < RIG_CLIENTS; i++)
    {
        struct rig_answer answer;

        while (rig_read(i, SIZE_MAX, &answer) || (rig_turn(), rig_read(i, SIZE_MAX, &answer)))
            check_answer(i, &answer);
        require(!expected[i].bound || !expected[i].called);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = { data, size };
    unsigned int steps;

    memset(expected, 0, sizeof(expected));
    order_count = last_id = 0;
    rig_begin();
    fragment = take(&input, 2);
    for (steps = 0; input.size && steps < 200; steps++) do_step(&input);
    finish();
    rig_end();
    return 0;
}
