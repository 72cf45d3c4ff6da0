#!/bin/sh
# The indexer records what the mail says, once, and later only what changed.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

index() { notmuch-cadence-index "$@"; }

# unchanged COMMAND...: the record is the same after it as before, but for the revision
unchanged() {
	dump "$store" | grep -v '^scan' >"$T/before"
	"$@" >/dev/null
	dump "$store" | grep -v '^scan' >"$T/after"
	same "$T/before" "$T/after"
}

# files_opened COMMAND...: how many mail files it opens
files_opened() {
	traced -e trace=openat -o "$T/trace" "$@" >"$T/out" 2>&1
	grep -c "\"$T/mail/cur/" "$T/trace" || :
}

# unthreaded: a dump without the thread ids, which notmuch gives in the order of its reading
unthreaded() { awk -F'|' -v OFS='|' '$1 == "message" { $9 = "" } { print }'; }

is() { test "$1" = "$2" || { echo "wanted $2, got $1" && return 1; }; }

# rule ID: the rule by which message <ID> was recorded
rule() { sqlite3 "file:$store?mode=ro" "SELECT rule FROM message WHERE message_id = '$1'"; }

ada='Ada Lovelace <ada@example.org>'
me='Me <me@example.org>'
mail "$ada" "$me" 'Mon, 02 Mar 2026 10:00:00 +0000'
mail "$me" "$ada" 'Tue, 03 Mar 2026 10:00:00 +0000' 'In-Reply-To: <1@t>' 'References: <1@t>'
mail 'Grace <grace@example.com>' "$me" 'Wed, 04 Mar 2026 10:00:00 +0000'
mail 'News <news@shop.example>' "$me" 'Wed, 04 Mar 2026 11:00:00 +0000' 'List-Unsubscribe: <https://shop.example/>'
mail "$me" "$ada, grace@example.com" 'Thu, 05 Mar 2026 10:00:00 +0000'
notmuch new --quiet

ok 'a first run reads all' says '5 messages read, 5 interactions with 2 people found' index
ok 'a second run has nothing to do' says 'nothing new' index
ok 'and is silent if asked to be' is "$(index --quiet 2>&1)" ''
if have sqlite3; then
	ok 'and changes nothing' unchanged index
	ok 'a full read gives the same record' unchanged index --full
	ok 'a letter of hers is received' is "$(rule 1@t)" 10
	ok 'a letter to her is sent' is "$(rule 2@t)" 9
else
	skip 'what is recorded' 'no sqlite3'
fi
ok 'a full read says so' says 'reading all 5 messages again' index --full

mail "$ada" "$me" 'Fri, 06 Mar 2026 10:00:00 +0000'
notmuch new --quiet
ok 'new mail alone is read' says '1 message read, 1 interaction with 1 person found' index

if have strace sqlite3; then
	notmuch tag +seen-by-me id:1@t
	ok 'a tag opens no file' is "$(files_opened notmuch-cadence-index)" 0
	ok 'and is nothing new' grep -q 'nothing new' "$T/out"
	mv "$T/mail/cur/1:2," "$T/mail/cur/1:2,S" && notmuch new --quiet
	ok 'nor does a Maildir flag' is "$(files_opened notmuch-cadence-index)" 0
	ok 'a full read opens them all' is "$(files_opened notmuch-cadence-index --full)" 6
else
	skip 'a tag opens no file' 'no strace or sqlite3'
fi

if have sqlite3; then
	dump "$store" | grep -v '^scan' >"$T/before"
	notmuch config set search.exclude_tags 'spam;deleted'
	ok 'other excluded tags are a reason to read again' says 'the excluded tags changed' index
	notmuch tag +spam id:3@t
	ok 'mail that became spam is withdrawn' says '1 withdrawn' index
	ok 'with its person' is "$(dump "$store" | grep -c '^interaction|grace')" 1
	ok 'once' says 'nothing new' index
	notmuch tag -spam id:3@t
	ok 'and comes back' says '1 message read' index
	dump "$store" | grep -v '^scan' >"$T/after"
	ok 'as it was' same "$T/before" "$T/after"

	rm -r "$T/mail/.notmuch" && notmuch new --quiet
	ok 'a rebuilt database is read again' says 'the notmuch database was rebuilt' index
	dump "$store" | grep -v '^scan' | unthreaded >"$T/after"
	unthreaded <"$T/before" >"$T/wanted"
	ok 'with the same result' same "$T/wanted" "$T/after"
fi

cp "$T/mail/cur/3:2," "$T/mail/cur/3b:2," && notmuch new --quiet
ok 'a second file of a message is a reason to read it' says '1 message read' index
mkdir -p "$T/mail/old/cur" "$T/mail/old/new" "$T/mail/old/tmp"
mv "$T/mail/cur/5:2," "$T/mail/old/cur/" && notmuch new --quiet
ok 'a message moved to another folder is not' says 'nothing new' index

notmuch config set user.other_email ada@example.org
ok 'other own addresses are a reason to read again' says 'your own addresses changed' index
ok 'and make her the user' says 'nothing new' index
ok 'she is nobody to write to then' is "$(dump "$store" | grep -c '^interaction|ada')" 0
mkdir -p "$T/mail/.Sent/cur" "$T/mail/.Sent/new" "$T/mail/.Sent/tmp"
for _ in 1 2 3; do
	mail 'Me <me@old.example>' grace@example.com 'Sat, 07 Mar 2026 10:00:00 +0000'
	mv "$T/mail/cur/$mails:2," "$T/mail/.Sent/cur/"
done
notmuch new --quiet
ok 'sent mail of an unknown address is pointed out' \
	says "3 messages among your sent mail are from me@old.example: if that is you, run notmuch config set user.other_email 'ada@example.org' 'me@old.example'" index
ok 'once' is "$(index --full 2>&1 | grep -c 'sent mail')" 0
notmuch config set user.other_email ada@example.org me@old.example
for _ in 1 2 3; do mail me@other.example grace@example.com 'Sun, 08 Mar 2026 10:00:00 +0000'; done
notmuch new --quiet && notmuch tag +sent from:me@other.example && index --quiet
ok 'as is mail that is tagged so, by the first run that may speak' \
	says "'ada@example.org' 'me@old.example' 'me@other.example'" index
ok 'an argument is a usage error' fails 64 notmuch-cadence-index nonsense
ok 'as is a number of workers out of range' fails 64 notmuch-cadence-index --workers=0
done_testing
