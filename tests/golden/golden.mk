# The goldens: what the tool prints and makes, byte for byte. `make goldens` takes over what it does now; read the difference before committing.
CHECKS += check-golden

.PHONY: check-golden goldens
check-golden: $(BUILD)/wegwijzer
	@node tests/golden/run.mjs --program $(BUILD)/wegwijzer

goldens: $(BUILD)/wegwijzer
	@node tests/golden/run.mjs --program $(BUILD)/wegwijzer --update
