#!/bin/sh
# However a run ends, the next one finishes its work with the result of an undisturbed one.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

if ! have strace sqlite3; then
	skip 'a run may be killed at any point' 'no strace or sqlite3'
	done_testing
	exit 0
fi

# write_mail FROM TO: messages with these numbers, of forty people; every fifth is the user's
write_mail() {
	awk -v dir="$T/mail/cur" -v from="$1" -v to="$2" 'BEGIN {
		for (i = from; i <= to; i++) {
			file = dir "/" i ":2,"
			own = "me@example.org"
			other = "p" i % 40 "@example.net"
			printf "From: %s\nTo: %s\nDate: Mon, %02d Feb 2026 10:%02d:00 +0000\n" \
				"Message-Id: <%d@t>\nSubject: s\n\nb\n", i % 5 ? other : own,
				i % 5 ? own : other, 1 + i % 28, i % 60, i >file
			close(file)
		}
	}'
	notmuch new --quiet
}

# killed_at CALL N [OPTION...]: runs the indexer, which is killed at its Nth CALL
killed_at() {
	call=$1 when=$2
	shift 2
	fails 137 traced -o /dev/null -e trace="$call" \
		-e inject="$call:signal=KILL:when=$when" notmuch-cadence-index --quiet "$@"
}

# finished: the next run ends well, with the record of an undisturbed one
finished() {
	notmuch-cadence-index --quiet && dump "$store" >"$T/got" && same "$T/want" "$T/got"
}

killed_then_finished() { killed_at "$@" && finished; }

# undisturbed: what the next runs are held against
undisturbed() {
	rm -rf "$T/.local"
	notmuch-cadence-index --quiet
	dump "$store" >"$T/want"
	cp "$store" "$T/whole.db"
}

# restore: the store as undisturbed() left it
restore() {
	rm -f "$store-wal" "$store-shm"
	cp "$T/whole.db" "$store"
}

# kept_first_transaction: one of these waits for the disk lies between two transactions
kept_first_transaction() {
	for sync in 12 11 13 10 14; do
		rm -rf "$T/.local"
		killed_at fdatasync $sync
		messages=$(sqlite3 "file:$store?mode=ro" 'SELECT count(*) FROM message')
		test "$messages" = 0 || test "$messages" = 2200 || return 0
	done
	return 1
}

write_mail 1 60
undisturbed
for point in 1 8 30 50 70; do
	rm -r "$T/.local"
	ok "a first run killed at write $point" killed_then_finished pwrite64 $point
done
for point in 1 5 10; do
	restore
	ok "a full read killed at write $point" killed_then_finished pwrite64 $point --full
done
restore
notmuch tag +x 'from:p1@example.net'
undisturbed
restore
notmuch tag +y 'from:p1@example.net' && notmuch tag -y 'from:p1@example.net'
ok 'a later run killed at its first write' killed_at pwrite64 1

# More than one transaction holds.
write_mail 61 2200
undisturbed
ok 'a first run killed after its first transaction keeps that' kept_first_transaction
ok 'and is resumed' finished
rm -r "$T/.local"
notmuch-cadence-index --quiet &
pid=$!
while ! test -s "$store"; do :; done
kill -INT $pid
got=0
wait $pid || got=$?
ok 'an interrupted run says so, or had ended' test $got = 130 -o $got = 0
ok 'and is resumed' finished
done_testing
