#!/bin/sh
# What stands in the indexer's way: one clear line and the right exit status, or skipped and
# counted.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

me='Me <me@example.org>'

# refuses STATUS TEXT COMMAND...: exits with STATUS and one line that holds TEXT
refuses() {
	want=$1 text=$2 got=0
	shift 2
	"$@" >"$T/out" 2>"$T/err" || got=$?
	cat "$T/out" "$T/err"
	test "$got" = "$want" && test "$(wc -l <"$T/err")" = 1 && grep -qF "$text" "$T/err"
}

# field ID COLUMN: of message <ID>
field() { sqlite3 "file:$store?mode=ro" "SELECT $2 FROM message WHERE message_id = '$1'"; }

is() { test "$1" = "$2" || { echo "wanted $2, got $1" && return 1; }; }

# the configuration and the notmuch database

ok 'no configuration' refuses 78 'run "notmuch setup"' env -u NOTMUCH_CONFIG notmuch-cadence-index
ok 'one that is not there' refuses 78 "$T/none" notmuch-cadence-index --config="$T/none"
ok 'no database' refuses 69 'notmuch new' notmuch-cadence-index
notmuch new --quiet
ok 'a store without mail' says 'nothing new' notmuch-cadence-index
printf '[database]\npath=%s/mail\n' "$T" >"$T/nobody"
ok 'that no user is known' refuses 78 'notmuch config set user.primary_email' \
	notmuch-cadence-index --config="$T/nobody"
ok 'an empty NOTMUCH_CONFIG means no file' refuses 78 'does not say who you are' \
	env NOTMUCH_CONFIG= NOTMUCH_DATABASE="$T/mail" notmuch-cadence-index
cp "$NOTMUCH_CONFIG" "$T/typo" && printf '[cadence]\ndayly=3\n' >>"$T/typo"
ok 'a misspelt setting' refuses 78 'cadence.daily?' notmuch-cadence-index --config="$T/typo"
ok 'another database than the named one' refuses 69 'not 0123' notmuch-cadence-index --uuid=0123
ok 'a profile that is no file name' refuses 64 NOTMUCH_PROFILE env NOTMUCH_PROFILE=a/b notmuch-cadence-index

# mail

mail 'Ada <ada@example.org>' "$me" 'Mon, 02 Mar 2026 10:00:00 +0000'
mail 'Late <late@example.net>' "$me" 'Fri, 31 Dec 9999 10:00:00 +0000'
mail 'Early <early@example.net>' "$me" 'Thu, 32 Jan 2026 99:00:00 +0000' \
	'Received: from a by b; Sun, 01 Mar 2026 08:00:00 +0000'
{
	printf 'From: Binary <binary@example.net>\nTo: %s\nMessage-Id: <binary@t>\n' "$me"
	printf 'Date: Sun, 01 Mar 2026 10:00:00 +0000\nX-\001\377\000\200: \000\377\nSubject: \377\376\000\n\n'
	head -c 2000 /dev/zero | tr '\0' '\377'
} >"$T/mail/cur/binary:2,"
printf 'From: none@example.net\nTo: %s\nMessage-Id: <undated@t>\n\nb\n' "$me" >"$T/mail/cur/undated:2,"
mail 'Gone <gone@example.net>' "$me" 'Mon, 02 Mar 2026 10:00:00 +0000'
mail 'Pipe <pipe@example.net>' "$me" 'Mon, 02 Mar 2026 10:00:00 +0000'
notmuch new --quiet
mv "$T/mail/cur/4:2," "$T/gone"
mv "$T/mail/cur/5:2," "$T/letter" && mkfifo "$T/mail/cur/5:2,"
ok 'files that cannot be read are counted' says '1 vanished, 1 unreadable' timeout 10 notmuch-cadence-index
ok 'and are no news later' says 'nothing new' notmuch-cadence-index
mv "$T/gone" "$T/mail/cur/4x:2," && rm "$T/mail/cur/5:2," && mv "$T/letter" "$T/mail/cur/5x:2,"
notmuch new --quiet
ok 'but are read when they are there again' says '2 messages read' notmuch-cadence-index
if have sqlite3; then
	ok 'a Date in the future is now' is "$(field 2@t date)" 1773144000
	ok 'for an absurd one it was received' is "$(field 3@t date)" 1772352000
	ok 'binary mail is mail' is "$(field binary@t rule)" 10
	ok 'as is undated mail' is "$(field undated@t 'count(*)')" 1
	dump "$store" >"$T/before"
	mv "$T/mail/cur/1:2," "$T/gone"
	says '1 vanished' notmuch-cadence-index --full >"$T/log"
	dump "$store" >"$T/after"
	ok 'what vanished after it was read stays' same "$T/before" "$T/after"
	mv "$T/gone" "$T/mail/cur/1:2,"
else
	skip 'what is recorded of odd mail' 'no sqlite3'
fi

# the store

printf '[database]\npath=%s/other\n[user]\nprimary_email=me@example.org\n' "$T" >"$T/other.conf"
cp -r "$T/mail" "$T/other" && rm -r "$T/other/.notmuch" && notmuch --config="$T/other.conf" new --quiet
ok 'the store of another database' refuses 78 'belongs to' notmuch-cadence-index --config="$T/other.conf"
ok 'which a full read takes over' says '7 messages read' notmuch-cadence-index --config="$T/other.conf" --full
notmuch-cadence-index --full --quiet

# no_room: a store that may not grow beyond some pages
no_room() (
	rm -rf "$T/.local"
	ulimit -f 120
	notmuch-cadence-index
)

full_disk() {
	traced -o /dev/null -e trace=pwrite64 -e inject=pwrite64:error=ENOSPC:when=40+ \
		notmuch-cadence-index
}
cp -r "$T/.local" "$T/kept"
awk -v dir="$T/mail/cur" 'BEGIN {
	for (i = 1; i <= 300; i++) {
		file = dir "/many" i ":2,"
		printf "From: p%d@example.net\nTo: me@example.org\nMessage-Id: <many%d@t>\n\nb\n", i, i >file
		close(file)
	}
}'
notmuch new --quiet
ok 'a file that may not grow' refuses 74 "$store" no_room
if have strace; then
	ok 'a full disk' refuses 74 full full_disk
else
	skip 'a full disk' 'no strace'
fi
ok 'is no obstacle once there is room' says '307 messages read' notmuch-cadence-index
if have sqlite3; then
	dump "$store" >"$T/full"
	rm -r "$T/.local" && notmuch-cadence-index --quiet && dump "$store" >"$T/want"
	ok 'and has left no trace' same "$T/want" "$T/full"
	sqlite3 "$store" 'PRAGMA user_version = 999'
	cp "$store" "$T/newer.db"
	ok 'a store from a newer version' refuses 74 newer notmuch-cadence-index
	ok 'is left as it is' cmp "$T/newer.db" "$store"
else
	skip 'a store from a newer version' 'no sqlite3'
fi

# read_only: tries as one whom the modes of files stop, and perhaps those of this folder too
read_only() {
	set -- notmuch-cadence-index --quiet
	if test "$(id -u)" = 0; then
		cp "$(command -v notmuch-cadence-index)" "$T/index"
		cp -r "$CADENCE_DATA_DIR" "$T/data"
		chown -R 65534:65534 "$T"
		set -- env CADENCE_DATA_DIR="$T/data" setpriv --reuid=65534 --regid=65534 \
			--clear-groups "$T/index" --quiet
	fi
	"$@"
}
rm -r "$T/.local" && cp -r "$T/kept" "$T/.local"
chmod 500 "$(dirname "$store")" && chmod 400 "$store"
if test "$(id -u)" = 0 && ! have setpriv; then
	skip 'a store that cannot be written' 'no setpriv'
else
	ok 'a store that cannot be written' refuses 74 "$store" read_only
fi
chmod 700 "$(dirname "$store")"

# An older database, as notmuch itself keeps its number in a file of Xapian's.
LC_ALL=C sed -i 's/version3\x60/version2\x60/' "$T/mail/.notmuch/xapian/postlist.glass"
rm -r "$T/.local"
ok 'a database that notmuch must upgrade' refuses 69 'run "notmuch new" to upgrade it' notmuch-cadence-index
ok 'is made new by what the message says' notmuch new
ok 'and read then' says '307 messages read' notmuch-cadence-index
done_testing
