#!/bin/sh
# The store as the programs meet it: made, kept private, refused, carried over, forgotten.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

# refused STATUS TEXT COMMAND...: it fails so, in one line that says so
refused() {
	status=$1 text=$2
	shift 2
	fails "$status" "$@" 2>"$T/why" >"$T/out" || return 1
	cat "$T/why"
	test ! -s "$T/out" && test "$(wc -l <"$T/why")" = 1 && grep -qF "$text" "$T/why"
}

index() { notmuch-cadence-index --quiet "$@"; }
list() { notmuch-cadence list; }
mode() { stat -c %a "$1"; }

# full COMMAND...: no file may grow beyond half a kilobyte
full() { (ulimit -f 1 && "$@"); }

mail 'Ada <ada@example.org>' me@example.org 'Mon, 02 Mar 2026 10:00:00 +0000'
mail 'Zanzibarine <zanzibarine@example.com>' me@example.org 'Tue, 03 Mar 2026 10:00:00 +0000'
notmuch new >"$T/log" 2>&1

ok 'without a store, a reader says what to do' \
	refused 74 'run notmuch-cadence-index first' list
(umask 0 && index)
ok 'the file is private whatever the umask' test "$(mode "$store")" = 600
ok 'so is its directory' test "$(mode "${store%/*}")" = 700

chmod 640 "$store"
ok 'a store that others can read is refused' refused 74 'chmod 600' list
chmod 600 "$store"
cp -p "$store" "$T/whole.db"

printf '\0\0\0\143' | dd of="$store" bs=1 seek=60 conv=notrunc 2>"$T/log"
ok 'a store of a newer program is refused' refused 74 'newer notmuch-cadence' list
ok 'also by who would write' refused 74 'newer notmuch-cadence' index
cp -p "$T/whole.db" "$store"

head -c 6000 "$T/whole.db" >"$store"
ok 'a store that was cut short is refused' refused 74 'damaged' list
echo 'Dear Ada, how are you? This is long enough to be anything but a database' >"$store"
ok 'a file that is no store is refused' refused 74 'no store of notmuch-cadence' list
: >"$store"
ok 'an empty one is none yet' refused 74 'run notmuch-cadence-index first' list
ok 'until it is filled' index
ln -sf "$T/whole.db" "$store"
ok 'a link is not followed' refused 74 'no regular file' list
rm "$store"
cp -p "$T/whole.db" "$store"

ok 'on a full disk nothing is done and 74 returned' \
	refused 74 'the disk is full' full notmuch-cadence track ada@example.org
ok 'and afterwards all is well' notmuch-cadence track ada@example.org

for i in 1 2 3 4; do
	notmuch-cadence track "person$i@example.org" >"$T/log.$i" 2>&1 &
done
wait
ok 'four at once lose nothing' test "$(notmuch-cadence list --format=text | grep -c person)" = 4

printf '[database]\npath=%s/mail\n[user]\nprimary_email=me@example.org\n' "$T/second" >"$T/second.conf"
mkdir -p "$T/second/mail/cur" "$T/second/mail/new" "$T/second/mail/tmp"
notmuch --config="$T/second.conf" new >"$T/log" 2>&1
ok 'the store of another notmuch database is not mixed with' \
	refused 78 "$T/mail" index --config="$T/second.conf"
ok 'not even to read it' refused 78 'cadence.database' notmuch-cadence list --config="$T/second.conf"
ok 'but can be taken over' index --full --config="$T/second.conf"
ok 'and taken back' index --full

notmuch-cadence track --name 'Zanzibarine Smith' zanzibarine@example.com >"$T/log"
notmuch-cadence note zanzibarine 'Zanzibarine likes engines' >"$T/log"
ok 'export, import, export' notmuch-cadence export "$T/first.json"
notmuch config set cadence.database "$T/other.db"
ok 'another store takes it' notmuch-cadence import "$T/first.json"
notmuch-cadence export "$T/second.json"
ok 'the bytes are the same' cmp "$T/first.json" "$T/second.json"
ok 'what is no export is refused' fails 65 notmuch-cadence import "$NOTMUCH_CONFIG"
notmuch config set cadence.database

ok 'somebody is on record' grep -rqi zanzibarine "${store%/*}"
ok 'and forgotten' notmuch-cadence forget zanzibarine --yes
ok 'to the last byte' fails 1 grep -rqi zanzibarine "${store%/*}"
index --full
ok 'and not recorded again' fails 1 grep -rqi zanzibarine "${store%/*}"

done_testing
