# SPDX-License-Identifier: EUPL-1.2
# The preview, as an editor and as somebody with bad intentions would use it.
#   make check-serve   a sample, on the second catalogue
#   make long-serve    everything: real editors, git, eight tabs, no watches left, 500 builds; then under ThreadSanitizer
#   make check-preview the preview of a proposal: the folder that its check hands over; make long-preview looks at every type of page
#   make bench-serve   how long from a save to the new page
CHECKS  += check-serve check-preview
LONG    += long-serve long-preview
BENCHES += bench-serve
.PHONY: check-serve long-serve bench-serve check-preview long-preview
check-serve: all $(NPM)/installed
	@node tests/serve/serve.mjs $(BUILD)/wegwijzer

long-serve: all $(NPM)/installed
	@.ci/packages vim=vim nano=nano script=bsdutils unshare=util-linux
	@node tests/serve/serve.mjs $(BUILD)/wegwijzer --all
	@+$(SUBMAKE) $(PARALLEL) SAN=thread BUILD=build/thread build/thread/wegwijzer
	@node tests/serve/serve.mjs build/thread/wegwijzer --threads

bench-serve: all $(NPM)/installed
	@node tests/serve/serve.mjs $(BUILD)/wegwijzer --bench

check-preview: all $(NPM)/installed
	@node tests/serve/preview.mjs $(BUILD)/wegwijzer

long-preview: all $(NPM)/installed
	@node tests/serve/preview.mjs $(BUILD)/wegwijzer --all
