# SPDX-License-Identifier: EUPL-1.2
# The search.
#   make check-search    types of the script, the oracle (browser = memory, ids, scores and counts), the page in Chromium with axe
#   make eval-search     the judged queries on the published pages in Chromium, beside Pagefind and MiniSearch over the same pages
#   make bench-search    time, memory, bytes and requests here, at 10,000 and (BENCH_LARGE=1) 100,000 records
CHECKS      += check-search
CHECK_BUILD += $(BUILD)/search/maak
BENCHES     += bench-search

SEARCH_WORDS   ?= /usr/share/dict/dutch
SEARCH_QUERIES ?= 1500

$(BUILD)/search/maak: $(BUILD)/tests/search/maak.o $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/search/*.c src/base/*.c))
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

.PHONY: search-docs check-search eval-search bench-search
# The catalogue's documents and word list as tables, and their index.
search-docs: $(BUILD)/search/maak $(NPM)/installed
	@node tests/search/inhoud.mjs content $(BUILD)/search/docs.tsv $(BUILD)/search/lexicon.tsv
	@rm -rf $(BUILD)/search/index
	@$(BUILD)/search/maak index $(BUILD)/search/docs.tsv $(BUILD)/search/lexicon.tsv $(SEARCH_WORDS) $(BUILD)/search/index >$(BUILD)/search/index.json

check-search: search-docs publish
	@tests/search/run.sh $(BUILD) $(SEARCH_WORDS) $(SEARCH_QUERIES)

eval-search: publish $(NPM)/installed
	@mkdir -p $(BUILD)/search
	@node tests/search/beoordeel.mjs $(BUILD)/site $(BUILD)/search $(EVAL)

bench-search: search-docs publish
	@for n in 10000 $(if $(BENCH_LARGE),100000); do \
	  test -f $(BUILD)/search/docs-$$n.tsv || node tests/search/genereer.mjs $(BUILD)/search/docs.tsv $(SEARCH_WORDS) $$n >$(BUILD)/search/docs-$$n.tsv; \
	  rm -rf $(BUILD)/search/$$n; \
	  $(BUILD)/search/maak index $(BUILD)/search/docs-$$n.tsv $(BUILD)/search/lexicon.tsv $(SEARCH_WORDS) $(BUILD)/search/$$n || exit 1; \
	done
	@node tests/search/snelheid.mjs $(BUILD)/site/assets/zoek.*.js $(BUILD)/site/assets/zoek-meer.*.js $(BUILD)/search/index $(BUILD)/search/10000 $(if $(BENCH_LARGE),$(BUILD)/search/100000)
