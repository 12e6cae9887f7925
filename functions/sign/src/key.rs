//! The key that signs.

use aws_sdk_kms::{
    error::DisplayErrorContext,
    primitives::Blob,
    types::{MessageType, SigningAlgorithmSpec},
};
use report_storage::Aws;

/// Signs digests with a key on the curve P-256.
pub trait SigningKey: Send + Sync {
    /// The key's id, for whoever looks for its public half.
    fn id(&self) -> &str;

    /// An ECDSA signature of a SHA-256, in DER.
    ///
    /// # Errors
    /// What the key service says, for the log.
    fn sign(&self, digest: Vec<u8>) -> impl Future<Output = Result<Vec<u8>, String>> + Send;
}

/// A key in AWS KMS. It never leaves there.
#[derive(Debug)]
pub struct KmsKey {
    client: aws_sdk_kms::Client,
    arn: String,
}

impl KmsKey {
    /// The key that `SEAL_KEY_ARN` names.
    ///
    /// # Errors
    /// When the variable is not set.
    pub fn from_env(aws: &Aws) -> Result<Self, std::env::VarError> {
        Ok(Self { client: aws_sdk_kms::Client::new(aws.config()), arn: std::env::var("SEAL_KEY_ARN")? })
    }
}

impl SigningKey for KmsKey {
    fn id(&self) -> &str {
        // Without the account's number, which is nobody's business who has a seal.
        self.arn.rsplit('/').next().unwrap_or_default()
    }

    async fn sign(&self, digest: Vec<u8>) -> Result<Vec<u8>, String> {
        let request = self
            .client
            .sign()
            .key_id(&self.arn)
            .message(Blob::new(digest))
            .message_type(MessageType::Digest)
            .signing_algorithm(SigningAlgorithmSpec::EcdsaSha256);
        let answer = request.send().await.map_err(|error| DisplayErrorContext(error).to_string())?;
        let signature = answer.signature.ok_or("kms:Sign answered without a signature")?;
        Ok(signature.into_inner())
    }
}
