#!/bin/sh
# Builds GLib for the thread sanitizer and puts it into a folder, unless it is there: the sanitizer
# cannot see the locks of a GLib that was not built for it, and takes what they guard for races.
# The source is Debian's; needs dpkg-dev, meson and the network.
#
#	sh tests/tsan-glib.sh FOLDER
set -eu
test ! -e "$1/libgobject-2.0.so.0" || exit 0
mkdir -p "$1"
folder=$(cd "$1" && pwd) work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

# apt COMMAND...: apt-get with sources and lists of its own
apt() {
	apt-get -q -o Dir::Etc::sourcelist="$work/sources" -o Dir::Etc::sourceparts=- \
		-o Dir::State::lists="$work/lists" -o Dir::Cache="$work/cache" "$@"
}
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/source"
cd "$work/source"
# shellcheck source=/dev/null
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
echo "deb-src http://deb.debian.org/debian $suite main" >"$work/sources"
apt update
apt source glib2.0

# Locks of bits are assembler otherwise, and an assertion reads a count without its lock.
sed -i 's/define USE_ASM_GOTO 1/undef USE_ASM_GOTO/' glib2.0-*/glib/gbitlock.c
CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=thread' meson setup made glib2.0-* \
	--buildtype=plain -Db_lundef=false -Dglib_assert=false -Dtests=false -Dnls=disabled \
	-Dselinux=disabled -Dlibmount=disabled -Dxattr=false
meson compile -C made glib-2.0 gobject-2.0
cp made/glib/libglib-2.0.so.0 made/gobject/libgobject-2.0.so.0 "$folder"
