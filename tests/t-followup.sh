#!/bin/sh
# Follow-up tags are the list that `suggest` shows, on the messages to answer.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"
filter=notmuch-cadence-filter

# asks FROM DATE: drops mail that asks for an answer
asks() {
	mail "$1" me@example.org "$2"
	printf 'Could you come on Friday?\n' >>"$T/mail/cur/$mails:2,"
}

mail 'Ada <ada@friends.example>' me@example.org 'Mon, 02 Feb 2026 10:00:00 +0000'
mail me@example.org ada@friends.example 'Tue, 03 Feb 2026 10:00:00 +0000'
mail 'Bo <bo@friends.example>' me@example.org 'Mon, 01 Dec 2025 10:00:00 +0000'
asks 'Cy <cy@friends.example>' 'Mon, 16 Feb 2026 10:00:00 +0000'
notmuch new --quiet
notmuch-cadence-index --quiet
notmuch-cadence track ada@friends.example --class=key >/dev/null
notmuch-cadence track bo@friends.example --class=partner >/dev/null
notmuch-cadence track cy@friends.example --class=partner >/dev/null

# follow TAG-SUFFIX ID...: exactly these messages have the follow-up tag
follow() {
	tag=cadence/followup$1
	shift
	want=$*
	# shellcheck disable=SC2046 # a list of words
	set -- $(notmuch search --output=messages --exclude=false "tag:$tag" | sort)
	test "$*" = "$want" || { echo "$*"; return 1; }
}

# shown [OPTION]: the messages that suggest shows are those that are tagged
shown() {
	# shellcheck disable=SC2046 # a list of words
	follow '' $(notmuch-cadence suggest --output=messages "$@" | sort)
}

$filter --quiet
ok 'what suggest shows is tagged' shown
ok '… and something is' follow '' id:1@t id:3@t id:4@t
ok '… with its reason: overdue' follow /overdue id:1@t
ok '… due' follow /due id:3@t
ok '… owed' follow /owed id:4@t

notmuch-cadence snooze bo 'in 3 days' >/dev/null
notmuch tag +cadence/followup id:2@t
$filter --quiet
ok 'snoozed, the tag goes; a hand-put one stays' follow '' id:1@t id:2@t id:4@t
notmuch tag -cadence/followup id:2@t
$filter --quiet --now=2026-03-20
ok 'time passes, the tag comes back' follow '' id:1@t id:3@t id:4@t
$filter --quiet
ok '… for nobody who is snoozed now' shown

mail me@example.org cy@friends.example 'Mon, 09 Mar 2026 10:00:00 +0000' 'In-Reply-To: <4@t>'
notmuch new --quiet
notmuch-cadence-index --quiet
$filter --quiet
ok 'answered, the tag goes' follow '' id:1@t
notmuch config set search.exclude_tags deleted
notmuch tag +deleted id:1@t
$filter --quiet
ok 'deleted mail is not to be followed up' follow ''
notmuch tag -deleted id:1@t
$filter --quiet
ok '… until it is not deleted' follow '' id:1@t

notmuch config set cadence.daily 1
notmuch-cadence resume bo >/dev/null
$filter --quiet
ok 'the daily quota holds for tags' shown
ok '… which leaves one' follow '' id:1@t
rm "$T/mail/cur/1:2,"
notmuch new --quiet
ok 'an anchor that left the mail store is passed over' $filter --quiet

# stale N: so many drafts have the tag, whether or not notmuch hides drafts
stale() { test "$(notmuch count --exclude=false tag:cadence/stale)" = "$1"; }

notmuch config set search.exclude_tags 'deleted;draft'
notmuch-cadence reply bo --save 2>/dev/null
notmuch-cadence reply cy --save 2>/dev/null
$filter --quiet
ok 'a fresh draft has no tag' stale 0
mail 'Bo <bo@friends.example>' me@example.org 'Tue, 10 Mar 2026 13:00:00 +0000'
mail me@example.org cy@friends.example 'Tue, 10 Mar 2026 13:00:00 +0000'
notmuch new --quiet
export CADENCE_NOW=2026-03-10T14:00Z
notmuch-cadence-index --quiet
$filter --quiet
ok 'drafts are stale once they or the user wrote' stale 2
$filter >"$T/again"
ok 'twice is once' grep -q '^tagged 0 messages, untagged 0' "$T/again"
ok 'a stale draft makes room for another' says 'draft to bo saved' notmuch-cadence reply bo --save
rm "$T/mail/cur/$mails:2,"
notmuch new --quiet
notmuch-cadence-index --quiet --prune
$filter --quiet
ok 'the tag is taken back with the letter that was reason for it' stale 1
notmuch tag -draft tag:cadence/stale
$filter --quiet
ok 'what is no draft any more has no tag' stale 0
done_testing
