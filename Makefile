# SPDX-License-Identifier: MIT
# All that is made goes to build/. Sources are found by their place: a new file needs no edit here.
#
#   make              build/schemac (compiler and runner) and build/libschemac.a (the runtime alone)
#   make demo         a schema migrated up and down on SQLite, before your eyes
#   make test         all tests; `make test ONLY='checks unit'` runs these groups
#   make golden       writes the expected files of tests/cases and tests/errors anew: read the diff
#   make asan         all tests under AddressSanitizer and UBSan (SAN=1 does it to any target)
#   make servers      the live tests on PostgreSQL 16, 17 and 18, which npm has
#   make fuzz         libFuzzer, FUZZ_SECONDS for each target
#   make vocabulary   what statements of PostgreSQL do, on a server and on paper (VOCABULARY=N cases)
#   make soak         kills the runner at every step and inside steps (also called: make kill)
#   make bench        speed and memory against their limits
#   make fresh-root   ./bootstrap demo and test in an empty Debian (root only)
#   make docs, make format, make format-check, make install PREFIX=/usr/local DESTDIR=, make clean

CFLAGS ?= -O2 -g
FLEX   ?= flex
BISON  ?= bison
CLANG  ?= clang
PREFIX ?= /usr/local
FUZZ_SECONDS ?= 60
Q   := $(if $(VERBOSE),,@) # VERBOSE=1 shows the commands
say := @printf '  %-6s %s\n'

OUT := build$(if $(SAN),/asan)
GEN := build/gen
ifdef SAN
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
endif

LIBRARIES := sqlite3 libmd jansson libutf8proc
# PostgreSQL's own grammar, where it is there: the library has no .pc file.
PG_QUERY := $(shell printf '\043include <pg_query.h>\n' | $(CC) -E -x c - >/dev/null 2>&1 && echo -DHAVE_PG_QUERY)
# The command itself loads libpq when it needs it (runtime/postgres_loaded.c).
LIBS  := $(shell pkg-config --libs $(LIBRARIES)) $(if $(PG_QUERY),-lpg_query)
LIBPQ := $(shell pkg-config --libs libpq)
WARN  := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
FLAGS := -std=c11 -D_POSIX_C_SOURCE=200809L $(WARN) -fvisibility=hidden -I. -I$(GEN) \
         $(shell pkg-config --cflags libpq $(LIBRARIES)) $(PG_QUERY) $(CFLAGS) $(SANITIZE)
# What flex and bison write converts between integers as it likes; explain pages are long strings.
GEN_FLAGS := -Wno-conversion -Wno-sign-conversion -Wno-sign-compare -Wno-overlength-strings

# ---- what there is ----
PARSERS  := $(patsubst grammar/%.y,$(GEN)/%.tab,$(wildcard grammar/*.y))
SCANNERS := $(patsubst grammar/%.l,$(GEN)/%.lex,$(wildcard grammar/*.l))
PAGES    := $(sort $(wildcard docs/errors/*.md))
QUERIES  := $(sort $(wildcard gen/*/postgres/*.sql))
MADE     := $(addsuffix .c,$(PARSERS) $(SCANNERS)) $(if $(PAGES),$(GEN)/explain_pages.c) \
            $(if $(QUERIES),$(GEN)/postgres_sql.c)
MADE_H   := $(addsuffix .h,$(PARSERS) $(SCANNERS))

COMPILER := $(sort $(wildcard grammar/base/*.c grammar/*.c) $(shell find gen -name '*.c' ! -path gen/main.c))
LOADED   := runtime/postgres_loaded.c
RUNTIME  := $(filter-out $(LOADED),$(sort $(wildcard runtime/*.c)))
UNIT     := $(sort $(shell find tests/unit -name '*_test.c' 2>/dev/null))
FUZZERS  := $(patsubst tests/fuzz/%.c,build/fuzz/%,$(sort $(wildcard tests/fuzz/*_fuzz.c)))
# What clang-format looks after; headers are laid out by hand, to be read.
HAND     := $(shell find grammar gen runtime tests -name '*.c' ! -path 'tests/cases/*')

object    = $(patsubst %.c,$(OUT)/obj/%.o,$(patsubst build/%,%,$(1)))
PROGRAM  := $(if $(wildcard gen/main.c),$(OUT)/schemac)
UNIT_BIN := $(UNIT:%.c=$(OUT)/%)

# All folders at once, so that no rule has to make its own.
$(shell mkdir -p $(sort $(GEN) build/man build/tests/bench $(dir $(UNIT_BIN) \
    $(call object,gen/main.c $(COMPILER) $(RUNTIME) $(LOADED) $(MADE) $(UNIT) $(wildcard tests/fuzz/*.c)))))

# ---- the products ----
# Make's own rules would write grammar/scan.c anew from grammar/scan.l.
MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all unit demo test check golden asan servers fuzz soak kill vocabulary bench fresh-root
.PHONY: docs format format-check install clean

all: $(PROGRAM) $(OUT)/libcompiler.a $(OUT)/libschemac.a

$(OUT)/schemac: $(call object,gen/main.c $(LOADED)) $(OUT)/libcompiler.a $(OUT)/libschemac.a
	$(say) LINK $@
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(LIBS)

$(OUT)/libcompiler.a: $(call object,$(COMPILER) $(MADE))
$(OUT)/libschemac.a: $(call object,$(RUNTIME))
%.a:
	$(say) AR $@
	$(Q)rm -f $@ && ar rcs $@ $^

$(OUT)/obj/%.o: %.c | $(MADE_H)
	$(say) CC $<
	$(Q)$(CC) $(FLAGS) -MMD -MP -c -o $@ $<

$(OUT)/obj/gen/%.o: $(GEN)/%.c | $(MADE_H)
	$(say) CC $<
	$(Q)$(CC) $(FLAGS) $(GEN_FLAGS) -MMD -MP -c -o $@ $<

$(GEN)/%.tab.c $(GEN)/%.tab.h: grammar/%.y
	$(say) BISON $<
	$(Q)$(BISON) -Wall -Wcounterexamples -Wdangling-alias -Werror -o $(GEN)/$*.tab.c --header=$(GEN)/$*.tab.h $<

$(GEN)/%.lex.c $(GEN)/%.lex.h: grammar/%.l
	$(say) FLEX $<
	$(Q)$(FLEX) -o $(GEN)/$*.lex.c --header-file=$(GEN)/$*.lex.h $<

# docs/errors/CODE.md -> a table of { code, text }, for `schemac explain`.
$(GEN)/explain_pages.c: $(PAGES) Makefile
	$(say) EMBED docs/errors
	$(Q)awk 'BEGIN { print "#include <stddef.h>\n#include \"gen/explain.h\"\nconst ExplainPage explain_pages[] = {" } \
	     FNR == 1 { code = FILENAME; gsub(/.*\/|\.md$$/, "", code); \
	                printf "%s    {\"%s\",\n", (NR > 1 ? "    },\n" : ""), code } \
	     { gsub(/\\/, "&&"); gsub(/"/, "\\\""); printf "     \"%s\\n\"\n", $$0 } \
	     END { print "    },\n};\nconst size_t explain_page_count = sizeof explain_pages / sizeof *explain_pages;" }' \
	    $(PAGES) > $@

# gen/STAGE/postgres/NAME.sql -> STAGE_sql_NAME.
$(GEN)/postgres_sql.c: $(QUERIES) Makefile
	$(say) EMBED "gen/*/postgres"
	$(Q)awk 'BEGIN { print "#include \"gen/emit/postgres_sql.h\"\n#include \"gen/read/postgres_sql.h\"" } \
	     FNR == 1 { split(FILENAME, stage, "/"); name = FILENAME; gsub(/.*\/|\.sql$$/, "", name); \
	                printf "%sconst char %s_sql_%s[] =\n", (NR > 1 ? "    ;\n" : ""), stage[2], name } \
	     { gsub(/\\/, "&&"); gsub(/"/, "\\\""); printf "    \"%s\\n\"\n", $$0 } \
	     END { print "    ;" }' $(QUERIES) > $@

# ---- the tests ----
$(OUT)/tests/%_test: $(OUT)/obj/tests/%_test.o $(OUT)/libcompiler.a $(OUT)/libschemac.a
	$(say) LINK $@
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(LIBS) $(LIBPQ) -lcmocka

unit: $(UNIT_BIN)

test check: all unit
	@SCHEMAC=$(CURDIR)/$(OUT)/schemac OUT=$(CURDIR)/$(OUT) tests/run $(ONLY)

golden: all
	@SCHEMAC=$(CURDIR)/$(OUT)/schemac OUT=$(CURDIR)/$(OUT) tests/run --golden

asan:
	$(MAKE) SAN=1 test

servers: all
	@SCHEMAC=$(CURDIR)/$(OUT)/schemac OUT=$(CURDIR)/$(OUT) tests/servers.sh

soak kill: all
	@SCHEMAC=$(CURDIR)/$(OUT)/schemac OUT=$(CURDIR)/$(OUT) tests/run --soak

vocabulary: all
	@SCHEMAC=$(CURDIR)/$(OUT)/schemac tests/server tests/laws/vocabulary.sh

bench: all $(patsubst %.c,build/%,$(wildcard tests/bench/*.c))
	@SCHEMAC=$(CURDIR)/$(OUT)/schemac TOOLS=$(CURDIR)/build/tests/bench tests/bench/bench.sh

build/tests/bench/%: tests/bench/%.c
	$(say) CC $<
	$(Q)$(CC) $(FLAGS) -o $@ $<

fuzz:
	$(MAKE) OUT=build/fuzz CC=$(CLANG) WARN= SANITIZE=-fsanitize=fuzzer-no-link,address,undefined $(FUZZERS)
	tests/fuzz/run $(FUZZ_SECONDS) $(FUZZERS)

build/fuzz/%_fuzz: build/fuzz/obj/tests/fuzz/%_fuzz.o build/fuzz/libcompiler.a build/fuzz/libschemac.a
	$(say) LINK $@
	$(Q)$(CLANG) $(CFLAGS) -fsanitize=fuzzer,address,undefined -o $@ $^ $(LIBS) $(LIBPQ)

fresh-root:
	tests/checks/fresh-root.sh

# ---- for people ----
demo: all
	@SCHEMAC=$(CURDIR)/$(OUT)/schemac schemas/demo.sh

docs: $(patsubst docs/man/%.scd,build/man/%,$(wildcard docs/man/*.scd))
build/man/%: docs/man/%.scd
	$(say) SCDOC $<
	$(Q)scdoc < $< > $@

format:
	clang-format -i $(HAND)
format-check:
	clang-format --dry-run -Werror $(HAND)

install: all docs
	install -D -m 755 $(OUT)/schemac $(DESTDIR)$(PREFIX)/bin/schemac
	install -D -m 644 $(OUT)/libschemac.a $(DESTDIR)$(PREFIX)/lib/libschemac.a
	install -D -m 644 runtime/schemac.h $(DESTDIR)$(PREFIX)/include/schemac.h
	for page in build/man/*.1; do install -D -m 644 $$page $(DESTDIR)$(PREFIX)/share/man/man1/$${page##*/}; done

clean:
	rm -rf build

-include $(shell find $(OUT) -name '*.d' 2>/dev/null)
