#!/bin/sh
# What is remembered of the notmuch configuration, and what is loaded only when needed.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

notmuch new --quiet 2>/dev/null
notmuch-cadence-index --quiet
notmuch-cadence track ada@a.example >/dev/null
notmuch-cadence list >/dev/null
# Whether this build loads what few runs need; that of the sanitizers has it all linked in.
loads() { ! ldd "$(command -v notmuch-cadence)" | grep -q libnotmuch; }
if ! loads; then
	:
elif have strace; then
	traced -o "$T/trace" -e trace=openat notmuch-cadence list >/dev/null
	ok 'what needs no mail loads neither libnotmuch nor GMime' \
		fails 1 grep -E 'libnotmuch|libgmime' "$T/trace"
else
	skip 'what needs no mail loads neither libnotmuch nor GMime' 'no strace'
fi
kept=$(find "$T/.cache/notmuch-cadence" -type f)
ok 'what is remembered only its owner can read' test "$(stat -c %a "$kept")" = 600
touch -d '1 hour ago' "$NOTMUCH_CONFIG"
printf '[cadence]\nnonsense=1\n' >>"$NOTMUCH_CONFIG"
ok 'a change of the file is seen at once' fails_saying 78 nonsense notmuch-cadence list
sed -i '/nonsense/d' "$NOTMUCH_CONFIG"
ok '… and that it was taken back' notmuch-cadence list
notmuch config set --database cadence.nonsense 1
ok 'what is set in the database is seen by an index run' \
	fails_saying 78 nonsense notmuch-cadence-index --quiet
ok '… and by all from then on' fails_saying 78 nonsense notmuch-cadence list
notmuch config set --database cadence.nonsense
notmuch-cadence-index --quiet || true
head -c 40 "$kept" >"$T/short" && cp "$T/short" "$kept"
ok 'what is broken is asked for again' notmuch-cadence list
cp "$(command -v notmuch-cadence)" "$T/alone"
rm -r "$T/.cache"
! loads || ok 'where an object is missing, it is asked for' fails_saying 78 \
	'notmuch-cadence-mailbox.so: cannot open' "$T/alone" list
done_testing
