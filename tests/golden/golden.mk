# SPDX-License-Identifier: EUPL-1.2
# The goldens: what the tool prints and makes, byte for byte. `make goldens` takes over what it does now; read the difference before committing.
CHECKS += check-golden

.PHONY: check-golden goldens
check-golden: all
	@node tests/golden/run.mjs --program $(BUILD)/wegwijzer

goldens: all
	@node tests/golden/run.mjs --program $(BUILD)/wegwijzer --update

# The reports for other programs, in the project as a case leaves it: one case of ten, or all.
CHECKS += check-reports
LONG += long-reports
.PHONY: check-reports long-reports
check-reports: $(BUILD)/wegwijzer $(NPM)/installed
	@node tests/golden/run.mjs --program $(BUILD)/wegwijzer --reports --every 10
long-reports: $(BUILD)/wegwijzer $(NPM)/installed
	@node tests/golden/run.mjs --program $(BUILD)/wegwijzer --reports

# check and build find the same errors, in the project as every case leaves it: make check-long.
LONG += long-agree
.PHONY: long-agree
long-agree: all
	@node tests/golden/run.mjs --program $(BUILD)/wegwijzer --agree
