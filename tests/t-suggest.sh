#!/bin/sh
# Suggestions: who, why, in what order, in which form; whatever happens to the mail.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"
# shellcheck source=tests/lib-plugin.sh
. "${0%/*}/lib-plugin.sh"

me=me@example.org
letter ada1 'Ada Lovelace <ada@x.example>' $me 'Mon, 16 Feb 2026 10:00:00 +0000' 'Notes' <<'END'
Thank you for the talk. Could you send me the notes? I would like
to read them.
END
letter bob1 $me 'Bob <bob@x.example>' 'Fri, 20 Feb 2026 09:00:00 +0000' 'Lunch' <<'END'
Shall we have lunch next week?
END
letter cas1 'Cas <cas@x.example>' $me 'Fri, 20 Feb 2026 10:00:00 +0000' 'Slides' </dev/null
letter dan1 'Dan <dan@x.example>' $me 'Thu, 05 Mar 2026 10:00:00 +0000' 'Hello' </dev/null
letter eve1 'Eve <eve@x.example>' $me 'Mon, 01 Dec 2025 10:00:00 +0000' 'Hello' </dev/null
letter gus1 $me gus@x.example 'Mon, 03 Nov 2025 10:00:00 +0000' 'Hello' </dev/null
come
ok 'nobody tracked is no failure' prints notmuch-cadence </dev/null
for who in ada bob cas dan eve; do
	notmuch-cadence track $who@x.example --class=key >/dev/null
done
notmuch-cadence edit cas --class=potential >/dev/null
notmuch-cadence edit dan --class=partner >/dev/null
notmuch-cadence track gus@x.example --name=Gus --class=acquaintance >/dev/null
notmuch-cadence track fay@x.example --name=Fay --class=key >/dev/null
notmuch-cadence snooze eve 2026-06-01 >/dev/null

ok 'text says who, why, and what about' prints notmuch-cadence <<'END'
Ada Lovelace (ada-lovelace, key): owed, overdue
  Ada asked 3 weeks ago, on 2026-02-16: "Could you send me the notes?"
  You want to be in touch every 2 weeks; that was the last contact.
  Subject: Notes

Bob (bob, key): awaiting, due
  You asked Bob 3 weeks ago, on 2026-02-20: "Shall we have lunch next week?"
  You want to be in touch every 2 weeks; that was the last contact.
  Subject: Lunch

Gus (gus, acquaintance): due
  You want to be in touch every 3 months; the last contact was 4 months ago, on 2025-11-03.
  Subject: Hello
END

# json OPTION...: without what depends on the order in which notmuch found the mail
json() { notmuch-cadence "$@" --format=json | sed 's/"thread_id": "[0-9a-f]\{16\}"/"thread_id": "THREAD"/'; }
ok 'JSON is as documented' prints json --reason=owed <<'END'
[{"contact": {"id": "ada-lovelace", "name": "Ada Lovelace", "class": "key", "addresses": ["ada@x.example"]}, "reason": "owed", "reasons": [{"reason": "owed", "since": 1771236000, "evidence": "Ada asked 3 weeks ago, on 2026-02-16: \"Could you send me the notes?\""}, {"reason": "overdue", "since": 1773050400, "evidence": "you want to be in touch every 2 weeks; the last contact was 3 weeks ago, on 2026-02-16"}], "ratio": 1.58, "cadence_days": 14, "rhythm_days": null, "last_in": 1771236000, "last_out": null, "last_contact": 1771236000, "due": 1772445600, "message_id": "ada1@t", "thread_id": "THREAD", "subject": "Notes", "utc_offset": 0, "usual_hour": null, "reminder": null, "occasion": null, "proposal": null}]
END
ok 'suggest answers in both forms' answers 'suggest' notmuch-cadence --all
ok 'suggest without anything answers in both forms' answers 'suggest-without-anything' notmuch-cadence --class=partner
ok 'an empty answer is an empty list' prints notmuch-cadence --class=partner --format=json <<'END'
[]
END
ok 'an empty answer is done' prints notmuch-cadence --class=partner </dev/null

ids() { notmuch-cadence "$@" --output=ids; }
ok '--soon adds who will be due' prints ids --soon <<'END'
ada-lovelace
bob
gus
cas
END
ok '--reason=due-soon finds them, too' prints ids --reason=due-soon <<'END'
cas
END
ok '--reason may be repeated' prints ids --reason=owed --reason=awaiting <<'END'
ada-lovelace
bob
END
ok '--class selects' prints ids --class=acquaintance <<'END'
gus
END
ok '--limit cuts' prints ids --limit=1 <<'END'
ada-lovelace
END
ok '--limit=0 leaves nothing' prints ids --limit=0 </dev/null
notmuch config set cadence.daily 2
ok 'the day has its quota' prints ids <<'END'
ada-lovelace
bob
END
ok '… lifted by --all' says gus ids --all
ok '… or --limit' says gus ids --limit=5
ok 'a class there is not is a usage error that names those there are' \
	fails_saying 64 acquaintance notmuch-cadence --class=nonsense
ok 'a reason there is not, too' fails 64 notmuch-cadence --reason=boredom
ok 'a negative limit, too' fails 64 notmuch-cadence --limit=-1

ok 'messages are a query of notmuch' prints notmuch-cadence --output=messages <<'END'
id:ada1@t
id:bob1@t
END
ok 'threads are one, too' prints notmuch-cadence --output=threads <<END
$(notmuch search --output=threads id:ada1@t)
$(notmuch search --output=threads id:bob1@t)
END
zeros() { notmuch-cadence --output=ids --format=text0 | tr '\0' '.'; }
ok 'text0 ends with NUL' test "$(zeros)" = ada-lovelace.bob.
ok 'text0 writes no summary' fails 64 notmuch-cadence --format=text0
ok 'ids are a list in JSON' prints notmuch-cadence --output=ids --format=json <<'END'
["ada-lovelace",
"bob"]
END

ok 'who was never met is due in time' says 'there was no contact yet' \
	notmuch-cadence --all --now=2026-03-25
notmuch-cadence pause bob >/dev/null
ok 'nobody paused' prints ids --all <<'END'
ada-lovelace
gus
END
notmuch-cadence do-not-contact ada >/dev/null
ok 'nobody who is not to be contacted' prints ids --all <<'END'
gus
END
notmuch-cadence resume ada >/dev/null
notmuch-cadence resume bob >/dev/null

rm "$T/mail/cur/ada1:2,"
ok 'a letter that is gone is no failure' says 'Ada asked 3 weeks ago, on 2026-02-16.' \
	notmuch-cadence
notmuch new --quiet
ok '… nor one that notmuch forgot' says '"subject": null' notmuch-cadence --format=json
mv "$T/mail/.notmuch" "$T/away"
ok 'a notmuch database that is gone is none' says 'Bob (bob, key): awaiting, due' notmuch-cadence
mv "$T/away" "$T/mail/.notmuch"

terminal() { TERM=xterm script -qec "stty cols 60; $1" /dev/null; }
fits() {
	printf '%s\n' "$1" | awk '{ gsub(/\r|\033\[[0-9;]*m/, "") }
		length($0) > 60 { print; bad = 1 } END { exit bad }'
}
has() { case $1 in *"$2"*) ;; *) echo "$1" && return 1 ;; esac; }
if have script; then
	shown=$(terminal 'notmuch-cadence --all; echo =; NO_COLOR=1 notmuch-cadence; echo =
		notmuch-cadence --class=partner')
	rest=${shown#*=} shown=${shown%%=*}
	escape=$(printf '\033')
	ok 'a terminal gets lines that fit' fits "$shown"
	ok '… colours' has "$shown" "${escape}[1mGus"
	ok '… but with NO_COLOR none' fails 1 has "${rest%%=*}" "$escape"
	ok '… and how to go on' has "${rest%%=*}" 'notmuch cadence reply '
	ok '… or that all is well' has "${rest#*=}" 'Nobody is due'
else
	skip 'a terminal' 'no script(1)'
fi

# Somebody for each of the other reasons: mail, then what the user entered, in one go.
rm -rf "$T/mail/cur/"* "$T/mail/.notmuch" "$T/.local"
for day in '01 Jun' '06 Jul' '10 Aug' '14 Sep' '19 Oct' '23 Nov' '28 Dec'; do
	for hour in 09 10; do
		letter "kim${day#* }$hour" 'Kim Oda <kim@x.example>' $me \
			"$day 2025 $hour:00:00 +0900" Boats </dev/null
	done
done
letter hal1 $me 'Hal <hal@x.example>' 'Mon, 09 Mar 2026 10:00:00 +0000' Book </dev/null
letter ina1 $me 'Ina <ina@old.example>' 'Mon, 02 Feb 2026 10:00:00 +0000' Hello </dev/null
letter ina2 'Ina <ina@old.example>' $me 'Sun, 01 Feb 2026 10:00:00 +0000' Hello </dev/null
letter ina3 daemon@mx.example $me 'Tue, 03 Feb 2026 10:00:00 +0000' Undelivered \
	'MIME-Version: 1.0' 'Content-Type: multipart/report; report-type=delivery-status; boundary=b' <<'END'
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; ina@old.example
Action: failed
Status: 5.1.1

--b
Content-Type: text/rfc822-headers

Message-Id: <ina1@t>
--b--
END
letter jon1 'Jon <jon@x.example>' $me 'Thu, 05 Mar 2026 10:00:00 +0000' Opening \
	'MIME-Version: 1.0' 'Content-Type: text/calendar; method=REQUEST' <<'END'
BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
UID:opening
ORGANIZER:mailto:jon@x.example
ATTENDEE:mailto:me@example.org
DTSTART:20260313T100000Z
DTEND:20260313T120000Z
END:VEVENT
END:VCALENDAR
END
# contact SLUG NAME ADDRESSES MORE: one of an export
contact() {
	printf '{"slug": "%s", "name": "%s", "class": "partner", "created": 1767225600,
		"addresses": [%s]%s}' "$@"
}
cat >"$T/contacts" <<END
{"notmuch-cadence": "export", "version": 1, "contacts": [
$(contact hal Hal '"hal@x.example"' ', "occasions": [{"kind": "birthday", "year": 1985, "month": 3, "day": 11}],
	"reminders": [{"created": 1767225600, "date": 1773100800, "until_answer": false, "text": "send the book"}]'),
$(contact ina Ina '"ina@old.example", "ina@new.example"' ''),
$(contact jon Jon '"jon@x.example"' ''),
$(contact kim 'Kim Oda' '"kim@x.example"' ', "cadence": "10w"'),
$(contact leo Leo '"leo@x.example"' ', "deceased": 1773100800')]}
END
come
notmuch-cadence import "$T/contacts" >/dev/null
notmuch-cadence-index --quiet
ok 'each reason has its sentence' prints notmuch-cadence --all <<'END'
Hal (hal, partner): planned, occasion
  Your reminder came up today: "send the book"
  Hal turns 41 tomorrow, on 11 March.
  The last contact was 1 day ago, on 2026-03-09.
  Subject: Book

Kim Oda (kim, partner): drifting, due
  You used to be in touch every 5 weeks, and want to be every 10 weeks; the last contact was 2 months ago, on 2025-12-28.
  It is 21:00 there; Kim usually writes between 9 and 13.
  Subject: Boats

Ina (ina, partner): undeliverable
  Mail to ina@old.example came back on 2026-02-03; ina@new.example is another address of theirs.
  The last contact was 5 weeks ago, on 2026-02-02.
  Subject: Hello

Jon (jon, partner): rsvp
  Jon invited you 5 days ago, on 2026-03-05, for Friday, 13 March, 10:00; your answer is open.
  Subject: Opening

You and Kim have long been in touch every 5 weeks; the cadence is every 10 weeks.
  to change it:   notmuch cadence edit kim --every=5w
  to leave it so: notmuch cadence dismiss kim --reason=cadence
END
ok '… in both forms' answers 'reasons' notmuch-cadence --all
ok '--reason names each of them' prints ids --reason=rsvp --reason=planned <<'END'
hal
jon
END
rm "$T/mail/cur/kimDec10:2,"
notmuch new --quiet
ok 'where the mail to answer is gone, the newest that is there' prints \
	notmuch-cadence --reason=drifting --output=messages <<'END'
id:kimDec09@t
END
ok 'a card says what was entered' says 'birthday      tomorrow, on 11 March: 41 years' notmuch-cadence show hal
ok '… and of the dead when that was said' says 'state         deceased since 2026-03-10' notmuch-cadence show leo
ok '… who are no more due' prints notmuch-cadence list --state=deceased <<'END'
leo  Leo  partner  3m  never  deceased
END
ok_answers
done_testing
