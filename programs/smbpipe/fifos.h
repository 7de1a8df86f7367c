/*
 * The FIFOs that calls come and go by
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

#ifndef __SMBPIPE_FIFOS_H
#define __SMBPIPE_FIFOS_H

#include <stdbool.h>

#define FIFOS_NAME 32   /* room for the path of a folder */

struct fifos
{
    char folder[FIFOS_NAME];    /* empty before they are made and after */
    int requests, answers;      /* our ends, which do not block */
};

bool fifos_name(char folder[FIFOS_NAME]);
bool fifos_make(struct fifos *fifos, const char folder[FIFOS_NAME]);
void fifos_remove(char folder[FIFOS_NAME]);
void fifos_sweep(void);

#endif /* __SMBPIPE_FIFOS_H */
