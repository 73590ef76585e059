# SPDX-License-Identifier: EUPL-1.2
# The published site: every link, file and weight; the Nu checker on every page; page types in Chromium with axe; record pages; journeys of
# readers, their tasks, their paths, Firefox, Lighthouse, and four house styles. One suite of `make check` each; `make check-site` runs them all.
# Outside `make check`: `make lighthouse` measures performance too, in three runs a page; `make audit` looks at every page in the
# browser instead of a few of each type, which takes half an hour; `make screenshots` takes the pictures of content/LEESMIJ.md and of the main page types, or of
# the pages that match PAGES= (PAGES=gids: only those of the guide), with a sheet of them all.
SITE_SUITES := files html pages records journeys searching tasks paths firefox lighthouse housestyles
CHECKS += $(SITE_SUITES:%=check-site-%) check-form
LONG += long-form
.PHONY: check-form long-form
check-form: all $(NPM)/installed
	@node tests/site/form.mjs $(BUILD)/wegwijzer $(BUILD)/check-site

# Every record, 10,000 values of each type, Firefox.
long-form: all $(NPM)/installed
	@node tests/site/form.mjs $(BUILD)/wegwijzer $(BUILD)/check-site --all

.PHONY: $(SITE_SUITES:%=check-site-%) check-site lighthouse audit screenshots
$(SITE_SUITES:%=check-site-%): check-site-%: all $(NPM)/installed
	@node tests/site/$*.mjs $(BUILD)/wegwijzer $(BUILD)/check-site

check-site:
	@+tests/suites.sh $(BUILD)/check '$(SUBMAKE)' '$(PARALLEL)' $(SITE_SUITES:%=check-site-%)

# Every page type; every answer of the editors on the first screen of a phone.
LONG += long-site-pages long-site-searching
.PHONY: long-site-pages long-site-searching
long-site-pages long-site-searching: long-site-%: all $(NPM)/installed
	@node tests/site/$*.mjs $(BUILD)/wegwijzer $(BUILD)/check-site --whole

audit: all $(NPM)/installed
	@node tests/site/pages.mjs $(BUILD)/wegwijzer $(BUILD)/check-site --all

lighthouse: all $(NPM)/installed
	@node tests/site/lighthouse.mjs $(BUILD)/wegwijzer $(BUILD)/check-site --report

screenshots: all $(NPM)/installed
	@node tests/site/screenshots.mjs $(BUILD)/wegwijzer $(BUILD)/check-site $(BUILD)/screenshots '$(value PAGES)'
