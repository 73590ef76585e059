# SPDX-License-Identifier: EUPL-1.2
# What commands do to files, and what they say of a change, on the real catalogue and the second one.
#   make check-edit    a sample
#   make long-edit     every record and every term, and diff over all neighbouring commits
CHECKS += check-edit check-format
LONG   += long-edit
.PHONY: check-edit check-format long-edit
check-edit: all
	@node tests/edit/edit.mjs $(BUILD)/wegwijzer

check-format: all
	@node tests/edit/format.mjs $(BUILD)/wegwijzer

# Tables into records: the catalogue's own one, and random ones.
CHECKS += check-import
LONG   += long-import
.PHONY: check-import long-import
check-import: publish
	@node tests/edit/import.mjs $(BUILD)/wegwijzer $(BUILD)/site

long-import: publish
	@node tests/edit/import.mjs $(BUILD)/wegwijzer $(BUILD)/site --all

long-edit: all
	@node tests/edit/edit.mjs $(BUILD)/wegwijzer --all
