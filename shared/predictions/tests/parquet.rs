//! A Parquet file gives what the same rows give as CSV.
#![allow(clippy::unwrap_used)]

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    sync::Arc,
};

use parquet::{
    basic::Compression,
    data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type},
    file::{properties::WriterProperties, writer::SerializedFileWriter},
    schema::parser::parse_message_type,
};
use report_predictions::{Columns, Scores, Settings, import};
use report_snapshot::Snapshot;
use uuid::Uuid;

const SCHEMA: &str =
    "message rows { REQUIRED BYTE_ARRAY y (UTF8); OPTIONAL DOUBLE score; REQUIRED INT32 w; }";

fn path(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("parquet");
    fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

/// Five rows, of which the third has no score.
fn write(file: &Path, compression: Compression) {
    let properties = Arc::new(WriterProperties::builder().set_compression(compression).build());
    let schema = Arc::new(parse_message_type(SCHEMA).unwrap());
    let mut writer = SerializedFileWriter::new(File::create(file).unwrap(), schema, properties).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    let classes: Vec<ByteArray> = ["no", "yes", "yes", "no", "yes"].map(ByteArray::from).to_vec();
    column.typed::<ByteArrayType>().write_batch(&classes, None, None).unwrap();
    column.close().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    let scores = [0.1, 0.7, 1.0 / 3.0, 1e-17];
    column.typed::<DoubleType>().write_batch(&scores, Some(&[1, 1, 0, 1, 1]), None).unwrap();
    column.close().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<Int32Type>().write_batch(&[1, 2, 1, 1, 3], None, None).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    writer.close().unwrap();
}

fn evaluations(file: PathBuf) -> (Snapshot, Vec<String>) {
    let columns =
        Columns { scores: Scores::Positive("score".into()), weight: Some("w".into()), ..Columns::of("y") };
    let settings = Settings { name: Some("same".into()), ..Settings::new(columns, Uuid::nil()) };
    let mut imported = import(&[file], &settings, &()).unwrap();
    (imported.snapshots.remove(0), imported.notes)
}

#[test]
fn rows_are_those_of_csv_whatever_the_compression() {
    let csv = path("rows.csv");
    fs::write(&csv, format!("y,score,w\nno,0.1,1\nyes,0.7,2\nyes,,1\nno,{},1\nyes,1e-17,3\n", 1.0 / 3.0))
        .unwrap();
    let (Snapshot::Model(expected), notes) = evaluations(csv) else { panic!("a model") };
    for compression in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::LZ4_RAW,
        Compression::ZSTD(Default::default()),
    ] {
        let file = path("rows.parquet");
        write(&file, compression);
        let (Snapshot::Model(found), found_notes) = evaluations(file) else { panic!("a model") };
        assert_eq!(found.content, expected.content, "{compression:?}");
        assert_eq!(found_notes, notes);
    }
}

#[test]
fn a_file_that_is_cut_off_is_refused_in_a_sentence() {
    let file = path("cut.parquet");
    write(&file, Compression::UNCOMPRESSED);
    let bytes = fs::read(&file).unwrap();
    fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    let settings =
        Settings::new(Columns { scores: Scores::Positive("score".into()), ..Columns::of("y") }, Uuid::nil());
    let error = import(&[file], &settings, &()).unwrap_err().to_string();
    assert!(error.contains("cannot be read as Parquet") && !error.contains('\n'), "{error}");
}
