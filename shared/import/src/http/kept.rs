//! Answers that are kept in a folder until an import is done, so that one which was interrupted goes on where it stopped.

use std::{
    fmt::Write,
    fs, io,
    path::{Path, PathBuf},
    process,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use report_domain::Timestamp;
use sha2::{Digest, Sha256};

use super::{Answer, Request, Server, Unanswered};

/// How long answers are used. Whoever goes on later begins anew: too much may have changed on the server.
const LONGEST_KEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// What the names of the files end with.
const ENDING: &str = "answer";

/// A server whose good answers are kept. A question that was answered before is not asked again: its answer is as it was
/// then, whatever has changed since.
pub struct Kept<'a> {
    server: &'a dyn Server,
    address: &'a str,
    folder: &'a Path,
    since: Option<SystemTime>,
}

impl<'a> Kept<'a> {
    /// Keeps the answers of the server at `address` in a folder, which is made if it does not exist. Those in it that are too
    /// old are removed.
    ///
    /// # Errors
    /// A sentence: the folder cannot be made or read.
    pub fn open(server: &'a dyn Server, address: &'a str, folder: &'a Path) -> Result<Self, String> {
        let cannot = |error: io::Error| format!("cannot keep answers in {}: {error}", folder.display());
        fs::create_dir_all(folder).map_err(cannot)?;
        let mut since: Option<SystemTime> = None;
        for file in files(folder).map_err(cannot)? {
            let written = fs::metadata(&file).and_then(|file| file.modified()).map_err(cannot)?;
            if written.elapsed().is_ok_and(|age| age > LONGEST_KEPT) {
                fs::remove_file(file).map_err(cannot)?;
            } else {
                since = Some(since.map_or(written, |since| since.min(written)));
            }
        }
        Ok(Self { server, address, folder, since })
    }

    /// When the first of the answers was given that were there from the beginning.
    pub fn since(&self) -> Option<Timestamp> {
        let since = self.since?.duration_since(UNIX_EPOCH).ok()?;
        i64::try_from(since.as_millis()).ok().map(Timestamp::from_unix_millis)
    }

    /// Removes the answers, and the folder if nothing else is in it. What cannot be removed is of no use and does no harm.
    pub fn forget(self) {
        for file in files(self.folder).unwrap_or_default() {
            let _ = fs::remove_file(file);
        }
        let _ = fs::remove_dir(self.folder);
    }

    /// Where the answer to a question lies.
    fn file(&self, request: &Request<'_>) -> PathBuf {
        let mut hash = Sha256::new();
        for part in [self.address, request.path, request.body.unwrap_or_default()] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        let name = hash.finalize().iter().fold(String::new(), |mut name, byte| {
            // Writing to a string cannot fail.
            let _ = write!(name, "{byte:02x}");
            name
        });
        self.folder.join(name).with_extension(ENDING)
    }
}

impl Server for Kept<'_> {
    fn ask(&self, request: &Request<'_>) -> Result<Answer, Unanswered> {
        let file = self.file(request);
        if let Ok(body) = fs::read(&file) {
            return Ok(Answer { status: 200, body, retry_after: None });
        }
        let answer = self.server.ask(request)?;
        if answer.status == 200 {
            // A file that is there is whole: it gets its name when it is written.
            let unfinished = file.with_extension(format!("{}.part", process::id()));
            fs::write(&unfinished, &answer.body).and_then(|()| fs::rename(&unfinished, &file)).map_err(
                |error| {
                    Unanswered::Other(format!("cannot keep the answer in {}: {error}", self.folder.display()))
                },
            )?;
        }
        Ok(answer)
    }
}

/// The files in a folder that are answers, or began to be.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let is_ours = |path: &PathBuf| {
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let hash = name.split('.').next().unwrap_or_default();
        let is_kept = path.extension().is_some_and(|ending| ending == ENDING || ending == "part");
        is_kept && hash.len() == 64 && hash.bytes().all(|digit| digit.is_ascii_hexdigit())
    };
    let paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    Ok(paths.into_iter().filter(is_ours).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::{cell::RefCell, env, fs::File};

    use super::*;

    /// Answers with the number of questions so far; the third question breaks the connection.
    #[derive(Default)]
    struct Counting(RefCell<u32>);

    impl Server for Counting {
        fn ask(&self, request: &Request<'_>) -> Result<Answer, Unanswered> {
            let mut asked = self.0.borrow_mut();
            *asked += 1;
            let status = if request.path == "/missing" { 404 } else { 200 };
            match *asked {
                3 => Err(Unanswered::Broken("reset".into())),
                count => Ok(Answer { status, body: count.to_string().into_bytes(), retry_after: None }),
            }
        }
    }

    /// A folder of the test's own, removed in the end.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let folder = env::temp_dir().join(format!("kept-{name}-{}", process::id()));
            let _ = fs::remove_dir_all(&folder);
            Self(folder)
        }

        fn len(&self) -> usize {
            fs::read_dir(&self.0).map_or(0, Iterator::count)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn told(kept: &Kept<'_>, request: Request<'_>) -> Option<String> {
        kept.ask(&request).ok().map(|answer| String::from_utf8(answer.body).unwrap())
    }

    #[test]
    fn an_import_goes_on_where_it_stopped() {
        let (folder, server) = (Folder::new("resume"), Counting::default());
        let first = Kept::open(&server, "http://a", &folder.0).unwrap();
        assert_eq!(first.since(), None);
        assert_eq!(told(&first, Request::get("/runs")).as_deref(), Some("1"));
        assert_eq!(told(&first, Request::post("/runs", "{}")).as_deref(), Some("2"), "another question");
        assert_eq!(told(&first, Request::get("/more")), None, "the connection broke");
        let second = Kept::open(&server, "http://a", &folder.0).unwrap();
        assert!(second.since().is_some());
        assert_eq!(told(&second, Request::get("/runs")).as_deref(), Some("1"));
        assert_eq!(told(&second, Request::post("/runs", "{}")).as_deref(), Some("2"));
        assert_eq!(told(&second, Request::get("/more")).as_deref(), Some("4"));
        let other = Kept::open(&server, "http://b", &folder.0).unwrap();
        assert_eq!(told(&other, Request::get("/runs")).as_deref(), Some("5"), "another server");
        fs::write(folder.0.join("notes.txt"), "mine").unwrap();
        second.forget();
        assert_eq!(folder.len(), 1, "what is somebody else's stays");
    }

    #[test]
    fn only_good_answers_are_kept_and_not_for_ever() {
        let (folder, server) = (Folder::new("old"), Counting::default());
        let kept = Kept::open(&server, "http://a", &folder.0).unwrap();
        kept.ask(&Request::get("/missing")).unwrap();
        assert_eq!(folder.len(), 0);
        kept.ask(&Request::get("/runs")).unwrap();
        let file = files(&folder.0).unwrap().remove(0);
        let yesterday = SystemTime::now() - LONGEST_KEPT - Duration::from_secs(60);
        File::options().write(true).open(file).unwrap().set_modified(yesterday).unwrap();
        assert_eq!(Kept::open(&server, "http://a", &folder.0).unwrap().since(), None);
        assert_eq!(folder.len(), 0);
    }
}
