// SPDX-License-Identifier: MIT
// What ALTER changes of things that statements have made, by the facts in which they differ.
#include <stdlib.h>
#include <string.h>

#include "gen/emit/postgres.h"
#include "gen/model/definition.h"

typedef struct Alter {
    Emit *emit;
    const Object *object; // as it becomes
    DefinedFacts before, after;
} Alter;

static void begin(const Alter *alter)
{
    text_printf(alter->emit->out, "ALTER %s ", pg_kind(alter->object));
    pg_definition(alter->emit, alter->object);
}

static void put_value(const Alter *alter, const char *value)
{
    sql_literal(alter->emit->out, value, strlen(value));
}

// --- options ---

// Has one of the facts an option of that name?
static bool has_option(const DefinedFacts *facts, const char *begins, const Text *name)
{
    Text other = {0}, value = {0};
    bool found = false;
    for (size_t at = 0; at < facts->count && !found; at++)
        found =
            fact_option(facts->at[at], begins, &other, &value) && !strcmp(text_string(&other), name->bytes);
    text_free(&other);
    text_free(&value);
    return found;
}

typedef void PutOption(const Alter *, const char *name, const char *value, bool was, bool is);

// Calls `put` for each option that comes, goes or gets another value.
static void each_option(const Alter *alter, const char *begins, PutOption *put)
{
    Text name = {0}, value = {0};
    for (size_t at = 0; at < alter->after.count; at++) {
        const char *fact = alter->after.at[at];
        if (!facts_have(&alter->before, fact) && fact_option(fact, begins, &name, &value)) {
            text_string(&name);
            put(alter, name.bytes, text_string(&value), has_option(&alter->before, begins, &name), true);
        }
    }
    for (size_t at = 0; at < alter->before.count; at++)
        if (fact_option(alter->before.at[at], begins, &name, &value)) {
            text_string(&name);
            if (!has_option(&alter->after, begins, &name))
                put(alter, name.bytes, NULL, true, false);
        }
    text_free(&name);
    text_free(&value);
}

static void put_comma(const Alter *alter)
{
    const Text *out = alter->emit->out;
    PUT(alter->emit, out->length && out->bytes[out->length - 1] == '(' ? "" : ", ");
}

// OPTIONS (ADD host 'a', SET port '1', DROP dbname)
static void put_foreign_option(const Alter *alter, const char *name, const char *value, bool was, bool is)
{
    put_comma(alter);
    PUT(alter->emit, !is ? "DROP " : was ? "SET " : "ADD ");
    sql_ident(alter->emit->out, name);
    PUT(alter->emit, is ? " " : "");
    if (is)
        put_value(alter, value);
}

static void put_dictionary_option(const Alter *alter, const char *name, const char *value, bool was, bool is)
{
    (void)was;
    put_comma(alter);
    sql_ident(alter->emit->out, name);
    PUT(alter->emit, is ? " = " : "");
    if (is)
        put_value(alter, value);
}

static void put_subscription_option(const Alter *alter, const char *name, const char *value, bool was,
                                    bool is)
{
    const char *usual = define_usual(CLASS_SUBSCRIPTION, name, alter->emit->plan->options.target);
    (void)was;
    put_comma(alter);
    sql_ident(alter->emit->out, name);
    PUT(alter->emit, " = ");
    put_value(alter, is ? value : usual ? usual : "false");
}

static bool differ(const Alter *alter, const char *begins)
{
    const DefinedFacts *sides[] = {&alter->before, &alter->after};
    for (int side = 0; side < 2; side++)
        for (size_t at = 0; at < sides[side]->count; at++)
            if (!strncmp(sides[side]->at[at], begins, strlen(begins)) &&
                !facts_have(sides[1 - side], sides[side]->at[at]))
                return true;
    return false;
}

// What stands behind the beginning of the fact that begins so; NULL: there is none.
static const char *rest_of(const DefinedFacts *facts, const char *begins)
{
    for (size_t at = 0; at < facts->count; at++)
        if (!strncmp(facts->at[at], begins, strlen(begins)))
            return facts->at[at] + strlen(begins);
    return NULL;
}

// The names of the options that begin so, in the order of the server, each with a line feed behind it.
static void list_options(const DefinedFacts *facts, const char *begins, Text *list)
{
    const char *order = rest_of(facts, "order ");
    Text name = {0}, value = {0};
    if (order) {
        text_add(list, order, strlen(order) - 1); // its last is a "="
        return;
    }
    for (size_t at = 0; at < facts->count; at++)
        if (fact_option(facts->at[at], begins, &name, &value))
            text_printf(list, "%s\n", text_string(&name));
    text_free(&name);
    text_free(&value);
}

// What each_option() would lead to of a dictionary, which puts what is set anew behind the others.
static void foresee_options(const Alter *alter, const char *begins, Text *list)
{
    Text before = {0}, name = {0}, value = {0}, line = {0};
    list_options(&alter->before, begins, &before);
    const char *at = text_string(&before);
    for (size_t length; *at; at += length + 1) {
        length = strcspn(at, "\n");
        text_clear(&line);
        text_printf(&line, "%s%.*s=", begins, (int)length, at);
        const char *was = rest_of(&alter->before, text_string(&line)),
                   *is = rest_of(&alter->after, line.bytes);
        if (is && !strcmp(was, is))
            text_add(list, at, length + 1);
    }
    for (size_t fact = 0; fact < alter->after.count; fact++)
        if (!facts_have(&alter->before, alter->after.at[fact]) &&
            fact_option(alter->after.at[fact], begins, &name, &value))
            text_printf(list, "%s\n", text_string(&name));
    text_free(&before);
    text_free(&name);
    text_free(&value);
    text_free(&line);
}

// All of them go and come again in their order.
static void put_anew(const Alter *alter, const char *begins, const char *names, PutOption *put)
{
    Text old = {0}, name = {0}, line = {0};
    list_options(&alter->before, begins, &old);
    for (int side = 0; side < 2; side++)
        for (const char *at = side ? names : text_string(&old), *end; *at; at = end + 1) {
            end = strchr(at, '\n');
            text_clear(&name);
            text_add(&name, at, (size_t)(end - at));
            text_clear(&line);
            text_printf(&line, "%s%s='", begins, text_string(&name));
            const char *value = side ? rest_of(&alter->after, text_string(&line)) : NULL;
            text_clear(&line);
            if (value)
                text_add(&line, value, strlen(value) - 1);
            put(alter, name.bytes, text_string(&line), !side, side);
        }
    text_free(&old);
    text_free(&name);
    text_free(&line);
}

// Do those of a dictionary come to stand in the order that is wanted, which is listed?
static bool keeps_order(const Alter *alter, const char *begins, Text *wanted)
{
    Text foreseen = {0};
    foresee_options(alter, begins, &foreseen);
    list_options(&alter->after, begins, wanted);
    bool same = !strcmp(text_string(&foreseen), text_string(wanted));
    text_free(&foreseen);
    return same;
}

static void put_options(const Alter *alter, const char *begins, const char *lead, PutOption *put)
{
    Text wanted = {0};
    bool ordered =
        AS(const Definition, alter->object)->class != CLASS_DICTIONARY || keeps_order(alter, begins, &wanted);
    if (!ordered || differ(alter, begins)) {
        begin(alter);
        PUT(alter->emit, lead);
        if (ordered)
            each_option(alter, begins, put);
        else
            put_anew(alter, begins, text_string(&wanted), put);
        PUT(alter->emit, ");\n");
    }
    text_free(&wanted);
}

static void alter_server(const Alter *alter)
{
    const char *version = rest_of(&alter->after, "version='");
    if (differ(alter, "version=")) {
        begin(alter);
        PUT(alter->emit, " VERSION ");
        if (version)
            put_value(alter, version);
        else
            PUT(alter->emit, "NULL");
        PUT(alter->emit, ";\n");
    }
    put_options(alter, "option ", " OPTIONS (", put_foreign_option);
}

// --- subscriptions ---

static void put_publications(const Alter *alter)
{
    static const char BEGINS[] = "publication={String:{sval:'", ENDS[] = " } }";
    const char *comma = " SET PUBLICATION ";
    for (size_t at = 0; at < alter->after.count; at++) {
        const char *fact = alter->after.at[at];
        if (strncmp(fact, BEGINS, strlen(BEGINS)))
            continue;
        Text name = {0};
        text_add(&name, fact + strlen(BEGINS), strlen(fact) - strlen(BEGINS) - strlen(ENDS));
        PUT(alter->emit, comma);
        sql_ident(alter->emit->out, text_string(&name));
        comma = ", ";
        text_free(&name);
    }
}

static void alter_subscription(const Alter *alter)
{
    const char *connection = rest_of(&alter->after, "conninfo='");
    if (differ(alter, "conninfo=") && connection) {
        begin(alter);
        PUT(alter->emit, " CONNECTION ");
        put_value(alter, connection);
        PUT(alter->emit, ";\n");
    }
    if (differ(alter, "publication=")) { // without a word to the other server
        begin(alter);
        put_publications(alter);
        PUT(alter->emit, " WITH (refresh = false);\n");
    }
    put_options(alter, "option ", " SET (", put_subscription_option);
}

// --- publications ---

static void put_published(const Alter *alter)
{
    static const char *const OPTIONS[][2] = {{"publish_via_partition_root", "false"},
                                             {"publish_generated_columns", "none"}};
    const char *comma = "";
    begin(alter);
    PUT(alter->emit, " SET (publish = '");
    for (size_t at = 0; at < alter->after.count; at++) {
        const char *fact = alter->after.at[at];
        if (strncmp(fact, "publish ", strlen("publish ")))
            continue;
        PUT(alter->emit, comma);
        text_add(alter->emit->out, fact + strlen("publish "), strlen(fact) - strlen("publish ="));
        comma = ", ";
    }
    PUT(alter->emit, "'");
    for (int at = 0; at < 2; at++) {
        Text begins = {0}, value = {0};
        text_printf(&begins, "option %s='", OPTIONS[at][0]);
        const char *now = rest_of(&alter->after, text_string(&begins));
        if (now)
            text_add(&value, now, strlen(now) - 1);
        if (now || rest_of(&alter->before, begins.bytes)) {
            text_printf(alter->emit->out, ", %s = ", OPTIONS[at][0]);
            put_value(alter, now ? text_string(&value) : OPTIONS[at][1]);
        }
        text_free(&begins);
        text_free(&value);
    }
    PUT(alter->emit, ");\n");
}

// A statement of a publication: what it does with its objects, "ADD" or "SET" for FOR, and these.
static void put_objects(const Alter *alter, SqlTokens *tokens, const char *verb, size_t start)
{
    const char *text =
        span_text(alter->emit->changes->to->sources, AS(const Definition, alter->object)->query.span);
    SqlToken token;
    size_t end = start;
    int depth = 0;
    while (sql_token_next(tokens, &token) && !(!depth && sql_token_is(tokens, token, ";")) &&
           !(!depth && sql_token_is(tokens, token, "with"))) {
        depth += sql_token_is(tokens, token, "(") - sql_token_is(tokens, token, ")");
        end = token.span.end;
    }
    begin(alter);
    text_printf(alter->emit->out, " %s", verb);
    text_add(alter->emit->out, text + start, end - start);
    PUT(alter->emit, ";\n");
}

// Its statements are told once more, the first one as all that it has.
static void replay_objects(const Alter *alter)
{
    static const char *const VERBS[] = {"for", "add", "set", "drop"};
    Span span = AS(const Definition, alter->object)->query.span;
    SqlTokens tokens;
    SqlToken token;
    bool first = true;
    sql_tokens_begin(&tokens, span_text(alter->emit->changes->to->sources, span), 0, span_length(span));
    while (sql_token_next(&tokens, &token))
        for (int verb = 0; verb < 4; verb++) {
            SqlTokens ahead = tokens;
            SqlToken next;
            bool options = sql_token_next(&ahead, &next) && sql_token_is(&ahead, next, "(");
            if (!sql_token_is(&tokens, token, VERBS[verb]) || options)
                continue;
            put_objects(alter, &tokens,
                        first       ? "SET"
                        : verb == 3 ? "DROP"
                        : verb == 2 ? "SET"
                                    : "ADD",
                        token.span.end);
            first = false;
            break;
        }
}

static void alter_publication(const Alter *alter)
{
    if (differ(alter, "publish ") || differ(alter, "option "))
        put_published(alter);
    if (differ(alter, "object "))
        replay_objects(alter);
}

// --- what is switched ---

// O, D, R or A, as the catalogue has it.
static void put_switch(const Alter *alter, const char *state)
{
    PUT(alter->emit, *state == 'D'   ? "DISABLE"
                     : *state == 'R' ? "ENABLE REPLICA"
                     : *state == 'A' ? "ENABLE ALWAYS"
                                     : "ENABLE");
}

static void alter_event_trigger(const Alter *alter)
{
    const char *said = rest_of(&alter->after, "0001 Alter"),
               *state = said ? strstr(said, "tgenabled:'") : NULL;
    begin(alter);
    PUT(alter->emit, " ");
    put_switch(alter, state ? state + strlen("tgenabled:'") : "O");
    PUT(alter->emit, ";\n");
}

static void alter_switched(const Alter *alter)
{
    const char *said = rest_of(&alter->after, "0001 Alter");
    const char *state = !said                              ? "O"
                        : strstr(said, "AT_Disable")       ? "D"
                        : strstr(said, "AT_EnableReplica") ? "R"
                        : strstr(said, "AT_EnableAlways")  ? "A"
                                                           : "O";
    const Definition *object = AS(const Definition, alter->object);
    PUT(alter->emit, "ALTER TABLE ");
    sql_path(alter->emit, alter->emit->out, object->on);
    PUT(alter->emit, " ");
    put_switch(alter, state);
    text_printf(alter->emit->out, " %s ", class_info[object->class].words);
    sql_ident(alter->emit->out, object->name->text);
    PUT(alter->emit, ";\n");
}

static void alter_statistics(const Alter *alter)
{
    const char *said = rest_of(&alter->after, "0001 Alter"),
               *at = said ? strstr(said, "stxstattarget:#") : NULL;
    begin(alter);
    text_printf(alter->emit->out, " SET STATISTICS %d;\n", at ? atoi(at + strlen("stxstattarget:#")) : -1);
}

// --- base types ---

// "set send=" and a name: those of functions that come, and of those that go.
static void alter_type(const Alter *alter)
{
    const DefinedFacts *sides[] = {&alter->after, &alter->before};
    const char *comma = "";
    begin(alter);
    PUT(alter->emit, " SET (");
    for (int side = 0; side < 2; side++)
        for (size_t at = 0; at < sides[side]->count; at++) {
            const char *fact = sides[side]->at[at], *name = fact + strlen("set ");
            int length = (int)strcspn(name, "=");
            Text begins = {0};
            text_printf(&begins, "set %.*s=", length, name);
            bool here = !strncmp(fact, "set ", strlen("set "));
            if (here && !facts_have(sides[1 - side], fact) &&
                (!side || !rest_of(&alter->after, text_string(&begins)))) {
                text_printf(alter->emit->out, "%s%.*s = %s", comma, length, name,
                            side ? "NONE" : name + length + 1);
                comma = ", ";
            }
            text_free(&begins);
        }
    PUT(alter->emit, ");\n");
}

void pg_alter_definition(Emit *emit, const Object *before, const Object *after)
{
    Alter alter = {.emit = emit, .object = after};
    if (diff_facts(emit->changes, before, &alter.before) && diff_facts(emit->changes, after, &alter.after))
        switch ((DefinitionClass)AS(const Definition, after)->class) {
        case CLASS_ROLE: pg_alter_role(emit, after, &alter.before, &alter.after); break;
        case CLASS_SERVER: alter_server(&alter); break;
        case CLASS_WRAPPER:
        case CLASS_MAPPING: put_options(&alter, "option ", " OPTIONS (", put_foreign_option); break;
        case CLASS_FOREIGN_TABLE: put_options(&alter, "option  ", " OPTIONS (", put_foreign_option); break;
        case CLASS_DICTIONARY: put_options(&alter, "option ", " (", put_dictionary_option); break;
        case CLASS_SUBSCRIPTION: alter_subscription(&alter); break;
        case CLASS_PUBLICATION: alter_publication(&alter); break;
        case CLASS_EVENT_TRIGGER: alter_event_trigger(&alter); break;
        case CLASS_RULE:
        case CLASS_TRIGGER: alter_switched(&alter); break;
        case CLASS_STATISTICS: alter_statistics(&alter); break;
        case CLASS_TYPE: alter_type(&alter); break;
        case CLASS_FUNCTION: pg_replace_definition(emit, after); break;
        default: break; // of the others classes.def says that ALTER changes nothing
        }
    facts_free(&alter.before);
    facts_free(&alter.after);
}
