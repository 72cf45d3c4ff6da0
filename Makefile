# notmuch-cadence. Needs GNU make, pkg-config, GMime 3, libical 3, libnotmuch, SQLite 3.
#   make [V=1] [WERROR=1]   builds the three programs into build/
#   make check              all tests; make asan: the same under sanitizers
#   make tsan               the indexer's under the thread sanitizer
#   make check-long         thousands of random mail stores, where check tries some
#   make check-corpora      indexes real mail stores, where there are any
#   make lint fuzz demo     style and floors; a short run of each fuzzer; the guided walk
#   make bench N=100000 [CONTACTS=500]   ours beside notmuch and others: build/bench.md
#   make install [PREFIX=/usr/local] [DESTDIR=]

VERSION := 0.1.0
PREFIX  ?= /usr/local
MANDIR  ?= $(PREFIX)/share/man
DATADIR ?= $(PREFIX)/share/notmuch-cadence
DOCDIR  ?= $(PREFIX)/share/doc/notmuch-cadence
BASHCOMPDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHCOMPDIR  ?= $(PREFIX)/share/zsh/site-functions
FISHCOMPDIR ?= $(PREFIX)/share/fish/vendor_conf.d
CFLAGS  ?= -O2 -g
B       ?= build
export CADENCE_DATA_DIR := $(CURDIR)/contrib/data
PKGS    := glib-2.0 gmime-3.0 libical sqlite3
FUZZ_S  ?= 10
NOTMUCH_LIBS ?= -lnotmuch
PROVE   ?= prove -j4
TESTS   ?= $(wildcard tests/t-*.sh)

WARN    := -Wall -Wextra -Wshadow -Wvla -Wstrict-prototypes -Wmissing-prototypes \
           -Wwrite-strings -Wformat=2 $(if $(WERROR),-Werror)
FLAGS   := -std=gnu11 -fPIC -fvisibility=hidden $(WARN) -I. -I$(B) -DCADENCE_VERSION='"$(VERSION)"' -MMD -MP \
           $(NOTMUCH_CFLAGS) $(shell pkg-config --cflags $(PKGS))
# As needed: libical, libnotmuch and GMime bring large libraries: see lib/object.h.
LIBS    := -Wl,--as-needed $(NOTMUCH_LIBS) $(shell pkg-config --libs $(PKGS)) -pthread -lm -ldl

obj      = $(patsubst %.c,$(B)/%.o,$(wildcard $(addsuffix /*.c,$(1))))
PROGS   := $(B)/notmuch-cadence $(B)/notmuch-cadence-index $(B)/notmuch-cadence-filter
LIB     := $(B)/libcadence.a
# What lib/object.c loads, and what of lib/ each holds.
OBJECTS := $(addprefix $(B)/notmuch-cadence-,calendar.so mailbox.so mime.so)
MAILBOX := $(B)/lib/mailbox-notmuch.o
MIME    := $(addprefix $(B)/lib/,mime-gmime.o letter-gmime.o)
LINKED  := $(if $(LINK_ALL),$(MAILBOX) $(MIME))
UNIT    := $(patsubst tests/unit/%.c,$(B)/%,$(wildcard tests/unit/*-test.c))
FUZZ    := $(patsubst tests/fuzz/%.c,build/fuzz/%,$(wildcard tests/fuzz/*.c))
C_FILES := $(wildcard lib/*.[ch] lib/*/*.[ch] indexer/*.[ch] filter/*.[ch] plugin/*.[ch] \
           tests/*/*.[ch])

Q       := $(if $(V),,@)
say      = $(if $(V),,@printf '  %-4s %s\n' $(1) $@;)

all: $(PROGS) $(OBJECTS)

$(B)/notmuch-cadence:        $(call obj,plugin)  $(LINKED) $(LIB)
$(B)/notmuch-cadence-index:  $(call obj,indexer) $(MAILBOX) $(MIME) $(LIB)
$(B)/notmuch-cadence-filter: $(call obj,filter)  $(LINKED) $(LIB)
$(B)/index-property-test: | $(B)/notmuch-cadence-calendar.so
$(B)/sent-folder-test: $(B)/indexer/sent-folder.o
$(B)/index-property-test: $(filter-out %/main.o,$(call obj,indexer))
$(addprefix $(B)/,scrub-test mark-test wanted-test): \
    $(addprefix $(B)/filter/,scrub.o mark.o query.o wanted.o)
$(B)/discover-test: $(addprefix $(B)/plugin/,discover.o kinship.o best-first.o role.o shared.o \
    wording.o)
$(B)/template-test: $(addprefix $(B)/plugin/,template.o tone.o wrap.o)
$(addprefix $(B)/,draft-test quote-test): $(addprefix $(B)/plugin/,draft.o \
    draft-quote.o draft-values.o template.o template-file.o wrap.o)
$(B)/wording-test: $(addprefix $(B)/plugin/,wording.o wording-reason.o)
$(UNIT): $(B)/%: $(B)/tests/unit/%.o $(MAILBOX) $(MIME) $(LIB)

$(PROGS) $(UNIT):
	$(call say,LD)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)
$(B)/notmuch-cadence-calendar.so: $(B)/lib/calendar-reader.o $(MIME) $(LIB)
$(B)/notmuch-cadence-mailbox.so: $(MAILBOX) $(LIB)
$(B)/notmuch-cadence-mime.so: $(MIME) $(LIB)
$(OBJECTS):
	$(call say,LD)$(CC) $(CFLAGS) $(LDFLAGS) -shared -o $@ $^ $(LIBS)
# The folders are there so that a file that comes or goes is noticed.
$(LIB): $(call obj,lib lib/store) lib lib/store
	$(call say,AR)rm -f $@ && $(AR) rcs $@ $(filter %.o,$^)
$(B)/%.o: %.c Makefile
	$(call say,CC)mkdir -p $(@D) && $(CC) $(FLAGS) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<
$(call obj,lib/store): $(B)/lib/schema.sql.inc $(B)/lib/indexes.sql.inc
# Made anew only where it says something new, as "make install PREFIX=" may.
$(B)/lib/data.o: $(B)/lib/datadir.inc
$(B)/lib/datadir.inc: FORCE
	$(Q)mkdir -p $(@D) && printf '"%s"\n' '$(DATADIR)' | cmp -s - $@ || \
	    printf '"%s"\n' '$(DATADIR)' >$@
$(B)/lib/%.sql.inc: lib/%.sql
	$(call say,SQL)mkdir -p $(@D) && sed -e 's/[\\"]/\\&/g' -e 's/.*/"&\\n"/' $< >$@

check: all $(UNIT)
	$(Q)B="$(abspath $(B))" PATH="$(abspath $(B)):$$PATH" $(PROVE) -e '' $(UNIT) $(TESTS)

# The leak checker of gcc 12 crashes over the thread-local memory of what is loaded late.
asan:
	$(Q)$(MAKE) --no-print-directory B=build/asan LINK_ALL=1 \
	    CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined' check

# GLib is built for it as well: see the head of tests/tsan-glib.sh.
tsan:
	$(Q)sh tests/tsan-glib.sh build/tsan/glib
	$(Q)G_SLICE=always-malloc TSAN_OPTIONS='suppressions=$(CURDIR)/tests/tsan.supp' \
	    $(MAKE) --no-print-directory B=build/tsan UNIT= TESTS='$(wildcard tests/t-index*.sh)' \
	    CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=thread' \
	    LDFLAGS='-Wl,--disable-new-dtags,-rpath,$(CURDIR)/build/tsan/glib' check

check-long: $(addprefix $(B)/,index-property-test store-meeting-test)
	$(Q)for t in $^; do CADENCE_SEEDS=$(SEEDS) $$t || exit 1; done

check-corpora: all
	$(Q)PATH="$(abspath $(B)):$$PATH" sh tests/check-corpora.sh

bench: all build/bench/generate build/bench/limits
	$(Q)GENERATE="$(abspath build/bench/generate)" LIMITS="$(abspath build/bench/limits)" \
	    PATH="$(abspath $(B)):$$PATH" bash tests/bench/run.sh "$(N)" "$(ROUNDS)" "$(CONTACTS)"
build/bench/%: tests/bench/%.c
	$(call say,CC)mkdir -p $(@D) && $(CC) $(filter-out -MMD -MP,$(FLAGS)) $(CFLAGS) -o $@ $< $(LIBS)

demo: all
	$(Q)PATH="$(abspath $(B)):$$PATH" sh contrib/sample/demo

build/fuzz/%: tests/fuzz/%.c $(MIME) $(LIB)
	$(call say,FUZZ)mkdir -p $(@D) && clang -g -O1 -fsanitize=fuzzer,address,undefined \
	    $(filter-out -MMD -MP,$(FLAGS)) -o $@ $< $(MIME) $(LIB) $(LIBS)
fuzz: $(FUZZ)
	$(Q)for f in $(FUZZ); do $$f -max_total_time=$(FUZZ_S) -verbosity=0 || exit 1; done

lint:
	$(Q)awk -f tests/lint/floors.awk tests/lint/floors.txt $(C_FILES)
	$(Q)for h in $(filter %.h,$(C_FILES)); do $(CC) $(filter-out -MMD -MP,$(FLAGS)) -fsyntax-only -include $$h -x c /dev/null || exit 1; done
	$(Q)clang-format --dry-run -Werror $(C_FILES)
	$(Q)shellcheck -x -s sh tests/*.sh
	$(Q)mandoc -T lint -W warning $(wildcard */*.[15])

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(MANDIR)/man1 $(DESTDIR)$(MANDIR)/man5 \
	    $(DESTDIR)$(DOCDIR)/contrib $(DESTDIR)$(BASHCOMPDIR) $(DESTDIR)$(ZSHCOMPDIR) $(DESTDIR)$(FISHCOMPDIR) \
	    $(DESTDIR)$(DATADIR) $(DESTDIR)$(PREFIX)/lib/notmuch-cadence
	install -m755 $(PROGS) $(DESTDIR)$(PREFIX)/bin
	install -m644 $(OBJECTS) $(DESTDIR)$(PREFIX)/lib/notmuch-cadence
	install -m644 $(wildcard */*.1) $(DESTDIR)$(MANDIR)/man1
	install -m644 $(wildcard */*.5) $(DESTDIR)$(MANDIR)/man5
	cp -R $(wildcard contrib/data/*) $(DESTDIR)$(DATADIR)
	install -m644 README.md NEWS $(DESTDIR)$(DOCDIR)
	cp -R $(wildcard $(addprefix contrib/,post-new mutt neomutt aerc)) $(DESTDIR)$(DOCDIR)/contrib
	install -m644 contrib/completion/notmuch-cadence.bash $(DESTDIR)$(BASHCOMPDIR)/notmuch-cadence
	install -m644 contrib/completion/_notmuch_cadence $(DESTDIR)$(ZSHCOMPDIR)
	install -m644 contrib/completion/notmuch-cadence.fish $(DESTDIR)$(FISHCOMPDIR)

clean:
	rm -rf build

N ?= 100000
SEEDS ?= 3000

.PHONY: FORCE all bench check asan tsan check-long check-corpora demo fuzz lint install clean
.SECONDARY:
-include $(shell find $(B) -type f -name '*.d' 2>/dev/null)
