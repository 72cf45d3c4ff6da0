#!/bin/sh
# The words of a draft: templates by reason, class and language, the user's own, and drafts that
# were overtaken.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"
# shellcheck source=tests/lib-plugin.sh
. "${0%/*}/lib-plugin.sh"

printf 'name=Robin Marlowe\n' >>"$NOTMUCH_CONFIG"
own="$T/.config/notmuch-cadence/templates"
mkdir -p "$own"
c() { notmuch-cadence "$@"; }

# The body of a draft as its reader sees it, and its subject.
draft() {
	c reply "$@" >"$T/draft" || return
	perl -MEncode -MMIME::QuotedPrint -0777 -ne '
		($head, $body) = split /\n\n/, $_, 2;
		$body = decode_qp($body) if $head =~ /^Content-Transfer-Encoding: quoted-printable$/mi;
		print $head =~ /^(Subject: .*(?:\n[ \t].*)*)/m ? encode("UTF-8", decode("MIME-Header", $1)) : "",
			"\n\n", $body' "$T/draft"
}

letter ada 'Ada Winterbourne <ada@harbour.example>' me@example.org \
	'Mon, 02 Mar 2026 23:30:00 +0100' 'Gannet Point' \
	'Content-Type: text/plain; charset=utf-8; format=flowed' <<'MAIL'
Dear Robin,

the proof went back to you this morning, with nineteen remarks of which 
only four matter.

Could you send me the new sheet before Easter?
MAIL
printf 'Hallo Robin,\n\nder Umzug ist geschafft, und ich habe jetzt endlich wieder Zeit. Kannst du mir\nBescheid geben, wann die Karte f\374r euch fertig ist?\n\nViele Gr\374\337e\nJonas\n' |
	letter jonas 'Jonas Brandt <jonas@falz.example>' me@example.org \
		'Thu, 06 Nov 2025 09:00:00 +0100' 'Aw: Karten' 'Content-Type: text/plain; charset=iso-8859-1' \
		'Content-Transfer-Encoding: 8bit'
printf 'Здравствуйте, Робин!\n\nСпасибо, карта пришла, и она очень хорошая. Я покажу её всем, когда вернусь домой.\nУ нас уже тает снег.\n' |
	iconv -f utf-8 -t koi8-r |
	letter anna "=?koi8-r?B?$(printf 'Анна Ильинична Горная' | iconv -t koi8-r | base64)?= <anna@gory.example>" me@example.org \
		'Wed, 05 Nov 2025 09:00:00 +0300' "=?koi8-r?B?$(printf 'Карта острова' | iconv -t koi8-r | base64)?=" \
		'Content-Type: text/plain; charset=koi8-r' 'Content-Transfer-Encoding: 8bit'
come
c track ada@harbour.example --class=key >/dev/null
c track jonas@falz.example --class=acquaintance >/dev/null
c track anna@gory.example --class=partner >/dev/null

cat >"$T/english" <<'END'
Subject: Re: Gannet Point

Hello Ada,

Thank you for your message.

You asked: “Could you send me the new sheet before Easter?”

Best wishes,
Robin

On Mon, 2 Mar 2026, Ada Winterbourne wrote:
> Dear Robin,
>
> the proof went back to you this morning, with nineteen remarks of which only
> four matter.
>
> Could you send me the new sheet before Easter?
END
cat >"$T/german" <<'END'
Subject: Re: Karten

Hallo Jonas,

vielen Dank für deine Nachricht. Entschuldige bitte, dass ich erst jetzt
antworte.

Zur Frage „Kannst du mir Bescheid geben, wann die Karte für euch fertig
ist?“:

Viele Grüße
Robin

Am Donnerstag, 6. November 2025, schrieb Jonas Brandt:
> Hallo Robin,
>
> der Umzug ist geschafft, und ich habe jetzt endlich wieder Zeit. Kannst du mir
> Bescheid geben, wann die Karte für euch fertig ist?
>
> Viele Grüße
> Jonas
END
cat >"$T/russian" <<'END'
Subject: Re: Карта острова

Здравствуйте, Анна Ильинична!

Хочется узнать, как у Вас дела.

Что у Вас нового? Напишите, пожалуйста, пару строк, когда будет время.

С уважением,
Robin Marlowe

среда, 5 ноября 2025 г., Анна Ильинична Горная пишет:
> Здравствуйте, Робин!
>
> Спасибо, карта пришла, и она очень хорошая. Я покажу её всем, когда вернусь
> домой.
> У нас уже тает снег.
END
cat >"$T/entered" <<'END'
Subject: Re: Карта острова

Hello Анна Ильинична,

I was thinking of you and wanted to ask how you are.

How are things on your side? I would be glad to read a few lines
whenever it suits you.

If you would rather talk, please choose a time here:
https://booking.example/robin

[To write about. Keep what fits, delete the rest:]
- the lichen map

[You wanted to be reminded. Delete this before sending:]
- send the "map"

[Your notes. Delete them before sending:]
- her brother moved

Best wishes,
Robin

On Wed, 5 Nov 2025, Анна Ильинична Горная wrote:
> Здравствуйте, Робин!
>
> Спасибо, карта пришла, и она очень хорошая. Я покажу её всем, когда вернусь
> домой.
> У нас уже тает снег.
END
cat >"$T/birthday" <<'END'
Subject: Happy birthday, Ada

Hello Ada,

A very happy birthday to you. I wish you a good day with people you
like, and a year that is kind to you.

How are you? I would love to hear what is new when you have a quiet
moment.

Best wishes,
Robin
END
if have python3; then
	ok 'a question is answered' prints draft ada <"$T/english"
	ok 'in German, as they write' prints draft jonas <"$T/german"
	ok 'in Russian, with respect' prints draft анна <"$T/russian"
	c class partner --booking=https://booking.example/robin --bcc=log@crm.example >/dev/null
	c topic анна 'the lichen map' >/dev/null
	c note анна 'her brother moved' >/dev/null
	c remind анна 2026-03-09 'send the "map"' --now=2026-03-08 >/dev/null
	ok 'what the user entered is there to be deleted' prints draft анна --language=en <"$T/entered"
	ok 'a long silence stands in its paragraph' says 'повод написать. Как' \
		draft анна --template=season --now=2026-12-24
	ok 'a class has its own blind copy' grep -qx 'Bcc: log@crm.example' "$T/draft"
	c edit ada --birthday=1970-03-10 >/dev/null
	c reply ada >"$T/owed"
	ok 'a question comes before a birthday, which is named' grep -q 'very happy birthday' "$T/owed"
	ok 'good wishes begin a new conversation' prints draft ada --template=congratulation <"$T/birthday"
else
	skip 'drafts as their readers see them' 'no python3'
fi
ok '… that answers nothing' fails 1 grep -qi '^\(in-reply-to\|references\):' "$T/draft"

c edit ada --language=ru >/dev/null
ok 'the user says in which language' says '=?UTF-8?B?' c reply ada --template=congratulation
ok '… for one letter, too' says 'Subject: Happy birthday, Ada' \
	c reply ada --template=congratulation --language=en
ok 'a language without words is refused' fails 64 c reply ada --language=tlh
ok '… and the way out is named' says -list-templates c reply ada --template=nothing

printf 'Mine: {given_name}\n' >"$own/owed.ru"
ok 'the user has words of their own' says 'Mine: Ada' c reply ada
printf 'Key: {given_name}\n' >"$own/owed-key.ru"
ok '… for a class' says 'Key: Ada' c reply ada
printf 'Sorry, {name}\n' >"$own/sorry.en"
ok '… and of another kind' says 'Sorry, Ada Winterbourne' c reply ada --template=sorry
printf 'Hello\n\n{givenname}\n' >"$own/owed-key.ru"
ok 'a mistake in them is told by its line' \
	says "owed-key.ru:3: there is no variable {givenname}, perhaps {given_name} is meant" c reply ada
ok '… as a mistake in the configuration' fails 78 c reply ada
printf 'Hello \377\n' >"$own/owed-key.ru"
ok 'what is no text is named' says owed-key.ru c reply ada
rm "$own/owed-key.ru"
c reply --list-templates >"$T/list"
ok 'templates are listed' grep -qx "owed ru $own/owed.ru" "$T/list"
ok '… each once' test "$(wc -l <"$T/list")" = 31
no_templates() { CADENCE_DATA_DIR="$T/none" XDG_CONFIG_HOME="$T/none" c reply --list-templates; }
ok 'where there are none, that is said' fails 78 no_templates
c edit ada --deceased >/dev/null
ok 'nobody writes to the dead' fails 64 c reply ada
done_testing
