//! An OFD of scanned pages: nothing is written on any of them, and each is one large picture.

use super::measure::area;
use super::{LISTED, OfdReader, leaves, text};
use crate::read::package::resolve;
use crate::read::package::zip::Archive;
use crate::read::placed;
use crate::read::scan::{PAGES, is_picture};

/// Bytes of a picture that are inflated at most.
const MOST: usize = 64 << 20;

/// Bytes of a page that are looked at first.
const HEAD: usize = 4 << 10;

/// The pictures of its pages in their order, each a PNG or JPEG, one a page; none where anything else is shown on one of
/// them or noted beside it, or where a picture is of another kind.
pub(in crate::read) fn pictures(archive: &Archive) -> Option<Vec<Vec<u8>>> {
    if !super::is_ofd(archive) || archive.has("Encryptions.xml") {
        return None;
    }
    let mut reader = OfdReader {
        archive,
        pages: Vec::new(),
        steps: 0,
        marks: placed::MARKS,
        cut: false,
        damaged: false,
    };
    let mut roots = Vec::new();
    leaves(&reader.part("OFD.xml")?, "", |name, _, text| {
        if name == "DocRoot" {
            roots.push(resolve("", text));
        }
    });
    let mut found = Vec::new();
    for root in roots.iter().take(LISTED) {
        let xml = reader.part(root)?;
        let (mut pages, mut resources) = (Vec::new(), Vec::new());
        let mut annotations = Vec::new();
        leaves(&xml, "", |name, tag, text| {
            let target = || super::attribute(tag, "BaseLoc");
            match name {
                "Annotations" => annotations.push(reader.resolved(root, text)),
                "PublicRes" | "DocumentRes" => resources.push(reader.resolved(root, text)),
                "Page" | "TemplatePage" => {
                    let part = target().map(|target| reader.resolved(root, &target));
                    pages.extend(part.map(|part| (part, name == "Page")));
                }
                _ => {}
            }
        });
        for list in &annotations {
            for (_, part) in super::annotations::parts(&reader.part(list)?) {
                let xml = reader.part(&reader.resolved(list, &part))?;
                if shown(&xml, true) != Shown::Nothing {
                    return None;
                }
            }
        }
        let mut media = Vec::new();
        for resource in resources.iter().take(LISTED) {
            if archive.has(resource) {
                let xml = reader.part(resource)?;
                files(&reader, resource, &xml, &mut media);
            }
        }
        for (part, is_page) in pages.iter().take(LISTED) {
            // Where text is shown, it is among the first that is.
            let head = archive.read(part, HEAD).ok()?;
            if head.cut && shown(&text(&head.bytes), false) == Shown::More {
                return None;
            }
            let content = reader.part(part)?;
            let picture = match shown(&content, true) {
                Shown::Nothing => continue,
                Shown::Picture(picture) if *is_page => picture,
                _ => return None,
            };
            let (_, file) = media.iter().find(|(id, _)| *id == picture)?;
            let bytes = archive.read(file, MOST).ok().filter(|part| !part.cut)?;
            if found.len() >= PAGES || !is_picture(&bytes.bytes) {
                return None;
            }
            found.push(bytes.bytes.into_owned());
        }
    }
    (!found.is_empty()).then_some(found)
}

/// Which file each resource of media is.
fn files(reader: &OfdReader, resource: &str, xml: &str, media: &mut Vec<(u32, String)>) {
    use quick_xml::events::Event;
    let mut tokens = super::tokens(xml);
    let (mut base, mut open, mut inside) = (String::new(), None, false);
    loop {
        match tokens.token() {
            Ok(Event::Start(tag)) => match tag.local_name().as_ref() {
                "Res" => {
                    base = super::attribute(&tag, "BaseLoc")
                        .unwrap_or_default()
                        .into_owned()
                }
                "MultiMedia" => open = super::number(&tag, "ID"),
                "MediaFile" => inside = true,
                _ => {}
            },
            Ok(Event::Text(text)) if inside && media.len() < LISTED => {
                let file = match base.is_empty() {
                    true => text.trim().to_owned(),
                    false => format!("{}/{}", base.trim_end_matches('/'), text.trim()),
                };
                media.extend(open.map(|id| (id, reader.resolved(resource, &file))));
            }
            Ok(Event::End(_)) => inside = false,
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
}

/// What a page shows.
#[derive(Debug, PartialEq)]
enum Shown {
    Nothing,
    /// A picture, by its resource, and nothing on it.
    Picture(u32),
    /// Anything else.
    More,
}

/// What a page shows. Under its picture lines may be drawn, as paper is; what is not shown counts for nothing. Of the
/// beginning of a page, which is cut anywhere, only that there is more is told.
fn shown(content: &str, whole: bool) -> Shown {
    use quick_xml::events::Event;
    let mut tokens = super::tokens(content);
    let (mut picture, mut below, mut layers) = (None, false, 0);
    loop {
        let tag = match tokens.token() {
            Ok(Event::Start(tag)) | Ok(Event::Empty(tag)) => tag,
            Err(_) if !whole => return Shown::Nothing,
            // What is behind damage nobody knows.
            Err(_) => return Shown::More,
            Ok(Event::Eof) => break,
            Ok(_) => continue,
        };
        let is =
            |name, value| super::attribute(&tag, name).is_some_and(|text| text.trim() == value);
        let hidden = is("Visible", "false") || is("Visible", "0") || is("Alpha", "0");
        match tag.local_name().as_ref() {
            "TextCode" => return Shown::More,
            "Layer" => layers += 1,
            "ImageObject" | "PathObject" | "CompositeObject" | "TextObject" if hidden => {}
            "ImageObject" => {
                let place = super::attribute(&tag, "Boundary").and_then(|text| area(&text));
                let place = place.filter(|[_, _, wide, high]| *wide > 0 && *high > 0);
                let masked = super::attribute(&tag, "ImageMask").is_some();
                match super::number(&tag, "ResourceID").filter(|_| place.is_some() && !masked) {
                    Some(id) if picture.is_none() => picture = Some(id),
                    _ => return Shown::More,
                }
            }
            "PathObject" if picture.is_none() => below = true,
            "PathObject" | "CompositeObject" | "TextObject" => return Shown::More,
            _ => {}
        }
    }
    // Layers lie on each other in an order of their own.
    match picture {
        _ if !whole => Shown::Nothing,
        None if below => Shown::More,
        None => Shown::Nothing,
        Some(_) if below && layers > 1 => Shown::More,
        Some(id) => Shown::Picture(id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::office::tests::packed_bytes;
    use crate::read::package;

    fn file(content: &str, picture: &[u8]) -> Vec<u8> {
        noted(content, picture, "")
    }

    /// With an annotation of this appearance on its page.
    fn noted(content: &str, picture: &[u8], appearance: &str) -> Vec<u8> {
        let annotation = format!(
            "<o:PageAnnot><o:Annot><o:Appearance>{appearance}</o:Appearance></o:Annot></o:PageAnnot>"
        );
        packed_bytes(&[
            ("OFD.xml", b"<o:OFD><o:DocBody><o:DocRoot>Doc_0/Document.xml</o:DocRoot></o:DocBody></o:OFD>"),
            ("Doc_0/Document.xml", b"<o:Document><o:CommonData><o:DocumentRes>DocumentRes.xml</o:DocumentRes></o:CommonData>\
                <o:Annotations>Annotations.xml</o:Annotations>\
                <o:Pages><o:Page ID='1' BaseLoc='Pages/Page_0/Content.xml'/></o:Pages></o:Document>"),
            ("Doc_0/DocumentRes.xml", b"<o:Res BaseLoc='Res'><o:MultiMedias><o:MultiMedia ID='5' Type='Image'>\
                <o:MediaFile>scan.png</o:MediaFile></o:MultiMedia></o:MultiMedias></o:Res>"),
            ("Doc_0/Annotations.xml", b"<o:Annotations><o:Page PageID='1'><o:FileLoc>Annot.xml</o:FileLoc></o:Page></o:Annotations>"),
            ("Doc_0/Annot.xml", annotation.as_bytes()),
            ("Doc_0/Res/scan.png", picture),
            ("Doc_0/Pages/Page_0/Content.xml", content.as_bytes()),
        ])
    }

    fn found(bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
        pictures(&package::open(bytes).unwrap())
    }

    #[test]
    fn a_page_that_is_a_picture_is_one_and_a_page_with_text_is_none() {
        let picture = b"\x89PNG\r\n\x1a\n and so on";
        let page = "<o:Page><o:Content><o:Layer><o:ImageObject ID='9' Boundary='0 0 210 297' ResourceID='5'/></o:Layer></o:Content></o:Page>";
        assert_eq!(found(&file(page, picture)), Some(vec![picture.to_vec()]));
        let typed = "<o:TextObject Boundary='0 0 9 4'><o:TextCode>1</o:TextCode></o:TextObject>";
        assert_eq!(found(&noted(page, picture, typed)), None);
        assert_eq!(found(&file(page, b"II*\0 a TIFF")), None);
        let with = |more: &str| page.replace("</o:Layer>", &format!("{more}</o:Layer>"));
        let picture_on_it = "<o:ImageObject ID='10' Boundary='20 20 9 4' ResourceID='5'/>";
        for more in [
            "<o:TextObject><o:TextCode>1</o:TextCode></o:TextObject>",
            picture_on_it,
            "<o:PathObject ID='11' Boundary='20 20 9 4'/>",
            "<o:CompositeObject ID='12' Boundary='20 20 9 4' ResourceID='7'/>",
        ] {
            let more = &format!("{more}{}", "<!-- -->".repeat(1000));
            assert_eq!(found(&file(&with(more), picture)), None, "{more}");
        }
        // What is not shown, and paper below.
        let hidden = picture_on_it.replace("ID='10'", "ID='10' Visible='false'");
        let clear = picture_on_it.replace("ID='10'", "ID='10' Alpha='0'");
        let paper = page.replace(
            "<o:Layer>",
            "<o:Layer><o:PathObject ID='8' Boundary='0 0 210 297'/>",
        );
        // Longer than what is looked at first.
        let much = "<o:PathObject ID='7' Boundary='0 0 210 297'/>".repeat(200);
        let papers = page.replace("<o:Layer>", &format!("<o:Layer>{much}"));
        for page in [with(&hidden), with(&clear), paper, papers] {
            assert_eq!(
                found(&file(&page, picture)),
                Some(vec![picture.to_vec()]),
                "{page}"
            );
        }
        let none = page.replace("ID='9'", "ID='9' Visible='false'");
        assert_eq!(found(&file(&none, picture)), None);
        assert_eq!(found(&file(&page.replace("'5'/>", "'6'/>"), picture)), None);
    }
}
