"""The emulator takes a batch of a table's stream for done when its function says which records have failed.

They would be lost. AWS delivers them again with all that came after them; here the whole batch comes again, as it does after
an error.
"""

from ministack.services import lambda_svc


def apply() -> None:
    execute = lambda_svc._execute_function

    def executed(function, event, *rest, **named):
        result = execute(function, event, *rest, **named)
        records = event.get("Records") if isinstance(event, dict) else None
        is_of_stream = bool(records) and "dynamodb" in records[0]
        answer = result.get("body")
        if is_of_stream and isinstance(answer, dict) and answer.get("batchItemFailures"):
            return {**result, "error": True}
        return result

    lambda_svc._execute_function = executed
