# SPDX-License-Identifier: EUPL-1.2
# The workflows and the pipeline: read by actionlint, and every step of them run here, against a bare repository and a Git host of this test.
CHECKS += check-workflows
.PHONY: check-workflows
check-workflows: all $(NPM)/installed
	@NODE_PATH=$(CURDIR)/$(NPM)/node_modules node tests/workflows/workflows.mjs $(BUILD)/wegwijzer
