/*
 * Shared definitions of the unit tests of smbpipe
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

#ifndef __SMBPIPE_TEST_H
#define __SMBPIPE_TEST_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "smbpipe.h"

#define PATIENCE 10000      /* milliseconds */

/* netapi32's ends of the pipes of a process */
struct end
{
    pid_t pid;
    int requests, answers;  /* -1 if closed */
};

#define ok(condition, ...) check(condition, __FILE__, __LINE__, __VA_ARGS__)

void check(bool good, const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

bool open_end(const struct smbpipe_worker *name, struct end *end);
void close_end(struct end *end);
bool wait_readable(int fd);
size_t receive(int fd, void *data, size_t size);
bool at_end(int fd);
int wait_process(pid_t pid);

void test_worker(void);
void begin_slow_worker(void);
void end_slow_worker(void);
void test_serving(void);
void begin_slow_serving(void);
void end_slow_serving(void);

#endif /* __SMBPIPE_TEST_H */
