// SPDX-License-Identifier: MIT
// The parts of row validation. Forms are judged as PostgreSQL reads them; what it reads in more ways than
// are known here is SR_FORM_UNSURE.
#ifndef SCHEMAC_VALIDATE_H
#define SCHEMAC_VALIDATE_H

#include "regex.h"

typedef enum SrForm { SR_FORM_GOOD, SR_FORM_BAD, SR_FORM_UNSURE } SrForm;

// The value is 0.d1d2…dcount times ten to the weight; d1 is at `first`, a point may stand between.
typedef struct SrDecimal {
    enum { SR_DECIMAL_FINITE, SR_DECIMAL_INFINITE, SR_DECIMAL_NAN } kind;
    bool negative;
    const char *first;
    long count, digits; // significant digits; the same with zeros at the end
    long weight;
    long decimals;      // behind the point, exponent counted
} SrDecimal;

bool sr_decimal_read(SrDecimal *, SchemacText);
bool sr_decimal_fits(const SrDecimal *, long precision, long scale); // after rounding

SrForm sr_form_uuid(SchemacText);
SrForm sr_form_date(SchemacText);
SrForm sr_form_time(SchemacText);
SrForm sr_form_timestamp(SchemacText, bool zone);
SrForm sr_form_json(SchemacText, bool binary); // binary: jsonb, which must hold the values too

#endif
