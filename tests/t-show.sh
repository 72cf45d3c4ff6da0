#!/bin/sh
# What is known of one contact and of all: show, list, history, why.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"
# shellcheck source=tests/lib-plugin.sh
. "${0%/*}/lib-plugin.sh"

me=me@example.org
letter q1 'Ada Lovelace <ada@x.example>' $me 'Mon, 05 Jan 2026 10:00:00 +0100' Notes <<'END'
Could you send me the notes?
END
letter a1 $me ada@x.example 'Tue, 06 Jan 2026 09:00:00 +0000' 'Re: Notes' \
	'In-Reply-To: <q1@t>' </dev/null
letter c1 'Ada Lovelace <ada@x.example>' bob@x.example 'Fri, 09 Jan 2026 10:00:00 +0100' Plan \
	"Cc: $me" </dev/null
letter q2 'Ada Lovelace <ada@home.example>' $me 'Mon, 16 Feb 2026 10:00:00 +0100' Talk <<'END'
Will you come to the talk?
END
letter n1 'News <news@shop.example>' readers@shop.example 'Mon, 16 Feb 2026 10:00:00 +0000' Offers \
	'List-Unsubscribe: <mailto:off@shop.example>' 'Precedence: bulk' </dev/null
letter f1 'Future <future@x.example>' $me 'Fri, 01 Jan 2027 10:00:00 +0000' Soon \
	'Received: from a by b; Mon, 02 Mar 2026 10:00:00 +0000' </dev/null
letter s1 'Stranger <who@x.example>' $me 'Sun, 01 Mar 2026 10:00:00 +0000' Hello </dev/null
come
notmuch-cadence track ada@x.example ada@home.example --class=key >/dev/null
notmuch-cadence track bob@x.example --name=Bob >/dev/null
notmuch-cadence note ada 'likes looms' >/dev/null
notmuch-cadence topic ada 'the engine' >/dev/null
notmuch-cadence log ada 'on the phone' --channel=call --date=2026-02-01 --out >/dev/null

ok 'show is one card' prints notmuch-cadence show ada <<'END'
Ada Lovelace (ada-lovelace)
  addresses     ada@x.example, ada@home.example
  class         key, every 2 weeks
  state         active
  last contact  3 weeks ago, on 2026-02-16
  due           8 days ago, on 2026-03-02
  rhythm        every 2 weeks
  from them     2 direct, the last 3 weeks ago, on 2026-02-16
  from you      2 direct, the last 5 weeks ago, on 2026-02-01
  besides       1 in copy, 0 in a crowd, 0 meetings, 0 other
  twelve months about even: you reached out 2 times, they 2
  answers       you after 24 hours, as a rule
  there it is   2026-03-10 13:00 +0100
  open          Ada asked 3 weeks ago, on 2026-02-16: "Will you come to the talk?"
  topic         #1 2026-03-10 the engine
  note          #1 2026-03-10 likes looms
END
ok '… in JSON as documented' prints notmuch-cadence show ada --format=json <<'END'
{"contact": {"id": "ada-lovelace", "name": "Ada Lovelace", "class": "key", "addresses": ["ada@x.example", "ada@home.example"]},
"state": "active",
"clocks": {"ratio": 1.58, "cadence_days": 14, "rhythm_days": 15, "last_in": 1771232400, "last_out": 1769904000, "last_contact": 1771232400, "due": 1772442000},
"counts": {"in": 2, "out": 2, "cc": 1, "group": 0, "meeting": 0, "other": 0},
"reply_hours": {"theirs": null, "mine": 24},
"utc_offset": 3600,
"topics": [{"id": 1, "date": 1773144000, "text": "the engine"}],
"notes": [{"id": 1, "date": 1773144000, "text": "likes looms"}],
"usual_hour": null,
"proposal": null,
"reciprocity": {"in": 2, "out": 2, "ratio": 1},
"country": null,
"language": null,
"snoozed_until": null,
"fresh_start": null,
"deceased": null,
"occasions": [],
"reminders": [],
"dismissed": [],
"dismissed_cadence_days": null,
"bounces": [],
"drafts": []}
END
ok 'show answers in both forms' answers 'show' notmuch-cadence show ada
ok 'a part of the name is enough' says ada-lovelace notmuch-cadence show love
ok 'an address is, too' says ada-lovelace notmuch-cadence show ADA@home.example

ok 'list is a line each' prints notmuch-cadence list <<'END'
ada-lovelace  Ada Lovelace  key           2w  3 weeks ago  8 days ago
bob           Bob           acquaintance  3m  never        in 3 months
END
ok 'list answers in both forms' answers 'list' notmuch-cadence list
same_shape() {
	notmuch-cadence show ada --format=json | tr '\n' ' ' >"$T/one"
	notmuch-cadence list --class=key --format=json | sed 's/^\[//;s/\]$//' | tr '\n' ' ' >"$T/listed"
	same "$T/one" "$T/listed"
}
ok '… of the shape that show has' same_shape
ok 'list --class selects' prints notmuch-cadence list --class=acquaintance --output=ids <<'END'
bob
END
ok 'list --due selects' prints notmuch-cadence list --due --output=ids <<'END'
ada-lovelace
END
notmuch-cadence pause bob >/dev/null
ok 'list --state selects' prints notmuch-cadence list --state=paused <<'END'
bob  Bob  acquaintance  3m  never  in 3 months  paused
END
ok 'a state there is not is a usage error' fails 64 notmuch-cadence list --state=bored
ok 'nobody listed is done' prints notmuch-cadence list --state=snoozed </dev/null

ok 'history is newest first' prints notmuch-cadence history ada <<'END'
2026-02-16  in             received  counts  id:q2@t       ada@home.example
2026-02-01  out      call  logged    counts  on the phone
2026-01-09  in   cc        cc                id:c1@t       ada@x.example
2026-01-06  out            sent      counts  id:a1@t       ada@x.example
2026-01-05  in             received  counts  id:q1@t       ada@x.example
END
# json COMMAND...: without what depends on the order in which notmuch found the mail
json() { "$@" --format=json | sed 's/"thread_id": "[0-9a-f]\{16\}"/"thread_id": "THREAD"/'; }
ok '… in JSON as documented' prints json notmuch-cadence history ada --limit=2 <<'END'
[{"date": 1771232400, "utc_offset": 3600, "direction": "in", "role": "to", "channel": "mail", "address": "ada@home.example", "message_id": "q2@t", "thread_id": "THREAD", "rule": "received", "counts": true, "note": null},
{"date": 1769904000, "utc_offset": 0, "direction": "out", "role": "to", "channel": "call", "address": null, "message_id": null, "thread_id": null, "rule": "logged", "counts": true, "note": "on the phone"}]
END
ok 'history answers in both forms' answers 'history' notmuch-cadence history ada
ok 'somebody nobody tracks has one, too' says 'id:s1@t' notmuch-cadence history who@x.example
ok '… but not somebody never met' fails 64 notmuch-cadence history never@x.example

ok 'why leads from each date to its message' prints notmuch-cadence why ada <<'END'
Ada Lovelace (ada-lovelace)
  last contact  2026-02-16, by the policy "any" of class key
  they wrote    2026-02-16 10:00 +0100, received: they wrote it to you
                id:q2@t
  you wrote     2026-02-01 00:00 +0000, logged: you entered it
  they asked    2026-02-16 10:00 +0100, received: they wrote it to you
                id:q2@t
                "Will you come to the talk?"
  reasons       owed since 2026-02-16
                overdue since 2026-03-09
  cadence       every 2 weeks, that of class key: due on 2026-03-02
  ratio         1.58: 22.1 days since the last contact on 2026-02-16, divided by 14.0
  rhythm        15.0 days: the median of 3 gaps between days of contact
                2026-02-16, after 15 days: id:q2@t
                2026-02-01, after 26 days: logged
                2026-01-06, after 1 day: id:a1@t
                2026-01-05: id:q1@t
  drifting      in a silence of 30 to 180 days
  their answers late after 1 week, weekends not counted: there are too few to tell by
  your answers  late after 1 week, weekends not counted: there are too few to tell by
  time zone     +0100, as in 3 of their last 3 letters
  strength      1.42: it was 2.45 on 2026-02-16, and half of it goes in 4 weeks
  recorded      1 by sent, of which 1 count: you wrote it to them
                2 by received, of which 2 count: they wrote it to you
                1 by cc, of which 0 count: one side was only in Cc:
                1 by logged, of which 1 count: you entered it
END
for day in 07 10 13 16 19 22 25 28; do
	letter r$day 'Ruth <ruth@x.example>' $me "$day Dec 2025 10:00:00 +0000" Weekly </dev/null
done
come
notmuch-cadence track ruth@x.example --every=1m >/dev/null
ok 'why shows the newest days of a rhythm' says '2 more with --all' notmuch-cadence why ruth
ok '… and with --all every one' says '2025-12-07: id:r07@t' notmuch-cadence why ruth --all
ok 'why of a contact answers in both forms' answers 'why-of-a-contact' notmuch-cadence why ada
ok 'why of an address nobody tracks has the rules' says '1 by received' notmuch-cadence why who@x.example
ok 'why of an address answers in both forms' answers 'why-of-an-address' notmuch-cadence why who@x.example
ok 'why of a message names its rule' prints notmuch-cadence why id:q1@t <<'END'
id:q1@t
  rule          received: they wrote it to you
  author        ada@x.example
  date          2026-01-05 10:00 +0100
  recorded      in (to) from ada@x.example: resets the cadence
END
ok '… in brackets, too' says 'rule          sent' notmuch-cadence why '<a1@t>'
ok '… or bare' says 'rule          cc' notmuch-cadence why c1@t
ok 'bulk gave nothing' says 'recorded      nothing' notmuch-cadence why id:n1@t
ok 'a date that is not believed is told' says 'its Date: says 2027-01-01' notmuch-cadence why id:f1@t
ok 'why of a message answers in both forms' answers 'why-of-a-message' notmuch-cadence why id:q1@t
ok 'a message never looked at is an answer' says 'never read' notmuch-cadence why id:none@t
ok 'why of one never looked at answers in both forms' answers 'why-of-one-never-looked-at' notmuch-cadence why id:none@t
ok_answers
done_testing
