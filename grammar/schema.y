/* SPDX-License-Identifier: MIT */
/* The .sch language: one rule per form, one call per action. What it means is docs/language.md. */

%require "3.8"
%expect 0
%define api.pure full
%define api.prefix {sch_}
%define api.token.prefix {TOK_}
%define api.token.raw
%define api.value.type union
%define api.location.type {Span}
%define parse.error custom
%define parse.lac full
%define parse.trace

%code requires {
#include "grammar/ast.h"
#include "grammar/job.h"
}

%code provides {
int sch_lex(SCH_STYPE *value, SCH_LTYPE *span, void *scanner, ParseJob *job);
void sch_keywords(Words *);
}

%code {
#include "grammar/clause.h"
#include "grammar/scan.h"
#define YYLLOC_DEFAULT(now, parts, count) \
    ((now) = (count) ? span_join(YYRHSLOC(parts, 1), YYRHSLOC(parts, count)) \
                     : (Span){YYRHSLOC(parts, 0).end, YYRHSLOC(parts, 0).end})
#define YYMAXDEPTH 2000
#define A (job->in.arena)
static void sch_error(const Span *, void *scanner, ParseJob *, const char *);
static int take_token(SCH_STYPE *value, SCH_LTYPE *span, void *scanner, ParseJob *job);
#undef yylex
#define yylex take_token
}

%param {void *scanner} {ParseJob *job}
%initial-action { @$ = (Span){job->offset, job->offset}; }

/* An alias of letters and _ is a keyword; the scanner's list of keywords is made from these. */
%token <const Word *> WORD "a name" QUOTED "a quoted name"
%token NUMBER "a number" STRING "a 'text'" DOLLAR "$$ SQL $$" SLICE "( SQL )" DOC "a /// comment"
%token OPEN "(" CLOSE ")" LBRACE "{" RBRACE "}" LEFT "[" RIGHT "]"
%token COMMA "," SEMICOLON ";" DOT "." EQUAL "=" ARROW "->" CAST "::"
%token NULLABLE "?" NOT_NULL "!" MINUS "-" PLUS "+"

/* These begin a member of a table, now or one day, so they name no column without quotes. */
%token <const Word *> CHECK "check" COLUMN "column" CONSTRAINT "constraint" FOR "for" FOREIGN "foreign" GRANT "grant" INDEX "index" KEY "key"
%token <const Word *> PARTITION "partition" POLICY "policy" PRIMARY "primary" SEED "seed" TRIGGER "trigger"
%token <const Word *> UNIQUE "unique" USE "use" EXCLUDE "exclude"

%token <const Word *> ACTION "action" ALWAYS "always" AS "as" ASC "asc" AUTO "auto" BACKFILL "backfill"
%token <const Word *> BEFORE "before" CASCADE "cascade" COLLATE "collate" DEFAULT "default"
%token <const Word *> DEFERRABLE "deferrable" DEFERRED "deferred" DELETE "delete" DESC "desc"
%token <const Word *> DESCRIBE "describe" DIALECT "dialect" DISCARD "discard" DISTINCT "distinct"
%token <const Word *> DROP "drop" ENUM "enum" FIRST "first" FULL "full" INCLUDE "include" INHERIT "inherit"
%token <const Word *> INVERSE "inverse" LAST "last" MAP "map" MATCH "match" MIGRATION "migration"
%token <const Word *> MIXIN "mixin" NO "no" NOT "not" NULL "null" NULLS "nulls" ON "on"
%token <const Word *> REFERENCES "references" RESTRICT "restrict" ROWID "rowid" SCHEMA "schema" SET "set"
%token <const Word *> STORED "stored" STRICT "strict" TABLE "table" TYPE "type" UNLOGGED "unlogged"
%token <const Word *> UPDATE "update" USING "using" VERIFY "verify" VIEW "view" VIRTUAL "virtual" WAS "was"
%token <const Word *> WHERE "where" WITHOUT "without"
%token <const Word *> EXTENSION "extension" EXTERNAL "external" FUNCTION "function" PROCEDURE "procedure"
%token <const Word *> SEQUENCE "sequence" VERSION "version"
%token <const Word *> DISABLED "disabled" FORCED "forced" ROW "row" SECURITY "security"
%token <const Word *> CLUSTER "cluster" COMMENT "comment" COMPRESSION "compression" ENFORCED "enforced" IDENTITY "identity"
%token <const Word *> OPTIONS "options" REPLICA "replica" STATISTICS "statistics" STORAGE "storage"
%token <const Word *> DATA "data" MATERIALIZED "materialized"
%token <const Word *> TABLESPACE "tablespace" VALID "valid" WITH "with"
%token <const Word *> SQL "sql"
%token <const Word *> OWNER "owner" REVOKE "revoke"
%token <const Word *> INHERITS "inherits" INHERITED "inherited"

%type <const Word *> free_keyword member_keyword
%type <Name> name free_name opt_name
%type <QName> qname was opt_was type_words more_type_words
%type <Span> head docs body text
%type <Item *> declaration member column label change
%type <ItemList> members labels opt_labels changes
%type <ItemList> view_members
%type <PartList> view_head view_options
%type <PartList> columns opt_columns key_columns key_names opt_cleared names paths numbers table_options domain_options
%type <PartList> attributes attribute constraint_options references actions elements element_options
%type <PartList> opt_version index_options opt_method opt_key rows row pairs opt_inverse modes check_options
%type <Part *> domain_option table_option index_option element_option value seed_value default_value not_yet
%type <Part *> path type pair
%type <int32_t> dimensions action stored

%%

file:
    %empty
|   file statement
;

statement:
    ";"
|   "dialect" names[list] ";"
        { job_declare(job, ast_item(A, ITEM_DIALECTS, @$, (QName){0}, $list, (ItemList){0})); }
|   "include" text[path] ";"
        { job_declare(job, ast_item(A, ITEM_INCLUDE, $path, (QName){0}, (PartList){0}, (ItemList){0})); }
    /* owner app; what stands below belongs to app */
|   "owner" name[owner] ";"     { job->block.owner = $owner; job->block.owner_for = job->block.dialects; }
|   head "schema" qname[schema] opt_was[was] ";"
        { job_schema(job, @schema, $schema, $was.name, $head, false); job->block.schema = $schema.name; }
|   head "schema" qname[schema] opt_was[was] "{"
        { job_schema(job, @schema, $schema, $was.name, $head, false);
          if (!job_open(job, @schema, $schema.name, job->block.dialects)) YYABORT; }
    file "}"  { job_close(job); }
    /* external schema auth { table users { id uuid key; } } */
|   head "external" "schema" name[schema] "{"
        { job_schema(job, @schema, (QName){.name = $schema}, (Name){0}, $head, true);
          if (!job_open(job, @schema, $schema, job->block.dialects)) YYABORT; }
    file "}"  { job_close(job); }
|   "for" name[dialect] "{"
        { if (!job_open(job, @dialect, job->block.schema, job_dialect(job, $dialect))) YYABORT; }
    file "}"  { job_close(job); }
|   head declaration[item]  { $item->doc = $head; job_declare(job, $item); }
|   error ";"  { yyerrok; if (job_give_up(job)) YYABORT; }
|   error "}"  { yyerrok; if (job_give_up(job)) YYABORT; }
;

head:
    %empty                  { $$ = (Span){0}; job->owner = (Name){0}; }
|   DOC                     { $$ = @1; job->owner = (Name){0}; }
|   "owner" name            { $$ = (Span){0}; job->owner = $name; }
|   DOC "owner" name        { $$ = @1; job->owner = $name; }
;

docs:
    %empty      { $$ = (Span){0}; }
|   DOC         { $$ = @1; }
;

declaration:
    /* mixin stamps { created_at timestamptz = now(); } */
    "mixin" qname[name] "{" members "}"
        { $$ = ast_item(A, ITEM_MIXIN, @name, $name, (PartList){0}, $members); }
    /* enum order_status was status { draft, open was placed, 'on hold' } */
|   "enum" qname[name] opt_was[was] "{" opt_labels[labels] "}"
        { $$ = job_renamed(ast_item(A, KIND_ENUM, @name, $name, (PartList){0}, $labels), $was); }
    /* type email was mail = text check (value ~ '@'); */
|   "type" qname[name] opt_was[was] "=" type domain_options[options] ";"
        { $$ = job_renamed(ast_item(A, KIND_DOMAIN, @name, $name,
                                    ast_join((PartList){$type, $type}, $options), (ItemList){0}), $was); }
|   "type" qname[name] opt_was[was] "=" type domain_options[options] "{" members "}"
        { $$ = job_renamed(ast_item(A, KIND_DOMAIN, @name, $name,
                                    ast_join((PartList){$type, $type}, $options), $members), $was); }
    /* type address as (street text, zip text was code); */
|   "type" qname[name] opt_was[was] "as" no_slice "(" attribute_list[list] ")" ";"
        { $$ = job_renamed(ast_item(A, KIND_COMPOSITE, @name, $name, (PartList){0}, $list), $was); }
    /* type floatrange as range (subtype = float8, subtype_diff = float8mi); */
|   "type" qname[name] opt_was[was] "as" no_slice WORD[range] "(" range_options[options] ")" ";"
        { job_must_be(job, $range, @range, "range");
          $$ = job_renamed(ast_item(A, KIND_RANGE, @name, $name, $options, (ItemList){0}), $was); }
    /* table users was accounts strict { … } */
|   "table" qname[name] table_options[options] "{" members "}"
        { $$ = ast_item(A, KIND_TABLE, @name, $name, $options, $members); job_take_was($$); }
    /* materialized view v (a, b) with (fillfactor = 70) as $$ select … $$ { index (a); } */
|   view_head[head] qname[name] opt_was[was] opt_columns[columns] view_options[options] "as" body view_members[members]
        { PartList parts = ast_join(ast_join($columns, $head), $options);
          $$ = job_renamed(ast_item(A, KIND_VIEW, @name, $name,
                                    ast_parts(parts, ast_part(A, PART_QUERY, $body, (Name){0}, 0)), $members), $was); }
    /* function touch() returns trigger language plpgsql $$ … $$; */
|   "function" clause_begins qname[name] opt_was[was] SLICE[arguments] clause DOLLAR[body] ";"
        { $$ = job_routine(job, KIND_FUNCTION, $name, $was, @arguments, @clause, @body); }
    /* in an external schema, where the body is nobody's business: function uid() returns uuid stable; */
|   "function" clause_begins qname[name] opt_was[was] SLICE[arguments] clause ";"
        { $$ = job_routine(job, KIND_FUNCTION, $name, $was, @arguments, @clause, (Span){0}); }
|   "procedure" clause_begins qname[name] opt_was[was] SLICE[arguments] clause ";"
        { $$ = job_routine(job, KIND_PROCEDURE, $name, $was, @arguments, @clause, (Span){0}); }
|   "procedure" clause_begins qname[name] opt_was[was] SLICE[arguments] clause DOLLAR[body] ";"
        { $$ = job_routine(job, KIND_PROCEDURE, $name, $was, @arguments, @clause, @body); }
    /* sequence order_numbers start 1000 owned by orders.number; */
|   "sequence" clause_begins name clause ";"  { $$ = job_sequence(job, $name, @clause); }
    /* extension citext version '1.6'; */
|   "extension" qname[name] opt_was[was] opt_version[version] ";"
        { $$ = job_renamed(ast_item(A, KIND_EXTENSION, @name, $name, $version, (ItemList){0}), $was); }
    /* sql hot_stats $$ create statistics hot_stats (dependencies) on user_id, status from orders $$; */
|   "sql" qname[name] opt_was[was] DOLLAR[body] ";"
        { $$ = job_renamed(ast_item(A, KIND_DEFINITION, @name, $name,
                                    ast_parts((PartList){0}, ast_part(A, PART_QUERY, job_dollar_inside(job, @body),
                                                                      (Name){0}, 0)), (ItemList){0}), $was); }
    /* virtual table pages was page using fts5 (title, body, tokenize = 'porter'); */
|   "virtual" "table" clause_begins qname[table] opt_was[was] "using" name[module] SLICE[arguments] ";"
        { $$ = job_renamed(ast_item(A, KIND_VIRTUAL, @table, $table, job_module(job, $module, @arguments), (ItemList){0}), $was); }
|   "virtual" "table" clause_begins qname[table] opt_was[was] "using" name[module] ";"
        { $$ = job_renamed(ast_item(A, KIND_VIRTUAL, @table, $table, job_module(job, $module, (Span){0}), (ItemList){0}), $was); }
    /* seed countries (code, name) key (code) { 'de', 'Germany'; } */
|   "seed" qname[table] columns opt_key[key] "{" rows "}"
        { $$ = ast_item(A, KIND_SEED, @table, $table, ast_join(ast_join($columns, $key), $rows),
            (ItemList){0}); }
    /* grant select, insert on orders to app; */
|   "grant" clause_begins clause ";"  { $$ = job_grant(job, @1, @clause, false); }
|   "revoke" clause_begins clause ";"  { $$ = job_grant(job, @1, @clause, true); }
    /* default privileges for role app in schema shop grant select on tables to web; */
|   "default" clause_begins clause ";"  { $$ = job_defaults(job, @1, @clause); }
    /* migration "2.0.0" split_names { … } */
|   "migration" text[version] name "{" changes "}"
        { $$ = ast_item(A, ITEM_MIGRATION, @version, (QName){.name = $name},
                        ast_parts((PartList){0}, ast_part(A, PART_TEXT, $version, (Name){0}, 0)), $changes); }
;

view_head:
    "view"                  { $$ = (PartList){0}; }
|   "materialized" "view"   { $$ = job_part(job, PART_MATERIALIZED, @1); }
;

view_options:
    %empty                  { $$ = (PartList){0}; }
|   view_options "with" SLICE       { $$ = ast_parts($1, job_options(job, @SLICE)); }
|   view_options "using" name       { $$ = ast_parts($1, ast_part(A, PART_METHOD, @name, $name, 0)); }
|   view_options "tablespace" name  { $$ = ast_parts($1, ast_part(A, PART_TABLESPACE, @name, $name, 0)); }
|   view_options "no" "data"        { $$ = ast_parts($1, ast_part(A, PART_NO_DATA, @2, (Name){0}, 0)); }
;

view_members:
    ";"                     { $$ = (ItemList){0}; }
|   "{" members "}"         { $$ = $members; }
;

/* Read word by word in grammar/clause.h. */
clause_begins:
    %empty                  { job->clause = true; }
;

clause:
    %empty
|   clause clause_token
;

clause_token:
    WORD | QUOTED | NUMBER | STRING | SLICE | free_keyword | member_keyword | "," | "." | "=" | "-" | "[" | "]"
;

opt_version:
    %empty                  { $$ = (PartList){0}; }
|   "version" text          { $$ = ast_parts((PartList){0}, ast_part(A, PART_TEXT, $text, (Name){0}, 0)); }
;

opt_labels:
    %empty              { $$ = (ItemList){0}; }
|   labels
;

labels:
    label               { $$ = ast_items((ItemList){0}, $label); }
|   labels "," label    { $$ = ast_items($1, $label); }
|   labels ","          { $$ = $1; }
;

label:
    docs name opt_was[was]
        { $$ = job_renamed(ast_item(A, KIND_LABEL, @name, (QName){.name = $name}, (PartList){0},
            (ItemList){0}), $was);
          $$->doc = $docs; }
|   docs STRING opt_was[was]
        { $$ = job_renamed(ast_item(A, KIND_LABEL, @2, (QName){.name = job_label(job, @2)}, (PartList){0},
                                    (ItemList){0}), $was);
          $$->doc = $docs; }
;

/* A "(" behind "as" begins SQL elsewhere. */
no_slice:
    %empty                  { job->slice_next = false; }
;

%type <ItemList> attribute_list;
%type <Item *> composite_attribute;
attribute_list:
    %empty                                  { $$ = (ItemList){0}; }
|   composite_attribute                     { $$ = ast_items((ItemList){0}, $1); }
|   attribute_list "," composite_attribute  { $$ = ast_items($1, $3); }
;

composite_attribute:
    docs name type opt_collate[options] opt_was[was]
        { $$ = job_renamed(ast_item(A, KIND_ATTRIBUTE, @name, (QName){.name = $name},
                                    ast_join((PartList){$type, $type}, $options), (ItemList){0}), $was);
          $$->doc = $docs; }
;

%type <PartList> opt_collate;
opt_collate:
    %empty                  { $$ = (PartList){0}; }
|   "collate" name          { $$ = ast_parts((PartList){0}, ast_part(A, PART_COLLATE, @name, $name, 0)); }
;

%type <PartList> range_options;
range_options:
    name "=" type
        { $$ = ast_parts((PartList){0}, ast_part(A, PART_RANGE, @1, $1, 0)); $$.first->list = $type; }
|   range_options "," name "=" type
        { $$ = ast_parts($1, ast_part(A, PART_RANGE, @3, $3, 0)); $$.last->list = $type; }
;

domain_options:
    %empty                          { $$ = (PartList){0}; }
|   domain_options domain_option    { $$ = ast_parts($1, $2); }
;

domain_option:
    "?"                     { $$ = ast_part(A, PART_NULLABLE, @$, (Name){0}, 0); }
|   "!"                     { $$ = ast_part(A, PART_NOT_NULL, @$, (Name){0}, 0); }
|   "not" "null"            { job_habit(job, @$, "not null", "!"); $$ = ast_part(A, PART_NOT_NULL, @$, (Name){0}, 0); }
|   default_value
|   "check" opt_name SLICE  { $$ = ast_part(A, PART_CHECK, job_inside(@SLICE), $opt_name, 0); }
|   "collate" name          { $$ = ast_part(A, PART_COLLATE, @$, $name, 0); }
;

table_options:
    %empty                          { $$ = (PartList){0}; }
|   table_options table_option      { $$ = ast_parts($1, $2); }
;

table_option:
    was                     { $$ = ast_part(A, PART_NAME, @$, $was.name, 0); $$->schema = $was.schema; }
|   "strict"                { $$ = ast_part(A, PART_STRICT, @$, (Name){0}, 0); }
|   "without" "rowid"       { $$ = ast_part(A, PART_WITHOUT_ROWID, @$, (Name){0}, 0); }
|   "unlogged"              { $$ = ast_part(A, PART_UNLOGGED, @$, (Name){0}, 0); }
|   "row" "security"
        { $$ = ast_part(A, PART_ROW_SECURITY, @$, (Name){0}, ROW_SECURITY_ENABLED); }
|   "row" "security" "forced"
        { $$ = ast_part(A, PART_ROW_SECURITY, @$, (Name){0}, ROW_SECURITY_ENABLED | ROW_SECURITY_FORCED); }
|   "row" "security" "forced" "disabled"
        { $$ = ast_part(A, PART_ROW_SECURITY, @$, (Name){0}, ROW_SECURITY_FORCED); }
|   "using" name            { $$ = ast_part(A, PART_METHOD, @name, $name, 0); }
|   "tablespace" name       { $$ = ast_part(A, PART_TABLESPACE, @name, $name, 0); }
|   "replica" "identity" name  { $$ = ast_part(A, PART_REPLICA, @name, $name, 0); }
|   "with" SLICE            { $$ = job_options(job, @SLICE); }
|   WORD[of] qname[type]
        { job_must_be(job, $of, @of, "of"); $$ = job_type(job, @type, $type, (PartList){0}, (Name){0}, 0); }
|   "inherits" "(" parents ")"  { $$ = ast_list_part(A, PART_INHERITS, @$, $parents); }
;

%type <PartList> parents;
parents:
    qname                   { $$ = ast_parts((PartList){0}, job_reference(job, @1, $1, (PartList){0})); }
|   parents "," qname       { $$ = ast_parts($1, job_reference(job, @3, $3, (PartList){0})); }
;

members:
    %empty                  { $$ = (ItemList){0}; }
|   members docs member     { if ($member) $member->doc = $docs; $$ = ast_items($1, $member); }
|   members ";"
|   members error ";"       { yyerrok; $$ = $1; if (job_give_up(job)) YYABORT; }
;

member:
    column ";"
    /* column total = 0 statistics 100; */
|   "column" free_name[name] attributes ";"
        { $$ = ast_item(A, KIND_VIEW_COLUMN, @name, (QName){.name = $name}, $attributes, (ItemList){0}); }
|   "use" qname[mixin] ";"  { $$ = ast_item(A, ITEM_USE, @mixin, $mixin, (PartList){0}, (ItemList){0}); }
|   "for" name[dialect] "{" members "}"
        { $$ = ast_item(A, ITEM_FOR, @dialect, (QName){0}, (PartList){0}, $members);
          $$->dialects = job_dialect(job, $dialect); }
    /* key (a, b); */
|   "key" opt_name[name] opt_was[was] key_columns[columns] constraint_options[options] ";"
        { $$ = job_constraint(job, KIND_KEY, @1, $name, $was, ast_join($columns, $options)); }
|   "primary" "key" opt_name[name] opt_was[was] key_columns[columns] constraint_options[options] ";"
        { job_habit(job, span_join(@1, @2), "primary key", "key");
          $$ = job_constraint(job, KIND_KEY, @1, $name, $was, ast_join($columns, $options)); }
|   "unique" opt_name[name] opt_was[was] key_columns[columns] constraint_options[options] ";"
        { $$ = job_constraint(job, KIND_UNIQUE, @1, $name, $was, ast_join($columns, $options)); }
    /* check paid_has_total (status <> 'paid' or total > 0); */
|   "check" opt_name[name] opt_was[was] SLICE check_options[options] ";"
        { $$ = job_constraint(job, KIND_CHECK, @1, $name, $was,
                              ast_parts($options, ast_part(A, PART_CHECK, job_inside(@SLICE), (Name){0}, 0))); }
    /* foreign key (a, b) -> t (x, y) on delete cascade; */
|   "foreign" "key" opt_name[name] opt_was[was] key_columns[columns] references actions ";"
        { $$ = job_constraint(job, KIND_FOREIGN, span_join(@1, @2), $name, $was,
                              ast_join(ast_join($columns, $references), $actions)); }
    /* unique index users_email_ci (lower(email)) where (…); */
|   "index" opt_name[name] opt_was[was] opt_method[method] elements index_options[options] ";"
        { $$ = job_constraint(job, KIND_INDEX, @1, $name, $was, ast_join(ast_join($method, $elements),
            $options)); }
|   "unique" "index" opt_name[name] opt_was[was] opt_method[method] elements index_options[options] ";"
        { $$ = job_constraint(job, KIND_INDEX, span_join(@1, @2), $name, $was,
                              ast_parts(ast_join(ast_join($method, $elements), $options),
                                        ast_part(A, PART_UNIQUE_INDEX, @1, (Name){0}, 0))); }
    /* exclude using gist (room with =, during with &&) where (active); */
|   "exclude" clause_begins clause ";"  { $$ = job_exclude(job, @1, @clause); }
    /* partition by range (placed); partition orders_old from minvalue to '2024-01-01' { … } */
|   "partition" clause_begins clause ";"  { $$ = job_partition(job, @1, @clause, (ItemList){0}); }
|   "partition" clause_begins clause "{" members "}"
        { $$ = job_partition(job, @1, @clause, $members); }
    /* trigger touch before update for each row execute touch(); */
|   "trigger" clause_begins name clause ";"
        { $$ = job_trigger(job, @1, $name, @clause, (Span){0}, false); }
|   "trigger" clause_begins name clause DOLLAR[body] ";"
        { $$ = job_trigger(job, @1, $name, @clause, @body, false); }
|   "constraint" "trigger" clause_begins name clause ";"
        { $$ = job_trigger(job, @1, $name, @clause, (Span){0}, true); }
    /* policy own for select to app using (owner = current_user); */
|   "policy" clause_begins name clause ";"  { $$ = job_policy(job, $name, @clause); }
    /* grant select, update (name) to app; */
|   "grant" clause_begins clause ";"  { $$ = job_grant(job, @1, @clause, false); }
;

/* email varchar(200)? = 'x' check (…) was mail; */
column:
    free_name[name] type attributes
        { $$ = ast_item(A, KIND_COLUMN, @name, (QName){.name = $name},
                        ast_join((PartList){$type, $type}, $attributes), (ItemList){0});
          job_take_was($$); }
;

attributes:
    %empty                  { $$ = (PartList){0}; }
|   attributes attribute    { $$ = ast_join($1, $2); }
;

attribute:
    "?"                     { $$ = job_part(job, PART_NULLABLE, @$); }
|   "!"                     { $$ = job_part(job, PART_SAID_NOT_NULL, @$); }
|   on_conflict             { $$ = (PartList){$1, $1}; }
|   default_value           { $$ = (PartList){$1, $1}; }
|   "key"                   { $$ = job_part(job, PART_KEY, @$); }
|   "auto"                  { $$ = job_part(job, PART_AUTO, @$); }
|   "auto" "always"         { $$ = job_part(job, PART_AUTO, @$); $$.first->number = 1; }
|   "auto" SLICE            { $$ = job_part(job, PART_AUTO, @$); $$.first->list = job_numbers(job, @SLICE); }
|   "auto" "always" SLICE
        { $$ = job_part(job, PART_AUTO, @$); $$.first->number = 1;
          $$.first->list = job_numbers(job, @SLICE); }
|   "storage" name          { $$ = job_part(job, PART_STORAGE, @name); $$.first->name = $name; }
|   "compression" name      { $$ = job_part(job, PART_COMPRESSION, @name); $$.first->name = $name; }
|   "statistics" NUMBER
        { $$ = job_part(job, PART_STATISTICS, @NUMBER); $$.first->name = job_word(job, @NUMBER); }
|   "options" SLICE         { $$ = ast_parts((PartList){0}, job_options(job, @SLICE)); }
|   "inherited"             { $$ = job_part(job, PART_INHERITED, @$); }
|   "unique"                { $$ = job_part(job, PART_UNIQUE, @$); }
|   "check" opt_name SLICE
        { $$ = ast_parts((PartList){0}, ast_part(A, PART_CHECK, job_inside(@SLICE), $opt_name, 0)); }
|   references
|   "on" "delete" action opt_cleared[cleared]
        { $$ = job_part(job, PART_ON_DELETE, @$); $$.first->number = $action; $$ = ast_join($$, $cleared); }
|   "on" "update" action    { $$ = job_part(job, PART_ON_UPDATE, @$); $$.first->number = $action; }
|   "match" "full"          { $$ = job_part(job, PART_MATCH_FULL, @$); }
|   "deferrable"            { $$ = job_part(job, PART_DEFERRABLE, @$); }
|   "deferred"              { $$ = job_part(job, PART_DEFERRED, @$); }
|   not_yet                 { $$ = (PartList){$1, $1}; }
|   "constraint" name "not" "null" opt_no_inherit[alone]
        { $$ = job_part(job, PART_NOT_NULL, @name); $$.first->name = $name; $$.first->number = $alone; }
|   "comment" STRING
        { $$ = job_part(job, PART_COMMENT, @STRING); $$.first->name = job_word(job, @STRING); }
|   "as" SLICE stored
        { $$ = ast_parts((PartList){0}, ast_part(A, $stored, job_inside(@SLICE), (Name){0}, 0)); }
|   "collate" name          { $$ = job_part(job, PART_COLLATE, @name); $$.first->name = $name; }
|   was
        { $$ = job_part(job, PART_NAME, @was); $$.first->name = $was.name; $$.first->schema = $was.schema; }
|   "for" name              { $$ = job_part(job, PART_ONLY_FOR, @name); $$.first->name = $name; }
|   "not" "null"            { job_habit(job, @$, "not null", ""); $$ = (PartList){0}; }
|   "null"                  { job_habit(job, @$, "null", "?"); $$ = job_part(job, PART_NULLABLE, @$); }
|   "primary" "key"         { job_habit(job, @$, "primary key", "key"); $$ = job_part(job, PART_KEY, @$); }
;

%type <int> opt_no_inherit;
opt_no_inherit:
    %empty                  { $$ = 0; }
|   "no" "inherit"          { $$ = 1; }
;

stored:
    "stored"                { $$ = PART_STORED; }
|   "virtual"               { $$ = PART_VIRTUAL; }
;

/* SQLite: key on conflict replace, text! on conflict ignore; what stands before it is what conflicts */
%type <Part *> on_conflict;
on_conflict:
    "on" WORD[conflict] name[way]
        { job_must_be(job, $conflict, @conflict, "conflict"); $$ = ast_part(A, PART_CONFLICT, @$, $way, 0); }
;

default_value:
    "=" value               { $$ = $value; $$->kind = PART_DEFAULT; }
|   "default" value         { job_habit(job, @1, "default", "="); $$ = $value; $$->kind = PART_DEFAULT; }
;

/* An expression's span; what it says is read by the expression grammar. */
value:
    SLICE                   { $$ = ast_part(A, PART_VALUE, job_inside(@1), (Name){0}, 0); }
|   NUMBER                  { $$ = ast_part(A, PART_VALUE, @$, (Name){0}, 0); }
|   "-" NUMBER              { $$ = ast_part(A, PART_VALUE, @$, (Name){0}, 0); }
|   "+" NUMBER              { $$ = ast_part(A, PART_VALUE, @$, (Name){0}, 0); }
|   STRING                  { $$ = ast_part(A, PART_VALUE, @$, (Name){0}, 0); }
|   WORD                    { $$ = ast_part(A, PART_VALUE, @$, (Name){0}, 0); }
|   "null"                  { $$ = ast_part(A, PART_VALUE, @$, (Name){0}, 0); }
|   WORD SLICE              { $$ = ast_part(A, PART_VALUE, @$, (Name){0}, 0); }
|   WORD "." name SLICE     { $$ = ast_part(A, PART_VALUE, @$, (Name){0}, 0); }
|   value "::" type         { $$ = ast_part(A, PART_VALUE, @$, (Name){0}, 0); }
;

%type <PartList> opt_key_columns;
opt_key_columns:
    %empty                  { $$ = (PartList){0}; }
|   key_columns
;

references:
    "->" qname[table] opt_key_columns[columns]
        { $$ = ast_parts((PartList){0}, job_reference(job, @table, $table, $columns)); }
|   "references" qname[table] opt_key_columns[columns]
        { job_habit(job, @1, "references", "->");
          $$ = ast_parts((PartList){0}, job_reference(job, @table, $table, $columns)); }
;

actions:
    %empty                          { $$ = (PartList){0}; }
|   actions "on" "delete" action opt_cleared[cleared]
        { $$ = ast_join(ast_parts($1, ast_part(A, PART_ON_DELETE, @$, (Name){0}, $action)), $cleared); }
|   actions "on" "update" action
        { $$ = ast_parts($1, ast_part(A, PART_ON_UPDATE, @$, (Name){0}, $action)); }
|   actions "match" "full"          { $$ = ast_parts($1, ast_part(A, PART_MATCH_FULL, @$, (Name){0}, 0)); }
|   actions "deferrable"            { $$ = ast_parts($1, ast_part(A, PART_DEFERRABLE, @$, (Name){0}, 0)); }
|   actions "deferred"              { $$ = ast_parts($1, ast_part(A, PART_DEFERRED, @$, (Name){0}, 0)); }
|   actions not_yet                 { $$ = ast_parts($1, $2); }
;

/* on delete set null (a, b) */
opt_cleared:
    %empty                  { $$ = (PartList){0}; }
|   "(" names ")"           { $$ = ast_parts((PartList){0}, ast_list_part(A, PART_CLEARED, @$, $names)); }
;

not_yet:
    "not" "valid"           { $$ = ast_part(A, PART_NOT_VALID, @$, (Name){0}, 0); }
|   "not" "enforced"        { $$ = ast_part(A, PART_NOT_ENFORCED, @$, (Name){0}, 0); }
;

action:
    "cascade"               { $$ = ACTION_CASCADE; }
|   "restrict"              { $$ = ACTION_RESTRICT; }
|   "set" "null"            { $$ = ACTION_SET_NULL; }
|   "set" "default" no_slice { $$ = ACTION_SET_DEFAULT; }
|   "no" "action"           { $$ = ACTION_NONE; }
;

constraint_options:
    %empty                  { $$ = (PartList){0}; }
|   constraint_options "nulls" "not" "distinct"
        { $$ = ast_parts($1, ast_part(A, PART_NULLS_NOT_DISTINCT, @2, (Name){0}, 0)); }
|   constraint_options "deferrable"  { $$ = ast_parts($1, ast_part(A, PART_DEFERRABLE, @2, (Name){0}, 0)); }
|   constraint_options "deferred"  { $$ = ast_parts($1, ast_part(A, PART_DEFERRED, @2, (Name){0}, 0)); }
|   constraint_options on_conflict  { $$ = ast_parts($1, $2); }
|   constraint_options storage_option  { $$ = ast_parts($1, $2); }
;

%type <Part *> storage_option;
storage_option: /* of an index, whatever made it */
    "include" columns
        { $$ = ast_list_part(A, PART_INCLUDE, @1, (PartList){$columns.first->list, NULL}); }
|   "with" SLICE            { $$ = job_options(job, @SLICE); }
|   "tablespace" name       { $$ = ast_part(A, PART_TABLESPACE, @name, $name, 0); }
|   "cluster"               { $$ = ast_part(A, PART_CLUSTER, @$, (Name){0}, 0); }
|   "replica" "identity"    { $$ = ast_part(A, PART_REPLICA, @$, (Name){0}, 0); }
|   "comment" STRING        { $$ = ast_part(A, PART_COMMENT, @STRING, job_word(job, @STRING), 0); }
;

check_options:
    %empty                  { $$ = (PartList){0}; }
|   check_options "no" "inherit"  { $$ = ast_parts($1, ast_part(A, PART_NO_INHERIT, @2, (Name){0}, 0)); }
|   check_options not_yet   { $$ = ast_parts($1, $2); }
;

opt_method:
    %empty                  { $$ = (PartList){0}; }
|   "using" name            { $$ = ast_parts((PartList){0}, ast_part(A, PART_METHOD, @name, $name, 0)); }
;

elements:
    "(" element_list[list] ")"
        { $$ = ast_parts((PartList){0}, ast_list_part(A, PART_ELEMENTS, @$, $list)); }
;

%type <PartList> element_list;
%type <Part *> element;
element_list:
    element                     { $$ = ast_parts((PartList){0}, $1); }
|   element_list "," element    { $$ = ast_parts($1, $3); }
;

element:
    free_name[name] element_options[options]
        { $$ = ast_part(A, PART_COLUMN, @name, $name, 0); $$->list = $options.first; }
|   free_name[name] SLICE element_options[options]
        { $$ = ast_part(A, PART_EXPRESSION, span_join(@name, @SLICE), (Name){0},
            0); $$->list = $options.first; }
|   SLICE element_options[options]
        { $$ = ast_part(A, PART_EXPRESSION, job_inside(@SLICE), (Name){0}, 0); $$->list = $options.first; }
;

element_options:
    %empty                          { $$ = (PartList){0}; }
|   element_options element_option  { $$ = ast_parts($1, $2); }
;

element_option:
    WORD                    { $$ = ast_part(A, PART_CLASS, @$, (Name){$1, @1}, 0); }
|   WORD SLICE              { $$ = ast_part(A, PART_CLASS, @1, (Name){$1, @1}, 0); $$->list = job_options(job, @SLICE); }
|   "collate" name          { $$ = ast_part(A, PART_COLLATE, @$, $name, 0); }
|   "asc"                   { $$ = ast_part(A, PART_ASC, @$, (Name){0}, 0); }
|   "desc"                  { $$ = ast_part(A, PART_DESC, @$, (Name){0}, 0); }
|   "nulls" "first"         { $$ = ast_part(A, PART_NULLS, @$, (Name){0}, 1); }
|   "nulls" "last"          { $$ = ast_part(A, PART_NULLS, @$, (Name){0}, 0); }
|   "statistics" NUMBER     { $$ = ast_part(A, PART_STATISTICS, @$, job_word(job, @NUMBER), 0); }
;

index_options:
    %empty                          { $$ = (PartList){0}; }
|   index_options index_option      { $$ = ast_parts($1, $2); }
;

index_option:
    "using" name            { $$ = ast_part(A, PART_METHOD, @name, $name, 0); }
|   storage_option
|   "where" SLICE           { $$ = ast_part(A, PART_WHERE, job_inside(@2), (Name){0}, 0); }
|   "nulls" "not" "distinct" { $$ = ast_part(A, PART_NULLS_NOT_DISTINCT, @1, (Name){0}, 0); }
;

opt_columns:
    %empty                  { $$ = (PartList){0}; }
|   columns
;

columns:
    "(" names ")"           { $$ = ast_parts((PartList){0}, ast_list_part(A, PART_COLUMNS, @$, $names)); }
;

/* (room, period during), (room, during without overlaps), (a desc, b collate nocase) */
key_columns:
    "(" key_names[names] ")"
        { $$ = ast_parts((PartList){0}, ast_list_part(A, PART_COLUMNS, @$, $names)); }
;

key_names:
    sorted_names
|   sorted_names[names] "," WORD[period] WORD[name]
        { $$ = ast_parts($names, ast_part(A, PART_NAME, @name, job_name(job, $name, @name),
                                          job_must_be(job, $period, @period, "period"))); }
|   sorted_names[names] "," WORD[period] QUOTED[name]
        { $$ = ast_parts($names, ast_part(A, PART_NAME, @name, job_name(job, $name, @name),
                                          job_must_be(job, $period, @period, "period"))); }
|   sorted_names[names] "," name "without" WORD[overlaps]
        { $$ = ast_parts($names, ast_part(A, PART_NAME, @3, $3,
                                          job_must_be(job, $overlaps, @overlaps, "overlaps"))); }
;

%type <PartList> sorted_names sorting;
sorted_names:
    name sorting
        { $$ = ast_parts((PartList){0}, ast_part(A, PART_NAME, @1, $1, 0)); $$.last->list = $sorting.first; }
|   sorted_names "," name sorting
        { $$ = ast_parts($1, ast_part(A, PART_NAME, @3, $3, 0)); $$.last->list = $sorting.first; }
;

sorting:
    %empty                  { $$ = (PartList){0}; }
|   sorting "collate" name  { $$ = ast_parts($1, ast_part(A, PART_COLLATE, @$, $name, 0)); }
|   sorting "asc"           { $$ = ast_parts($1, ast_part(A, PART_ASC, @$, (Name){0}, 0)); }
|   sorting "desc"          { $$ = ast_parts($1, ast_part(A, PART_DESC, @$, (Name){0}, 0)); }
;

names:
    name                    { $$ = ast_parts((PartList){0}, ast_part(A, PART_NAME, @1, $1, 0)); }
|   names "," name          { $$ = ast_parts($1, ast_part(A, PART_NAME, @3, $3, 0)); }
;

/* double precision, timestamp(3) with time zone, numeric(12,2), text[], app.order_status */
type:
    type_words[head] dimensions  { $$ = job_type(job, @$, $head, (PartList){0}, (Name){0}, $dimensions); }
|   type_words[head] "(" numbers ")" more_type_words[tail] dimensions
        { $$ = job_type(job, @$, $head, $numbers, $tail.name, $dimensions); }
    /* in SQLite's own words: 'NVARCHAR(160)' */
|   STRING                  { $$ = job_type(job, @$, (QName){.name = job_label(job, @1)}, (PartList){0}, (Name){0}, 0); }
    /* behind "=" the scanner takes the parentheses for SQL */
|   type_words[head] SLICE more_type_words[tail] dimensions
        { $$ = job_type(job, @$, $head, job_slice_numbers(job, @SLICE), $tail.name, $dimensions); }
;

type_words:
    WORD                    { $$ = (QName){.name = {$1, @1}}; }
|   QUOTED                  { $$ = (QName){.name = {$1, @1}}; }
|   WORD "." name           { $$ = (QName){.schema = {$1, @1}, .name = $name}; }
|   QUOTED "." name         { $$ = (QName){.schema = {$1, @1}, .name = $name}; }
|   type_words WORD         { $$ = (QName){.name = job_words(job, $1.name, $2, @2)}; }
|   type_words "with"       { $$ = (QName){.name = job_words(job, $1.name, $2, @2)}; }
|   type_words "without"    { $$ = (QName){.name = job_words(job, $1.name, $2, @2)}; }
;

more_type_words:
    %empty                  { $$ = (QName){0}; }
|   more_type_words WORD    { $$ = (QName){.name = job_words(job, $1.name, $2, @2)}; }
|   more_type_words "with"  { $$ = (QName){.name = job_words(job, $1.name, $2, @2)}; }
|   more_type_words "without" { $$ = (QName){.name = job_words(job, $1.name, $2, @2)}; }
;

/* vector(3), geometry(Point, 4326) */
numbers:
    NUMBER                  { $$ = ast_parts((PartList){0}, job_number(job, @1)); }
|   WORD                    { $$ = ast_parts((PartList){0}, ast_part(A, PART_NAME, @1, (Name){0}, 0)); }
|   "-" NUMBER              { $$ = ast_parts((PartList){0}, job_number(job, @$)); }
|   numbers "," NUMBER      { $$ = ast_parts($1, job_number(job, @3)); }
|   numbers "," "-" NUMBER  { $$ = ast_parts($1, job_number(job, span_join(@3, @4))); }
;

dimensions:
    %empty                      { $$ = 0; }
|   dimensions "[" "]"          { $$ = $1 + 1; }
|   dimensions "[" NUMBER "]"   { $$ = $1 + 1; }
;

opt_key:
    %empty                  { $$ = (PartList){0}; }
|   "key" columns
        { $$ = ast_parts((PartList){0}, ast_list_part(A, PART_KEY, @1, (PartList){$columns.first->list,
            NULL})); }
;

rows:
    %empty                  { $$ = (PartList){0}; }
|   rows row ";"            { $$ = ast_parts($1, ast_list_part(A, PART_ROW, @row, $row)); }
|   rows error ";"          { yyerrok; $$ = $1; if (job_give_up(job)) YYABORT; }
;

row:
    seed_value              { $$ = ast_parts((PartList){0}, $1); }
|   row "," seed_value      { $$ = ast_parts($1, $3); }
;

seed_value:
    value
|   DOLLAR                  { $$ = ast_part(A, PART_VALUE, @1, (Name){0}, 0); }
;

changes:
    %empty                  { $$ = (ItemList){0}; }
|   changes change ";"      { $$ = ast_items($1, $change); }
|   changes map             { $$ = ast_items($1, $map); }
|   changes ";"
|   changes error ";"       { yyerrok; $$ = $1; if (job_give_up(job)) YYABORT; }
;

%type <Item *> map;
map:
    "map" path "{" pairs "}"  { $$ = job_change(job, ITEM_MAP, @path, $path, $pairs.first); }
;

change:
    "describe" text
        { $$ = job_change(job, ITEM_DESCRIBE, @text, NULL, ast_part(A, PART_TEXT, $text, (Name){0}, 0)); }
|   "using" path "=" body opt_inverse[inverse]
        { $$ = job_change(job, ITEM_USING, @path, $path, ast_part(A, PART_QUERY, $body, (Name){0}, 0));
          $$->parts->next->next = $inverse.first; }
|   "backfill" path "=" body
        { $$ = job_change(job, ITEM_BACKFILL, @path, $path, ast_part(A, PART_QUERY, $body, (Name){0}, 0)); }
|   "verify" modes text[title] name[mode] body
        { $$ = job_verify(job, @title, $title, $mode, $modes, ast_part(A, PART_QUERY, $body, (Name){0}, 0),
            NULL); }
|   "verify" modes text[title] name[mode] body[one] body[two]
        { $$ = job_verify(job, @title, $title, $mode, $modes, ast_part(A, PART_QUERY, $one, (Name){0}, 0),
                          ast_part(A, PART_QUERY, $two, (Name){0}, 0)); }
|   "drop" path  { $$ = job_change(job, ITEM_DROP, @path, $path, NULL); }
|   "drop" path "discard"
        { $$ = job_change(job, ITEM_DROP, @path, $path, ast_part(A, PART_DISCARD, @3, (Name){0}, 0)); }
;

modes:
    %empty                  { $$ = (PartList){0}; }
|   "before"                { $$ = ast_parts((PartList){0}, ast_part(A, PART_BEFORE, @1, (Name){0}, 0)); }
;

opt_inverse:
    %empty                  { $$ = (PartList){0}; }
|   "inverse" body          { $$ = ast_parts((PartList){0}, ast_part(A, PART_INVERSE, $body, (Name){0}, 0)); }
;

pairs:
    pair                    { $$ = ast_parts((PartList){0}, $1); }
|   pairs "," pair          { $$ = ast_parts($1, $3); }
|   pairs ","
;

%type <Name> map_name;
pair:
    map_name[from] "->" map_name[to]
        { PartList both = ast_parts((PartList){0}, ast_part(A, PART_NAME, @from, $from, 0));
          $$ = ast_list_part(A, PART_PAIR, @$, ast_parts(both, ast_part(A, PART_NAME, @to, $to, 0))); }
;

map_name:
    name
|   STRING                  { $$ = job_label(job, @1); }
;

path: paths                 { $$ = ast_list_part(A, PART_PATH, @$, $1); } ;

paths:
    name                    { $$ = ast_parts((PartList){0}, ast_part(A, PART_NAME, @1, $1, 0)); }
|   paths "." name          { $$ = ast_parts($1, ast_part(A, PART_NAME, @3, $3, 0)); }
;

body:
    DOLLAR                  { $$ = job_dollar_inside(job, @1); }
|   SLICE                   { $$ = job_inside(@1); }
;

text:
    STRING                  { $$ = job_inside(@1); }
|   QUOTED                  { $$ = job_inside(@1); }
;

was:
    "was" qname[old]        { $$ = $old; }
;

opt_was:
    %empty                  { $$ = (QName){0}; }
|   was
;

qname:
    name                    { $$ = (QName){.name = $1}; }
|   name "." name           { $$ = (QName){.schema = $1, .name = $3}; }
;

opt_name:
    %empty                  { $$ = (Name){0}; }
|   WORD                    { $$ = job_name(job, $1, @1); }
|   QUOTED                  { $$ = job_name(job, $1, @1); }
;

name:
    free_name
|   member_keyword          { $$ = (Name){$1, @1}; }
;

free_name:
    WORD                    { $$ = job_name(job, $1, @1); }
|   QUOTED                  { $$ = job_name(job, $1, @1); }
|   free_keyword            { $$ = (Name){$1, @1}; }
;

member_keyword:
    "check" | "column" | "constraint" | "for" | "foreign" | "grant" | "index" | "key" | "partition" | "policy" | "primary" | "seed"
|   "trigger" | "unique" | "use" | "exclude"
;

free_keyword:
    "action" | "always" | "as" | "asc" | "auto" | "backfill" | "before" | "cascade" | "collate" | "default"
|   "deferrable" | "deferred" | "delete" | "desc" | "describe" | "dialect" | "discard" | "distinct" | "drop"
|   "enum" | "first" | "full" | "include" | "inherit" | "inverse" | "last" | "map" | "match" | "migration"
|   "mixin" | "no" | "not" | "null" | "nulls" | "on" | "references" | "restrict" | "rowid" | "schema" | "set"
|   "stored" | "strict" | "table" | "type" | "unlogged" | "update" | "using" | "verify" | "view" | "virtual"
|   "was" | "where" | "without" | "extension" | "external" | "function"
|   "procedure" | "sequence" | "version" | "disabled" | "forced" | "row" | "security"
|   "cluster" | "comment" | "compression" | "enforced" | "identity" | "options"
|   "replica" | "statistics" | "storage" | "tablespace" | "valid" | "with"
|   "sql" | "owner" | "revoke" | "data" | "materialized"
|   "inherits" | "inherited"
;

%%

static int take_token(SCH_STYPE *value, SCH_LTYPE *span, void *scanner, ParseJob *job)
{
    int kind = sch_lex(value, span, scanner, job);
    if (job->tokens && kind > 0)
        tokens_add(job->tokens, (Token){.kind = kind, .span = *span, .clause = job->clause});
    return kind;
}

static int is_keyword(const char *name)
{
    for (const char *at = name; *at; at++)
        if (*at != '_' && (*at < 'a' || *at > 'z'))
            return 0;
    return *name != '\0';
}

void sch_keywords(Words *words)
{
    for (int symbol = 0; symbol < YYNTOKENS; symbol++)
        if (is_keyword(yysymbol_name((yysymbol_kind_t)symbol)) && symbol > YYSYMBOL_YYUNDEF)
            words_keyword(words, yysymbol_name((yysymbol_kind_t)symbol), (uint32_t)symbol);
}

// Bison calls this only when it cannot go on at all.
static void sch_error(const Span *span, void *scanner, ParseJob *job, const char *message)
{
    (void)scanner;
    (void)message;
    diag_report(job->in.diag, DIAG_NESTED_DEEP, *span);
    job->errors++;
}

static int yyreport_syntax_error(const yypcontext_t *context, void *scanner, ParseJob *job)
{
    yysymbol_kind_t expected[YYNTOKENS];
    const char *names[YYNTOKENS];
    (void)scanner;
    int count = yypcontext_expected_tokens(context, expected, YYNTOKENS);
    for (int at = 0; at < count; at++)
        names[at] = yysymbol_name(expected[at]);
    yysymbol_kind_t found = yypcontext_token(context);
    job_unexpected(job, *yypcontext_location(context), found == YYSYMBOL_YYEOF, names, count);
    return 0;
}
