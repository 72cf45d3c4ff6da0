#!/bin/sh
# Days worth a letter: birthdays, anniversaries, holidays of a country or a language.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"
# shellcheck source=tests/lib-plugin.sh
. "${0%/*}/lib-plugin.sh"

own=$T/.config/notmuch-cadence/holidays
come
# contact NAME MORE: one of an export, tracked without a letter
contact() {
	printf '{"slug": "%s", "name": "%s", "class": "partner", "created": 1773144000,
		"addresses": ["%s@x.example"], "cadence": "5y"%s}' "$1" "$1" "$1" "$2"
}
cat >"$T/contacts" <<END
{"notmuch-cadence": "export", "version": 1, "contacts": [
$(contact ada ''),
$(contact bob ', "occasions": [{"kind": "birthday", "year": null, "month": 12, "day": 10}]'),
$(contact cas ', "occasions": [{"kind": "birthday", "year": 2000, "month": 2, "day": 29}]'),
$(contact dan ', "occasions": [{"kind": "anniversary", "year": 2016, "month": 6, "day": 20}]'),
$(contact eva ', "country": "de"'),
$(contact fay ', "country": "gr"'),
$(contact gil '')
]}
END
notmuch-cadence import "$T/contacts" >/dev/null
notmuch-cadence edit ada --birthday=1815-12-10 >/dev/null
notmuch-cadence edit gil --language=ru >/dev/null

# on DATE...: who has an occasion then; with $soon
soon=
on() {
	for date; do
		ids=$(in_a_line notmuch-cadence suggest --all --reason=occasion --output=ids ${soon:+"$soon"} --now="$date")
		ids=${ids:-nobody }
		echo "$date: ${ids% }"
	done
}
ok 'today and tomorrow, whether or not the year is known' prints on \
	2026-12-08 2026-12-09 2026-12-10T12:00Z <<'END'
2026-12-08: nobody
2026-12-09: ada bob
2026-12-10T12:00Z: ada bob
END
soon=--soon
ok '--soon looks a week ahead' prints on 2026-12-02 2026-12-03 2026-06-13 <<'END'
2026-12-02: nobody
2026-12-03: ada bob
2026-06-13: dan
END
soon=
ok '29 February is 1 March in other years' prints on \
	2027-03-01 2028-02-29 2028-03-01 <<'END'
2027-03-01: cas
2028-02-29: cas
2028-03-01: nobody
END
ok 'holidays go by country or language, Easter by the church' prints on \
	2026-04-05 2026-04-12 2027-01-07 2027-03-28 2027-05-02 <<'END'
2026-04-05: eva
2026-04-12: fay gil
2027-01-07: gil
2027-03-28: eva
2027-05-02: fay gil
END
notmuch-cadence --all --reason=occasion --now=2026-12-10T12:00Z >"$T/birthday"
notmuch-cadence --all --reason=occasion --now=2027-01-01 --format=json >"$T/new-year"
ok 'how old somebody becomes is said where it is known' grep -q 211 "$T/birthday"
ok 'a holiday is called by its name' grep -q "New Year's Day" "$T/new-year"

# event NAME LINE...: a file of one holiday
event() {
	printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//EN\r\nBEGIN:VEVENT\r\nUID:u\r\n'
	printf 'DTSTAMP:20260101T000000Z\r\nSUMMARY:'
	printf '%s\r\n' "$@" END:VEVENT END:VCALENDAR
}
mkdir -p "$own"
event 'Day of the Tree' 'DTSTART;VALUE=DATE:20200504' \
	'RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=1MO' >"$own/country-de.ics"
event 'Broken' 'DTSTART;VALUE=DATE:20201350' >"$own/country-gr.ics"
ok 'a file that is wrong is named, with the line' \
	says "$own/country-gr.ics: line 8: 20201350 is no date" notmuch-cadence-index --quiet
ok 'once' prints notmuch-cadence-index --quiet </dev/null
ok 'the files of the user replace the others, which still count' prints on \
	2026-04-05 2026-04-12 2026-05-04 2027-05-03 <<'END'
2026-04-05: nobody
2026-04-12: gil
2026-05-04: eva
2027-05-03: eva
END
mv "$own/country-gr.ics" "$own/greece.ics"
ok 'a file that is not called as it should be is named' \
	says "$own/greece.ics: a file of holidays is called country-XX.ics or language-XX.ics" \
	notmuch-cadence-index --quiet
rm -r "$own"

# What is sent on the day was the greeting; a holiday needs a week of silence.
letter ada1 me@example.org ada@x.example 'Thu, 10 Dec 2026 08:00:00 +0000' Hello </dev/null
letter bob1 me@example.org bob@x.example 'Wed, 09 Dec 2026 08:00:00 +0000' Hello </dev/null
letter eva1 eva@x.example me@example.org 'Sun, 20 Dec 2026 08:00:00 +0000' Hello </dev/null
export CADENCE_NOW=2026-12-30T12:00Z
come
ok 'a letter on the day ends it, one of the day before does not' prints on 2026-12-10T12:00Z <<'END'
2026-12-10T12:00Z: bob
END
ok 'no wishes for a holiday after a letter of the week' prints on 2026-12-24 2027-01-01 <<'END'
2026-12-24: fay
2027-01-01: fay gil eva
END
CADENCE_NOW=2027-06-01T12:00Z notmuch-cadence-index --quiet
ok 'in the next year the holidays are of that and the one after' prints on \
	2027-12-24 2028-04-16 <<'END'
2027-12-24: fay eva
2028-04-16: fay gil eva
END
if have strace; then
	CADENCE_NOW=2027-06-01T12:00Z traced -o "$T/trace" -e trace=openat notmuch-cadence-index --quiet
	ok 'without a change no holidays are read' fails 1 grep country- "$T/trace"
	ok '… and what reads them is not loaded' fails 1 grep -E 'notmuch-cadence-calendar|libical' "$T/trace"
else
	skip 'without a change no holidays are read' 'no strace'
	skip '… and what reads them is not loaded' 'no strace'
fi
cp "$(command -v notmuch-cadence-index)" "$T/alone"
ok 'where that is missing, it is asked for' fails_saying 78 \
	'notmuch-cadence-calendar.so: cannot open' "$T/alone" --now=2028-06-01T12:00Z
notmuch-cadence pause bob >/dev/null
ok 'nobody is named who is to be left alone' prints on 2027-12-10 <<'END'
2027-12-10: ada
END

done_testing
