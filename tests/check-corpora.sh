#!/bin/sh
# Indexes real mail stores and checks what must hold for any mail. They are no part of the
# project: CADENCE_CORPORA names a folder of them, each with a mail/ and a notmuch-config;
# without it they are unpacked from where they are kept, if they are.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"
kept=${0%/*}/../../shared/mail

if test -n "${CADENCE_CORPORA-}"; then
	corpora=$CADENCE_CORPORA
elif test -x "$kept/unpack"; then
	corpora=$T/corpora
	"$kept/unpack" "$corpora" >&2
else
	echo '1..0 # skip no mail stores here'
	exit 0
fi

none() {
	found=$(sqlite3 "file:$store?mode=ro" "$1 LIMIT 5")
	test -z "$found" || { echo "$found" && return 1; }
}

# The numbers of rules and of counts are those of lib/interaction.h; list mail in threads
# where the user has not written (rule 7, not counting) is in no total.
totals_add_up() {
	none "SELECT email, n_in, n_out, n_cc, n_group, n_meeting, n_other, count(i.message)
		FROM address a LEFT JOIN interaction i
			ON i.address = a.id AND NOT (i.rule = 7 AND i.counts = 0)
		GROUP BY a.id
		HAVING n_in + n_out + n_cc + n_group + n_meeting + n_other <> count(i.message)
			OR first IS NOT min(i.date) OR last IS NOT max(i.date)"
}

no_orphans() {
	none 'SELECT * FROM interaction WHERE message NOT IN (SELECT id FROM message)
		OR address NOT IN (SELECT id FROM address)'
}

# Excluded, automatic, bulk, among own addresses, nobody, unreadable.
bulk_gives_nothing() {
	none 'SELECT m.message_id, m.rule, i.* FROM interaction i
		JOIN message m ON m.id = i.message WHERE m.rule IN (0, 4, 5, 13, 14, 18)'
}

dates_are_sane() {
	now=$(date -u -d "$CADENCE_NOW" +%s)
	none "SELECT message_id, date FROM message WHERE date > $now OR date < 0"
}

in_notmuch() {
	sqlite3 "file:$store?mode=ro" \
		'SELECT message_id FROM message WHERE message_id IS NOT NULL' | sort >"$T/stored"
	notmuch search --exclude=false --output=messages '*' | sed 's/^id://' | sort >"$T/known"
	test -s "$T/known" && test -z "$(comm -23 "$T/stored" "$T/known" | tee /dev/stderr)"
}

all_were_looked_at() {
	test "$(sqlite3 "file:$store?mode=ro" 'SELECT count(*) FROM message')" = "$(notmuch count --exclude=false '*')"
}

# tell_rules NAME: how many messages fell under which rule; the names are in the order of
# lib/interaction.h
tell_rules() {
	sqlite3 -separator ' ' "file:$store?mode=ro" 'SELECT rule, count(*) FROM message GROUP BY rule' |
		awk -v name="$1" 'BEGIN { split("excluded channel meeting bounce automatic bulk spoken-to in-thread group" \
			" sent received cc bcc self nobody malformed conflict logged unreadable", rule, " ") }
			{ printf "# %s: %s %d\n", name, rule[$1 + 1], $2 }'
}

# unchanged TEXT [OPTION...]: the run says TEXT, and the record is as before
unchanged() {
	text=$1
	shift
	says "$text" notmuch-cadence-index "$@" && dump "$store" >"$T/after" && same "$T/before" "$T/after"
}

for config in "$corpora"/*/notmuch-config; do
	name=$(basename "$(dirname "$config")")
	export NOTMUCH_CONFIG="$config"
	rm -rf "$T/.local"
	ok "$name: is indexed" says 'messages read' notmuch-cadence-index
	dump "$store" >"$T/before"
	tell_rules "$name"
	ok "$name: every message was looked at" all_were_looked_at
	ok "$name: every stored message is in notmuch" in_notmuch
	ok "$name: totals add up" totals_add_up
	ok "$name: nothing refers to what is not there" no_orphans
	ok "$name: bulk and automatic mail gives nothing" bulk_gives_nothing
	ok "$name: no date lies in the future" dates_are_sane
	ok "$name: a second run changes nothing" unchanged 'nothing new'
	ok "$name: nor does reading all again, with one worker" unchanged 'messages read' --full --workers=1
done
done_testing
