//! A file server for one person on this machine: a thread a connection, a request a connection.
//!
//! By hand, since tiny_http leaves a connection waiting for good where several open at once, and the
//! servers that do not bring an asynchronous runtime along.

use crate::{page, site};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Component, Path, PathBuf},
    thread,
    time::Duration,
};

/// The policy the server adds to the one each page states itself; both hold. Chromium before 97 knows
/// no 'wasm-unsafe-eval' and asks for 'unsafe-eval': the page takes that away again where it can.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'unsafe-eval'; \
    style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; \
    manifest-src 'self'; base-uri 'none'; form-action 'none'";

/// Bytes of a request that are read at most.
const LONGEST_REQUEST: u64 = 64 << 10;

/// What may be said on the command line.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    port: u16,
    open: bool,
    build: bool,
}

impl Options {
    /// Reads them; anything unknown is an error.
    pub fn parse(words: &[String]) -> Result<Self> {
        let mut options = Options {
            port: 8000,
            open: true,
            build: true,
        };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--no-open" => options.open = false,
                "--no-build" => options.build = false,
                "--port" => {
                    let port = words.next().context("--port wants a number")?;
                    let number = port.parse();
                    options.port = number.with_context(|| format!("--port {port}: no port"))?;
                }
                other => bail!("serve does not know {other}"),
            }
        }
        Ok(options)
    }
}

/// Builds and serves until the program is stopped.
pub fn run(options: &Options) -> Result<()> {
    if options.build {
        page::build(&[])?;
    }
    let listener = TcpListener::bind(("127.0.0.1", options.port))
        .with_context(|| format!("port {} cannot be had; try --port 0", options.port))?;
    let url = format!("http://{}/", listener.local_addr()?);
    println!("{url}");
    if options.open && open::that_detached(&url).is_err() {
        println!("open it in a browser");
    }
    for stream in listener.incoming() {
        // A browser that hangs up or says nothing is no error of ours.
        thread::spawn(move || answer(&stream?));
    }
    Ok(())
}

fn answer(mut stream: &TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut lines = BufReader::new(stream.take(LONGEST_REQUEST)).lines();
    let first = lines.next().unwrap_or(Ok(String::new()))?;
    // To the empty line, else the browser takes the unread rest for a broken connection.
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let mut words = first.split(' ');
    let (method, url) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let wanted = path(url).filter(|_| matches!(method, "GET" | "HEAD"));
    let found = wanted.and_then(|path| {
        let bytes = fs::read(site::folder().join(&path)).ok()?;
        Some((media_type(&path), bytes))
    });
    let (status, (kind, body)) = match found {
        Some(found) => ("200 OK", found),
        None => ("404 Not Found", ("text/plain", b"404\n".to_vec())),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\n\
         Content-Type: {kind}\r\n\
         Content-Length: {}\r\n\
         Content-Security-Policy: {POLICY}\r\n\
         Referrer-Policy: no-referrer\r\n\
         X-Content-Type-Options: nosniff\r\n\
         Cache-Control: no-cache\r\n\
         Connection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    if method != "HEAD" {
        stream.write_all(&body)?;
    }
    Ok(())
}

/// The file a request asks for, from dist/site/; none where it would lead out.
fn path(url: &str) -> Option<PathBuf> {
    let asked = url.split(['?', '#']).next().unwrap_or("");
    let asked = asked.strip_prefix('/')?;
    let path = PathBuf::from(if asked.is_empty() {
        "index.html"
    } else {
        asked
    });
    let inside = path.components().all(|c| matches!(c, Component::Normal(_)));
    inside.then_some(path)
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|e| e.to_str()).unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webmanifest" => "application/manifest+json",
        "ts" | "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_stays_inside() {
        assert_eq!(path("/"), Some("index.html".into()));
        assert_eq!(path("/pkg/gouji.js?v=1"), Some("pkg/gouji.js".into()));
        assert_eq!(path("/../Cargo.toml"), None);
        assert_eq!(path("//etc/passwd"), None);
        assert_eq!(path("/./a"), None);
        assert_eq!(path("*"), None);
    }

    #[test]
    fn options_are_read_or_refused() {
        let parse = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(ToString::to_string).collect();
            Options::parse(&words)
        };
        let options = parse(&["--port", "0", "--no-open"]).unwrap();
        assert_eq!(
            (options.port, options.open, options.build),
            (0, false, true)
        );
        assert!(parse(&["--port"]).is_err());
        assert!(parse(&["--port", "http"]).is_err());
        assert!(parse(&["--opne"]).is_err());
    }
}
