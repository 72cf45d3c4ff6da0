#!/bin/sh
# Mail that leaves the mail store leaves its history, until that is pruned.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

have sqlite3 || { echo '1..0 # skip no sqlite3' && exit 0; }

index() { notmuch-cadence-index "$@"; }

# record: without the thread ids, of which notmuch gives new ones to mail that comes back
record() { dump "$store" | awk -F'|' -v OFS='|' '$1 == "message" { $9 = "" } $1 != "scan"'; }
left() { sqlite3 "file:$store?mode=ro" 'SELECT count(*) FROM message WHERE gone = 1'; }
is() { test "$1" = "$2" || { echo "wanted $2, got $1" && return 1; }; }

# keeps COMMAND...: the record is the same after it as in $T/before
keeps() {
	"$@" >/dev/null 2>&1
	record >"$T/after"
	same "$T/before" "$T/after"
}

# remove N...: takes messages out of the mail store
remove() {
	for i in "$@"; do mv "$T/mail/cur/$i:2," "$T/away/$i"; done
	notmuch new --quiet
}

# bring_back N...
bring_back() {
	for i in "$@"; do mv "$T/away/$i" "$T/mail/cur/$i:2,"; done
	notmuch new --quiet
}

mkdir "$T/away"
ada='Ada Lovelace <ada@example.org>'
me='Me <me@example.org>'
mail "$ada" "$me" 'Mon, 02 Mar 2026 10:00:00 +0000'
mail "$me" "$ada" 'Tue, 03 Mar 2026 10:00:00 +0000' 'In-Reply-To: <1@t>' 'References: <1@t>'
mail 'Grace <grace@example.com>' "$me" 'Wed, 04 Mar 2026 10:00:00 +0000'
mail 'News <news@shop.example>' "$me" 'Wed, 04 Mar 2026 11:00:00 +0000' 'List-Unsubscribe: <https://shop.example/>'
notmuch new --quiet
index --quiet
record >"$T/before"

remove 3 4
ok 'mail that left is noticed, though no revision tells' says '2 gone from the mail store' index
ok 'and what it gave stays' keeps true
ok 'it is told once' says 'nothing new' index
ok 'it is known to be gone' is "$(left)" 2
ok 'why says so' says 'has left the mail store' notmuch-cadence why id:3@t
ok 'so does its JSON' says '"gone": true' notmuch-cadence why --format=json id:3@t
ok 'and not of what is there' says '"gone": false' notmuch-cadence why --format=json id:1@t
ok 'reading all again keeps it' keeps index --full
ok 'and still knows' is "$(left)" 2

bring_back 3 4
ok 'mail that comes back is read again' says '2 messages read' index
ok 'and gives what it gave' keeps true
ok 'it is not gone any more' is "$(left)" 0
ok 'nothing is left to prune' says 'nothing new' index --prune

notmuch tag +spam id:3@t
notmuch config set search.exclude_tags spam
index --quiet
record >"$T/excluded"
remove 3
index --quiet
bring_back 3
notmuch tag +spam id:3@t
index --quiet
mv "$T/excluded" "$T/before"
ok 'spam that comes back is still excluded' keeps true

remove 1 3
ok 'pruning says how much' says '2 gone from the mail store, 2 pruned' index --prune
ok 'and withdraws it' is "$(record | grep -c '^interaction|ada')" 1
ok 'a message of a pruned thread stays' is "$(record | grep -c '^message')" 2
record >"$T/before"
rm -r "$T/.local"
ok 'a new record of what is left is the same' keeps index
ok 'what was never pruned can be pruned later' remove 2
index --quiet
ok 'without any change of the mail' says '1 pruned' index --prune
ok 'once' says 'nothing new' index --prune

mail "$ada" "$me" 'Thu, 05 Mar 2026 10:00:00 +0000'
remove 4
ok 'a run that has mail to read does not look for what left' says 'with 1 person found in' index
ok '… the next does' says '1 gone from the mail store' index
mail "$ada" "$me" 'Thu, 05 Mar 2026 11:00:00 +0000'
sqlite3 "$store" 'UPDATE scan SET stamp = stamp - 86400000000'
remove 5
ok 'once a day it does' says '1 gone from the mail store' index
done_testing
