#!/bin/sh
# A meeting counts once it is accepted and over; what arranged it is in calendar mail.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

have sqlite3 || {
	echo '1..0 # SKIP no sqlite3'
	exit
}

ada='Ada <ada@example.org>' me='Me <me@example.org>' bo='Bo <bo@nils.example>'
organizer='ORGANIZER:mailto:ada@example.org'

# invite METHOD UID SEQUENCE END LINE...: the body of a mail about an hour's meeting
invite() {
	method=$1 uid=$2 sequence=$3 end=$4
	shift 4
	printf '%s\n' 'MIME-Version: 1.0' 'Content-Type: multipart/alternative; boundary=b' '' \
		--b 'Content-Type: text/plain' '' 'Come.' --b 'Content-Type: text/calendar' '' \
		BEGIN:VCALENDAR METHOD:"$method" BEGIN:VEVENT UID:"$uid" SEQUENCE:"$sequence" \
		"DTSTART:$end" "DTEND:$end" "$@" END:VEVENT END:VCALENDAR --b--
}

# invited FROM TO DATE HEADER METHOD...: drops one such mail
invited() {
	from=$1 to=$2 date=$3 header=$4
	shift 4
	mail "$from" "$to" "$date" "$header" "$(invite "$@")"
}

sql() { sqlite3 "file:$store?mode=ro" "$1"; }
met() {
	sql "SELECT email, datetime(i.date, 'unixepoch'), message_id FROM interaction i
		JOIN message m ON m.id = message JOIN address a ON a.id = address
		WHERE channel = 1 ORDER BY i.date, email"
}
rules() { sql "SELECT group_concat(rule, ' ') FROM (SELECT rule FROM message ORDER BY date)"; }
is() { test "$1" = "$2" || { echo "wanted $2, got $1" && return 1; }; }
index() { notmuch-cadence-index "$@"; }

robot='Sender: Calendar <calendar-notification@cal.example>'
guest='ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:me@example.org'
accepts='ATTENDEE;PARTSTAT=ACCEPTED:mailto:me@example.org'
# 1-2: accepted; the invitation is by a robot. 3: another, cancelled by 4; 5: forged.
invited "$ada" "$me" 'Mon, 02 Mar 2026 10:00:00 +0000' "$robot" REQUEST u1 0 20260305T100000Z "$organizer" "$guest"
invited "$me" "$ada" 'Mon, 02 Mar 2026 11:00:00 +0000' X-A:1 REPLY u1 0 20260305T100000Z "$organizer" "$accepts"
invited "$ada" "$me" 'Tue, 03 Mar 2026 10:00:00 +0000' "$robot" REQUEST u2 0 20260306T100000Z "$organizer" "$accepts"
invited "$ada" "$me" 'Tue, 03 Mar 2026 11:00:00 +0000' "$robot" CANCEL u2 1 20260306T100000Z "$organizer" "$accepts"
invited "$bo" "$me" 'Tue, 03 Mar 2026 12:00:00 +0000' "$robot" CANCEL u1 1 20260305T100000Z "$organizer" "$accepts"
# 6: the user invites, 7: Bo accepts, with a robot's marks. 8: a letter with an invitation,
# which will be over on the 12th.
invited "$me" "$bo" 'Wed, 04 Mar 2026 10:00:00 +0000' X-A:1 REQUEST u3 0 20260307T100000Z \
	ORGANIZER:mailto:me@example.org ATTENDEE:mailto:bo@nils.example
invited "$bo" "$me" 'Wed, 04 Mar 2026 11:00:00 +0000' 'Auto-Submitted: auto-generated' REPLY u3 0 20260307T100000Z \
	ORGANIZER:mailto:me@example.org 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:bo@nils.example'
invited "$ada" "$me" 'Thu, 05 Mar 2026 10:00:00 +0000' X-A:1 REQUEST u4 0 20260312T100000Z "$organizer" "$accepts"
notmuch new --quiet
index --quiet

ok 'who accepted what is over has met' is "$(met)" 'ada@example.org|2026-03-05 10:00:00|2@t
bo@nils.example|2026-03-07 10:00:00|7@t'
ok 'what is about a meeting only is no letter, but an invitation is' is "$(rules)" '2 2 2 2 2 9 2 10'
ok 'a meeting is one' is "$(sql "SELECT n_meeting || n_in FROM address WHERE email = 'ada@example.org'")" 11
ok 'a second run has nothing to do' says 'nothing new' index
ok 'why tells what became of a meeting' says 'ignored' notmuch-cadence why 5@t
CADENCE_NOW=2026-03-13T12:00Z index --quiet
ok 'time alone ends a meeting' is "$(met | tail -n1)" 'ada@example.org|2026-03-12 10:00:00|8@t'
CADENCE_NOW=2026-03-06T12:00Z index --quiet
ok 'and going back in time takes it back' is "$(met)" 'ada@example.org|2026-03-05 10:00:00|2@t'
index --quiet

dump "$store" | grep -v '^scan' >"$T/before"
index --full --quiet
dump "$store" | grep -v '^scan' >"$T/after"
ok 'a full read gives the same' same "$T/before" "$T/after"
notmuch tag +spam id:2@t
notmuch config set search.exclude_tags spam
index --quiet
ok 'an answer that is withdrawn is none' is "$(met | cut -d'|' -f3)" 7@t

sqlite3 "$store" "INSERT INTO reading SELECT hash FROM message WHERE message_id = '7@t'"
ok 'what crashed a run is skipped' says '7@t has crashed' index --full --quiet
ok 'and gives nothing' is "$(met)" ''

done_testing
