// SPDX-License-Identifier: MIT
// Types of columns and arguments, as they are written.
#include "gen/check/builder.h"

const Type **known_type(Builder *builder, KnownType want)
{
    uint64_t hash = want.words ? want.words->hash : want.user->id;
    for (uint32_t at = 0; at < want.arg_count; at++)
        hash = hash_mix(hash, (uint64_t)want.args[at]);
    KnownType *known = &builder->known[(hash + want.dims) % TYPE_CACHE];
    bool same = known->words == want.words && known->user == want.user &&
                known->arg_count == want.arg_count && known->dims == want.dims &&
                known->args[0] == want.args[0] && known->args[1] == want.args[1];
    if (!same)
        *known = want;
    return &known->type;
}

static const Type *keep_type(Builder *builder, Type type)
{
    Type *kept = ARENA_NEW(builder->model->arena, Type);
    *kept = type;
    return kept;
}

// "(Point,4326)", without blanks.
static const Word *modifiers_of(Builder *builder, const Part *list)
{
    Text text = {0};
    for (const Part *part = list; part; part = part->next) {
        text_char(&text, text.length ? ',' : '(');
        text_add(&text, span_text(builder->model->sources, part->span), span_length(part->span));
    }
    text_puts(&text, list ? ")" : "");
    const Word *word = list ? words_get(builder->model->words, text.bytes, text.length) : NULL;
    text_free(&text);
    return word;
}

const Type *build_type(Builder *builder, Object *object, const Type **slot, const Part *part)
{
    int64_t args[3] = {0};
    size_t count = 0;
    bool worded = false; // geometry(Point,4326)
    for (const Part *number = part->list; number; number = number->next) {
        worded = worded || number->kind == PART_NAME;
        if (count < 3)
            args[count++] = number->number;
    }
    Type type;
    const char *words = part->name.word->text;
    // A quoted name is never a built-in type's but for "char", nor is one that is qualified.
    bool quoted = *span_text(builder->model->sources, part->name.span) == '"';
    bool own = part->schema.word || quoted;
    if (*span_text(builder->model->sources, part->name.span) == '\'')
        return keep_type(builder, type_declared(builder->model->words, words));
    if (worded && !own && type_parse(words, NULL, 0, 0, &type) == TYPE_OK) {
        diag_report(builder->diag, DIAG_BAD_MODIFIER, part->span);
        return NULL;
    }
    if (quoted && !part->schema.word && !strcmp(words, "char"))
        return keep_type(builder, (Type){.id = TYPE_CHAR1, .dims = (uint8_t)part->number});
    const Type **known = NULL;
    if (!own && count < 3)
        known = known_type(builder, (KnownType){.words = part->name.word,
                                                .args = {args[0], args[1]},
                                                .arg_count = (uint32_t)count,
                                                .dims = (uint32_t)part->number});
    if (known && *known)
        return *known;
    TypeFault fault = own ? TYPE_NO_SUCH : type_parse(words, args, count, (unsigned)part->number, &type);
    if (fault == TYPE_OK) {
        const Type *kept = keep_type(builder, type);
        if (known)
            *known = kept;
        return kept;
    }
    if (fault != TYPE_NO_SUCH) {
        type_report(builder->diag, part->span, fault, words, NULL);
        return NULL;
    }
    PendingType *pending = ARENA_NEW(&builder->scratch, PendingType);
    *pending = (PendingType){.next = builder->types,
                             .slot = slot,
                             .object = object,
                             .schema = part->schema,
                             .name = part->name,
                             .span = part->span,
                             .modifiers = modifiers_of(builder, part->list),
                             .dims = (uint32_t)part->number};
    builder->types = pending;
    return NULL;
}
