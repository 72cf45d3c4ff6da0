#!/bin/sh
# The address query of mail clients: every protocol, and names that would break one.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"
# shellcheck source=tests/lib-plugin.sh
. "${0%/*}/lib-plugin.sh"

me=me@example.org
letter a1 'Ada Lovelace <ada@x.example>' $me 'Mon, 16 Feb 2026 10:00:00 +0000' s </dev/null
letter a2 '"Adam \"Ant\" Smith, Jr." <adam@y.example>' $me 'Mon, 02 Mar 2026 10:00:00 +0000' s </dev/null
letter a3 adele@z.example $me 'Sun, 01 Mar 2026 10:00:00 +0000' s </dev/null
letter e1 '=?utf-8?Q?Eve=0A=09evil=40x.example=1B=5D0=3Bx?= <eve@x.example>' $me \
	'Sun, 01 Mar 2026 10:00:00 +0000' s </dev/null
letter r1 'Adnews <adnews@x.example>' $me 'Mon, 02 Mar 2026 10:00:00 +0000' s \
	'Auto-Submitted: auto-generated' </dev/null
letter g1 'Adrian <adrian@x.example>' $me 'Mon, 02 Mar 2026 10:00:00 +0000' s </dev/null
come
notmuch-cadence track ada@x.example --class=key >/dev/null
notmuch-cadence ignore adrian@x.example >/dev/null

# tab: what the here-document writes as '|'
tab() { tr '|' '\t'; }
tab <<'END' >"$T/mutt"
3 addresses found
ada@x.example|Ada Lovelace|key, 3 weeks ago
adam@y.example|Adam 'Ant' Smith, Jr.|8 days ago
adele@z.example|adele@z.example|9 days ago
END
ok 'mutt gets a header, contacts first, a name always' prints notmuch-cadence lookup ad <"$T/mutt"
tab <<'END' >"$T/tsv"
ada@x.example|Ada Lovelace
adam@y.example|Adam "Ant" Smith, Jr.
adele@z.example|adele@z.example
END
ok 'aerc gets no header' prints notmuch-cadence lookup --format=tsv ad <"$T/tsv"
ok 'Emacs gets mailboxes, quoted where it matters' prints notmuch-cadence lookup --format=address ad <<'END'
Ada Lovelace <ada@x.example>
"Adam \"Ant\" Smith, Jr." <adam@y.example>
adele@z.example
END
zeros() { notmuch-cadence lookup --format=text0 ada@ | tr '\0' '.'; }
ok 'text0 ends with NUL' test "$(zeros)" = 'Ada Lovelace <ada@x.example>.'
ok 'JSON has the contact, too' prints notmuch-cadence lookup --format=json lovelace <<'END'
[{"address": "ada@x.example", "name": "Ada Lovelace", "contact": "ada-lovelace", "class": "key", "last": 1771236000}]
END
ok 'lookup answers in both forms' answers 'lookup' notmuch-cadence lookup ''

ok 'each word begins a word of the name' says ada@x.example notmuch-cadence lookup 'love ad'
ok 'a part of the address is enough' says adele@z.example notmuch-cadence lookup 'z.ex'
ok 'nothing found is done' prints notmuch-cadence lookup nobody --format=tsv </dev/null
ok '… and an empty list' prints notmuch-cadence lookup nobody --format=json <<'END'
[]
END
ok 'mutt wants a header then, too' prints notmuch-cadence lookup nobody <<'END'
0 addresses found
END
ok '--limit cuts' prints notmuch-cadence lookup ad --limit=1 --format=address <<'END'
Ada Lovelace <ada@x.example>
END
ok 'a name cannot end a line or a field' prints notmuch-cadence lookup eve --format=tsv <<END
eve@x.example$(printf '\t')Eve evil@x.example]0;x
END
ok 'without a text it is a usage error' fails 64 notmuch-cadence lookup
ok 'a format there is not, too' fails 64 notmuch-cadence lookup --format=xml ad
ok_answers
done_testing
