#!/bin/sh
# The filter over a notmuch database: tags follow the mail and the contacts, and only ours.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

# come: what was mailed is in the notmuch database and recorded
come() {
	notmuch new --quiet && notmuch-cadence-index --quiet
}

# tags N: in $is, which of our tags message N has
tags() {
	is=
	for tag in $(notmuch search --output=tags --exclude=false "id:$1@t"); do
		case $tag in inbox | unread | spam | mine) ;; *) is="$is${is:+ }$tag" ;; esac
	done
}

# tagged N TAG...: message N has exactly these of our tags
tagged() {
	id=$1
	shift
	tags "$id"
	test "$is" = "$*" || { echo "$id: $is"; return 1; }
}

# prints LINE COMMAND...: prints exactly that
prints() {
	line=$1
	shift
	is=$("$@") || return
	test "$is" = "$line" || { echo "$is"; return 1; }
}

revision() { notmuch count --lastmod '*'; }

# still COMMAND...: leaves the revision of the notmuch database alone
still() {
	before=$(revision)
	"$@" || return
	test "$(revision)" = "$before" || { echo "$before: now $(revision)"; return 1; }
}

filter=notmuch-cadence-filter
key='cadence/contact cadence/contact/key'
partner='cadence/contact cadence/contact/partner'

mail 'Ada <Ada@friends.example>' me@example.org 'Mon, 02 Feb 2026 10:00:00 +0000'
mail '"ada@friends.example" <evil@attacker.test>' me@example.org 'Mon, 02 Feb 2026 11:00:00 +0000'
mail ada@friends.example.attacker.test me@example.org 'Mon, 02 Feb 2026 12:00:00 +0000'
mail me@example.org 'Ada <ada@friends.example>' 'Tue, 03 Feb 2026 10:00:00 +0000'
mail 'Bo <bo@friends.example>' me@example.org 'Mon, 02 Mar 2026 10:00:00 +0000'
mail 'Ada <ada@friends.example>, bo@friends.example' me@example.org 'Mon, 02 Mar 2026 11:00:00 +0000'
come

ok 'with nobody tracked there is nothing to do' prints 'tagged 0 messages, untagged 0' $filter
notmuch-cadence track ada@friends.example --class=key >/dev/null
ok 'mail from a contact is tagged' prints 'tagged 2 messages, untagged 0' $filter
ok '… with the class' tagged 1 "$key"
ok '… each author counts' tagged 6 "$key"
ok 'an address in a display name is not an author' tagged 2
ok 'a longer domain is another address' tagged 3
ok 'mail to a contact is not tagged unless asked' tagged 4
ok 'a second run changes nothing' still prints 'tagged 0 messages, untagged 0' $filter
ok '--quiet is quiet' prints '' $filter --quiet

notmuch tag +mine id:1@t
ok 'a tag of the user moves nothing' still prints 'tagged 0 messages, untagged 0' $filter
# opens N COMMAND...: opens N files of mail
opens() {
	want=$1
	shift
	traced -e trace=open,openat -o "$T/trace" "$@" >/dev/null || return
	is=$(grep -c "$T/mail/cur/" "$T/trace" || :)
	test "$is" = "$want" || { cat "$T/trace" && return 1; }
}
if have strace && traced -o "$T/trace" true; then
	notmuch tag +mine '*'
	ok 'after it no file is opened, but where the record has not all authors' opens 1 $filter
	notmuch tag -mine '*'
	ok '… nor when tags are taken away' still opens 1 $filter
else skip 'after it no file is opened' 'needs strace'; fi
notmuch tag -cadence/contact id:1@t
ok 'a tag taken off by hand comes back' prints 'tagged 1 message, untagged 0' $filter
ok '… on that message' tagged 1 "$key"

notmuch-cadence edit ada@friends.example --class=partner >/dev/null
ok 'another class, other tags' prints 'tagged 2 messages, untagged 0' $filter
ok '… instead of the old one' tagged 1 "$partner"

notmuch-cadence track bo@friends.example --class=key >/dev/null
mail bo@friends.example me@example.org 'Tue, 03 Mar 2026 10:00:00 +0000'
come
$filter --quiet
# alike N N: these have the same tags of ours, and have some
alike() { tags "$1" && test "$is" && tagged "$2" "$is"; }
ok 'mail that came before and after tracking is tagged the same' alike 5 7
ok 'two contacts, two classes' tagged 6 'cadence/contact cadence/contact/key cadence/contact/partner'

notmuch tag +cadence/contact id:2@t
notmuch-cadence untrack ada@friends.example >/dev/null
ok 'untracked, the tags go' prints 'tagged 0 messages, untagged 2' $filter
ok '… all of them' tagged 1
ok '… but for what another contact calls for' tagged 6 "$key"
ok '… and what somebody else put' tagged 2 cadence/contact
ok '… which changes nothing more' still prints 'tagged 0 messages, untagged 0' $filter

notmuch config set search.exclude_tags spam
$filter --quiet
notmuch tag +spam id:5@t
ok 'excluded mail loses its tags' prints 'tagged 0 messages, untagged 1' $filter
ok '… and has none' tagged 5
notmuch tag -spam id:5@t
ok '… until it is excluded no more' prints 'tagged 1 message, untagged 0' $filter

ok 'a query limits the run' prints 'tagged 0 messages, untagged 0' $filter id:1@t
notmuch tag -cadence/contact id:5@t id:7@t
ok '… to what it matches' prints 'tagged 1 message, untagged 0' $filter id:5@t or id:1@t
ok '… and leaves the rest to the next run' prints 'tagged 1 message, untagged 0' $filter
notmuch tag -cadence/contact id:5@t id:7@t
ok 'the query for all mail is one' prints 'tagged 2 messages, untagged 0' $filter '*'
ok 'a query that notmuch does not know is a usage error' fails 64 $filter 'date:nonsense..'

notmuch-cadence track ada@friends.example --class=partner >/dev/null
notmuch config set cadence.tag_sent true
$filter --quiet
ok 'by option, mail to contacts is tagged too' tagged 4 "$partner"
notmuch config set cadence.tag_since 2026-02-15
$filter --quiet
ok 'by option, old mail is not tagged' tagged 1
ok '… and later mail is' tagged 5 "$key"
notmuch config set cadence.tag_prefix ''
$filter --quiet
ok 'another prefix moves the tags' tagged 5 contact contact/key
ok '… and a second run changes nothing' still prints 'tagged 0 messages, untagged 0' $filter
notmuch config set cadence.tag_prefix cadence/
notmuch config set cadence.tag_since
$filter --quiet

# delivered: a message that `notmuch insert` put with the tags that the filter printed
delivered() {
	printf 'From: bo@friends.example\nTo: me@example.org\nMessage-Id: <d@t>\n\nb\n' >"$T/in"
	# shellcheck disable=SC2046 # a list of words
	notmuch insert $($filter --print-tags <"$T/in") <"$T/in"
}
delivered
ok 'tags put at delivery need no second touch' still prints 'tagged 0 messages, untagged 0' $filter
notmuch-cadence untrack bo@friends.example >/dev/null
$filter --quiet
ok '… and are taken back like our own' tagged d

mail "O'Odd <o'odd@friends.example>" me@example.org 'Tue, 03 Mar 2026 10:00:00 +0000'
come
$filter --quiet
notmuch-cadence track "o'odd@friends.example" --class=key >/dev/null
$filter --quiet
ok 'an address that no query can hold is found all the same' tagged "$mails" "$key"

mail ada@friends.example me@example.org 'Tue, 03 Mar 2026 10:00:00 +0000'
notmuch new --quiet
rm "$T/mail/cur/$mails:2,"
ok 'a file that vanished is counted, and nothing else happens' \
	prints 'tagged 0 messages, untagged 0, could not read 1' $filter
$filter --quiet
# held COMMAND...: runs it while another program writes, until it has said that it waits
held() {
	mkfifo "$T/fifo" "$T/said"
	notmuch tag --batch <"$T/fifo" &
	exec 5>"$T/fifo"
	until find /proc/$!/fd -lname '*/flintlock' 2>/dev/null | grep -q .; do sleep 0.05; done
	timeout 20 "$@" 2>"$T/said" 5>&- &
	exec 6<"$T/said"
	read -r line <&6 || :
	exec 5>&-
	wait $! && more=$(cat <&6)
	echo "$line$more"
	case $line in *'waiting for another program'*) test -z "$more" ;; *) return 1 ;; esac
}
if test -d /proc/self/fd; then
	notmuch tag -cadence/contact id:6@t
	ok 'a long wait for another program is told, once' held $filter
	ok '… and then all is done' tagged 6 "$partner"
else skip 'a long wait is told' 'needs /proc'; fi
two_at_a_time() {
	notmuch tag -cadence/contact id:1@t id:6@t
	$filter --quiet &
	$filter --quiet && wait $!
}
ok 'two filters at a time do no harm' two_at_a_time
ok '… nor leave anything undone' still prints 'tagged 0 messages, untagged 0' $filter
ok 'bad options are usage errors' fails 64 $filter --strict

# Mail that notmuch dates otherwise than the record: undated, too old, in the future, in the
# evening of another zone. The fifth is too old by both.
cy='Cy <cy@friends.example>'
mail "$cy" me@example.org ''
mail "$cy" me@example.org 'Sat, 01 Feb 1975 10:00:00 +0000' \
	'Received: by mx.example.org; Sun, 01 Mar 2026 10:00:00 +0000'
mail "$cy" me@example.org 'Sun, 01 Feb 2099 10:00:00 +0000'
mail "$cy" me@example.org 'Sat, 14 Feb 2026 18:00:00 -0800'
mail "$cy" me@example.org 'Sat, 14 Feb 2026 10:00:00 +0000'
export XDG_DATA_HOME="$T/other"
notmuch config set cadence.tag_since 2026-02-15
come
notmuch-cadence track cy@friends.example --class=key >/dev/null
ok 'a first run with a date to begin from finds all newer mail' \
	prints 'tagged 4 messages, untagged 0' $filter
notmuch-cadence undo >/dev/null
ok '… as does a run after a contact was tracked no more' prints 'tagged 0 messages, untagged 4' $filter
notmuch-cadence track cy@friends.example --class=key >/dev/null
ok '… and one after a contact was tracked' prints 'tagged 4 messages, untagged 0' $filter
notmuch config set cadence.tag_since 2026-03-05
ok 'a later date to begin from untags what is older' prints 'tagged 0 messages, untagged 2' $filter
done_testing
