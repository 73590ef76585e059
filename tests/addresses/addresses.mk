# SPDX-License-Identifier: EUPL-1.2
# The monthly check of the addresses, against a server here that answers in every way it has to know.
CHECKS += check-addresses
.PHONY: check-addresses
check-addresses: $(BUILD)/wegwijzer
	@python3 tests/addresses/check.py $(BUILD)/wegwijzer
