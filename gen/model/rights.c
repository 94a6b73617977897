// SPDX-License-Identifier: MIT
#include "gen/model/rights.h"

#include <string.h>

#include "gen/model/definition.h"

const Rights no_rights;

static const char *const NAMES[PRIVILEGES] = {"select",   "insert",     "update",  "delete",
                                              "truncate", "references", "trigger", "maintain",
                                              "usage",    "create",     "execute"};

// Without a default, so that a new kind does not compile before it is known what rights there are to it.
RightsOf rights_of(const Object *object)
{
    switch ((Kind)object->kind) {
    case KIND_SCHEMA: return RIGHTS_SCHEMA;
    case KIND_DEFAULTS: return (RightsOf)AS(const Defaults, object)->of;
    case KIND_TABLE:
    case KIND_VIEW: return RIGHTS_RELATION;
    case KIND_COLUMN: return RIGHTS_COLUMN;
    case KIND_SEQUENCE: return RIGHTS_SEQUENCE;
    case KIND_FUNCTION:
    case KIND_PROCEDURE: return RIGHTS_ROUTINE;
    case KIND_ENUM:
    case KIND_DOMAIN:
    case KIND_COMPOSITE:
    case KIND_RANGE: return RIGHTS_TYPE;
    case KIND_DEFINITION:
    case KIND_BASE:
    case KIND_FOREIGN_TABLE: return (RightsOf)class_info[AS(const Definition, object)->class].rights;
    case KIND_LABEL:
    case KIND_ATTRIBUTE:
    case KIND_SHELL:
    case KIND_KEY:
    case KIND_UNIQUE:
    case KIND_CHECK:
    case KIND_INDEX:
    case KIND_FOREIGN:
    case KIND_SEED:
    case KIND_VIRTUAL:
    case KIND_EXTENSION:
    case KIND_TRIGGER:
    case KIND_POLICY:
    case KIND_EXCLUDE:
    case KIND_VIEW_COLUMN:
    case KIND_COUNT: break;
    }
    return RIGHTS_NONE;
}

const char *privilege_name(int bit)
{
    return NAMES[bit];
}

int privilege_find(const char *name)
{
    for (int bit = 0; bit < PRIVILEGES; bit++)
        if (!strcmp(NAMES[bit], name))
            return 1 << bit;
    return 0;
}

int rights_all(RightsOf of)
{
    static const int ALL[] = {
        [RIGHTS_RELATION] = PRIVILEGE_SELECT | PRIVILEGE_INSERT | PRIVILEGE_UPDATE | PRIVILEGE_DELETE |
                            PRIVILEGE_TRUNCATE | PRIVILEGE_REFERENCES | PRIVILEGE_TRIGGER |
                            PRIVILEGE_MAINTAIN,
        [RIGHTS_COLUMN] = PRIVILEGE_SELECT | PRIVILEGE_INSERT | PRIVILEGE_UPDATE | PRIVILEGE_REFERENCES,
        [RIGHTS_SEQUENCE] = PRIVILEGE_SELECT | PRIVILEGE_UPDATE | PRIVILEGE_USAGE,
        [RIGHTS_ROUTINE] = PRIVILEGE_EXECUTE,
        [RIGHTS_TYPE] = PRIVILEGE_USAGE,
        [RIGHTS_SCHEMA] = PRIVILEGE_USAGE | PRIVILEGE_CREATE,
        [RIGHTS_OWNED] = 0,
        [RIGHTS_LANGUAGE] = PRIVILEGE_USAGE,
        [RIGHTS_WRAPPER] = PRIVILEGE_USAGE,
        [RIGHTS_SERVER] = PRIVILEGE_USAGE,
        [RIGHTS_LARGE_OBJECT] = PRIVILEGE_SELECT | PRIVILEGE_UPDATE,
    };
    return ALL[of];
}

// PostgreSQL, "Privileges". Since version 15 the schema public may be used by all, but not filled.
int rights_usual(RightsOf of, const char *name)
{
    if (of == RIGHTS_SCHEMA)
        return name && !strcmp(name, "public") ? PRIVILEGE_USAGE : 0;
    return of == RIGHTS_ROUTINE                         ? PRIVILEGE_EXECUTE
           : of == RIGHTS_TYPE || of == RIGHTS_LANGUAGE ? PRIVILEGE_USAGE
                                                        : 0;
}

RightsOf grant_of(const Object *object, const Grant *grant)
{
    return grant->sequence ? RIGHTS_SEQUENCE : grant->column ? RIGHTS_COLUMN : rights_of(object);
}

// Those of a schema are added to those of all schemas.
int object_usual(const Object *object, const Grant *grant)
{
    if (object->kind == KIND_DEFAULTS)
        return AS(const Defaults, object)->everywhere ? rights_usual(rights_of(object), NULL) : 0;
    return rights_usual(grant_of(object, grant), object->name->text);
}

// What people call one, what GRANT does, and what default privileges call many.
static const struct {
    const char *noun, *word, *plural;
} WORDS[] = {
    [RIGHTS_NONE] = {"it", "", ""},
    [RIGHTS_RELATION] = {"a table or view", "table", "tables"},
    [RIGHTS_COLUMN] = {"a column", "table", "columns"},
    [RIGHTS_SEQUENCE] = {"a sequence", "sequence", "sequences"},
    [RIGHTS_ROUTINE] = {"a function", "function", "functions"},
    [RIGHTS_TYPE] = {"a type", "type", "types"},
    [RIGHTS_SCHEMA] = {"a schema", "schema", "schemas"},
    [RIGHTS_OWNED] = {"it", "", ""},
    [RIGHTS_LANGUAGE] = {"a language", "language", ""},
    [RIGHTS_WRAPPER] = {"a foreign data wrapper", "foreign data wrapper", ""},
    [RIGHTS_SERVER] = {"a foreign server", "foreign server", ""},
    [RIGHTS_LARGE_OBJECT] = {"a large object", "", "large objects"},
};

const char *rights_plural(RightsOf of)
{
    return WORDS[of].plural;
}

const char *rights_noun(RightsOf of)
{
    return WORDS[of].noun;
}

const char *rights_word(RightsOf of)
{
    return WORDS[of].word;
}

bool rights_are_public(const Word *role)
{
    return role && !strcmp(role->text, "public");
}

Rights *model_rights(Model *model, Object *object)
{
    if (!object->remark)
        object->remark = ARENA_NEW(model->arena, Remark);
    if (!object->remark->rights)
        object->remark->rights = ARENA_NEW(model->arena, Rights);
    model->has_rights = true;
    return object->remark->rights;
}

// --- the list ---

bool rights_same_grantee(const Grant *a, const Grant *b)
{
    return a->role == b->role && a->grantor == b->grantor && a->column == b->column &&
           a->sequence == b->sequence;
}

static Grant *add_place(Arena *arena, Rights *rights)
{
    if (rights->count == rights->size) {
        uint32_t size = rights->size ? rights->size * 2 : 2;
        Grant *more = ARENA_ARRAY(arena, Grant, size);
        if (rights->count)
            memcpy(more, rights->at, rights->count * sizeof *more);
        rights->at = more;
        rights->size = size;
    }
    return &rights->at[rights->count++];
}

void rights_add(Arena *arena, Rights *rights, const Grant *grant)
{
    uint32_t at = 0;
    if (!grant->privileges && !grant->options && !grant->lacks)
        return;
    while (at < rights->count && !rights_same_grantee(&rights->at[at], grant))
        at++;
    if (at == rights->count) {
        *add_place(arena, rights) = *grant;
        return;
    }
    rights->at[at].privileges |= grant->privileges;
    rights->at[at].options |= grant->options;
    rights->at[at].lacks |= grant->lacks;
}

static Grant less(const Grant *of, const Rights *but)
{
    Grant left = *of;
    for (uint32_t at = 0; at < but->count; at++) {
        if (!rights_same_grantee(&but->at[at], of))
            continue;
        left.privileges &= (uint16_t)~but->at[at].privileges;
        left.options &= (uint16_t)~but->at[at].options;
        left.lacks &= (uint16_t)~but->at[at].lacks;
    }
    return left;
}

Rights rights_less(Arena *arena, const Rights *of, const Rights *but)
{
    Rights left = {.owner = of->owner};
    for (uint32_t at = 0; at < of->count; at++) {
        Grant one = less(&of->at[at], but);
        rights_add(arena, &left, &one);
    }
    return left;
}

bool rights_exceed(const Rights *of, const Rights *but)
{
    for (uint32_t at = 0; at < of->count; at++) {
        Grant one = less(&of->at[at], but);
        if (one.privileges || one.options || one.lacks)
            return true;
    }
    return false;
}

// The owner's own are told first, wherever they stand.
static bool has_place(const Grant *grant)
{
    return grant->role && grant->privileges;
}

static uint32_t place_of(const Rights *rights, const Grant *grant)
{
    uint32_t at = 0;
    while (at < rights->count && !(rights_same_grantee(&rights->at[at], grant) && has_place(&rights->at[at])))
        at++;
    return at;
}

bool rights_move(const Rights *was, const Rights *now, uint32_t at)
{
    const Grant *grant = &now->at[at];
    uint32_t last = 0, place = has_place(grant) ? place_of(was, grant) : was->count;
    bool moves = false; // all behind the first one that moves or is new do
    for (uint32_t before = 0; place < was->count && before <= at; before++) {
        const Grant *other = &now->at[before];
        if (!has_place(other) || other->column != grant->column || other->sequence != grant->sequence)
            continue;
        uint32_t its = place_of(was, other);
        moves = moves || its == was->count || its < last;
        last = its;
    }
    return moves;
}

static uint64_t hash_word(uint64_t seed, const Word *word)
{
    return hash_mix(seed, word ? word->hash : 0);
}

// A sum, which knows no order.
uint64_t rights_hash(uint64_t seed, const Rights *rights)
{
    uint64_t sum = 0;
    seed = hash_word(seed, rights->owner);
    for (uint32_t at = 0; at < rights->count; at++) {
        const Grant *grant = &rights->at[at];
        uint64_t hash = hash_word(hash_word(hash_word(1, grant->role), grant->grantor), grant->column);
        sum += hash_mix(hash, (uint64_t)grant->sequence << 48 | (uint64_t)grant->privileges << 32 |
                                  (uint64_t)grant->options << 16 | grant->lacks);
    }
    return hash_mix(seed, sum);
}
