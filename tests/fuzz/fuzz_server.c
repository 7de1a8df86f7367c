/*
 * All answers that servers can give to a worker of smbpipe
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

#include <ndr.h>
#include <string.h>

#include "rig.h"

#define MAX_ANSWER 60000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum step { CALL, READ, READ_ALL, SERVE, SERVE_LONG, FAIL, LOSE_SERVER, SILENCE };

static uint32_t calls;

/* The step's byte chooses the operation. No two operations have the same stub. */
static void call(uint8_t begin)
{
    calls++;
    rig_send_request(begin >> 3, sizeof(calls), (const uint8_t *)&calls, sizeof(calls));
}

static void read_some(size_t limit)
{
    while (limit && rig_read(1 + limit / 2)) limit -= 1 + limit / 2;
}

static void read_all(void)
{
    while (rig_read(SIZE_MAX)) rig_turn();
}

static void serve(uint8_t begin, uint32_t status, size_t size, uint32_t flags)
{
    static uint8_t stub[MAX_ANSWER];
    size_t i;

    for (i = 0; i < size; i++) stub[i] = begin + i * 7 + i / 251;
    rig_serve(status, stub, size, flags);
}

static void do_step(struct input *input)
{
    uint8_t begin = take(input, 1);
    uint32_t big_endian = begin >> 7 ? LIBNDR_FLAG_BIGENDIAN : 0;

    switch ((enum step)(begin & 7))
    {
    case CALL:        call(begin); break;
    case READ:        read_some((take(input, 1) + 1) << 4); break;
    case READ_ALL:    read_all(); break;
    case SERVE:       serve(begin, 0, take(input, 1), 0); break;
    case SERVE_LONG:  serve(begin, 0, take(input, 3) % MAX_ANSWER, 0); break;
    case FAIL:        serve(begin, take(input, 4), 8, big_endian); break;
    case LOSE_SERVER: if (begin >> 6 == 3) rig_lose_server(take(input, 4)); break;
    case SILENCE:     if (begin >> 6 == 3) rig_silence_server(); break;
    }
    rig_turn();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = { data, size };
    unsigned int steps;

    calls = 0;
    rig_begin();
    for (steps = 0; input.size && steps < 200; steps++) do_step(&input);
    rig_end();
    return 0;
}
