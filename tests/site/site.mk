# The published site: every link, file and weight; the Nu checker on every page; page types in Chromium with axe; journeys of readers.
# Not a part of `make check` yet: it holds the script of the search page to 15 kB, which that is not. `make lighthouse` prints scores.
.PHONY: check-site lighthouse
check-site: publish $(NPM)/installed
	@status=0; for s in files html pages journeys; do echo "== $$s"; node tests/site/$$s.mjs $(BUILD)/wegwijzer $(BUILD)/check-site || status=1; done; exit $$status

lighthouse: publish $(NPM)/installed
	@node tests/site/lighthouse.mjs $(BUILD)/wegwijzer $(BUILD)/check-site --report
