"""Facts about template.yaml, above all those that an emulator ignores: retention, encryption, throttling, permissions."""

import json
import re

import pytest
import template
from paths import ROOT
from template import Tagged

SOURCE = template.load()
RESOURCES = SOURCE["Resources"]
FUNCTIONS = template.resources("AWS::Serverless::Function")
ROLES = template.resources("AWS::IAM::Role")
SERVES = {"create", "list", "get", "view", "download", "job", "publish", "upload", "entities", "change", "delete", "links", "open", "session"}


def properties(name):
    return RESOURCES[name]["Properties"]


def default(parameter):
    return SOURCE["Parameters"][parameter]["Default"]


def number(value):
    """A number, written out or the default of a parameter."""
    return default(value.value) if isinstance(value, Tagged) else value


def function_of(crate):
    return next(resource["Properties"] for resource in FUNCTIONS.values() if template.crate(resource) == crate)


# ---- functions ----


def test_each_function_crate_is_deployed_and_nothing_else_is():
    crates = {manifest.parent.name for manifest in (ROOT / "functions").glob("*/Cargo.toml")}
    assert {template.crate(function) for function in FUNCTIONS.values()} == crates


def test_functions_run_on_the_newest_custom_runtime_and_on_arm_unless_told_otherwise():
    shared = SOURCE["Globals"]["Function"]
    assert shared["Runtime"] == "provided.al2023"
    assert shared["Architectures"] == [Tagged("Ref", "Architecture")] and default("Architecture") == "arm64"
    assert set(SOURCE["Parameters"]["Architecture"]["AllowedValues"]) == {"arm64", "x86_64"}


def test_no_api_function_outlives_the_gateway_s_patience():
    assert SOURCE["Globals"]["Function"]["Timeout"] <= 29
    for crate in SERVES:
        assert "Timeout" not in function_of(crate)


def test_each_function_logs_to_a_group_of_its_own_that_forgets():
    groups = [function["Properties"]["LoggingConfig"]["LogGroup"].value for function in FUNCTIONS.values()]
    assert len(set(groups)) == len(groups)
    for name, group in template.resources("AWS::Logs::LogGroup").items():
        assert number(group["Properties"]["RetentionInDays"]) > 0, name


def test_every_variable_that_the_code_reads_is_set_by_the_template_or_by_lambda():
    given = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_ENDPOINT_URL"}
    # Lets a test make the largest inline response smaller; nothing to configure in operation.
    given |= {"MAX_INLINE_BYTES"}
    given |= set(SOURCE["Globals"]["Function"]["Environment"]["Variables"])
    for function in FUNCTIONS.values():
        given |= set(function["Properties"].get("Environment", {}).get("Variables", {}))
    read = set()
    for folder in ("functions", "shared/storage", "shared/edge", "shared/logs", "shared/render", "shared/commentary"):
        for file in (ROOT / folder).rglob("src/**/*.rs"):
            code = file.read_text().split("#[cfg(test)]")[0]
            read |= set(re.findall(r'(?:\bvar|\bvar_os|\brequired|\boptional)\("([A-Z][A-Z0-9_]+)"\)', code))
    assert read - given - {"CARGO_MANIFEST_DIR", "OUT_DIR"} == set()


# ---- permissions ----


def statements():
    for name, role in ROLES.items():
        for policy in role["Properties"]["Policies"]:
            for statement in policy["PolicyDocument"]["Statement"]:
                yield name, statement
    for name, policy in template.resources("AWS::IAM::Policy").items():
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]:
            yield name, statement


def as_list(value):
    return value if isinstance(value, list) else [value]


def test_each_function_has_a_role_of_its_own():
    roles = [function["Properties"]["Role"].value for function in FUNCTIONS.values()]
    assert len(set(roles)) == len(roles)
    assert {role.removesuffix(".Arn") for role in roles} | set(OTHER_ROLES) == set(ROLES)


#: Roles of the services that act for this stack, and only for it.
OTHER_ROLES = {"ScheduleRole": "scheduler.amazonaws.com", "WebhookRole": "events.amazonaws.com"}


def test_roles_are_for_one_service_and_borrow_no_managed_policy():
    for name, role in ROLES.items():
        assert "ManagedPolicyArns" not in role["Properties"], name
        (trust,) = role["Properties"]["AssumeRolePolicyDocument"]["Statement"]
        assert trust["Principal"] == {"Service": OTHER_ROLES.get(name, "lambda.amazonaws.com")}, name
        if name in OTHER_ROLES:
            assert trust["Condition"]["StringEquals"]["aws:SourceAccount"] == Tagged("Ref", "AWS::AccountId"), name


def test_no_statement_has_a_wildcard_for_an_action_or_a_resource():
    """Objects are named by their prefix, which is as exact as S3 gets; nothing else may hold an asterisk."""
    # Below `artifacts`, what is kept beside the documents is named by what its key ends with.
    endings = ("artifacts/*", "artifacts/*/bundle.json", "artifacts/*/seal.jws", "artifacts/*/snapshot.json", "entities/*", "entities/*/privacy/*",
               "uploads/*")  # fmt: skip
    prefixes = {Tagged("Sub", f"${{Bucket.Arn}}/{ending}") for ending in endings}
    seen = 0
    for name, statement in statements():
        assert statement["Effect"] == "Allow" and "NotAction" not in statement and "NotResource" not in statement, name
        for action in as_list(statement["Action"]):
            assert re.fullmatch(r"[a-z0-9-]+:[A-Za-z]+", action), (name, action)
        for resource in as_list(statement["Resource"]):
            assert isinstance(resource, Tagged), (name, resource)
            assert resource in prefixes or "*" not in str(resource.value), (name, resource)
            seen += 1
    assert seen > len(ROLES)


def test_what_only_reads_may_count_requests_of_limited_keys_and_write_nothing_else():
    """By a condition, which the emulator does not evaluate. The pattern is that of the code's items."""
    writes = {"PutItem", "UpdateItem", "DeleteItem"}
    # `open` knows no keys; `create` and `session` have conditions for all that they do.
    for crate in SERVES - {"open", "create", "session"}:
        role = function_of(crate)["Role"].value.removesuffix(".Arn")
        granted = [statement for name, statement in statements() if name == role]
        counting = [statement for statement in granted if "Condition" in statement and "dynamodb:UpdateItem" in as_list(statement["Action"])]
        plain = {action for statement in granted if statement not in counting for action in as_list(statement["Action"])}
        if "dynamodb:UpdateItem" in plain:
            assert crate in {"change", "delete"} and not counting, crate
            continue
        (statement,) = counting
        assert statement["Action"] == ["dynamodb:UpdateItem"] and statement["Resource"] == Tagged("GetAtt", "Table.Arn")
        assert statement["Condition"] == {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["RATE#*"]}}, crate
        if crate in {"list", "get", "view", "download", "job", "entities"}:
            assert not {f"dynamodb:{write}" for write in writes} & plain, crate
    assert 'format_args!("RATE#{digest}")' in (ROOT / "shared/storage/src/throttle.rs").read_text()


def leading_keys(crate):
    """Action on the table → the beginnings of the partitions that a role may touch by it; None for all of them."""
    role = function_of(crate)["Role"].value.removesuffix(".Arn")
    granted = {}
    for name, statement in statements():
        if name == role and statement["Resource"] == Tagged("GetAtt", "Table.Arn"):
            keys = statement.get("Condition", {}).get("ForAllValues:StringLike", {}).get("dynamodb:LeadingKeys")
            for action in as_list(statement["Action"]):
                granted.setdefault(action.removeprefix("dynamodb:"), set()).update(keys or {None})
    return granted


def test_what_takes_requests_from_outside_touches_its_own_partitions_only():
    """Somebody who made `create` or `open` do something else could make no key and no link with it."""
    assert leading_keys("session") == leading_keys("create") == {
        "GetItem": {"KEY#*", "IDEM#*", "REPORT#*", "NEWEST#*", "LIST#*"},
        "BatchGetItem": {"NEWEST#*", "LIST#*", "REPORT#*"}, "Query": {"NEWEST#*", "LIST#*", "REPORT#*"},
        "PutItem": {"REPORT#*", "JOB#*", "NEWEST#*", "IDEM#*"},
        "UpdateItem": {"IDEM#*", "RATE#*"}, "DeleteItem": {"IDEM#*"},
    }  # fmt: skip
    assert leading_keys("open") == {"GetItem": {"REPORT#*"}, "UpdateItem": {"LINKS#*"}}
    assert leading_keys("links") == {
        "GetItem": {"KEY#*", "REPORT#*", "LINKS#*"}, "Query": {"LINKS#*"}, "PutItem": {"LINKS#*"},
        "DeleteItem": {"LINKS#*"}, "UpdateItem": {"RATE#*"},
    }  # fmt: skip


def test_parameters_cannot_smuggle_a_wildcard_into_a_policy():
    for parameter in ("InsightsModelArns", "InsightsApiKeySecretArn", "InsightsGuardrailArn", "MlflowSecretArn", "EventBusName"):
        pattern = SOURCE["Parameters"][parameter]["AllowedPattern"]
        assert re.fullmatch(pattern, default(parameter)), parameter
        for wide in ("*", "arn:aws:bedrock:*", "arn:aws:secretsmanager:us-east-1:123456789012:secret:*"):
            assert not re.fullmatch(pattern, wide), (parameter, wide)


def test_only_a_stack_that_asks_a_model_may_ask_one():
    conditional = {name: policy.get("Condition") for name, policy in template.resources("AWS::IAM::Policy").items()}
    assert conditional == {
        "RendererMayAskBedrock": "UsesBedrock",
        "RendererMayApplyGuardrail": "HasGuardrail",
        "RendererMayReadItsSecret": "HasInsightsSecret",
        "SyncMayReadItsSecret": "HasMlflowSecret",
    }
    assert default("InsightsProvider") == "none"


# ---- following an MLflow server ----


def test_nothing_follows_a_server_unless_one_is_named():
    assert SOURCE["Conditions"]["FollowsMlflow"] == Tagged("Not", [Tagged("Equals", [Tagged("Ref", "MlflowUrl"), ""])])
    both, present = SOURCE["Conditions"]["HasMlflowSecret"].value
    assert both == Tagged("Condition", "FollowsMlflow") and present.tag == "Not"
    assert default("MlflowUrl") == default("MlflowSecretArn") == default("MlflowProjectId") == ""
    conditions = {name: resource.get("Condition") for name, resource in RESOURCES.items() if name.startswith("Sync")}
    assert set(conditions) == {"SyncLogs", "SyncRole", "SyncFunction", "SyncFails", "SyncMayReadItsSecret"}
    assert {name for name, condition in conditions.items() if condition != "FollowsMlflow"} == {"SyncMayReadItsSecret"}
    # Nothing else is there only with a server.
    assert {name for name, resource in RESOURCES.items() if "Mlflow" in resource.get("Condition", "")} == set(conditions)


def test_a_server_needs_a_project_and_its_address_holds_no_secret():
    (assertion,) = SOURCE["Rules"]["MlflowNeedsAProject"]["Assertions"]
    assert "MlflowProjectId" in assertion["AssertDescription"]
    pattern = SOURCE["Parameters"]["MlflowUrl"]["AllowedPattern"]
    assert re.fullmatch(pattern, "https://mlflow.example.com:5000/base")
    for wrong in ("https://ada:secret@mlflow.example.com", "mlflow:5000", "ftp://mlflow", "https://mlflow .example"):
        assert not re.fullmatch(pattern, wrong), wrong


def test_a_pass_ends_in_time_and_is_not_repeated_by_lambda():
    sync = function_of("sync")
    (event,) = sync["Events"].values()
    assert event["Type"] == "Schedule" and event["Properties"]["Schedule"] == Tagged("Sub", "rate(${MlflowEvery})")
    # It asks nothing more a minute before its end.
    assert 120 <= sync["Timeout"] <= 900
    assert sync["EventInvokeConfig"]["MaximumRetryAttempts"] == 0
    pattern = SOURCE["Parameters"]["MlflowEvery"]["AllowedPattern"]
    for rate in ("1 minute", "15 minutes", "1 hour", "12 hours", "7 days", default("MlflowEvery")):
        assert re.fullmatch(pattern, rate), rate
    for wrong in ("0 minutes", "1 minutes", "2 hour", "15", "minutes", "1 minute)", "cron(0 8 * * ? *)"):
        assert not re.fullmatch(pattern, wrong), wrong


# ---- table ----


def test_the_table_expires_what_says_so_and_can_be_restored():
    table = properties("Table")
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["SSESpecification"] == {"SSEEnabled": True}
    assert table["BillingMode"] == "PAY_PER_REQUEST"


def test_the_index_of_unfinished_reports_holds_only_keys():
    (index,) = properties("Table")["GlobalSecondaryIndexes"]
    assert index["IndexName"] == "unfinished" and index["Projection"] == {"ProjectionType": "KEYS_ONLY"}
    assert [key["AttributeName"] for key in index["KeySchema"]] == ["open", "due"]


@pytest.mark.parametrize("name", ["Table", "Bucket"])
def test_data_survives_the_stack(name):
    assert RESOURCES[name]["DeletionPolicy"] == "RetainExceptOnCreate"
    assert RESOURCES[name]["UpdateReplacePolicy"] == "Retain"


# ---- bucket ----


def test_the_bucket_is_encrypted_private_and_versioned():
    bucket = properties("Bucket")
    (rule,) = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule["ServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
    assert all(bucket["PublicAccessBlockConfiguration"].values())
    assert len(bucket["PublicAccessBlockConfiguration"]) == 4
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}


@pytest.mark.parametrize("name, action", [("BucketPolicy", "s3:*"), ("QueuePolicy", "sqs:*")])
def test_storage_and_queues_refuse_plain_http(name, action):
    statement, *others = properties(name)["PolicyDocument"]["Statement"]
    assert statement["Effect"] == "Deny" and statement["Principal"] == "*" and statement["Action"] == action
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    # Besides, rules of this stack may send, and nobody else.
    for other in others:
        allowed = other.value[1] if isinstance(other, Tagged) else other
        assert allowed["Principal"] == {"Service": "events.amazonaws.com"} and allowed["Action"] == "sqs:SendMessage"
        assert set(allowed["Condition"]) == {"ArnEquals"} and set(allowed["Condition"]["ArnEquals"]) == {"aws:SourceArn"}


def test_the_bucket_s_lifecycle_drops_what_nobody_needs():
    rules = {rule["Id"]: rule for rule in properties("Bucket")["LifecycleConfiguration"]["Rules"]}
    assert all(rule["Status"] == "Enabled" for rule in rules.values())
    replaced = rules["drop-replaced-versions"]
    assert replaced["NoncurrentVersionExpiration"] == {"NoncurrentDays": 90}
    assert replaced["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 1}
    documents = rules["drop-old-documents"]
    # A report may ask for less, and not for more.
    kept = Tagged("Ref", "ArtifactRetentionDays")
    assert documents["ExpirationInDays"] == kept == function_of("create")["Environment"]["Variables"]["ARTIFACT_RETENTION_DAYS"]
    assert documents["Prefix"] == "artifacts/" and number(documents["ExpirationInDays"]) >= 365
    uploads = rules["drop-leftovers-of-uploads"]
    # As long as can be asked what became of an upload: UPLOAD_LIFE.
    assert uploads["Prefix"] == "uploads/" and uploads["ExpirationInDays"] == 1
    assert uploads["NoncurrentVersionExpiration"] == {"NoncurrentDays": 1}
    # Snapshots are not ours to delete.
    deleted = {rule.get("Prefix") for rule in rules.values() if "ExpirationInDays" in rule}
    assert deleted == {"artifacts/", "uploads/"}


def test_what_is_uploaded_and_what_is_published_are_two_functions_business():
    """A snapshot that ingest stores must not call ingest again, and what is uploaded is listed only when it is published."""
    followed = {}
    for function in FUNCTIONS.values():
        for event in function["Properties"].get("Events", {}).values():
            if event["Type"] == "EventBridgeRule":
                (key,) = event["Properties"]["Pattern"]["detail"]["object"]["key"]
                followed[template.crate(function)] = key["prefix"]
    assert followed == {"catalog": "entities/", "ingest": "uploads/"}


# ---- queue ----


def test_a_message_comes_back_only_when_its_invocation_is_certainly_over():
    shared = SOURCE["Globals"]["Function"]["Timeout"]
    for queue, crate in (("Queue", "renderer"), ("DeadLetterQueue", "deadletter"), ("Requests", "request")):
        assert properties(queue)["VisibilityTimeout"] >= 6 * function_of(crate).get("Timeout", shared)


def test_a_hopeless_message_goes_to_the_dead_letter_queue_and_is_kept_there():
    redrive = properties("Queue")["RedrivePolicy"]
    assert redrive == {"deadLetterTargetArn": Tagged("GetAtt", "DeadLetterQueue.Arn"), "maxReceiveCount": 20}
    assert properties("DeadLetterQueue")["MessageRetentionPeriod"] == 14 * 24 * 3600
    assert properties("Queue")["MessageRetentionPeriod"] < properties("DeadLetterQueue")["MessageRetentionPeriod"]


@pytest.mark.parametrize("name", template.resources("AWS::SQS::Queue"))
def test_queues_are_encrypted_and_refuse_plain_http(name):
    assert properties(name)["SqsManagedSseEnabled"] is True
    policies = [properties(policy) for policy in template.resources("AWS::SQS::QueuePolicy")]
    (policy,) = [policy for policy in policies if Tagged("Ref", name) in policy["Queues"]]
    assert policy["PolicyDocument"]["Statement"][0]["Sid"] == "TlsOnly"
    assert Tagged("GetAtt", f"{name}.Arn") in policy["PolicyDocument"]["Statement"][0]["Resource"]


@pytest.mark.parametrize("crate, queue", [("renderer", "Queue"), ("deadletter", "DeadLetterQueue"), ("request", "Requests"), ("sign", "Unsealed")])
def test_only_failed_messages_of_a_batch_are_tried_again(crate, queue):
    (event,) = [event for event in function_of(crate)["Events"].values() if event["Type"] == "SQS"]
    assert event["Properties"]["Queue"] == Tagged("GetAtt", f"{queue}.Arn")
    assert event["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_rendering_has_a_concurrency_limit():
    (event,) = function_of("renderer")["Events"].values()
    limit = event["Properties"]["ScalingConfig"]["MaximumConcurrency"]
    assert limit == Tagged("Ref", "RendererConcurrency") and 2 <= default("RendererConcurrency") <= 1000


def test_renderers_reserve_concurrency_only_if_told_to():
    """A small account has ten in all, and a reservation of what it lacks makes the deployment fail."""
    condition, on, off = function_of("renderer")["ReservedConcurrentExecutions"].value
    assert condition == "ReservesConcurrency" and default("RendererReservedConcurrency") == 0
    assert on == Tagged("Ref", "RendererReservedConcurrency") and off == Tagged("Ref", "AWS::NoValue")


def test_a_request_ends_before_its_function_and_a_report_after_its_messages():
    budget = SOURCE["Parameters"]["RequestBudgetSeconds"]
    assert budget["Default"] == 10 and budget["MaxValue"] < SOURCE["Globals"]["Function"]["Timeout"]
    limit = SOURCE["Parameters"]["ReportTimeLimitSeconds"]
    assert limit["Default"] == 6 * 3600 and limit["MinValue"] > properties("Queue")["VisibilityTimeout"]
    assert limit["MaxValue"] < properties("Queue")["MessageRetentionPeriod"]


def test_the_sweeper_runs_every_minute():
    (event,) = function_of("sweeper")["Events"].values()
    assert event["Type"] == "Schedule" and event["Properties"]["Schedule"] == "rate(1 minute)"


def test_the_catalog_follows_every_change_under_entities_and_nothing_else():
    assert properties("Bucket")["NotificationConfiguration"] == {"EventBridgeConfiguration": {"EventBridgeEnabled": True}}
    (event,) = function_of("catalog")["Events"].values()
    pattern = event["Properties"]["Pattern"]
    assert event["Type"] == "EventBridgeRule" and set(pattern["detail-type"]) == {"Object Created", "Object Deleted"}
    assert pattern["source"] == ["aws.s3"] and pattern["detail"]["bucket"] == {"name": [Tagged("Ref", "Bucket")]}
    assert pattern["detail"]["object"] == {"key": [{"prefix": "entities/"}]}


def test_positions_follow_the_marks_that_the_stream_tells_of_and_nothing_else():
    # Records say which item is new; the table says the rest. The images are for `events`.
    assert properties("Table")["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    (event,) = function_of("positions")["Events"].values()
    mapping = event["Properties"]
    assert event["Type"] == "DynamoDB" and mapping["Stream"] == Tagged("GetAtt", "Table.StreamArn")
    (pattern,) = [json.loads(item["Pattern"]) for item in mapping["FilterCriteria"]["Filters"]]
    assert pattern == {"eventName": ["INSERT"], "dynamodb": {"Keys": {"pk": {"S": [{"prefix": "NEWEST#"}]}}}}


def test_a_record_that_fails_does_not_hold_up_the_stream_for_ever():
    (event,) = function_of("positions")["Events"].values()
    mapping = event["Properties"]
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"] and mapping["BisectBatchOnFunctionError"]
    # What is given up is left to the sweeper, long before the stream itself forgets, after a day.
    assert 0 < mapping["MaximumRetryAttempts"] <= 10 and mapping["MaximumRecordAgeInSeconds"] <= 3600
    destination = {"Type": "SQS", "Destination": Tagged("GetAtt", "PositionsFailures.Arn")}
    assert mapping["DestinationConfig"] == {"OnFailure": destination}


def test_documents_are_found_and_removed_under_artifacts_only():
    found = set()
    for name, statement in statements():
        if set(as_list(statement["Action"])) & {"s3:ListBucketVersions", "s3:DeleteObjectVersion"}:
            found.add(name)
            if "s3:ListBucketVersions" in statement["Action"]:
                assert statement["Condition"] == {"StringLike": {"s3:prefix": "artifacts/*"}}, name
            else:
                assert statement["Resource"] == Tagged("Sub", "${Bucket.Arn}/artifacts/*"), name
    assert found == {"DeleteRole", "SweeperRole"}


def test_a_stuck_dead_letter_queue_raises_an_alarm():
    watched = {
        (alarm["MetricName"], alarm["Dimensions"][0]["Value"].value) for alarm in alarms() if "Dimensions" in alarm
    }
    assert ("ApproximateNumberOfMessagesVisible", "DeadLetterQueue.QueueName") in watched
    failing = {
        "RendererFunction", "CatalogFunction", "SyncFunction", "PositionsFunction", "SweeperFunction", "DeadLetterFunction",
        "EventsFunction",
    }  # fmt: skip
    assert {("Errors", function) for function in failing} <= watched
    for queue in ("PositionsFailures", "EventsFailures", "RequestFailures", "WebhookFailures"):
        assert ("ApproximateNumberOfMessagesVisible", f"{queue}.QueueName") in watched


def test_a_message_that_a_killed_renderer_leaves_behind_raises_no_alarm():
    assert properties("JobsWaitTooLong")["Threshold"] > properties("Queue")["VisibilityTimeout"]


def test_failed_reports_unreadable_items_and_throttles_raise_an_alarm():
    """The texts that filters look for are those that the functions log."""
    watched = {(alarm["MetricName"], str(alarm["Namespace"])) for alarm in alarms() if "Dimensions" not in alarm}
    stack = str(Tagged("Sub", "${AWS::StackName}"))
    metrics = ("FailedReports", "UnreadableItems", "UncheckedLimits", "RejectedRequests")
    assert watched == {("Throttles", "AWS/Lambda"), *((metric, stack) for metric in metrics)}
    counted = {}
    for name, logs in template.resources("AWS::Logs::MetricFilter").items():
        (metric,) = logs["Properties"]["MetricTransformations"]
        assert str(metric["MetricNamespace"]) == stack, name
        (text,) = re.findall(r'\$\.message = "([^"]+)"', logs["Properties"]["FilterPattern"])
        counted.setdefault((metric["MetricName"], text), set()).add(logs["Properties"]["LogGroupName"].value)
    assert counted == {
        ("FailedReports", "report failed"): {"RendererLogs", "SweeperLogs", "DeadLetterLogs"},
        ("UnreadableItems", "unreadable item left out"): {"ListLogs", "EntitiesLogs", "LinksLogs", "SweeperLogs", "EventsLogs"},
        ("UncheckedLimits", "limit of a key not checked"): {f"{crate.capitalize()}Logs" for crate in SERVES - {"open"}},
        ("UnreadableItems", "event refused"): {"EventsLogs"},
        ("RejectedRequests", "report request rejected"): {"RequestLogs"},
    }
    assert '"event refused"' in (ROOT / "functions/events/src/tell.rs").read_text()
    assert '"report request rejected"' in (ROOT / "functions/request/src/messages.rs").read_text()
    for sources in ("functions/renderer", "functions/sweeper", "functions/deadletter"):
        assert any('"report failed"' in file.read_text() for file in (ROOT / sources).rglob("*.rs")), sources
    assert '"unreadable item left out"' in (ROOT / "shared/storage/src/item.rs").read_text()
    assert '"limit of a key not checked"' in (ROOT / "shared/edge/src/throttle.rs").read_text()


def alarms():
    return [alarm["Properties"] for alarm in template.resources("AWS::CloudWatch::Alarm").values()]


# ---- API ----


def test_the_api_is_throttled_and_logs_every_request():
    api = properties("Api")
    throttle = api["DefaultRouteSettings"]
    assert number(throttle["ThrottlingRateLimit"]) > 0
    assert number(throttle["ThrottlingBurstLimit"]) >= number(throttle["ThrottlingRateLimit"])
    assert api["AccessLogSettings"]["DestinationArn"] == Tagged("GetAtt", "ApiLogs.Arn")
    assert "$context.requestId" in api["AccessLogSettings"]["Format"]
    assert "authorization" not in api["AccessLogSettings"]["Format"].lower()


def test_cors_is_off_unless_origins_are_named():
    condition, on, off = properties("Api")["CorsConfiguration"].value
    assert condition == "HasCors" and default("CorsOrigins") == "" and off == Tagged("Ref", "AWS::NoValue")
    assert on["AllowOrigins"] == Tagged("Split", [",", Tagged("Ref", "CorsOrigins")]) and "AllowCredentials" not in on
    assert {"x-request-id", "etag", "content-disposition", "retry-after", "location"} <= set(on["ExposeHeaders"])
    assert {"ratelimit", "ratelimit-policy", "link"} <= set(on["ExposeHeaders"])
    assert {"authorization", "idempotency-key", "if-match", "if-none-match"} <= set(on["AllowHeaders"])
    assert {"GET", "HEAD", "POST", "PUT", "DELETE"} == set(on["AllowMethods"])


def test_what_a_path_does_not_serve_reaches_the_function_that_says_so():
    """Routes with ANY, so that an unserved method is a 405 of ours and not the gateway's 404."""
    routes = template.routes()
    for path in {route.path for route in routes}:
        served = {route.method: route.function for route in routes if route.path == path}
        # Where nothing is read, the function that serves the path's only method.
        reads = {served[method] for method in ("GET", "HEAD") if method in served} or {served["POST"]}
        assert {served["ANY"]} == reads and ("GET" in served) == ("HEAD" in served), path


def test_the_endpoint_is_the_api_s_own():
    assert SOURCE["Outputs"]["ApiEndpoint"]["Value"] == Tagged("GetAtt", "Api.ApiEndpoint")


def test_costs_can_be_told_apart():
    assert SOURCE["Globals"]["Function"]["Tags"]["project"]
    assert SOURCE["Globals"]["HttpApi"]["Tags"]["project"]
    assert 'tags = "project=' in (ROOT / "samconfig.toml").read_text()


# ---- events ----


def mapping_of_events():
    (event,) = function_of("events")["Events"].values()
    return event["Properties"]


def test_events_have_a_mapping_of_their_own_that_sees_reports_only():
    """Of `META` items, when a report has a status that is told, and when it is deleted: leases do not call it."""
    mapping = mapping_of_events()
    assert mapping["Stream"] == Tagged("GetAtt", "Table.StreamArn") and mapping["StartingPosition"] == "TRIM_HORIZON"
    keys = {"pk": {"S": [{"prefix": "REPORT#"}]}, "sk": {"S": ["META"]}}
    patterns = [json.loads(item["Pattern"]) for item in mapping["FilterCriteria"]["Filters"]]
    assert patterns == [
        {"eventName": ["INSERT", "MODIFY"],
         "dynamodb": {"Keys": keys, "NewImage": {"status": {"S": ["queued", "succeeded", "failed"]}}}},
        {"eventName": ["REMOVE"], "dynamodb": {"Keys": keys}},
    ]  # fmt: skip


def test_events_wait_for_an_outage_as_long_as_the_stream_keeps_them():
    mapping = mapping_of_events()
    assert mapping["MaximumRetryAttempts"] == -1 and mapping["MaximumRecordAgeInSeconds"] == 24 * 3600
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"] and mapping["BisectBatchOnFunctionError"]
    destination = {"Type": "SQS", "Destination": Tagged("GetAtt", "EventsFailures.Arn")}
    assert mapping["DestinationConfig"] == {"OnFailure": destination}
    late = properties("EventsAreLate")
    assert late["MetricName"] == "IteratorAge" and late["Threshold"] < 3600 * 1000


def test_there_is_a_bus_unless_one_is_named():
    assert default("EventBusName") == "" and RESOURCES["Bus"]["Condition"] == "MakesBus"
    assert SOURCE["Conditions"]["MakesBus"] == Tagged("Equals", [Tagged("Ref", "EventBusName"), ""])
    name = Tagged("If", ["MakesBus", Tagged("Ref", "Bus"), Tagged("Ref", "EventBusName")])
    assert SOURCE["Outputs"]["EventBusName"]["Value"] == name
    for crate in ("events", "request"):
        assert function_of(crate)["Environment"]["Variables"]["EVENT_BUS_NAME"] == name
    # A role names the bus that is made without naming the resource.
    assert properties("Bus")["Name"] == Tagged("Ref", "AWS::StackName")


def test_nobody_s_requests_are_the_service_s_own():
    pattern = properties("RequestedRule")["EventPattern"]
    assert pattern == {"source": [{"anything-but": ["ml-reports"]}], "detail-type": ["Report Requested"]}
    assert 'SOURCE: &str = "ml-reports"' in (ROOT / "shared/storage/src/bus.rs").read_text()


def test_new_snapshots_are_reported_only_if_told_to():
    assert default("ReportNewSnapshots") == "off" and RESOURCES["NewSnapshotsRule"]["Condition"] == "ReportsNewSnapshots"
    (target,) = properties("NewSnapshotsRule")["Targets"]
    assert target["Arn"] == Tagged("GetAtt", "Requests.Arn")
    pattern = properties("NewSnapshotsRule")["EventPattern"]
    assert pattern["detail"]["object"] == {"key": [{"prefix": "entities/"}]} and pattern["detail-type"] == ["Object Created"]


def test_the_webhook_is_there_only_with_a_url_and_tries_for_a_day():
    made = {name for name, resource in RESOURCES.items() if resource.get("Condition") == "HasWebhook"}
    assert made == {"WebhookConnection", "WebhookDestination", "WebhookRole", "WebhookRule", "WebhookFails"}
    (target,) = properties("WebhookRule")["Targets"]
    assert target["RetryPolicy"] == {"MaximumEventAgeInSeconds": 24 * 3600, "MaximumRetryAttempts": 185}
    assert target["DeadLetterConfig"] == {"Arn": Tagged("GetAtt", "WebhookFailures.Arn")}
    assert properties("WebhookRule")["EventPattern"] == {"source": ["ml-reports"]}
    # The secret itself is in no parameter, and so in no console.
    key = properties("WebhookConnection")["AuthParameters"]["ApiKeyAuthParameters"]
    assert key["ApiKeyValue"] == Tagged("Sub", "{{resolve:secretsmanager:${WebhookSecretArn}}}")
    (assertion,) = SOURCE["Rules"]["WebhookNeedsASecret"]["Assertions"]
    assert "WebhookSecretArn" in assertion["AssertDescription"]
    pattern = SOURCE["Parameters"]["WebhookUrl"]["AllowedPattern"]
    for right in ("", "https://hooks.example.com/reports?team=1", "http://127.0.0.1:8080/"):
        assert re.fullmatch(pattern, right), right
    for wrong in ("http://hooks.example.com", "https://ada:pw@example.com", "hooks.example.com", "http://127.0.0.1.example.com/"):
        assert not re.fullmatch(pattern, wrong), wrong


def test_the_registry_has_the_published_schemas():
    files = {path.stem: json.loads(path.read_text()) for path in (ROOT / "shared/events/schema/v1").glob("*.json")}
    schemas = [schema["Properties"] for schema in template.resources("AWS::EventSchemas::Schema").values()]
    assert all(schema["Type"] == "JSONSchemaDraft4" for schema in schemas)
    registered = {schema["SchemaName"]: json.loads(schema["Content"]) for schema in schemas}
    assert registered == {"ml-reports@Report": files["report"], "ml-reports@ReportRejected": files["rejected"]}
