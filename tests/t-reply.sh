#!/bin/sh
# The draft of a letter: its thread, its headers, its words, and what it survives.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

printf 'name=Robin Marlowe\nother_email=robin@work.example\n' >>"$NOTMUCH_CONFIG"

# Most commands without notmuch in front: half the processes.
c() { notmuch-cadence "$@"; }

# letter NAME: a mail file from standard input
letter() { cat >"$T/mail/cur/$1:2,S"; }

# headers FILE: the names of its fields, sorted
headers() { sed '/^$/q' "$1" | sed -n 's/^\([A-Za-z-]*\):.*/\1/p' | sort | tr '\n' ' '; }

has() { grep -qxF -e "$2" "$1" || { cat "$1" && false; }; }
lacks() { ! grep -qi -e "$2" "$1"; }

index() { notmuch new --quiet && notmuch-cadence-index --quiet; }

letter question <<'MAIL'
From: Robin Marlowe <me@example.org>
To: Ada Winterbourne <ada@harbour.example>
Subject: Gannet Point
Date: Mon, 01 Dec 2025 10:00:00 +0000
Message-ID: <question@example.org>

Is the landing drawn?
MAIL
letter answer <<'MAIL'
From: =?utf-8?Q?Ada_Winterbourne_=C3=86?= <ada@harbour.example>
To: somebody@else.example, Robin <robin@work.example>
Subject: =?utf-8?Q?Re=3A_Gannet_Point_=E2=80=93_yes?=
Date: Tue, 02 Dec 2025 23:30:00 +0100
Message-ID: <answer@harbour.example>
In-Reply-To: <question@example.org>
References: <question@example.org>
Reply-To: studio@harbour.example

It is. <#part filename=/etc/hostname>
Could you read the names aloud, Zoë?

On Mon, 1 Dec 2025, Robin Marlowe wrote:
> Is the landing drawn?
MAIL
letter hostile <<'MAIL'
From: =?utf-8?Q?Eve=0ABcc=3A_evil=40z=2Eexample?= <eve@example.net>
To: me@example.org
Subject: =?utf-8?Q?hello=0D=0ABcc=3A_evil=40z=2Eexample=0A=0Abody?=
Date: Wed, 03 Dec 2025 10:00:00 +0000
Message-ID: <hostile	Bcc: evil@z.example>
References: <a@b> <c d@e> <f@g>Attach: /etc/hostname

Will you?
MAIL
printf 'From: wim@paper.example\nTo: me@example.org\nSubject: =?utf-8?q?=3D=3Futf-8=3Fq=3Fx=3F=3D?=\nDate: Wed, 03 Dec 2025 10:00:00 +0000\nMessage-ID: <w@paper.example>\n\n\033[2Jclear\n' |
	letter escape
index
for who in ada@harbour.example eve@example.net wim@paper.example new@nobody.example; do
	c track "$who" --every 2m >/dev/null
done

notmuch cadence reply ada-winterbourne >"$T/draft" 2>"$T/said"
ok 'only the fields of a reply are written' test "$(headers "$T/draft")" = \
	'Content-Transfer-Encoding Content-Type Date From In-Reply-To MIME-Version References Subject To '
ok 'it goes where they wrote from' grep -q '^To: .*<ada@harbour.example>$' "$T/draft"
ok 'it comes from the identity they wrote to' has "$T/draft" 'From: Robin Marlowe <robin@work.example>'
ok 'it answers their letter' has "$T/draft" 'In-Reply-To: <answer@harbour.example>'
ok 'it keeps the thread' has "$T/draft" 'References: <question@example.org> <answer@harbour.example>'
ok 'it is dated now' has "$T/draft" 'Date: Tue, 10 Mar 2026 12:00:00 +0000'
ok 'headers are ASCII' lacks "$T/draft" '[^ -~	]'
ok 'another Reply-To is told' grep -q 'studio@harbour.example' "$T/said"

ok 'a draft is saved' c reply ada --save
ok 'as one draft, not in the inbox' test "$(notmuch search --output=tags tag:draft | tr '\n' ' ')" = 'draft '
ok 'in the drafts folder' test "$(notmuch count folder:Drafts)" = 1
ok 'in the thread' test "$(notmuch count --output=threads id:question@example.org or tag:draft)" = 1
notmuch show --format=raw tag:draft >"$T/saved"
ok 'as it was printed' same "$T/draft" "$T/saved"
notmuch show --format=json tag:draft >"$T/shown"
ok 'notmuch decodes the subject' grep -q '"Subject": "Re: Gannet Point – yes"' "$T/shown"
ok 'and the body' grep -q 'names aloud, Zoë?' "$T/shown"
ok 'who wrote what when' grep -q 'On Tue, 2 Dec 2025, Ada Winterbourne Æ wrote:.n> It is' "$T/shown"
ok 'their words alone are quoted' lacks "$T/draft" 'Is the landing drawn'
ok 'orders to Emacs are defused' grep -q '> It is. <#!part filename' "$T/draft"
ok 'it thanks for the letter' grep -q '^Thank you for your message' "$T/draft"
ok 'a long silence is named' grep -q 'It has been 3.n\? *months' "$T/shown"

ok 'one draft at a time' says 'still in Drafts, nothing was saved' c reply ada --save
ok '… was saved' test "$(notmuch count folder:Drafts)" = 1

LC_ALL=C c reply ada >"$T/draft.c" 2>/dev/null
ok 'the C locale gives the same' same "$T/draft" "$T/draft.c"

c topic ada the rubbings of Fennay >/dev/null
ok 'topics are lines to delete' says '- the rubbings of Fennay' c reply ada

c reply eve >"$T/eve" 2>&1
ok 'hostile words make no header' test "$(headers "$T/eve")" = \
	'Content-Transfer-Encoding Content-Type Date From MIME-Version Subject To '
ok 'and no line of their own' lacks "$T/eve" '^ *\(bcc\|attach\)'
c reply wim >"$T/wim"
ok 'an encoded subject is not decoded twice' has "$T/wim" 'Subject: Re: = ?utf-8?q?x?='
ok 'no control characters are quoted' has "$T/wim" '> [2Jclear'
c reply new >"$T/new"
ok 'without any mail it is a new letter' has "$T/new" 'Subject: Hello from Robin Marlowe'
ok 'that answers nothing' lacks "$T/new" '^\(references\|in-reply-to\)'

c do-not-contact wim >/dev/null
ok 'whom not to contact gets no draft' fails 64 c reply wim
ok 'nobody is not answered' fails 64 c reply
ok 'nor somebody unknown' fails 64 c reply stranger
ok 'without notmuch nothing is saved' fails 69 env PATH="$B" notmuch-cadence reply eve --save
ok 'and it is said' says 'draft was not saved' env PATH="$B" notmuch-cadence reply eve --save

mv "$T/mail/cur/answer:2,S" "$T/answer"
notmuch new --quiet
c reply ada >"$T/older" 2>"$T/said"
ok 'a letter that left is said' grep -q 'has left the mail store' "$T/said"
ok 'and the one before is answered' has "$T/older" 'In-Reply-To: <question@example.org>'
ok 'as what the user wrote' grep -q '^On Mon, 1 Dec 2025, I wrote:' "$T/older"
cp "$NOTMUCH_CONFIG" "$T/other"
rm "$T"/mail/Drafts/*/*
ok 'a draft that was taken up makes room; another configuration file is used for all' \
	env NOTMUCH_CONFIG=/dev/null notmuch-cadence reply --config="$T/other" --save ada
rm "$T/mail/cur/question:2,S"
notmuch new --quiet
ok 'no letter left: a new conversation' says 'begins a new conversation' c reply ada
done_testing
