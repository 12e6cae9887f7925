#!/usr/bin/env bash
# A step of a pipeline: `ci_step.sh SNAPSHOT REPORT.pdf`. Publishes what was trained, fetches its report, and fails if there is
# anything critical to say, after the report is there: people want to read why.
#
# Needs reportctl, and REPORTS_URL and REPORTS_API_KEY (scopes read and write) in the environment.
set -euo pipefail
snapshot=$1 report=$2

gate=0
reportctl findings "$snapshot" --fail-on "${FAIL_ON:-critical}" || gate=$?

reportctl publish "$snapshot"
read -r kind project entity < <(python3 -c '
import json, sys
snapshot = json.load(open(sys.argv[1]))
print(snapshot["kind"], snapshot["project_id"], snapshot["id"])' "$snapshot")
reportctl create --kind "$kind" --project "$project" --entity "$entity" --output "$report"

exit "$gate"
