//! A Lambda function that makes the very calls to AWS that a function of the API must make, and does nothing else:
//! what `make bench` measures our functions against. See `infra/bench/latency`.
//!
//! `CALL` is `create`, `get`, `list`, `view`, `publish`, `entity`, `entities` or `upload`. The first request also reads an API key, as our functions do. Answers
//! are `{}`, and for `view` the document.

use std::{collections::HashMap, env};

use aws_credential_types::Credentials;
use aws_sdk_dynamodb::{
    config::{BehaviorVersion, Region, SharedCredentialsProvider},
    types::{AttributeValue, Get, KeysAndAttributes, Put, TransactGetItem, TransactWriteItem},
};
use aws_types::SdkConfig;
use lambda_http::{Body, Error, Request, Response, run, service_fn};
use tokio::sync::OnceCell;
use uuid::Uuid;

type Item = HashMap<String, AttributeValue>;

struct Bare {
    dynamodb: aws_sdk_dynamodb::Client,
    s3: aws_sdk_s3::Client,
    sqs: aws_sdk_sqs::Client,
    table: String,
    bucket: String,
    queue: String,
    key_read: OnceCell<()>,
}

fn s(text: impl Into<String>) -> AttributeValue {
    AttributeValue::S(text.into())
}

fn key(pk: &str, sk: &str) -> Item {
    HashMap::from([("pk".to_owned(), s(pk)), ("sk".to_owned(), s(sk))])
}

impl Bare {
    fn from_env() -> Result<Self, Error> {
        let (id, secret) = (env::var("AWS_ACCESS_KEY_ID")?, env::var("AWS_SECRET_ACCESS_KEY")?);
        let credentials = Credentials::new(id, secret, None, None, "environment");
        let config = SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(env::var("AWS_REGION")?))
            .credentials_provider(SharedCredentialsProvider::new(credentials))
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .endpoint_url(env::var("AWS_ENDPOINT_URL")?)
            .build();
        let s3 = aws_sdk_s3::config::Builder::from(&config).force_path_style(true).build();
        Ok(Self {
            dynamodb: aws_sdk_dynamodb::Client::new(&config),
            s3: aws_sdk_s3::Client::from_conf(s3),
            sqs: aws_sdk_sqs::Client::new(&config),
            table: env::var("TABLE_NAME")?,
            bucket: env::var("BUCKET_NAME")?,
            queue: env::var("QUEUE_URL")?,
            key_read: OnceCell::new(),
        })
    }

    async fn read(&self, pk: &str, sk: &str) -> Result<Option<Item>, Error> {
        let request = self.dynamodb.get_item().table_name(&self.table).set_key(Some(key(pk, sk)));
        Ok(request.consistent_read(true).send().await?.item)
    }

    async fn batch(&self, keys: Vec<Item>) -> Result<Vec<Item>, Error> {
        let keys = KeysAndAttributes::builder().set_keys(Some(keys)).consistent_read(true).build()?;
        let answer = self.dynamodb.batch_get_item().request_items(&self.table, keys).send().await?;
        Ok(answer.responses.and_then(|mut tables| tables.remove(&self.table)).unwrap_or_default())
    }

    fn put(&self, item: Item) -> Result<TransactWriteItem, Error> {
        let put = Put::builder()
            .table_name(&self.table)
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(pk)");
        Ok(TransactWriteItem::builder().put(put.build()?).build())
    }

    /// The snapshot's head, the transaction of four writes, the message.
    async fn create(&self, snapshot: &str) -> Result<(), Error> {
        self.s3.head_object().bucket(&self.bucket).key(snapshot).send().await?;
        let id = Uuid::now_v7().to_string();
        let mut writes = Vec::with_capacity(4);
        for (part, attributes) in [("META", 12), ("OPTIONS", 8), ("JOB", 1), ("MARK", 2)] {
            let mut item = key(&format!("BENCH#{id}"), part);
            for attribute in 0..attributes {
                item.insert(
                    format!("attribute{attribute}"),
                    s("the value of an attribute, of the usual size"),
                );
            }
            writes.push(self.put(item)?);
        }
        self.dynamodb.transact_write_items().set_transact_items(Some(writes)).send().await?;
        // A message that no report belongs to; the renderer drops it.
        let body = format!(r#"{{"report_id":"{id}","job_id":"{id}"}}"#);
        self.sqs.send_message().queue_url(&self.queue).message_body(body).send().await?;
        Ok(())
    }

    /// The report with its options: one query.
    async fn get(&self, report: &str) -> Result<(), Error> {
        let request = self.dynamodb.query().table_name(&self.table).consistent_read(true);
        let request = request.key_condition_expression("pk = :pk");
        request.expression_attribute_values(":pk", s(format!("REPORT#{report}"))).send().await?;
        Ok(())
    }

    /// The marks, the heads, the last blocks, the reports.
    async fn list(&self, project: &str) -> Result<(), Error> {
        let list = format!("LIST#{project}");
        let query = || self.dynamodb.query().table_name(&self.table).consistent_read(true);
        let newest = query().key_condition_expression("pk = :pk");
        newest.expression_attribute_values(":pk", s(format!("NEWEST#{project}"))).send().await?;
        let get = |sk| Get::builder().table_name(&self.table).set_key(Some(key(&list, sk))).build();
        let heads = ["HEAD", "COUNT"].map(get).into_iter().collect::<Result<Vec<_>, _>>()?;
        let heads = heads.into_iter().map(|get| TransactGetItem::builder().get(get).build()).collect();
        let heads = self.dynamodb.transact_get_items().set_transact_items(Some(heads)).send().await?;
        let blocks = query()
            .key_condition_expression("pk = :pk AND sk BETWEEN :from AND :to")
            .expression_attribute_values(":pk", s(list))
            .expression_attribute_values(":from", s(format!("BLOCK#{:020}", 0)))
            .expression_attribute_values(":to", s(format!("BLOCK#{}", "9".repeat(20))))
            .scan_index_forward(false)
            .limit(4);
        let blocks = blocks.send().await?;
        let heads = heads.responses().iter().filter_map(|it| it.item()?.get("tail")?.as_b().ok());
        let entries = blocks.items().iter().filter_map(|it| it.get("entries")?.as_b().ok()).chain(heads);
        // An entry is a time of eight bytes and a UUID.
        let ids = entries.flat_map(|packed| packed.as_ref().chunks_exact(24)).take(50);
        let ids = ids.filter_map(|entry| Uuid::from_slice(&entry[8..]).ok());
        let keys: Vec<_> = ids.map(|id| key(&format!("REPORT#{id}"), "META")).collect();
        if !keys.is_empty() {
            self.batch(keys).await?;
        }
        Ok(())
    }

    /// The report, the document.
    async fn view(&self, report: &str, artifact: &str) -> Result<Body, Error> {
        self.read(&format!("REPORT#{report}"), "META").await?;
        let request = self.s3.get_object().bucket(&self.bucket).key(artifact);
        Ok(Body::Binary(request.send().await?.body.collect().await?.to_vec()))
    }

    /// The head of the one before, which tells whether the entity is new; the snapshot; the transaction that lists its entity.
    async fn publish(&self, snapshot: &str, body: &[u8]) -> Result<(), Error> {
        // The first time there is none.
        let _ = self.s3.head_object().bucket(&self.bucket).key(snapshot).send().await;
        let request = self.s3.put_object().bucket(&self.bucket).key(snapshot);
        request.content_type("application/json").body(body.to_vec().into()).send().await?;
        let writes = ["ENTITY", "ENTRY"].map(|part| {
            let put = Put::builder().table_name(&self.table).set_item(Some(key("BENCH#entity", part)));
            Ok::<_, Error>(TransactWriteItem::builder().put(put.build()?).build())
        });
        let writes = writes.into_iter().collect::<Result<_, _>>()?;
        self.dynamodb.transact_write_items().set_transact_items(Some(writes)).send().await?;
        Ok(())
    }

    /// The snapshot's head.
    async fn entity(&self, snapshot: &str) -> Result<(), Error> {
        self.s3.head_object().bucket(&self.bucket).key(snapshot).send().await?;
        Ok(())
    }

    /// A page of the catalog.
    async fn entities(&self, project: &str) -> Result<(), Error> {
        let request = self.dynamodb.query().table_name(&self.table).consistent_read(true).limit(51);
        let request = request.key_condition_expression("pk = :pk");
        request.expression_attribute_values(":pk", s(format!("ENTITIES#{project}"))).send().await?;
        Ok(())
    }

    /// The item that an upload is remembered by.
    async fn upload(&self) -> Result<(), Error> {
        let item = key(&format!("BENCH#{}", Uuid::now_v7()), "UPLOAD");
        self.dynamodb.put_item().table_name(&self.table).set_item(Some(item)).send().await?;
        Ok(())
    }

    async fn answer(&self, request: Request) -> Result<Response<Body>, Error> {
        // What the calls are about comes in headers, so that nothing has to be parsed here.
        let header =
            |name: &str| request.headers().get(name).and_then(|it| it.to_str().ok()).unwrap_or_default();
        let read_key = || async { self.read(header("x-key"), "KEY").await.map(|_| ()) };
        self.key_read.get_or_try_init(read_key).await?;
        let mut body = Body::Text("{}".into());
        match env::var("CALL").as_deref() {
            Ok("create") => self.create(header("x-snapshot")).await?,
            Ok("get") => self.get(header("x-report")).await?,
            Ok("list") => self.list(header("x-project")).await?,
            Ok("view") => body = self.view(header("x-report"), header("x-artifact")).await?,
            Ok("publish") => self.publish(header("x-published"), request.body()).await?,
            Ok("entity") => self.entity(header("x-snapshot")).await?,
            Ok("entities") => self.entities(header("x-project")).await?,
            Ok("upload") => self.upload().await?,
            _ => return Err("CALL must name a call that is measured".into()),
        }
        Ok(Response::new(body))
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let bare = &Bare::from_env()?;
    run(service_fn(move |request| bare.answer(request))).await
}
