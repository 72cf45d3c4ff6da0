#!/bin/sh
# The filter within a delivery: three shapes, and not a byte lost.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

filter=notmuch-cadence-filter
mark='X-Cadence: contact/key'

mail ada@friends.example me@example.org 'Mon, 02 Mar 2026 10:00:00 +0000'
notmuch new --quiet
notmuch-cadence-index --quiet
notmuch-cadence track ada@friends.example --class=key >/dev/null

# pipes EXPECTED: --pipe makes $T/in the file EXPECTED; what it says is in $T/said
pipes() {
	$filter --pipe <"$T/in" >"$T/out" 2>"$T/said" && cmp "$T/out" "$1"
}

# marks LINE-END BEFORE AFTER: --pipe puts our line, ended so, between BEFORE and AFTER
marks() {
	printf '%b%b' "$2" "$3" >"$T/in"
	printf "%b$mark$1%b" "$2" "$3" >"$T/expected"
	pipes "$T/expected"
}

# unchanged FORMAT: --pipe passes these bytes as they are
unchanged() {
	printf '%b' "$1" >"$T/in"
	pipes "$T/in"
}

# cleans IN OUT: --pipe makes OUT of IN
cleans() {
	printf '%b' "$1" >"$T/in"
	printf '%b' "$2" >"$T/expected"
	pipes "$T/expected"
}

ada='From: Ada <ada@friends.example>\nSubject: s\n'
eve='From: "ada@friends.example" <eve@attacker.test>\nSubject: s\n'

ok 'mail from a contact is marked' marks '\n' '' "$ada\\nb\\n"
ok 'other mail is not' unchanged "$eve\\nb\\n"
ok 'below an mbox line' marks '\n' 'From ada Mon\n' "$ada\\nb\\n"
ok 'with CRLF where the message has it' \
	marks '\r\n' '' 'From: ada@friends.example\r\nSubject: s\r\n\r\nb\r\n'
ok 'no body' marks '\n' '' "$ada"
ok 'no header' unchanged '\nFrom: ada@friends.example\n'
ok 'nothing at all' unchanged ''
ok 'no line end' unchanged 'no mail'
ok 'bytes that are no text' unchanged '\0377\0376\0000\0001\n\0000X-Cadence: x\n'
ok 'a forged mark is taken off a stranger' cleans "X-Cadence: contact/key\\n$eve\\nb\\n" "$eve\\nb\\n"
ok '… however it is written' \
	cleans "${eve}x-cadence \\t: a\\n b\\nX-CADENCE: c\\n\\nX-Cadence: body\\n" "$eve\\nX-Cadence: body\\n"
ok '… and off a contact' cleans "${ada}X-Cadence: vip\\n\\nb\\n" "$mark\\n$ada\\nb\\n"

ok '--match says yes' sh -c "printf '$ada\\n' | $filter --match"
ok '--match says no' fails 1 sh -c "printf '$eve\\n' | $filter --match"
ok '--match says nothing else' test -z "$(printf '%b' "$eve" | $filter --match 2>&1 || :)"
prints() {
	printf '%b' "$1" | $filter --print-tags >"$T/out" && printf '%b' "$2" | cmp - "$T/out"
}
ok '--print-tags prints what notmuch insert takes' \
	prints "$ada" '+cadence/contact +cadence/contact/key\n'
ok '… and an empty line for others' prints "$eve" '\n'

# large FROM: 20 MB of body, lines without end among them
large() {
	printf 'From: %s\n\n' "$1"
	head -c 20000000 /dev/zero | tr '\0' x
}
large ada@friends.example >"$T/in"
{ printf '%s\n' "$mark"; cat "$T/in"; } >"$T/expected"
ok '20 MB pass' pipes "$T/expected"
through() { cat <"$T/in" | $filter --pipe | cmp - "$T/expected"; }
ok '… from a pipe into a pipe' through
into_file() { cat <"$T/in" | $filter --pipe >"$T/out" && cmp "$T/out" "$T/expected"; }
ok '… and into a file' into_file
behind() {
	echo before >"$T/out"
	$filter --pipe <"$T/in" >>"$T/out" && tail -n +2 "$T/out" | cmp - "$T/expected"
}
ok '… and behind what is there' behind
limited() { (ulimit -f 10000 && "$@" >"$T/out"); }
ok 'a disk that fills half way is not success' fails 74 limited $filter --pipe <"$T/in"
from_pipe() { cat <"$T/in" | limited "$@"; }
ok '… nor for what comes from a pipe' fails 74 from_pipe $filter --pipe
{ printf 'From: eve@attacker.test\n'; large x | tr '\n' y; } >"$T/in"
ok 'a header of 20 MB passes' pipes "$T/in"
{ cat "$T/in"; printf '\nX-Cadence: forged\n\nb\n'; } >"$T/forged"
{ cat "$T/in"; printf '\n\nb\n'; } >"$T/expected"
mv "$T/forged" "$T/in"
ok '… and is clean to its end' pipes "$T/expected"

full() { printf '%b' "$ada" | $filter "$@" >/dev/full; }
ok 'a full disk is not success' fails 74 full --pipe
ok '… nor is it for tags' fails 74 full --print-tags
ok 'a reader that went away is not success' \
	sh -c "{ $filter --pipe <$T/in; echo \$? >$T/status; } | true; test \$(cat $T/status) = 74"
ok 'an input that cannot be read is not success' fails 74 sh -c "$filter --pipe </"

# Delivery may be all there is. libnotmuch 0.37 itself leaks where it finds no database.
mv "$T/mail/.notmuch" "$T/aside"
export LSAN_OPTIONS=detect_leaks=0
ok 'without a notmuch database mail is marked all the same' marks '\n' '' "$ada\\nb\\n"
ok '… and its tags are printed' prints "$ada" '+cadence/contact +cadence/contact/key\n'
unset LSAN_OPTIONS
mv "$T/aside" "$T/mail/.notmuch"

# a_line: the last of pipes said one, no more
a_line() { { read -r _ && ! read -r _; } <"$T/said"; }

# Trouble of our own. The forged mark shows that not a byte was touched.
printf 'X-Cadence: forged\n%b\nb\n' "$ada" >"$T/in"
trouble() {
	ok "$1: mail passes unchanged" pipes "$T/in"
	ok "$1: one line says so" a_line
	ok "$1: nobody matches" fails 1 $filter --match <"$T/in"
	ok "$1: no tags" test -z "$($filter --print-tags <"$T/in" 2>/dev/null)"
	ok "$1: --strict asks to try again" strict
}
strict() {
	for shape in --pipe --match --print-tags; do
		fails 75 $filter $shape --strict <"$T/in" >"$T/out" || return
		test ! -s "$T/out" || return
	done
}
head -c 5000 /dev/urandom >"$store"
trouble 'a damaged store'
rm "$store"
trouble 'no store'
export NOTMUCH_CONFIG="$T/no.conf" LSAN_OPTIONS=detect_leaks=0
trouble 'no configuration'
done_testing
