//! A file server for one person on this machine.

use crate::{page, shell::root};
use anyhow::{Context, Result, anyhow, bail};
use std::{
    fs::File,
    path::{Component, Path, PathBuf},
    thread,
};
use tiny_http::{Header, Method, Request, Response, Server};

/// The policy the server adds to the one each page states itself; both hold. Chromium before 97 knows
/// no 'wasm-unsafe-eval' and asks for 'unsafe-eval': the page takes that away again where it can.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'unsafe-eval'; \
    style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; \
    manifest-src 'self'; base-uri 'none'; form-action 'none'";

const THREADS: usize = 4;

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
        page::build()?;
    }
    let server = Server::http(("127.0.0.1", options.port))
        .map_err(|error| anyhow!("port {} cannot be had: {error}", options.port))?;
    let address = server.server_addr().to_ip().context("no address")?;
    let url = format!("http://{address}/");
    println!("{url}");
    if options.open && open::that_detached(&url).is_err() {
        println!("open it in a browser");
    }
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                for request in server.incoming_requests() {
                    // A browser that hangs up is no error of ours.
                    let _ = answer(request);
                }
            });
        }
    });
    Ok(())
}

fn answer(request: Request) -> Result<()> {
    let file = match request.method() {
        Method::Get | Method::Head => path(request.url()).and_then(|path| {
            let file = File::open(root().join("www").join(&path)).ok()?;
            file.metadata()
                .is_ok_and(|m| m.is_file())
                .then_some((path, file))
        }),
        _ => None,
    };
    let headers = |kind: &str| -> Result<Vec<Header>> {
        let header = |name: &str, value: &str| {
            Header::from_bytes(name, value).map_err(|()| anyhow!("no header: {name}: {value}"))
        };
        Ok(vec![
            header("Content-Type", kind)?,
            header("Content-Security-Policy", POLICY)?,
            header("Cache-Control", "no-cache")?,
            header("X-Content-Type-Options", "nosniff")?,
            header("Referrer-Policy", "no-referrer")?,
        ])
    };
    match file {
        Some((path, file)) => {
            let response = Response::from_file(file);
            let headers = headers(media_type(&path))?;
            request.respond(headers.into_iter().fold(response, Response::with_header))?;
        }
        None => {
            let response = Response::from_string("404\n").with_status_code(404);
            let headers = headers("text/plain; charset=utf-8")?;
            request.respond(headers.into_iter().fold(response, Response::with_header))?;
        }
    }
    Ok(())
}

/// The file a request asks for, from www/; none where it would lead out.
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
