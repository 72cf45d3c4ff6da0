#!/bin/bash
# usage: run.sh N [ROUNDS [CONTACTS]]
# Measures the three programs (from PATH) beside what a user would use instead, on a generated
# mail store of N messages in build/bench/N, in turns: A B A B. Prints a table of ratios, also
# to build/bench.md. Absolute times differ from hour to hour; only the ratios say something, and
# on a machine that is busy with other things only those of processor time.
# Peers that are not installed are named as such. Cold rounds need root (they empty the page
# cache); COLD=no leaves them out. Above 50,000 messages only the mail of 2026 is tagged, from
# 200,000 on there is one round unless ROUNDS says more, and what would take hours is left out
# and said to be. A store that is indexed already is used as it is: link it to build/bench/N and
# put a file "indexed" into it. Needs GENERATE and LIMITS, the programs of this folder, in the
# environment.
# shellcheck disable=SC2016 # backquotes are Markdown's
set -eu
N=${1:-100000} CONTACTS=${3:-500} LARGE=no
[ "$N" -lt 200000 ] || LARGE=yes
ROUNDS=${2:-$([ $LARGE = yes ] && echo 1 || echo 5)}
D=$PWD/build/bench/$N OUT=$PWD/build/bench.md
T=$(mktemp -d) && trap 'rm -rf "$T"' EXIT
export LC_ALL=C.UTF-8 TZ=UTC CADENCE_NOW=2026-03-10T12:00Z XDG_DATA_HOME=$T/data XDG_CACHE_HOME=$T/cache
export NOTMUCH_CONFIG=$D/notmuch-config
unset NOTMUCH_PROFILE NOTMUCH_DATABASE MAILDIR

say() { printf '%s\n' "$*" >&2; }

if [ ! -e "$D/indexed" ]; then
	say "generating and indexing $N messages (notmuch takes more than 2 ms for each) …"
	rm -rf "$D" && "$GENERATE" "$D" "$N" && notmuch new --quiet && touch "$D/indexed"
fi
# Messages that are written to, where there are many.
CHANGED=$((N < 50000 ? N : 50000))
if [ "$N" -gt 50000 ]; then
	{ cat "$D/notmuch-config" && printf '[cadence]\ntag_since=2026-01-01\n'; } >"$T/notmuch-config"
	export NOTMUCH_CONFIG=$T/notmuch-config
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
	awk '{ printf "%d\n", ($2 + $3) * 1000000 }' "$T/spent" >>"$T/$name.cpu"
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
note() { table+=("| $1 | $2 | – | – | – | – |"); }
absent() { table+=("| $1 | – | $2: not installed | – | – | – |"); }
too_large() { table+=("| $1 | – | $2: left out, it takes hours | – | – | – |"); }
have() { command -v "$1" >/dev/null; }

address() { notmuch address --output=sender --output=recipients --output=count '*'; }
index() { notmuch-cadence-index --quiet; }

# memory WHAT COMMAND...: a line with its peak
memory() {
	local what=$1
	shift
	/usr/bin/time -f %M -o "$T/memory" "$@" >/dev/null
	note "peak memory of $what" "$(cat "$T/memory") KB"
}

# Tags of others, on and off again.
others() {
	sed "s,^,$1bench/others -- ," "$T/ids" | notmuch tag --batch
}
notmuch search --output=files --format=text0 '*' >"$T/files"
read_files() { "$LIMITS" read <"$T/files"; }

say 'first index …'
for ((i = 0; i < ROUNDS; i++)); do
	turn address address
	turn read read_files # which also makes a large store warm for the next
	fresh && turn first index
	turn enumerate "$LIMITS" enumerate
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
note 'first index, a message' "$(($(median first) / N)) µs, $(($(median first.cpu) / N)) of processor time"
size=$(stat -c %s "$STORE")
interactions=$(sqlite3 "$STORE" 'SELECT count(*) FROM interaction')
note 'store' "$size bytes, $((size / interactions)) for each of $interactions interactions, $((size / N)) a message"
cp "$STORE" "$T/letters.db"
sqlite3 "$T/letters.db" 'DELETE FROM message WHERE date IS NULL; VACUUM'
note 'the same without mail that gave nothing' "$(($(stat -c %s "$T/letters.db") / interactions)) bytes for each interaction, of which there are $(sqlite3 "$T/letters.db" "SELECT round($interactions.0 / count(*), 2) FROM message") a message"
rm "$T/letters.db"
memory 'an index run without news' notmuch-cadence-index --quiet

say 'time until progress is seen …'
if have script; then
	fresh
	start=$EPOCHREALTIME
	first=$(script -qefc 'notmuch-cadence-index' /dev/null </dev/null | {
		head -c 1 >/dev/null && echo "$EPOCHREALTIME"
		cat >/dev/null
	})
	note 'first sign of progress' "$(((${first/./} - ${start/./}) / 1000)) ms"
fi
fresh
memory 'the first index' notmuch-cadence-index --quiet

say "$CHANGED changes of tags by others …"
notmuch search --output=messages --limit="$CHANGED" '*' >"$T/ids"
others +
turn others index
others -
if have strace; then
	strace -f -e trace=openat -o "$T/opened" notmuch-cadence-index --quiet
	note "$CHANGED changes of tags by others" \
		"$(grep -cE '/(cur|new)/' "$T/opened" || true) mail files opened, $(($(median others) / 1000)) ms"
else
	index
	absent "$CHANGED changes of tags by others" strace
fi

say 'nothing to do …'
for ((i = 0; i < 5 * ROUNDS; i++)); do
	turn version notmuch --version
	turn noop index
done
row 'nothing to do' noop version 'notmuch --version'

say "tracking $CONTACTS contacts …"
# Where the mail has fewer people, others whom it has never met.
python3 - "$STORE" "$CONTACTS" >"$T/contacts.json" <<'END'
import json, sqlite3, sys
n = int(sys.argv[2])
people = sqlite3.connect(sys.argv[1]).execute(
    "SELECT email, name FROM address WHERE list IS NULL AND n_in + n_out > 0"
    " AND instr(email, '@') > 0 ORDER BY NOT (n_in > 0 AND n_out > 0), -(n_in + n_out), email"
    " LIMIT ?", (n,)).fetchall()
people += [("stranger%d@away.example" % i, "") for i in range(n - len(people))]
classes = ["key", "partner", "acquaintance", "potential"]
print(json.dumps({"notmuch-cadence": "export", "version": 1, "contacts": [
    {"slug": "c%d" % i, "name": name or email, "class": classes[i % 4],
     "created": 1700000000, "addresses": [email]}
    for i, (email, name) in enumerate(people)]}))
END
notmuch-cadence import "$T/contacts.json"
index

say 'filter …'
untag() { notmuch tag -cadence/contact -cadence/contact/key -cadence/contact/partner \
	-cadence/contact/acquaintance -cadence/contact/potential -cadence/followup \
	-cadence/followup/owed -cadence/followup/awaiting -cadence/followup/due \
	-cadence/followup/overdue -- tag:cadence/contact or tag:cadence/followup; }
turn filter-first notmuch-cadence-filter --quiet
memory 'a filter run without news' notmuch-cadence-filter --quiet
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
	sqlite3 "$STORE" 'DELETE FROM tagged; DELETE FROM tagged_until'
	turn filter notmuch-cadence-filter --quiet
	untag
done
row "filter, $(wc -l <"$T/batch") messages" filter tag 'notmuch tag --batch, same tags'
if [ $((CONTACTS * N)) -gt 10000000 ]; then
	too_large filter afew
elif have afew; then
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
sqlite3 "$STORE" 'DELETE FROM tagged; DELETE FROM tagged_until'
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
	turn noop-filter notmuch-cadence-filter --quiet
done
row 'index of 100 new messages' new-index new-version 'notmuch --version'
row 'filter after it' new-filter new-version 'notmuch --version'
row 'filter, nothing to do' noop-filter new-version 'notmuch --version'
rm -rf "$D"/mail/new[0-9]* && notmuch new --quiet && index && untag

say 'questions …'
for ((i = 0; i < 3 * ROUNDS; i++)); do
	for command in suggest list 'show c0' 'history c0' 'lookup an' discover; do
		# shellcheck disable=SC2086
		turn "${command%% *}" notmuch-cadence $command
	done
	turn start notmuch-cadence --version
done
# What a mail client asks for while an address is typed.
for term in an silas steinb; do
	if have notmuch-addrlookup; then
		for ((i = 0; i < ROUNDS; i++)); do
			turn "addrlookup-$term" notmuch-addrlookup "$term"
			turn "lookup-$term" notmuch-cadence lookup "$term"
		done
		row "\`lookup $term\`" "lookup-$term" "addrlookup-$term" "notmuch-addrlookup $term"
	else
		absent "\`lookup $term\`" notmuch-addrlookup
	fi
done
for command in suggest list show history lookup discover; do
	row "\`$command\`, $CONTACTS contacts" "$command" start 'notmuch-cadence --version'
done
for command in suggest list 'lookup an' discover; do
	# shellcheck disable=SC2086
	memory "\`$command\`" notmuch-cadence $command
done
if [ $LARGE = yes ]; then
	too_large '`lookup an`' mu
elif have mu; then
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
memory '`--pipe`, 20 MB' notmuch-cadence-filter --pipe <"$T/big"

{
	printf '# %s messages, %s contacts, medians of %s rounds in turns\n\n' "$N" "$CONTACTS" "$ROUNDS"
	printf '%s\n\n' "$(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1), $(notmuch --version)"
	printf '| what | ours | beside | theirs | ours ÷ theirs | in processor time |\n|---|---|---|---|---|---|\n'
	printf '%s\n' "${table[@]}"
} | tee "$OUT"
