/*
 * Shared definitions of the fuzzers of smbpipe
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

#ifndef __RIG_H
#define __RIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The fuzzer's input from its beginning on. Bytes past its end read as 0. */
struct input
{
    const uint8_t *data;
    size_t size;
};

uint32_t take(struct input *input, unsigned int bytes);
const uint8_t *take_bytes(struct input *input, size_t *size);

enum rig_way { RIG_REQUESTS, RIG_ANSWERS, RIG_WAYS };

void rig_begin(void);
void rig_end(void);
void rig_turn(void);
void rig_close(enum rig_way way);
void rig_send(const uint8_t *data, size_t size, size_t part);
void rig_send_request(uint16_t opnum, uint32_t length, const uint8_t *stub, size_t size);
bool rig_read(size_t limit);
bool rig_serve(uint32_t status, const uint8_t *stub, size_t size, uint32_t flags);
void rig_lose_server(uint32_t status);
void rig_silence_server(void);

#define require(condition) \
    do { if (!(condition)) rig_fail(#condition, __FILE__, __LINE__); } while (0)

void rig_fail(const char *condition, const char *file, int line) __attribute__((noreturn));

#endif /* __RIG_H */
