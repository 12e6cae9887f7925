//! What the files of checks share.

/// Makes two tests of every check: one on the store in memory, one on the real service.
macro_rules! checks {
    ($($service:ident: $($check:ident)*;)*) => {
        mod memory {
            use super::*;
            $($(
                #[tokio::test]
                async fn $check() {
                    super::$check(&Memory::new()).await;
                }
            )*)*
        }

        mod services {
            use super::*;
            $($(
                #[tokio::test]
                #[ignore = "needs the local stack: infra/tests/run.py storage"]
                async fn $check() {
                    let aws = Aws::from_env().expect("AWS in the environment");
                    super::$check(&$service::from_env(&aws).expect("its name in the environment")).await;
                }
            )*)*
        }
    };
}
