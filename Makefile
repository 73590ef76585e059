# SPDX-License-Identifier: EUPL-1.2
# wegwijzer: build, publish, test, install. GNU make; `make help` lists the targets.
#
# Variables: CC, CFLAGS, LDFLAGS, SAN=address,undefined, BUILD (build, or build-san under SAN), PREFIX (/usr/local),
# DESTDIR, V=1 (whole commands), BASE_URL (of `make site`), SHARED (test data that is not part of this repository, ../shared),
# FUZZ_SECONDS (of `make fuzz`, each target), BENCH_SIZES and BENCH_LARGE=1 (of `make bench`).
#
# Other parts of tests/ add to this file: a fragment tests/*.mk or tests/*/*.mk declares its own targets and puts them in
# CHECKS (suites of `make check`, in this order), CHECK_BUILD (what these need, built in parallel before the first one)
# and BENCHES. A suite prints what failed and ends with a line `N passed, N failed`; what it leaves out it says on a
# line `NAME: skipped, REASON`. It finds npm packages by require() (NODE_PATH is set), the tool in $(BUILD)/wegwijzer,
# the real site in $(BUILD)/site.

BUILD   ?= build$(if $(SAN),-san)
PREFIX  ?= /usr/local
# What the compiler can do against mistakes that are left; a CFLAGS or LDFLAGS of one's own takes its place. With sanitizers it would
# be in their way. The protection of jumps is the processor's own.
HARDENED := $(if $(SAN),,-D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fPIE \
  $(if $(filter x86_64-%,$(shell $(CC) -dumpmachine)),-fcf-protection))
CFLAGS  ?= -O2 -g $(HARDENED)
LDFLAGS ?= $(if $(SAN),,-pie -Wl,-z,relro,-z,now,-z,noexecstack)
SHARED  ?= ../shared
VERSION := 1.0.0
SHELL   := /bin/bash

CPPFLAGS  += -Iinclude -Isrc -D_GNU_SOURCE -DWZ_VERSION=$(VERSION) -MMD -MP
WARNINGS   = -std=c11 -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wconversion -Wno-sign-conversion \
  -Wvla -Wformat=2 -Wundef
ALL_CFLAGS = $(WARNINGS) $(CFLAGS) $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer)
LDLIBS     = -lyaml -lcmark -lsass -lutf8proc -luriparser -lz -lnettle -lmicrohttpd -lpthread -lm

MODULES := base yaml model catalog edit mustache markup search site serve cli
LIB_SRC := $(sort $(wildcard $(foreach m,$(filter-out cli,$(MODULES)),src/$(m)/*.c src/$(m)/*/*.c)))
CLI_SRC := $(sort $(wildcard src/cli/*.c))
LIB_OBJ := $(LIB_SRC:%.c=$(BUILD)/%.o)
CLI_OBJ := $(CLI_SRC:%.c=$(BUILD)/%.o)
HEADERS := $(sort $(wildcard include/wegwijzer/*.h include/wegwijzer/*.def))
UNIT    := $(patsubst tests/unit/%.c,%,$(filter-out tests/unit/support.c,$(wildcard tests/unit/*.c)))
FUZZ    := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))
ALL_SRC := $(LIB_SRC) $(CLI_SRC) $(sort $(wildcard tests/*/*.c))

# Debian packages, as NAME or COMMAND=NAME where another way to have the command is as good.
BUILD_PACKAGES := gcc=gcc make=make libc6-dev libyaml-dev libcmark-dev libsass-dev libutf8proc-dev liburiparser-dev zlib1g-dev nettle-dev libmicrohttpd-dev wdutch
CHECK_PACKAGES := libcmocka-dev clang=clang libclang-rt-14-dev pkg-config=pkg-config git=git python3=python3 node=nodejs \
  npm=npm chromium=chromium firefox-esr=firefox-esr java=default-jre-headless \
  pdftotext=poppler-utils fonts-liberation linkchecker=linkchecker openssl=openssl \
  python3-rdflib python3-jsonschema rapper=raptor2-utils jing=jing help2man=help2man mandoc=mandoc xmllint=libxml2-utils sqlite3=sqlite3
BENCH_PACKAGES := g++=g++ hugo=hugo python3=python3 node=nodejs libmstch-dev libjansson-dev

NPM := build/npm
export NODE_PATH := $(abspath $(NPM)/node_modules)
export SHARED SAN
export ASAN_OPTIONS ?= detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1
export UBSAN_OPTIONS ?= print_stacktrace=1

# All cores, unless the caller said how many.
PARALLEL = $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc))
SUBMAKE  = $(MAKE) --no-print-directory
# V=1 shows whole commands.
Q   = $(if $(V),,@)
say = $(if $(V),,@echo '  $(1)')

.PHONY: all
all:
	@+$(SUBMAKE) -s $(PARALLEL) $(BUILD)/wegwijzer $(BUILD)/libwegwijzer.a $(BUILD)/share/made

CHECKS      := check-layers check-sizes check-spdx check-warnings check-unit check-mustache-spec
CHECK_BUILD := $(UNIT:%=$(BUILD)/tests/unit-%)
BENCHES     :=
-include $(sort $(wildcard tests/*.mk tests/*/*.mk))
CHECKS      += check-content check-same check-install check-fuzz check-commands check-recipes
# What takes too long for make check, or has a sample in it: make check-long.
LONG        += long-package long-threads long-analyze long-arm64 long-s390x long-sanitizers long-fuzz long-coverage long-commands audit

# ---- the tool and its library ---------------------------------------------------------------

$(BUILD)/wegwijzer: $(CLI_OBJ) $(BUILD)/libwegwijzer.a
	$(call say,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/libwegwijzer.a: $(LIB_OBJ)
	$(call say,$@)
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

# Files that a source takes in as they are.
$(BUILD)/src/serve/assets.o: $(wildcard src/serve/serve.js src/serve/serve.css)

$(BUILD)/%.o: %.c $(BUILD)/flags
	$(call say,$<)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(CC) $(CPPFLAGS) $(ALL_CFLAGS)' | cmp -s - $@ || printf '%s\n' '$(CC) $(CPPFLAGS) $(ALL_CFLAGS)' >$@
FORCE:

# ---- the catalogue --------------------------------------------------------------------------

.PHONY: site publish needs
site: needs
	@+$(SUBMAKE) all
	@+$(SUBMAKE) publish
	@echo
	@echo 'The site is ready.'
	@echo '  from disk:    open file://$(abspath $(BUILD))/site-offline/index.html'
	@echo '  from a host:  $(BUILD)/site, any static host, under any path. Here, for instance:'
	@echo '                python3 -m http.server --bind 127.0.0.1 --directory $(BUILD)/site 8000'
	@echo '                and open http://127.0.0.1:8000/'

# The Debian packages that building takes.
needs:
	@.ci/packages $(BUILD_PACKAGES)

# Twice: for a host, and for reading from disk (whose messages are the same).
publish: all
	$(BUILD)/wegwijzer build -o $(BUILD)/site $(if $(BASE_URL),--base-url $(BASE_URL))
	@$(BUILD)/wegwijzer build -o $(BUILD)/site-offline --offline $(if $(BASE_URL),--base-url $(BASE_URL)) >$(BUILD)/offline.log 2>&1 || \
	  { cat $(BUILD)/offline.log; exit 1; }

# Checks the content at every commit, on this machine: .ci/hooks/pre-commit. `git config --unset core.hooksPath` switches it off.
.PHONY: hook
hook:
	@path=$$(git config core.hooksPath); test -z "$$path" -o "$$path" = .ci/hooks || \
	  { echo "core.hooksPath is $$path already: put .ci/hooks/pre-commit there yourself"; exit 1; }
	@git config core.hooksPath .ci/hooks
	@echo 'Every commit of content is checked first; git commit --no-verify skips it.'

# ---- tests ----------------------------------------------------------------------------------

.PHONY: check check-tools check-spdx check-layers check-sizes check-before check-warnings check-unit check-mustache-spec check-content check-same check-install check-fuzz
check:
	@+tests/suites.sh $(BUILD)/check '$(SUBMAKE)' '$(PARALLEL)' $(CHECKS)

# Commands that take long by themselves: see tests/commands.mjs.
LONG_COMMANDS := long-before long-bench long-lighthouse long-screenshots long-eval-search long-tidy
LONG          += $(LONG_COMMANDS)

# The whole form of what make check has a sample of, and what takes longer than a change may wait: everything under sanitizers,
# fuzzing, coverage with its least figures, every command that is named anywhere, every page in the browser.
.PHONY: check-long $(filter long-%,$(LONG)) check-commands check-recipes
check-long:
	@+SUITE_SECONDS=14400 tests/suites.sh $(BUILD)/check-long '$(SUBMAKE)' '$(PARALLEL)' $(LONG)

long-sanitizers:
	@+$(SUBMAKE) check SAN=address,undefined

# The catalogue by four threads under ThreadSanitizer: not a word, and the same bytes.
long-threads: publish
	@+$(SUBMAKE) $(PARALLEL) SAN=thread BUILD=build/thread build/thread/wegwijzer
	@TSAN_OPTIONS=exitcode=66 build/thread/wegwijzer build --jobs 4 -o build/thread/site $(if $(BASE_URL),--base-url $(BASE_URL)) >build/thread/build.log 2>&1 && \
	  diff -rq -x .wegwijzer $(BUILD)/site build/thread/site >>build/thread/build.log && echo '1 passed, 0 failed' || \
	  { grep -A 15 'WARNING: Thread' build/thread/build.log || tail -n 20 build/thread/build.log; echo '0 passed, 1 failed'; exit 1; }

long-fuzz:
	@+$(SUBMAKE) fuzz FUZZ_SECONDS=$(or $(LONG_FUZZ_SECONDS),300) && echo '$(words $(FUZZ)) passed, 0 failed'

long-coverage:
	@+$(SUBMAKE) coverage | awk '{ print } /^lines:/ { lines = $$2 + 0 } /^branches:/ { branches = $$2 + 0 } \
	  /^unreached:/ { unnamed = $$4 + 0 } END { bad = (lines < 92) + (branches < 80) + (unnamed > 0); print 3 - bad " passed, " bad " failed"; exit bad > 0 }'

# Other compilers and processors, and the programs that look for mistakes in C.
LIBRARIES = $(filter %-dev,$(filter-out libc6-dev,$(BUILD_PACKAGES)))
long-arm64: CROSS = aarch64
long-s390x: CROSS = s390x
long-arm64 long-s390x: long-%: all
	@.ci/packages qemu-user-static mmdebstrap=mmdebstrap node=nodejs gcc-$(CROSS)-linux-gnu libc6-dev-$*-cross
	@+tests/portable.sh '$(SUBMAKE)' $* '$(LIBRARIES)' '$(UNIT)'

long-package:
	@.ci/packages $(BUILD_PACKAGES) $(DEB_PACKAGES) lintian=lintian mmdebstrap=mmdebstrap git=git
	@+tests/package.sh '$(SUBMAKE)'

long-analyze:
	@.ci/packages gcc=gcc clang=clang
	@tests/analyze.sh '-Iinclude -Isrc -D_GNU_SOURCE -DWZ_VERSION=$(VERSION)' $(LIB_SRC) $(CLI_SRC)

long-commands $(LONG_COMMANDS):
	@node tests/commands.mjs --run $@

check-commands:
	@node tests/commands.mjs

check-recipes: all
	@node tests/recipes.mjs $(BUILD)

# Everything a machine must have before the first suite.
check-tools: $(NPM)/installed
$(NPM)/installed: tests/package.json tests/package-lock.json tests/.npmrc tests/npm.mjs | packages
	@node tests/npm.mjs $(@D)
.PHONY: packages
packages:
	@.ci/packages $(BUILD_PACKAGES) $(CHECK_PACKAGES)

.PHONY: check-build
check-build: $(BUILD)/wegwijzer $(BUILD)/libwegwijzer.a $(CHECK_BUILD)

check-layers:
	@tests/layers.sh

check-sizes:
	@tests/sizes.sh

check-spdx:
	@tests/spdx.sh

# What the change since a commit does to what the program makes: make check-before BASE=commit. Not part of make check.
check-before: $(BUILD)/wegwijzer
	@+tests/before.sh $(BUILD) '$(SUBMAKE)' $(or $(BASE),HEAD)

# User builds have no -Werror; here every file must pass both compilers without a word, and every header by itself.
check-warnings:
	@tests/warnings.sh '$(CPPFLAGS) $(WARNINGS)' $(HEADERS) $(ALL_SRC)

check-unit:
	@+tests/unit/run.sh '$(SUBMAKE)' $(BUILD) $(UNIT)

check-mustache-spec: $(BUILD)/wegwijzer
	@set -o pipefail; node tests/mustache-spec.mjs $(BUILD)/wegwijzer $(SHARED)/mustache-spec | \
	  awk '{ print } $$1 == "total" { printf "%d passed, %d failed\n", $$2, $$4 - $$2 }'

check-content: publish
	@$(BUILD)/wegwijzer format --check
	@node tests/content/check.mjs $(BUILD)/site $(SHARED)

check-same: publish
	@tests/same.sh $(BUILD)

check-install: all
	@+tests/install.sh '$(SUBMAKE)' $(BUILD)

check-fuzz:
	@+$(if $(SAN),echo 'fuzz: skipped under SAN; the targets have sanitizers of their own',tests/fuzz/run.sh '$(SUBMAKE)' $(FUZZ))

# One unit test program for tests/unit/MODULE.c or MODULE_PART.c, linked with that module and those it may use (tests/layers.txt):
#   make unit-mustache
module = $(firstword $(subst _, ,$(1)))
layers = $(call module,$(1)) $(shell sed -n 's/^$(call module,$(1))://p' tests/layers.txt)
define unit_rule
$(BUILD)/tests/unit-$(1): $(BUILD)/tests/unit/$(1).o $(patsubst %.c,$(BUILD)/%.o,$(wildcard $(foreach m,$(call layers,$(1)),src/$(m)/*.c src/$(m)/*/*.c)))
	@mkdir -p $$(@D)
	$$(CC) $$(ALL_CFLAGS) $$(LDFLAGS) -o $$@ $$^ -lcmocka $$(LDLIBS)
.PHONY: unit-$(1)
unit-$(1): $(BUILD)/tests/unit-$(1)
	$$<
endef
$(foreach u,$(UNIT),$(eval $(call unit_rule,$(u))))

# Fuzz targets are built with clang, apart from everything else: build/fuzz/NAME. `make fuzz` runs each for a minute and
# keeps what it found in build/fuzz/corpus; a crash becomes a golden. `make check` runs each for a fixed number of inputs.
FUZZ_SECONDS ?= 60
FUZZ_FLAGS   := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
build/fuzz/obj/%.o: %.c
	@mkdir -p $(@D)
	@clang $(CPPFLAGS) -std=c11 $(FUZZ_FLAGS) -c -o $@ $<
build/fuzz/%: build/fuzz/obj/tests/fuzz/%.o $(LIB_SRC:%.c=build/fuzz/obj/%.o)
	@clang $(FUZZ_FLAGS) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)
.PHONY: fuzz
fuzz:
	@.ci/packages $(BUILD_PACKAGES) $(CHECK_PACKAGES)
	@+$(SUBMAKE) $(PARALLEL) $(FUZZ:%=build/fuzz/%)
	@for f in $(FUZZ); do mkdir -p build/fuzz/corpus/$$f; echo "== $$f"; \
	  build/fuzz/$$f $$(test ! -f tests/fuzz/$$f.dict || echo -dict=tests/fuzz/$$f.dict) -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=4096 -print_final_stats=1 \
	    -artifact_prefix=build/fuzz/$$f- build/fuzz/corpus/$$f $$(tests/fuzz/seeds.sh $$f) || exit 1; done

# How much of src the tests of make check reach, in a build of its own: build/cov/index.html says which lines they do not.
COVERED = check-unit check-golden check-mustache-spec check-content check-same check-search check-serve check-import check-reports \
  check-hook check-format check-schema check-edit check-workflows
.PHONY: coverage
coverage:
	@.ci/packages $(BUILD_PACKAGES) $(CHECK_PACKAGES) gcovr=gcovr
	@rm -rf build/cov && mkdir -p build/cov
	@+export GCOV_ERROR_FILE='$(abspath build/cov/errors.log)'; for suite in $(COVERED); do $(SUBMAKE) $(PARALLEL) BUILD=build/cov CFLAGS='-O0 -g --coverage -fprofile-update=atomic' \
	  LDFLAGS=--coverage $$suite >build/cov/$$suite.log 2>&1; tail -n 1 build/cov/$$suite.log | sed "s/^/$$suite: /"; done
	@gcovr --root . --filter src/ --exclude-throw-branches --html-details build/cov/index.html --json build/cov/coverage.json --print-summary build/cov 2>/dev/null | \
	  grep -E '^(lines|functions|branches)' ; echo 'build/cov/index.html has the lines'
	@echo "unreached: $$(node tests/unreached.mjs build/cov/coverage.json | tee build/cov/unreached.log | tail -n 1); build/cov/unreached.log has the names"

# ---- benchmarks -----------------------------------------------------------------------------

.PHONY: bench
bench:
	@.ci/packages $(BUILD_PACKAGES) $(BENCH_PACKAGES)
	@+$(SUBMAKE) all
	@+for b in $(sort $(BENCHES)); do echo "== $$b"; $(SUBMAKE) $$b || exit 1; done

# ---- care -----------------------------------------------------------------------------------

.PHONY: tidy format
tidy:
	@.ci/packages clang-tidy=clang-tidy
	@printf '%s\n' $(LIB_SRC) $(CLI_SRC) | xargs -P $$(nproc) -n 4 sh -c 'clang-tidy --quiet "$$@" -- -std=c11 -Iinclude -Isrc -D_GNU_SOURCE' tidy

FORMATTED = $(sort $(wildcard src/*/*.[ch] src/*/*/*.[ch] include/wegwijzer/*.h tests/*/*.[ch]))
format:
	@.ci/packages clang-format=clang-format
	@clang-format -i $(FORMATTED)

# ---- installing, and the release: .packaging/package.mk ---------------------------------------

include .packaging/package.mk

.PHONY: clean help
clean:
	rm -rf build build-san

help:
	@echo 'make site       install what is missing, build the tool, publish the catalogue in build/site'
	@echo 'make check      install what the tests need, run every test; SAN=address,undefined for sanitizers'
	@echo 'make check-long what takes longer: all of it under sanitizers, fuzzing, coverage, every command that is named, every page'
	@echo 'make            build the tool (build/wegwijzer) and the library (build/libwegwijzer.a)'
	@echo 'make unit-NAME  one unit test program: $(UNIT)'
	@echo 'make check-NAME one suite: $(CHECKS:check-%=%)'
	@echo 'make check-before BASE=commit  what the change since a commit does to sites and messages: both programs on the input of then'
	@echo 'make bench      measure against the floor and against other programs; BENCH_LARGE=1 for 100,000 records'
	@echo 'make audit      every page of the site in the browser; make lighthouse, make screenshots: its scores, its pictures and those of the guide for editors'
	@echo 'make fuzz       fuzz each target for FUZZ_SECONDS (60): $(FUZZ)'
	@echo 'make coverage   lines and branches of src that the tests reach'
	@echo 'make tidy       clang-tidy over the sources'
	@echo 'make format     clang-format over sources, headers and tests'
	@echo 'make hook       check the content at every commit on this machine, before it is made'
	@echo 'make install    into DESTDIR PREFIX (/usr/local); make uninstall takes it away'
	@echo 'make dist       the release as one file; make deb: Debian packages of it; make manual: the man pages'
	@echo 'make clean      remove build and build-san'

.SECONDARY:
-include $(wildcard $(foreach d,$(BUILD) build/fuzz/obj,$(d)/src/*/*.d $(d)/src/*/*/*.d $(d)/tests/*/*.d))
