#!/bin/bash
# usage: run.sh N [ROUNDS [CONTACTS]]
# Measures the three programs (from PATH) beside what a user would use instead, on a generated
# mail store of N messages in build/bench/N, in turns: A B A B. Prints a table of ratios, also
# to build/bench.md. Absolute times differ from hour to hour; only the ratios say something, and
# on a machine that is busy with other things only those of processor time.
# Peers that are not installed are named as such. Cold rounds need root (they empty the page
# cache); COLD=no leaves them out. A store that is indexed already is used as it is: link it
# to build/bench/N and put a file "indexed" into it. Needs GENERATE and LIMITS, the programs of
# this folder, in the environment.
# shellcheck disable=SC2016 # backquotes are Markdown's
set -eu
N=${1:-100000} ROUNDS=${2:-5} CONTACTS=${3:-500}
D=$PWD/build/bench/$N OUT=$PWD/build/bench.md
T=$(mktemp -d) && trap 'rm -rf "$T"' EXIT
export LC_ALL=C.UTF-8 TZ=UTC CADENCE_NOW=2026-03-10T12:00Z XDG_DATA_HOME=$T/data
export NOTMUCH_CONFIG=$D/notmuch-config
unset NOTMUCH_PROFILE NOTMUCH_DATABASE MAILDIR

say() { printf '%s\n' "$*" >&2; }

if [ ! -e "$D/indexed" ]; then
	say "generating and indexing $N messages (notmuch takes more than 2 ms for each) …"
	rm -rf "$D" && "$GENERATE" "$D" "$N" && notmuch new --quiet && touch "$D/indexed"
fi
STORE=$XDG_DATA_HOME/notmuch-cadence/default.db
fresh() { rm -rf "$XDG_DATA_HOME"; }
cold() { sync && echo 3 >/proc/sys/vm/drop_caches; }

# turn NAME COMMAND...: times one run of COMMAND, as a round of NAME
turn() {
	local name=$1 TIMEFORMAT='%R %U %S' start=$EPOCHREALTIME
	shift
	{ time "$@" >"$T/out" 2>&1; } 2>"$T/spent" || { cat "$T/out" >&2 && return 1; }
	echo $((${EPOCHREALTIME/./} - ${start/./})) >>"$T/$name"
	awk '{ print ($2 + $3) * 1000000 }' "$T/spent" >>"$T/$name.cpu"
}

# median NAME: of its rounds, in µs; NAME.cpu: of processor time
median() { sort -n "$T/$1" | sed -n "$((($(wc -l <"$T/$1") + 1) / 2))p"; }

table=()
# row WHAT NAME REFERENCE WHAT-REFERENCE: a line of the table
row() {
	table+=("$(awk -v what="$1" -v a="$(median "$2")" -v b="$(median "$3")" -v ref="$4" \
		-v c="$(median "$2.cpu")" -v d="$(median "$3.cpu")" 'BEGIN {
		printf "| %s | %.1f ms | %s | %.1f ms | %.2f | %s |", what, a / 1000, ref, b / 1000,
			a / b, (d > 0 ? sprintf("%.2f", c / d) : "–") }')")
}
absent() { table+=("| $1 | – | $2: not installed | – | – | – |"); }
have() { command -v "$1" >/dev/null; }

address() { notmuch address --output=sender --output=recipients --output=count '*'; }
index() { notmuch-cadence-index --quiet; }
notmuch search --output=files --format=text0 '*' >"$T/files"
read_files() { "$LIMITS" read <"$T/files"; }

say 'first index …'
for ((i = 0; i < ROUNDS; i++)); do
	turn address address
	fresh && turn first index
	turn enumerate "$LIMITS" enumerate
	turn read read_files
	turn insert "$LIMITS" insert "$N" "$T/insert.db"
done
row 'first index, warm' first address 'notmuch address'
row 'first index, warm' first enumerate 'bare enumeration'
row 'first index, warm' first read 'first 8 KB of each file'
row 'first index, warm' first insert 'inserting the rows'
if [ "${COLD:-yes}" = yes ] && [ -w /proc/sys/vm/drop_caches ]; then
	for ((i = 0; i < ROUNDS; i++)); do
		cold && turn address-cold address
		fresh && cold && turn first-cold index
	done
	row 'first index, cold' first-cold address-cold 'notmuch address'
fi
size=$(stat -c %s "$STORE")

say 'nothing to do …'
for ((i = 0; i < 5 * ROUNDS; i++)); do
	turn version notmuch --version
	turn noop index
done
row 'nothing to do' noop version 'notmuch --version'

say "tracking $CONTACTS contacts …"
notmuch-cadence discover --all --format=json >"$T/everybody"
python3 - "$T/everybody" "$CONTACTS" >"$T/contacts.json" <<'END'
import json, sys
people = [p for p in json.load(open(sys.argv[1])) if not p["bulk"]]
people.sort(key=lambda p: (not p["two_way"], -(p["in"] + p["out"]), p["address"]))
classes = ["key", "partner", "acquaintance", "potential"]
print(json.dumps({"notmuch-cadence": "export", "version": 1, "contacts": [
    {"slug": "c%d" % i, "name": p["name"] or p["address"], "class": classes[i % 4],
     "created": 1700000000, "addresses": [p["address"]]}
    for i, p in enumerate(people[:int(sys.argv[2])])]}))
END
notmuch-cadence import "$T/contacts.json"
index

say 'filter …'
untag() { notmuch tag -cadence/contact -cadence/contact/key -cadence/contact/partner \
	-cadence/contact/acquaintance -cadence/contact/potential -cadence/followup \
	-cadence/followup/owed -cadence/followup/awaiting -cadence/followup/due \
	-cadence/followup/overdue -- tag:cadence/contact or tag:cadence/followup; }
notmuch-cadence-filter --quiet
notmuch dump --include=tags --format=batch-tag 'tag:cadence/contact or tag:cadence/followup' |
	awk '!/^#/ { line = ""
		for (i = 1; $i != "--"; i++)
			if ($i ~ /^\+cadence%2f/)
				line = line $i " "
		print line "--", $(i + 1) }' >"$T/batch"
untag
notmuch_tag() { notmuch tag --batch --input="$T/batch"; }
for ((i = 0; i < 3; i++)); do
	turn tag notmuch_tag
	untag
	sqlite3 "$STORE" 'DELETE FROM tagged; DELETE FROM tagged_until; DELETE FROM tagged_address'
	turn filter notmuch-cadence-filter --quiet
	untag
done
row "filter, $(wc -l <"$T/batch") messages" filter tag 'notmuch tag --batch, same tags'
if have afew; then
	python3 - "$T/contacts.json" >"$T/afew.config" <<'END'
import json, re, sys
for i, c in enumerate(json.load(open(sys.argv[1]))["contacts"]):
    print("[HeaderMatchingFilter.%d]\nheader = From\npattern = %s\ntags = +cadence/contact\n" %
          (i, re.escape(c["addresses"][0])))
END
	mkdir -p "$T/config/afew" && mv "$T/afew.config" "$T/config/afew/config"
	turn afew env XDG_CONFIG_HOME="$T/config" afew --tag --all
	row 'filter' filter afew 'afew, a filter for each contact'
	untag
else
	absent filter afew
fi
sqlite3 "$STORE" 'DELETE FROM tagged; DELETE FROM tagged_until; DELETE FROM tagged_address'
notmuch-cadence-filter --quiet
index

say '100 new messages …'
for ((i = 1; i <= ROUNDS; i++)); do
	"$GENERATE" "$T/new$i" 100 "$((1000 + i))"
	mkdir -p "$D/mail/new$i/cur" "$D/mail/new$i/new" "$D/mail/new$i/tmp"
	find "$T/new$i/mail" -type f -exec mv -t "$D/mail/new$i/cur" {} +
	notmuch new --quiet
	turn new-index index
	turn new-filter notmuch-cadence-filter --quiet
	turn new-version notmuch --version
done
row 'index of 100 new messages' new-index new-version 'notmuch --version'
row 'filter after it' new-filter new-version 'notmuch --version'
rm -rf "$D"/mail/new[0-9]* && notmuch new --quiet && index && untag

say 'questions …'
for ((i = 0; i < 3 * ROUNDS; i++)); do
	for command in suggest list 'show c0' 'history c0' 'lookup an'; do
		# shellcheck disable=SC2086
		turn "${command%% *}" notmuch-cadence $command
	done
	turn start notmuch-cadence --version
done
for command in suggest list show history lookup; do
	row "\`$command\`, $CONTACTS contacts" "$command" start 'notmuch-cadence --version'
done
if have notmuch-addrlookup; then
	turn addrlookup notmuch-addrlookup an
	row '`lookup an`' lookup addrlookup 'notmuch-addrlookup an'
else
	absent '`lookup an`' notmuch-addrlookup
fi
if have mu; then
	mu init --muhome="$T/mu" --maildir="$D/mail" --my-address=robin@marlowe.example >/dev/null
	turn mu-index mu index --muhome="$T/mu" --quiet
	turn mu-cfind mu cfind --muhome="$T/mu" an
	row 'first index, warm' first mu-index 'mu index (bodies too)'
	row '`lookup an`' lookup mu-cfind 'mu cfind an'
else
	absent '`lookup an`' mu
fi

say 'delivery …'
mail=$(tr '\0' '\n' <"$T/files" | head -n 1)
{ cat "$mail" && head -c 15000000 /dev/urandom | base64; } >"$T/big"
pipe() { notmuch-cadence-filter --pipe <"$1"; }
copy() { cat <"$1"; }
for ((i = 0; i < 3 * ROUNDS; i++)); do
	turn cat-big copy "$T/big"
	turn pipe-big pipe "$T/big"
	turn cat-small copy "$mail"
	turn pipe-small pipe "$mail"
done
row '`--pipe`, 20 MB' pipe-big cat-big cat
row '`--pipe`, small' pipe-small cat-small cat

interactions=$(sqlite3 "$STORE" 'SELECT count(*) FROM interaction')
fresh
/usr/bin/time -f %M -o "$T/memory" notmuch-cadence-index --quiet
{
	printf '# %s messages, %s contacts, medians of %s rounds in turns\n\n' "$N" "$CONTACTS" "$ROUNDS"
	printf '%s\n\n' "$(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1), $(notmuch --version)"
	printf '| what | ours | beside | theirs | ours ÷ theirs | in processor time |\n|---|---|---|---|---|---|\n'
	printf '%s\n' "${table[@]}"
	printf '\nStore: %s bytes, %s interactions, %s bytes for each. ' "$size" "$interactions" \
		$((size / interactions))
	printf 'Peak memory of the first index: %s KB.\n' "$(cat "$T/memory")"
} | tee "$OUT"
