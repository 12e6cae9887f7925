use std::{
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    sync::mpsc::{Receiver, channel},
    thread,
};

use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use aws_sdk_s3::config::BehaviorVersion;
use aws_types::{SdkConfig, region::Region};
use report_domain::{Kind, LARGEST_SNAPSHOT, SnapshotPin, Subject};
use uuid::Uuid;

use super::*;
use crate::Snapshots;

const HALF_A_GIGABYTE: usize = 500 << 20;

/// A bucket that answers one request with those headers and then sends `bytes` bytes in chunks, until nobody takes them; how
/// many were taken.
fn bucket(headers: &'static str, bytes: usize, is_chunked: bool) -> (Bucket, Receiver<usize>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let (said, sent) = channel();
    thread::spawn(move || {
        let (stream, _) = listener.accept().expect("a request");
        let mut lines = BufReader::new(&stream).lines();
        while !lines.next().expect("a line").expect("a line").is_empty() {}
        let mut stream = &stream;
        write!(stream, "HTTP/1.1 200 OK\r\nETag: \"e\"\r\n{headers}\r\n\r\n").expect("sent");
        let chunk = [b' '; 1 << 16];
        let mut taken = 0;
        while taken < bytes {
            let head = if is_chunked { format!("{:x}\r\n", chunk.len()) } else { String::new() };
            let tail: &[u8] = if is_chunked { b"\r\n" } else { b"" };
            if [head.as_bytes(), &chunk, tail].into_iter().any(|part| stream.write_all(part).is_err()) {
                break;
            }
            taken += chunk.len();
        }
        let _ = said.send(taken);
    });
    let credentials = Credentials::new("id", "secret", None, None, "test");
    let config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .endpoint_url(url)
        .build();
    (Bucket { client: Aws::from_config(config).s3(), name: "b".into() }, sent)
}

async fn read(bucket: Bucket) -> Result<Option<Vec<u8>>, StorageError> {
    let subject =
        Subject { project_id: Uuid::nil().into(), kind: Kind::Model, entity_id: Uuid::max().into() };
    bucket.snapshot(&subject, &SnapshotPin { version_id: None, etag: "\"e\"".into() }).await
}

/// Waits aside, so that the connection can be closed meanwhile.
async fn taken(sent: Receiver<usize>) -> usize {
    tokio::task::spawn_blocking(move || sent.recv()).await.expect("no panic").expect("the bucket's word")
}

#[tokio::test]
async fn an_object_that_is_announced_too_large_is_not_read() {
    let (bucket, sent) = bucket("Content-Length: 524288000", HALF_A_GIGABYTE, false);
    match read(bucket).await {
        Err(StorageError::TooLarge { bytes, most, .. }) => {
            assert_eq!((bytes, most), (524_288_000, LARGEST_SNAPSHOT as u64));
        }
        other => panic!("{:?}", other.map(|bytes| bytes.map(|bytes| bytes.len()))),
    }
    // What the connection's buffers on both sides take unread.
    let taken = taken(sent).await;
    assert!(taken < LARGEST_SNAPSHOT / 2, "{taken} bytes were taken");
}

#[tokio::test]
async fn an_object_without_a_size_is_read_up_to_the_bound() {
    let (bucket, sent) = bucket("Transfer-Encoding: chunked", HALF_A_GIGABYTE, true);
    assert!(matches!(read(bucket).await, Err(StorageError::TooLarge { .. })));
    let taken = taken(sent).await;
    assert!(taken < 2 * LARGEST_SNAPSHOT, "{taken} bytes were taken");
}

#[tokio::test]
async fn an_object_of_the_largest_size_is_read_whole() {
    let (bucket, _) = bucket("Content-Length: 33554432", LARGEST_SNAPSHOT, false);
    assert_eq!(read(bucket).await.expect("read").map(|bytes| bytes.len()), Some(LARGEST_SNAPSHOT));
}
