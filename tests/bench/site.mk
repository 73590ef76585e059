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
bench-site: $(BUILD)/bench/site $(BUILD)/bench/floor
	@node tests/bench/site.mjs $(BUILD)/bench $(BENCH_SITE_TIMES) $(BENCH_SIZES)
