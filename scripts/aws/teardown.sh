#!/usr/bin/env bash
# Deletes the stack and lists the resources that remain.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
stack=${STACK_NAME:-cloud-resume}
export AWS_REGION=${AWS_REGION:-us-east-1} AWS_PAGER='' SAM_CLI_TELEMETRY=0

# AWS finds a deleted stack by its id only.
id=$(aws cloudformation describe-stacks --region "$AWS_REGION" --stack-name "$stack" --output text \
  --query 'Stacks[0].StackId')
npm ci
if ! answer=$(aws ssm delete-parameter --region "$AWS_REGION" --name "/$stack/deployed-commit" 2>&1); then
  [[ $answer == *ParameterNotFound* ]] || { echo "$answer" >&2; exit 1; }
fi
npm run sam -- delete --no-prompts --stack-name "$stack" --region "$AWS_REGION"

echo 'These resources remain, with their data. docs/deploy.md explains how to delete them:'
aws cloudformation describe-stack-events --region "$AWS_REGION" --stack-name "$id" --output text \
  --query "StackEvents[?ResourceStatus=='DELETE_SKIPPED'].[ResourceType, PhysicalResourceId]"
