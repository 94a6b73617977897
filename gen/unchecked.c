// SPDX-License-Identifier: MIT
#include "gen/unchecked.h"

#include <string.h>

#include "gen/check/check.h"

// Of a small part of all schemas; the others are not read for it.
static bool has_bodies(const Text *text)
{
    const char *schema = text_string(text);
    return strstr(schema, "\nfunction ") || strstr(schema, "\nprocedure ");
}

// Where the quote of its body begins.
static size_t place_of(const Source *source, const Function *function)
{
    size_t at = function->body.span.start - source->base;
    while (at && source->text[at - 1] != ' ' && source->text[at - 1] != '\n')
        at--;
    return at;
}

// Objects stand in the order in which they were read.
static void mark(const Source *source, const Model *model, Text *text)
{
    size_t done = 0;
    text_clear(text);
    for (uint32_t at = 0; at < model->count; at++) {
        const Object *object = model->objects[at];
        if (!object_is_routine(object) || !AS(const Function, object)->lost)
            continue;
        size_t place = place_of(source, AS(const Function, object));
        text_add(text, source->text + done, place - done);
        text_puts(text, "unchecked ");
        done = place;
    }
    text_add(text, source->text + done, source->length - done);
}

void unchecked_mark(Compile *compile, Text *text)
{
    Diag quiet; // what is wrong with the text is told when it is compiled
    if (!has_bodies(text))
        return;
    const Source *source = sources_text(&compile->sources, "schema", text_string(text), text->length);
    if (!source)
        return;
    CheckOptions options = {.source = source, .no_owner = true, .no_rights = true};
    diag_init(&quiet, &compile->sources, &compile->arena);
    Model *model =
        check_schema(source->path, &options, &compile->sources, &compile->words, &compile->arena, &quiet);
    if (!model)
        return;
    mark(source, model, text);
    model_free(model);
}
