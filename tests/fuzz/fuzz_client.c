/*
 * What comes to smbpipe's ports: bytes and PDUs of several RPC clients
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
 * The input is a list of steps: a byte whose low three bits choose one and whose next two choose
 * the client, and what the step takes, as below.
 */

#include <string.h>

#include <gen_ndr/ndr_dcerpc.h>

#include "rig.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum step { CONNECT, CLOSE, SEND_BYTES, SEND_PDU, SEND_LONG, READ, SERVE, LOSE_SERVER };

/* Two bytes of length, and the bytes. */
static void send_bytes(struct input *input, unsigned int client)
{
    size_t size = take(input, 2);
    const uint8_t *data = take_bytes(input, &size);

    rig_send(client, data, size);
}

/* Type, flags, a byte of call id, two of length, and the body. The PDU says its true length. */
static void send_pdu(struct input *input, unsigned int client)
{
    uint8_t type = take(input, 1), flags = take(input, 1), call_id = take(input, 1);
    size_t size = take(input, 2);
    const uint8_t *body = take_bytes(input, &size);

    rig_send_pdu(client, type, flags, call_id, body, size);
}

/* As above, with a body of that many bytes that the input need not have: 8 of it, then zeros. */
static void send_long(struct input *input, unsigned int client)
{
    uint8_t type = take(input, 1), flags = take(input, 1), call_id = take(input, 1);
    size_t size = take(input, 2) % DCERPC_FRAG_MAX_SIZE, begin = 8;
    static uint8_t body[DCERPC_FRAG_MAX_SIZE];
    const uint8_t *data = take_bytes(input, &begin);

    memset(body, 0, sizeof(body));
    memcpy(body, data, begin);
    rig_send_pdu(client, type, flags, call_id, body, size);
}

/* A byte with the number of bytes, shifted by 6. */
static void read_some(struct input *input, unsigned int client)
{
    size_t limit = (take(input, 1) + 1) << 6;
    struct rig_answer answer;

    while (limit && rig_read(client, 1 + limit / 2, &answer)) limit -= 1 + limit / 2;
    rig_turn();
}

static void do_step(struct input *input)
{
    uint8_t begin = take(input, 1);
    unsigned int client = begin >> 3 & 3;
    static const uint8_t zeros[0x10000];

    switch ((enum step)(begin & 7))
    {
    case CONNECT:     rig_connect(client); break;
    case CLOSE:       rig_close(client); break;
    case SEND_BYTES:  send_bytes(input, client); break;
    case SEND_PDU:    send_pdu(input, client); break;
    case SEND_LONG:   send_long(input, client); break;
    case READ:        read_some(input, client); break;
    case SERVE:       rig_serve(0, zeros, take(input, 2), 0); break;
    case LOSE_SERVER: if (begin >> 5 == 7) rig_lose_server(); break;
    }
    rig_turn();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = { data, size };
    unsigned int steps;

    rig_begin();
    rig_connect(0);
    for (steps = 0; input.size && steps < 200; steps++) do_step(&input);
    rig_end();
    return 0;
}
