"""Bedrock's Converse needs the permission `bedrock:InvokeModel` on AWS; there is no permission by its own name.

The emulator asks for `bedrock:Converse`, which no policy that works on AWS grants.
"""

from ministack.core import iam_actions


def apply() -> None:
    extract = iam_actions.extract_iam_action

    def extracted(*arguments):
        action = extract(*arguments)
        return "bedrock:InvokeModel" if action == "bedrock:Converse" else action

    iam_actions.extract_iam_action = extracted
