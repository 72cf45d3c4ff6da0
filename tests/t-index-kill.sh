#!/bin/sh
# However a run ends, the next one finishes its work with the result of an undisturbed one; and
# however many threads read, it is the same to the byte.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

if ! have strace sqlite3; then
	skip 'a run may be killed at any point' 'no strace or sqlite3'
	done_testing
	exit 0
fi

# write_mail FROM TO: messages with these numbers, of forty people; every fifth is the user's, and
# one of the people is in their sent mail
write_mail() {
	awk -v dir="$T/mail" -v from="$1" -v to="$2" 'BEGIN {
		for (i = from; i <= to; i++) {
			file = dir (i % 40 == 7 ? "/.Sent" : "") "/cur/" i ":2,"
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

# kept_first_transaction: one of these writes is of the second transaction
kept_first_transaction() {
	for write in 220 200 240 180 260 160; do
		rm -rf "$T/.local"
		killed_at pwrite64 $write
		messages=$(sqlite3 "file:$store?mode=ro" 'SELECT count(*) FROM message')
		test "$messages" = 0 || test "$messages" = 2200 || return 0
	done
	return 1
}

# stopped_at MESSAGE SIGNAL: a first run that gets it in a thread that reads, at that message
stopped_at() {
	rm -rf "$T/.local"
	fails_saying 130 'interrupted after' traced -o /dev/null -P "$T/mail/cur/$1:2," \
		-e trace=openat -e inject="openat:signal=$2" notmuch-cadence-index --quiet
}

# as_undisturbed N: a first run with N threads makes the store of the undisturbed one
as_undisturbed() {
	rm -rf "$T/.local"
	notmuch-cadence-index --quiet --workers="$1"
	sqlite3 "$T/whole.db" .dump >"$T/usual"
	sqlite3 "$store" .dump >"$T/other"
	cmp "$T/usual" "$T/other"
}

mkdir -p "$T/mail/.Sent/cur" "$T/mail/.Sent/new" "$T/mail/.Sent/tmp"
write_mail 1 60
undisturbed
for point in 1 8 30 50 70; do
	rm -r "$T/.local"
	ok "a first run killed at write $point" killed_then_finished pwrite64 $point
done
ok 'a terminated run says so' stopped_at 50 TERM
ok 'and is resumed' finished
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
ok 'one thread records what eight do' as_undisturbed 1
ok 'as do sixteen' as_undisturbed 16
ok 'a first run killed after its first transaction keeps that' kept_first_transaction
ok 'and is resumed' finished
ok 'an interrupted run says so' stopped_at 2100 INT
ok 'and is resumed' finished
done_testing
