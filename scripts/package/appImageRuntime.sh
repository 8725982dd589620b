#!/bin/sh
# Stands in for the usual runtime of an AppImage: opens the file system that follows this script and starts the application in it.
# Needs squashfuse, or unsquashfs (squashfs-tools), on the machine where it runs; hence for testing only.
set -eu
APPIMAGE=$(readlink -f "$0")
offset=$(LC_ALL=C sed '/^# the file system follows$/q' "$APPIMAGE" | wc -c)
APPDIR=$(mktemp -d)
export APPIMAGE APPDIR
if command -v squashfuse >/dev/null && squashfuse -o "offset=$offset" "$APPIMAGE" "$APPDIR" 2>/dev/null; then
  trap 'fusermount -u "$APPDIR"; rmdir "$APPDIR"' EXIT
else
  trap 'rm -rf "$APPDIR"' EXIT
  unsquashfs -quiet -no-progress -force -dest "$APPDIR" -offset "$offset" "$APPIMAGE"
fi
status=0
"$APPDIR/AppRun" "$@" || status=$?
exit "$status"
# the file system follows
