//! What became of an upload.

use lambda_http::http::StatusCode;
use report_edge::{Call, Caller, Failure, Reply, UploadItem, json, subject_if_any, upload_item};
use report_storage::{UploadKey, Uploads};
use serde::Serialize;

#[derive(Serialize)]
struct Answer<'a> {
    upload: UploadItem<'a>,
}

/// `GET /api/projects/{project_id}/entities/{kind}/{entity_id}/uploads/{upload_id}`.
pub async fn answer(uploads: &impl Uploads, call: &Call, caller: &Caller) -> Result<Reply, Failure> {
    let (Some(subject), Some(id)) = (subject_if_any(call), call.path_id("upload_id")) else {
        return Err(Failure::no_such_upload());
    };
    let found = uploads.upload(&UploadKey { subject, id }).await?;
    let visible = found.filter(|_| caller.key.may_access(subject.project_id));
    let upload = visible.ok_or_else(Failure::no_such_upload)?;
    Ok(json(StatusCode::OK, &Answer { upload: upload_item(&upload) }))
}
