//! An OFD of scanned pages: nothing is written on any of them, and each is one large picture.

use super::measure::area;
use super::{LISTED, OfdReader, leaves};
use crate::read::package::resolve;
use crate::read::package::zip::Archive;
use crate::read::placed;
use crate::read::scan::{PAGES, is_picture};

/// Bytes of a picture that are inflated at most.
const MOST: usize = 64 << 20;

/// The pictures of its pages in their order, each a PNG or JPEG, the largest of each page; none where anything is written on
/// one of them, or where a picture is of another kind.
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
        leaves(&xml, "", |name, tag, text| {
            let target = || super::attribute(tag, "BaseLoc");
            match name {
                "PublicRes" | "DocumentRes" => resources.push(reader.resolved(root, text)),
                "Page" | "TemplatePage" => {
                    let part = target().map(|target| reader.resolved(root, &target));
                    pages.extend(part.map(|part| (part, name == "Page")));
                }
                _ => {}
            }
        });
        let mut media = Vec::new();
        for resource in resources.iter().take(LISTED) {
            if archive.has(resource) {
                let xml = reader.part(resource)?;
                files(&reader, resource, &xml, &mut media);
            }
        }
        for (part, is_page) in pages.iter().take(LISTED) {
            let content = reader.part(part)?;
            if content.contains("TextCode") {
                return None;
            }
            let Some(picture) = largest(&content).filter(|_| *is_page) else {
                continue;
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

/// The resource of the largest picture on a page.
fn largest(content: &str) -> Option<u32> {
    let mut best: Option<(i64, u32)> = None;
    let mut look = |name: &str, tag: &quick_xml::events::BytesStart| {
        let place = super::attribute(tag, "Boundary").and_then(|text| area(&text));
        let resource = super::number(tag, "ResourceID");
        if let ("ImageObject", Some([_, _, wide, high]), Some(id)) = (name, place, resource) {
            // Metres squared fit: both are bounded.
            let size = wide.max(0) / 100 * (high.max(0) / 100);
            if best.is_none_or(|(known, _)| size > known) {
                best = Some((size, id));
            }
        }
    };
    use quick_xml::events::Event;
    let mut tokens = super::tokens(content);
    loop {
        match tokens.token() {
            Ok(Event::Start(tag)) | Ok(Event::Empty(tag)) => look(tag.local_name().as_ref(), &tag),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    best.map(|(_, id)| id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::office::tests::packed_bytes;
    use crate::read::package;

    fn file(content: &str, picture: &[u8]) -> Vec<u8> {
        packed_bytes(&[
            ("OFD.xml", b"<o:OFD><o:DocBody><o:DocRoot>Doc_0/Document.xml</o:DocRoot></o:DocBody></o:OFD>"),
            ("Doc_0/Document.xml", b"<o:Document><o:CommonData><o:DocumentRes>DocumentRes.xml</o:DocumentRes></o:CommonData>\
                <o:Pages><o:Page ID='1' BaseLoc='Pages/Page_0/Content.xml'/></o:Pages></o:Document>"),
            ("Doc_0/DocumentRes.xml", b"<o:Res BaseLoc='Res'><o:MultiMedias><o:MultiMedia ID='5' Type='Image'>\
                <o:MediaFile>scan.png</o:MediaFile></o:MultiMedia></o:MultiMedias></o:Res>"),
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
        assert_eq!(found(&file(page, b"II*\0 a TIFF")), None);
        let written = page.replace(
            "</o:Layer>",
            "<o:TextObject><o:TextCode>1</o:TextCode></o:TextObject></o:Layer>",
        );
        assert_eq!(found(&file(&written, picture)), None);
        assert_eq!(found(&file(&page.replace("'5'/>", "'6'/>"), picture)), None);
    }
}
