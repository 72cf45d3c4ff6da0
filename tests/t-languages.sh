#!/bin/sh
# The words of languages: which letters ask, and what becomes of that when the words change.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"
own=$T/.config/notmuch-cadence/languages

# letter WHO LINE: drops mail with this text
letter() {
	mail "$1@friends.example" me@example.org 'Mon, 16 Feb 2026 10:00:00 +0000'
	printf '%s\n' "$2" >>"$T/mail/cur/$mails:2,"
}

# owed WHO...: exactly these wait for an answer
owed() {
	is=$(notmuch-cadence suggest --all --format=json |
		grep -o '"evidence": "[a-z]*@friends.example asked' | cut -d '"' -f 4 |
		cut -d @ -f 1 | sort | tr '\n' ' ')
	test "$is" = "$* " || { echo "$is"; return 1; }
}

letter ada 'Please let me know about Friday.'
letter bo 'Please find the map attached.'
letter cy 'Bitte gib mir Bescheid.'
notmuch new --quiet
notmuch-cadence-index --quiet
for who in ada bo cy; do
	notmuch-cadence track "$who@friends.example" --class=partner >/dev/null
done
ok 'requests in any language are owed an answer' owed ada cy

mkdir -p "$own"
sed 's/^\[requests\]/&\nown=please find/; s/please find;//' "$CADENCE_DATA_DIR/languages/en" >"$own/en"
ok 'other words are a reason to read again' says 'the language files changed' notmuch-cadence-index
ok 'and find other letters' owed ada bo cy
ok 'the same words are none' says 'nothing new' notmuch-cadence-index

sed -i 's/^day=day;days/day=days/' "$own/en"
ok 'a bad file is named' fails 78 notmuch-cadence-index
ok 'with the key that is wrong' says "$own/en: [span] day: it must have 2 values, not 1" \
	notmuch-cadence-index
done_testing
