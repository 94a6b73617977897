// SPDX-License-Identifier: MIT
// Owners and rights, as far as they differ from those that things have by themselves.
#include <ctype.h>
#include <string.h>

#include "gen/read/postgres.h"

// Columns of defaults.sql and rights.sql.
enum { ROLE, IN_SCHEMA, OF, LINE, ROLE_NAME };
enum { WHAT, OID, NUMBER, NAME, OWNER, HAS_LIST, ITEM, TABLE, COLUMN, REAL_OWNER };

typedef struct Slot {
    ReadRights **rights; // NULL: the thing is not carried
    RightsOf of;
    const char *name, *column; // of a schema; of a view's
    bool bare;                 // nobody has anything by itself
    bool *listed;              // has its list begun? NULL: where there are rights it has
} Slot;

// --- whose they are ---

static ReadSchema *find_schema(Pg *pg, const char *name)
{
    ReadSchema *at = pg->catalogue->schemas;
    while (at && strcmp(at->name, name))
        at = at->next;
    return at;
}

static Slot defined_slot(const PgList *list, uint32_t oid, RightsOf of)
{
    PgDefinition *found = list_find(list, oid);
    Slot slot = {.of = of};
    if (!found || found->made->of != of)
        return slot;
    slot.rights = &found->made->rights;
    slot.listed = &found->listed;
    return slot;
}

// A materialized view is among them for its columns only.
static const PgTable *find_table(Pg *pg, uint32_t oid)
{
    const PgTable *table = list_find(&pg->tables, oid);
    return table && !table->view ? table : NULL;
}

static Slot relation_slot(Pg *pg, uint32_t oid)
{
    const PgTable *table = find_table(pg, oid);
    PgView *view = list_find(&pg->views, oid);
    if (!table && !view)
        return defined_slot(&pg->foreign, oid, RIGHTS_RELATION);
    return (Slot){.rights = table         ? &table->table->rights
                            : !view->lost ? &view->view->rights
                                          : NULL,
                  .of = RIGHTS_RELATION};
}

static Slot column_slot(Pg *pg, const PgRow *row)
{
    const PgTable *table = find_table(pg, row_oid(row, OID));
    ReadColumn *column = table ? table_column(table, row_number(row, NUMBER)) : NULL;
    Slot slot = {.rights = column ? &column->rights : NULL, .of = RIGHTS_COLUMN};
    if (table)
        return slot;
    slot = relation_slot(pg, row_oid(row, OID));
    slot.of = RIGHTS_COLUMN;
    slot.column = slot.rights ? row_keep(pg, row, NAME) : NULL;
    return slot;
}

// Of a serial or identity column it is the column's.
static Slot sequence_slot(Pg *pg, const PgRow *row)
{
    const PgSequence *sequence = list_find(&pg->sequences, row_oid(row, OID));
    const PgTable *table = list_find(&pg->tables, row_oid(row, TABLE));
    ReadColumn *column = table ? table_column(table, row_number(row, COLUMN)) : NULL;
    bool counts = column && (column->serial || column->identity) && !sequence;
    return (Slot){.rights = sequence ? &sequence->sequence->rights
                            : counts ? &column->sequence_rights
                                     : NULL,
                  .of = RIGHTS_SEQUENCE};
}

static Slot type_slot(Pg *pg, uint32_t oid)
{
    const PgType *type = list_find(&pg->types, oid);
    if (type && (type->kind == 'b' || type->kind == 'p'))
        return defined_slot(&pg->defined, oid, RIGHTS_TYPE);
    return (Slot){.rights = !type || !type->usable ? NULL
                            : type->enum_          ? &type->enum_->rights
                            : type->domain         ? &type->domain->rights
                            : type->composite      ? &type->composite->rights
                            : type->range          ? &type->range->rights
                                                   : NULL,
                  .of = RIGHTS_TYPE};
}

static Slot schema_slot(Pg *pg, const PgRow *row)
{
    ReadSchema *schema = find_schema(pg, row_text(row, NAME));
    return (Slot){
        .rights = schema ? &schema->rights : NULL, .of = RIGHTS_SCHEMA, .name = row_keep(pg, row, NAME)};
}

static Slot routine_slot(Pg *pg, uint32_t oid)
{
    const PgRoutine *routine = list_find(&pg->routines, oid);
    if (!routine)
        return defined_slot(&pg->defined, oid, RIGHTS_ROUTINE);
    return (Slot){.rights = routine->lost ? NULL : &routine->routine->rights, .of = RIGHTS_ROUTINE};
}

static Slot slot_of(Pg *pg, const PgRow *row)
{
    uint32_t oid = row_oid(row, OID);
    switch (*row_text(row, WHAT)) {
    case 'n': return schema_slot(pg, row);
    case 'r': return relation_slot(pg, oid);
    case 'c': return column_slot(pg, row);
    case 's': return sequence_slot(pg, row);
    case 't': return type_slot(pg, oid);
    case 'l': return defined_slot(&pg->defined_database, oid, RIGHTS_LANGUAGE);
    case 'w': return defined_slot(&pg->defined_database, oid, RIGHTS_WRAPPER);
    case 'e': return defined_slot(&pg->defined_database, oid, RIGHTS_SERVER);
    default: return routine_slot(pg, oid);
    }
}

// --- grantee=rw*/grantor ---

// As the server writes it: in double quotes, two for one, where it is no plain word. Up to what ends it.
static const char *take_role(Pg *pg, const char **at, char end)
{
    Text name = {0};
    bool quoted = false;
    for (; **at && (quoted || **at != end); ++*at) {
        if (**at != '"') {
            text_char(&name, **at);
        } else if (quoted && (*at)[1] == '"') {
            text_char(&name, '"');
            ++*at;
        } else {
            quoted = !quoted;
        }
    }
    *at += **at != '\0';
    const char *kept = arena_copy(pg->catalogue->arena, text_string(&name), name.length);
    text_free(&name);
    return kept;
}

static int bit_of(char letter)
{
    static const char LETTERS[] = "rawdDxtmUCX"; // in the order of Privilege
    const char *found = strchr(LETTERS, letter);
    return found && letter ? 1 << (found - LETTERS) : 0;
}

static void take_item(Pg *pg, const Slot *slot, const char *at, const char *owner)
{
    ReadGranted all = {.of = slot->of, .usual = rights_usual(slot->of, slot->name), .column = slot->column};
    all.bare = slot->bare;
    ReadGranted options = all;
    all.role = take_role(pg, &at, '=');
    for (; *at && *at != '/'; at++) {
        all.bits |= bit_of(*at);
        options.bits |= at[1] == '*' ? bit_of(*at) : 0;
    }
    at += *at == '/';
    all.grantor = take_role(pg, &at, '\0');
    if (!strcmp(all.role, owner))
        all.role = NULL;
    if (!strcmp(all.grantor, owner))
        all.grantor = NULL;
    // An older server does not know them all; what it gives as all of them is that.
    int known = rights_all(slot->of) & ~PRIVILEGE_MAINTAIN;
    if (pg->version < 170000 && ((all.bits & known) == known || !all.role))
        all.bits |= rights_all(slot->of) & PRIVILEGE_MAINTAIN;
    if (pg->version < 170000 && (options.bits & known) == known)
        options.bits |= rights_all(slot->of) & PRIVILEGE_MAINTAIN;
    options.role = all.role;
    options.grantor = all.grantor;
    options.option = true;
    read_grant(pg->catalogue->arena, *slot->rights, &all);
    if (options.bits)
        read_grant(pg->catalogue->arena, *slot->rights, &options);
}

// A list that is there says all; without it things are as usual.
static void begin_list(Pg *pg, const Slot *slot)
{
    ReadGranted owner = {.of = slot->of, .bits = rights_all(slot->of)};
    ReadGranted public = {.of = slot->of, .usual = rights_usual(slot->of, slot->name), .role = ""};
    public.bits = public.usual;
    if (slot->of != RIGHTS_COLUMN)
        read_revoke(pg->catalogue->arena, *slot->rights, &owner);
    if (public.usual)
        read_revoke(pg->catalogue->arena, *slot->rights, &public);
}

bool read_take_rights(Pg *pg, const PgRow *row)
{
    Slot slot = slot_of(pg, row);
    if (!slot.rights)
        return true; // an extension's, or not carried
    if (!*slot.rights || (slot.listed && !*slot.listed)) {
        *slot.rights = ARENA_NEW(pg->catalogue->arena, ReadRights);
        (*slot.rights)->owner = row_keep(pg, row, OWNER);
        if (slot.listed)
            *slot.listed = true;
        if (row_bool(row, HAS_LIST))
            begin_list(pg, &slot);
    }
    if (*row_text(row, ITEM))
        take_item(pg, &slot, row_text(row, ITEM), row_text(row, REAL_OWNER));
    return true;
}

// --- default privileges ---

static RightsOf kind_of(char letter)
{
    return letter == 'r'   ? RIGHTS_RELATION
           : letter == 'S' ? RIGHTS_SEQUENCE
           : letter == 'f' ? RIGHTS_ROUTINE
           : letter == 'T' ? RIGHTS_TYPE
           : letter == 'L' ? RIGHTS_LARGE_OBJECT
                           : RIGHTS_SCHEMA;
}

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

bool read_take_defaults(Pg *pg, const PgRow *row)
{
    Catalogue *catalogue = pg->catalogue;
    ReadDefaults *last = catalogue->last_defaults;
    const char *role = row_keep(pg, row, ROLE), *schema = row_keep(pg, row, IN_SCHEMA);
    RightsOf of = kind_of(*row_text(row, OF));
    bool new = !last || last->of != of || !same(last->role, role) || !same(last->schema, schema);
    if (new) {
        last = READ_ADD(catalogue->arena, ReadDefaults, &catalogue->defaults, &catalogue->last_defaults);
        *last = (ReadDefaults){.role = role, .schema = schema, .of = of};
        last->rights = ARENA_NEW(catalogue->arena, ReadRights);
        last->rights->owner = role;
    }
    Slot slot = {.rights = &last->rights, .of = of, .bare = schema != NULL};
    if (new && !schema)
        begin_list(pg, &slot);
    if (*row_text(row, LINE))
        take_item(pg, &slot, row_text(row, LINE), row_text(row, ROLE_NAME));
    return true;
}
