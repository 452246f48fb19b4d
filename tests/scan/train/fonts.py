"""The fonts of the training, by Debian package, and which reader may learn from which.

No font is shared between the two digit readers, and HELD is seen by neither: it measures them.
"""
import functools
import pathlib

from PIL import ImageFont

PACKAGES = """
fonts-arphic-bsmi00lp fonts-arphic-gbsn00lp fonts-arphic-gkai00mp fonts-arphic-ukai fonts-arphic-uming fonts-croscore
fonts-crosextra-caladea fonts-crosextra-carlito fonts-cwtex-fs fonts-cwtex-heib fonts-cwtex-ming fonts-dejavu-core fonts-freefont-ttf
fonts-liberation fonts-linuxlibertine fonts-lxgw-wenkai fonts-noto-cjk fonts-noto-core fonts-stix fonts-texgyre fonts-urw-base35
fonts-wqy-microhei fonts-wqy-zenhei texlive-lang-chinese xfonts-wqy
""".split()

# A name twice is drawn twice as often: what reports are set in comes first. "#n" is the face in a collection.
ONE = """
FandolSong-Regular.otf FandolSong-Regular.otf FandolSong-Bold.otf gbsn00lp.ttf gbsn00lp.ttf NotoSerifCJK-Regular.ttc#2 FandolHei-Regular.otf FandolHei-Bold.otf
NotoSansCJK-Regular.ttc#2 wqy-zenhei.ttc ukai.ttc Arimo-Regular.ttf Arimo-Bold.ttf FreeSerif.ttf FreeSerif.ttf FreeSansBold.ttf NimbusRoman-Regular.otf
NimbusRoman-Regular.otf NimbusRoman-Bold.otf NimbusSansNarrow-Regular.otf LinLibertine_R.otf DejaVuSans.ttf P052-Roman.otf Cousine-Regular.ttf
URWBookman-Light.otf NotoSans-Regular.ttf wenquanyi_9pt.pcf wenquanyi_11pt.pcf wenquanyi_13px.pcf
""".split()
TWO = """
cwming.ttf cwming.ttf bsmi00lp.ttf bsmi00lp.ttf NotoSerifCJK-Bold.ttc#2 FandolKai-Regular.otf FandolKai-Regular.otf gkai00mp.ttf cwheib.ttf NotoSansCJK-Bold.ttc#2
LXGWWenKai-Regular.ttf texgyretermes-regular.otf texgyretermes-regular.otf texgyretermes-bold.otf Tinos-Regular.ttf Tinos-Regular.ttf texgyreheros-regular.otf
texgyreheros-bold.otf texgyreheroscn-regular.otf texgyrepagella-regular.otf STIXGeneral-Regular.otf C059-Roman.otf DejaVuSerif.ttf NotoSerif-Regular.ttf
LinBiolinum_R.otf NimbusSans-Regular.otf texgyrecursor-regular.otf wenquanyi_10pt.pcf wenquanyi_12pt.pcf
""".split()
FOLDERS = ["/usr/share/fonts", "/usr/share/texmf", "/usr/share/texlive"]
HELD = """
FandolFang-Regular.otf cwfs.ttf uming.ttc wqy-microhei.ttc Carlito-Regular.ttf Caladea-Regular.ttf LiberationSerif-Regular.ttf LiberationSansNarrow-Regular.ttf
LiberationSans-Regular.ttf
""".split()
# The label reader learns from these; HELD again measures it, so far as a font of it draws Chinese.
LABELS = """
FandolSong-Regular.otf FandolSong-Bold.otf gbsn00lp.ttf NotoSerifCJK-Regular.ttc#2 NotoSerifCJK-Bold.ttc#2 FandolHei-Regular.otf FandolHei-Bold.otf
NotoSansCJK-Regular.ttc#2 NotoSansCJK-Bold.ttc#2 wqy-zenhei.ttc ukai.ttc FandolKai-Regular.otf gkai00mp.ttf LXGWWenKai-Regular.ttf
wenquanyi_9pt.pcf wenquanyi_10pt.pcf wenquanyi_11pt.pcf wenquanyi_12pt.pcf wenquanyi_13px.pcf
""".split()


def found(names: list[str], folders: list[str]) -> list[str]:
    """The fonts' files under the folders; the name and the package list where one is not there."""
    files = {p.name: p for folder in folders for p in sorted(pathlib.Path(folder).rglob("*.*"))}
    lacking = sorted({n for n in names if n.split("#")[0] not in files})
    if lacking:
        raise SystemExit(f"no {' '.join(lacking)} under {' '.join(folders)}; the fonts come from Debian's {' '.join(PACKAGES)}")
    return [str(files[n.split("#")[0]]) + "#" + (n.split("#") + ["0"])[1] for n in names]


@functools.lru_cache(4000)
def face(font: str, size: int) -> ImageFont.FreeTypeFont:
    path, index = font.rsplit("#", 1)
    if path.endswith(".pcf"):  # one size only, whatever was asked for
        for size in (12, 13, 15, 16, 11, 14):
            try:
                return ImageFont.truetype(path, size)
            except OSError:
                continue
    return ImageFont.truetype(path, size, int(index))


@functools.cache
def has(font: str, c: str) -> bool:
    """Whether the font draws the character itself, not the box that stands for what it lacks."""
    f = face(font, 40)
    mark = bytes(f.getmask(c))
    return any(mark) and mark != bytes(f.getmask("\ufffe")) and mark != bytes(f.getmask("\U000fffff"))
