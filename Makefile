# wegwijzer: build, test, install. GNU make.
#
#   make site       installs what is missing, builds the tool and the catalogue in build/site
#   make check      installs what the tests need and runs every test
#
# Variables: CC, CFLAGS, LDFLAGS, SAN=address,undefined, BUILD (default build, or build-san under SAN),
# PREFIX (default /usr/local), DESTDIR.

BUILD   ?= build$(if $(SAN),-san)
PREFIX  ?= /usr/local
CFLAGS  ?= -O2 -g
VERSION := 1.0.0

CPPFLAGS  += -Iinclude -Isrc -D_GNU_SOURCE -MMD -MP
ALL_CFLAGS = -std=c11 -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wconversion -Wno-sign-conversion \
  -Wvla -Wformat=2 -Wundef $(CFLAGS) $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer)
LDLIBS     = -lyaml -lcmark -lsass -lpthread -lm

MODULES := base yaml model catalog mustache markup search site cli
LIB_SRC := $(sort $(wildcard $(foreach m,$(filter-out cli,$(MODULES)),src/$(m)/*.c)))
CLI_SRC := $(sort $(wildcard src/cli/*.c))
LIB_OBJ := $(LIB_SRC:%.c=$(BUILD)/%.o)
CLI_OBJ := $(CLI_SRC:%.c=$(BUILD)/%.o)
UNIT    := $(patsubst tests/unit/%.c,%,$(filter-out tests/unit/support.c,$(wildcard tests/unit/*.c)))

.PHONY: all
all: $(BUILD)/wegwijzer

$(BUILD)/wegwijzer: $(CLI_OBJ) $(BUILD)/libwegwijzer.a
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/libwegwijzer.a: $(LIB_OBJ)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(CPPFLAGS) $(ALL_CFLAGS)' | cmp -s - $@ || echo '$(CC) $(CPPFLAGS) $(ALL_CFLAGS)' >$@
FORCE:

# One unit test program for a module, linked with that module and those it may use (tests/layers.txt):
#   make unit-mustache
layers = $(1) $(shell sed -n 's/^$(1)://p' tests/layers.txt)
define unit_rule
$(BUILD)/tests/unit-$(1): $(BUILD)/tests/unit/$(1).o $(patsubst %.c,$(BUILD)/%.o,$(wildcard $(foreach m,$(call layers,$(1)),src/$(m)/*.c)))
	@mkdir -p $$(@D)
	$$(CC) $$(ALL_CFLAGS) $$(LDFLAGS) -o $$@ $$^ -lcmocka $$(LDLIBS)
.PHONY: unit-$(1)
unit-$(1): $(BUILD)/tests/unit-$(1)
	$$<
endef
$(foreach u,$(UNIT),$(eval $(call unit_rule,$(u))))

-include tests/bench/bench.mk

.PHONY: clean
clean:
	rm -rf build build-san

.SECONDARY:
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
