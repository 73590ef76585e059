# SPDX-License-Identifier: EUPL-1.2
# Whole sites: ours against the floor (tests/bench/floor.c) and against Hugo, over generated records, in one run.
#   make bench-site BENCH_SIZES="1000 10000"

BENCH_SIZES      ?= 1000 10000 $(if $(BENCH_LARGE),100000)
BENCH_SITE_TIMES ?= 3
BENCHES          += bench-mustache bench-site

$(BUILD)/bench/site: $(BUILD)/tests/bench/site.o $(BUILD)/libwegwijzer.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/bench/floor: $(BUILD)/tests/bench/floor.o
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ -lyaml -lcmark -lpthread

.PHONY: bench-site
bench-site: $(BUILD)/bench/site $(BUILD)/bench/floor $(BUILD)/bench/tally
	@node tests/bench/site.mjs $(BUILD)/bench $(BENCH_SITE_TIMES) $(BENCH_SIZES)

# Where memory goes: the same build with the library's allocation calls counted (tests/bench/tally.c).
BENCH_WRAPPED := wz_arena_alloc wz_arena_move wz_arena_free wz_arena_reset wz_arena_here wz_arena_rewind wz_catalog_load site_view_shared site_search_build \
                 site_plan_pages site_search_write site_render wz_publish_commit

$(BUILD)/bench/tally: $(BUILD)/tests/bench/site.o $(BUILD)/tests/bench/tally.o $(BUILD)/libwegwijzer.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -no-pie $(foreach f,$(BENCH_WRAPPED),-Wl,--wrap=$(f)) -o $@ $^ $(LDLIBS)
