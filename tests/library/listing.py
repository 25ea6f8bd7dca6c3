#!/usr/bin/env python3
"""Writes the C++ listing of docs/library.md into a file: listing.py LIBRARY.md OUT.cpp"""
import pathlib, re, sys


def main(page, out):
    listings = re.findall(r"```cpp\n(.*?)```", pathlib.Path(page).read_text(), re.S)
    if len(listings) != 1:
        sys.exit(f"{page}: one listing is expected, there are {len(listings)}")
    pathlib.Path(out).write_text(listings[0])


if __name__ == "__main__":
    main(*sys.argv[1:])
