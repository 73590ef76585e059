# SPDX-License-Identifier: EUPL-1.2
# The pre-commit hook, in a repository of its own.
CHECKS += check-hook
.PHONY: check-hook
check-hook: all
	@tests/hook/hook.sh $(BUILD)/wegwijzer
