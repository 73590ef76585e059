# The published site: every link, file and weight; the Nu checker on every page; page types in Chromium with axe; journeys of readers,
# their tasks, Firefox, Lighthouse, and four house styles. One suite of `make check` each; `make check-site` runs them all. `make
# lighthouse` measures performance too, in three runs a page, `make screenshots` takes pictures of the main page types.
SITE_SUITES := files html pages journeys tasks firefox lighthouse housestyles
CHECKS += $(SITE_SUITES:%=check-site-%)
.PHONY: $(SITE_SUITES:%=check-site-%) check-site lighthouse screenshots
$(SITE_SUITES:%=check-site-%): check-site-%: all $(NPM)/installed
	@node tests/site/$*.mjs $(BUILD)/wegwijzer $(BUILD)/check-site

check-site:
	@+tests/suites.sh $(BUILD)/check '$(SUBMAKE)' '$(PARALLEL)' $(SITE_SUITES:%=check-site-%)

lighthouse: all $(NPM)/installed
	@node tests/site/lighthouse.mjs $(BUILD)/wegwijzer $(BUILD)/check-site --report

screenshots: all $(NPM)/installed
	@node tests/site/screenshots.mjs $(BUILD)/wegwijzer $(BUILD)/check-site $(BUILD)/screenshots
