# SPDX-License-Identifier: EUPL-1.2
# Benchmarks: each builds what it compares with and runs both in turn, so that one machine in one state is measured.
# They need data and programs that are not part of this repository; without those they say so.

BENCHES += bench-mustache

# Mustache against Debian's mstch (libmstch-dev, libjansson-dev).
BENCH_MUSTACHE := $(SHARED)/bench/mustache
BENCH_ROUNDS   ?= 5
BENCH_SECONDS  ?= 2

$(BUILD)/bench/mustache: $(BUILD)/tests/bench/mustache.o $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/mustache/*.c src/base/*.c))
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/bench/mstch: $(wildcard $(BENCH_MUSTACHE)/cpp-mstch.cpp $(BENCH_MUSTACHE)/peer.h)
	@mkdir -p $(@D)
	$(CXX) -std=c++14 -O2 -o $@ $(BENCH_MUSTACHE)/cpp-mstch.cpp -lmstch -ljansson

.PHONY: bench-mustache
ifeq ($(wildcard $(BENCH_MUSTACHE)/gen.py),)
bench-mustache:
	@echo "bench-mustache: skipped, $(BENCH_MUSTACHE) is not there"
else
bench-mustache: $(BUILD)/bench/mustache $(BUILD)/bench/mstch
	@python3 $(BENCH_MUSTACHE)/gen.py $(BUILD)/bench/mustache-data
	@node tests/bench/mustache.mjs $(BUILD)/bench/mstch $(BUILD)/bench/mustache $(BUILD)/bench/mustache-data \
	  $(BENCH_ROUNDS) $(BENCH_SECONDS)
endif
