/*
 * Anonymous pipes that netapi32 opens by /proc
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

#ifndef __SMBPIPE_PIPES_H
#define __SMBPIPE_PIPES_H

#include <stdbool.h>
#include <stdint.h>

#include "smbpipe.h"

struct pipes
{
    int requests, answers;              /* our ends: one is read, the other written */
    int their_requests, their_answers;  /* the other ends, -1 when netapi32 has them */
};

bool pipes_make(struct pipes *pipes);
struct smbpipe_worker pipes_name(const struct pipes *pipes, uint32_t id);
void pipes_are_open(struct pipes *pipes);
void pipes_close(struct pipes *pipes);

/* worker.c */
uint32_t fault_status(uint32_t status);
int worker_run(struct pipes *pipes);

#endif /* __SMBPIPE_PIPES_H */
