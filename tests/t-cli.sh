#!/bin/sh
# The command line: dispatch, common options, exit status, streams.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"
# shellcheck source=tests/lib-plugin.sh
. "${0%/*}/lib-plugin.sh"

# on_stdout COMMAND...: says something there, and nothing on standard error
on_stdout() { "$@" >"$T/out" 2>"$T/err" && test -s "$T/out" && test ! -s "$T/err"; }

# on_stderr STATUS COMMAND...: prints nothing on standard output and ends so
on_stderr() {
	want=$1
	shift
	fails "$want" "$@" >"$T/out" 2>"$T/err" || { echo "ended with $got"; return 1; }
	test ! -s "$T/out" && grep -q '^notmuch-cadence: ' "$T/err"
}

notmuch new --quiet
ok 'no store yet: one line says what to do' on_stderr 74 notmuch-cadence
ok '… and names the indexer' grep -q 'run notmuch-cadence-index' "$T/err"
letter 1 'Ada <ada@x.example>' me@example.org 'Mon, 02 Feb 2026 10:00:00 +0000' Hi </dev/null
come
notmuch-cadence track ada@x.example --class=key >/dev/null

ok 'help lists the commands' says 'discover ' notmuch-cadence help
ok '… so does --help, on standard output' on_stdout notmuch-cadence --help
ok '… with the same' grep -q 'discover ' "$T/out"
# That each command has help of its own is seen in t-docs.sh.
ok 'a command is helped by its name' says '--output=WHAT' notmuch-cadence help suggest
ok '… with the common options' says '--uuid=HEX' notmuch-cadence show --help
ok 'help of nothing is a usage error' on_stderr 64 notmuch-cadence help nonsense
ok 'the version is told' says 'notmuch-cadence 0' notmuch-cadence --version

notmuch-cadence suggest --all >"$T/suggest"
same_as_suggest() { notmuch-cadence "$@" >"$T/bare" && same "$T/suggest" "$T/bare"; }
ok 'no command means suggest' same_as_suggest
ok '… with its options' same_as_suggest --all
ok 'notmuch finds the plugin' says ada notmuch cadence --all
ok 'a wrong command is a usage error' on_stderr 64 notmuch-cadence sugest
ok '… that names the nearest' grep -q 'did you mean "suggest"' "$T/err"
ok 'a wrong option is a usage error' on_stderr 64 notmuch-cadence suggest --nonsense
ok '… that names the help' grep -q 'suggest --help' "$T/err"
ok 'too many arguments are one' on_stderr 64 notmuch-cadence show ada bob
ok 'too few are one' on_stderr 64 notmuch-cadence show
ok 'options may follow arguments' says '"ada"' notmuch-cadence show ada --format=json
ok '"--" ends them' on_stderr 64 notmuch-cadence show -- --format=json
ok '… and is none of the arguments' grep -q '"--format=json"' "$T/err"

ok 'a format unknown here is a usage error' on_stderr 64 notmuch-cadence show ada --format=text0
ok 'a format version to come is 21' on_stderr 21 notmuch-cadence list --format=json --format-version=2
ok '… one gone by is 20' on_stderr 20 notmuch-cadence list --format=json --format-version=-1
ok '… that of today is right' notmuch-cadence list --format=json --format-version=1

ok '--now moves the clock' says '4 weeks ago' notmuch-cadence list --now=2026-03-02
ok '… over CADENCE_NOW' says '10 days ago' notmuch-cadence list --now=@1770890400
ok 'a present nobody understands is a usage error' on_stderr 64 notmuch-cadence --now=soonish
ok '--config names the configuration' says ada env -u NOTMUCH_CONFIG \
	notmuch-cadence list --config="$NOTMUCH_CONFIG"
ok 'a missing configuration is 78' fails 78 notmuch-cadence list --config="$T/none"
uuid=$(notmuch count --lastmod '*' | cut -f 2)
ok 'the right --uuid passes' notmuch-cadence list --uuid="$uuid"
ok 'a wrong one does not' on_stderr 69 notmuch-cadence list --uuid=0000
ok 'a profile that is no file name is refused' fails 64 env NOTMUCH_PROFILE=a/b notmuch-cadence list

ok 'a full disk under the answer is 74' fails 74 sh -c 'notmuch-cadence list >/dev/full'
ok 'a closed standard output, too' fails 74 sh -c 'notmuch-cadence list >&-'
nobody_reads() {
	notmuch-cadence list 2>"$T/err" | { exec <&-; sleep 0.2; }
	test ! -s "$T/err"
}
ok 'a reader that goes away is no news' nobody_reads
ok 'bytes beyond ASCII pass in the C locale' env LC_ALL=C notmuch-cadence track zoë@y.example --name=Zoë
ok '… and are found again' says Zoë env LC_ALL=C notmuch-cadence show zoë

notmuch-cadence track b@x.example --name='Ada Byron' >/dev/null
ok 'a name of two people is a usage error' on_stderr 64 notmuch-cadence show byron ada
ok '… that lists them' on_stderr 64 notmuch-cadence show ad
ok 'the candidates are a line each' grep -q '^  ada-byron .*b@x.example' "$T/err"
ok 'nobody is a usage error' on_stderr 64 notmuch-cadence show nobody
escapes() { ! notmuch-cadence show "$(printf 'x\033]0;pwned\007')" 2>&1 | grep -q "$(printf '\033')"; }
ok 'what was typed does not reach the terminal raw' escapes
done_testing
