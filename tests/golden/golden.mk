# The goldens: what the tool prints and makes, byte for byte. `make goldens` takes over what it does now; read the difference before committing.
CHECKS += check-golden

.PHONY: check-golden goldens
check-golden: $(BUILD)/wegwijzer
	@node tests/golden/run.mjs --program $(BUILD)/wegwijzer

goldens: $(BUILD)/wegwijzer
	@node tests/golden/run.mjs --program $(BUILD)/wegwijzer --update

# check and build find the same errors, in the project as every case leaves it: make check-long.
LONG += long-agree
.PHONY: long-agree
long-agree: $(BUILD)/wegwijzer
	@node tests/golden/run.mjs --program $(BUILD)/wegwijzer --agree
