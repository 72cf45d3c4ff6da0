#!/bin/sh
# The filter killed at each sync to disk, or told there that the disk is full, while it puts some
# tags and takes others back: the next run ends the work, and knows every tag as its own.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

if ! have strace sqlite3 || ! strace -qq -o "$T/trace" true 2>/dev/null; then
	skip 'the filter cut off at each sync' 'needs sqlite3 and a strace that may trace'
	done_testing
	exit 0
fi
data=${store%/*}

for i in 1 2 3 4 5; do
	mail ada@friends.example me@example.org "Mon, 0$i Feb 2026 10:00:00 +0000"
done
notmuch new --quiet
notmuch-cadence-index --quiet
notmuch-cadence track ada@friends.example --class=key >/dev/null
notmuch-cadence pause ada >/dev/null
notmuch-cadence-filter --quiet
notmuch-cadence edit ada --class=partner >/dev/null
mkdir -p "$T/before/mail" "$T/before/${data#"$T"/}"
cp -a "$T/mail/.notmuch" "$T/before/mail"
cp -a "$data/." "$T/before/${data#"$T"/}"

# restore: both databases as they are before another class is put into effect
restore() {
	rm -rf "$T/mail/.notmuch" "$data"
	cp -a "$T/before/." "$T"
}

# cut FAULT N: a run of the filter with that fault at its Nth sync; false if there were fewer
cut() {
	strace -f -q -o "$T/trace" -e trace=fdatasync -e inject="fdatasync:$1:when=$2" \
		notmuch-cadence-filter >/dev/null 2>&1 || :
	while read -r line; do
		case $line in *INJECTED* | *SIGKILL*) return 0 ;; esac
	done <"$T/trace"
	return 1
}

# mended: a further run makes all messages as they should be, and the store says so
mended() {
	notmuch-cadence-filter --quiet || return
	rows=$(sqlite3 -newline ' ' "$store" 'SELECT name, count(*), max(abs(pending)) FROM tagged
		JOIN tag ON tag = id GROUP BY name')
	n_right=$(notmuch count tag:cadence/contact tag:cadence/contact/partner not tag:cadence/contact/key)
	is="$n_right: $rows"
	test "$is" = '5: cadence/contact|5|0 cadence/contact/partner|5|0 ' || { echo "$is"; return 1; }
}

# survives FAULT STEP: at every STEPth sync of a run
survives() {
	nth=1
	restore
	while cut "$1" "$nth"; do
		mended || { echo "at sync $nth"; return 1; }
		restore
		nth=$((nth + $2))
	done
	test "$nth" -gt 5 && mended
}

ok 'killed' survives signal=KILL 1
ok 'out of disk' survives error=ENOSPC 3
done_testing
