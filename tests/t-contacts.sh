#!/bin/sh
# What the user enters about people: contacts, classes, remarks, quiet, export and import.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

# Most commands without notmuch in front: half the processes.
c() { notmuch-cadence "$@"; }
ids() { in_a_line c list --output=ids; }
suggested() { in_a_line c suggest --output=ids; }
# card TEXT...: each is part of the card of Ada
card() {
	card=$(c show ada)
	for text in "$@"; do
		case $card in *"$text"*) ;; *) echo "$card" && return 1 ;; esac
	done
}
# quiets COMMAND...: done, and then nobody is suggested
quiets() { c "$@" && test -z "$(suggested)"; }
# asks COMMAND...: refuses to do, unasked, what cannot be undone
asks() { fails_saying 64 --yes c "$@" </dev/null; }
# traces WORD: bytes of it are in the store
traces() { grep -q "$1" "$store"*; }
lacks() { ! "$@"; }
piped() { c track <"$1"; }

mail 'Ada Winterbourne <ada@harbour.example>' me@example.org 'Mon, 10 Nov 2025 10:00:00 +0000'
mail me@example.org ada@harbour.example 'Tue, 11 Nov 2025 10:00:00 +0000'
mail 'Wim <wim@paper.example>' me@example.org 'Mon, 03 Nov 2025 10:00:00 +0000'
notmuch new --quiet
notmuch-cadence-index --quiet

# track
ok 'the mail gives the name and the clocks' says \
	'Ada Winterbourne (ada-winterbourne): tracked, class key, every 2 weeks; last contact 2025-11-11' \
	notmuch cadence track ADA@Harbour.Example --class key
of() { c show - <"$T/mail/cur/$1:2,"; }
ok 'WHO is who wrote a message that is piped' says '(ada-winterbourne)' of 1
ok '… or, the user having written it, to whom it is' says '(ada-winterbourne)' of 2
ok '… if they are tracked' fails 64 of 3
ok 'tracking twice is once' says 'tracked already' c track ada@harbour.example
ok 'a message can be piped' piped "$T/mail/cur/3:2,"
ok 'what is no message cannot' fails 65 piped "$NOTMUCH_CONFIG"
ok 'one person has several addresses' says 'Zoë (zoe): tracked' \
	c track 'Zoë <zoe@a.example>' zoe@b.example --every 'every 6 weeks'
ok 'an address of another is refused' fails 64 c track new@a.example zoe@b.example
ok 'and leaves nothing behind' test "$(ids)" = 'ada-winterbourne wim zoe '
ok 'own addresses are refused' fails 64 c track me@example.org
ok 'words are no address' fails 64 c track 'Ada Winterbourne'
ok 'an unknown class names those there are' says 'key, potential' c track x@y.example --class nix
ok 'an unknown interval is refused' fails 64 c track x@y.example --every never

# edit
ok 'names, ids and cadences change' says 'Ada W. (ada): changed, class partner, every 5 weeks' \
	c edit ada-winterbourne --name 'Ada W.' --id ada --class partner --every 5w --add-address ada@new.example
ok 'back to the cadence of the class' says 'every 3 months' c edit ada@new.example --every class
ok 'an address is removed' c edit ada --remove-address ada@new.example
ok 'the last one stays' fails 64 c edit ada --remove-address ada@harbour.example
ok 'what is not theirs is said' says 'not an address of ada' c edit ada --remove-address wim@paper.example
ok 'a change fails' fails 64 c edit ada --name Other --add-address wim@paper.example
ok 'as a whole' card 'Ada W. (ada)' 'class         partner, every 3 months'
ok 'a change of nothing is a mistake' fails 64 c edit ada

# class
ok 'a class is made' c class friends --every 5w --policy sent --weight 2
ok 'and listed' says '{"name": "friends", "every": "5w", "cadence_days": 35, "policy": "sent", "weight": 2, "booking": null, "bcc": null, "contacts": 0}' \
	c class --format=json friends
ok 'a new one needs a cadence' fails 64 c class foes --weight 2
ok 'a wrong policy names those there are' says 'any, sent, received' c class friends --policy never
ok 'a class with people stays' fails 64 c class partner --remove
ok 'an empty one goes' c class friends --remove
ok 'and is gone' fails 64 c class friends

# note, topic, log
c topic ada the rubbings >/dev/null
c note ada "$(printf 'tide\033[2J tables\r\nof Fennay')" >/dev/null
c log ada 'a long talk' --channel call --date 2026-03-01 >/dev/null
ok 'what is entered is kept' card 'topic         #1 2026-03-10 the rubbings' 'last contact  10 days ago'
ok 'in lines, without control characters' says '"tide[2J tables\u000aof Fennay"' c show ada --format=json
ok 'a topic is removed by its number' c topic ada --remove 1
ok 'once' fails 64 c topic ada --remove 1
ok 'notes are listed' says '#1 2026-03-10 tide[2J' c note ada
ok 'the future cannot be logged' fails 64 c log ada --date tomorrow
ok 'a wrong channel names those there are' says 'in-person' c log ada --channel telex
c log ada --out --channel letter >/dev/null
ok 'directions are told apart' says '"direction": "out", "role": "to", "channel": "letter"' \
	c history ada --format=json

# quiet
c edit wim --every 1w >/dev/null
ok 'Wim is due' test "$(suggested)" = 'wim '
ok 'snoozed he is not' quiets snooze wim 2 weeks
ok 'until then' test "$(CADENCE_NOW=2026-03-25 suggested)" = 'wim '
ok 'snoozing into the past is a mistake' fails 64 c snooze wim yesterday
c resume wim >/dev/null
ok 'resumed he is again' test "$(suggested)" = 'wim '
ok 'paused he is not' quiets pause wim
c resume wim >/dev/null
ok 'nor if he is not to be contacted' quiets do-not-contact wim

# export and import
c export >"$T/export"
ok 'an export can go into a file' c export "$T/file"
ok 'for the user alone' test "$(stat -c %a "$T/file")" = 600
ok 'the same' same "$T/export" "$T/file"
ok 'a folder that is missing is said' fails 73 c export "$T/no/such/file"
ok 'who is tracked no more' c untrack ada
ok 'is tracked again with all that was noted' says 'taken back: untrack ada (today)' c undo
c export >"$T/again"
ok 'to the byte' same "$T/export" "$T/again"
c untrack ada >/dev/null
c untrack wim >/dev/null
ok 'both are gone' test "$(ids)" = 'zoe '
ok 'an import brings all back' says 'imported 3 contacts' c import "$T/export"
ok 'twice is once' c import - <"$T/export"
c export >"$T/again"
ok 'to the byte' same "$T/export" "$T/again"
ok 'and the clocks' card 'last contact  today'
ok 'what is no export is refused' fails 65 c import "$NOTMUCH_CONFIG"
ok 'a file that is missing too' fails 65 c import "$T/none"

# merge, split and undo
ok 'two become one' says \
	'Ada W. (ada): one person with wim, class partner, every 3 months; last contact 2026-03-10' c merge ada wim
ok 'with both addresses' card 'wim@paper.example'
ok 'who is one already is said' says 'one contact already' c merge ada wim@paper.example
ok 'an address is taken away' says 'another person than wim@paper.example' c split ada wim@paper.example
ok 'once' says 'not an address of ada' c split ada wim@paper.example
ok 'an address is given' says 'one person with ada@home.example' c merge ada ada@home.example
ok 'not one of the user' fails 64 c merge ada me@example.org
for _ in 1 2 3; do c undo >>"$T/undone"; done
ok 'all is taken back, the last first' same - "$T/undone" <<'END'
taken back: merge ada ada@home.example (today)
taken back: split ada wim@paper.example (today)
taken back: merge ada wim (today)
END
c export >"$T/again"
ok 'to the byte' same "$T/export" "$T/again"

# ignore and forget
ok 'somebody is ignored' c ignore wim
ok 'and nobody is left to propose' lacks says wim@ c discover
ok 'an address of nobody can be ignored' c ignore shop@example.net
ok 'tracking takes it back' says 'Wim (wim): tracked' c track wim@paper.example
ok 'forgetting is always asked' asks forget wim
ok 'there is something to forget' traces wim@paper
ok 'with --yes it is done' c forget wim --yes
ok 'to the last byte' lacks traces wim@paper
notmuch-cadence-index --quiet --full
ok 'for good' lacks traces wim@paper
ok 'and nothing can be taken back' says 'no change to take back' c undo
for command in merge split pause ignore snooze note log edit import; do
	ok "$command without anybody is a mistake" fails 64 c $command </dev/null
done
done_testing
