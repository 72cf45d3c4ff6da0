#!/bin/sh
# The files of contrib/ in the real programs: what their screens show.
# shellcheck source=tests/lib.sh
. "${0%/*}/lib.sh"
contrib=$(cd "${0%/*}/../contrib" && pwd)
export TMUX_TMPDIR="$T" TERM=screen
PATH="$contrib/mutt:$PATH"
trap 'tmux kill-server 2>/dev/null; rm -rf "$T"' EXIT INT TERM

# letter NAME ADDRESS DATE SUBJECT
letter() {
	mail "$1 <$2>" me@example.org "$3"
	sed -i "s/^Subject: s$/Subject: $4/" "$T/mail/cur/$mails:2,"
}
letter 'Ada Winterbourne' ada@harbour.example 'Mon, 02 Feb 2026 10:00:00 +0000' 'The landing'
letter 'Priya Raman' priya@letters.example 'Mon, 09 Mar 2026 10:00:00 +0000' Lettering
notmuch new --quiet
notmuch-cadence-index --quiet
notmuch-cadence track ada@harbour.example --class=key >/dev/null

# hook: as contrib/post-new says
hook() {
	install -D "$contrib/post-new" "$(notmuch config get database.hook_dir)/post-new"
	notmuch new --quiet && test "$(notmuch count tag:cadence/followup)" = 1
}
ok 'post-new tags with notmuch new' hook
mkdir -p "$T/mail/Drafts/cur" "$T/mail/Drafts/new" "$T/mail/Drafts/tmp"
printf '#!/bin/sh\nexec sleep 60\n' >"$T/wait"
chmod +x "$T/wait"

# start NAME COMMAND: a new screen with that program
start() {
	session=$1
	tmux -f /dev/null new-session -d -s "$session" -x 100 -y 24 "$2"
}

# shows TEXT...: waits until all of that is on the screen
shows() {
	for text; do
		tries=200
		until tmux capture-pane -p -t "$session" >"$T/screen" 2>&1 && grep -qF -e "$text" "$T/screen"; do
			tries=$((tries - 1))
			test "$tries" -gt 0 || { echo "no \"$text\" on:"; cat "$T/screen"; return 1; }
			sleep 0.05
		done
	done
}

# keys WAIT-FOR KEY...: types, then waits for a text
keys() {
	text=$1
	shift
	tmux send-keys -t "$session" "$@" && shows "$text"
}

# muttrc RC: the settings of both mutts
muttrc() {
	printf '%s\n' 'set folder=~/mail spoolfile=~/mail postponed=+Drafts editor=true' \
		'set sendmail=/bin/true from=me@example.org sleep_time=0' "$@" >"$T/rc"
}

# letters PROGRAM: what both mutts do with our keys in the folder of follow-ups
letters() {
	ok "$1 drafts the answer on a key" keys 'y:Send' ,r
	ok '… to the right person, in the right thread' shows 'Ada Winterbourne <ada@harbour.example>' \
		'Re: The landing'
}

if have tmux mutt; then
	muttrc "source $contrib/mutt/cadence.muttrc"
	start mutt "mutt -n -F $T/rc"
	ok 'mutt starts' shows Lettering
	ok 'mutt tracks the sender on a key' keys 'Priya Raman (priya-raman): tracked' '*' ,t
	notmuch-cadence untrack priya-raman >/dev/null || :
	keys Lettering Enter >/dev/null || :
	ok 'mutt finds addresses' keys priya@letters.example Q pri Enter
	keys Lettering q >/dev/null || :
	ok 'mutt completes one' keys 'To: Ada Winterbourne <ada@harbour.example>' m ada C-t
	keys Lettering C-g >/dev/null || :
	ok 'mutt shows the follow-ups as a folder' keys 'notmuch-cadence/followups [Msgs:1' ,f
	letters mutt
else
	skip 'the keys of mutt' 'needs tmux and mutt'
fi

if have tmux neomutt; then
	muttrc "set nm_default_url=notmuch://$T/mail" "source $contrib/neomutt/cadence.neomuttrc"
	start neomutt "neomutt -n -F $T/rc"
	ok 'neomutt starts' shows Lettering
	ok 'neomutt tracks the sender on a key' keys 'Priya Raman (priya-raman): tracked' '*' ,t
	notmuch-cadence untrack priya-raman >/dev/null || :
	keys Lettering Enter >/dev/null || :
	ok 'neomutt completes an address' keys 'To: Ada Winterbourne <ada@harbour.example>' m ada C-t
	keys Lettering C-g >/dev/null || :
	ok 'neomutt shows the follow-ups as a folder' keys 'NeoMutt: Follow-up [Msgs:1' ,f
	letters neomutt
else
	skip 'the keys of neomutt' 'needs tmux and neomutt'
fi

# aerc_config: as contrib/aerc says
aerc_config() {
	mkdir -p "$T/.config/aerc"
	cp "$contrib/aerc/query-map" "$T/.config/aerc"
	{
		printf '[Mail]\nfrom = me@example.org\noutgoing = /bin/true\ndefault = Drafts\n'
		cat "$contrib/aerc/accounts.conf"
	} >"$T/.config/aerc/accounts.conf"
	chmod 600 "$T/.config/aerc/accounts.conf"
	{ cat "$contrib/aerc/aerc.conf"; echo "editor = $T/wait"; } >"$T/.config/aerc/aerc.conf"
	{
		cat "$contrib/aerc/binds.conf"
		printf ',c = :compose<Enter>\n[messages:folder=Drafts]\n<Enter> = :recall<Enter>\n'
	} >"$T/.config/aerc/binds.conf"
}

# saves_draft: presses the key and waits for what it does; aerc draws nothing by itself then
saves_draft() {
	tries=200
	tmux send-keys -t "$session" ,r
	until test -n "$(find "$T/mail/Drafts/cur" -type f)"; do
		tries=$((tries - 1))
		test "$tries" -gt 0 || return
		sleep 0.05
	done
}

if have tmux aerc; then
	notmuch new --quiet # the drafts that the others took are gone
	aerc_config
	start completion aerc
	keys 'To:' ,c >/dev/null || :
	ok 'aerc completes an address' keys priya@letters.example pri
	start aerc aerc
	ok 'aerc lists the follow-ups among its folders' shows 'Follow up' '(no messages)'
	ok 'aerc shows them on a key' keys 'The landing' ,f
	ok 'aerc saves a draft on a key' saves_draft
	start drafts aerc
	ok '… and finds it' shows 'Re: The landing'
	ok '… and opens it' keys 'To: "Ada Winterbourne" <ada@harbour.example>' Enter
else
	skip 'the keys of aerc' 'needs tmux and aerc'
fi
done_testing
