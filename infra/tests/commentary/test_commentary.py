"""Commentary through the deployed service: from the option in the request to the words in both documents.

What becomes of answers and of endpoints in trouble is tested beside the code, for both providers: shared/commentary/tests.

Two more stacks beside the usual one are deployed with a language model: one with Amazon Bedrock as the emulator has it and a
guardrail, one with an OpenAI-compatible endpoint whose key lies in Secrets Manager. IAM is enforced, so the template's grants
are tested too.
"""

import html
import io
import json
import re
import time

import demo
import deployment
import emulator_process
import local_env
import pypdf
import pytest
import samples
from paths import SAMPLES
from scripted import advise, claim, commentary, good, say, serving

MODEL = "anthropic.claude-sonnet-test-v1:0"
MODEL_ARN = f"arn:aws:bedrock:{local_env.REGION}::foundation-model/{MODEL}"
KEY = "sk-never-to-be-seen"
FORBIDDEN = "zanzibar"

#: As documents show it: without the part that all models of the run share.
LEADER = "GLM_1"
TRUE = f"Of 14 models, {LEADER} has the best AUC in cross-validation, 0.9951."


@pytest.fixture(scope="module")
def port():
    return emulator_process.running()["port"]


@pytest.fixture
def model():
    """A scripted model that has no script yet and has been asked nothing."""
    with serving(emulator_process.running()["model_port"]) as model:
        yield model


def deployed(port, *overrides, name):
    """A stack with these parameters, ready to be called."""
    values = local_env.of_outputs(port, deployment.deploy(port, name, list(overrides))) | {"STACK_NAME": name}
    values["API_KEY"] = deployment.make_key(values)
    experiment = next(path for path in sorted(SAMPLES.glob("experiment-*.json"))
                      if json.loads(path.read_text())["id"] == samples.IDS["EXPERIMENT_ID"])
    deployment.reportctl(values, "publish", experiment)
    return values


@pytest.fixture(scope="module")
def guardrail(port):
    """A guardrail that lets no answer through with a certain word in it."""
    bedrock = deployment.client("bedrock", port)
    return bedrock.create_guardrail(
        name=f"no-{FORBIDDEN}-{time.time_ns()}", blockedInputMessaging="Blocked.", blockedOutputsMessaging="Blocked.",
        wordPolicyConfig={"wordsConfig": [{"text": FORBIDDEN}]},
    )  # fmt: skip


@pytest.fixture(scope="module")
def bedrock(port, guardrail):
    yield deployed(
        port, "InsightsProvider=bedrock", f"InsightsModel={MODEL}", f"InsightsModelArns={MODEL_ARN}",
        f"InsightsGuardrailId={guardrail['guardrailId']}", f"InsightsGuardrailArn={guardrail['guardrailArn']}",
        name="ml-reports-bedrock",
    )  # fmt: skip
    deployment.client("cloudformation", port).delete_stack(StackName="ml-reports-bedrock")


@pytest.fixture(scope="module")
def secret(port):
    secrets = deployment.client("secretsmanager", port)
    return secrets.create_secret(Name=f"model-key-{time.time_ns()}", SecretString=KEY)["ARN"]


@pytest.fixture(scope="module")
def openai(port, secret):
    model_port = emulator_process.running()["model_port"]
    yield deployed(
        port, "InsightsProvider=openai", "InsightsModel=scripted-1", "InsightsTimeoutSeconds=3",
        f"InsightsBaseUrl=http://127.0.0.1:{model_port}/v1", f"InsightsApiKeySecretArn={secret}",
        name="ml-reports-openai",
    )  # fmt: skip
    deployment.client("cloudformation", port).delete_stack(StackName="ml-reports-openai")


class Report:
    """A report that has been made, with the words of its documents."""

    def __init__(self, values):
        self.api = demo.Api(values)
        body = {"project_id": values["PROJECT_ID"], "kind": "experiment", "entity_id": values["EXPERIMENT_ID"],
                "options": {"llm_insights": True}}
        self.id = json.loads(self.api.call("POST", "/api/reports", body))["report_id"]
        self.summary = demo.wait(self.api, self.id)["summary"]
        page = self.document("html").decode()
        self.html = fold(html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<(style|script)\b.*?</\1>", " ", page))))
        pdf = pypdf.PdfReader(io.BytesIO(self.document("pdf")))
        self.pdf = fold(" ".join(page.extract_text() for page in pdf.pages))

    def get(self):
        return json.loads(self.api.call("GET", f"/api/reports/{self.id}"))["report"]

    def document(self, form):
        return self.api.call("GET", f"/api/reports/{self.id}/download?format={form}")

    def says(self, sentence):
        """Whether a sentence stands in both documents; one that stands in one of them only fails the test."""
        found = [squash(sentence) in squash(text) for text in (self.html, self.pdf)]
        assert found[0] == found[1], f"only in one format: {sentence}"
        return found[0]

    def unavailable(self, reason):
        """There is no commentary for that reason, and the findings stand all the same."""
        assert self.summary["insights"] == "unavailable", self.summary
        assert self.says(f"AI commentary was asked for but is not available: {reason}"), self.summary["insights_details"]
        assert self.says("What to know first")
        return True


def fold(text):
    return " ".join(text.split())


def squash(text):
    return "".join(text.split())


def ids(document, what, *names):
    """The ids of the figures of a quantity in cross-validation, of those models or of all."""
    return [figure["id"] for figure in document["figures"]
            if figure["what"] == what and figure.get("rows") == "cross_validation" and figure.get("of") in (names or [figure.get("of")])]


def answer(document):
    """One true claim, a wrong belief, figures that cannot be compared, ids that do not exist, free text, bad advice."""
    auc, loss = ids(document, "AUC"), ids(document, "Log loss")
    return commentary(
        summary=[say(claim("place", auc[0]), claim("compare", auc[0], auc[1], "order", "lower"))],
        highlights=[say(claim("compare", auc[0], loss[1])), say(claim("value", "n9999")), say(claim("place", auc[0]))],
        risks=[{"text": "See <b>the</b> [site](https://evil.example/x) for advice."}],
        recommendations=[advise("retrain", claim("value", auc[0])), advise("obey", claim("value", auc[0]))],
    )  # fmt: skip


@pytest.mark.parametrize("provider", ["bedrock", "openai"])
def test_what_is_true_is_printed_and_what_is_not_is_left_out_and_counted(provider, request, model):
    model.says = answer
    report = Report(request.getfixturevalue(provider))
    assert report.summary["insights"] == "llm", report.summary
    assert report.says(TRUE)
    assert not report.says("evil.example") and not report.says("n9999") and not report.says("obey")
    assert report.says("Left out: 1 claim contradicted by the data, 4 claims that could not be computed and 1 recommendation not borne by the findings.")
    assert report.says("Language model") and report.says("2,468 read, 1,134 written")
    usage = report.summary["insights_details"]["usage"]
    assert (usage["provider"], usage["input_tokens"], usage["output_tokens"]) == (provider, 2468, 1134)
    assert report.summary["insights_details"]["left_out"] == {"contradicted": 1, "refused": 4, "unsupported": 1, "conflicting": 0}
    assert len(model.questions) == 2 and "the data says that it is higher" in json.dumps(model.questions[1])


@pytest.mark.parametrize("provider", ["bedrock", "openai"])
def test_a_good_answer_needs_one_question_without_rows_keys_or_comments(provider, request, model):
    model.says = good
    values = request.getfixturevalue(provider)
    report = Report(values)
    assert report.says(TRUE) and report.says("every figure, comparison and word of it is computed from the data.")
    assert report.summary["insights_details"]["left_out"] == {"contradicted": 0, "refused": 0, "unsupported": 0, "conflicting": 0}
    assert len(model.questions) == 1
    question = json.dumps(model.questions[0])
    assert "findings" in question and LEADER in question
    assert values["API_KEY"] not in question and KEY not in question
    assert values["AWS_SECRET_ACCESS_KEY"] == "test", "the emulator's own secret is a common word"
    assert len(question) < 64_000


@pytest.mark.parametrize("provider", ["bedrock", "openai"])
def test_an_answer_that_is_no_json_is_asked_for_once_more(provider, request, model):
    model.says = "The AUC is great!"
    assert Report(request.getfixturevalue(provider)).unavailable("The language model's answer was not valid, twice.")
    assert len(model.questions) == 2


def test_bedrocks_guardrail_is_applied(bedrock, model):
    # As text: a guardrail does not read what a tool is called with.
    model.says = json.dumps(commentary(summary=[say(claim("value", "n1"))], risks=[f"Beware of {FORBIDDEN}."]))
    assert Report(bedrock).unavailable("The language model refused to answer.")


def test_the_key_comes_from_secrets_manager_and_is_seen_nowhere_else(openai, model, port):
    model.says = good
    report = Report(openai)
    assert model.keys == [f"Bearer {KEY}"]
    assert KEY not in json.dumps(report.get()) + report.html + report.pdf
    logs = deployment.client("logs", port)
    events = [event["message"] for group in logs.describe_log_groups()["logGroups"]
              for event in logs.filter_log_events(logGroupName=group["logGroupName"])["events"]]
    assert any("commentary" in event for event in events), "the renderer logs that it has commentary"
    assert not any(KEY in event for event in events)


def test_an_endpoint_too_slow_for_the_time_allowed(openai, model):
    model.says, model.takes = good, 5.0
    assert Report(openai).unavailable("The language model did not answer in time.")


def test_the_renderer_may_ask_the_configured_model_only(port, bedrock, model):  # last: it changes the stack
    model.says = good
    other = f"arn:aws:bedrock:{local_env.REGION}::foundation-model/some.other-model"
    values = deployed(port, "InsightsProvider=bedrock", f"InsightsModel={MODEL}", f"InsightsModelArns={other}",
                      name=bedrock["STACK_NAME"])
    assert Report(values).unavailable("The language model did not accept the service's credentials.")
    assert not model.questions
