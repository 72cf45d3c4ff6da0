#!/bin/sh
# Mail that came back, and machines that answer.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"

bounce() { # ADDRESS ORIGINAL DATE: a delivery report
	mails=$((mails + 1))
	cat >"$T/mail/cur/$mails:2," <<-EOF
		Return-Path: <>
		From: Mail Delivery System <mailer-daemon@mx.example>
		To: me@example.org
		Date: $3
		Subject: Undelivered Mail Returned to Sender
		Message-Id: <$mails@t>
		MIME-Version: 1.0
		Content-Type: multipart/report; report-type=delivery-status; boundary=b

		--b
		Content-Type: message/delivery-status

		Reporting-MTA: dns; mx.example

		Final-Recipient: rfc822; $1
		Action: failed
		Status: 5.1.1

		--b
		Content-Type: text/rfc822-headers

		Message-Id: <$2>
		--b--
	EOF
}

record() { notmuch new --quiet && notmuch-cadence-index --quiet; }
why() { notmuch-cadence why ada; }
silent() { ! why | grep -q bounces; }

bounce ada@old.example 3@t 'Tue, 3 Feb 2026 09:00:00 +0000'
mail ada@old.example me@example.org 'Thu, 1 Jan 2026 09:00:00 +0000'
mail me@example.org ada@old.example 'Mon, 2 Feb 2026 09:00:00 +0000'
mail me@example.org bob@b.example 'Mon, 2 Feb 2026 10:00:00 +0000'
bounce bob@b.example 4@t 'Mon, 2 Feb 2026 10:00:05 +0000'
bounce ada@new.example never@t 'Tue, 3 Feb 2026 09:00:00 +0000'
mail ada@new.example me@example.org 'Wed, 4 Feb 2026 09:00:00 +0000' 'List-Unsubscribe: <https://n.example/>' 'Auto-Submitted: auto-replied'
record
notmuch-cadence track ada@old.example ada@new.example --name=Ada >/dev/null
notmuch-cadence track bob@b.example --name=Bob >/dev/null

why >"$T/ada"
ok "an address that mail came back from bounces" grep -q 'bounces *ada@old.example, 2026-02-03' "$T/ada"
ok "by this report" grep -q 'id:1@t' "$T/ada"
ok "a report of mail that was never sent says nothing" sh -c "! grep -q 'bounces *ada@new' '$T/ada'"
ok "what a machine answered is told, and that it gave nothing" grep -q 'passed over *1 of theirs by automatic' "$T/ada"
ok "the card tells it" says 'bob@b.example, since 2026-02-02' notmuch-cadence show bob
ok "a draft goes where mail arrives" says 'To: Ada <ada@new.example>' notmuch-cadence reply ada
ok "or says that none is known" says 'no other of theirs is known: bob@b.example' notmuch-cadence reply bob
ok "and goes there all the same" says 'To: Bob <bob@b.example>' notmuch-cadence reply bob

mail ada@old.example me@example.org 'Wed, 4 Mar 2026 09:00:00 +0000'
record
ok "until mail comes from it again" silent

done_testing
