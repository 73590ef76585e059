# SPDX-License-Identifier: EUPL-1.2
# Every call of the system fails once, in every command.
#   make check-faults   a share of the calls;   make long-faults   all of them
CHECKS += check-faults
LONG   += long-faults
.PHONY: check-faults long-faults
$(BUILD)/tests/shim.so: tests/faults/shim.c
	@mkdir -p $(@D)
	@$(CC) -D_GNU_SOURCE -std=c11 -shared -fPIC -O1 -Wall -o $@ $< -ldl
check-faults long-faults: %-faults: all $(BUILD)/tests/shim.so
	@if [ -n '$(SAN)' ]; then echo 'faults: skipped under SAN; a library is put before the program'; else \
	  node tests/faults/faults.mjs $(BUILD)/wegwijzer $(BUILD)/tests/shim.so $(if $(filter long,$*),--all); fi
