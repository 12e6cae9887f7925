"""A small privacy session, and what is asked about it."""

import uuid


def snapshot(**changes):
    """A session of which two columns were looked at and transformed, in a project of its own."""
    return {
        "schema_version": 1, "kind": "privacy", "id": str(uuid.uuid4()), "project_id": str(uuid.uuid4()),
        "name": "Customers for analysis", "taken_at": "2026-11-24T08:00:00Z", "source": {"tool": "presidio-analyzer"},
        "content": {
            "status": "completed", "policy": {"name": "Release to analysts", "profiles": ["GDPR"]},
            "detectors": [{"name": "presidio-analyzer", "method": "pattern"}],
            "dataset": {"name": "customers", "rows": 1000, "rows_after": 1000},
            "columns": [
                {
                    "name": "email",
                    "before": {"rows": 1000, "cells": 980, "detections": [{"type": "EMAIL_ADDRESS", "cells": 980}]},
                    "transformation": {"operation": "hashed", "reversible": False},
                    "after": {"rows": 1000, "cells": 0},
                },
                {
                    "name": "note",
                    "before": {"rows": 1000, "cells": 31, "detections": [{"type": "PHONE_NUMBER", "cells": 31}]},
                    "transformation": {"operation": "masked", "reversible": False},
                    "after": {"rows": 1000, "cells": 2, "detections": [{"type": "PHONE_NUMBER", "cells": 2}]},
                },
            ],
        },
        **changes,
    }  # fmt: skip


def address(body, **query):
    """Where the report is on the session that the body of a request names."""
    more = "".join(f"&{name}={value}" for name, value in query.items())
    return f"/api/privacy/sessions/{body['entity_id']}/report?project_id={body['project_id']}{more}"


def report_id(answer):
    """The report that an answer is about."""
    return answer.headers["Link"].removeprefix("</api/reports/").split(">")[0]
