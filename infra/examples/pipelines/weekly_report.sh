#!/usr/bin/env bash
# A report every Monday at eight: `weekly_report.sh KIND PROJECT ENTITY`. Again with the same entity, it replaces the schedule.
#
# Needs reportctl, AWS credentials, and the stack's outputs in the environment, as `reportctl help schedule` names them.
set -euo pipefail
kind=$1 project=$2 entity=$3
name="weekly-$entity"

if reportctl schedule list | grep "^$name  " >&2; then reportctl schedule delete "$name"; fi
reportctl schedule create "$name" --when "${WHEN:-cron(0 8 ? * MON *)}" --time-zone "${ZONE:-Europe/Berlin}" \
    --kind "$kind" --project "$project" --entity "$entity" \
    --options '{"title": "Week before <aws.scheduler.scheduled-time>"}'
