"""Each patch of the emulator works, and is needed: without it, what it mends is seen to go wrong.

Where `test_a_patch_is_needed` fails with a newer ministack, the patch can go.
"""

import http.server
import io
import json
import time
import zipfile
from pathlib import Path

import boto3
import deployment
import emulator_patches
import local_env
import pytest
import servers
import throwaway
from botocore.exceptions import ClientError, WaiterError

#: A function for the Lambda runtime that runs any program: it answers with the text in the file that FILE names, and
#: logs nothing. It writes its answer with headers first, as AWS's runtimes do.
BOOTSTRAP = """#!/usr/bin/env python3
import http.client, os
runtime = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
while True:
    runtime.request("GET", "/2018-06-01/runtime/invocation/next")
    invocation = runtime.getresponse()
    invocation.read()
    try:
        fails = '{"batchItemFailures": [{"itemIdentifier": "1"}]}'
        answer = fails if "FAILS" in os.environ else '"' + open(os.environ.get("FILE", "")).read() + '"'
    except OSError:
        answer = '"no such file"'
    path = "/2018-06-01/runtime/invocation/" + invocation.headers["Lambda-Runtime-Aws-Request-Id"] + "/response"
    runtime.request("POST", path, answer)
    runtime.getresponse().read()
"""


class Emulator:
    """A running emulator, and what is asked of it. Everything that one question makes bears that question's name."""

    def __init__(self, port, name):
        self.port, self.name = port, name

    def client(self, service):
        return deployment.client(service, self.port)

    def user(self, service, allowed):
        """A client of a user who may do that, and nothing else."""
        iam = self.client("iam")
        iam.create_user(UserName=self.name)
        statement = {"Effect": "Allow", "Action": allowed, "Resource": "*"}
        iam.put_user_policy(UserName=self.name, PolicyName="p", PolicyDocument=policy(statement))
        key = iam.create_access_key(UserName=self.name)["AccessKey"]
        return boto3.client(
            service, region_name=local_env.REGION, endpoint_url=f"http://127.0.0.1:{self.port}",
            aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"],
        )  # fmt: skip

    def deploy(self, resources, **given):
        """Make a stack with a parameter `Chosen`, which is 7 where nothing is given; the physical ids of its resources."""
        template = {
            "Transform": "AWS::Serverless-2016-10-31",
            "Parameters": {"Chosen": {"Type": "String", "Default": "7"}},
            "Resources": resources,
        }
        cloudformation, stack = self.client("cloudformation"), self.name.replace("_", "-")
        cloudformation.create_stack(
            StackName=stack, TemplateBody=json.dumps(template), Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
            Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in given.items()],
        )  # fmt: skip
        cloudformation.get_waiter("stack_create_complete").wait(StackName=stack, WaiterConfig={"Delay": 1})
        made = cloudformation.describe_stack_resources(StackName=stack)["StackResources"]
        return {resource["LogicalResourceId"]: resource["PhysicalResourceId"] for resource in made}

    def function(self, **more):
        """A function made of BOOTSTRAP, with a role that may take messages."""
        iam = self.client("iam")
        trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
        role = iam.create_role(RoleName=self.name, AssumeRolePolicyDocument=policy(trust))["Role"]["Arn"]
        take = {"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}
        iam.put_role_policy(RoleName=self.name, PolicyName="p", PolicyDocument=policy(take))
        self.client("lambda").create_function(
            FunctionName=self.name, Runtime="provided.al2023", Handler="bootstrap", Role=role,
            Code={"ZipFile": packed("bootstrap", BOOTSTRAP)}, **more,
        )  # fmt: skip

    def milliseconds(self):
        """The least that a call takes of a function that does nothing. Other work on the machine only adds to it."""
        self.function()
        client = self.client("lambda")
        taken = []
        for _ in range(20):
            began = time.perf_counter()
            answer = client.invoke(FunctionName=self.name)
            taken.append((time.perf_counter() - began) * 1000)
            assert json.load(answer["Payload"]) == "no such file"
        return min(taken)


def policy(statement):
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def packed(name, text):
    """A zip archive with one executable file."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = 0o755 << 16
        opened.writestr(entry, text)
    return archive.getvalue()


def allowed(call, **arguments):
    """Whether the call is not denied."""
    try:
        call(**arguments)
    except ClientError as error:
        assert "denied" in error.response["Error"]["Code"].lower(), error
        return False
    return True


# ---- one question for each patch: True where the emulator does as AWS does ----


def send_at_once(emulator):
    return emulator.milliseconds() < 35


def short_wait_for_logs(emulator):
    return emulator.milliseconds() < 35


def loopback_is_secure(emulator):
    s3 = emulator.user("s3", "s3:*")
    s3.create_bucket(Bucket="tls-only")
    deny = {
        "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": ["arn:aws:s3:::tls-only/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }  # fmt: skip
    emulator.client("s3").put_bucket_policy(Bucket="tls-only", Policy=policy(deny))
    return allowed(s3.put_object, Bucket="tls-only", Key="k", Body=b"")


def converse_permission(emulator):
    model = emulator.user("bedrock-runtime", "bedrock:InvokeModel")
    question = [{"role": "user", "content": [{"text": "?"}]}]
    return allowed(model.converse, modelId="amazon.nova-lite-v1:0", messages=question)


def layers(emulator):
    functions = emulator.client("lambda")
    content = {"ZipFile": packed("fonts/hello", "hello from the layer")}
    layer = functions.publish_layer_version(LayerName="fonts", Content=content)
    emulator.function(Layers=[layer["LayerVersionArn"]], Environment={"Variables": {"FILE": "/opt/fonts/hello"}})
    return json.load(functions.invoke(FunctionName=emulator.name)["Payload"]) == "hello from the layer"


def parameters_in_sam(emulator):
    cors = {"AllowOrigins": [{"Ref": "Chosen"}]}
    api = {"Type": "AWS::Serverless::HttpApi", "Properties": {"CorsConfiguration": cors}}
    emulator.deploy({"Api": api}, Chosen="8")
    stack = emulator.name.replace("_", "-")
    processed = emulator.client("cloudformation").get_template(StackName=stack, TemplateStage="Processed")["TemplateBody"]
    return processed["Resources"]["Api"]["Properties"]["Body"]["x-amazon-apigateway-cors"]["allowOrigins"] == ["8"]


def http_api_body(emulator):
    function = "arn:aws:lambda:us-east-1:000000000000:function:f"
    integration = {"type": "aws_proxy", "uri": function, "payloadFormatVersion": "2.0"}
    body = {"openapi": "3.0.1", "paths": {"/things": {"get": {"x-amazon-apigateway-integration": integration}}}}
    made = emulator.deploy({"Api": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"Body": body}}})
    routes = emulator.client("apigatewayv2").get_routes(ApiId=made["Api"])["Items"]
    return [route["RouteKey"] for route in routes] == ["GET /things"]


def concurrency_as_number(emulator):
    emulator.function()
    mapping = {
        "FunctionName": emulator.name,
        "EventSourceArn": {"Fn::GetAtt": ["Queue", "Arn"]},
        "ScalingConfig": {"MaximumConcurrency": {"Ref": "Chosen"}},
    }
    made = emulator.deploy({
        "Queue": {"Type": "AWS::SQS::Queue"},
        "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": mapping},
    })  # fmt: skip
    sqs = emulator.client("sqs")
    sqs.send_message(QueueUrl=made["Queue"], MessageBody="take me")
    return eventually(lambda: waiting(sqs, made["Queue"]) == 0)


def events_resources(emulator):
    """A rule posts to an API destination of a template, with the header of its connection."""
    got = []

    class Receiver(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            got.append(self.headers["x-secret"])
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    key = {"ApiKeyAuthParameters": {"ApiKeyName": "x-secret", "ApiKeyValue": {"Ref": "Chosen"}}}
    with servers.serving(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)) as receiver:
        destination = {
            "ConnectionArn": {"Fn::GetAtt": ["Connection", "Arn"]}, "HttpMethod": "POST",
            "InvocationEndpoint": f"http://127.0.0.1:{receiver.server_port}/",
        }  # fmt: skip
        rule = {
            "EventPattern": {"source": [emulator.name]},
            "Targets": [{"Id": "it", "Arn": {"Fn::GetAtt": ["Destination", "Arn"]}}],
        }
        schema = {"RegistryName": {"Fn::GetAtt": ["Registry", "RegistryName"]}, "SchemaName": "schema", "Type": "JSONSchemaDraft4", "Content": "{}"}
        try:
            emulator.deploy({
                "Connection": {
                    "Type": "AWS::Events::Connection",
                    "Properties": {"AuthorizationType": "API_KEY", "AuthParameters": key},
                },
                "Destination": {"Type": "AWS::Events::ApiDestination", "Properties": destination},
                "Rule": {"Type": "AWS::Events::Rule", "Properties": rule},
                "Registry": {"Type": "AWS::EventSchemas::Registry", "Properties": {"RegistryName": "registry"}},
                "Schema": {"Type": "AWS::EventSchemas::Schema", "Properties": schema},
            })  # fmt: skip
        except (ClientError, WaiterError):
            return False
        event = {"Source": emulator.name, "DetailType": "Anything", "Detail": "{}"}
        emulator.client("events").put_events(Entries=[event])
        return eventually(lambda: got == ["7"])


def stream_failures(emulator):
    """A batch of a stream whose function names a record that has failed comes again."""
    emulator.function(Environment={"Variables": {"FAILS": "yes"}})
    dynamodb = emulator.client("dynamodb")
    key = [{"AttributeName": "pk", "KeyType": "HASH"}]
    table = dynamodb.create_table(
        TableName=emulator.name, KeySchema=key, BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"},
    )["TableDescription"]  # fmt: skip
    emulator.client("lambda").create_event_source_mapping(
        FunctionName=emulator.name, EventSourceArn=table["LatestStreamArn"], StartingPosition="TRIM_HORIZON",
        FunctionResponseTypes=["ReportBatchItemFailures"],
    )  # fmt: skip
    dynamodb.put_item(TableName=emulator.name, Item={"pk": {"S": "one"}})
    logs = emulator.client("logs")

    def calls():
        try:
            lines = logs.filter_log_events(logGroupName=f"/aws/lambda/{emulator.name}")["events"]
        except ClientError:
            return 0
        return sum(line["message"].startswith("START") for line in lines)

    return eventually(lambda: calls() > 1)


def schedule_context(emulator):
    """What a schedule sends says when it was to fire."""
    sqs, scheduler = emulator.client("sqs"), emulator.client("scheduler")
    url = sqs.create_queue(QueueName=emulator.name)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    scheduler.create_schedule(
        Name="s", ScheduleExpression="at(2020-01-01T00:00:00)", FlexibleTimeWindow={"Mode": "OFF"},
        Target={
            "Arn": arn, "RoleArn": "arn:aws:iam::000000000000:role/any",
            "Input": '"<aws.scheduler.schedule-arn> <aws.scheduler.scheduled-time>"',
        },
    )  # fmt: skip
    got = []

    def said():
        got.extend(message["Body"] for message in sqs.receive_message(QueueUrl=url).get("Messages", []))
        return got

    return eventually(said, 15) and "schedule/default/s 20" in got[0]


def waiting(sqs, url):
    """How many messages lie in the queue."""
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
    return sum(int(attributes[name]) for name in names)


def eventually(holds, seconds=6):
    """Whether something becomes so within some seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.2)
    return False


QUESTIONS = {
    question.__name__: question
    for question in (
        send_at_once, short_wait_for_logs, loopback_is_secure, converse_permission, layers, parameters_in_sam,
        http_api_body, concurrency_as_number, events_resources, stream_failures, schedule_context,
    )
}  # fmt: skip
#: What is left out together. Either of the first two makes every call slow.
TOGETHER = [{"send_at_once"}, {"short_wait_for_logs"}, set(QUESTIONS) - {"send_at_once", "short_wait_for_logs"}]


@pytest.fixture(scope="module")
def patched():
    with throwaway.emulator(permissions=True) as port:
        yield port


@pytest.fixture(scope="module", params=TOGETHER, ids=lambda names: "without " + ", ".join(sorted(names)))
def unpatched(request):
    with throwaway.emulator(without=request.param, permissions=True) as port:
        yield port, request.param


def test_every_patch_has_a_question():
    folder = {path.stem for path in Path(emulator_patches.__file__).parent.glob("*.py")}
    assert set(QUESTIONS) == set(emulator_patches.PATCHES) == folder - {"__init__", "provisioning"}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_patch_works(name, patched):
    assert QUESTIONS[name](Emulator(patched, name))


def test_a_patch_is_needed(unpatched):
    port, without = unpatched
    not_needed = [name for name in without if QUESTIONS[name](Emulator(port, name))]
    assert not not_needed, "ministack does right by itself: drop these patches"
