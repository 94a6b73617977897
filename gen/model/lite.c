// SPDX-License-Identifier: MIT
#include "gen/model/lite.h"

#include <string.h>
#include <strings.h>

#include "gen/model/names.h"

bool sorting_descends(const Names *sorting, uint32_t at)
{
    const char *text = at < sorting->count ? sorting->at[at]->text : "", *last = strrchr(text, ' ');
    return !strcmp(last && strcmp(text, "collate desc") ? last + 1 : text, "desc");
}

const char *collation_of_lite(const char *name)
{
    static const char *const OWN[] = {"nocase", "rtrim", "binary"};
    for (size_t at = 0; at < sizeof OWN / sizeof *OWN; at++)
        if (!strcasecmp(name, OWN[at]))
            return OWN[at];
    return NULL;
}

const Object *column_own_key(const Object *column)
{
    const Object *key = table_key(column->parent);
    return key && AS(Key, key)->columns.count == 1 && AS(Key, key)->columns.at[0] == column ? key : NULL;
}

bool column_is_rowid(const Object *object)
{
    const Object *key = column_own_key(object);
    const Column *column = AS(Column, object);
    if (!key || !column->type || AS(Table, object->parent)->without_rowid)
        return false;
    if (sorting_descends(&index_rare(key)->sorting, 0))
        return false; // a quirk of SQLite's, kept for old databases
    return column_counts(column) || (!column->type->user && type_class(*column->type) == TYPE_CLASS_INT &&
                                     !column->type->dims && !type_is_declared(*column->type));
}

Object *lite_find(const Object *home, const Word *name)
{
    for (Object *child = object_first(home); child; child = child->next)
        if ((child->kind == KIND_COLUMN || object_is_relation(child)) &&
            !strcasecmp(child->name->text, name->text))
            return child;
    return NULL;
}
