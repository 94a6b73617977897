// SPDX-License-Identifier: MIT
#ifndef SCHEMAC_REPORT_H
#define SCHEMAC_REPORT_H

#include "driver.h"

// Sends an event made of what the report holds and of these two.
void sr_report(const SrReport *, SchemacEventKind, const char *text);
void sr_report_step(const SrReport *, SchemacEventKind, const SrStep *);
void sr_report_check(const SrReport *, const SchemacCheck *);
int64_t sr_now_ms(void); // of a clock that only goes forward
void sr_sleep_ms(int64_t);

#endif
