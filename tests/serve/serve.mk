# The preview, as an editor and as somebody with bad intentions would use it.
#   make check-serve   a sample, on the second catalogue
#   make long-serve    everything: real editors, git, eight tabs, no watches left, 500 builds; then under ThreadSanitizer
#   make bench-serve   how long from a save to the new page
CHECKS  += check-serve
LONG    += long-serve
BENCHES += bench-serve
.PHONY: check-serve long-serve bench-serve
check-serve: all $(NPM)/installed
	@node tests/serve/serve.mjs $(BUILD)/wegwijzer

long-serve: all $(NPM)/installed
	@.ci/packages vim=vim nano=nano script=bsdutils unshare=util-linux
	@node tests/serve/serve.mjs $(BUILD)/wegwijzer --all
	@+$(SUBMAKE) SAN=thread BUILD=build-san-thread build-san-thread/wegwijzer
	@node tests/serve/serve.mjs build-san-thread/wegwijzer --threads

bench-serve: all $(NPM)/installed
	@node tests/serve/serve.mjs $(BUILD)/wegwijzer --bench
