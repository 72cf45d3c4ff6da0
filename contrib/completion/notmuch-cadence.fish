# fish completion for `notmuch cadence` and notmuch-cadence; goes into vendor_conf.d or
# ~/.config/fish/conf.d, since fish looks for notmuch's own completion by that name only.

# The command already typed after "cadence" (or after notmuch-cadence), if there is one.
function __notmuch_cadence_command
    set -l words (commandline -opc)
    set -l start (contains -i -- cadence $words)
    or set start 1
    string match -v -- '-*' $words[(math $start + 1)..-1] | head -n 1
end

function __notmuch_cadence_active
    set -l words (commandline -opc)
    test (basename -- $words[1]) = notmuch-cadence; or contains -- cadence $words
end

function __notmuch_cadence_complete
    set -l command (__notmuch_cadence_command)
    if string match -q -- '-*' (commandline -ct)
        notmuch-cadence $command --help 2>/dev/null |
            string match -rg -- '^ +(?:-[a-z], )?(--[a-z0-9-]+=?)'
    else if test -z "$command"
        notmuch-cadence --list-commands
    else if contains -- $command class
        notmuch-cadence class 2>/dev/null | cut -d" " -f1
    else if contains -- $command import export
        __fish_complete_path (commandline -ct)
    else if not contains -- $command track discover lookup list suggest spread undo
        notmuch-cadence list --output=ids 2>/dev/null
    end
end

for program in notmuch notmuch-cadence
    complete -c $program -n __notmuch_cadence_active -f -a '(__notmuch_cadence_complete)'
end
