/* SPDX-License-Identifier: MIT */
/* SQL expressions, with PostgreSQL's precedence. Tokens carry no values: a name is read from its span. */
%require "3.8"
%expect 0
%define api.pure full
%define api.prefix {expr_yy}
%define api.token.prefix {TOK_}
%define api.token.raw
%define api.value.type union
%define api.location.type {Span}
%define parse.error custom
%define parse.lac full
%locations
%param {void *scanner} {ExprJob *job}

%code requires {
#include "grammar/expr_job.h"
}
%code provides {
int expr_yylex(EXPR_YYSTYPE *, EXPR_YYLTYPE *, void *scanner, ExprJob *);
}
%code {
#define YYLLOC_DEFAULT(whole, parts, count) \
    ((whole) = (count) ? (Span){YYRHSLOC(parts, 1).start, YYRHSLOC(parts, count).end} \
                       : (Span){YYRHSLOC(parts, 0).end, YYRHSLOC(parts, 0).end})
#define YYINITDEPTH 100
#define YYMAXDEPTH 2000
static void expr_yyerror(const Span *, void *scanner, ExprJob *, const char *text);
}

%token EOF 0 "end of the expression"
%token NAME "a name" QUOTED "a quoted name" NUMBER "a number" STRING "a string" BITS "a bit string"
%token TYPE_WORDS "a type" CURRENT "current_date" RESERVED "a reserved word" BAD "a stray character"
%token OPEN "'('" CLOSE "')'" LEFT "'['" RIGHT "']'" COMMA "','" DOT "'.'" COLON "':'" NAMED "'=>'"
%token AND "and" OR "or" NOT "not" TRUE "true" FALSE "false" NULL "null" IS "is" ISNULL "isnull"
%token NOTNULL "notnull" UNKNOWN "unknown" DISTINCT "distinct" FROM "from" FOR "for" TO "to" AS "as"
%token IN "in" NOT_IN "not in" BETWEEN "between" NOT_BETWEEN "not between" SYMMETRIC "symmetric"
%token ASYMMETRIC "asymmetric" LIKE "like" NOT_LIKE "not like" ESCAPE "escape" CASE "case" WHEN "when"
%token THEN "then" ELSE "else" END "end" COLLATE "collate" AT_ZONE "at time zone" AT_LOCAL "at local"
%token WITH_ZONE "with time zone" WITHOUT_ZONE "without time zone" VARIADIC "variadic" BOTH "both"
%token LEADING "leading" TRAILING "trailing" PLACING "placing" ARRAY "array" ANY "any" ALL "all"
%token ROW "row" CAST "cast" EXTRACT "extract" SUBSTRING "substring" TRIM "trim" POSITION "position"
%token OVERLAY "overlay" NORMALIZE "normalize" OPERATOR "operator" TYPECAST "'::'" COMPARE "a comparison" SIGN "an operator"
%token PLUS "'+'" MINUS "'-'" STAR "'*'" SLASH "'/'" PERCENT "'%'" CARET "'^'"

%left OR
%left AND
%precedence NOT
%nonassoc IS ISNULL NOTNULL
%nonassoc COMPARE
%nonassoc BETWEEN NOT_BETWEEN IN NOT_IN LIKE NOT_LIKE
%precedence ESCAPE
%left SIGN OPERATOR
%left PLUS MINUS
%left STAR SLASH PERCENT
%left CARET
%left AT_ZONE AT_LOCAL
%precedence COLLATE
%precedence SIGNED
%precedence TYPECAST

%type <Expr *> expr bound value literal paren call special case otherwise operand argument
%type <ExprList> exprs arguments whens
%type <ExprPath> path
%type <ExprSign> sign quantified
%type <const char *> zone
%type <ExprType *> type plain_type sized_type

%%

all: expr { job->root = $expr; };

// The full language: what may stand in parentheses.
expr:
  value
| expr TYPECAST type                { $$ = expr_cast(job, @$, $1, $type, 0); }
| expr COLLATE path                 { $$ = expr_collate(job, @$, $1, $path); }
| expr AT_ZONE expr                 { $$ = expr_node(job, EXPR_AT_ZONE, @$, $1, $3, NULL); }
| expr AT_LOCAL                     { $$ = expr_node(job, EXPR_AT_ZONE, @$, $1, NULL, NULL); }
| PLUS expr %prec SIGNED            { $$ = expr_unary(job, @$, expr_sign(job, @1), $2); }
| MINUS expr %prec SIGNED           { $$ = expr_unary(job, @$, expr_sign(job, @1), $2); }
| sign expr %prec SIGN              { $$ = expr_unary(job, @$, $sign, $2); }
| expr PLUS expr                    { $$ = expr_binary(job, @$, expr_sign(job, @2), $1, $3); }
| expr MINUS expr                   { $$ = expr_binary(job, @$, expr_sign(job, @2), $1, $3); }
| expr STAR expr                    { $$ = expr_binary(job, @$, expr_sign(job, @2), $1, $3); }
| expr SLASH expr                   { $$ = expr_binary(job, @$, expr_sign(job, @2), $1, $3); }
| expr PERCENT expr                 { $$ = expr_binary(job, @$, expr_sign(job, @2), $1, $3); }
| expr CARET expr                   { $$ = expr_binary(job, @$, expr_sign(job, @2), $1, $3); }
| expr COMPARE expr                 { $$ = expr_binary(job, @$, expr_sign(job, @2), $1, $3); }
| expr sign expr %prec SIGN         { $$ = expr_binary(job, @$, $sign, $1, $3); }
| expr AND expr                     { $$ = expr_with(expr_node(job, EXPR_BINARY, @$, $1, $3, NULL), EXPR_OP_AND, 0); }
| expr OR expr                      { $$ = expr_with(expr_node(job, EXPR_BINARY, @$, $1, $3, NULL), EXPR_OP_OR, 0); }
| NOT expr                          { $$ = expr_with(expr_node(job, EXPR_UNARY, @$, $2, NULL, NULL), EXPR_OP_NOT, 0); }
| expr LIKE expr                    { $$ = expr_binary(job, @$, expr_like_sign(job, @2), $1, $3); }
| expr NOT_LIKE expr                { $$ = expr_binary(job, @$, expr_like_sign(job, @2), $1, $3); }
| expr LIKE expr ESCAPE expr %prec LIKE         { $$ = expr_node(job, EXPR_LIKE, @$, $1, $3, $5);
                                                  ExprSign like = expr_like_sign(job, @2);
                                                  expr_with($$, like.op, 0); }
| expr NOT_LIKE expr ESCAPE expr %prec NOT_LIKE { $$ = expr_node(job, EXPR_LIKE, @$, $1, $3, $5);
                                                  ExprSign like = expr_like_sign(job, @2);
                                                  expr_with($$, like.op, EXPR_NOT); }
| expr IS truth %prec IS            { $$ = expr_with(expr_node(job, EXPR_IS, @$, $1, NULL, NULL), $truth, 0); }
| expr IS NOT truth %prec IS        { $$ = expr_with(expr_node(job, EXPR_IS, @$, $1, NULL, NULL), $truth, EXPR_NOT); }
| expr ISNULL                       { $$ = expr_with(expr_node(job, EXPR_IS, @$, $1, NULL, NULL), EXPR_OP_NULL, 0); }
| expr NOTNULL                      { $$ = expr_with(expr_node(job, EXPR_IS, @$, $1, NULL, NULL), EXPR_OP_NULL, EXPR_NOT); }
| expr IS DISTINCT FROM expr %prec IS
                                    { $$ = expr_with(expr_node(job, EXPR_BINARY, @$, $1, $5, NULL), EXPR_OP_DISTINCT, 0); }
| expr IS NOT DISTINCT FROM expr %prec IS
                                    { $$ = expr_with(expr_node(job, EXPR_BINARY, @$, $1, $6, NULL), EXPR_OP_NOT_DISTINCT, 0); }
| expr BETWEEN symmetry bound AND expr %prec BETWEEN
                                    { $$ = expr_with(expr_node(job, EXPR_BETWEEN, @$, $1, $4, $6), EXPR_OP_NONE, $symmetry); }
| expr NOT_BETWEEN symmetry bound AND expr %prec NOT_BETWEEN
                                    { $$ = expr_with(expr_node(job, EXPR_BETWEEN, @$, $1, $4, $6), EXPR_OP_NONE, $symmetry | EXPR_NOT); }
| expr IN OPEN exprs CLOSE          { $$ = expr_over_value(job, EXPR_IN, @$, $1, $exprs); }
| expr NOT_IN OPEN exprs CLOSE      { $$ = expr_with(expr_over_value(job, EXPR_IN, @$, $1, $exprs), EXPR_OP_NONE, EXPR_NOT); }
| expr quantified ANY OPEN expr CLOSE %prec SIGN
                                    { $$ = expr_quantified(job, @$, $quantified, $1, $5, 0); }
| expr quantified ALL OPEN expr CLOSE %prec SIGN
                                    { $$ = expr_quantified(job, @$, $quantified, $1, $5, EXPR_ALL); }
;

// What may stand before the "and" of between: no and, or, not, is, in, like of its own.
bound:
  value
| bound TYPECAST type               { $$ = expr_cast(job, @$, $1, $type, 0); }
| PLUS bound %prec SIGNED           { $$ = expr_unary(job, @$, expr_sign(job, @1), $2); }
| MINUS bound %prec SIGNED          { $$ = expr_unary(job, @$, expr_sign(job, @1), $2); }
| sign bound %prec SIGN             { $$ = expr_unary(job, @$, $sign, $2); }
| bound PLUS bound                  { $$ = expr_binary(job, @$, expr_sign(job, @2), $1, $3); }
| bound MINUS bound                 { $$ = expr_binary(job, @$, expr_sign(job, @2), $1, $3); }
| bound STAR bound                  { $$ = expr_binary(job, @$, expr_sign(job, @2), $1, $3); }
| bound SLASH bound                 { $$ = expr_binary(job, @$, expr_sign(job, @2), $1, $3); }
| bound PERCENT bound               { $$ = expr_binary(job, @$, expr_sign(job, @2), $1, $3); }
| bound CARET bound                 { $$ = expr_binary(job, @$, expr_sign(job, @2), $1, $3); }
| bound COMPARE bound               { $$ = expr_binary(job, @$, expr_sign(job, @2), $1, $3); }
| bound sign bound %prec SIGN       { $$ = expr_binary(job, @$, $sign, $1, $3); }
;

%type <unsigned> symmetry;
symmetry: %empty { $$ = 0; } | ASYMMETRIC { $$ = 0; } | SYMMETRIC { $$ = EXPR_SYMMETRIC; };

%type <ExprOp> truth;
truth:
  NULL      { $$ = EXPR_OP_NULL; }
| TRUE      { $$ = EXPR_OP_TRUE; }
| FALSE     { $$ = EXPR_OP_FALSE; }
| UNKNOWN   { $$ = EXPR_OP_UNKNOWN; }
;

// || or operator(pg_catalog.||)
sign:
  SIGN                              { $$ = expr_sign(job, @1); }
| OPERATOR OPEN path DOT any_sign CLOSE { $$ = expr_sign_from(job, @$, $path, @any_sign); }
| OPERATOR OPEN any_sign CLOSE      { $$ = expr_sign(job, @any_sign); }
;
any_sign: SIGN | COMPARE | PLUS | MINUS | STAR | SLASH | PERCENT | CARET;

// = any (…)
quantified:
  any_sign                          { $$ = expr_sign(job, @1); }
| OPERATOR OPEN path DOT any_sign CLOSE { $$ = expr_sign_from(job, @$, $path, @any_sign); }
| LIKE                              { $$ = expr_like_sign(job, @1); }
| NOT_LIKE                          { $$ = expr_like_sign(job, @1); }
;

value:
  literal
| path                              { $$ = expr_column_leaf(job, $path); }
| paren
| paren DOT label                   { $$ = expr_field(job, @$, $1, @label); }
| paren DOT STAR                    { $$ = expr_field(job, @$, $1, (Span){0, 0}); }
| OPEN expr COMMA exprs CLOSE       { $$ = expr_over_value(job, EXPR_ROW, @$, $expr, $exprs); }
| ROW OPEN exprs CLOSE              { $$ = expr_over(job, EXPR_ROW, @$, $exprs); }
| ROW OPEN CLOSE                    { $$ = expr_node(job, EXPR_ROW, @$, NULL, NULL, NULL); }
| call
| special
| case
| ARRAY LEFT elements RIGHT         { $$ = expr_over(job, EXPR_ARRAY, @$, $elements); }
| CAST OPEN expr AS type CLOSE      { $$ = expr_cast(job, @$, $expr, $type, 0); }
| value LEFT expr RIGHT             { $$ = expr_node(job, EXPR_SUBSCRIPT, @$, $1, $3, NULL); }
| value LEFT operand[low] COLON operand[high] RIGHT
                                    { $$ = expr_node(job, EXPR_SUBSCRIPT, @$, $1, $low, $high);
                                      expr_with($$, EXPR_OP_NONE, EXPR_SLICE | ($low ? EXPR_LOW : 0u) | ($high ? EXPR_HIGH : 0u)); }
;
paren: OPEN expr CLOSE              { $$ = expr_paren($expr); };
operand: %empty { $$ = NULL; } | expr;

%type <ExprList> elements rows;
elements: %empty { $$ = (ExprList){NULL, NULL}; } | exprs | rows;
rows:
  LEFT elements RIGHT               { $$ = expr_one(expr_over(job, EXPR_ARRAY, @$, $elements)); }
| rows[all] COMMA LEFT elements RIGHT
                                    { $$ = expr_add($all, expr_over(job, EXPR_ARRAY, (Span){@3.start, @5.end}, $elements)); }
;

literal:
  NULL                              { $$ = expr_node(job, EXPR_NULL, @$, NULL, NULL, NULL); }
| TRUE                              { $$ = expr_with(expr_node(job, EXPR_BOOL, @$, NULL, NULL, NULL), EXPR_OP_NONE, EXPR_IS_TRUE); }
| FALSE                             { $$ = expr_node(job, EXPR_BOOL, @$, NULL, NULL, NULL); }
| NUMBER                            { $$ = expr_text_leaf(job, EXPR_NUMBER, @1); }
| BITS                              { $$ = expr_text_leaf(job, EXPR_BITS, @1); }
| STRING                            { $$ = expr_string_leaf(job, @1); }
| path STRING                       { $$ = expr_typed(job, @$, $path, NULL, @2); }
| path zone STRING                  { $$ = expr_typed(job, @$, $path, $zone, @3); }
| TYPE_WORDS STRING                 { $$ = expr_typed(job, @$, expr_path_words(job, @1), NULL, @2); }
| call STRING                       { $$ = expr_typed_call(job, @$, $call, NULL, @2); }
| call zone STRING                  { $$ = expr_typed_call(job, @$, $call, $zone, @3); }
| path STRING NAME[from]            { $$ = expr_interval(job, @$, $path, @2, @from, (Span){0, 0}); }
| path STRING NAME[from] TO NAME[to] { $$ = expr_interval(job, @$, $path, @2, @from, @to); }
;

// lower(x), count(*), f(distinct x), make_interval(days => 1)
call:
  path OPEN CLOSE                   { $$ = expr_call(job, @$, $path, (ExprList){NULL, NULL}, 0); }
| path OPEN STAR CLOSE              { $$ = expr_call(job, @$, $path, (ExprList){NULL, NULL}, EXPR_STAR); }
| path OPEN arguments CLOSE         { $$ = expr_call(job, @$, $path, $arguments, 0); }
| path OPEN DISTINCT arguments CLOSE { $$ = expr_call(job, @$, $path, $arguments, EXPR_DISTINCT); }
| path OPEN VARIADIC argument CLOSE { $$ = expr_call(job, @$, $path, expr_one($argument), EXPR_VARIADIC); }
| path OPEN arguments COMMA VARIADIC argument CLOSE
                                    { $$ = expr_call(job, @$, $path, expr_add($arguments, $argument), EXPR_VARIADIC); }
;
arguments:
  argument                          { $$ = expr_one($1); }
| arguments[all] COMMA argument     { $$ = expr_add($all, $argument); }
;
argument:
  expr
| name NAMED expr                   { $$ = expr_argument(job, @$, @name, $expr); }
;

// What the standard gives a syntax of its own; the trees are those of plain calls.
special:
  CURRENT                           { $$ = expr_current(job, @1, NULL); }
| CURRENT OPEN NUMBER CLOSE         { $$ = expr_current(job, @1, expr_text_leaf(job, EXPR_NUMBER, @3)); }
| CURRENT OPEN CLOSE                { $$ = expr_call(job, @$, expr_path(job, @1), (ExprList){NULL, NULL}, 0); }
| EXTRACT OPEN field FROM expr CLOSE { $$ = expr_extract(job, @$, @field, $expr); }
| SUBSTRING OPEN exprs CLOSE        { $$ = expr_named_call(job, @$, "substring", $exprs); }
| SUBSTRING OPEN expr[of] FROM expr[from] CLOSE
                                    { $$ = expr_named_call(job, @$, "substring", expr_add(expr_one($of), $from)); }
| SUBSTRING OPEN expr[of] FROM expr[from] FOR expr[long] CLOSE
                                    { $$ = expr_named_call(job, @$, "substring", expr_add(expr_add(expr_one($of), $from), $long)); }
| SUBSTRING OPEN expr[of] FOR expr[long] CLOSE
                                    { $$ = expr_substring_for(job, @$, $of, $long); }
| TRIM OPEN exprs CLOSE             { $$ = expr_trim(job, @$, 'b', NULL, $exprs); }
| TRIM OPEN side exprs CLOSE        { $$ = expr_trim(job, @$, $side, NULL, $exprs); }
| TRIM OPEN FROM exprs CLOSE        { $$ = expr_trim(job, @$, 'b', NULL, $exprs); }
| TRIM OPEN side FROM exprs CLOSE   { $$ = expr_trim(job, @$, $side, NULL, $exprs); }
| TRIM OPEN expr[set] FROM exprs CLOSE { $$ = expr_trim(job, @$, 'b', $set, $exprs); }
| TRIM OPEN side expr[set] FROM exprs CLOSE { $$ = expr_trim(job, @$, $side, $set, $exprs); }
| POSITION OPEN bound[part] IN bound[of] CLOSE
                                    { $$ = expr_named_call(job, @$, "position", expr_add(expr_one($part), $of)); }
| OVERLAY OPEN exprs CLOSE          { $$ = expr_named_call(job, @$, "overlay", $exprs); }
| OVERLAY OPEN expr[of] PLACING expr[by] FROM expr[from] CLOSE
                                    { $$ = expr_named_call(job, @$, "overlay", expr_add(expr_add(expr_one($of), $by), $from)); }
| OVERLAY OPEN expr[of] PLACING expr[by] FROM expr[from] FOR expr[long] CLOSE
                                    { $$ = expr_named_call(job, @$, "overlay", expr_add(expr_add(expr_add(expr_one($of), $by), $from), $long)); }
| NORMALIZE OPEN expr CLOSE         { $$ = expr_named_call(job, @$, "normalize", expr_one($expr)); }
| NORMALIZE OPEN expr COMMA NAME[form] CLOSE { $$ = expr_normalize(job, @$, $expr, @form); }
;
field: NAME | STRING;
%type <char> side;
side: BOTH { $$ = 'b'; } | LEADING { $$ = 'l'; } | TRAILING { $$ = 'r'; };

case:
  CASE operand whens otherwise END  { $$ = expr_case(job, @$, $operand, $whens, $otherwise); }
;
whens:
  WHEN expr[when] THEN expr[then]   { $$ = expr_add(expr_one($when), $then); }
| whens[all] WHEN expr[when] THEN expr[then] { $$ = expr_add(expr_add($all, $when), $then); }
;
otherwise: %empty { $$ = NULL; } | ELSE expr { $$ = $expr; };

exprs:
  expr                              { $$ = expr_one($1); }
| exprs[all] COMMA expr             { $$ = expr_add($all, $expr); }
;

// timestamp(3) with time zone[]
type:
  plain_type
| sized_type CLOSE                  { $$ = expr_type_tail(job, @$, $1, NULL); }
| sized_type CLOSE zone             { $$ = expr_type_tail(job, @$, $1, $zone); }
| type LEFT RIGHT                   { $$ = expr_type_dim($1, @$); }
| type LEFT NUMBER RIGHT            { $$ = expr_type_dim($1, @$); }
;
plain_type:
  path                              { $$ = expr_new_type(job, @$, $path, NULL); }
| path zone                         { $$ = expr_new_type(job, @$, $path, $zone); }
| TYPE_WORDS                        { $$ = expr_new_type(job, @$, expr_path_words(job, @1), NULL); }
;
sized_type:
  plain_type OPEN NUMBER            { $$ = expr_type_add(job, $1, @3, false); }
| sized_type COMMA NUMBER           { $$ = expr_type_add(job, $1, @3, false); }
| sized_type COMMA MINUS NUMBER     { $$ = expr_type_add(job, $1, @4, true); }
;
zone: WITH_ZONE { $$ = "with time zone"; } | WITHOUT_ZONE { $$ = "without time zone"; };

path:
  name                              { $$ = expr_path(job, @1); }
| path DOT label                    { $$ = expr_path_add(job, $1, @label); }
;
name: NAME | QUOTED | ESCAPE | UNKNOWN;
// After a "." every word is a name.
label: name | RESERVED | CURRENT | AND | OR | NOT | TRUE | FALSE | NULL | IS | ISNULL | NOTNULL | DISTINCT | FROM
     | FOR | TO | AS | IN | BETWEEN | SYMMETRIC | ASYMMETRIC | LIKE | CASE | WHEN | THEN | ELSE | END
     | COLLATE | BOTH | LEADING | TRAILING | PLACING | VARIADIC | EXTRACT | SUBSTRING | TRIM | POSITION
     | OVERLAY | NORMALIZE | ROW | CAST;

%%

static void expr_yyerror(const Span *span, void *scanner, ExprJob *job, const char *text)
{
    (void)scanner, (void)text; // bison says by itself only that its stack is full
    expr_fail(job, EXPR_FAULT_DEEP, *span);
}

static int yyreport_syntax_error(const yypcontext_t *context, void *scanner, ExprJob *job)
{
    (void)scanner;
    enum { MOST = sizeof job->fault.expected / sizeof *job->fault.expected };
    yysymbol_kind_t kinds[MOST];
    expr_fail(job, EXPR_FAULT_SYNTAX, *yypcontext_location(context));
    int count = yypcontext_expected_tokens(context, kinds, MOST);
    for (int at = 0; at < count; at++)
        job->fault.expected[at] = yysymbol_name(kinds[at]);
    job->fault.expected_count = (uint8_t)(count > 0 ? count : 0);
    return 0;
}
