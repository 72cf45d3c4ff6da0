#!/bin/sh
# People who write through services and lists: channel rules, shipped and the user's own.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"
# shellcheck source=tests/lib-plugin.sh
. "${0%/*}/lib-plugin.sh"

letter a1 'Ada <ada@x.example>' me@example.org 'Mon, 2 Feb 2026 10:00:00 +0000' Hello </dev/null
letter l1 'Ada Lovelace via LinkedIn <messages-noreply@linkedin.com>' me@example.org \
	'Mon, 2 Mar 2026 10:00:00 +0000' 'Ada just messaged you' 'List-Unsubscribe: <https://x.test>' </dev/null
letter l2 'Grace Hopper <invitations@linkedin.com>' me@example.org \
	'Tue, 3 Mar 2026 10:00:00 +0000' 'Join my network' </dev/null
come
notmuch-cadence track ada@x.example --name='Ada Lovelace' >"$T/log"
mask=$T/mail/cur/l1:2,

why_ada() { notmuch-cadence why ada | grep -e 'they wrote' -e id: -e recorded -e 'of which'; }
ok 'a message through a service is its author'\''s, by the name alone' prints why_ada <<'END'
  they wrote    2026-03-02 10:00 +0000, channel: a service wrote it for the person it names
                id:l1@t
  recorded      1 by channel, of which 1 count: a service wrote it for the person it names
                1 by received, of which 1 count: they wrote it to you
END
ok 'the history has the channel' says '"channel": "linkedin", "address": "linkedin:ada lovelace"' \
	notmuch-cadence history ada --format=json
ok 'somebody else is kept under the name' says '1 by channel' notmuch-cadence why 'linkedin:Grace Hopper'
ok 'and can be merged' says 'one person' notmuch-cadence merge ada 'linkedin:Grace Hopper'
ok 'the draft goes to a mail address' says 'To: Ada Lovelace <ada@x.example>' notmuch-cadence reply ada
ok 'and so does the address book' prints notmuch-cadence lookup lovelace --format=address <<'END'
Ada Lovelace <ada@x.example>
END

ok 'why tells of a file what it would be' prints notmuch-cadence why --file="$mask" <<'END'
  rule          channel: a service wrote it for the person it names
  channel rule  linkedin-message
  author        messages-noreply@linkedin.com
  date          2026-03-02 10:00 +0000
  would record  in (to) from linkedin:ada lovelace, on the channel linkedin: resets the cadence
END
from_input() { notmuch-cadence why --file=- --format=json <"$mask"; }
ok 'and of standard input, as JSON' says '"channel_rule": "linkedin-message"' from_input
ok 'why of a file answers in both forms' answers 'why-of-a-file' notmuch-cadence why --file="$mask"
ok 'a file that is not there is bad input' fails 65 notmuch-cadence why --file="$T/none"

printf '[linkedin-message]\ncounts=false\n' >"$T/cadence-channels"
ok 'a rule of the user changes a shipped one, and mail is read again' \
	says 'the channel rules changed' notmuch-cadence-index
ok 'it holds now' says 'last contact  2026-03-03' notmuch-cadence why ada
ok 'and again reads nothing' says 'nothing new' notmuch-cadence-index
echo 'count=false' >>"$T/cadence-channels"
ok 'a mistake is named with its file' says 'cadence-channels: [linkedin-message] count' notmuch-cadence-index
ok 'and is one of the configuration' fails 78 notmuch-cadence-index
ok_answers
done_testing
