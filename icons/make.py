#!/usr/bin/env python3
"""Draws every icon size from icon.svg and icon-small.svg. See README.md beside this file."""

import io
import subprocess
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
SMALL = 32  # up to here the drawing on the pixel grid is used
SQUARES = {
    "32x32.png": 32, "64x64.png": 64, "128x128.png": 128, "128x128@2x.png": 256, "icon.png": 512,
    "StoreLogo.png": 50, "Square30x30Logo.png": 30, "Square44x44Logo.png": 44,
    "Square71x71Logo.png": 71, "Square89x89Logo.png": 89, "Square107x107Logo.png": 107,
    "Square142x142Logo.png": 142, "Square150x150Logo.png": 150, "Square284x284Logo.png": 284,
    "Square310x310Logo.png": 310,
}
ICO = [16, 24, 32, 48, 64, 128, 256]
ICNS = [16, 32, 64, 128, 256, 512, 1024]


def draw(size: int) -> Image.Image:
    source = HERE / ("icon-small.svg" if size <= SMALL else "icon.svg")
    png = subprocess.run(
        ["rsvg-convert", "-w", str(size), "-h", str(size), str(source)],
        check=True, capture_output=True,
    ).stdout
    return Image.open(io.BytesIO(png)).convert("RGBA")


def main() -> None:
    for name, size in SQUARES.items():
        draw(size).save(HERE / name, optimize=True)
    ico = [draw(size) for size in ICO]
    ico[-1].save(HERE / "icon.ico", sizes=[(s, s) for s in ICO], append_images=ico[:-1])
    icns = [draw(size) for size in ICNS]
    icns[-1].save(HERE / "icon.icns", append_images=icns[:-1])


if __name__ == "__main__":
    main()
