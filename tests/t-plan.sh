#!/bin/sh
# How the user plans follow-ups and quiets them: remind, dismiss, spread, fresh-start, and what they
# know of people besides the mail.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"
# shellcheck source=tests/lib-plugin.sh
. "${0%/*}/lib-plugin.sh"

# Without notmuch in front: half the processes.
c() { notmuch-cadence "$@"; }
# on DATE COMMAND...: as if it were that day
on() { (CADENCE_NOW=$1 && export CADENCE_NOW && shift && "$@"); }
# suggests IDS [OPTION...]: just these people, in this order
suggests() {
	want=$1
	shift
	got=$(in_a_line c suggest --all --output=ids "$@")
	test "$got" = "$want" || { echo "$got" && return 1; }
}
lacks() { ! "$@"; }
# takes_back WHAT: undo says that it was this
takes_back() { says "taken back: $1 (" c undo; }

for who in ada bea cid dov; do
	mail me@example.org "$who@x.example" 'Mon, 10 Nov 2025 10:00:00 +0000'
done
mail 'bea@x.example' me@example.org 'Tue, 25 Nov 2025 10:00:00 +0000'
letter asks 'Eli <eli@x.example>' me@example.org 'Mon, 23 Feb 2026 10:00:00 +0000' 'The map' <<'END'
Could you send it?
END
printf '[cadence]\ndaily=2\n' >>"$NOTMUCH_CONFIG"
come
# contacts NAME...: an export with these
contacts() {
	echo '{"notmuch-cadence": "export", "version": 1, "contacts": ['
	for name; do
		printf '%s{"slug": "%s", "name": "%s", "class": "partner", "created": 1773144000,
			"addresses": ["%s@x.example"]}' "$comma" "$name" "$name" "$name"
		comma=,
	done
	echo ']}'
}
comma='' && contacts ada bea cid dov eli | c import - >/dev/null
c export >"$T/before"
ok 'four are silent, one has asked' suggests 'ada cid dov bea eli '

# remind
ok 'the words of a date end where it does' says 'ada (ada): reminder #1 on 2026-03-13: ask about the proof' \
	c remind ada in 3 days ask about the proof
ok 'or are one argument' says 'bea (bea): reminder #2 on 2026-03-11 09:00, unless they write: 10:00 sharp' \
	c remind bea 'tomorrow 9am' --unless-answered 10:00 sharp
ok 'today is not past' says 'reminder #3 on 2026-03-10 12:00' c remind cid today
ok 'yesterday is' fails 64 c remind cid yesterday call
ok 'what is no date is said' says '"about the proof" is no date' c remind cid about the proof
ok 'an answer to nothing is no condition' fails 64 c remind cid --unless-answered
ok 'all are listed by their dates' prints c remind <<'END'
#3  2026-03-10 12:00  cid  now
#2  2026-03-11 09:00  bea  unless they write  10:00 sharp
#1  2026-03-13        ada                     ask about the proof
END
ok 'they are suggested from then on' on 2026-03-13T08:00Z suggests 'ada cid bea ' --reason=planned
answers remind c remind ada
ok 'with all that is to be known' grep -q '"id": 1, "created": 1773144000, "date": 1773360000, "unless_answered": false, "open": true, "text": "ask about the proof"}' \
	"$T/answers/remind.json"
ok 'the card calls it the same' says '"unless_answered": false' c show ada --format=json
on 2026-03-14 c log ada >/dev/null
ok 'what was done is done' says '#1  2026-03-13  ada  done  ask about the proof' c remind ada
ok 'and not to come' lacks says ask c remind
ok 'one is removed' says 'reminder #3 removed' c remind cid --remove=3
ok 'once' fails 64 c remind cid --remove=3
for what in 'remind --remove cid' 'log ada' 'remind cid' 'remind bea' 'remind ada'; do
	ok "$what is taken back" takes_back "$what"
done

# dismiss
ok 'a reason is dismissed' says 'eli (eli): not suggested until something new happens: owed' c dismiss eli
ok 'of nobody else' suggests 'ada cid dov bea '
ok 'once' says 'nothing to dismiss: nothing is suggested now' c dismiss eli
letter again 'Eli <eli@x.example>' me@example.org 'Tue, 24 Feb 2026 10:00:00 +0000' 'Re: The map' \
	'References: <asks@t>' <<'END'
Could you send both of them?
END
come
ok 'who asks again is suggested again' suggests 'eli ' --reason=owed
ok 'a silence has steps' says 'happens, or they are overdue: due' c dismiss ada
ok 'of which the next is another reason' on 2026-04-01 suggests 'ada cid dov ' --reason=overdue
ok 'one reason alone can be dismissed' says 'not suggested until something new happens, or they are overdue: due' \
	c dismiss cid --reason due
ok 'if it is one' says 'nothing to dismiss: "owed" is no reason now, only due' c dismiss dov --reason=owed
ok 'what is none at all names those there are' says 'due-soon and cadence' c dismiss dov --reason=nix
ok 'both are quiet' suggests 'dov bea eli '
ok 'one is resumed' c resume cid
ok 'and suggested' suggests 'cid dov bea eli '
for what in 'resume cid' 'dismiss cid' 'dismiss ada' 'dismiss eli'; do
	ok "$what is taken back" takes_back "$what"
done

# spread: two a day, of which today one is for who has asked
ok 'a backlog is put on the days to come' prints c spread --dry-run <<'END'
2026-03-10  ada  ada
2026-03-11  cid  cid
2026-03-11  dov  dov
2026-03-12  bea  bea
END
ok 'the first day is for who asks, too' says '2 stay for today, 3 come later: 2 a day, the last on 2026-03-12' c spread
ok 'as it was said' suggests 'ada eli '
ok 'the next ones come' on 2026-03-11 suggests 'ada cid dov eli '
ok 'until all have' on 2026-03-12 suggests 'ada cid dov bea eli '
ok 'who fits into a day stays' says "all who are due fit into today's 2" c spread
ok 'it is taken back at once' takes_back spread
ok 'within fewer days there are more a day' says '3 stay for today, 2 come later: 3 a day, the last on 2026-03-11' \
	c spread --days=2
c undo >/dev/null
c remind bea tomorrow >/dev/null
ok 'nobody is kept from a reminder' says '2026-03-11  bea' c spread --dry-run
c undo >/dev/null
ok 'no days are a mistake' fails 64 c spread --days=0
ok 'an unknown class is one' fails 64 c spread --class=nix
ok 'who is not due is left alone' says 'nobody is suggested for silence alone' c spread --class=key

# fresh-start
ok 'a fresh start with one' says 'eli (eli): a fresh start' c fresh-start eli
ok 'is for that one' suggests 'ada cid dov bea '
ok 'a fresh start with all' says 'a fresh start with 5 people' c fresh-start --class partner
ok 'ends all silence' suggests ''
ok 'for as long as a cadence' on 2026-06-11 suggests 'eli bea ada cid dov '
ok 'one of a class is no class' fails 64 c fresh-start ada --class partner
c undo >/dev/null && c undo >/dev/null
c export >"$T/after"
ok 'nothing is left of all that was taken back' same "$T/before" "$T/after"

# what is known of people
ok 'days are understood as they are said' says 'changed, birthday 1990-05-03, anniversary 06-10, class partner' \
	c edit ada --birthday '3 May 1990' --anniversary 10.6. --country=DE --language=de
ok 'and suggested when they come' on 2026-05-02T12:00Z suggests 'ada ' --reason=occasion
c edit ada --birthday none >/dev/null
ok 'none is none' on 2026-05-02T12:00Z suggests '' --reason=occasion
for wrong in --birthday=31.4. --birthday=2027-01-01 --country=germany --language=1; do
	ok "edit $wrong is refused" fails 64 c edit ada "$wrong"
done
ok 'who has died is kept' says 'kept, and nothing is suggested any more' c edit ada --deceased
ok 'and never suggested' suggests 'cid dov bea eli '
ok 'a reminder of them can wait' says '2026-03-17 (shown only when they are suggested again)' c remind ada a week
c resume ada >/dev/null
ok 'it can be a mistake' suggests 'ada cid dov bea eli '
ok 'a class has what drafts need' says ', booking https://cal.example/me, bcc crm@example.org' \
	c class partner --booking https://cal.example/me --bcc 'CRM <CRM@example.org>'
c class partner --booking none --bcc none >"$T/out"
ok 'or not' grep -q 'policy any, weight 1$' "$T/out"
for wrong in --booking=ftp://cal.example --booking='https://cal.example/a b' --booking=https:// --bcc=nobody; do
	ok "class $wrong is refused" fails 64 c class partner "$wrong"
done

# dates of what has happened, and of what is to come
ok 'monday was yesterday' says 'logged for 2026-03-09 18:00' c log cid --date 'monday 18:00'
c remind dov saturday >/dev/null
ok 'and is to come' says 'not suggested until 2026-03-16, nor for the reminder of 2026-03-14' \
	c snooze dov until monday
for command in dismiss resume; do ok "$command without anybody is a mistake" fails 64 c $command; done
ok_answers
done_testing
