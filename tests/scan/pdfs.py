#!/usr/bin/env python3
"""Files of one scanned page as scanners write them, of a picture of `small/`: JBIG2, JPEG 2000, two tones in strips, upside down; one with a
page of text before it; and an OFD."""

import argparse
import io
import os
import struct
import zipfile

from PIL import Image


def pdf(objects):
    """A file of these objects, the first of which is its catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))


def stream(head, body):
    return b"<<%s/Length %d>>\nstream\n" % (head, len(body)) + body + b"\nendstream"


def page_of(pictures, size, turned=0, text=b""):
    """A page of pictures, each (head, body, matrix); with `text`, a page of that before it."""
    wide, high = size
    first = 6 if text else 4
    names = b"".join(b"/I%d %d 0 R" % (n, first + n) for n in range(len(pictures)))
    paint = b"".join(b"q %s cm /I%d Do Q\n" % (matrix, n) for n, (_, _, matrix) in enumerate(pictures))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Rotate %d/Resources<</XObject<<%s>>>>/Contents 4 0 R>>"
    contents = first + len(pictures)
    page = page.replace(b"4 0 R", b"%d 0 R" % contents) % (wide, high, turned, names)
    kids = b"4 0 R 3 0 R" if text else b"3 0 R"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (2 if text else 1, kids), page]
    if text:
        objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>/Contents 5 0 R>>", stream(b"", text)]
    objects += [stream(head, body) for head, body, _ in pictures]
    return pdf(objects + [stream(b"", paint)])


def fax4(picture):
    """The T.6 stream of a picture in two tones."""
    held = io.BytesIO()
    picture.save(held, "TIFF", compression="group4", tiffinfo={278: picture.height})
    tiff = Image.open(io.BytesIO(held.getvalue()))
    start, length = tiff.tag_v2[273][0], tiff.tag_v2[279][0]
    return held.getvalue()[start : start + length], tiff.tag_v2.get(262, 1)


def jbig2(picture):
    """The same as the one generic region of a page of JBIG2, embedded: ITU-T T.88, 7.4.6 and 7.4.8, coded by MMR."""
    body, _ = fax4(picture)
    wide, high = picture.size
    page = struct.pack(">IIIIBH", wide, high, 0, 0, 0, 0)
    region = struct.pack(">IIIIB", wide, high, 0, 0, 0) + b"\x01" + body
    head = lambda number, kind, length: struct.pack(">IBBBI", number, kind, 0, 1, length)
    return head(0, 48, len(page)) + page + head(1, 38, len(region)) + region


def ofd(picture, out):
    """An OFD whose one page is a picture."""
    root = '<?xml version="1.0" encoding="UTF-8"?><ofd:{0} xmlns:ofd="http://www.ofdspec.org/2016"{1}>{2}</ofd:{0}>'
    parts = {
        "OFD.xml": root.format("OFD", ' Version="1.0" DocType="OFD"', "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"),
        "Doc_0/Document.xml": root.format("Document", "", "<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 189</ofd:PhysicalBox></ofd:PageArea>"
            "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Pages/Page_0/Content.xml\"/></ofd:Pages>"),
        "Doc_0/DocumentRes.xml": root.format("Res", ' BaseLoc="Res"', '<ofd:MultiMedias><ofd:MultiMedia ID="5" Type="Image" Format="PNG"><ofd:MediaFile>scan.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>'),
        "Doc_0/Pages/Page_0/Content.xml": root.format("Page", "", '<ofd:Content><ofd:Layer ID="2"><ofd:ImageObject ID="3" CTM="210 0 0 189 0 0" Boundary="0 0 210 189" ResourceID="5"/></ofd:Layer></ofd:Content>'),
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        put = lambda name, body: archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), body, zipfile.ZIP_DEFLATED)
        for name, xml in parts.items():
            put(name, xml)
        with open(picture, "rb") as file:
            put("Doc_0/Res/scan.png", file.read())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("picture")
    parser.add_argument("out")
    asked = parser.parse_args()
    gray = Image.open(asked.picture).convert("L")
    wide, high = gray.size
    black = gray.point(lambda tone: 255 if tone > 150 else 0).convert("1")
    size = (595, round(595 * high / wide))
    whole = b"%d 0 0 %d 0 0" % size
    image = b"/Type/XObject/Subtype/Image/Width %d/Height %d" % (wide, high)
    held = io.BytesIO()
    gray.save(held, "JPEG2000", quality_mode="rates", quality_layers=[40])
    two = image + b"/ColorSpace/DeviceGray/BitsPerComponent 1"
    half = high // 2
    strips = []
    for top, bottom in ((0, half), (half, high)):
        body, _ = fax4(black.crop((0, top, wide, bottom)))
        head = b"/Type/XObject/Subtype/Image/ImageMask true/Width %d/Height %d/BitsPerComponent 1/Decode[0 1]/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns %d/Rows %d/BlackIs1 false>>" % (wide, bottom - top, wide, bottom - top)
        strips.append((head, body, b"%d 0 0 %.3f 0 %.3f" % (size[0], size[1] * (bottom - top) / high, size[1] * (high - bottom) / high)))
    text = b"BT /F 14 Tf 72 700 Td (Annual report, the tables are scanned) Tj ET"
    files = {
        "jbig2.pdf": page_of([(two + b"/Filter/JBIG2Decode", jbig2(black), whole)], size),
        "jpx.pdf": page_of([(image + b"/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/JPXDecode", held.getvalue(), whole)], size, turned=180),
        "strips.pdf": page_of(strips, size),
        "mixed.pdf": page_of([(two + b"/Filter/JBIG2Decode", jbig2(black), whole)], size, text=text),
    }
    ofd(asked.picture, os.path.join(asked.out, "scanned.ofd"))
    for name, body in files.items():
        with open(os.path.join(asked.out, name), "wb") as file:
            file.write(body)


if __name__ == "__main__":
    main()
