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

long-edit: all
	@node tests/edit/edit.mjs $(BUILD)/wegwijzer --all
