/*
 * All bytes that netapi32, or anybody else, can send to a worker of smbpipe
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
 * The input is a list of steps. The low three bits of a byte choose a step, and its parameters
 * follow, as below.
 */

#include <string.h>

#include "rig.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum step { SEND, REQUEST, LONG_REQUEST, READ, SERVE, LOSE_SERVER, CLOSE };

#define MAX_LONG 0x10800    /* more than a worker takes */

/* Two bytes of length, and the bytes. The step's byte says how many go at a time, 0 for all. */
static void send_bytes(struct input *input, uint8_t begin)
{
    size_t size = take(input, 2);
    const uint8_t *data = take_bytes(input, &size);

    rig_send(data, size, begin >> 3 ? begin >> 3 : SIZE_MAX);
}

/* A byte for the operation, two for the length, and the stub. */
static void send_request(struct input *input)
{
    uint8_t opnum = take(input, 1);
    size_t size = take(input, 2);
    const uint8_t *stub = take_bytes(input, &size);

    rig_send_request(opnum, size, stub, size);
}

/*
 * A byte for the operation, three for the length. The step's byte says how many requests, of zeros.
 */
static void send_long_requests(struct input *input, uint8_t begin)
{
    uint8_t opnum = take(input, 1);
    uint32_t length = take(input, 3);
    static const uint8_t zeros[MAX_LONG];
    unsigned int i;

    for (i = 0; i <= begin >> 6; i++)
        rig_send_request(opnum, length, zeros, length < MAX_LONG ? length : MAX_LONG);
}

/* A byte with the number of bytes, shifted by 6. */
static void read_some(struct input *input)
{
    size_t limit = (take(input, 1) + 1) << 6;

    while (limit && rig_read(1 + limit / 2)) limit -= 1 + limit / 2;
    rig_turn();
}

static void do_step(struct input *input)
{
    uint8_t begin = take(input, 1);
    static const uint8_t zeros[0x10000];

    switch ((enum step)(begin & 7))
    {
    case SEND:         send_bytes(input, begin); break;
    case REQUEST:      send_request(input); break;
    case LONG_REQUEST: send_long_requests(input, begin); break;
    case READ:         read_some(input); break;
    case SERVE:        rig_serve(0, zeros, take(input, 2), 0); break;
    case LOSE_SERVER:  if (begin >> 6 == 3) rig_lose_server(0); break;
    case CLOSE:        if (begin >> 5 < RIG_WAYS) rig_close(begin >> 5); break;
    }
    rig_turn();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = { data, size };
    unsigned int steps;

    rig_begin();
    for (steps = 0; input.size && steps < 200; steps++) do_step(&input);
    rig_end();
    return 0;
}
