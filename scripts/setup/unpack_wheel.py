"""Unpacks the files of a wheel whose paths match one of the patterns: unpack_wheel.py WHEEL FOLDER PATTERN..."""

import os
import re
import sys
import zipfile

wheel, folder, *patterns = sys.argv[1:]
wanted = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))

with zipfile.ZipFile(wheel) as archive:
    for entry in archive.infolist():
        if not wanted.fullmatch(entry.filename):
            continue
        path = archive.extract(entry, folder)
        # Python forgets that a file is a program; the upper half of the attributes knows.
        if entry.external_attr >> 16 & 0o111:
            os.chmod(path, 0o755)
