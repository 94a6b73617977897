// SPDX-License-Identifier: MIT
#ifndef SCHEMAC_URL_H
#define SCHEMAC_URL_H

#include <stdbool.h>

// False for a URL whose password holds characters that end it: a reader would take the rest of the
// password for a host or a port, and print it.
bool sr_url_is_clear(const char *url);

#endif
