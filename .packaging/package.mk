# SPDX-License-Identifier: EUPL-1.2
# Installing, the release and the Debian package. RELEASED is the day of the version: it dates man pages and packages.
#
#   make install, make uninstall   into DESTDIR PREFIX (/usr/local); libraries in LIBDIR (lib)
#   make manual                    the man pages, in build/man
#   make dist                      build/wegwijzer-VERSION.tar.gz, of the commit that is checked out
#   make deb                       build/deb/*.deb, from that file; DEBEMAIL and DEBFULLNAME say who packs it
RELEASED ?= 2026-11-30
LIBDIR   ?= lib
EPOCH    := $(shell date -u -d $(RELEASED) +%s)
DEST      = $(DESTDIR)$(PREFIX)
MANUAL   := $(BUILD)/man/man1/wegwijzer.1

.PHONY: install uninstall manual dist deb
manual: $(MANUAL)
$(MANUAL): $(BUILD)/wegwijzer .packaging/manual.sh Makefile .packaging/package.mk $(HEADERS)
	@.ci/packages help2man=help2man
	@rm -rf $(BUILD)/man
	$(Q)SOURCE_DATE_EPOCH=$(EPOCH) .packaging/manual.sh $(BUILD)/wegwijzer $(BUILD)/man

# What `wegwijzer init` starts from: its own files, and the templates and the theme of this catalogue as far as they fit any.
SHARED_TEMPLATES := headers.txt sitemap.xml sitemap-index.xml robots.txt opensearch.xml \
  $(addsuffix .js,$(addprefix formulier-,model records begrippen lijst bron soort)) \
  $(addprefix partials/,formulier-veld formulier-melding velden text markdown terms refs date period url law source phone email bool integer group)
SHARED_THEME     := $(filter-out %/handout.js %/keuze.js %/acties.js %/voorstel.js,$(wildcard themes/standaard/*))
STARTER          := $(shell find .starter -type f)
$(BUILD)/share/made: $(STARTER) $(SHARED_TEMPLATES:%=templates/%.mustache) templates/formulier-teksten.js.mustache $(SHARED_THEME) Makefile
	@rm -rf $(BUILD)/share
	@mkdir -p $(BUILD)/share/wegwijzer/all/templates/partials $(BUILD)/share/wegwijzer/all/themes/standaard
	@cp -R .starter/. $(BUILD)/share/wegwijzer
	@for t in $(SHARED_TEMPLATES); do cp templates/$$t.mustache $(BUILD)/share/wegwijzer/all/templates/$$t.mustache || exit 1; done
	@mkdir -p $(BUILD)/share/wegwijzer/nl/templates/partials
	@sed -n 's/^"\([^"]*\)": "\([^"\\<&]*\)",\{0,1\}$$/<span data-tekst="\1">\2<\/span>/p' templates/formulier-teksten.js.mustache >$(BUILD)/share/wegwijzer/nl/templates/partials/form-words.html.mustache
	@test $$(grep -c '^"' templates/formulier-teksten.js.mustache) = $$(grep -c . $(BUILD)/share/wegwijzer/nl/templates/partials/form-words.html.mustache)
	@cp $(SHARED_THEME) $(BUILD)/share/wegwijzer/all/themes/standaard
	@touch $@

# What is installed, as SOURCE=PLACE below PREFIX; whatever is in the list is installed and uninstalled.
INSTALLED = $(BUILD)/libwegwijzer.a=$(LIBDIR)/libwegwijzer.a $(BUILD)/wegwijzer.pc=$(LIBDIR)/pkgconfig/wegwijzer.pc \
  $(foreach h,$(HEADERS),$(h)=$(h)) \
  $(foreach f,$(shell cd $(BUILD)/share 2>/dev/null && find wegwijzer -type f),$(BUILD)/share/$(f)=share/$(f)) \
  $(foreach m,$(wildcard $(BUILD)/man/man?/*),$(m)=share/man/$(m:$(BUILD)/man/%=%)) \
  .packaging/completions/wegwijzer.bash=share/bash-completion/completions/wegwijzer \
  .packaging/completions/_wegwijzer=share/zsh/site-functions/_wegwijzer \
  .packaging/completions/wegwijzer.fish=share/fish/vendor_completions.d/wegwijzer.fish

# The list is read by the shell once the man pages are there.
install: all manual
	@printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$${prefix}/$(LIBDIR)' 'includedir=$${prefix}/include' '' 'Name: wegwijzer' \
	  'Description: catalogue generator: YAML records to a searchable static site' 'Version: $(VERSION)' \
	  'Libs: -L$${libdir} -lwegwijzer $(LDLIBS)' 'Cflags: -I$${includedir}' >$(BUILD)/wegwijzer.pc
	$(Q)install -D -m 755 $(BUILD)/wegwijzer $(DEST)/bin/wegwijzer
	@+$(SUBMAKE) -s install-files

.PHONY: install-files
install-files:
	@printf '%s\n' $(INSTALLED) | while IFS== read -r from to; do install -D -m 644 "$$from" "$(DEST)/$$to" || exit 1; done

# What another version installed beside it goes too: its man pages. Folders of the system's own are left to it.
uninstall:
	$(Q)rm -f $(DEST)/bin/wegwijzer $(foreach i,$(INSTALLED),$(DEST)/$(lastword $(subst =, ,$(i)))) \
	  $(DEST)/share/man/man1/wegwijzer.1 $(DEST)/share/man/man1/wegwijzer-*.1 $(DEST)/share/man/man5/wegwijzer.yaml.5
	@.packaging/empty.sh '$(DESTDIR)' '$(PREFIX)' bin $(sort $(foreach i,$(INSTALLED),$(patsubst %/,%,$(dir $(lastword $(subst =, ,$(i))))))) \
	  share/man/man1 share/man/man5

# The same bytes from the same commit, whoever makes it.
DIST := build/wegwijzer-$(VERSION).tar.gz
dist:
	@mkdir -p $(@D) build
	@git archive --format=tar --prefix=wegwijzer-$(VERSION)/ HEAD | gzip -n -9 >$(DIST)
	@echo '$(DIST)'

DEB_PACKAGES := debhelper dpkg-dev fakeroot help2man=help2man libcmocka-dev node=nodejs
deb: dist
	@.ci/packages $(BUILD_PACKAGES) $(DEB_PACKAGES)
	@SOURCE_DATE_EPOCH=$(EPOCH) .packaging/deb.sh $(DIST) $(VERSION) '$(foreach p,$(BUILD_PACKAGES),$(lastword $(subst =, ,$(p))))'
