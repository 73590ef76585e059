# SPDX-License-Identifier: EUPL-1.2
# The data as a re-user reads it: the contract of the JSON, and every export by its own validator. With the test data of open data in
# SHARED the official shapes and schemas are used; what is not there is said.
CHECKS += check-data
.PHONY: check-data contract
check-data: all $(NPM)/installed
	@node tests/data/data.mjs $(BUILD)/wegwijzer $(BUILD)/check-data

# Takes over the form that the JSON has now, after a version was added to site.yaml (data, gegevens).
contract: all $(NPM)/installed
	@node tests/data/data.mjs $(BUILD)/wegwijzer $(BUILD)/check-data --contract

# What a program finds new in the data has a number in the list of changes: asked when it is published, not at every change.
LONG += long-contract
.PHONY: long-contract
long-contract: all $(NPM)/installed
	@node tests/data/data.mjs $(BUILD)/wegwijzer $(BUILD)/check-data --published

# PostgreSQL is large and starts a server: in make check-long.
LONG += long-postgresql
.PHONY: long-postgresql
long-postgresql: all
	@node tests/data/optional.mjs $(BUILD)/wegwijzer $(BUILD)/check-data
	@tests/data/postgresql.sh $(BUILD)/check-data/optional/data/catalogus-postgresql.sql

# Programs that a re-user has and this suite need not: LibreOffice in Dutch, and nginx with the files that the site makes for it.
LONG += long-libreoffice long-nginx
.PHONY: long-libreoffice long-nginx
long-libreoffice: publish
	@/usr/bin/python3 tests/data/libreoffice.py $(BUILD)/site $(BUILD)/check-data/libreoffice

long-nginx: all
	@node tests/data/nginx.mjs $(BUILD)/wegwijzer $(BUILD)/check-data
