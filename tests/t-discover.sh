#!/bin/sh
# Whom discover proposes, whom it does not, and in which form.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"
# shellcheck source=tests/lib-plugin.sh
. "${0%/*}/lib-plugin.sh"

me=me@example.org
notmuch new --quiet
ok 'without a store it says so' fails 74 notmuch-cadence discover
letter a1 'Ada Lovelace <ada@work.example>' $me 'Mon, 05 Jan 2026 10:00:00 +0000' s </dev/null
letter a2 $me ada@work.example 'Mon, 12 Jan 2026 10:00:00 +0000' s </dev/null
letter a3 'Ada Lovelace <ada@work.example>' $me 'Mon, 19 Jan 2026 10:00:00 +0000' s </dev/null
letter a4 $me ada@work.example 'Mon, 26 Jan 2026 10:00:00 +0000' s </dev/null
letter h1 '"Lovelace, Ada" <countess@home.example>' $me 'Sun, 01 Mar 2026 10:00:00 +0000' s </dev/null
letter b1 'Bob <bob@x.example>' $me 'Mon, 02 Feb 2026 10:00:00 +0000' s </dev/null
letter b2 $me bob@x.example 'Tue, 03 Feb 2026 10:00:00 +0000' s </dev/null
letter i1 'The Office <info@x.example>' $me 'Mon, 02 Mar 2026 10:00:00 +0000' s </dev/null
letter i2 $me info@x.example 'Mon, 02 Mar 2026 11:00:00 +0000' s </dev/null
letter r1 'Robot <robot@x.example>' $me 'Mon, 02 Mar 2026 10:00:00 +0000' s \
	'Auto-Submitted: auto-generated' </dev/null
letter n1 'News <news@shop.example>' $me 'Mon, 02 Mar 2026 10:00:00 +0000' s \
	'List-Unsubscribe: <mailto:off@shop.example>' 'Precedence: bulk' </dev/null
letter l1 'Lou <lou@x.example>' list@lists.example 'Mon, 02 Mar 2026 10:00:00 +0000' s \
	'List-Id: <list.lists.example>' 'List-Post: <mailto:list@lists.example>' </dev/null
letter l2 $me list@lists.example 'Mon, 02 Mar 2026 11:00:00 +0000' s </dev/null
letter g1 'Ian <ian@x.example>' $me 'Mon, 02 Mar 2026 10:00:00 +0000' s </dev/null
letter t1 'Tess <tess@x.example>' $me 'Mon, 02 Mar 2026 10:00:00 +0000' s </dev/null
letter c1 'Cy <cy@x.example>' bob@x.example 'Mon, 02 Mar 2026 10:00:00 +0000' s "Cc: $me" </dev/null
letter d1 'Ana Silva <cobalt@y.example>' $me 'Mon, 02 Mar 2026 10:00:00 +0000' s </dev/null
letter d2 'Rui Costa <cobalt@y.example>' $me 'Tue, 03 Mar 2026 10:00:00 +0000' s </dev/null
letter q1 $me bob@x.example 'Wed, 04 Feb 2026 10:00:00 +0000' s </dev/null
letter q2 'Robert <rb@z.example>' $me 'Thu, 05 Feb 2026 10:00:00 +0000' s 'In-Reply-To: <q1@t>' </dev/null
letter u1 '"Lovelace, TESS" <tess@evil.example>' $me 'Mon, 02 Feb 2026 10:00:00 +0000' s </dev/null
come
notmuch-cadence ignore ian@x.example >/dev/null
notmuch-cadence track tess@x.example --name 'Tess Lovelace' >/dev/null

ok 'people are proposed, those with an exchange first' prints notmuch-cadence discover <<'END'
ada@work.example Ada Lovelace: key, every 2 weeks
  2 from them and 2 from you since 2026, the last 6 weeks ago, usually every week
  perhaps the same person as countess@home.example (same name)
bob@x.example Bob: acquaintance, every 3 months
  1 from them and 2 from you since 2026, the last 5 weeks ago
countess@home.example Lovelace, Ada: acquaintance, every 3 months
  1 from them and 0 from you since 2026, the last 9 days ago
  perhaps the same person as ada@work.example (same name)
rb@z.example Robert: acquaintance, every 3 months
  1 from them and 0 from you since 2026, the last 5 weeks ago
  perhaps the same person as bob@x.example (answers in the same thread)
tess@evil.example Lovelace, TESS: acquaintance, every 3 months
  1 from them and 0 from you since 2026, the last 5 weeks ago; uses the name of tess-lovelace
END
ok '… in JSON as documented' prints notmuch-cadence discover --limit=1 --format=json <<'END'
[{"address": "ada@work.example", "name": "Ada Lovelace", "in": 2, "out": 2, "cc": 0, "group": 0, "first": 1767607200, "last": 1769421600, "rhythm_days": 7, "two_way": true, "bulk": false, "class": "key", "cadence_days": 14, "evidence": "2 from them and 2 from you since 2026, the last 6 weeks ago, usually every week", "same_person": ["countess@home.example"]}]
END
ok 'discover answers in both forms' answers 'discover' notmuch-cadence discover --all
has() { notmuch-cadence discover --all --format=json | grep "\"address\": \"$1\"" | grep -q "$2"; }
ok '--all has those in copy' has cy@x.example '"cc": 1'
ok '… the tracked' has tess@x.example '"in": 1'
ok '… mailboxes of several people' has cobalt@y.example '"in": 2'
ok '… offices' has info@x.example '"two_way": true'
ok '… robots, known as such' has robot@x.example '"bulk": true'
ok '… lists' has list@lists.example '"bulk": true'
ok '… the ignored' has ian@x.example '"in": 1'
own() { notmuch-cadence discover --all --format=json | grep -q "\"address\": \"$me\""; }
ok '… but never the user' fails 1 own
ok '--limit=0 leaves nothing' prints notmuch-cadence discover --limit=0 --format=json <<'END'
[]
END
notmuch-cadence track ada@work.example >/dev/null
tracked() { notmuch-cadence discover | grep -q '^ada@work'; }
ok 'who is tracked now is proposed no more' fails 1 tracked
notmuch-cadence merge ada@work.example countess@home.example >/dev/null
notmuch-cadence split ada@work.example countess@home.example >/dev/null
split() { notmuch-cadence discover | grep -A2 '^countess' | grep ada; }
ok 'who was split off is not taken for them again' fails 1 split
ok_answers
done_testing
