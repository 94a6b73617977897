// SPDX-License-Identifier: MIT
// What expressions name that is no column: functions and sequences.
#include <string.h>

#include "gen/diff/private.h"
#include "gen/query/builtin.h"
#include "grammar/sqltoken.h"

// Where a name without a schema is looked for: where it is written, then in public.
static const Object *find_named(const Model *model, Kind kind, const Object *home, const Word *schema_name,
                                const Word *name)
{
    const Object *public = model_find_schema(model, words_text(model->words, "public"));
    const Object *schema = schema_name ? model_find_schema(model, schema_name) : object_schema(home);
    const Object *found = schema ? model_find(model, kind, schema, name) : NULL;
    return found || schema_name || !public ? found : model_find(model, kind, public, name);
}

// Any function of the name: which of several it is hangs on types that are not looked at.
static const Object *find_called(const Model *model, const Object *home, const char *schema, const char *name)
{
    return find_named(model, KIND_FUNCTION, home, schema ? words_text(model->words, schema) : NULL,
                      words_text(model->words, name));
}

bool diff_same_call(const ChangeList *list, const Object *from_home, const char *a_schema, const char *a,
                    const Object *to_home, const char *b_schema, const char *b)
{
    const Object *from = find_called(list->from, from_home, a_schema, a);
    const Object *to = find_called(list->to, to_home, b_schema, b);
    if (!from || !to) {
        if (from || to || strcmp(a, b))
            return false;
        if (a_schema && b_schema)
            return !strcmp(a_schema, b_schema);
        // An extension's function of a name that the server has as well: gen_random_uuid()
        return !a_schema == !b_schema || !builtin_function(a);
    }
    if (AS(const Function, from)->overload || AS(const Function, to)->overload)
        return !strcmp(a, b) && match_new(&list->match, from->parent) == to->parent;
    return match_new(&list->match, from) == to;
}

const char *diff_result_type(Arena *arena, const Model *model, const Object *home, const char *schema,
                             const char *name)
{
    const Object *found = find_called(model, home, schema, name);
    const Function *function = found ? AS(const Function, found) : NULL;
    const Type *type = function && !function->overload && !function->set_of ? function->returns : NULL;
    bool known = type && (type->id != TYPE_USER || type->user); // not record, anyelement and the like
    return known ? diff_type_name(arena, type) : NULL;
}

// 'app.numbers', as nextval() takes it.
static const Object *find_sequence(const Model *model, const Object *home, const char *text)
{
    SqlTokens tokens;
    SqlToken token;
    const Word *name = NULL, *schema = NULL;
    sql_tokens_begin(&tokens, text, 0, strlen(text));
    while (sql_token_next(&tokens, &token)) {
        if (token.kind != SQL_WORD && token.kind != SQL_QUOTED)
            continue;
        schema = name;
        name = sql_name(model->words, sql_token_text(&tokens, token), span_length(token.span));
    }
    return name ? find_named(model, KIND_SEQUENCE, home, schema, name) : NULL;
}

bool diff_same_sequence(const ChangeList *list, const Object *from_home, const char *a, const Object *to_home,
                        const char *b)
{
    const Object *from = find_sequence(list->from, from_home, a);
    const Object *to = find_sequence(list->to, to_home, b);
    // A text does not follow a new name by itself.
    return from && to && match_new(&list->match, from) == to && from->name == to->name &&
           from->parent->name == to->parent->name;
}
