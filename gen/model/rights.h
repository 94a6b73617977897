// SPDX-License-Identifier: MIT
// Owners, and what roles may do. An object's rights are what differs from those that the server gives by
// itself: all to the owner, and of some things something to everybody. They stand beside the few objects
// that have any.
#ifndef GEN_MODEL_RIGHTS_H
#define GEN_MODEL_RIGHTS_H

#include <string.h>

#include "gen/model/model.h"

typedef enum Privilege {
    PRIVILEGE_SELECT = 1 << 0,
    PRIVILEGE_INSERT = 1 << 1,
    PRIVILEGE_UPDATE = 1 << 2,
    PRIVILEGE_DELETE = 1 << 3,
    PRIVILEGE_TRUNCATE = 1 << 4,
    PRIVILEGE_REFERENCES = 1 << 5,
    PRIVILEGE_TRIGGER = 1 << 6,
    PRIVILEGE_MAINTAIN = 1 << 7, // since PostgreSQL 17
    PRIVILEGE_USAGE = 1 << 8,
    PRIVILEGE_CREATE = 1 << 9,
    PRIVILEGE_EXECUTE = 1 << 10,
} Privilege;
enum { PRIVILEGES = 11 };

// What rights are about: each has privileges of its own.
typedef enum RightsOf {
    RIGHTS_NONE,
    RIGHTS_RELATION,
    RIGHTS_COLUMN,
    RIGHTS_SEQUENCE,
    RIGHTS_ROUTINE,
    RIGHTS_TYPE,
    RIGHTS_SCHEMA,
    RIGHTS_OWNED, // it has an owner, and there are no privileges to it
    RIGHTS_LANGUAGE,
    RIGHTS_WRAPPER,
    RIGHTS_SERVER,
    RIGHTS_LARGE_OBJECT, // default privileges, since PostgreSQL 18
} RightsOf;

typedef struct Grant {
    const Word *role;    // NULL: the owner; `public`: everybody
    const Word *grantor; // NULL: the owner
    const Word *column;  // of a view; NULL: of the whole
    bool sequence;       // of a column: it is about the sequence that counts for it
    uint16_t privileges, options; // given; those of them with grant option
    uint16_t lacks;      // what the role has by itself, and was taken from it
} Grant;

typedef struct Rights {
    const Word *owner; // NULL: whoever runs the migration
    Grant *at;         // as they were granted; at most one of a role, grantor, column and sequence
    uint32_t count, size;
} Rights;

RightsOf rights_of(const Object *);
const char *privilege_name(int bit);         // "select", by number
int privilege_find(const char *name);        // the bit; 0: there is none
int rights_all(RightsOf);                    // all privileges there are
// What everybody has by itself, of an object of the kind and name; of an object, or what counts for it.
int rights_usual(RightsOf, const char *name);
int object_usual(const Object *, const Grant *);
RightsOf grant_of(const Object *, const Grant *); // what the grant is about
const char *rights_plural(RightsOf);              // "tables", as default privileges call them
const char *rights_noun(RightsOf);                // "a table or view"
const char *rights_word(RightsOf);                // "foreign server", as GRANT calls one

extern const Rights no_rights;
static inline const Rights *object_rights(const Object *object)
{
    return object->remark && object->remark->rights ? object->remark->rights : &no_rights;
}

Rights *model_rights(Model *, Object *); // to be filled
// Adds to what is there already. Bits of `lacks` and `privileges` that say nothing new are left away.
void rights_add(Arena *, Rights *, const Grant *);
bool rights_same_grantee(const Grant *, const Grant *); // by one grantor, to the same thing
bool rights_are_public(const Word *role);
// What of `of` is not in `but`, as Grants; count 0: nothing.
Rights rights_less(Arena *, const Rights *of, const Rights *but);
bool rights_exceed(const Rights *of, const Rights *but); // is there anything of that?
// Those that stay keep their places, and new ones come behind them: does this one of `now`, which was there
// before, end at another place than it has, so that it must be taken away and given again?
bool rights_move(const Rights *was, const Rights *now, uint32_t at);
uint64_t rights_hash(uint64_t seed, const Rights *);

static inline bool object_is_public(const Object *object) // the schema that a server has from the first
{
    return object->kind == KIND_SCHEMA && !strcmp(object->name->text, "public");
}

#endif
