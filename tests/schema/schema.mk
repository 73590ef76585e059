# SPDX-License-Identifier: EUPL-1.2
# JSON Schema for editors: with ajv, and in yaml-language-server. The cases of the goldens say where the schema and check agree.
CHECKS += check-schema
LONG   += long-schema
.PHONY: check-schema long-schema
check-schema: all $(NPM)/installed
	@set -o pipefail; { node tests/schema/schema.mjs $(BUILD)/wegwijzer && node tests/golden/run.mjs --program $(BUILD)/wegwijzer --schemas --every 12; } | \
	  awk '/^[0-9]+ passed/ { p += $$1; f += $$3; next } { print } END { print p " passed, " f + 0 " failed"; exit f > 0 }'
long-schema: all $(NPM)/installed
	@set -o pipefail; { node tests/schema/schema.mjs $(BUILD)/wegwijzer --all && node tests/golden/run.mjs --program $(BUILD)/wegwijzer --schemas; } | \
	  awk '/^[0-9]+ passed/ { p += $$1; f += $$3; next } { print } END { print p " passed, " f + 0 " failed"; exit f > 0 }'
